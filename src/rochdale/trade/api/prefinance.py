"""Money lent against contracts, for its two sides: asked, offered, answered, drawn, paid back; how it stands on a day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema, Status
from pydantic import Field

from rochdale.base.endpoints import (
    REFUSING,
    Amount,
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
from rochdale.kernel.money import Money
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest
from rochdale.people.permissions import require
from rochdale.people.proving import require_just_proven
from rochdale.trade import operations
from rochdale.trade.api.shapes import Figure, Told, told
from rochdale.trade.models import Prefinance, PrefinanceMove, PrefinanceTerms
from rochdale.trade.permissions import own_organization
from rochdale.trade.queries import prefinance as queries
from rochdale.trade.rules.prefinance import Deduction, Position, Terms
from rochdale.trade.rules.prefinance import Line as RuleLine

router = Router(tags=[gettext_noop("Money against contracts")])


class PrefinanceGiven(Operation):
    """How much is asked of whom, what for, by when, against which of one's own contracts."""

    lender_id: Id
    contract_ids: Annotated[list[Id], Field(max_length=50)]
    amount: Amount
    purpose: Line
    needed_by: Day


class DeductionGiven(Given):
    """What else is kept out of the proceeds."""

    name: Line
    amount: Amount


class TermsGiven(Operation):
    """The lender's terms, on top of number `over` (0: there are none). Rates are shares: 0.6 and 0.1 are 60 % and 10 %."""

    over: Annotated[int, Field(ge=0, le=10_000)]
    limit: Amount
    advance_rate: Amount
    rate: Amount
    fee: Amount = Decimal(0)
    due_on: Day
    pays_back: Literal["buyer", "cooperative"]
    account: Line
    deductions: Annotated[list[DeductionGiven], Field(max_length=10)] = []


class TermsAnswer(Operation):
    """Yes or no to the terms with that SHA-256. A no has a reason."""

    sha256: Line
    is_yes: bool
    reason: Paragraph = ""


class MoneyGiven(Operation):
    """What the bank says."""

    amount: Amount
    on: Day
    reference: Line


class RepaymentGiven(MoneyGiven):
    """The same of what the lender got; `payment_id` names the buyer's payment it came out of."""

    payment_id: Id | None = None


class ReasonGiven(Operation):
    """Why."""

    reason: Paragraph = ""


class ContractGiven(Operation):
    """One more contract."""

    contract_id: Id


class MoveShown(Schema):
    """One movement, and where a receipt went."""

    on: date
    kind: str
    amount: Figure
    interest_since: Figure
    interest: Figure
    principal: Figure
    fee: Figure
    deductions: Figure
    cooperative: Figure
    owed_without_interest: Figure


class PositionShown(Schema):
    """How it stands at the end of a day."""

    on: date
    drawn: Figure
    principal: Figure
    interest_so_far: Figure
    interest_not_paid: Figure
    owed: Figure
    paid: Figure
    to_cooperative: Figure
    days_late: int
    moves: list[MoveShown]


class PrefinanceShown(Schema):
    """A pre-finance in a list."""

    id: UUID
    number: str
    cooperative: str
    lender: str
    amount: Figure
    currency: str
    purpose: str
    needed_by: date
    state: str


class TermsShown(Schema):
    """Terms with what the whole of them costs."""

    id: UUID
    number: int
    sha256: str
    limit: Figure
    advance_rate: Figure
    rate: Figure
    fee: Figure
    due_on: date
    pays_back: str
    account: str
    is_in_force: bool
    is_yes: bool | None
    cost: Figure
    cost_per_kg: Figure
    warnings: list[Told]


class PrefinanceInFull(PrefinanceShown):
    """With its terms, its contracts, what can still be drawn and how it stands."""

    available: Figure | None
    contracts: list[str]
    terms: list[TermsShown]
    position: PositionShown | None
    warnings: list[Told]


class OnDay(Given):
    """The day; today when it is left out."""

    on: Day | None = None


def _figures(row: Prefinance, on: date) -> dict[str, object]:
    return {
        "id": row.id, "number": row.number, "cooperative": row.organization.name, "lender": row.lender.name, "amount": row.amount.amount,
        "currency": row.currency, "purpose": row.purpose, "needed_by": row.needed_by, "state": queries.state_of(row, on),
    }  # fmt: skip


