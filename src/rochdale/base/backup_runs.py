"""Backups by the clock: taken by a job, tried by restoring them, remembered as rows, and removed by the keep rule."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_noop

from rochdale.base import backup, backup_key, jobs
from rochdale.base.actor import SYSTEM
from rochdale.base.backup_package import sha256_of
from rochdale.base.backup_trial import tried
from rochdale.base.jobs import Running, job_kind
from rochdale.base.models import BackupRun, Job, JobState
from rochdale.kernel.refusal import Refusal, Refused

TAKE = "base.take-backup"
UPGRADES_KEPT = 3
_NAMES = UUID("0192f3a0-0000-7000-8000-0000000bac00")
_FILE = re.compile(r"rochdale-(\d{4}-\d{2}-\d{2}T\d{6}Z)(-before-upgrade)?\.zip(\.age)?")
_STAMP = "%Y-%m-%dT%H%M%SZ"
NOT_TRIED = {"base.trial-not-permitted", "base.trial-no-room"}
"""Why a backup could not be tried, which says nothing against the backup itself."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup in the folder, by its name."""

    path: Path
    at: datetime
    is_before_upgrade: bool


def file_name(at: datetime, *, is_encrypted: bool, why: str = "") -> str:
    """`rochdale-2027-03-01T020000Z.zip`; with `why` "before-upgrade" it says so, and when encrypted it ends in `.age`."""
    return f"rochdale-{at.astimezone(UTC):{_STAMP}}{'-' + why if why else ''}.zip{backup_key.ENDING if is_encrypted else ''}"


def kept_in(folder: Path) -> list[Kept]:
    """Our backups in `folder`, oldest first; nothing else there is ever looked at."""
    found = []
    for path in folder.glob("rochdale-*"):
        match = _FILE.fullmatch(path.name)
        if match:
            found.append(Kept(path, datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC), match[2] is not None))
    return sorted(found, key=lambda kept: kept.at)


def superseded(kept: Sequence[Kept], *, days: int, weeks: int, zone: tzinfo) -> list[Kept]:
    """Which may go: all but the last of each of the last `days` days and `weeks` weeks that have one.

    Of those before an upgrade the last three stay. The newest of all always stays: it is the last of its day.
    """
    daily = [one for one in kept if not one.is_before_upgrade]
    by_day = {one.at.astimezone(zone).date(): one for one in daily}
    by_week = {one.at.astimezone(zone).isocalendar()[:2]: one for one in daily}
    upgrades = [one for one in kept if one.is_before_upgrade]
    stay = [by_day[day] for day in sorted(by_day)[-days:]] + [by_week[week] for week in sorted(by_week)[-weeks:]]
    return [one for one in kept if one not in stay and one not in upgrades[-UPGRADES_KEPT:]]


def last_due(at: datetime, *, hour: int, zone: tzinfo) -> datetime:
    """The last moment at or before `at` when the daily backup was due."""
    local = at.astimezone(zone)
    today = local.replace(hour=hour, minute=0, second=0, microsecond=0)
    return today if today <= local else today - timedelta(days=1)


def take_when_due(since: datetime, until: datetime) -> None:
    """Asked each hour: start a backup unless one was written since it was last due. What failed or was missed is tried again."""
    due = last_due(until, hour=settings.BACKUP_HOUR, zone=timezone.get_default_timezone())
    is_written = BackupRun.objects.filter(at__gte=due, size_bytes__gt=0, file_name__startswith="rochdale-").exists()
    is_under_way = Job.objects.filter(kind=TAKE, state__in=[JobState.WAITING, JobState.RUNNING]).exists()
    if settings.PROFILE.backs_up and not is_written and not is_under_way:
        jobs.start(TAKE, id=uuid5(_NAMES, until.isoformat()), by=SYSTEM, at=until, title=gettext_noop("Backup"), content={})


@job_kind(TAKE)
def _take(running: Running, content: Any) -> object:
    folder = folder_for_backups()
    sweep(folder, at=running.at)
    run = take(folder / file_name(running.at, is_encrypted=bool(settings.BACKUP_KEY)), at=running.at, key=settings.BACKUP_KEY)
    if run.size_bytes and not is_bad(run):
        remove_superseded(folder)
    return {"run": str(run.id), "file": run.file_name, "trouble": [refusal.code for refusal in troubles_of(run)]}


def folder_for_backups() -> Path:
    """The folder; made when it is ours. Another one is never made: it may be a stick that is not in."""
    folder = Path(settings.BACKUP_FOLDER)
    if folder == Path(settings.VAR) / "backups":
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def take(to: Path, *, at: datetime, key: str) -> BackupRun:
    """Write a backup, try it, and remember both. Never raises for what the world around it does: the row says it."""
    run = BackupRun(at=at, file_name=to.name, is_encrypted=bool(key))
    try:
        written = backup.backup(to, at=at, key=key)
        run.size_bytes, run.sha256 = written.size_bytes, written.sha256
        tried(to, key=key)
        run.verified_at = at
    except Refused as refused:
        run.trouble = _stored(refused.refusals)
    except OSError as trouble:
        run.trouble = _stored([backup.disk_refuses(Path(settings.VAR), trouble)])
    run.save()
    return run


def verify(file: Path, *, at: datetime, key: str) -> tuple[int, int]:
    """Try the backup `file` and remember that it is sound. Returns rows and documents that came back. Raises `Refused`."""
    found = tried(file, key=key)
    with file.open("rb") as opened:
        BackupRun.objects.filter(sha256=sha256_of(opened)).update(verified_at=at, trouble="")
    return found.rows, found.documents


def troubles_of(run: BackupRun) -> list[Refusal]:
    """Why a backup was not written or did not come back."""
    return [Refusal(one["code"], one["facts"]) for one in json.loads(run.trouble or "[]")]


def is_bad(run: BackupRun) -> bool:
    """Whether it was tried and did not come back as it was."""
    return any(refusal.code not in NOT_TRIED for refusal in troubles_of(run))


def remove_superseded(folder: Path) -> list[Path]:
    """Remove what the keep rule lets go, but never the last one that was proven good. Returns what is gone."""
    proven = BackupRun.objects.exclude(verified_at=None).order_by("-at").values_list("file_name", flat=True).first()
    zone, days, weeks = timezone.get_default_timezone(), settings.BACKUP_KEEP_DAYS, settings.BACKUP_KEEP_WEEKS
    gone = [one.path for one in superseded(kept_in(folder), days=days, weeks=weeks, zone=zone) if one.path.name != proven]
    for path in gone:
        path.unlink()
    return gone


def sweep(*folders: Path, at: datetime) -> None:
    """Remove work folders that a power cut left behind."""
    for folder in (Path(settings.VAR), *folders):
        for pattern in (".backup-*", ".try-*", ".restore-*", ".open-*"):
            for left in folder.glob(pattern):
                if left.stat().st_mtime < (at - timedelta(days=1)).timestamp():
                    shutil.rmtree(left, ignore_errors=True)


def _stored(refusals: Iterable[Refusal]) -> str:
    return json.dumps([{"code": refusal.code, "facts": dict(refusal.facts)} for refusal in refusals])
