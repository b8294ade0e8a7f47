"""Markets: calling one, how far it is, what it came to, and for the operator all that came of it."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema, Status
from pydantic import Field

from rochdale.base.endpoints import (
    REFUSING,
    Id,
    Made,
    Malformed,
    Operation,
    Page,
    Paging,
    Refusals,
    RefusalShown,
    operation_id,
    page_of,
)
from rochdale.base.imports import runs_of
from rochdale.kernel.refusal import Refusal
from rochdale.people.http import ActingRequest
from rochdale.people.permissions import require
from rochdale.trade import operations
from rochdale.trade.api.floors import Product
from rochdale.trade.api.shapes import Figure, Told, told
from rochdale.trade.models import Container, Market, Unmatched
from rochdale.trade.permissions import operates
from rochdale.trade.queries import markets as queries
from rochdale.trade.queries import results
from rochdale.trade.snapshot import Scope
from rochdale.trade.worded import in_one_line

router = Router(tags=[gettext_noop("Markets")])
MOST_LETTERS = 200_000
DefaultsText = Annotated[str, Field(max_length=MOST_LETTERS)]


class MarketCalled(Operation):
    """What is cleared and how. Empty `products` and `imports` mean everything that is open; `defaults` is the text of a TOML file.

    Without `time_limit` (seconds) the same open rows and seed give the same result.
    """

    products: Annotated[list[Product], Field(max_length=40)] = []
    imports: Annotated[list[Id], Field(max_length=40)] = []
    defaults: DefaultsText = ""
    seed: Annotated[int, Field(ge=0, le=2**31 - 1)] = 1
    time_limit: Annotated[int, Field(ge=1, le=3600)] | None = None


class MarketShown(Schema):
    """A clearing: what was gained, the most any plan could gain, and how far apart they are.

    State: waiting, running, shown, rejected (the checker found something, see `refused`) or stopped. Figures are null until it is shown.
    """

    id: UUID
    number: int
    state: str
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
    """And what it came to. `released` containers were refused by somebody, or changed meanwhile. `files` are for the operator alone."""

    offers: int
    needs: int
    containers: int
    released: int
    kg: int
    sellers: int
    buyers: int
    says: str
    refused: list[RefusalShown]
    files: dict[str, str]


class ContainerProposed(Schema):
    """A container that a market proposed, and how it stands. State: proposed, accepted or released."""

    id: UUID
    number: int
    code: str
    product: str
    mode: str
    unit: str
    origin: str
    destination: str
    departs_on: date
    arrives_on: date
    load_kg: int
    capacity_kg: int
    cost: Figure
    state: str


class LeftOver(Schema):
    """What a market left of an offer or a need (`side`), why, and the smallest change that would have matched it, as a band."""

    side: str
    id: UUID
    reference: str
    kg: int
    reason: Told
    smallest_change: Told | None


def _shown(row: Market) -> MarketShown:
    return MarketShown.model_validate(_figures(row))


def _figures(row: Market) -> dict[str, object]:
    is_shown = row.state == Market.State.SHOWN
    return {
        "id": row.id, "number": row.number, "state": row.state, "products": row.products, "called_on": row.called_at.date(),
        "answer_by": row.answer_by, "currency": row.currency, "rate_on": row.rate_on, "surplus": row.surplus if is_shown else None,
        "bound": row.bound if is_shown else None, "gap_percent": queries.gap_percent(row) if is_shown else None,
        "seconds": row.seconds, "seed": row.seed, "has_stopped_early": row.has_stopped_early,
    }  # fmt: skip


@router.post("/markets", response={202: Made, REFUSING: Refusals}, summary=gettext_noop("Call a market"))
def call_market(request: ActingRequest, given: MarketCalled) -> Status[Made]:
    """Freezes what is open and clears it behind the scenes; ask `/markets/ID` how far it is. One runs at a time."""
    require(request.actor, "trade.operate", request.actor)
    made = operations.call_market(
        id=operation_id(request, given), by=request.actor, at=request.at,
        scope=Scope(tuple(sorted(set(given.products))), tuple(sorted(_own_imports(request, given.imports)))),
        defaults=given.defaults, seed=given.seed, time_limit=given.time_limit,
    )  # fmt: skip
    return Status(202, Made(id=UUID(made)))


@router.get("/markets", response={200: Page[MarketShown], REFUSING: Refusals}, summary=gettext_noop("All markets"))
def markets(request: ActingRequest, paging: Query[Paging]) -> Page[MarketShown]:
    """Newest first, also those that are still being cleared and those of which nothing is shown."""
    return page_of(request, queries.markets().order_by("-number"), paging, _shown)


@router.get("/markets/{uuid:market_id}", response={200: MarketInFull, REFUSING: Refusals}, summary=gettext_noop("One market as a whole"))
def market(request: ActingRequest, market_id: UUID) -> MarketInFull:
    """Its figures, without anybody's limit."""
    row = _row(market_id)
    counts = queries.counts_of(row)
    more = {name: getattr(counts, name) for name in ("offers", "needs", "containers", "released", "kg", "sellers", "buyers")}
    verdict = [Refusal(fault["code"], fault["facts"]) for fault in row.verdict]
    has_files = row.state == Market.State.SHOWN and operates(request.actor)
    return MarketInFull.model_validate(
        _figures(row)
        | more
        | {
            "says": queries.progress_of(row) or row.trouble,
            "refused": [RefusalShown(code=one.code, facts=dict(one.facts), message=in_one_line(one)) for one in verdict],
            "files": {name: reverse("api:market_file", args=[row.id, name]) for name in results.FILES} if has_files else {},
        }
    )