def _terms(one: queries.TermsSeen) -> TermsShown:
    said = one.terms
    return TermsShown(
        id=one.id, number=one.number, sha256=one.sha256, limit=said.limit.amount, advance_rate=said.advance_rate, rate=said.rate,
        fee=said.fee.amount, due_on=said.due_on, pays_back=said.pays_back, account=said.account, is_in_force=one.is_in_force,
        is_yes=one.answer.is_yes if one.answer else None, cost=one.cost.total.amount,
        cost_per_kg=one.cost.per_kg.amount.quantize(Decimal("0.000001")), warnings=told(one.warnings),
    )  # fmt: skip


def _move(line: RuleLine) -> MoveShown:
    parts = ("interest", "principal", "fee", "deductions", "cooperative")
    split = {name: getattr(line.split, name).amount if line.split else Decimal(0) for name in parts}
    return MoveShown(
        on=line.move.on, kind=line.move.kind.value, amount=line.move.amount.amount, interest_since=line.interest.amount,
        owed_without_interest=line.principal.amount, **split,
    )  # fmt: skip


def _position(stands: Position) -> PositionShown:
    return PositionShown(
        on=stands.on, drawn=stands.drawn.amount, principal=stands.principal.amount, interest_so_far=stands.accrued.amount,
        interest_not_paid=stands.interest.amount, owed=stands.owed.amount, paid=stands.paid.amount,
        to_cooperative=stands.to_cooperative.amount, days_late=stands.days_late, moves=[_move(line) for line in stands.lines],
    )  # fmt: skip


@router.get("/prefinance", response={200: Page[PrefinanceShown], REFUSING: Refusals}, summary=gettext_noop("What we borrow and lend"))
def prefinances(request: ActingRequest, paging: Query[Paging]) -> Page[PrefinanceShown]:
    """Newest first."""
    require(request.actor, "trade.see", request.actor)
    rows = queries.my_prefinance(request.actor)
    return page_of(request, rows, paging, lambda row: PrefinanceShown.model_validate(_figures(row, request.at.date())))


@router.post("/prefinance", response={201: Made, REFUSING: Refusals}, summary=gettext_noop("Ask for money against contracts"))
def request_prefinance(request: ActingRequest, given: PrefinanceGiven) -> Status[Made]:
    """Of a buyer, a lender or any other organization."""
    require(request.actor, "trade.ask-prefinance", own_organization(request.actor))
    require_just_proven(request)
    made = operations.request_prefinance(
        id=operation_id(request, given), by=request.actor, at=request.at, contract_ids=given.contract_ids, lender_id=given.lender_id,
        amount=given.amount, purpose=given.purpose, needed_by=given.needed_by,
    )  # fmt: skip
    return Status(201, Made(id=UUID(made)))


@router.get(
    "/prefinance/{uuid:prefinance_id}", response={200: PrefinanceInFull, REFUSING: Refusals}, summary=gettext_noop("One of them, on a day")
)
def prefinance(request: ActingRequest, prefinance_id: UUID, day: Query[OnDay]) -> PrefinanceInFull:
    """For the cooperative and its lender; unknown to all others."""
    row, on = _visible(request, prefinance_id), day.on or request.at.date()
    seen = queries.prefinance_seen(row, request.actor, on)
    more = {
        "available": seen.available.amount if seen.available else None, "contracts": [one.contract for one in seen.covers],
        "terms": [_terms(one) for one in seen.terms], "position": _position(seen.stands) if seen.stands else None,
        "warnings": told(seen.warnings),
    }  # fmt: skip
    return PrefinanceInFull.model_validate(_figures(row, on) | more)


@router.post("/prefinance/{uuid:prefinance_id}/terms", response={201: Made, REFUSING: Refusals}, summary=gettext_noop("Offer terms"))
def propose_terms(request: ActingRequest, prefinance_id: UUID, given: TermsGiven) -> Status[Made]:
    """By the lender."""
    row = _visible(request, prefinance_id)
    require_just_proven(request)
    kept = tuple(Deduction(one.name, Money(one.amount, row.currency).rounded()) for one in given.deductions)
    terms = Terms(
        Money(given.limit, row.currency).rounded(), given.advance_rate, given.rate, Money(given.fee, row.currency).rounded(), given.due_on,
        given.pays_back, given.account, kept,
    )  # fmt: skip
    made = operations.propose_terms(
        id=operation_id(request, given), by=request.actor, at=request.at, prefinance_id=row.id, over=given.over, terms=terms
    )
    return Status(201, Made(id=UUID(made)))


