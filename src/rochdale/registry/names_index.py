"""Keeping the index of names current: whoever writes a name into the register, or a projection of it, says so here.

`index_names` is the only way in and `forget_names` the only way out. Both work on SQLite and PostgreSQL alike, in the caller's transaction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from rochdale.registry.models import NameEnding, NameKind, NamePosting, NameSlip, NameWord, RegisterName
from rochdale.registry.models.names import LONGEST
from rochdale.registry.rules.names import endings, slips, spell, words_to_find

BATCH = 5_000
"""Names that are indexed in one go."""
_PARAMETERS = 3_000
PLACES_IN_WORDS = 2
"""The narrowest places whose words find a name: its village and its canton."""


@dataclass(frozen=True, slots=True)
class NameRow:
    """One name or number of an entity, to be found from now on. `kind` is one of `NameKind`; places go from wide to narrow."""

    entity_id: UUID
    name: str
    kind: str = NameKind.PRESENT
    form: str = ""
    office: str = ""
    place: str = ""
    place_names: tuple[str, ...] = ()
    from_on: date | None = None
    until_on: date | None = None


def index_names(rows: Iterable[NameRow]) -> int:
    """Write names down and let them be found; gives how many. Whose names change is forgotten first (`forget_names`)."""
    counted, left = 0, iter(rows)
    while batch := list(islice(left, BATCH)):
        with transaction.atomic():
            counted += len(RegisterName.objects.bulk_create(made := [_row(one) for one in batch]))
            _post(made)
    return counted


def forget_names(entity_ids: Iterable[UUID]) -> None:
    """Take all names of these entities out of the register's search."""
    with transaction.atomic():
        gone = list(RegisterName.objects.filter(entity_id__in=list(entity_ids)).order_by("id"))
        words = _words_of(gone)
        known = dict(NameWord.objects.filter(word__in={word for _, _, word in words}).values_list("word", "id"))
        places = [(known[word], size, id) for id, size, word in words if word in known]
        with connection.cursor() as cursor:
            table = _table(NamePosting)
            cursor.executemany(f"DELETE FROM {table} WHERE word_id = %s AND size = %s AND name_id = %s", places)
        _count({word: -count for word, count in Counter(word for _, size, word in words if size and word in known).items()})
        RegisterName.objects.filter(id__in=[row.id for row in gone]).delete()


def rebuild_words() -> int:
    """Make the index anew from the names that are written down, as after the rule of words has changed; gives how many names."""
    with transaction.atomic():
        for model in (NamePosting, NameSlip, NameEnding, NameWord):
            model._default_manager.all().delete()
        counted, last = 0, 0
        while batch := list(RegisterName.objects.filter(id__gt=last).order_by("id")[:BATCH]):
            for row in batch:
                row.normalised, row.squeezed = _spelled(row.name)
            RegisterName.objects.bulk_update(batch, ["normalised", "squeezed"], batch_size=500)
            _post(batch)
            counted, last = counted + len(batch), batch[-1].id
    return counted


def _row(one: NameRow) -> RegisterName:
    normalised, squeezed = _spelled(one.name)
    return RegisterName(
        entity_id=one.entity_id,
        name=one.name,
        normalised=normalised,
        squeezed=squeezed,
        kind=one.kind,
        form=one.form,
        office=one.office,
        place=one.place,
        place_names=list(one.place_names),
        from_on=one.from_on,
        until_on=one.until_on,
    )


def _spelled(name: str) -> tuple[str, str]:
    spelled = spell(name)
    return spelled.normalised[:LONGEST], spelled.squeezed[:LONGEST]


def _post(rows: Sequence[RegisterName]) -> None:
    words = _words_of(rows)
    counts = Counter(word for _, size, word in words if size)
    counts.update({word: 0 for _, _, word in words})
    ids = _count(counts)
    _insert(NamePosting, ("word_id", "size", "name_id"), sorted((ids[word], size, id) for id, size, word in words))


def _words_of(rows: Iterable[RegisterName]) -> list[tuple[int, int, str]]:
    """Name, its number of words (0 where the word is of its place), word. Numbers are found as a whole and by their beginning."""
    found = []
    for row in rows:
        if row.kind == NameKind.NUMBER:
            continue
        words = words_to_find(row.name)
        size = min(len(row.normalised.split()), 99)
        found += [(row.id, size, word) for word in words]
        if row.kind == NameKind.PRESENT:
            places = {word for place in row.place_names[-PLACES_IN_WORDS:] for word in words_to_find(place)}
            found += [(row.id, 0, word) for word in places - words]
    return found


def _count(counts: Mapping[str, int]) -> dict[str, int]:
    """Add to the counts of words; new ones are written down with their slips and endings. Gives their ids.

    Always in the order of the alphabet, so that no two transactions wait for each other crosswise.
    """
    ids: dict[str, int] = {}
    new = []
    table = _table(NameWord)
    for part in _parts(sorted(counts.items()), 2):
        marks = ", ".join(["(%s, %s)"] * len(part))
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} (word, names) VALUES {marks} ON CONFLICT (word) DO UPDATE SET names = {table}.names + excluded.names"
                " RETURNING id, word, names",
                [value for pair in part for value in pair],
            )
            for id, word, names in cursor.fetchall():
                ids[word] = id
                if names == counts[word]:
                    new.append(word)
    _insert(NameSlip, ("letters", "word_id"), sorted((letters, ids[word]) for word in new for letters in slips(word)))
    _insert(NameEnding, ("letters", "word_id"), sorted((letters, ids[word]) for word in new for letters in endings(word)))
    return ids


def _insert(model: Any, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    one = "(" + ", ".join(["%s"] * len(columns)) + ")"
    for part in _parts(rows, len(columns)):
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {_table(model)} ({', '.join(columns)}) VALUES {', '.join([one] * len(part))} ON CONFLICT DO NOTHING",
                [value for row in part for value in row],
            )


def _parts(rows: Sequence[tuple[Any, ...]], width: int) -> Iterator[Sequence[tuple[Any, ...]]]:
    step = _PARAMETERS // width
    for start in range(0, len(rows), step):
        yield rows[start : start + step]


def _table(model: Any) -> str:
    return connection.ops.quote_name(model._meta.db_table)
