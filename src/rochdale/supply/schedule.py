"""What supply does by the clock."""

from __future__ import annotations

from datetime import datetime

from rochdale.base import ticking
from rochdale.supply.operations.certification import lapse_approvals

EVERY_MINUTES = 1440


def lapse(since: datetime, until: datetime) -> None:
    """Approvals end when nobody visited in time, or a major gap is overdue."""
    lapse_approvals(until)


ticking.every(EVERY_MINUTES, lapse)
