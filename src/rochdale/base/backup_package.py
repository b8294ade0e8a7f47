"""The package of a backup: a zip with the database, the documents and a list of both with each SHA-256.

The list (`manifest.json`) also says which version wrote it, which migrations it stood at and how many rows each table had: enough to
tell before a restore whether this program can read it, and after one whether everything came back. Keys it does not know are left alone,
so that an older program reads what it can.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import IO, Any

from django.db.migrations.loader import MigrationLoader

from rochdale.kernel.refusal import Refusal, Refused

FORMAT = "rochdale-backup-1"
MANIFEST = "manifest.json"
_CHUNK = 1024 * 1024


def database_name(vendor: str) -> str:
    """The name of the database inside the package."""
    return "database.sqlite3" if vendor == "sqlite" else "database.dump"


def add(package: zipfile.ZipFile, path: Path, name: str) -> str:
    """Put a file into the package; returns its SHA-256."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as source, package.open(name, "w", force_zip64=True) as target:
            for chunk in chunks(source):
                digest.update(chunk)
                target.write(chunk)
    except FileNotFoundError:
        raise Refused(Refusal("base.backup-document-missing", {"sha256": path.name})) from None
    return digest.hexdigest()


def add_manifest(package: zipfile.ZipFile, manifest: Mapping[str, object]) -> None:
    """Put the list into the package, last of all."""
    package.writestr(MANIFEST, json.dumps({"format": FORMAT, **manifest}, indent=1))


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """The package for reading. Raises `Refused` when there is none or it cannot be read."""
    if not path.is_file():
        raise Refused(Refusal("base.restore-no-file", {"file": str(path)}))
    try:
        with zipfile.ZipFile(path) as package:
            yield package
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError):
        raise Refused(Refusal("base.restore-damaged", {"part": path.name})) from None


def manifest_of(package: zipfile.ZipFile, vendor: str) -> dict[str, Any]:
    """The list. Raises `Refused` when this is no backup, or one of another kind of database."""
    try:
        manifest: dict[str, Any] = json.loads(package.read(MANIFEST))
    except (KeyError, ValueError):
        raise Refused(Refusal("base.restore-no-backup")) from None
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT or not isinstance(manifest.get("files"), dict):
        raise Refused(Refusal("base.restore-no-backup"))
    if manifest["vendor"] != vendor or database_name(vendor) not in manifest["files"]:
        raise Refused(Refusal("base.restore-other-database", {"theirs": manifest["vendor"], "ours": vendor}))
    return manifest


def check(package: zipfile.ZipFile, manifest: Mapping[str, Any]) -> None:
    """Every part is there and is what it was; nothing else is; and this program knows all that was done to its tables."""
    names = set(package.namelist()) - {MANIFEST}
    for name, sha256 in manifest["files"].items():
        is_ours = name == f"documents/{sha256}" or name == database_name(manifest["vendor"])
        if name not in names or not is_ours or sha256_in(package, name) != sha256:
            raise Refused(Refusal("base.restore-damaged", {"part": name}))
    if names - manifest["files"].keys():
        raise Refused(Refusal("base.restore-damaged", {"part": sorted(names - manifest["files"].keys())[0]}))
    unknown = {tuple(one) for one in manifest.get("migrations", [])} - known_migrations()
    if unknown:
        raise Refused(Refusal("base.restore-from-newer", {"version": manifest.get("version", "?")}))


@cache
def _on_disk() -> MigrationLoader:
    return MigrationLoader(None, ignore_no_migrations=True)


def needed_migrations() -> set[tuple[str, str]]:
    """The migrations that the tables of this program have behind them."""
    return set(_on_disk().graph.nodes)


def known_migrations() -> set[tuple[str, str]]:
    """All migrations this program has on disk, those that were joined into one included."""
    joined = {replaced for migration in _on_disk().disk_migrations.values() for replaced in migration.replaces}
    return set(_on_disk().disk_migrations) | joined


def sha256_in(package: zipfile.ZipFile, name: str) -> str:
    """Hex SHA-256 of one part."""
    with package.open(name) as part:
        return sha256_of(part)


def sha256_of(file: IO[bytes]) -> str:
    """Hex SHA-256 of what is left of an open file."""
    digest = hashlib.sha256()
    for chunk in chunks(file):
        digest.update(chunk)
    return digest.hexdigest()


def unpack(package: zipfile.ZipFile, manifest: Mapping[str, Any], work: Path) -> None:
    """Write all parts under `work`, safe from a power cut."""
    (work / "documents").mkdir()
    for name in manifest["files"]:
        with package.open(name) as part, (work / name).open("wb") as file:
            shutil.copyfileobj(part, file, _CHUNK)
            file.flush()
            os.fsync(file.fileno())


def chunks(file: IO[bytes]) -> Iterator[bytes]:
    """The file, a megabyte at a time."""
    while chunk := file.read(_CHUNK):
        yield chunk
