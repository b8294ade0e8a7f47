"""Dated exchange rates and conversion: units of a currency per euro, each with its day and its source.

XAF and XOF are 655.957 per euro by treaty (Council Decision 98/683/EC) since 1 January 1999 and are never taken from a feed. A day
without a rate takes the last earlier one and says so; a missing rate is refused, it is never 0 or 1.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Protocol

from rochdale.kernel.money import EXACT, Money, exact, minor_digits
from rochdale.kernel.refusal import Refusal, Refused

EURO = "EUR"
EURO_STARTS_ON = date(1999, 1, 1)
LEGAL_PER_EUR: Mapping[str, Decimal] = {"EUR": Decimal(1), "XAF": Decimal("655.957"), "XOF": Decimal("655.957")}
LEGAL_SOURCE = "Council Decision 98/683/EC"
OLD_AFTER = timedelta(days=10)


@dataclass(frozen=True, slots=True)
class Rate:
    """So many units of a currency for one euro on a day."""

    currency: str
    per_eur: Decimal
    on: date
    source: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "per_eur", exact(self.per_eur))
        minor_digits(self.currency)
        if self.per_eur <= 0:
            raise Refused(
                Refusal("kernel.rate-not-above-zero", {"currency": self.currency, "rate": str(self.per_eur), "on": self.on.isoformat()})
            )


class Rates(Protocol):
    """Anything that knows rates."""

    def rate_on(self, currency: str, on: date) -> Rate | None:
        """The newest rate of that day or earlier, None where there is none."""
        ...


class RateTable:
    """Rates given one by one, such as those a person entered with a source, over others such as the ECB's.

    The newer of the two answers; on the same day the one given here does. Of two rates given for one day the last counts.
    """

    def __init__(self, rates: Iterable[Rate] = (), *, over: Rates | None = None) -> None:
        by_currency: dict[str, dict[date, Rate]] = defaultdict(dict)
        for rate in rates:
            by_currency[rate.currency][rate.on] = rate
        self._days = {currency: sorted(rows) for currency, rows in by_currency.items()}
        self._rates = by_currency
        self._over = over

    def rate_on(self, currency: str, on: date) -> Rate | None:
        """See `Rates`."""
        below = self._over.rate_on(currency, on) if self._over else None
        days = self._days.get(currency, [])
        position = bisect_right(days, on)
        if position == 0:
            return below
        own = self._rates[currency][days[position - 1]]
        return below if below and below.on > own.on else own


@dataclass(frozen=True, slots=True)
class Factor:
    """What one unit of a currency is worth in another on a day, exactly, with the rates it was computed from."""

    value: Decimal
    on: date
    rates: tuple[Rate, ...]

    @property
    def earlier_rates(self) -> tuple[Rate, ...]:
        """Rates of an earlier day than the one asked for, as on a Sunday."""
        return tuple(rate for rate in self.rates if rate.on < self.on)

    @property
    def is_older_than_10_days(self) -> bool:
        """Whether a rate is so old that a person should look."""
        return any(self.on - rate.on > OLD_AFTER for rate in self.rates)

    @property
    def notices(self) -> tuple[Refusal, ...]:
        """What to tell beside the figure, in the shape of refusals: which rate is of an earlier day, and which one is old."""
        return tuple(_notice(rate, self.on) for rate in self.earlier_rates)


def _notice(rate: Rate, on: date) -> Refusal:
    facts = {
        "currency": rate.currency,
        "on": on.isoformat(),
        "rate_on": rate.on.isoformat(),
        "days": (on - rate.on).days,
        "source": rate.source,
    }
    return Refusal("kernel.rate-is-old" if on - rate.on > OLD_AFTER else "kernel.rate-of-earlier-day", facts)


@dataclass(frozen=True, slots=True)
class Conversion:
    """An amount in another currency, rounded half-up once, and how it came about."""

    amount: Money
    original: Money
    factor: Factor


def rate_on(currency: str, on: date, rates: Rates) -> Rate:
    """Units per euro on a day: by law where there is one, else the newest of that day or earlier. Refuses a missing rate."""
    minor_digits(currency)
    if currency in LEGAL_PER_EUR and on >= EURO_STARTS_ON:
        return Rate(currency, LEGAL_PER_EUR[currency], on, LEGAL_SOURCE)
    found = None if currency in LEGAL_PER_EUR else rates.rate_on(currency, on)
    if found is None:
        raise Refused(Refusal("kernel.missing-rate", {"currency": currency, "on": on.isoformat()}))
    return found


def factor(currency: str, to: str, on: date, rates: Rates) -> Factor:
    """What one unit is worth: rate of `to` divided by rate of `currency`. Refuses a missing rate and an unknown currency."""
    minor_digits(currency)
    minor_digits(to)
    if currency == to:
        return Factor(Decimal(1), on, ())
    used = (rate_on(currency, on, rates), rate_on(to, on, rates))
    return Factor(EXACT.divide(used[1].per_eur, used[0].per_eur), on, tuple(rate for rate in used if rate.currency != EURO))


def convert(money: Money, to: str, on: date, rates: Rates) -> Conversion:
    """The amount in another currency on a day. Refuses a missing rate and an unknown currency."""
    found = factor(money.currency, to, on, rates)
    if money.currency == to:
        return Conversion(money.rounded(), money, found)
    ours, theirs = (rate_on(currency, on, rates).per_eur for currency in (money.currency, to))
    # Multiplying before dividing: 655957 XAF are exactly 1000 EUR, which the factor alone, cut at 60 figures, may miss by a hair.
    return Conversion(Money(EXACT.divide(EXACT.multiply(money.amount, theirs), ours), to).rounded(), money, found)
