"""Gathering the rows of an organization, closed under everything they point to."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from django.db.models import Model

from rochdale.base.leaving.cells import Value, plain
from rochdale.base.leaving.parts import Part, Scope, part_of, parts

Row = Mapping[str, Value]
_AT_ONCE = 500


class Gathering:
    """The own rows of each part, and the rows of others that they cannot do without."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.own: dict[str, set[Any]] = {}
        self.lent: dict[str, set[Any]] = {part.label: set() for part in parts()}
        for part in parts():
            self.own[part.label] = set(part.own(scope).values_list("pk", flat=True))
        for part in parts():
            for row in self._own_rows(part):
                self._follow(part, row)

    def rows(self, part: Part) -> Iterator[Row]:
        """All rows of a part as plain values, by key."""
        lent = sorted((self._row(part, found) for found in _by_keys(part, self.lent[part.label])), key=lambda row: _key(part, row))
        return heapq.merge(self._own_rows(part), lent, key=lambda row: _key(part, row))

    def _own_rows(self, part: Part) -> Iterator[Row]:
        for found in part.own(self.scope).order_by("pk").iterator(chunk_size=_AT_ONCE):
            yield self._row(part, found)

    def _row(self, part: Part, found: Model) -> Row:
        values = {column.attname: plain(column.value_from_object(found)) for column in part.columns}
        for shape in (part.trim, None if found.pk in self.own[part.label] else part.lent):
            if shape:
                values |= {name: plain(value) for name, value in shape(self.scope, found).items()}
        return values

    def _follow(self, part: Part, row: Row) -> None:
        """Note what a row points to, and what that points to."""
        for column, label in part.points_to.items():
            other = part_of(label)
            if row[column] in (None, "") or other is None:
                continue
            key = other.model._meta.pk.to_python(row[column])
            if key in self.own[label] or key in self.lent[label]:
                continue
            if not other.lends:
                raise LookupError(f"{part.label}.{column} points to a row of {label} that is not the organization's")
            for found in _by_keys(other, {key}):
                self.lent[label].add(key)
                self._follow(other, self._row(other, found))


def _key(part: Part, row: Row) -> Any:
    return row[part.model._meta.pk.attname]


def _by_keys(part: Part, keys: set[Any]) -> Iterator[Model]:
    remaining = iter(sorted(keys))
    while some := list(islice(remaining, _AT_ONCE)):
        yield from part.model._default_manager.filter(pk__in=some).order_by("pk")
