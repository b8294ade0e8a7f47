"""Markets that were cleared, checked and shown, and the minimum prices that hold in them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema

from rochdale.base.endpoints import REFUSING, Day, Page, Paging, Refusals, page_of
from rochdale.people.http import ActingRequest
from rochdale.trade.api.shapes import Figure
from rochdale.trade.models import Market, PriceFloor
from rochdale.trade.queries import markets as queries

router = Router(tags=[gettext_noop("Markets and floors")])


class MarketShown(Schema):
    """A clearing: what was gained, the most any plan could gain, and how far apart they are."""

    id: UUID
    number: int
    products: list[str]
    called_on: date
    answer_by: date
    currency: str
    rate_on: date
    surplus: Figure | None
    bound: Figure | None
    gap_percent: Figure | None
    seconds: float | None
    seed: int
    has_stopped_early: bool


class MarketInFull(MarketShown):
    """And what it came to. `released` containers were refused by somebody, or changed meanwhile."""

    offers: int
    needs: int
    containers: int
    released: int
    kg: int
    sellers: int
    buyers: int


class FloorRow(Schema):
    """A minimum price as its source states it; "" means any. An unverified row warns, a verified one binds."""

    id: UUID
    product: str
    species: str
    form: str
    origin: str
    scheme: str
    level: str
    currency: str
    unit: str
    minimum: Figure | None
    organic_differential: Figure | None
    premium: Figure | None
    valid_from: date
    valid_to: date | None
    source: str
    is_verified: bool
    verified_by: str
    verified_on: date | None


class OnDay(Paging):
    """Only rows that hold on a day (YYYY-MM-DD)."""

    on: Day | None = None


def _shown(row: Market) -> MarketShown:
    return MarketShown.model_validate(_figures(row))


def _figures(row: Market) -> dict[str, object]:
    return {
        "id": row.id, "number": row.number, "products": row.products, "called_on": row.called_at.date(), "answer_by": row.answer_by,
        "currency": row.currency, "rate_on": row.rate_on, "surplus": row.surplus, "bound": row.bound,
        "gap_percent": queries.gap_percent(row), "seconds": row.seconds, "seed": row.seed, "has_stopped_early": row.has_stopped_early,
    }  # fmt: skip


@router.get("/markets", response={200: Page[MarketShown], REFUSING: Refusals}, summary=gettext_noop("Markets that were shown"))
def markets(request: ActingRequest, paging: Query[Paging]) -> Page[MarketShown]:
    """Newest first."""
    return page_of(request, queries.markets().filter(state=Market.State.SHOWN).order_by("-number"), paging, _shown)


@router.get("/markets/{uuid:market_id}", response={200: MarketInFull, REFUSING: Refusals}, summary=gettext_noop("One market as a whole"))
def market(request: ActingRequest, market_id: UUID) -> MarketInFull:
    """Its figures, without anybody's limit."""
    row = queries.markets().filter(state=Market.State.SHOWN, pk=market_id).first()
    if row is None:
        raise Http404
    counts = queries.counts_of(row)
    more = {name: getattr(counts, name) for name in ("offers", "needs", "containers", "released", "kg", "sellers", "buyers")}
    return MarketInFull.model_validate(_figures(row) | more)


@router.get("/floors", response={200: Page[FloorRow], REFUSING: Refusals}, summary=gettext_noop("Minimum prices"))
def floors(request: ActingRequest, asked: Query[OnDay]) -> Page[FloorRow]:
    """Rows that no newer one has replaced, with their source."""
    rows = queries.floors(asked.on).order_by("product", "scheme", "-valid_from", "id")
    return page_of(request, rows, asked, _floor)


@router.get("/floors/{uuid:floor_id}", response={200: FloorRow, REFUSING: Refusals}, summary=gettext_noop("One minimum price"))
def floor(request: ActingRequest, floor_id: UUID) -> FloorRow:
    """Also one that a newer row has replaced."""
    row = PriceFloor.objects.filter(pk=floor_id).first()
    if row is None:
        raise Http404
    return _floor(row)


def _floor(row: PriceFloor) -> FloorRow:
    return FloorRow.model_validate(row, from_attributes=True)