@router.post(
    "/prefinance/terms/{uuid:terms_id}/answer", response={200: Made, REFUSING: Refusals}, summary=gettext_noop("Say yes or no to terms")
)
def answer_terms(request: ActingRequest, terms_id: UUID, given: TermsAnswer) -> Made:
    """By those who sign for the cooperative."""
    terms = get_object_or_404(PrefinanceTerms, pk=terms_id)
    _visible(request, terms.prefinance_id)
    require_just_proven(request)
    made = operations.answer_terms(
        id=operation_id(request, given), by=request.actor, at=request.at, terms_id=terms.id, sha256=given.sha256, is_yes=given.is_yes,
        reason=given.reason,
    )  # fmt: skip
    return Made(id=UUID(made))


@router.post("/prefinance/{uuid:prefinance_id}/draws", response={201: Made, REFUSING: Refusals}, summary=gettext_noop("Write a draw"))
def record_draw(request: ActingRequest, prefinance_id: UUID, given: MoneyGiven) -> Status[Made]:
    """Never more than is available."""
    row = _visible(request, prefinance_id)
    require_just_proven(request)
    made = operations.record_draw(
        id=operation_id(request, given), by=request.actor, at=request.at, prefinance_id=row.id, amount=given.amount, on=given.on,
        reference=given.reference,
    )  # fmt: skip
    return Status(201, Made(id=UUID(made)))


@router.post(
    "/prefinance/{uuid:prefinance_id}/repayments",
    response={201: Made, REFUSING: Refusals},
    summary=gettext_noop("Write a repayment"),
)
def record_repayment(request: ActingRequest, prefinance_id: UUID, given: RepaymentGiven) -> Status[Made]:
    """It pays interest, then what was drawn, then fee and deductions; the rest is the cooperative's."""
    row = _visible(request, prefinance_id)
    require_just_proven(request)
    made = operations.record_repayment(
        id=operation_id(request, given), by=request.actor, at=request.at, prefinance_id=row.id, amount=given.amount, on=given.on,
        reference=given.reference, payment_id=given.payment_id,
    )  # fmt: skip
    return Status(201, Made(id=UUID(made)))


@router.post(
    "/prefinance/moves/{uuid:move_id}/take-back", response={200: Made, REFUSING: Refusals}, summary=gettext_noop("Take back a movement")
)
def take_back_move(request: ActingRequest, move_id: UUID, given: ReasonGiven) -> Made:
    """By whoever wrote it, with a reason."""
    found = get_object_or_404(PrefinanceMove, pk=move_id)
    _visible(request, found.prefinance_id)
    require_just_proven(request)
    made = operations.take_back_move(
        id=operation_id(request, given), by=request.actor, at=request.at, move_id=found.id, reason=given.reason
    )
    return Made(id=UUID(made))


@router.post(
    "/prefinance/{uuid:prefinance_id}/contracts", response={201: Made, REFUSING: Refusals}, summary=gettext_noop("Pledge another contract")
)
def pledge_contract(request: ActingRequest, prefinance_id: UUID, given: ContractGiven) -> Status[Made]:
    """By the cooperative."""
    row = _visible(request, prefinance_id)
    require_just_proven(request)
    made = operations.pledge_contract(
        id=operation_id(request, given), by=request.actor, at=request.at, prefinance_id=row.id, contract_id=given.contract_id
    )
    return Status(201, Made(id=UUID(made)))


@router.post(
    "/prefinance/{uuid:prefinance_id}/end", response={200: Made, REFUSING: Refusals}, summary=gettext_noop("Decline, withdraw or close it")
)
def end_prefinance(request: ActingRequest, prefinance_id: UUID, given: ReasonGiven) -> Made:
    """While nothing is owed."""
    row = _visible(request, prefinance_id)
    made = operations.end_prefinance(
        id=operation_id(request, given), by=request.actor, at=request.at, prefinance_id=row.id, reason=given.reason
    )
    return Made(id=UUID(made))


def _visible(request: ActingRequest, prefinance_id: UUID) -> Prefinance:
    rows = Prefinance.objects.select_related("organization", "lender", "end")
    return get_or_404(
        request.actor, "trade.see-prefinance", rows, knows=lambda by, row: by.organization_id in row.party_ids, pk=prefinance_id
    )
