"""Samples for programs: asked for, sent, received, judged, approved or rejected."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema, Status

from rochdale.base.actor import Actor
from rochdale.base.endpoints import (
    REFUSING,
    Amount,
    Code,
    Day,
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
from rochdale.trade import operations
from rochdale.trade.api.shapes import Protocol, Told, told
from rochdale.trade.models import Contract, Sample
from rochdale.trade.operations import SampleRequest
from rochdale.trade.queries import samples as queries
from rochdale.trade.rules.samples import Result

router = Router(tags=[gettext_noop("Samples")])


class SampleAsked(Operation):
    """Of a lot on offer (`offer_id`, kind offer) or of a line of a contract (`contract_id`, kind pre-shipment or arrival)."""

    kind: Code
    offer_id: Id | None = None
    contract_id: Id | None = None
    position: int = 0
    grams: int
    protocol: Protocol = ""
    due_on: Day
    address: Line
    note: Paragraph = ""


class SampleSent(Operation):
    """With whom it went, under which seal."""

    courier: Line
    tracking: Code = ""
    seal: Code
    sent_on: Day
    note: Paragraph = ""


class SampleReceived(Operation):
    """When it came."""

    received_on: Day
    note: Paragraph = ""


class SampleResult(Operation):
    """What was found, under the protocol agreed on. `moisture` in percent."""

    protocol: Protocol = ""
    score: Amount | None = None
    moisture: Amount | None = None
    defects: int | None = None
    grade: Code = ""
    note: Paragraph = ""


class SampleDecided(Operation):
    """A yes, or a no with its reason."""

    is_yes: bool
    reason: Paragraph = ""


class StepShown(Schema):
    """One step of a sample's way."""

    number: int
    kind: str
    side: str
    by: str
    at: datetime
    note: str
    said: dict[str, Any]


class SampleShown(Schema):
    """A sample in a list. State: due, sent, received, approved or rejected."""

    id: UUID
    code: str
    kind: str
    state: str
    seller: str
    buyer: str
    offer_id: UUID | None
    contract_id: UUID | None
    position: int
    lot: str
    grams: int
    protocol: str
    due_on: date
    received_on: date | None
    silence_days: int | None


class SampleInFull(SampleShown):
    """The same with its way."""

    address: str
    steps: list[StepShown]


def _plain(row: Sample) -> dict[str, Any]:
    names = (
        "id", "code", "kind", "state", "offer_id", "contract_id", "position", "lot", "grams", "protocol", "due_on", "received_on",
        "silence_days",
    )  # fmt: skip
    return {name: getattr(row, name) for name in names} | {"seller": row.seller.name, "buyer": row.buyer.name}


@router.get("/samples", response={200: Page[SampleShown], REFUSING: Refusals}, summary=gettext_noop("Samples sent and received"))
def samples(request: ActingRequest, paging: Query[Paging]) -> Page[SampleShown]:
    """The last asked for first."""
    require(request.actor, "trade.see", request.actor)
    rows = queries.my_samples(request.actor).order_by("-asked_at", "-id")
    return page_of(request, rows, paging, lambda row: SampleShown(**_plain(row)))


@router.get("/samples/{uuid:sample_id}", response={200: SampleInFull, REFUSING: Refusals}, summary=gettext_noop("One sample"))
def sample(request: ActingRequest, sample_id: UUID) -> SampleInFull:
    """For who sends and who receives it."""
    row = _visible(request.actor, "trade.see-sample", sample_id)
    steps = [
        StepShown(number=one.number, kind=one.kind, side=one.side, by=one.by_name, at=one.at, note=one.note, said=one.content)
        for one in row.steps.order_by("number")
    ]
    return SampleInFull(**_plain(row), address=row.address, steps=steps)


