"""Reading the file into an empty installation: everything is checked first, then all rows come in one transaction, or none."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.db import IntegrityError, connection, models, transaction

from rochdale.base import documents, tenancy
from rochdale.base.leaving.parts import Part, finish_arrival, parts
from rochdale.base.leaving.writing import FORMAT, GUIDE, MANIFEST
from rochdale.kernel.refusal import Refusal, Refused, refuse_if

MOST_BYTES = 20 * 1024**3
"""Unpacked. A cooperative with more than this is helped by hand."""
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Arrived:
    """Who arrived, and with how much."""

    organization_id: UUID
    name: str
    rows: int
    documents: int


@dataclass(frozen=True, slots=True)
class Package:
    """An opened file whose every part was checked."""

    file: zipfile.ZipFile
    manifest: Mapping[str, Any]

    def rows_of(self, part: Part) -> list[dict[str, Any]]:
        """The rows of a part; none when the file was written before the part existed."""
        name = f"tables/{part.name}.json"
        found: list[dict[str, Any]] = json.loads(self.file.read(name)) if name in self.manifest["files"] else []
        return found

    def documents(self) -> list[str]:
        """The names of the documents, which are their hashes."""
        return [name for name in self.manifest["files"] if name.startswith("documents/")]


def arrive(path: Path, *, at: datetime) -> Arrived:
    """Read the file into this installation, in the caller's transaction. Raises `Refused`, with nothing changed, when it cannot be."""
    with tenancy.everywhere("an organization arrives where there is none yet"), _opened(path) as package:
        _check_files(package)
        _check_columns(package.manifest)
        with transaction.atomic():
            _refuse_content()
            count = sum(_bring_in(part, package.rows_of(part)) for part in parts())
            _go_on_counting()
            about = package.manifest["organization"]
            finish_arrival(UUID(about["id"]), at)
            _check_keys()
            for name in package.documents():  # last: bytes without a row would do no harm, a row without its bytes would
                documents.write(package.file.read(name))
        return Arrived(UUID(about["id"]), str(about["name"]), count, len(package.documents()))


@contextmanager
def _opened(path: Path) -> Iterator[Package]:
    if not path.is_file():
        raise Refused(Refusal("base.arrive-no-file", {"file": str(path)}))
    try:
        with zipfile.ZipFile(path) as file:
            yield Package(file, _manifest(file))
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError):
        raise Refused(Refusal("base.arrive-damaged", {"part": path.name})) from None


def _manifest(file: zipfile.ZipFile) -> Mapping[str, Any]:
    try:
        manifest = json.loads(file.read(MANIFEST))
        is_known = manifest["format"] == FORMAT and isinstance(manifest["files"], dict)
        UUID(manifest["organization"]["id"])
    except (KeyError, ValueError, TypeError, AttributeError):
        is_known = False
    if not is_known:
        raise Refused(Refusal("base.arrive-no-export"))
    found: Mapping[str, Any] = manifest
    return found


def _check_files(package: Package) -> None:
    """Every part is there and is what it was; nothing else is. Sizes are looked at before anything is unpacked."""
    listed = package.manifest["files"]
    names = [info.filename for info in package.file.infolist()]
    strange = sorted((set(names) ^ {*listed, MANIFEST}) | {name for name in names if names.count(name) > 1})
    if strange:
        raise Refused(Refusal("base.arrive-damaged", {"part": strange[0]}))
    if sum(info.file_size for info in package.file.infolist()) > MOST_BYTES:
        raise Refused(Refusal("base.arrive-too-large", {"most_gb": MOST_BYTES // 1024**3}))
    for name, about in listed.items():
        is_document = name == f"documents/{about['sha256']}"
        if not (is_document or name.startswith("tables/") or name == GUIDE) or _sha256_in(package.file, name) != about["sha256"]:
            raise Refused(Refusal("base.arrive-damaged", {"part": name}))


def _sha256_in(file: zipfile.ZipFile, name: str) -> str:
    with file.open(name) as part:
        return hashlib.file_digest(part, "sha256").hexdigest()  # type: ignore[arg-type]  # an open part reads like a file


def _check_columns(manifest: Mapping[str, Any]) -> None:
    """A file of a newer version holds what is not known here; one of an older version may lack what has a usual value."""
    known = {part.label: {column.attname: column for column in part.columns} for part in parts()}
    for about in manifest["files"].values():
        if "part" not in about:
            continue
        ours = known.get(about["part"])
        if ours is None or about["columns"].keys() - ours.keys():
            raise Refused(Refusal("base.arrive-newer", {"part": about["part"], "version": manifest.get("version", "")}))
        missing = [column for name, column in ours.items() if name not in about["columns"] and not _has_usual_value(column)]
        if missing:
            raise Refused(Refusal("base.arrive-older", {"part": about["part"], "column": missing[0].name}))


def _has_usual_value(column: models.Field[Any, Any]) -> bool:
    return column.null or column.has_default() or (column.blank and column.empty_strings_allowed)


def _refuse_content() -> None:
    for part in parts():
        rows = part.model._default_manager.count()
        refuse_if([Refusal("base.arrive-not-empty", {"rows": rows, "table": part.name})] if rows else [])


def _bring_in(part: Part, rows: list[dict[str, Any]]) -> int:
    remaining = iter(rows)
    try:
        while some := [_instance(part, row) for row in islice(remaining, _AT_ONCE)]:
            with transaction.atomic():
                part.model._default_manager.bulk_create(some)
    except (ValidationError, ValueError, TypeError, IntegrityError) as trouble:
        raise Refused(Refusal("base.arrive-does-not-fit", {"table": part.name})) from trouble
    return len(rows)


def _instance(part: Part, row: dict[str, Any]) -> models.Model:
    columns = {column.attname: column for column in part.columns}
    values = {name: value if isinstance(columns[name], models.JSONField) else columns[name].to_python(value) for name, value in row.items()}
    for name, fresh in part.leaves_out.items():
        values[part.model._meta.get_field(name).attname] = fresh()  # type: ignore[union-attr]  # only columns are left out
    return part.model(**values)


def _check_keys() -> None:
    """Every key finds its row before anybody is told that all went well."""
    try:
        connection.check_constraints()
    except IntegrityError as trouble:
        raise Refused(Refusal("base.arrive-does-not-fit", {"table": "keys"})) from trouble


def _go_on_counting() -> None:
    """Tables that count their rows go on after the last one that arrived."""
    for statement in connection.ops.sequence_reset_sql(no_style(), [part.model for part in parts()]):
        with connection.cursor() as cursor:
            cursor.execute(statement)
