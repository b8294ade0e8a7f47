"""Certificates and introductions for programs: the same operations as their pages."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_noop
from ninja import Router, Schema, Status
from pydantic import Field

from rochdale.base.actor import Actor
from rochdale.base.endpoints import REFUSING, Code, Day, Id, Line, Made, Operation, Paragraph, Refusals, operation_id
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest
from rochdale.people.permissions import require
from rochdale.people.proving import require_just_proven
from rochdale.trade import operations
from rochdale.trade.api.profiles import HeldShown
from rochdale.trade.api.shapes import Certificate as Scheme
from rochdale.trade.models import Certificate, Introduction
from rochdale.trade.queries.certificates import held_rows, seen
from rochdale.trade.queries.introductions import IntroductionSeen, introduction_seen, introductions
from rochdale.trade.rules.certificates import CertificateHeld

router = Router(tags=[gettext_noop("Certificates and introductions")])


class CertificateGiven(Operation):
    """A certificate as its paper says it. No sites: it covers every site of the holder. Both days are inclusive."""

    scheme: Scheme
    number: Code
    holder: Line
    certifier: Line
    products: Annotated[list[Code], Field(max_length=50)]
    sites: Annotated[list[Line], Field(max_length=100)] = []
    valid_from: Day
    valid_until: Day


class StatusGiven(Operation):
    """What the certifier says from a day on: valid, suspended or withdrawn; and why."""

    status: Code
    on: Day
    reason: Paragraph


class IntroductionGiven(Operation):
    """Two others, why they should meet, and what you get for it ("nothing" where you get nothing)."""

    one_id: Id
    other_id: Id
    text: Paragraph
    commission: Line
    parts: Annotated[list[Code], Field(max_length=10)] = []


class IntroductionAnswer(Operation):
    """Yes or no for your side; a no has a reason, which only your own people read."""

    is_yes: bool
    reason: Paragraph = ""


class SideShown(Schema):
    """One of the two. `says`: waiting or answered; of your own side yes or no."""

    name: str
    says: str


class IntroductionShown(Schema):
    """An introduction as you may see it. `is_connected` is told to its sides alone."""

    id: UUID
    introducer: str
    text: str
    commission: str
    parts: list[str]
    on: date
    sides: list[SideShown]
    is_connected: bool

    @classmethod
    def of(cls, one: IntroductionSeen) -> IntroductionShown:
        """For one reader."""
        sides = [SideShown(name=side.name, says=side.says) for side in one.sides]
        return cls(
            id=one.id, introducer=one.introducer, text=one.text, commission=one.commission, parts=list(one.parts), on=one.on, sides=sides,
            is_connected=one.is_connected,
        )  # fmt: skip


@router.get("/certificates", response={200: list[HeldShown], REFUSING: Refusals}, summary=gettext_noop("Our certificates"))
def my_certificates(request: ActingRequest) -> list[HeldShown]:
    """The longest valid first."""
    require(request.actor, "trade.see-own-profile", request.actor)
    return [HeldShown.of(one) for one in seen(held_rows(request.actor.organization_id), request.at.date())]


@router.post("/certificates", response={201: Made, REFUSING: Refusals}, summary=gettext_noop("Write down a certificate"))
def keep_certificate(request: ActingRequest, given: CertificateGiven) -> Status[Made]:
    """A renewal is another certificate."""
    require(request.actor, "trade.keep-certificates", request.actor)
    held = CertificateHeld(
        given.scheme, given.number, given.holder, given.certifier, frozenset(given.products), frozenset(given.sites), given.valid_from,
        given.valid_until,
    )  # fmt: skip
    made = operations.keep_certificate(id=operation_id(request, given), by=request.actor, at=request.at, certificate=held)
    return Status(201, Made(id=UUID(made)))


@router.post(
    "/certificates/{uuid:certificate_id}/status", response={201: Made, REFUSING: Refusals}, summary=gettext_noop("Suspend or withdraw it")
)
def change_status(request: ActingRequest, certificate_id: UUID, given: StatusGiven) -> Status[Made]:
    """While it is suspended, no new contract carries it."""
    row = get_or_404(request.actor, "trade.keep-certificates", Certificate.objects.all(), pk=certificate_id)
    made = operations.change_certificate_status(
        id=operation_id(request, given), by=request.actor, at=request.at, certificate_id=row.id, status=given.status, on=given.on,
        reason=given.reason,
    )  # fmt: skip
    return Status(201, Made(id=UUID(made)))


@router.get("/introductions", response={200: list[IntroductionShown], REFUSING: Refusals}, summary=gettext_noop("Introductions"))
def my_introductions(request: ActingRequest) -> list[IntroductionShown]:
    """Made by you, or with you as a side; newest first, at most 100."""
    require(request.actor, "trade.see-own-profile", request.actor)
    return [IntroductionShown.of(introduction_seen(row, request.actor)) for row in introductions(request.actor)[:100]]


@router.post("/introductions", response={201: Made, REFUSING: Refusals}, summary=gettext_noop("Introduce two others"))
def introduce(request: ActingRequest, given: IntroductionGiven) -> Status[Made]:
    """For those who were let introduce others."""
    require(request.actor, "trade.introduce", request.actor)
    made = operations.introduce(
        id=operation_id(request, given), by=request.actor, at=request.at, one_id=given.one_id, other_id=given.other_id, text=given.text,
        commission=given.commission, parts=given.parts,
    )  # fmt: skip
    return Status(201, Made(id=UUID(made)))


@router.post(
    "/introductions/{uuid:introduction_id}/answer", response={200: Made, REFUSING: Refusals}, summary=gettext_noop("Answer an introduction")
)
def answer_introduction(request: ActingRequest, introduction_id: UUID, given: IntroductionAnswer) -> Made:
    """Two yeses connect the two."""

    def knows(by: Actor, row: Introduction) -> bool:
        return by.organization_id in {row.organization_id, row.one_id, row.other_id}

    row = get_or_404(request.actor, "trade.answer-introduction", Introduction.objects.all(), knows=knows, pk=introduction_id)
    require_just_proven(request)
    made = operations.answer_introduction(
        id=operation_id(request, given), by=request.actor, at=request.at, introduction_id=row.id, is_yes=given.is_yes, reason=given.reason
    )
    return Made(id=UUID(made))
