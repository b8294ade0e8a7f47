"""Shipments: mine, one with its checklist, its steps recorded and taken back; the rows of what a route asks for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import Http404
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
    operation_id,
    page_of,
)
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest
from rochdale.people.permissions import require
from rochdale.trade import operations, shipping
from rochdale.trade.api.shapes import Figure
from rochdale.trade.models import Contract, Milestone, Shipment
from rochdale.trade.operations import Into
from rochdale.trade.queries import shipments as queries
from rochdale.trade.queries.shipping_papers import ItemSeen
from rochdale.trade.rules.boxes import Box
from rochdale.trade.rules.shipments import Booking, next_step
from rochdale.trade.views.shipments import visible

router = Router(tags=[gettext_noop("Shipments")])
KnownStep = Literal["booked", "stuffed", "weighed", "sealed", "departed", "arrived", "landed", "claimed"]


class ShipmentShown(Schema):
    """A shipment in a list: its contracts by number, the last days of its steps, and the step that comes next ("" once all is done)."""

    id: UUID
    number: str
    mode: str
    contracts: list[str]
    steps: dict[str, date]
    next_step: str


class PaperAsked(Schema):
    """One line of the checklist. `state`: good, need, wait or no; `rows`: keys of the rows that ask for it."""

    document: str
    about: str
    state: str
    needed_by: str
    keeps_back: bool
    says: list[str]
    rows: list[str]
    sources: list[str]
    is_verified: bool


class LotIn(Schema):
    """A lot in it; `stuffed_kg` is null before it went in."""

    code: str
    seller: str
    kg: Figure
    stuffed_kg: Figure | None
    bags: int | None


class ShipmentInFull(ShipmentShown):
    """With what is in it, its papers, and what somebody should look at."""

    origin: str
    destination: str
    container: str
    seals: list[str]
    gross_kg: Figure | None
    lots: list[LotIn]
    papers: list[PaperAsked]
    left_without: list[str]
    left_without_reason: str
    owed_kg: Figure | None
    notices: list[str]


class Begun(Operation):
    """The contracts that travel together, and how."""

    contract_ids: Annotated[list[Id], Field(min_length=1, max_length=50)]
    mode: Literal["sea", "truck", "air"]


class Dated(Operation):
    """The day on which it happened."""

    on: Day


class Booked(Dated):
    """Ports are UN/LOCODE; `size` is that of the importer: large (and medium) or small (and micro)."""

    carrier: Line
    vessel: Line
    voyage: Code = ""
    number: Code
    origin: Code
    destination: Code
    closes_on: Day
    leaves_on: Day
    arrives_on: Day
    size: Literal["large", "small"] = "large"


class LotInto(Given):
    """Kg of a lot: its contract, and its place among the lines of that contract, from 0."""

    contract_id: Id
    position: Annotated[int, Field(ge=0, le=1000)]
    kg: Amount
    bags: Annotated[int, Field(ge=0, le=10**6)] | None = None


ZERO = Decimal(0)


class Stuffed(Dated):
    """The container as its door says, and what went into it. Goods that fly loose have none."""

    container: Code = ""
    payload_kg: Amount = ZERO
    tare_kg: Amount = ZERO
    lots: Annotated[list[LotInto], Field(min_length=1, max_length=200)]


class Weighed(Dated):
    """The verified gross mass; method 1 weighed whole, 2 in parts (SOLAS VI/2)."""

    gross_kg: Amount
    method: Literal["1", "2"]


class Sealed(Dated):
    """Numbers of the seals."""

    seals: Annotated[list[Annotated[str, Field(max_length=30)]], Field(min_length=1, max_length=20)]


class Departed(Dated):
    """The number of the bill of lading; `reason` where it leaves without a paper that a verified row asks for."""

    bill: Code = ""
    reason: Paragraph = ""


class Landed(Dated):
    """Net weight on arrival, all lots together."""

    landed_kg: Amount


class Why(Operation):
    """Why a step is taken back."""

    reason: Paragraph


@router.get("/shipments", response={200: Page[ShipmentShown], REFUSING: Refusals}, summary=gettext_noop("My shipments"))
def shipments(request: ActingRequest, paging: Query[Paging]) -> Page[ShipmentShown]:
    """Newest first."""
    require(request.actor, "trade.see", request.actor)
    rows = queries.my_shipments(request.actor).order_by("-number", "-id")
    return page_of(request, rows, paging, lambda row: ShipmentShown.model_validate(_figures(request, row)))


@router.get("/shipments/{uuid:shipment_id}", response={200: ShipmentInFull, REFUSING: Refusals}, summary=gettext_noop("One shipment"))
def shipment(request: ActingRequest, shipment_id: UUID) -> ShipmentInFull:
    """Its steps, what is in it, and the papers its route asks for."""
    row = visible(request.actor, shipment_id)
    seen = queries.shipment_seen(row, request.actor, request.at)
    more = {
        "origin": seen.booking.origin if seen.booking else "", "destination": seen.booking.destination if seen.booking else "",
        "container": seen.box, "seals": list(seen.seals), "gross_kg": seen.gross_kg, "papers": [_paper(item) for item in seen.items],
        "lots": [LotIn.model_validate(lot, from_attributes=True) for lot in seen.lots], "left_without": [one.row for one in seen.without],
        "left_without_reason": seen.without_reason, "owed_kg": seen.loss.owed_kg if seen.loss else None,
        "notices": [flag.says for flag in seen.flags],
    }  # fmt: skip
    return ShipmentInFull.model_validate(_figures(request, row) | more)


@router.post("/shipments", response={201: Made, REFUSING: Refusals}, summary=gettext_noop("Begin a shipment"))
def begin_shipment(request: ActingRequest, given: Begun) -> Status[Made]:
    """Of one contract, or of several that share a container."""
    for contract_id in given.contract_ids:
        _contract(request, contract_id)
    made = operations.begin_shipment(
        id=operation_id(request, given), by=request.actor, at=request.at, contract_ids=given.contract_ids, mode=given.mode
    )
    return Status(201, Made(id=UUID(made)))


@router.post("/shipments/{uuid:shipment_id}/booked", response={200: Made, REFUSING: Refusals}, summary=gettext_noop("Booking"))
def book_shipment(request: ActingRequest, shipment_id: UUID, given: Booked) -> Made:
    """A vessel, truck or flight."""
    names = ("carrier", "vessel", "voyage", "number", "origin", "destination", "closes_on", "leaves_on", "arrives_on")
    booking = Booking(*(getattr(given, name) for name in names))
    return _made(operations.book_shipment(**_step(request, shipment_id, given, "trade.ship"), booking=booking, size=given.size))


@router.post("/shipments/{uuid:shipment_id}/stuffed", response={200: Made, REFUSING: Refusals}, summary=gettext_noop("Stuffing"))
def stuff_shipment(request: ActingRequest, shipment_id: UUID, given: Stuffed) -> Made:
    """Into a container whose number is sound and which may carry it."""
    lots = tuple(Into(one.contract_id, one.position, one.kg, one.bags) for one in given.lots)
    box = Box(given.container, given.payload_kg, given.tare_kg)
    return _made(operations.stuff_shipment(**_step(request, shipment_id, given, "trade.ship"), box=box, lots=lots))


@router.post("/shipments/{uuid:shipment_id}/weighed", response={200: Made, REFUSING: Refusals}, summary=gettext_noop("Gross mass"))
def record_gross_mass(request: ActingRequest, shipment_id: UUID, given: Weighed) -> Made:
    """Goods, packing and container together."""
    step = _step(request, shipment_id, given, "trade.ship")
    return _made(operations.record_gross_mass(**step, gross_kg=given.gross_kg, method=given.method))


@router.post("/shipments/{uuid:shipment_id}/sealed", response={200: Made, REFUSING: Refusals}, summary=gettext_noop("Seals"))
def seal_shipment(request: ActingRequest, shipment_id: UUID, given: Sealed) -> Made:
    """Each closes one shipment."""
    return _made(operations.seal_shipment(**_step(request, shipment_id, given, "trade.ship"), seals=given.seals))


@router.post("/shipments/{uuid:shipment_id}/departed", response={200: Made, REFUSING: Refusals}, summary=gettext_noop("Departure"))
def depart(request: ActingRequest, shipment_id: UUID, given: Departed) -> Made:
    """Refused while a paper that a verified row asks for is missing, unless somebody who signs gives a reason."""
    return _made(operations.depart(**_step(request, shipment_id, given, "trade.ship"), bill=given.bill, reason=given.reason))


@router.post("/shipments/{uuid:shipment_id}/arrived", response={200: Made, REFUSING: Refusals}, summary=gettext_noop("Arrival"))
def arrive(request: ActingRequest, shipment_id: UUID, given: Dated) -> Made:
    """Not before it left."""
    return _made(operations.arrive(**_step(request, shipment_id, given, "trade.receive")))


@router.post("/shipments/{uuid:shipment_id}/landed", response={200: Made, REFUSING: Refusals}, summary=gettext_noop("Weight on arrival"))
def record_landed_weight(request: ActingRequest, shipment_id: UUID, given: Landed) -> Made:
    """Net, all lots together."""
    return _made(operations.record_landed_weight(**_step(request, shipment_id, given, "trade.receive"), landed_kg=given.landed_kg))


@router.post("/shipments/{uuid:shipment_id}/claimed", response={200: Made, REFUSING: Refusals}, summary=gettext_noop("Claim for weight"))
def claim_weight(request: ActingRequest, shipment_id: UUID, given: Dated) -> Made:
    """What is missing beyond the franchise."""
    return _made(operations.claim_weight(**_step(request, shipment_id, given, "trade.receive")))


@router.post(
    "/shipments/{uuid:shipment_id}/{kind}/take-back", response={200: Made, REFUSING: Refusals}, summary=gettext_noop("Take a step back")
)
def take_back_step(request: ActingRequest, shipment_id: UUID, kind: KnownStep, given: Why) -> Made:
    """The last step first; it is kept, with the reason."""
    row = visible(request.actor, shipment_id)
    require(request.actor, "trade.receive" if kind in queries.BY_RECEIVER else "trade.ship", row)
    step = Milestone.objects.filter(shipment=row, kind=kind, takes_back=None).order_by("-at", "-id").first()
    if step is None:
        raise Http404
    made = operations.take_back_milestone(
        id=operation_id(request, given), by=request.actor, at=request.at, milestone_id=step.id, reason=given.reason
    )
    return _made(made)


def _step(request: ActingRequest, shipment_id: UUID, given: Dated, right: str) -> dict[str, Any]:
    """What every step has in common; 404 or 403 for who may not record it."""
    row = visible(request.actor, shipment_id)
    require(request.actor, right, row)
    return {"id": operation_id(request, given), "by": request.actor, "at": request.at, "shipment_id": row.id, "on": given.on}


def _contract(request: ActingRequest, contract_id: UUID) -> None:
    rows = Contract.objects.all()
    get_or_404(request.actor, "trade.begin-shipment", rows, knows=lambda by, row: by.organization_id in row.party_ids, pk=contract_id)


def _made(id: str) -> Made:
    return Made(id=UUID(id))


def _figures(request: ActingRequest, row: Shipment) -> dict[str, object]:
    found = shipping.standing_milestones(row)
    seen = queries.numbers_seen(row, request.actor)
    days = shipping.days_of(found)
    return {
        "id": row.id,
        "number": row.number,
        "mode": row.mode,
        "contracts": seen,
        "steps": days,
        "next_step": next_step(found, row.mode) or "",
    }


def _paper(item: ItemSeen) -> PaperAsked:
    return PaperAsked(
        document=item.document, about=item.about, state=item.state, needed_by=item.needed_by, keeps_back=item.keeps_back,
        says=[one.says for one in (*item.reasons, *item.flags)], rows=[row.key for row in item.rows],
        sources=[row.source for row in item.rows], is_verified=any(row.is_verified for row in item.rows),
    )  # fmt: skip