@router.get(
    "/markets/{uuid:market_id}/containers",
    response={200: Page[ContainerProposed], REFUSING: Refusals},
    summary=gettext_noop("The containers of a market"),
)
def market_containers(request: ActingRequest, market_id: UUID, paging: Query[Paging]) -> Page[ContainerProposed]:
    """For the operator; parties see theirs among their matches."""
    return page_of(request, queries.containers_of(_shown_to_the_operator(request, market_id)), paging, _container)


@router.get(
    "/markets/{uuid:market_id}/left",
    response={200: Page[LeftOver], REFUSING: Refusals},
    summary=gettext_noop("What a market left, and why"),
)
def market_left(request: ActingRequest, market_id: UUID, paging: Query[Paging]) -> Page[LeftOver]:
    """For the operator; owners see theirs at their offer or need."""
    return page_of(request, queries.leftovers_of(_shown_to_the_operator(request, market_id)), paging, _left)


@router.get("/markets/{uuid:market_id}/{name}", response={200: None, REFUSING: Refusals}, summary=gettext_noop("A file of a market"))
def market_file(request: ActingRequest, market_id: UUID, name: str) -> HttpResponse:
    """matches.csv, containers.csv, unmatched.csv or summary.json, as `rochdale market clear` writes them. For the operator."""
    row = _shown_to_the_operator(request, market_id)
    if name not in results.FILES:
        raise Http404
    return HttpResponse(results.file_of(row, name), content_type=results.FILES[name])


def _row(market_id: UUID) -> Market:
    row = queries.markets().filter(pk=market_id).first()
    if row is None:
        raise Http404
    return row


def _shown_to_the_operator(request: ActingRequest, market_id: UUID) -> Market:
    require(request.actor, "trade.operate", request.actor)
    row = Market.objects.filter(pk=market_id, state=Market.State.SHOWN).first()
    if row is None:
        raise Http404
    return row


def _own_imports(request: ActingRequest, asked: list[UUID]) -> set[UUID]:
    """Only files that the caller brought itself can narrow a market."""
    known = set(runs_of(request.actor).filter(pk__in=asked).values_list("id", flat=True))
    if unknown := set(asked) - known:
        raise Malformed([Refusal("base.field-not-one-of", {"field": f"imports.{asked.index(one)}", "known": ""}) for one in unknown])
    return known


def _container(row: Container) -> ContainerProposed:
    return ContainerProposed.model_validate(row, from_attributes=True)


def _left(row: Unmatched) -> LeftOver:
    of = row.offer or row.need
    assert of is not None
    changes = told([Refusal(row.change_code, row.change_facts)] if row.change_code else [])
    return LeftOver(
        side="offer" if row.offer else "need", id=of.id, reference=of.reference, kg=row.kg_left,
        reason=told([Refusal(row.code, row.facts)])[0], smallest_change=changes[0] if changes else None,
    )  # fmt: skip
