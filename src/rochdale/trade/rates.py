"""The exchange rates a market is cleared at."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.conf import settings

from rochdale.base.rates import rate_table
from rochdale.kernel.exchange import LEGAL_PER_EUR, Rate, factor


def rates_for(currencies: Iterable[str], on: date) -> tuple[Rate, ...]:
    """The newest rate of each currency on a day; currencies by law and those without a rate are left out, in order of code."""
    table = rate_table()
    found = (table.rate_on(currency, on) for currency in sorted(set(currencies) - LEGAL_PER_EUR.keys()))
    return tuple(rate for rate in found if rate is not None)


def require_rate(currency: str, on: date) -> None:
    """Refused where a price in this currency could not take part in a market of the day."""
    factor(currency, settings.MARKET_CURRENCY, on, rate_table())
