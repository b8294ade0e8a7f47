"""What trade does by the clock."""

from __future__ import annotations

from datetime import datetime

from rochdale.base import ticking
from rochdale.trade.operations.answers import lapse_due
from rochdale.trade.operations.negotiations import lapse_due_bids
from rochdale.trade.operations.samples import samples_due
from rochdale.trade.operations.showing import end_views

EVERY_MINUTES = 15


def lapse(since: datetime, until: datetime) -> None:
    """Release what a day has passed over, and say what is late."""
    lapse_due(until)
    end_views(until)
    lapse_due_bids(until)
    samples_due(until)


ticking.every(EVERY_MINUTES, lapse)
