"""From stored rows of a pre-finance to what the rules know: terms in force, what the pledged contracts still bring, all movements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from rochdale.kernel.money import Money
from rochdale.trade.agreed_lines import lines_of
from rochdale.trade.models import Contract, Invoice, Payment, Pledge, Prefinance, PrefinanceMove, PrefinanceTerms
from rochdale.trade.rules.prefinance import Cover, Deduction, Kind, Move, Position, Rates, Terms, own_part, position
from rochdale.trade.settling import seller_of_line

Content = Mapping[str, Any]


def content_of_terms(terms: Terms) -> dict[str, Any]:
    """As stored: figures and days as text."""
    return {
        "limit": str(terms.limit.amount), "advance_rate": str(terms.advance_rate), "rate": str(terms.rate), "fee": str(terms.fee.amount),
        "due_on": terms.due_on.isoformat(), "pays_back": terms.pays_back, "account": terms.account,
        "deductions": [{"name": one.name, "amount": str(one.amount.amount)} for one in terms.deductions],
    }  # fmt: skip


def terms_of(row: PrefinanceTerms, currency: str) -> Terms:
    """What the terms say."""
    said = row.content
    return Terms(
        Money(Decimal(said["limit"]), currency), Decimal(said["advance_rate"]), Decimal(said["rate"]),
        Money(Decimal(said["fee"]), currency),
        date.fromisoformat(said["due_on"]), said["pays_back"], said["account"],
        tuple(Deduction(one["name"], Money(Decimal(one["amount"]), currency)) for one in said["deductions"]),
    )  # fmt: skip


def accepted_terms(row: Prefinance) -> list[PrefinanceTerms]:
    """Terms the cooperative said yes to, oldest first."""
    return list(row.terms.filter(answer__is_yes=True).select_related("answer").order_by("number"))


def rates_of(accepted: Iterable[PrefinanceTerms], currency: str) -> Rates:
    """From which day on which rate counts."""
    return [(one.answer.at.date(), terms_of(one, currency).rate) for one in accepted]


def is_over(row: Prefinance) -> bool:
    """Whether the last word is said."""
    return hasattr(row, "end")


def standing_moves(row: Prefinance) -> QuerySet[PrefinanceMove]:
    """Movements that were not taken back."""
    return row.moves.filter(takes_back=None, taken_back_by=None).order_by("on", "at", "id")


def key_of(row: PrefinanceMove) -> str:
    """How the rule knows a movement, in the order in which they were written."""
    return f"{row.at.isoformat()} {row.id}"


def moves_of(row: Prefinance) -> list[Move]:
    """The same as the rule reads them."""
    return [Move(Kind(one.kind), one.on, Money.of_minor(one.amount_minor, row.currency), key_of(one)) for one in standing_moves(row)]


def position_of(row: Prefinance, on: date) -> Position | None:
    """How it stands at the end of a day; None while no terms were agreed on."""
    accepted = accepted_terms(row)
    if not accepted:
        return None
    return position(terms_of(accepted[-1], row.currency), rates_of(accepted, row.currency), moves_of(row), on=on)


def covers_of(row: Prefinance) -> list[Cover]:
    """Each pledged contract with what is still to come in on it."""
    pledges = row.pledges.select_related("contract").order_by("at", "id")
    return [_cover(one, row) for one in pledges]


def _cover(pledge: Pledge, row: Prefinance) -> Cover:
    said = pledge.content
    agreed, kg = Money(Decimal(said["value"]), row.currency), Decimal(said["kg"])
    if pledge.contract is None:
        return Cover(said["number"], agreed, kg, agreed=agreed)
    lapsed = pledge.contract.state == Contract.State.LAPSED
    value = Money.zero(row.currency) if lapsed else left_of(pledge.contract, row.organization_id)
    return Cover(said["number"], value, kg, lapsed, agreed)


def own_goods(contract: Contract, organization_id: UUID) -> tuple[Money, Decimal]:
    """What the organization's own lots in a contract bring at the prices that count today, without premium, and their kg."""
    own = [line for seller, line in zip(seller_of_line(contract), lines_of(contract), strict=True) if seller == organization_id]
    amounts = (Money(Decimal(line["amount"]), contract.currency) for line in own)
    return Money.total(amounts, contract.currency), sum((Decimal(line["kg"]) for line in own), Decimal(0))


def left_of(contract: Contract, organization_id: UUID) -> Money:
    """What an organization's own lots have still to bring: less what was paid and given back for them. Never below zero."""
    value, _kg = own_goods(contract, organization_id)
    for invoice in contract.invoices.filter(kind=Invoice.Kind.INVOICE).prefetch_related("payments", "credit_notes").order_by("number"):
        gone = sum(one.amount_minor for one in invoice.payments.all()) + sum(one.total_minor for one in invoice.credit_notes.all())
        value = value - own_part(Money.of_minor(gone, invoice.currency), own_of_invoice(invoice, organization_id), invoice.total)
    return value if value.amount > 0 else Money.zero(contract.currency)


def own_of_invoice(invoice: Invoice, organization_id: UUID) -> Money:
    """What of an invoice is for the organization's own lots, without premium."""
    sellers = seller_of_line(invoice.contract)
    own = (
        (Money(Decimal(line["price"]), invoice.currency) * Decimal(line["quantity"])).rounded()
        for line in invoice.content["lines"]
        if line["kind"] == "goods" and sellers[line["position"]] == organization_id
    )
    return Money.total(own, invoice.currency)


def proceeds_of(payment: Payment, organization_id: UUID) -> Money:
    """Of a payment: what is for the organization's own goods. Premium and the lots of others stay out."""
    invoice = payment.invoice
    others = invoice.payments.filter(takes_back=None, taken_back_by=None).exclude(pk=payment.id).filter(at__lte=payment.at)
    before = sum(others.order_by("id").values_list("amount_minor", flat=True))
    own = own_of_invoice(invoice, organization_id)
    after, earlier = (Money.of_minor(minor, invoice.currency) for minor in (before + payment.amount_minor, before))
    return own_part(after, own, invoice.total) - own_part(earlier, own, invoice.total)


def pledged(contract: Contract, organization_id: UUID) -> dict[str, Any]:
    """What the lender learns of a contract that is pledged: frozen on that day."""
    value, kg = own_goods(contract, organization_id)
    terms = contract.terms
    first = terms["lines"][0]
    return {
        "number": contract.number, "buyer": terms["buyer"]["name"], "value": str(value.rounded().amount), "currency": contract.currency,
        "kg": f"{kg:f}",
        "product": first["product"], "species": first["species"], "process": first["process"],
    }  # fmt: skip


def running_pledges(contract_id: UUID, organization_id: UUID) -> QuerySet[Pledge]:
    """Pledges of a seller's part of a contract that hold: terms were agreed on, and the last word is not said."""
    rows = Pledge.objects.filter(contract_id=contract_id, prefinance__organization_id=organization_id, prefinance__end=None)
    return rows.filter(prefinance__terms__answer__is_yes=True).select_related("prefinance").distinct().order_by("at", "id")