@router.post("/samples", response={201: Made, REFUSING: Refusals}, summary=gettext_noop("Ask for a sample"))
def ask_for_sample(request: ActingRequest, given: SampleAsked) -> Status[Made]:
    """By a buyer."""
    require(request.actor, "trade.offer", request.actor)
    made = operations.ask_for_sample(
        id=operation_id(request, given), by=request.actor, at=request.at, offer_id=given.offer_id, contract_id=given.contract_id,
        position=given.position, asked=SampleRequest(given.kind, given.grams, given.protocol, given.due_on, given.address, given.note),
    )  # fmt: skip
    return Status(201, Made(id=UUID(made)))


@router.post("/samples/{uuid:sample_id}/sent", response={200: Made, REFUSING: Refusals}, summary=gettext_noop("A sample is sent"))
def send_sample(request: ActingRequest, sample_id: UUID, given: SampleSent) -> Made:
    """By the seller."""
    row = _visible(request.actor, "trade.send-sample", sample_id)
    made = operations.send_sample(
        id=operation_id(request, given), by=request.actor, at=request.at, sample_id=row.id, courier=given.courier, tracking=given.tracking,
        seal=given.seal, sent_on=given.sent_on, note=given.note,
    )  # fmt: skip
    return Made(id=UUID(made))


@router.post("/samples/{uuid:sample_id}/received", response={200: Made, REFUSING: Refusals}, summary=gettext_noop("A sample is here"))
def receive_sample(request: ActingRequest, sample_id: UUID, given: SampleReceived) -> Made:
    """By the buyer."""
    row = _visible(request.actor, "trade.receive-sample", sample_id)
    made = operations.receive_sample(
        id=operation_id(request, given), by=request.actor, at=request.at, sample_id=row.id, received_on=given.received_on, note=given.note
    )
    return Made(id=UUID(made))


@router.post("/samples/{uuid:sample_id}/result", response={200: Made, REFUSING: Refusals}, summary=gettext_noop("What was found"))
def judge_sample(request: ActingRequest, sample_id: UUID, given: SampleResult) -> Made:
    """By the buyer or its laboratory, under no other protocol than agreed."""
    row = _visible(request.actor, "trade.receive-sample", sample_id)
    result = Result(given.protocol, given.score, given.moisture, given.defects, given.grade)
    made = operations.judge_sample(
        id=operation_id(request, given), by=request.actor, at=request.at, sample_id=row.id, result=result, note=given.note
    )
    return Made(id=UUID(made))


@router.post("/samples/{uuid:sample_id}/answer", response={200: Made, REFUSING: Refusals}, summary=gettext_noop("Decide on a sample"))
def answer_sample(request: ActingRequest, sample_id: UUID, given: SampleDecided) -> Made:
    """By who signs for the buyer."""
    row = _visible(request.actor, "trade.decide-sample", sample_id)
    said: dict[str, Any] = {"id": operation_id(request, given), "by": request.actor, "at": request.at, "sample_id": row.id}
    if given.is_yes:
        return Made(id=UUID(operations.approve_sample(**said, note=given.reason)))
    return Made(id=UUID(operations.reject_sample(**said, reason=given.reason)))


@router.get(
    "/contracts/{uuid:contract_id}/bars", response={200: list[Told], REFUSING: Refusals}, summary=gettext_noop("What bars shipping")
)
def bars(request: ActingRequest, contract_id: UUID) -> list[Told]:
    """Under "no approval, no sale": what still stands between the goods of a contract and the ship. Empty where nothing does."""
    rows = Contract.objects.select_related("negotiation")
    row = get_or_404(request.actor, "trade.see-contract", rows, knows=lambda by, row: by.organization_id in row.party_ids, pk=contract_id)
    return told(queries.bars_to_shipping(row, request.at))


def _visible(by: Actor, right: str, sample_id: UUID) -> Sample:
    rows = Sample.objects.select_related("seller", "buyer", "contract", "offer")
    return get_or_404(by, right, rows, knows=lambda by, row: by.organization_id in row.party_ids, pk=sample_id)
