"""One file that holds the whole installation: the database and the documents, each with its SHA-256, taken while the server runs.

The database is copied first and the documents after it: documents are on the disk before their rows and are never changed, so
every row of the copy finds its file. Restoring checks every hash before anything is touched, builds all of it beside what is
there, swaps, brings the tables up to this version and does what must never be forgotten (`after_restore`).
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections, transaction

from rochdale import __version__
from rochdale.base import backup_key, documents, postgresql, tenancy
from rochdale.base.backup_package import add, add_manifest, check, database_name, manifest_of, opened, sha256_of, unpack
from rochdale.base.worker import has_living_workers
from rochdale.kernel.refusal import Refusal, Refused, refuse_if

_NO_CONTENT = ("django_", "auth_", "sqlite_", "base_cache", "base_tick", "base_backuprun")
"""Tables that a fresh installation fills by itself."""
Ask = Callable[[str], list[Any]]
"""Answers a question in SQL with rows, from one unchanging state of the database."""
AfterRestore = Callable[[datetime], None]
_after_restore: list[AfterRestore] = []


def after_restore(function: AfterRestore) -> None:
    """Have `function(at)` done after each restore, in a transaction: what an old backup must not bring back. Must be idempotent.

    It may read what lies beside the database, such as a list of persons whose data were erased since.
    """
    if function not in _after_restore:
        _after_restore.append(function)


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written and reached the disk."""

    size_bytes: int
    sha256: str


def backup(to: Path, *, at: datetime, key: str = "") -> Written:
    """Write everything into the one file `to`, which is there whole or not at all; with a `key`, encrypted.

    Raises `Refused` when it cannot be written.
    """
    refuse_if([] if to.parent.is_dir() else [Refusal("base.backup-no-folder", {"folder": str(to.parent)})])
    try:
        return _written(to, at, key)
    except OSError as trouble:
        raise Refused(disk_refuses(to.parent, trouble)) from trouble


def disk_refuses(folder: Path, trouble: OSError) -> Refusal:
    """A disk that is full, gone or shut."""
    return Refusal("base.backup-disk", {"folder": str(folder), "says": trouble.strerror or str(trouble)})


def _written(to: Path, at: datetime, key: str) -> Written:
    with tempfile.TemporaryDirectory(dir=to.parent, prefix=".backup-") as beside, _work_folder(Path(beside), key) as work:
        fresh = work / "fresh.zip"
        _pack(work / database_name(connection.vendor), fresh, at)
        if key:
            backup_key.encrypt(fresh, Path(beside) / "fresh.age", key=key)
            fresh = Path(beside) / "fresh.age"
        fresh.chmod(0o600)
        with fresh.open("rb") as file:
            os.fsync(file.fileno())
            written = Written(fresh.stat().st_size, sha256_of(file))
        fresh.replace(to)
        documents.sync_folder(to.parent)
    return written


@contextmanager
def _work_folder(beside: Path, key: str) -> Iterator[Path]:
    """Where the package is put together: beside the file, or, when it is to be encrypted, where the data lie anyway."""
    if not key:
        yield beside
        return
    with tempfile.TemporaryDirectory(dir=settings.VAR, prefix=".backup-") as work:
        yield Path(work)


def _pack(dump: Path, to: Path, at: datetime) -> None:
    with _dumped(dump) as ask, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        files = {dump.name: add(package, dump, dump.name)}
        for (sha256,) in ask("SELECT DISTINCT sha256 FROM base_document ORDER BY sha256"):
            files[f"documents/{sha256}"] = add(package, documents.path_of(sha256), f"documents/{sha256}")
        about = {
            "version": __version__,
            "at": at.isoformat(timespec="seconds"),
            "migrations": [list(row) for row in ask("SELECT app, name FROM django_migrations ORDER BY app, name")],
            "rows": counts(ask),
        }
        add_manifest(package, {"vendor": connection.vendor, **about, "files": files})


