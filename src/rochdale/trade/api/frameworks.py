"""Frames for their two sides: the list, one of them, call-offs and what the other side says to them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema, Status
from pydantic import Field

from rochdale.base.endpoints import (
    REFUSING,
    Amount,
    Code,
    Day,
    Given,
    Id,
    Line,
    Made,
    Operation,
    Page,
    Paging,
    Paragraph,
    Refusals,
    WholeKg,
    operation_id,
    page_of,
)
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest
from rochdale.people.permissions import require
from rochdale.people.proving import require_just_proven
from rochdale.trade import operations
from rochdale.trade.api.shapes import Figure
from rochdale.trade.models import CallOff, Framework
from rochdale.trade.queries import frameworks as queries
from rochdale.trade.rules.filling import Fill
from rochdale.trade.rules.frameworks import CallFacts

router = Router(tags=[gettext_noop("Frames")])


class FillGiven(Given):
    """So many kg of one of the seller's offers."""

    offer_id: Id
    kg: WholeKg


class CallGiven(Operation):
    """What is called off; a seller says from which of its offers (`filling`).

    A price that follows an exchange needs its month (2027-03), what it says, in which unit, of which day.
    """

    kg: WholeKg
    ready_from: Day
    ready_until: Day
    month: Code = ""
    quotation: Amount | None = None
    quoted_in: Code = ""
    quoted_on: Day | None = None
    filling: Annotated[list[FillGiven], Field(max_length=100)] = []


class CallAnswer(Operation):
    """Yes draws up a contract; no frees the kg and has a reason, and takes back what one called off oneself.

    A seller says with its yes from which of its offers (`filling`).
    """

    sha256: Line
    is_yes: bool
    reason: Paragraph = ""
    filling: Annotated[list[FillGiven], Field(max_length=100)] = []


class FillShown(Schema):
    """A lot from which a call-off is filled."""

    reference: str
    kg: int


class CallShown(Schema):
    """One call-off: waiting, yes, no or taken-back; the price is for 1 kg."""

    id: UUID
    number: str
    kg: int
    state: str
    price: Figure
    currency: str
    sha256: str
    contract_id: UUID | None
    filling: list[FillShown]


class FrameworkShown(Schema):
    """A frame in force, or the newest proposal while none is."""

    id: UUID
    number: str
    seller: str
    buyer: str
    is_agreed: bool
    product: str
    total_kg: int
    left_kg: int
    valid_from: date
    valid_until: date
    ends_on: date | None
    price_kind: str
    price_amount: Figure
    price_currency: str
    price_unit: str
    exchange: str
    call_offs: list[CallShown]


class Confirmed(Schema):
    """The contract a yes drew up; null after a no."""

    contract_id: UUID | None


def _shown(row: Framework, request: ActingRequest) -> FrameworkShown:
    seen = queries.framework_seen(row, request.actor, request.at.date())
    frame, price = seen.frame, seen.frame.price
    calls = [
        CallShown(
            id=one.row.id, number=str(one.row), kg=one.row.kg, state=one.state, price=one.per_kg.quantize(Decimal("0.000001")),
            currency=one.currency, sha256=one.row.sha256, contract_id=one.contract_id,
            filling=[FillShown(reference=lot.reference, kg=lot.kg) for lot in one.lots],
        )
        for one in seen.call_offs
    ]  # fmt: skip
    return FrameworkShown(
        id=row.id, number=row.number, seller=row.organization.name, buyer=row.buyer.name, is_agreed=seen.in_force is not None,
        product=frame.product, total_kg=frame.total_kg, left_kg=seen.left_kg, valid_from=frame.valid_from, valid_until=frame.valid_until,
        ends_on=seen.ends_on, price_kind=price.kind, price_amount=price.amount, price_currency=price.currency, price_unit=price.unit,
        exchange=price.exchange, call_offs=calls,
    )  # fmt: skip


@router.get("/frameworks", response={200: Page[FrameworkShown], REFUSING: Refusals}, summary=gettext_noop("Our frames"))
def frameworks(request: ActingRequest, paging: Query[Paging]) -> Page[FrameworkShown]:
    """Newest first."""
    require(request.actor, "trade.see", request.actor)
    rows: Any = queries.my_frameworks(request.actor)
    return page_of(request, rows, paging, lambda row: _shown(row, request))


@router.get("/frameworks/{uuid:framework_id}", response={200: FrameworkShown, REFUSING: Refusals}, summary=gettext_noop("One frame"))
def framework(request: ActingRequest, framework_id: UUID) -> FrameworkShown:
    """For seller and buyer; unknown to all others."""
    return _shown(_visible(request, framework_id), request)


@router.post(
    "/frameworks/{uuid:framework_id}/call-offs", response={201: Made, REFUSING: Refusals}, summary=gettext_noop("Call off a part of it")
)
def call_off(request: ActingRequest, framework_id: UUID, given: CallGiven) -> Status[Made]:
    """By either side; the other one confirms."""
    row = _visible(request, framework_id)
    require_just_proven(request)
    facts = CallFacts(given.kg, given.ready_from, given.ready_until, given.month, given.quotation, given.quoted_in, given.quoted_on)
    made = operations.call_off(
        id=operation_id(request, given), by=request.actor, at=request.at, framework_id=row.id, call=facts, filling=_filling(given.filling)
    )
    return Status(201, Made(id=UUID(made)))


@router.post(
    "/call-offs/{uuid:call_off_id}/answer",
    response={200: Confirmed, REFUSING: Refusals},
    summary=gettext_noop("Answer a call-off"),
)
def answer_call_off(request: ActingRequest, call_off_id: UUID, given: CallAnswer) -> Confirmed:
    """By the side that did not call it off; a no of the other one takes it back."""
    found = get_object_or_404(CallOff, pk=call_off_id)
    _visible(request, found.framework_id)
    require_just_proven(request)
    made = operations.answer_call_off(
        id=operation_id(request, given), by=request.actor, at=request.at, call_off_id=found.id, sha256=given.sha256, is_yes=given.is_yes,
        reason=given.reason, filling=_filling(given.filling),
    )  # fmt: skip
    return Confirmed(contract_id=UUID(made) if made else None)


def _filling(given: list[FillGiven]) -> list[Fill]:
    return [Fill(one.offer_id, one.kg) for one in given]


def _visible(request: ActingRequest, framework_id: UUID) -> Framework:
    rows = Framework.objects.select_related("organization", "buyer", "notice")
    return get_or_404(
        request.actor, "trade.see-framework", rows, knows=lambda by, row: by.organization_id in row.party_ids, pk=framework_id
    )
