"""What the plumbing does by the clock, and what it does after a restore."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django_tasks_db.models import DBTaskResult

from rochdale.base import backup, backup_runs, ticking, two_persons
from rochdale.base.models import CacheEntry

FINISHED_TASKS_KEPT = timedelta(days=7)


def sign_of_life(since: datetime, until: datetime) -> None:
    """Nothing but its mark: how long ago the clock last struck (`health.last_tick_at`)."""


def clear_expired(since: datetime, until: datetime) -> None:
    """Sessions and counters that are over, and tasks of the queue that were done long ago (`Job` keeps what they were)."""
    Session.objects.filter(expire_date__lte=until).delete()
    CacheEntry.objects.filter(expires__lte=until).delete()
    DBTaskResult.objects.finished().filter(finished_at__lte=until - FINISHED_TASKS_KEPT).delete()


def end_all_sessions(at: datetime) -> None:
    """A session that was ended after the backup was written must not come back to life: everybody signs in anew."""
    Session.objects.all().delete()
    CacheEntry.objects.all().delete()


def lapse_proposals(since: datetime, until: datetime) -> None:
    """What waited for a second person longer than it may."""
    two_persons.lapse_due(until)


ticking.every(1, sign_of_life)
ticking.every(15, lapse_proposals)
ticking.every(60, backup_runs.take_when_due)
ticking.every(1440, clear_expired)
backup.after_restore(end_all_sessions)
