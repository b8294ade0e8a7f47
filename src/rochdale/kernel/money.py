"""Money: an exact amount and its currency. Never a float, never two currencies in one sum, rounded half-up once at the end.

Minor units are those of ISO 4217 (package `iso4217`): XAF, XOF and JPY none, KWD three, LAK, EUR and USD two.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache, reduce
from typing import Self

from iso4217 import Currency

from rochdale.kernel.refusal import Refusal, Refused
from rochdale.kernel.shares import whole_shares

EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
"""Sixty figures: room for any sum of kip times any rate, whatever the precision of the thread is."""


def exact(number: Decimal | int) -> Decimal:
    """The number as a finite Decimal. A float raises TypeError: it has lost cents before it gets here."""
    if isinstance(number, bool) or not isinstance(number, (Decimal, int)):
        raise TypeError(f"a Decimal or an int, never {type(number).__name__}")
    value = Decimal(number)
    if not value.is_finite():
        raise TypeError(f"a finite number, not {value}")
    return value


@cache
def _minor_digits() -> Mapping[str, int]:
    return {currency.code: currency.exponent for currency in Currency if currency.exponent is not None}


def is_currency(code: str) -> bool:
    """Whether ISO 4217 knows the code as money in use; gold, testing codes and ended currencies are not."""
    return code in _minor_digits()


def currency_codes() -> tuple[str, ...]:
    """Every currency one may choose, in order of its code."""
    return tuple(sorted(_minor_digits()))


def minor_digits(currency: str) -> int:
    """Decimal places of the currency's smallest unit. Refuses an unknown code."""
    if not is_currency(currency):
        raise Refused(Refusal("kernel.unknown-currency", {"currency": currency}))
    return _minor_digits()[currency]


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount of one currency. Sums, products and quotients stay exact; `rounded()` comes once, at the end."""

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "amount", exact(self.amount))
        minor_digits(self.currency)

    @classmethod
    def of_minor(cls, minor: int, currency: str) -> Self:
        """From whole minor units: 1234 EUR cents are 12.34 EUR, 1234 XAF are 1234 XAF."""
        return cls(Decimal(minor).scaleb(-minor_digits(currency), EXACT), currency)

    @classmethod
    def zero(cls, currency: str) -> Self:
        """Nothing, in a currency."""
        return cls(Decimal(0), currency)

    @classmethod
    def total(cls, amounts: Iterable[Self], currency: str) -> Self:
        """The sum, zero for none. Refuses another currency than the one named."""
        result = cls.zero(currency)
        for amount in amounts:
            result = result + amount
        return result

    def rounded(self) -> Self:
        """To the currency's smallest unit, half away from zero."""
        return type(self)(self.amount.quantize(Decimal(1).scaleb(-minor_digits(self.currency)), context=EXACT), self.currency)

    @property
    def minor(self) -> int:
        """Whole minor units, rounded half-up."""
        return int(self.rounded().amount.scaleb(minor_digits(self.currency), EXACT))

    def split(self, weights: Mapping[str, Decimal | int]) -> dict[str, Self]:
        """Shares in whole minor units that sum to the rounded amount: largest remainder first, ties by key.

        Refuses weights that are negative or sum to nothing.
        """
        shares = {key: exact(weight) for key, weight in weights.items()}
        if reduce(EXACT.add, shares.values(), Decimal(0)) <= 0 or min(shares.values()) < 0:
            raise Refused(Refusal("kernel.nothing-to-split-by", {"amount": str(self), "keys": sorted(shares)}))
        minor = self.minor
        sign = -1 if minor < 0 else 1
        parts = whole_shares(abs(minor), shares)
        return {key: self.of_minor(sign * parts[key], self.currency) for key in shares}

    def _same(self, other: Self) -> Decimal:
        if not isinstance(other, Money):
            raise TypeError(f"money with money, never with {type(other).__name__}")
        if other.currency != self.currency:
            raise Refused(Refusal("kernel.currencies-differ", {"first": self.currency, "second": other.currency}))
        return other.amount

    def __add__(self, other: Self) -> Self:
        return type(self)(EXACT.add(self.amount, self._same(other)), self.currency)

    def __sub__(self, other: Self) -> Self:
        return type(self)(EXACT.subtract(self.amount, self._same(other)), self.currency)

    def __mul__(self, factor: Decimal | int) -> Self:
        return type(self)(EXACT.multiply(self.amount, exact(factor)), self.currency)

    __rmul__ = __mul__

    def __truediv__(self, divisor: Decimal | int) -> Self:
        return type(self)(EXACT.divide(self.amount, exact(divisor)), self.currency)

    def ratio_to(self, other: Self) -> Decimal:
        """How many times the other amount fits in this one."""
        return EXACT.divide(self.amount, self._same(other))

    def __neg__(self) -> Self:
        return type(self)(-self.amount, self.currency)

    def __abs__(self) -> Self:
        return type(self)(abs(self.amount), self.currency)

    def __lt__(self, other: Self) -> bool:
        return self.amount < self._same(other)

    def __le__(self, other: Self) -> bool:
        return self.amount <= self._same(other)

    def __gt__(self, other: Self) -> bool:
        return self.amount > self._same(other)

    def __ge__(self, other: Self) -> bool:
        return self.amount >= self._same(other)

    def __bool__(self) -> bool:
        return bool(self.amount)

    def __str__(self) -> str:
        return f"{self.rounded().amount:f} {self.currency}"
