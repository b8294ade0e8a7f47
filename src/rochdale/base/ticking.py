"""What the installation does by the clock. `rochdale tick` runs each minute; what was missed is caught up."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import transaction

from rochdale.base import tenancy
from rochdale.base.models import Tick

log = logging.getLogger(__name__)
Function = Callable[[datetime, datetime], None]
"""Called with the half-open period [since, until) that is due, however long the installation was off; must be idempotent."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """A function that is due every so many minutes, counted from midnight UTC."""

    name: str
    minutes: int
    function: Function


_schedules: dict[str, Schedule] = {}


def every(minutes: int, function: Function) -> None:
    """Have `function` done every `minutes` (a part of a day: 1, 5, 60, 1440); 60 is on the hour, 1440 at midnight UTC."""
    if minutes < 1 or 1440 % minutes:
        raise ValueError(f"{minutes} minutes do not divide a day")
    name = f"{function.__module__}.{function.__qualname__}"
    _schedules[name] = Schedule(name, minutes, function)


def schedules() -> tuple[Schedule, ...]:
    """All schedules by name."""
    return tuple(_schedules[name] for name in sorted(_schedules))


def tick(*, at: datetime) -> int:
    """Do what is due at `at`, each in one transaction with its mark. What fails stays due. Returns how many were done."""
    return sum(_do(schedule, at) for schedule in schedules())


def _do(schedule: Schedule, at: datetime) -> bool:
    midnight = at.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    length = timedelta(minutes=schedule.minutes)
    until = midnight + (at - midnight) // length * length
    try:
        with transaction.atomic(), tenancy.everywhere("the clock strikes for all organizations"):
            Tick.objects.get_or_create(name=schedule.name, defaults={"done_until": until - length})
            mark = Tick.objects.select_for_update().get(name=schedule.name)
            if mark.done_until >= until:
                return False
            schedule.function(mark.done_until, until)
            mark.done_until = until
            mark.save(update_fields=["done_until"])
    except Exception:  # one schedule that fails must not hold up the others; it stays due
        log.exception("%s failed and stays due", schedule.name)
        return False
    return True
