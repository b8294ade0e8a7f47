"""Interest as trade reckons it: 90 days are a quarter of a year of 360."""

from __future__ import annotations

from decimal import Decimal

from rochdale.kernel.money import EXACT

YEAR = 360


def interest(principal: Decimal, rate: Decimal, days: int) -> Decimal:
    """Principal × rate × days/360, not rounded."""
    return EXACT.divide(EXACT.multiply(EXACT.multiply(principal, rate), Decimal(days)), Decimal(YEAR))
