"""Tries a backup by restoring it into an empty place: a backup that was never restored counts as none.

A process of its own does what an operator would do on an empty machine: restore, bring the tables up to this version, look that every
row of every table came back, that the database is sound, and that every document is what was kept. It never sees the real database.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from rochdale.base import backup, backup_key, documents, postgresql, tenancy
from rochdale.base.backup_package import manifest_of, opened
from rochdale.base.models import Document
from rochdale.base.scrubbing import scrub
from rochdale.kernel.refusal import Refusal, Refused, refuse_if

ROOM = 2
"""How many times the unpacked size must be free: once for the parts, once for the database they become."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What came back."""

    rows: int
    documents: int


def tried(file: Path, *, key: str) -> Tried:
    """Restore `file` into an empty place and look at everything. Raises `Refused` when anything is not as it was saved."""
    refuse_if([] if file.is_file() else [Refusal("base.restore-no-file", {"file": str(file)})])
    with backup_key.opened(file, key=key, work=Path(settings.VAR)) as plain:
        with opened(plain) as package:
            manifest_of(package, connection.vendor)
            _refuse_without_room(sum(part.file_size for part in package.infolist()))
        with tempfile.TemporaryDirectory(dir=settings.VAR, prefix=".try-") as place, _empty_database(Path(place)) as address:
            answer = _in_own_process(plain, Path(place), address)
    refuse_if(Refusal(one["code"], one["facts"]) for one in answer.get("refused", []))
    return Tried(answer["rows"], answer["documents"])


def _refuse_without_room(unpacked_bytes: int) -> None:
    free = shutil.disk_usage(settings.VAR).free
    if free < unpacked_bytes * ROOM:
        raise Refused(Refusal("base.trial-no-room", {"needed_mb": unpacked_bytes * ROOM // 1024**2 + 1, "free_mb": free // 1024**2}))


@contextmanager
def _empty_database(place: Path) -> Iterator[str]:
    if connection.vendor == "sqlite":
        yield f"sqlite:///{place.resolve()}/rochdale.sqlite3"
        return
    with postgresql.empty_database() as address:
        yield address


def _in_own_process(file: Path, place: Path, address: str) -> Mapping[str, Any]:
    own = {"ROCHDALE_VAR": str(place.resolve()), "DATABASE_URL": address, "ROCHDALE_MODE": settings.MODE}
    own |= {"ROCHDALE_SECRET_KEY": settings.SECRET_KEY, "ROCHDALE_ERROR_REPORTS_URL": ""}
    command = [sys.executable, "-m", "django", "try_backup", str(file.resolve()), "--settings", "rochdale.config.settings"]
    done = subprocess.run(command, env={**os.environ, **own}, capture_output=True, text=True, check=False)
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or [str(done.returncode)]
        raise Refused(Refusal("base.trial-broke", {"says": scrub(last[0])}))
    answer: Mapping[str, Any] = json.loads(done.stdout)
    return answer


def restored_and_compared(file: Path, *, at: datetime) -> dict[str, Any]:
    """What the process of its own does, in its empty place; returns what `tried` reads."""
    with tenancy.everywhere("a backup holds all organizations"):
        return _restored_and_compared(file, at)


def _restored_and_compared(file: Path, at: datetime) -> dict[str, Any]:
    manifest = backup.restore(file, at=at, migrates=False)
    found = backup.counts(backup.ask_now)
    saved = {table: int(rows) for table, rows in manifest.get("rows", found).items()}
    differ = [table for table in sorted(saved.keys() | found.keys()) if saved.get(table) != found.get(table)]
    wrong = [Refusal("base.trial-rows-differ", {"table": one, "saved": saved.get(one, 0), "found": found.get(one, 0)}) for one in differ]
    wrong += _unsound()
    if not wrong:
        backup.bring_up_to_date(at=at)
        wrong = [*_unsound(), *_changed_documents()]
    told = [{"code": refusal.code, "facts": dict(refusal.facts)} for refusal in wrong]
    return {"refused": told, "rows": sum(found.values()), "documents": Document.objects.count() if not wrong else 0}


def _unsound() -> list[Refusal]:
    """What the database says of itself; PostgreSQL checks its constraints while it reads them back."""
    if connection.vendor != "sqlite":
        return []
    found = [str(row[0]) for row in backup.ask_now("PRAGMA integrity_check") if row[0] != "ok"]
    found += [f"{row[0]} → {row[2]}" for row in backup.ask_now("PRAGMA foreign_key_check")]
    return [Refusal("base.trial-database-unsound", {"says": found[0]})] if found else []


def _changed_documents() -> list[Refusal]:
    changed = []
    for document in Document.objects.order_by("id").iterator():
        try:
            documents.content_of(document)
        except OSError:
            changed.append(Refusal("base.trial-document-changed", {"sha256": document.sha256}))
    return changed[:1]
