"""The privacy register: every field of every table, how private it is, why it is there, and what becomes of it when a person is erased.

A context declares its tables in `<context>/privacy.py` (the plumbing its own in `kept.py`): `kind(...)` names what a person would
recognize ("E-mail and phone number"), `classify(...)` says of each field to which kind it belongs. A field nobody classified, and a
line for a field that has vanished, fail a test. The page "What is known about you" is made from the kinds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from django.apps import apps
from django.db.models import Model
from django.utils.functional import Promise

Text = str | Promise


class Level(StrEnum):
    """How private something is (security.md, section 7)."""

    PUBLIC = "public"
    INTERNAL = "internal"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"
    SECRET = "secret"


PRIVATE = frozenset({Level.PERSONAL, Level.SENSITIVE, Level.SECRET})
"""Levels that tell of a person, or would open a door."""


class Erasing(StrEnum):
    """What becomes of a field when the person of whom it tells is erased."""

    STAYS = "stays"
    """It tells of no person, or it must outlast the person: then its kind says why."""
    NAME = "name"
    """It holds the printed name of the person whose id stands in the field beside it: a made-up name takes its place."""
    TEXT = "text"
    """Its words, or its JSON, may hold a name: a made-up name takes its place, the rest stays."""
    TAKEN_OUT = "taken out"
    """An eraser of its context empties it or removes the row."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Data that belong together in a person's eyes."""

    code: str
    """`context.kind-of-data`; shares, looks and this register use the same."""
    title: Text
    why: Text
    """Why it is kept: one clause."""
    seen_by: Text
    """Who sees it: one or two short sentences."""
    level: Level = Level.PERSONAL
    kept: str = ""
    """Code of its period in `retention.toml`; "" for as long as the row is used."""
    outlasts: Text = ""
    """What of it stays when the person is erased, and why. Empty: nothing with a name."""
    shared_says: Text = ""
    """What others see when an organization shares this kind with them. Empty: it is never shared."""
    may_be_public: bool = False
    """Whether it can be shared with everybody."""


@dataclass(frozen=True, slots=True)
class Note:
    """What the register says of one field."""

    field: str
    level: Level
    why: Text
    kind: str = ""
    erasing: Erasing = Erasing.STAYS
    person: str = ""
    """For `Erasing.NAME`: the field that holds the person's id."""


@dataclass(frozen=True, slots=True)
class Table:
    """What the register says of one table. `ties` are the fields that tie a row to a person or to a thing of a person."""

    label: str
    notes: tuple[Note, ...]
    ties: tuple[str, ...]

    def note(self, field: str) -> Note | None:
        """What is said of a field."""
        return next((note for note in self.notes if note.field == field), None)


_kinds: dict[str, Kind] = {}
_tables: dict[str, Table] = {}


def kind(code: str, **facts: object) -> Kind:
    """Name a kind of data. A code used twice is a mistake of ours."""
    if code in _kinds:
        raise ValueError(f"two kinds of data called {code}")
    _kinds[code] = Kind(code, **facts)  # type: ignore[arg-type]  # the dataclass says which facts there are
    return _kinds[code]


def public(why: str, *fields: str) -> list[Note]:
    """Fields anybody may see."""
    return [Note(field, Level.PUBLIC, why) for field in fields]


def internal(why: str, *fields: str) -> list[Note]:
    """Fields that tell of no person and are nobody else's business."""
    return [Note(field, Level.INTERNAL, why) for field in fields]


def of(code: str, *fields: str, erasing: Erasing | None = None) -> list[Note]:
    """Fields that belong to a kind of data; what is private is taken out when the person is erased, unless said otherwise."""
    found = _kinds[code]
    usual = Erasing.TAKEN_OUT if found.level in PRIVATE else Erasing.STAYS
    return [Note(field, found.level, found.why, code, erasing or usual) for field in fields]


def named(code: str, **fields: str) -> list[Note]:
    """Printed names, each with the field that holds the person's id: `named("base.deeds", by_name="by_id")`."""
    return [replace(note, person=fields[note.field]) for note in of(code, *fields, erasing=Erasing.NAME)]


def told(code: str, *fields: str) -> list[Note]:
    """Texts and JSON in which a name may stand."""
    return of(code, *fields, erasing=Erasing.TEXT)


def kept_as_it_is(code: str, *fields: str) -> list[Note]:
    """Fields of a kind that outlast an erasure; the kind says why."""
    return of(code, *fields, erasing=Erasing.STAYS)


def classify(label: str, *notes: list[Note], ties: tuple[str, ...] = ()) -> None:
    """Say of every field of a table what it is. Raises ValueError for a table or a field that is said twice."""
    flat = tuple(note for group in notes for note in group)
    fields = [note.field for note in flat]
    if label in _tables or len(fields) != len(set(fields)):
        raise ValueError(f"classified twice: {label} {sorted(field for field in fields if fields.count(field) > 1)}")
    _tables[label] = Table(label, flat, ties)


def kinds() -> tuple[Kind, ...]:
    """All kinds of data, by code."""
    return tuple(_kinds[code] for code in sorted(_kinds))


def kind_of(code: str) -> Kind | None:
    """The kind with that code."""
    return _kinds.get(code)


def shareable() -> tuple[Kind, ...]:
    """The kinds that an organization can let others see."""
    return tuple(found for found in kinds() if found.shared_says)


def tables() -> tuple[Table, ...]:
    """All classified tables, by label."""
    return tuple(_tables[label] for label in sorted(_tables))


def model_of(table: Table) -> type[Model]:
    """The model of a classified table."""
    return apps.get_model(table.label)


def fields_of(model: type[Model]) -> list[str]:
    """The names of all columns of a model, as Django calls them."""
    return [field.name for field in model._meta.concrete_fields]


def gaps() -> Iterator[str]:
    """Fields that nobody classified, lines for what is not there, and private fields that nobody erases or explains."""
    models = {model._meta.label: model for model in apps.get_models() if model._meta.managed and not model._meta.proxy}
    for label in sorted(models.keys() | _tables.keys()):
        if label not in models:
            yield f"{label}: there is no such table"
            continue
        table = _tables.get(label)
        known = {note.field for note in table.notes} if table else set()
        fields = set(fields_of(models[label]))
        yield from (f"{label}.{field}: not classified" for field in sorted(fields - known))
        yield from (f"{label}.{field}: there is no such field" for field in sorted(known - fields))
        if table:
            yield from _unexplained(table, fields)


def _unexplained(table: Table, fields: set[str]) -> Iterator[str]:
    for note in table.notes:
        if note.level in PRIVATE and note.erasing is Erasing.STAYS and not _kinds[note.kind].outlasts:
            yield f"{table.label}.{note.field}: stays when the person is erased, and {note.kind} does not say why"
        if note.erasing is Erasing.NAME and note.person not in fields:
            yield f"{table.label}.{note.field}: {note.person} holds no id"
    yield from (f"{table.label}: {tie} ties nothing" for tie in table.ties if tie not in fields)
