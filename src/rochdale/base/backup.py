"""One file that holds the whole installation: the database and the documents, each with its SHA-256, taken while the server runs.

The database is copied first and the documents after it: documents are on the disk before their rows and are never changed, so
every row of the copy finds its file. Restoring checks every hash before anything is touched, builds all of it beside what is
there, and swaps at the end.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import connection, connections

from rochdale.base import documents, postgresql
from rochdale.base.models import Document
from rochdale.base.worker import has_living_workers
from rochdale.kernel.refusal import Refusal, Refused, refuse_if

FORMAT = "rochdale-backup-1"
MANIFEST = "manifest.json"
_CHUNK = 1024 * 1024
_NO_CONTENT = ("django_", "auth_", "sqlite_", "base_cache")
"""Tables that a fresh installation fills by itself."""


def backup(to: Path) -> None:
    """Write everything into the one file `to`, which is there whole or not at all. Raises `Refused` when it cannot be written."""
    refuse_if([] if to.parent.is_dir() else [Refusal("base.backup-no-folder", {"folder": str(to.parent)})])
    with tempfile.TemporaryDirectory(dir=to.parent, prefix=".backup-") as work:
        dump = Path(work) / _database_name()
        _dump(dump)
        fresh = Path(work) / "fresh.zip"
        with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
            files = {dump.name: _add(package, dump, dump.name)}
            for sha256 in _documents_in(dump):
                path = Path(settings.MEDIA_ROOT) / sha256[:2] / sha256
                files[f"documents/{sha256}"] = _add(package, path, f"documents/{sha256}")
            package.writestr(MANIFEST, json.dumps({"format": FORMAT, "vendor": connection.vendor, "files": files}, indent=1))
        with fresh.open("rb") as file:
            os.fsync(file.fileno())
        fresh.replace(to)
        documents.sync_folder(to.parent)


def restore(from_: Path, *, force: bool = False) -> None:
    """Read everything back from the file `from_`, replacing what is there only with `force`.

    Raises `Refused`, with nothing changed, when the file is damaged or of another kind of database, when there is content
    already, or when a worker is running.
    """
    with _opened(from_) as package:
        manifest = _manifest(package)
        _check(package, manifest)
        if has_living_workers(Path(settings.VAR) / "workers"):
            raise Refused(Refusal("base.restore-while-running"))
        if not force and has_content():
            raise Refused(Refusal("base.restore-over-content"))
        place = Path(settings.VAR)
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place, prefix=".restore-") as work:
            _unpack(package, manifest, Path(work))
            # Documents first: more files than rows do no harm, a row without its file would.
            _add_documents(Path(work) / "documents")
            _put_back(Path(work) / _database_name())


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


def _database_name() -> str:
    return "database.sqlite3" if connection.vendor == "sqlite" else "database.dump"


def _dump(to: Path) -> None:
    if connection.vendor != "sqlite":
        postgresql.dump(connection.settings_dict, to)
        return
    # The online backup of SQLite: one consistent state, while others read and write.
    with closing(_sqlite(Path(str(connection.settings_dict["NAME"])))) as source, closing(_sqlite(to)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")


def _sqlite(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=60)


def _documents_in(dump: Path) -> Iterator[str]:
    """The documents that the copied database names. With PostgreSQL the rows of now, which are at least those of the copy."""
    if connection.vendor != "sqlite":
        yield from Document.objects.order_by("sha256").values_list("sha256", flat=True).distinct()
        return
    with closing(_sqlite(dump)) as copy:
        yield from (sha256 for (sha256,) in copy.execute("SELECT DISTINCT sha256 FROM base_document ORDER BY sha256"))


def _add(package: zipfile.ZipFile, path: Path, name: str) -> str:
    digest = hashlib.sha256()
    try:
        with path.open("rb") as source, package.open(name, "w", force_zip64=True) as target:
            for chunk in _chunks(source):
                digest.update(chunk)
                target.write(chunk)
    except FileNotFoundError:
        raise Refused(Refusal("base.backup-document-missing", {"sha256": path.name})) from None
    return digest.hexdigest()


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK):
        yield chunk


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    if not path.is_file():
        raise Refused(Refusal("base.restore-no-file", {"file": str(path)}))
    try:
        with zipfile.ZipFile(path) as package:
            yield package
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError):
        raise Refused(Refusal("base.restore-damaged", {"part": path.name})) from None


def _manifest(package: zipfile.ZipFile) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads(package.read(MANIFEST))
    except (KeyError, ValueError):
        raise Refused(Refusal("base.restore-no-backup")) from None
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT or not isinstance(manifest.get("files"), dict):
        raise Refused(Refusal("base.restore-no-backup"))
    if manifest["vendor"] != connection.vendor or _database_name() not in manifest["files"]:
        raise Refused(Refusal("base.restore-other-database", {"theirs": manifest["vendor"], "ours": connection.vendor}))
    return manifest


def _check(package: zipfile.ZipFile, manifest: dict[str, Any]) -> None:
    """Every part is there and is what it was; nothing else is."""
    names = set(package.namelist()) - {MANIFEST}
    for name, sha256 in manifest["files"].items():
        is_document = name == f"documents/{sha256}"
        if name not in names or not (is_document or name == _database_name()) or _sha256_in(package, name) != sha256:
            raise Refused(Refusal("base.restore-damaged", {"part": name}))
    if names - manifest["files"].keys():
        raise Refused(Refusal("base.restore-damaged", {"part": sorted(names - manifest["files"].keys())[0]}))


def _sha256_in(package: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    with package.open(name) as part:
        for chunk in _chunks(part):
            digest.update(chunk)
    return digest.hexdigest()


def _unpack(package: zipfile.ZipFile, manifest: dict[str, Any], work: Path) -> None:
    (work / "documents").mkdir()
    for name in manifest["files"]:
        with package.open(name) as part, (work / name).open("wb") as file:
            shutil.copyfileobj(part, file, _CHUNK)
            file.flush()
            os.fsync(file.fileno())


def _add_documents(unpacked: Path) -> None:
    for path in unpacked.iterdir():
        target = Path(settings.MEDIA_ROOT) / path.name[:2] / path.name
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
