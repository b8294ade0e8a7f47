"""Invoices and credit notes of a contract, and the money that comes in on them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Sum

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.operations import content_sha256, operation
from rochdale.kernel.money import Money
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.permissions import require
from rochdale.trade.invoicing import Shipped, content_of_credit_note, content_of_invoice, invoice_of
from rochdale.trade.models import Contract, ContractVersion, Invoice, Payment
from rochdale.trade.operations.prefinance_money import receive_payment, take_back_payment_moves
from rochdale.trade.permissions import own_organization
from rochdale.trade.rules.invoices import LotFacts, refusals_for_invoice
from rochdale.trade.shipping import shipped_kg
from rochdale.trade.versions import clauses_of, version_in_force


@operation
def issue_invoice(
    *, id: UUID, by: Actor, at: datetime, contract_id: UUID, shipped: Sequence[Shipped], shipped_on: date, premium: Decimal = Decimal(0)
) -> str:
    """Invoice what was shipped, at the contract's prices, with the premium as a line of its own. By the legal seller. Returns the id."""
    contract = Contract.objects.select_for_update().get(pk=contract_id)
    require(by, "trade.invoice", contract)
    version = _seller_version(contract, by)
    _refuse_unknown(shipped, premium, len(contract.terms["lines"]))
    if shipped_on > at.date():
        raise Refused(Refusal("trade.not-shipped-yet", {"on": shipped_on}))
    refuse_if(refusals_for_invoice(_lots(contract, shipped), tolerance=clauses_of(version).tolerance))
    content = content_of_invoice(
        contract, version, _next_number(contract), shipped=shipped, shipped_on=shipped_on, premium=premium, on=at.date()
    )
    return _write(Invoice(id=id, contract=contract, kind=Invoice.Kind.INVOICE), content, by, at, "trade.issue-invoice")


@operation
def issue_credit_note(*, id: UUID, by: Actor, at: datetime, invoice_id: UUID, amount: Decimal, reason: str) -> str:
    """Give back an amount of an invoice: a claim on quality, a mistake, all of it. Never more than is left of it. Returns the id."""
    found = Invoice.objects.get(pk=invoice_id, kind=Invoice.Kind.INVOICE)
    contract = Contract.objects.select_for_update().get(pk=found.contract_id)
    require(by, "trade.invoice", contract)
    _only_seller(found, by)
    money = Money(amount, found.currency)
    left = Money.of_minor(found.total_minor - credited_minor(found), found.currency)
    if money.minor <= 0 or left < money.rounded():
        raise Refused(Refusal("trade.credit-out-of-range", {"left": str(left)}))
    if not reason.strip():
        raise Refused(Refusal("trade.credit-without-reason"))
    content = content_of_credit_note(found, _next_number(contract), amount=money.rounded().amount, reason=reason.strip(), on=at.date())
    row = Invoice(id=id, contract=contract, kind=Invoice.Kind.CREDIT_NOTE, corrects=found)
    return _write(row, content, by, at, "trade.issue-credit-note")


@operation
def record_payment(*, id: UUID, by: Actor, at: datetime, invoice_id: UUID, amount: Decimal, on: date, reference: str) -> str:
    """Record what came in on an invoice, with the reference of the bank. More than was asked for is kept and shown. Returns the id."""
    invoice = Invoice.objects.select_for_update().get(pk=invoice_id, kind=Invoice.Kind.INVOICE)
    require(by, "trade.invoice", invoice)
    _only_seller(invoice, by)
    minor = Money(amount, invoice.currency).minor
    if minor <= 0:
        raise Refused(Refusal("trade.payment-not-above-zero"))
    if not invoice.issued_on <= on <= at.date():
        raise Refused(Refusal("trade.payment-day-out-of-range", {"first": invoice.issued_on, "last": at.date()}))
    known = invoice.payments.filter(reference=reference.strip(), takes_back=None, taken_back_by=None).first()
    if known is not None:
        raise Refused(Refusal("trade.payment-already-recorded", {"reference": known.reference, "on": known.on, "by": known.by_name}))
    row = Payment.objects.create(
        id=id, invoice=invoice, amount_minor=minor, on=on, reference=reference.strip(), by_id=by.id, by_name=by.name, at=at
    )
    after = {"invoice": invoice.number, "amount": str(Money.of_minor(minor, invoice.currency)), "on": on, "reference": row.reference}
    audit.record(by=by, at=at, what="trade.record-payment", about=row, after=after)
    receive_payment(row, by, at)
    return str(id)


