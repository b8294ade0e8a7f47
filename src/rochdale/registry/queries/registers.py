"""Which entity of an office a row of a brought register is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max

from rochdale.kernel.guess import folded
from rochdale.kernel.refusal import Refusal
from rochdale.registry.models import EntityNow, Filing

AT_ONCE = 5_000
Row = Mapping[str, Any]


def entities_of(office: str, rows: Sequence[Row]) -> dict[str, UUID]:
    """By `source` of a row, the entity that it tells of; nothing where it is a new one. `rows` are the whole file.

    An entity that the office has from another row of this file is never taken for a second one: two rows of one register are two entities,
    however alike. Else one with the same number is taken, or one with the same name at the same place, where there is exactly one.
    """
    sources = {row["source"] for row in rows}
    from_file = _of_sources(office, sources)
    taken = set(from_file.values())
    others = [row for row in rows if row["source"] not in from_file]
    numbers, names = _numbers(office, taken), _names(office, taken) if others else {}
    for row in others:
        same = numbers.get(row.get("number") or "", []) or names.get(_key(row["name"], row["seat"]["code"]), [])
        if len(same) == 1 and same[0] not in taken:
            from_file[row["source"]] = same[0]
            taken.add(same[0])
    return from_file


def _of_sources(office: str, sources: set[str]) -> dict[str, UUID]:
    rows = Filing.objects.filter(office=office).exclude(source="").order_by("recorded_at", "id").values_list("source", "entity_id")
    return {source: entity_id for source, entity_id in rows.iterator(AT_ONCE) if source in sources}


def _numbers(office: str, taken: set[UUID]) -> dict[str, list[UUID]]:
    found = defaultdict[str, list[UUID]](list)
    rows = EntityNow.objects.filter(office=office).exclude(number="").order_by("entity_id").values_list("number", "entity_id")
    for number, entity_id in rows.iterator(AT_ONCE):
        if entity_id not in taken:
            found[number].append(entity_id)
    return found


def _names(office: str, taken: set[UUID]) -> dict[tuple[str, str], list[UUID]]:
    found = defaultdict[tuple[str, str], list[UUID]](list)
    rows = EntityNow.objects.filter(office=office).order_by("entity_id").values_list("name", "place", "entity_id")
    for name, place, entity_id in rows.iterator(AT_ONCE):
        if entity_id not in taken:
            found[_key(name, place)].append(entity_id)
    return found


def refusals_for_day(office: str, layout: str, as_of: date) -> list[Refusal]:
    """A register older than what was brought by this layout before is refused: what it says would stand above nothing, yet count today."""
    rows = Filing.objects.filter(office=office, source__startswith=f"{layout}:")
    newest = rows.aggregate(newest=Max("told_on"))["newest"]
    return [Refusal("registry.older-than-brought", {"newest": newest, "as_of": as_of})] if newest and newest > as_of else []


def missing_from(office: str, layout: str, here: set[UUID]) -> list[UUID]:
    """Entities that were brought by this layout before and are not among those `here`. Nothing is done about them."""
    rows = Filing.objects.filter(office=office, source__startswith=f"{layout}:").order_by("entity_id").values_list("entity_id", flat=True)
    return sorted(set(rows.distinct()) - here)


def _key(name: str, place: str) -> tuple[str, str]:
    return folded(name), place
