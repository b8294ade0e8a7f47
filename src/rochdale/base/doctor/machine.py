"""The clock, the disk and the folders of this machine."""

from __future__ import annotations

import os
import pwd
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.db.models import Max

from rochdale.base.doctor.findings import Finding, Visit, advice
from rochdale.base.health import LEAST_FREE_BYTES
from rochdale.base.models import AuditEntry, Tick
from rochdale.kernel.refusal import Refusal

WRITTEN_IN = datetime(2026, 11, 1, tzinfo=UTC)
"""This program did not exist before: an earlier clock is wrong. A small box without a battery starts in 1970."""
CLOCK_MAY_LAG = timedelta(minutes=2)
LOW_BYTES = 4 * LEAST_FREE_BYTES


def clock_is_right(visit: Visit) -> Iterator[Finding]:
    """A clock behind what was already written would put new entries before old ones."""
    try:
        last = max((moment for moment in (_last(AuditEntry, "at"), _last(Tick, "done_until")) if moment), default=WRITTEN_IN)
    except (DatabaseError, InterfaceError):
        last = WRITTEN_IN
    if visit.at < max(last, WRITTEN_IN) - CLOCK_MAY_LAG:
        yield Finding(
            Refusal("base.doctor-clock-behind", {"clock": f"{visit.at:%Y-%m-%d %H:%M}", "last": f"{max(last, WRITTEN_IN):%Y-%m-%d %H:%M}"})
        )


def _last(model: type[AuditEntry] | type[Tick], field: str) -> datetime | None:
    found: datetime | None = model._default_manager.aggregate(last=Max(field))["last"]
    return found


def disk_has_room(visit: Visit) -> Iterator[Finding]:
    """Room for the data and for the backups."""
    for folder in {Path(settings.VAR), Path(settings.BACKUP_FOLDER)}:
        if folder.is_dir():
            free = shutil.disk_usage(folder).free
            if free < LOW_BYTES:
                refusal = Refusal("base.doctor-disk-full", {"folder": str(folder), "free_mb": free // 1024**2})
                yield Finding(refusal, is_serious=free < LEAST_FREE_BYTES)


def folders_are_ours(visit: Visit) -> Iterator[Finding]:
    """The folder with the data belongs to who runs this, takes files, and others on the machine cannot look in."""
    var = Path(settings.VAR)
    about = var.stat()
    if about.st_uid != os.geteuid():
        yield Finding(
            Refusal("base.doctor-folder-of-another", {"folder": str(var), "owner": _name(about.st_uid), "me": _name(os.geteuid())})
        )
    try:
        with tempfile.TemporaryFile(dir=var):
            pass
    except OSError as trouble:
        yield Finding(Refusal("base.doctor-folder-shut", {"folder": str(var), "says": trouble.strerror or str(trouble)}))
    if about.st_mode & 0o007:
        refusal = Refusal("base.doctor-folder-open", {"folder": str(var)})
        yield advice(refusal) if settings.IS_DEMO else Finding(refusal)


def _name(user: int) -> str:
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return str(user)
