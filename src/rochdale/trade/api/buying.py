"""Buying together for programs: rounds, members' orders; and market days with their reports."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema
from pydantic import Field, JsonValue

from rochdale.base.endpoints import REFUSING, Amount, Given, Id, Operation, Page, Paging, Refusals, operation_id, page_of
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest
from rochdale.people.permissions import require
from rochdale.trade import operations
from rochdale.trade.api.shapes import Figure
from rochdale.trade.models import BuyingRound, MarketDay
from rochdale.trade.operations import Ordered
from rochdale.trade.queries import buying as queries
from rochdale.trade.queries import days

router = Router(tags=[gettext_noop("Buying together")])
day_router = Router(tags=[gettext_noop("Market days")])


class RoundShown(Schema):
    """A round in a list."""

    id: UUID
    number: str
    title: str
    state: str
    currency: str
    preference: Figure
    order_until: date
    needed_by: date


class ItemShown(Schema):
    """One thing on the list; `unit` is UN/CEFACT Recommendation 20. Sums of all members are null for those who do not keep the round."""

    id: UUID
    what: str
    unit: str
    mine: Figure
    ordered: Figure | None
    awarded: Figure
    came: Figure


class RoundInFull(RoundShown):
    """A round with its list."""

    items: list[ItemShown]


class OrderLine(Given):
    """So much of an item; 0 takes an order back."""

    item_id: Id
    quantity: Amount


class OrderGiven(Operation):
    """What a member wants, and at which collection point it is fetched."""

    grower_id: Id
    place_id: Id
    lines: Annotated[list[OrderLine], Field(min_length=1, max_length=12)]


class DayShown(Schema):
    """A market day; the report is null until it is closed."""

    id: UUID
    number: int
    state: str
    products: list[str]
    opens_on: date
    closes_on: date
    answer_by: date
    report: dict[str, JsonValue] | None
    sha256: str


def _shown(row: BuyingRound) -> Mapping[str, object]:
    names = ("id", "number", "title", "state", "currency", "preference", "order_until", "needed_by")
    return {name: getattr(row, name) for name in names}


@router.get("/buying/rounds", response={200: Page[RoundShown], REFUSING: Refusals}, summary=gettext_noop("Rounds of our cooperative"))
def rounds(request: ActingRequest, paging: Query[Paging]) -> Page[RoundShown]:
    """Newest first."""
    require(request.actor, "trade.order-inputs", request.actor)
    return page_of(request, queries.rounds_of(request.actor), paging, lambda row: RoundShown.model_validate(_shown(row)))


@router.get("/buying/rounds/{uuid:round_id}", response={200: RoundInFull, REFUSING: Refusals}, summary=gettext_noop("One round"))
def one_round(request: ActingRequest, round_id: UUID) -> RoundInFull:
    """Its list, and how far each thing is."""
    row = _visible(request, round_id)
    keeps = queries.keeps(row, request.actor)
    items = [
        ItemShown(
            id=one.id,
            what=one.what,
            unit=one.unit,
            mine=one.mine,
            ordered=one.ordered if keeps else None,
            awarded=one.awarded,
            came=one.came,
        )
        for one in queries.items_seen(row, queries.me_as_member(row, request.actor))
    ]
    return RoundInFull.model_validate({**_shown(row), "items": items})


@router.post(
    "/buying/rounds/{uuid:round_id}/orders", response={200: RoundInFull, REFUSING: Refusals}, summary=gettext_noop("Order for a member")
)
def order(request: ActingRequest, round_id: UUID, given: OrderGiven) -> RoundInFull:
    """By a clerk, or by the member; what was said last counts."""
    row = _visible(request, round_id)
    operations.order_inputs(
        id=operation_id(request, given), by=request.actor, at=request.at, round_id=row.id, grower_id=given.grower_id,
        place_id=given.place_id, ordered=[Ordered(line.item_id, Decimal(line.quantity)) for line in given.lines],
    )  # fmt: skip
    return one_round(request, round_id)


@day_router.get("/market-days", response={200: Page[DayShown], REFUSING: Refusals}, summary=gettext_noop("Market days"))
def market_days(request: ActingRequest, paging: Query[Paging]) -> Page[DayShown]:
    """Newest first."""
    return page_of(request, days.market_days(), paging, _day)


@day_router.get("/market-days/{uuid:day_id}", response={200: DayShown, REFUSING: Refusals}, summary=gettext_noop("One market day"))
def market_day(request: ActingRequest, day_id: UUID) -> DayShown:
    """With its report, once it is closed."""
    return _day(get_object_or_404(MarketDay, pk=day_id))


def _day(row: MarketDay) -> DayShown:
    return DayShown(
        id=row.id, number=row.number, state=row.state, products=row.products, opens_on=row.opens_on, closes_on=row.closes_on,
        answer_by=row.answer_by, report=row.report or None, sha256=row.sha256,
    )  # fmt: skip


def _visible(request: ActingRequest, round_id: UUID) -> BuyingRound:
    return get_or_404(request.actor, "trade.order-inputs", BuyingRound.objects.select_related("tender"), pk=round_id)
