"""An invoice as EN 16931 reckons it: every line rounded once, the totals from the rounded lines (docs/rules/invoices.md).

Amounts are in one currency; a line is quantity × price, rounded half-up to the currency's smallest unit. A correction is a credit note
(UNTDID 1001, 381) with amounts above zero, never an edit. A premium is a line of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rochdale.kernel.money import EXACT, Money
from rochdale.kernel.refusal import Refusal

INVOICE, CREDIT_NOTE = "380", "381"
OUTSIDE, EXPORT = "O", "G"
"""VAT categories (UNCL 5305): outside the scope of VAT, for a seller without a VAT number; free export, for one who has one."""
KILOGRAM, EACH = "KGM", "C62"
PRICE_PLACES = 8
"""So that a line can meet an amount agreed on in another unit: 19,200 kg at 0.44092452 are 8,465.75."""


@dataclass(frozen=True, slots=True)
class Party:
    """Who sells, buys or is paid. `vat_id` with its country's letters, or empty."""

    name: str
    country: str
    address: str = ""
    city: str = ""
    vat_id: str = ""
    registration: str = ""
    """Number in the register of cooperatives or companies, or empty."""
    identifier: str = ""
    """Any other identification, e.g. the organization's id here: a seller needs one of the three (BR-CO-26)."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: goods by weight, or a premium. `price` is for one unit, up to eight decimals."""

    name: str
    quantity: Decimal
    unit: str
    price: Decimal
    lot: str = ""
    origin: str = ""
    """ISO 3166-1 of the country of origin, for goods."""
    hs: str = ""
    """Heading of the Harmonized System, for goods."""

    def net(self, currency: str) -> Money:
        """Quantity × price, rounded to the smallest unit (BR-DEC-23; Peppol R120 allows 0.02)."""
        return Money(EXACT.multiply(self.quantity, self.price), currency).rounded()


@dataclass(frozen=True, slots=True)
class Invoice:
    """An invoice (380) or credit note (381) between two parties."""

    kind: str
    number: str
    issued_on: date
    due_on: date | None
    currency: str
    seller: Party
    buyer: Party
    payee: str
    """Who is paid, where it is not the seller."""
    account: str
    bank: str
    """BIC of the payee's bank, or empty."""
    vat_category: str
    vat_reason: str
    contract: str
    corrects: str
    """Number of the invoice a credit note corrects."""
    corrects_on: date | None
    shipped_on: date | None
    delivered_to: str
    """UN/LOCODE or name of the place of delivery."""
    delivered_country: str
    note: str
    lines: tuple[Line, ...]

    @property
    def total(self) -> Money:
        """The sum of the rounded lines; there is no VAT in either category."""
        return Money.total((line.net(self.currency) for line in self.lines), self.currency)


def price_for(amount: Money, quantity: Decimal) -> Decimal:
    """The price for one unit, to eight decimals, at which the line gives the amount."""
    return EXACT.divide(amount.amount, quantity).quantize(Decimal(1).scaleb(-PRICE_PLACES), context=EXACT)


def vat_category(seller_vat_id: str) -> str:
    """G for an exporter with a VAT number (BR-G-02), O for a seller without one (BR-O-02)."""
    return EXPORT if seller_vat_id else OUTSIDE


@dataclass(frozen=True, slots=True)
class LotFacts:
    """One lot of a contract: kg on this invoice, agreed on, on earlier invoices, and what has left of it (None: nothing has left yet)."""

    lot: str
    kg: Decimal
    agreed_kg: Decimal
    invoiced_kg: Decimal = Decimal(0)
    shipped_kg: Decimal | None = None


def refusals_for_invoice(lots: Sequence[LotFacts], *, tolerance: Decimal) -> list[Refusal]:
    """What keeps an invoice back: nothing on it, more kg of a lot than agreed with its tolerance, or than left, all invoices together."""
    refusals = [] if any(one.kg > 0 for one in lots) else [Refusal("trade.invoice-is-empty")]
    for one in lots:
        most = EXACT.multiply(one.agreed_kg, 1 + tolerance)
        kg = one.kg + one.invoiced_kg
        if one.kg > 0 and kg > most:
            facts = {"lot": one.lot, "kg": f"{kg.normalize():f}", "most_kg": f"{most.normalize():f}"}
            refusals.append(Refusal("trade.invoice-above-contract", facts))
        elif one.kg > 0 and one.shipped_kg is not None and kg > one.shipped_kg:
            facts = {"lot": one.lot, "kg": f"{kg.normalize():f}", "shipped_kg": f"{one.shipped_kg.normalize():f}"}
            refusals.append(Refusal("trade.invoice-above-shipped", facts))
    return refusals
