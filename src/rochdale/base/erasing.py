"""Taking a person's name out of everything, so that ledgers, contracts and the audit trail stay and still add up.

What is done follows the privacy register: printed names beside the person's id are replaced, texts and JSON that may hold a name are
searched, the rest is done by erasers that each context registers. A full name that nobody else has is replaced wherever it stands;
one that somebody else has too, or that may be a usual word, only in rows tied to the person. All of it in one transaction, or nothing.
"""

from __future__ import annotations

import csv
import json
import logging
import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Cast

from rochdale.base import backup, documents, privacy, tenancy, ticking
from rochdale.base.codes import LETTERS
from rochdale.base.erased import NOWHERE, ErasedPerson, ErasingNow
from rochdale.base.made_up import ERASED

log = logging.getLogger(__name__)
LIST = "erased-persons.csv"
"""Lies beside the documents: when an older backup is put back, this file still knows who was erased since."""
_LETTER = r"[0-9A-Za-z\u00c0-\u024f]"
"""Beside one of these, a name is part of a longer word. Lao and other scripts put no space between words."""


@dataclass(frozen=True, slots=True)
class Traces:
    """By what a person is found in the rows of others. All ids are UUIDs as text."""

    person_id: UUID
    sure: tuple[str, ...]
    """Names and contacts that are nobody else's and no usual word: replaced wherever they stand."""
    unsure: tuple[str, ...] = ()
    """Names that somebody else has too, or that may be a usual word: replaced only in rows tied to the person."""
    ids: frozenset[str] = frozenset()
    """The person's id, and those of rows that are about nobody else."""


Eraser = Callable[[Traces, str, datetime], None]
"""Gets the traces, the made-up name and the moment; empties or removes what its context keeps of the person."""

_erasers: list[Eraser] = []
_repeat: list[Callable[[UUID, str, datetime], None]] = []


def eraser(function: Eraser) -> Eraser:
    """Register what a context does when a person is erased."""
    if function not in _erasers:
        _erasers.append(function)
    return function


def repeater(function: Callable[[UUID, str, datetime], None]) -> None:
    """Register how a person is erased again after a restore, by id, made-up name and day. Must be idempotent."""
    _repeat[:] = [function]


def pseudonym_for(person_id: UUID) -> str:
    """A made-up name that nobody has yet, the same for the same person in every restored copy."""
    known = ErasedPerson.objects.filter(pk=person_id).values_list("pseudonym", flat=True).first()
    if known:
        return str(known)
    digest = sha256(person_id.bytes).digest()
    letters = "".join(LETTERS[byte % len(LETTERS)] for byte in digest)
    for length in range(4, len(letters)):
        name = ERASED % {"code": letters[:length]}
        if not ErasedPerson.objects.filter(pseudonym=name).exists():
            return name
    raise LookupError("no made-up name is left")  # 32 letters of a hash: never


@contextmanager
def names_may_change(person_id: UUID) -> Iterator[None]:
    """While this lasts, name-bearing columns of append-only tables may change. Only `erase` uses it."""
    mark = ErasingNow.objects.create(person_id=person_id, must_go_id=NOWHERE)
    yield
    ErasingNow.objects.filter(pk=mark.pk).delete()


def erase(traces: Traces, *, at: datetime) -> str:
    """Take the person out of every table, in the caller's transaction. Returns the made-up name."""
    pseudonym = pseudonym_for(traces.person_id)
    with tenancy.everywhere("a person may stand in the books of any organization"):
        with names_may_change(traces.person_id):
            for table in privacy.tables():
                _erase_in(table, traces, pseudonym)
        for function in _erasers:
            function(traces, pseudonym, at)
    transaction.on_commit(lambda: _remove_files(traces))
    ErasedPerson.objects.get_or_create(person_id=traces.person_id, defaults={"pseudonym": pseudonym, "at": at})
    transaction.on_commit(write_list)
    return pseudonym


def _remove_files(traces: Traces) -> None:
    """Letters kept for want of a mail server, and exports not yet fetched: both can be made anew, without the name."""
    for path in (Path(settings.VAR) / "mail").glob("*"):
        if any(word.encode() in path.read_bytes() for word in traces.sure):
            path.unlink(missing_ok=True)
    for path in (Path(settings.VAR) / "exports").glob("*.zip"):
        path.unlink(missing_ok=True)


def _erase_in(table: privacy.Table, traces: Traces, pseudonym: str) -> None:
    rows = privacy.model_of(table)._default_manager.all()
    for note in table.notes:
        if note.erasing is privacy.Erasing.NAME:
            _own(rows, note, traces).exclude(**{note.field: ""}).update(**{note.field: pseudonym})
        if note.erasing is privacy.Erasing.TEXT:
            _replace_in(rows, table, note.field, traces, pseudonym)


def _own(rows: QuerySet[Any], note: privacy.Note, traces: Traces) -> QuerySet[Any]:
    return rows.filter(**{note.person: str(traces.person_id)})


