"""A price as two sides state it: outright, a differential to an exchange, to be fixed, Fairtrade (docs/rules/negotiation.md).

A quotation is entered by hand with its day and its unit; the unit is never assumed. Amounts are exact; rounding comes once, at the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rochdale.kernel.money import EXACT
from rochdale.kernel.quantity import kg_per
from rochdale.kernel.refusal import Refusal
from rochdale.trade.rules.goods import Known, Price, refusals_for_price
from rochdale.trade.rules.price_floor import PriceFloor, price_under

OUTRIGHT, DIFFERENTIAL, TO_BE_FIXED, FAIRTRADE = "outright", "differential", "to-be-fixed", "fairtrade"
KINDS = (OUTRIGHT, DIFFERENTIAL, TO_BE_FIXED, FAIRTRADE)
CALLERS = ("buyer", "seller")
AVERAGE = "average"
MONTH_LETTERS = "FGHJKMNQUVXZ"
"""Letters of the months of delivery, January to December."""


@dataclass(frozen=True, slots=True)
class QuotedIn:
    """How an exchange writes a price: `scale` of the currency for one unit of weight."""

    currency: str
    unit: str
    scale: Decimal = Decimal(1)


QUOTED_IN: Mapping[str, QuotedIn] = {
    "USc/lb": QuotedIn("USD", "lb", Decimal("0.01")),
    "USD/t": QuotedIn("USD", "t"),
    "GBP/t": QuotedIn("GBP", "t"),
}


@dataclass(frozen=True, slots=True)
class Exchange:
    """A contract of an exchange. `months` are those of delivery, "" for any; `quoted_in` holds up to and with `changes_after`."""

    product: str
    months: str
    quoted_in: str
    changes_after: str = ""
    then_quoted_in: str = ""

    def unit_of(self, month: str) -> str:
        """In what a month of delivery ("2027-03") is quoted."""
        return self.then_quoted_in if self.changes_after and month > self.changes_after else self.quoted_in


EXCHANGES: Mapping[str, Exchange] = {
    "KC": Exchange("coffee", "HKNUZ", "USc/lb", "2028-03", "USD/t"),
    "RC": Exchange("coffee", "FHKNUX", "USD/t"),
    "CC": Exchange("cocoa", "", "USD/t"),
    "C": Exchange("cocoa", "", "GBP/t"),
}
"""ICE contract specifications of 2024; arabica turns to USD/t after March 2028 (Reuters, 30 May 2025). Months of cocoa are not checked."""


@dataclass(frozen=True, slots=True)
class PriceTerms:
    """A price as stated. `amount` is the price itself, or the differential, which may be below zero and is quoted like the quotation."""

    kind: str
    amount: Decimal
    currency: str = ""
    unit: str = ""
    """Currency and unit of weight of an outright price."""
    exchange: str = ""
    month: str = ""
    """Month of delivery, 2027-03."""
    quotation: Decimal | None = None
    quoted_in: str = ""
    quoted_on: date | None = None
    fix_by: date | None = None
    """The last day to fix a price that is to be fixed."""
    caller: str = ""
    """Who fixes it: the buyer's call or the seller's call."""
    floor_on: str = ""
    """What a minimum is tested on where a price is fixed in steps: "average", or "" for each step, which never pays the seller less."""

    @property
    def is_open(self) -> bool:
        """Agreed now, its quotation fixed later."""
        return self.kind == TO_BE_FIXED


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What a price comes to for 1 kg, exactly. The premium stands apart and is no part of it."""

    per_kg: Decimal
    currency: str
    premium_per_kg: Decimal = Decimal(0)
    is_at_floor: bool = False


def refusals_for_price_terms(price: PriceTerms, known: Known, *, product: str, on: date) -> list[Refusal]:
    """Everything that keeps a price from being one."""
    if price.kind not in KINDS:
        return [Refusal("trade.price-kind-unknown", {"kind": price.kind})]
    if price.kind == OUTRIGHT:
        return refusals_for_price(Price(price.amount, price.currency, price.unit), known)
    return [*_quotation(price, product, on), *(_fixing(price, on) if price.is_open else ())]


