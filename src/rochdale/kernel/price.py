"""Prices per weight: 1.80 USD per lb, 2,400 USD per t, 182.84 US cents per lb; turned into one another exactly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Self

from rochdale.kernel.exchange import Factor, Rates, factor
from rochdale.kernel.money import EXACT, Money, exact, minor_digits
from rochdale.kernel.quantity import Quantity, kg_per, unit_named
from rochdale.kernel.refusal import Refusal, Refused

CENTS = {"USc": "USD", "USC": "USD", "USX": "USD", "EURc": "EUR"}
"""Quotes in hundredths, as the New York market spells them. US cents stored as dollars would be a price a hundred times too high."""


@dataclass(frozen=True, slots=True)
class Price:
    """An amount of a currency for one unit of weight; exact, neither currency nor unit can be missing."""

    amount: Decimal
    currency: str
    unit: str

    def __post_init__(self) -> None:
        hundredths = self.currency in CENTS
        object.__setattr__(self, "amount", exact(self.amount) / 100 if hundredths else exact(self.amount))
        object.__setattr__(self, "currency", CENTS[self.currency] if hundredths else self.currency)
        object.__setattr__(self, "unit", unit_named(self.unit))
        minor_digits(self.currency)

    @property
    def per_kg(self) -> Decimal:
        """Amount for one kg, up to 60 figures."""
        return EXACT.divide(self.amount, kg_per(self.unit))

    def to(self, unit: str) -> Self:
        """The same price for another unit of weight."""
        return type(self)(EXACT.multiply(self.per_kg, kg_per(unit)), self.currency, unit)

    def in_currency(self, currency: str, on: date, rates: Rates) -> tuple[Self, Factor]:
        """The same price in another currency, and the factor with its rates. Refuses a missing rate."""
        found = factor(self.currency, currency, on, rates)
        return type(self)(EXACT.multiply(self.amount, found.value), currency, self.unit), found

    def cost_of(self, quantity: Quantity) -> Money:
        """What so much costs, not yet rounded."""
        return Money(EXACT.multiply(self.per_kg, quantity.kg), self.currency)

    def __add__(self, other: Self) -> Self:
        if other.currency != self.currency:
            raise Refused(Refusal("kernel.currencies-differ", {"first": self.currency, "second": other.currency}))
        return type(self)(EXACT.add(self.amount, other.to(self.unit).amount), self.currency, self.unit)

    def __str__(self) -> str:
        return f"{self.amount.normalize():f} {self.currency}/{self.unit}"
