"""What belongs to an organization: one part for each table, registered by the context whose table it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Field, ForeignKey, Model, QuerySet

from rochdale.base import privacy


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose data, and at which moment."""

    organization_id: UUID
    at: datetime


Rows = Callable[[Scope], QuerySet[Any]]
Shape = Callable[[Scope, Any], Mapping[str, object]]
"""What stands in fields of a row that may not leave as they are. Gives the same for a row that arrived."""


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One table, as it leaves."""

    label: str
    """Of the model: "people.Office"."""
    says: str
    """What its rows are, for whoever opens the file: one English sentence."""
    own: Rows
    """The rows that belong to the organization."""
    lends: bool = False
    """Whether rows of others may come along when an own row points to them."""
    lent: Shape | None = None
    """What is taken out of such a row: all that is not the organization's to know."""
    trim: Shape | None = None
    """What is taken out of any row."""
    leaves_out: Mapping[str, Callable[[], object]] = field(default_factory=dict)
    """Columns that stay behind, with what an arriving row gets in their place."""
    needs: Mapping[str, str] = field(default_factory=dict)
    """Columns that name a row of another part without being a foreign key: column to label."""

    @property
    def model(self) -> type[Model]:
        """The model of the table."""
        return apps.get_model(self.label)

    @property
    def columns(self) -> tuple[Field[Any, Any], ...]:
        """The columns that leave, in the order of the table."""
        return _columns(self)

    @property
    def points_to(self) -> Mapping[str, str]:
        """Column (as it is called in a row) to the label of the table it points to."""
        return _points_to(self)

    @property
    def name(self) -> str:
        """As the files of the part are called: "people.office"."""
        return self.label.lower()


@cache
def _columns(part: Part) -> tuple[Field[Any, Any], ...]:
    return tuple(column for column in part.model._meta.concrete_fields if column.name not in part.leaves_out)


@cache
def _points_to(part: Part) -> Mapping[str, str]:
    keys = {column.attname: column.related_model._meta.label for column in _columns(part) if isinstance(column, ForeignKey)}
    return {**keys, **part.needs}


_parts: dict[str, Part] = {}
_after: list[Callable[[UUID, datetime], None]] = []


def part(label: str, **facts: Any) -> Part:
    """Register what of a table belongs to an organization. A table registered twice is a mistake of ours."""
    if label in _parts:
        raise ValueError(f"two parts for {label}")
    _parts[label] = Part(label, **facts)
    return _parts[label]


def parts() -> tuple[Part, ...]:
    """All parts by name."""
    return tuple(_parts[label] for label in sorted(_parts, key=str.lower))


def part_of(label: str) -> Part | None:
    """The part of a table."""
    return _parts.get(label)


def after_arrival(function: Callable[[UUID, datetime], None]) -> None:
    """Have something done, in the same transaction, once all rows are there: counters that go on where they stood."""
    if function not in _after:
        _after.append(function)


def finish_arrival(organization_id: UUID, at: datetime) -> None:
    """Do what contexts asked for."""
    for function in _after:
        function(organization_id, at)


def gaps() -> list[str]:
    """Secrets that would leave, and keys that point to a table without a part."""
    found = []
    for each in parts():
        table = next((table for table in privacy.tables() if table.label == each.label), None)
        for column in each.columns:
            note = table.note(column.name) if table else None
            if note is None or note.level is privacy.Level.SECRET:
                found.append(f"{each.label}.{column.name} is secret or not classified, and leaves")
        astray = [(column, label) for column, label in each.points_to.items() if label not in _parts]
        found += [f"{each.label}.{column} points to {label}, which has no part" for column, label in astray]
    return found