def _replace_in(rows: QuerySet[Any], table: privacy.Table, name: str, traces: Traces, pseudonym: str) -> None:
    """Replace the person's words in one column, row by row: only rows in which one of them stands are read."""
    rows = rows.annotate(_text=Cast(name, models.TextField()))
    for words, among in ((traces.sure, rows), (traces.unsure, rows.filter(_tied(table, traces)))):
        for key, value in list(among.filter(_holding(words)).values_list("pk", name)):
            fresh = without(value, words, pseudonym)
            if fresh != value:
                privacy.model_of(table)._default_manager.filter(pk=key).update(**{name: fresh})


def _holding(words: Sequence[str]) -> Q:
    found = Q(pk__in=[])
    for word in words:
        # SQLite keeps JSON with other letters than ASCII written as \\uXXXX.
        found |= Q(_text__contains=word) | Q(_text__contains=json.dumps(word)[1:-1])
    return found


def _tied(table: privacy.Table, traces: Traces) -> Q:
    tied = Q(pk__in=[])
    for tie in table.ties:
        tied |= Q(**{f"{tie}__in": sorted(traces.ids)})
    return tied


def without(value: Any, words: Sequence[str], pseudonym: str) -> Any:
    """Text or JSON in which every one of `words` is replaced where it stands as a word of its own."""
    if isinstance(value, str):
        for word in words:
            value = re.sub(rf"(?<!{_LETTER}){re.escape(word)}(?!{_LETTER})", pseudonym, value)
        return value
    if isinstance(value, dict):
        return {without(key, words, pseudonym): without(item, words, pseudonym) for key, item in value.items()}
    if isinstance(value, list):
        return [without(item, words, pseudonym) for item in value]
    return value


def rows_of(person: models.Model) -> frozenset[str]:
    """The ids of all rows that point to a person: an office, a device enrolled, a slip. Numbers that only count rows say too little."""
    found = {str(person.pk)}
    with tenancy.everywhere("a person may stand in the books of any organization"):
        for model in apps.get_models():
            for column in model._meta.concrete_fields:
                if column.related_model is type(person) and model._meta.managed and isinstance(model._meta.pk, models.UUIDField):
                    found |= {str(key) for key in model._default_manager.filter(**{column.name: person.pk}).values_list("pk", flat=True)}
    return frozenset(found)


def erased(ids: Collection[UUID]) -> set[UUID]:
    """Which of these persons were erased."""
    return set(ErasedPerson.objects.filter(pk__in=ids).values_list("person_id", flat=True))


def list_path() -> Path:
    """Where the list of the erased lies outside the database."""
    return Path(settings.VAR) / LIST


def list_paths() -> list[Path]:
    """Beside the documents, and beside the backups: an old backup put on a new machine meets the list there."""
    beside = Path(settings.BACKUP_FOLDER)
    return [list_path(), *([beside / LIST] if beside.is_dir() else [])]


def write_list() -> None:
    """Write who was erased into each place: ids, made-up names and days, nothing else. Lines already there stay."""
    known = read_list() | {row.person_id: (row.pseudonym, row.at) for row in ErasedPerson.objects.order_by("at", "person_id")}
    for path in list_paths():
        if _read(path) != known:
            _write(path, known)


def _write(path: Path, known: Mapping[UUID, tuple[str, datetime]]) -> None:
    fresh = path.with_name(f"{path.name}.new")
    try:
        with fresh.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows((id, name, at.isoformat()) for id, (name, at) in known.items())
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
        documents.sync_folder(path.parent)
    except OSError:
        # A stick that was pulled out: the other place has the list, and the clock tries again within the hour.
        if path == list_path():
            raise
        log.warning("the list of the erased could not be written beside the backups")


def read_list() -> dict[UUID, tuple[str, datetime]]:
    """Who was erased, as the files know it."""
    known: dict[UUID, tuple[str, datetime]] = {}
    for path in list_paths():
        known |= _read(path)
    return known


def _read(path: Path) -> dict[UUID, tuple[str, datetime]]:
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {UUID(id): (name, datetime.fromisoformat(at)) for id, name, at in csv.reader(file)}


def erase_again(at: datetime) -> None:
    """After a restore: whoever was erased after the backup was made is erased anew."""
    for id, (name, when) in read_list().items():
        ErasedPerson.objects.get_or_create(person_id=id, defaults={"pseudonym": name, "at": when})
    for id, name, when in list(ErasedPerson.objects.order_by("at", "person_id").values_list("person_id", "pseudonym", "at")):
        for function in _repeat:
            function(id, name, when)
    write_list()


def keep_list(since: datetime, until: datetime) -> None:
    """By the clock: the file says what the table says, also when the machine went off between the two."""
    write_list()


ticking.every(60, keep_list)
backup.after_restore(erase_again)