def restore(from_: Path, *, at: datetime, force: bool = False, key: str = "", migrates: bool = True) -> dict[str, Any]:
    """Read everything back from the file `from_`, replacing what is there only with `force`. Returns the list of what was in it.

    Raises `Refused`, with nothing changed, when the file is damaged, of another kind of database or of a newer version, when there
    is content already, or when a worker is running. Without `migrates` the tables stay as they were when the file was written.
    """
    place = Path(settings.VAR)
    refuse_if([] if from_.is_file() else [Refusal("base.restore-no-file", {"file": str(from_)})])
    with backup_key.opened(from_, key=key, work=place) as plain, opened(plain) as package:
        manifest = manifest_of(package, connection.vendor)
        check(package, manifest)
        if has_living_workers(place / "workers"):
            raise Refused(Refusal("base.restore-while-running"))
        if not force and has_content():
            raise Refused(Refusal("base.restore-over-content"))
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place, prefix=".restore-") as work:
            unpack(package, manifest, Path(work))
            # Documents first: more files than rows do no harm, a row without its file would.
            _add_documents(Path(work) / "documents")
            _put_back(Path(work) / database_name(connection.vendor))
    if migrates:
        bring_up_to_date(at=at)
    return manifest


def bring_up_to_date(*, at: datetime) -> None:
    """Tables as this version needs them, then everything that an old backup must not bring back."""
    call_command("migrate", interactive=False, verbosity=0)
    for function in _after_restore:
        with transaction.atomic(), tenancy.everywhere("an old backup holds all organizations"):
            function(at)


def has_content() -> bool:
    """Whether anything was ever entered here."""
    if connection.vendor == "sqlite" and not Path(str(connection.settings_dict["NAME"])).exists():
        return False
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(_NO_CONTENT):
                continue
            cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(table)} LIMIT 1")
            if cursor.fetchone():
                return True
    return False


def counts(ask: Ask) -> dict[str, int]:
    """How many rows each table has."""
    tables = ask(postgresql.TABLES if connection.vendor != "sqlite" else "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")
    quoted = {table: connection.ops.quote_name(table) for (table,) in tables if not table.startswith("sqlite_")}
    return {table: int(ask(f"SELECT count(*) FROM {name}")[0][0]) for table, name in quoted.items()}


def ask_now(question: str) -> list[Any]:
    """Answers from the database as it is now."""
    with connection.cursor() as cursor:
        cursor.execute(question)
        return list(cursor.fetchall())


@contextmanager
def _dumped(to: Path) -> Iterator[Ask]:
    """The database copied into `to`: one consistent state, while others read and write; and answers about that very state."""
    if connection.vendor != "sqlite":
        with postgresql.snapshot() as (name, ask):
            postgresql.dump(connection.settings_dict, to, snapshot=name)
            yield ask
        return
    with closing(_sqlite(Path(str(connection.settings_dict["NAME"])))) as source, closing(_sqlite(to)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
    with closing(_sqlite(to)) as copy:
        yield lambda question: copy.execute(question).fetchall()


def _sqlite(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=60)


def _add_documents(unpacked: Path) -> None:
    for path in unpacked.iterdir():
        target = documents.path_of(path.name)
        target.parent.mkdir(parents=True, exist_ok=True)
        path.replace(target)


def _put_back(dump: Path) -> None:
    connections.close_all()
    if connection.vendor != "sqlite":
        postgresql.put_back(connection.settings_dict, dump)
        return
    target = Path(str(connection.settings_dict["NAME"]))
    target.parent.mkdir(parents=True, exist_ok=True)
    # The log of the old database must not be replayed into the new one.
    with closing(_sqlite(target)) as old:
        old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for ending in ("-wal", "-shm"):
        target.with_name(target.name + ending).unlink(missing_ok=True)
    fresh = target.with_name(target.name + ".restored")
    shutil.move(dump, fresh)
    with fresh.open("rb") as file:
        os.fsync(file.fileno())
    fresh.replace(target)
    documents.sync_folder(target.parent)
