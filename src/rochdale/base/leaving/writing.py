"""Writing the file: tables first, as they were in one moment, then the documents, then the list of all with their hashes."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django.db import connection, transaction

from rochdale import __version__
from rochdale.base import documents, tenancy
from rochdale.base.leaving.cells import cell, type_of, written
from rochdale.base.leaving.collecting import Gathering, Row
from rochdale.base.leaving.parts import Part, Scope, parts

FORMAT = "rochdale-export-1"
MANIFEST = "manifest.json"
GUIDE = "read-me.txt"
DOCUMENTS = "base.Document"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_CHUNK = 1024**2

Progress = Callable[[int, int], None]
"""Told after each step: how many are done, how many there are."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written."""

    path: Path
    sha256: str
    size_bytes: int
    rows: int


def write(to: Path, scope: Scope, *, name: str, progress: Progress = lambda done, total: None) -> Written:
    """Write everything that belongs to the organization called `name` into the one file `to`, which is there whole or not at all."""
    to.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=to.parent, prefix=".export-") as beside:
        fresh = Path(beside) / "fresh.zip"
        with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
            files = _write_tables(package, scope, Path(beside))
            hashes = sorted({row["sha256"] for row in _rows_in(package, files)})
            for done, sha256 in enumerate(hashes):
                progress(done, len(hashes))
                files[f"documents/{sha256}"] = _add(package, f"documents/{sha256}", documents.path_of(sha256).open("rb"))
            progress(len(hashes), len(hashes))
            files[GUIDE] = _add(package, GUIDE, io.BytesIO(_guide(name).encode()))
            _put(package, MANIFEST, json.dumps(_manifest(scope, name, files), indent=1, ensure_ascii=False).encode())
        fresh.chmod(0o600)
        with fresh.open("rb") as file:
            os.fsync(file.fileno())
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        fresh.replace(to)
    documents.sync_folder(to.parent)
    return Written(to, digest, to.stat().st_size, sum(about.get("rows", 0) for about in files.values()))


def _write_tables(package: zipfile.ZipFile, scope: Scope, beside: Path) -> dict[str, dict[str, Any]]:
    files: dict[str, dict[str, Any]] = {}
    with _one_moment(), tenancy.within(scope.organization_id):
        gathering = Gathering(scope)
        for part in parts():
            files |= _write_table(package, part, gathering.rows(part), beside)
    return files


@contextmanager
def _one_moment() -> Iterator[None]:
    """All tables as they were in one moment, whatever others write meanwhile."""
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _write_table(package: zipfile.ZipFile, part: Part, rows: Iterator[Row], beside: Path) -> dict[str, dict[str, Any]]:
    """Both forms of one table, row by row: a table need not fit into memory."""
    count = 0
    as_json, as_csv = beside / "table.json", beside / "table.csv"
    with as_json.open("w", encoding="utf-8") as lines, as_csv.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file)
        table.writerow([column.attname for column in part.columns])
        lines.write("[")
        for row in rows:
            table.writerow([cell(column, row[column.attname]) for column in part.columns])
            lines.write((",\n" if count else "\n") + json_line(part, row))
            count += 1
        lines.write("\n]\n")
    columns = {column.attname: type_of(column) for column in part.columns}
    about = {"part": part.label, "rows": count, "columns": columns}
    json_name, csv_name = f"tables/{part.name}.json", f"tables/{part.name}.csv"
    return {json_name: _add(package, json_name, as_json.open("rb")) | about, csv_name: _add(package, csv_name, as_csv.open("rb"))}


def json_line(part: Part, row: Row) -> str:
    """One row as a JSON object on a line of its own, columns in the order of the table."""
    return "{" + ", ".join(f'"{column.attname}": {written(row[column.attname])}' for column in part.columns) + "}"


def _rows_in(package: zipfile.ZipFile, files: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of the table of documents, just written."""
    name = next((name for name, about in files.items() if about.get("part") == DOCUMENTS), None)
    rows: list[dict[str, Any]] = json.loads(package.read(name)) if name else []
    return rows


def _add(package: zipfile.ZipFile, name: str, source: IO[bytes]) -> dict[str, Any]:
    digest, size = hashlib.sha256(), 0
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    with source, package.open(info, "w", force_zip64=True) as target:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
            target.write(chunk)
    return {"sha256": digest.hexdigest(), "bytes": size}


def _put(package: zipfile.ZipFile, name: str, content: bytes) -> None:
    package.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)


def _manifest(scope: Scope, name: str, files: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": __version__,
        "organization": {"id": str(scope.organization_id), "name": name},
        "at": scope.at.isoformat(timespec="seconds"),
        "files": files,
    }


def _guide(name: str) -> str:
    """What lies in the file, in plain English; the manual says it in full."""
    lines = [
        f"Everything that belongs to {name} in Rochdale.",
        "",
        "manifest.json         every file with its SHA-256, the columns of each table and their types",
        "tables/*.json         the tables, for machines: this is what `rochdale arrive` reads",
        "tables/*.csv          the same tables, for spreadsheets",
        "documents/            files that were brought or printed, each called by its SHA-256; base.document says their names",
        "",
        "A CSV cell that begins with ' is text; take one ' away. An empty cell is nothing.",
        "Passwords, PINs, codes and keys are not in here. The manual: docs/reference/export.md.",
        "",
    ]
    lines += [f"{part.name:<28}{part.says}" for part in parts()]
    return "\n".join(lines) + "\n"