@operation
def take_back_payment(*, id: UUID, by: Actor, at: datetime, payment_id: UUID, reason: str) -> str:
    """A payment written wrong is taken back by a row of its own. Returns the id."""
    found = Payment.objects.select_related("invoice").get(pk=payment_id)
    invoice = Invoice.objects.select_for_update().get(pk=found.invoice_id)
    require(by, "trade.invoice", invoice)
    _only_seller(invoice, by)
    if found.takes_back_id is not None or Payment.objects.filter(takes_back=found).exists():
        raise Refused(Refusal("trade.payment-already-taken-back", {"reference": found.reference}))
    if not reason.strip():
        raise Refused(Refusal("trade.taking-back-needs-a-reason"))
    row = Payment.objects.create(
        id=id, invoice=invoice, amount_minor=-found.amount_minor, on=found.on, reference=found.reference, takes_back=found,
        reason=reason.strip(), by_id=by.id, by_name=by.name, at=at,
    )  # fmt: skip
    after = {"invoice": invoice.number, "reference": found.reference}
    audit.record(by=by, at=at, what="trade.take-back-payment", about=row, after=after, reason=reason.strip())
    take_back_payment_moves(found, by, at, reason.strip())
    return str(id)


def credited_minor(invoice: Invoice) -> int:
    """What credit notes gave back of an invoice, in minor units."""
    return invoice.credit_notes.aggregate(sum=Sum("total_minor"))["sum"] or 0


def _seller_version(contract: Contract, by: Actor) -> ContractVersion:
    """The version in force, for its legal seller. Refused while the contract does not bind or nobody agreed who does what."""
    if contract.state != Contract.State.BINDING:
        raise Refused(Refusal("trade.contract-does-not-bind", {"contract": contract.number}))
    version = version_in_force(contract)
    if version is None:
        raise Refused(Refusal("trade.roles-not-agreed", {"contract": contract.number}))
    if clauses_of(version).seller_id != own_organization(by):
        raise Refused(Refusal("trade.only-the-seller-invoices"))
    return version


def _only_seller(invoice: Invoice, by: Actor) -> None:
    if invoice.organization_id != own_organization(by):
        raise Refused(Refusal("trade.only-the-seller-invoices"))


def _next_number(contract: Contract) -> str:
    """Numbers of a contract's invoices and credit notes have no gaps; the contract is locked."""
    return f"{contract.number}-{contract.invoices.count() + 1}"


def _refuse_unknown(shipped: Sequence[Shipped], premium: Decimal, lines: int) -> None:
    positions = [one.position for one in shipped]
    is_known = all(0 <= position < lines for position in positions) and len(set(positions)) == len(positions)
    if not is_known or premium < 0 or any(one.kg < 0 for one in shipped):
        raise Refused(Refusal("trade.invoice-line-unknown"))


def _lots(contract: Contract, shipped: Sequence[Shipped]) -> list[LotFacts]:
    """Lots on this invoice with what was agreed on, what has left, and what stands on invoices that no credit note took back whole."""
    before, has_left = invoiced_kg(contract), shipped_kg(contract)
    lines = contract.terms["lines"]
    return [
        LotFacts(
            lines[one.position]["reference"], one.kg, Decimal(lines[one.position]["kg"]), before.get(one.position, Decimal(0)),
            None if has_left is None else has_left.get(one.position, Decimal(0)),
        )
        for one in shipped
    ]  # fmt: skip


def invoiced_kg(contract: Contract) -> dict[int, Decimal]:
    """By place in the contract: what stands on its invoices, without those that a credit note took back whole."""
    found: dict[int, Decimal] = {}
    for row in contract.invoices.filter(kind=Invoice.Kind.INVOICE).order_by("number"):
        if credited_minor(row) < row.total_minor:
            for line in row.content["lines"]:
                if line["kind"] == "goods":
                    found[line["position"]] = found.get(line["position"], Decimal(0)) + Decimal(line["quantity"])
    return found


def _write(row: Invoice, content: dict[str, Any], by: Actor, at: datetime, what: str) -> str:
    invoice = invoice_of(content)
    row.number, row.content, row.sha256 = content["number"], content, content_sha256(content)
    row.organization_id, row.total_minor, row.currency = own_organization(by), invoice.total.minor, invoice.currency
    row.issued_on, row.due_on, row.by_id, row.by_name, row.at = invoice.issued_on, invoice.due_on, by.id, by.name, at
    row.save(force_insert=True)
    audit.record(by=by, at=at, what=what, about=row, after={"number": row.number, "total": str(row.total), "sha256": row.sha256})
    return str(row.id)
