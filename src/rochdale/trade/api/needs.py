"""Needs: one's own, with their sealed limit, and those that others show to the market, without it."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema, Status
from pydantic import Field

from rochdale.base.endpoints import (
    REFUSING,
    Amount,
    Code,
    Day,
    Line,
    Made,
    Operation,
    Page,
    Paging,
    Refusals,
    WholeKg,
    operation_id,
    page_of,
)
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest
from rochdale.people.permissions import require
from rochdale.trade import operations
from rochdale.trade.api.shapes import Certificate, Figure, Left, PriceGiven, PriceShown, Process, Protocol, Species, Visibility
from rochdale.trade.called import place_name
from rochdale.trade.models import Need
from rochdale.trade.queries import goods
from rochdale.trade.rules.goods import NeedFacts

router = Router(tags=[gettext_noop("Needs")])


class NeedGiven(Operation):
    """What you would buy; "" means any. The limit is the most you pay, landed at the port; nobody else sees it."""

    product: Code
    species: Species = ""
    process: Process = ""
    protocol: Protocol = ""
    min_score: Amount | None = None
    certifications: Annotated[list[Certificate], Field(max_length=20)] = []
    kg: WholeKg
    min_lot_kg: WholeKg = 0
    max_suppliers: Annotated[int, Field(le=10**6)] | None = None
    port: Code
    arrive_from: Day
    arrive_until: Day
    limit: PriceGiven
    reference: Code = ""
    buyer: Line = ""
    visibility: Visibility = "market"

    def facts(self) -> NeedFacts:
        """As the rules read it."""
        return NeedFacts(
            self.product, self.species, self.process, self.protocol, self.min_score, tuple(sorted(set(self.certifications))), self.kg,
            self.min_lot_kg, self.max_suppliers, self.port, self.arrive_from, self.arrive_until, self.limit.price(),
        )  # fmt: skip


class NeedOnTheMarket(Schema):
    """A need as everybody in the market sees it: no price."""

    id: UUID
    reference: str
    buyer: str
    product: str
    species: str
    process: str
    protocol: str
    min_score: Figure | None
    certifications: list[str]
    kg_left: int
    min_lot_kg: int
    max_suppliers: int | None
    port: str
    place: str
    arrive_from: date
    arrive_until: date


class MyNeed(NeedOnTheMarket):
    """One's own need; `limit` is null for whoever may not see it."""

    kg: int
    kg_reserved: int
    kg_bought: int
    state: str
    is_open: bool
    visibility: str
    limit: PriceShown | None


class MyNeedInFull(MyNeed):
    """And what the newest market left of it."""

    left: Left | None


def _on_the_market(row: Need) -> dict[str, object]:
    return {
        "id": row.id, "reference": row.reference, "buyer": row.buyer, "product": row.product, "species": row.species,
        "process": row.process, "protocol": row.protocol, "min_score": row.min_score, "certifications": row.certifications,
        "kg_left": row.kg_left, "min_lot_kg": row.min_lot_kg, "max_suppliers": row.max_suppliers, "port": row.port,
        "place": place_name(row.port), "arrive_from": row.arrive_from, "arrive_until": row.arrive_until,
    }  # fmt: skip


def _shown(row: Need) -> NeedOnTheMarket:
    return NeedOnTheMarket.model_validate(_on_the_market(row))


def _own(row: Need, request: ActingRequest) -> dict[str, object]:
    stands = {"state": row.state, "is_open": row.is_open(request.at.date()), "visibility": row.visibility}
    own = {
        "kg": row.kg,
        "kg_reserved": row.kg_reserved,
        "kg_bought": row.kg_bought,
        "limit": PriceShown.of(goods.limit_seen(row, request.actor)),
    }
    return _on_the_market(row) | stands | own


@router.get("/needs", response={200: Page[MyNeed], REFUSING: Refusals}, summary=gettext_noop("My needs"))
def my_needs(request: ActingRequest, paging: Query[Paging]) -> Page[MyNeed]:
    """Those of the organization acted for, newest first."""
    require(request.actor, "trade.see", request.actor)
    rows = goods.my_needs(request.actor).order_by("-posted_at", "-id")
    return page_of(request, rows, paging, lambda row: MyNeed.model_validate(_own(row, request)))


@router.post("/needs", response={201: Made, REFUSING: Refusals}, summary=gettext_noop("Say what you need"))
def post_need(request: ActingRequest, given: NeedGiven) -> Status[Made]:
    """Posts a need for the organization acted for."""
    require(request.actor, "trade.offer", request.actor)
    made = operations.post_need(
        id=operation_id(request, given), by=request.actor, at=request.at, need=given.facts(), reference=given.reference,
        buyer=given.buyer, visibility=given.visibility,
    )  # fmt: skip
    return Status(201, Made(id=UUID(made)))


@router.get("/needs/{uuid:need_id}", response={200: MyNeedInFull, REFUSING: Refusals}, summary=gettext_noop("One of my needs"))
def my_need(request: ActingRequest, need_id: UUID) -> MyNeedInFull:
    """With its limit, and why the last market left some of it."""
    row = get_or_404(request.actor, "trade.see", goods.my_needs(request.actor), pk=need_id)
    return MyNeedInFull.model_validate(_own(row, request) | {"left": Left.of(goods.why_left(row))})


@router.post("/needs/{uuid:need_id}/withdraw", response={200: Made, REFUSING: Refusals}, summary=gettext_noop("Take a need off the market"))
def withdraw_need(request: ActingRequest, need_id: UUID, given: Operation | None = None) -> Made:
    """What nobody was promised to bring is no longer looked for."""
    row = get_or_404(request.actor, "trade.offer", Need.objects.all(), pk=need_id)
    made = operations.withdraw_need(id=operation_id(request, given), by=request.actor, at=request.at, need_id=row.id)
    return Made(id=UUID(made))


@router.get("/wanted", response={200: Page[NeedOnTheMarket], REFUSING: Refusals}, summary=gettext_noop("What others need"))
def wanted(request: ActingRequest, paging: Query[Paging]) -> Page[NeedOnTheMarket]:
    """Open needs shown to the market, the first to end first. Limits are sealed."""
    rows = goods.others_needs(request.actor, request.at.date()).order_by("arrive_until", "id")
    return page_of(request, rows, paging, _shown)


@router.get("/wanted/{uuid:need_id}", response={200: NeedOnTheMarket, REFUSING: Refusals}, summary=gettext_noop("One need of others"))
def one_wanted(request: ActingRequest, need_id: UUID) -> NeedOnTheMarket:
    """Without its limit."""
    return _shown(get_or_404(request.actor, "trade.see", goods.others_needs(request.actor, request.at.date()), pk=need_id))
