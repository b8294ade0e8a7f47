"""A buyer's order for what a contract says: lines, parties, term, window of delivery (docs/rules/orders.md).

Amounts are in one currency; a line is quantity × price, rounded once, and the total is the sum of the rounded lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rochdale.kernel.money import Money
from rochdale.trade.rules.invoices import Line, Party


@dataclass(frozen=True, slots=True)
class Order:
    """What one buyer orders of one seller by law, under one contract."""

    number: str
    issued_on: date
    currency: str
    contract: str
    buyer: Party
    seller: Party
    reference: str
    """What the buyer called its need, or empty."""
    incoterm: str
    place: str
    """UN/LOCODE of the named place, or its name."""
    delivered_to: str
    delivered_country: str
    window: tuple[date, date]
    """First and last day on which the seller hands over under the term."""
    payment: str
    note: str
    lines: tuple[Line, ...]

    @property
    def total(self) -> Money:
        """The sum of the rounded lines."""
        return Money.total((line.net(self.currency) for line in self.lines), self.currency)


def window_of(ready: list[tuple[date, date]], departs_on: date | None) -> tuple[date, date]:
    """From the day the last lot is ready to the day the ship leaves, or the first day on which a lot is kept no longer."""
    first = max(start for start, _end in ready)
    last = departs_on or min(end for _start, end in ready)
    return min(first, last), last
