"""What trade does by the clock."""

from __future__ import annotations

from datetime import datetime

from rochdale.base import ticking
from rochdale.trade.operations.answers import lapse_due

EVERY_MINUTES = 15


def lapse(since: datetime, until: datetime) -> None:
    """Release what a day has passed over."""
    lapse_due(until)


ticking.every(EVERY_MINUTES, lapse)
