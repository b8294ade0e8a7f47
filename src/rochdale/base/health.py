"""How the installation is, in figures measured at one moment, and what of it is wrong.

The page `/health/` asks this and answers yes or no, `/metrics/` prints the figures, `rochdale doctor` says how to mend what is wrong.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Count

from rochdale.base import schedule
from rochdale.base.backup_package import known_migrations, needed_migrations
from rochdale.base.backup_runs import is_bad, troubles_of
from rochdale.base.models import BackupRun, Job, JobState, NewsItem, Tick
from rochdale.base.worker import has_living_workers
from rochdale.kernel.refusal import Refusal

log = logging.getLogger(__name__)
LEAST_FREE_BYTES = 500 * 1024**2
TICK_IS_LATE = timedelta(minutes=10)
JOB_WAITS_TOO_LONG = timedelta(hours=1)
BACKUP_IS_OLD = timedelta(hours=50)
"""Two days and two hours: one missed night of a box that is switched off is caught up, a second one is trouble."""
PROOF_IS_OLD = timedelta(days=8)
MEASURED_AGAIN_AFTER = timedelta(seconds=10)
_lately: list[Health] = []
_SIGN_OF_LIFE = f"{schedule.sign_of_life.__module__}.{schedule.sign_of_life.__qualname__}"
_EARLY = timedelta(hours=26)
"""A new installation has no backup yet: the first is due within a day."""


@dataclass(frozen=True, slots=True)
class Health:
    """What was measured. Where the database does not answer, what it would have said is unknown."""

    at: datetime
    database_answers: bool = False
    database_writes: bool = False
    migrations_missing: int = 0
    migrations_unknown: int = 0
    disk_free_bytes: int = 0
    worker_lives: bool = False
    last_tick_at: datetime | None = None
    jobs: dict[str, int] = field(default_factory=dict)
    oldest_waiting_at: datetime | None = None
    news_waiting: int = 0
    installed_at: datetime | None = None
    last_backup: BackupRun | None = None
    last_proven_at: datetime | None = None


def measure(at: datetime) -> Health:
    """Measure everything now; quick enough to be asked each minute."""
    seen: dict[str, object] = {"disk_free_bytes": shutil.disk_usage(settings.VAR).free}
    seen["worker_lives"] = has_living_workers(Path(settings.VAR) / "workers")
    try:
        applied = MigrationRecorder(connection).applied_migrations()
        seen |= {"database_answers": True, "migrations_missing": len(needed_migrations() - applied.keys())}
        seen["migrations_unknown"] = len(applied.keys() - known_migrations())
        seen["installed_at"] = min((row.applied for row in applied.values()), default=None)
        if not seen["migrations_missing"]:
            seen |= _in_tables(at)
    except (DatabaseError, InterfaceError):
        log.exception("the database does not answer as it should")
    return Health(at, **seen)  # type: ignore[arg-type]  # the names of its own fields


def _in_tables(at: datetime) -> dict[str, object]:
    waiting = Job.objects.filter(state=JobState.WAITING)
    return {
        "database_writes": _writes(at),
        "last_tick_at": Tick.objects.filter(name=_SIGN_OF_LIFE).values_list("done_until", flat=True).first(),
        "jobs": dict(Job.objects.values_list("state").annotate(Count("id")).order_by("state")),
        "oldest_waiting_at": waiting.order_by("at").values_list("at", flat=True).first(),
        "news_waiting": NewsItem.objects.filter(delivered_at=None).count(),
        "last_backup": BackupRun.objects.order_by("at").last(),
        "last_proven_at": last_backups()[1],
    }


def _writes(at: datetime) -> bool:
    """Whether a row can be written. It is taken back at once."""
    try:
        with transaction.atomic():
            Tick.objects.update_or_create(name="base.health", defaults={"done_until": at})
            transaction.set_rollback(True)
    except DatabaseError:
        return False
    return True


def measured_lately(at: datetime) -> Health:
    """What was measured within the last seconds, so that asking often costs nothing."""
    if not _lately or not timedelta(0) <= at - _lately[0].at < MEASURED_AGAIN_AFTER:
        _lately[:] = [measure(at)]
    return _lately[0]


def last_backups() -> tuple[datetime | None, datetime | None]:
    """When a backup was last written, and when one was last restored to try it."""
    written = BackupRun.objects.filter(size_bytes__gt=0).order_by("at").last()
    proven = BackupRun.objects.exclude(verified_at=None).order_by("verified_at").last()
    return written.at if written else None, proven.verified_at if proven else None


def troubles(health: Health) -> list[Refusal]:
    """What is wrong, worst first."""
    if not health.database_answers:
        return [Refusal("base.doctor-database-silent")]
    return [*_of_the_database(health), *_of_the_machine(health), *_of_the_work(health), *troubles_of_backups(health)]


def _of_the_database(health: Health) -> Iterator[Refusal]:
    if health.migrations_missing:
        yield Refusal("base.doctor-tables-old", {"missing": health.migrations_missing})
    elif not health.database_writes:
        yield Refusal("base.doctor-database-takes-nothing")
    if health.migrations_unknown:
        yield Refusal("base.doctor-tables-newer", {"unknown": health.migrations_unknown})


def _of_the_machine(health: Health) -> Iterator[Refusal]:
    if health.disk_free_bytes < LEAST_FREE_BYTES:
        yield Refusal("base.doctor-disk-full", {"folder": str(settings.VAR), "free_mb": health.disk_free_bytes // 1024**2})


def _of_the_work(health: Health) -> Iterator[Refusal]:
    if not health.worker_lives:
        yield Refusal("base.doctor-worker-away")
    if health.last_tick_at is None:
        yield Refusal("base.doctor-tick-never")
    elif health.at - health.last_tick_at > TICK_IS_LATE:
        yield Refusal("base.doctor-tick-late", {"minutes": _minutes(health.at - health.last_tick_at)})
    if health.oldest_waiting_at and health.at - health.oldest_waiting_at > JOB_WAITS_TOO_LONG:
        yield Refusal("base.doctor-job-waits", {"minutes": _minutes(health.at - health.oldest_waiting_at)})


def troubles_of_backups(health: Health) -> Iterator[Refusal]:
    """What is wrong with the backups, where the profile writes any."""
    is_new = health.installed_at is None or health.at - health.installed_at < _EARLY
    if not settings.PROFILE.backs_up or (is_new and health.last_backup is None):
        return
    if health.last_backup is None:
        yield Refusal("base.doctor-no-backup")
        return
    yield from troubles_of(health.last_backup)
    if health.at - health.last_backup.at > BACKUP_IS_OLD:
        yield Refusal("base.doctor-backup-old", {"hours": _minutes(health.at - health.last_backup.at) // 60})
    is_proven = health.last_proven_at is not None and health.at - health.last_proven_at < PROOF_IS_OLD
    if not is_proven and not is_bad(health.last_backup):
        yield Refusal("base.doctor-backup-unproven", {"days": PROOF_IS_OLD.days})


def _minutes(length: timedelta) -> int:
    return int(length.total_seconds() // 60)