def market_per_kg(price: PriceTerms) -> Reckoned:
    """Outright, or quotation and differential together, for 1 kg in its own currency. For a price without refusals."""
    if price.kind == OUTRIGHT:
        return Reckoned(EXACT.divide(price.amount, kg_per(price.unit)), price.currency)
    return at_quotation(price, price.quotation or Decimal(0))


def at_quotation(price: PriceTerms, quotation: Decimal) -> Reckoned:
    """C + D for 1 kg, at a quotation written like the one agreed on."""
    unit = QUOTED_IN[price.quoted_in]
    amount = EXACT.multiply(quotation + price.amount, unit.scale)
    return Reckoned(EXACT.divide(amount, kg_per(unit.unit)), unit.currency)


def under_floor(market: Reckoned, row: PriceFloor, *, is_organic: bool, factor: Decimal) -> Reckoned:
    """max(C + D, minimum) + organic differential, and the premium apart, in the row's currency.

    `factor` is what one unit of the market's currency is worth in the row's. Refuses a row with an empty cell that is needed.
    """
    found = price_under(row, EXACT.multiply(EXACT.multiply(market.per_kg, factor), kg_per(row.unit)), is_organic=is_organic)
    return Reckoned(row.per_kg(found.to_members), row.currency, row.per_kg(found.premium), found.is_at_floor)


def _quotation(price: PriceTerms, product: str, on: date) -> Iterator[Refusal]:
    exchange = EXCHANGES.get(price.exchange)
    if exchange is None or exchange.product != product:
        yield Refusal("trade.exchange-unknown", {"exchange": price.exchange, "known": _exchanges_of(product)})
        return
    if wrong := list(_month(price, exchange, on)):
        yield from wrong
        return
    if price.quotation is None or price.quoted_on is None:
        yield Refusal("trade.quotation-missing", {})
        return
    if price.quoted_on > on:
        yield Refusal("trade.quotation-of-a-day-to-come", {"quoted_on": price.quoted_on, "today": on})
    if price.quoted_in != exchange.unit_of(price.month):
        yield Refusal("trade.quotation-in-another-unit", {"quoted_in": price.quoted_in, "unit": exchange.unit_of(price.month)})
    if price.quotation <= 0 or price.quotation + price.amount <= 0:
        yield Refusal("trade.price-not-positive", {"price": price.quotation + price.amount})


def _month(price: PriceTerms, exchange: Exchange, on: date) -> Iterator[Refusal]:
    year, _, month = price.month.partition("-")
    if not (len(price.month) == len("2027-03") and year.isdigit() and month.isdigit() and 1 <= int(month) <= len(MONTH_LETTERS)):
        yield Refusal("trade.exchange-month-missing", {"month": price.month})
    elif exchange.months and MONTH_LETTERS[int(month) - 1] not in exchange.months:
        months = [f"{MONTH_LETTERS.index(letter) + 1:02}" for letter in exchange.months]
        yield Refusal("trade.exchange-month-not-traded", {"month": price.month, "months": months})
    elif price.month < f"{on:%Y-%m}":
        yield Refusal("trade.exchange-month-is-over", {"month": price.month})


def _fixing(price: PriceTerms, on: date) -> Iterator[Refusal]:
    if price.floor_on not in ("", AVERAGE):
        yield Refusal("trade.price-kind-unknown", {"kind": price.floor_on})
    if price.caller not in CALLERS:
        yield Refusal("trade.nobody-fixes", {})
    if price.fix_by is None or price.fix_by < on:
        yield Refusal("trade.fix-by-missing", {"today": on})


def _exchanges_of(product: str) -> list[str]:
    return [code for code, exchange in EXCHANGES.items() if exchange.product == product]
