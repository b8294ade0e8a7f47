"""Money of a pre-finance: drawn by the cooperative, paid back out of proceeds or otherwise, and what was written wrong taken back."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID, uuid5

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.operations import operation
from rochdale.kernel.money import Money
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.permissions import require
from rochdale.trade.models import Payment, Prefinance, PrefinanceMove
from rochdale.trade.permissions import own_organization
from rochdale.trade.prefinancing import accepted_terms, covers_of, is_over, moves_of, position_of, proceeds_of, running_pledges, terms_of
from rochdale.trade.rules.prefinance import Kind, refusals_for_draw


@operation
def record_draw(*, id: UUID, by: Actor, at: datetime, prefinance_id: UUID, amount: Decimal, on: date, reference: str) -> str:
    """Write what was drawn, as the bank says it. Never more than is available. By either side. Returns the id."""
    row = _running(prefinance_id, by)
    terms = terms_of(accepted_terms(row)[-1], row.currency)
    money = Money(amount, row.currency).rounded()
    stands = position_of(row, max([at.date(), *(move.on for move in moves_of(row))]))
    assert stands is not None
    refuse_if(refusals_for_draw(money, terms, covers_of(row), stands.principal, on=on))
    return _write(id, row, Kind.DRAW, money, on, reference, by, at, "trade.record-draw")


@operation
def record_repayment(
    *, id: UUID, by: Actor, at: datetime, prefinance_id: UUID, amount: Decimal, on: date, reference: str, payment_id: UUID | None = None
) -> str:
    """Write what came in for the lender; it pays interest, principal, fee and deductions, and what is left is the cooperative's.

    `payment_id` names the buyer's payment it came out of. By either side. Returns the id.
    """
    row = _running(prefinance_id, by)
    money = Money(amount, row.currency).rounded()
    if money.minor <= 0:
        raise Refused(Refusal("trade.prefinance-not-above-zero"))
    payment = _payment(row, payment_id, by) if payment_id else None
    return _write(id, row, Kind.RECEIPT, money, on, reference, by, at, "trade.record-repayment", payment)


@operation
def take_back_move(*, id: UUID, by: Actor, at: datetime, move_id: UUID, reason: str) -> str:
    """What was drawn or received was written wrong: a row of its own takes it back. By whoever wrote it. Returns the id."""
    found = PrefinanceMove.objects.get(pk=move_id)
    row = Prefinance.objects.select_for_update().get(pk=found.prefinance_id)
    require(by, "trade.book-prefinance", row)
    if found.organization_id != own_organization(by):
        raise Refused(Refusal("trade.only-who-wrote-it-takes-it-back"))
    if is_over(row):
        raise Refused(Refusal("trade.prefinance-is-over", {"number": row.number}))
    if found.payment_id is not None and found.id == uuid5(found.payment_id, str(row.id)):
        raise Refused(Refusal("trade.take-back-the-payment-instead"))
    if not reason.strip():
        raise Refused(Refusal("trade.taking-back-needs-a-reason"))
    return _take_back(id, found, by, at, reason.strip())


def receive_payment(payment: Payment, by: Actor, at: datetime) -> None:
    """The buyer pays the lender: what came in on an invoice is a receipt. Runs inside the operation that records the payment."""
    invoice = payment.invoice
    for pledge in running_pledges(invoice.contract_id, invoice.organization_id):
        row = Prefinance.objects.select_for_update().get(pk=pledge.prefinance_id)
        terms = terms_of(accepted_terms(row)[-1], row.currency)
        came_in = proceeds_of(payment, row.organization_id)
        if terms.pays_back == "buyer" and came_in.minor > 0:
            _write(
                uuid5(payment.id, str(row.id)), row, Kind.RECEIPT, came_in, payment.on, payment.reference, by, at,
                "trade.record-repayment", payment,
            )  # fmt: skip


def take_back_payment_moves(payment: Payment, by: Actor, at: datetime, reason: str) -> None:
    """What a payment brought is taken back with it. Runs inside the operation that takes the payment back."""
    for found in PrefinanceMove.objects.filter(payment=payment, takes_back=None, taken_back_by=None).order_by("id"):
        _take_back(uuid5(found.id, "payment"), found, by, at, reason)


def _running(prefinance_id: UUID, by: Actor) -> Prefinance:
    row = Prefinance.objects.select_for_update().get(pk=prefinance_id)
    require(by, "trade.book-prefinance", row)
    if is_over(row):
        raise Refused(Refusal("trade.prefinance-is-over", {"number": row.number}))
    if not accepted_terms(row):
        raise Refused(Refusal("trade.terms-not-agreed", {"number": row.number}))
    return row


def _payment(row: Prefinance, payment_id: UUID, by: Actor) -> Payment:
    """A payment on a pledged contract that is not written yet."""
    contracts = row.pledges.exclude(contract=None).values("contract_id")
    found = Payment.objects.filter(pk=payment_id, invoice__contract__in=contracts, invoice__organization_id=row.organization_id).first()
    if found is None or found.takes_back_id or Payment.objects.filter(takes_back=found).exists():
        raise Refused(Refusal("trade.payment-is-not-of-the-pledge"))
    if row.moves.filter(payment=found, takes_back=None, taken_back_by=None).exists():
        raise Refused(Refusal("trade.move-already-recorded", {"reference": found.reference}))
    return found


def _write(
    id: UUID, row: Prefinance, kind: Kind, money: Money, on: date, reference: str, by: Actor, at: datetime, what: str,
    payment: Payment | None = None,
) -> str:  # fmt: skip
    first = accepted_terms(row)[0].answer.at.date()
    if not first <= on <= at.date():
        raise Refused(Refusal("trade.move-day-out-of-range", {"first": first, "last": at.date()}))
    known = row.moves.filter(kind=kind.value, reference=reference.strip(), takes_back=None, taken_back_by=None)
    if payment is None and known.exists():
        raise Refused(Refusal("trade.move-already-recorded", {"reference": reference.strip()}))
    made = PrefinanceMove.objects.create(
        id=id, prefinance=row, kind=kind.value, amount_minor=money.minor, on=on, reference=reference.strip(), payment=payment,
        organization_id=own_organization(by), by_id=by.id, by_name=by.name, at=at,
    )  # fmt: skip
    after = {"prefinance": row.number, "kind": kind.value, "amount": str(money), "on": on, "reference": made.reference}
    audit.record(by=by, at=at, what=what, about=made, after=after)
    return str(id)


def _take_back(id: UUID, found: PrefinanceMove, by: Actor, at: datetime, reason: str) -> str:
    if found.takes_back_id is not None or PrefinanceMove.objects.filter(takes_back=found).exists():
        raise Refused(Refusal("trade.payment-already-taken-back", {"reference": found.reference}))
    made = PrefinanceMove.objects.create(
        id=id, prefinance_id=found.prefinance_id, kind=found.kind, amount_minor=-found.amount_minor, on=found.on,
        reference=found.reference, payment=found.payment, organization_id=own_organization(by), takes_back=found, reason=reason,
        by_id=by.id, by_name=by.name, at=at,
    )  # fmt: skip
    after = {"prefinance": found.prefinance.number, "reference": found.reference}
    audit.record(by=by, at=at, what="trade.take-back-move", about=made, after=after, reason=reason)
    return str(id)
