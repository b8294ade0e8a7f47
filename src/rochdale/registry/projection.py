"""What entities are now, made from their filings: written after each filing, made again as a whole, compared without writing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby, islice
from uuid import UUID

from django.db import transaction

from rochdale.registry.models import Entity, EntityNow, Filing, NameKind, RegisterName
from rochdale.registry.names_index import NameRow, forget_names, index_names
from rochdale.registry.rules.ledger import Filed, Status, held, moments

AT_ONCE = 2_000


def now_of(entity_id: UUID, filings: Sequence[Filed]) -> EntityNow:
    """The row of the projection for an entity with these filings (at least one). Not saved."""
    found = moments(filings)
    state = found[-1].state
    return EntityNow(
        entity_id=entity_id,
        **{name: str(state.get(name) or "") for name in ("name", "acronym", "form", "number", "office", "pack")},
        status=str(state.get("status") or Status.REGISTERED),
        place=_code(state.get("seat")),
        state=dict(state),
        since_on=found[0].from_on,
    )


def _code(seat: object) -> str:
    return str(seat.get("code", "")) if isinstance(seat, dict) else ""


def refresh(entity_ids: Iterable[UUID]) -> None:
    """Make the projection of these entities and what they are found by again, in the caller's transaction."""
    found = dict(filings_of(set(entity_ids)))
    rows = [now_of(entity_id, filings) for entity_id, filings in found.items()]
    columns = [field.name for field in EntityNow._meta.concrete_fields if not field.primary_key]
    EntityNow.objects.bulk_create(rows, update_conflicts=True, unique_fields=["entity"], update_fields=columns)
    forget_names(found)
    index_names(name for row in rows for name in names_of(row, found[row.entity_id]))


def names_of(now: EntityNow, filings: Sequence[Filed]) -> Iterator[NameRow]:
    """Everything an entity can be found by: its names and numbers, present and past."""
    found, places = moments(filings), tuple(now.state["seat"]["names"]) if "seat" in now.state else ()
    for field, kind in (("name", NameKind.PRESENT), ("acronym", NameKind.ACRONYM), ("number", NameKind.NUMBER)):
        for one in held(found, field):
            is_past = one.until_on is not None and kind == NameKind.PRESENT
            yield NameRow(
                now.entity_id,
                one.value,
                NameKind.FORMER if is_past else kind,
                now.form,
                now.office,
                now.place,
                places,
                one.from_on,
                one.until_on,
            )


def filings_of(entity_ids: set[UUID]) -> Iterator[tuple[UUID, list[Filed]]]:
    """Each entity with its filings, in the order in which they were recorded."""
    rows = Filing.objects.filter(entity_id__in=entity_ids).order_by("entity_id", "recorded_at", "id")
    for entity_id, filings in groupby(rows, key=lambda row: row.entity_id):
        yield entity_id, [row.facts() for row in filings]


def differing(*, mend: bool) -> tuple[int, list[UUID]]:
    """How many entities there are, and those whose projection, or what they are found by, is not what their filings say.

    With `mend` it is made anew.
    """
    counted, wrong = 0, list[UUID]()
    ids = iter(Entity.objects.order_by("id").values_list("id", flat=True).iterator(AT_ONCE))
    while batch := set(islice(ids, AT_ONCE)):
        kept = {row.entity_id: row for row in EntityNow.objects.filter(entity_id__in=batch).order_by("entity_id")}
        found_by = _found_by(batch)
        here = []
        for entity_id, filings in filings_of(batch):
            made = now_of(entity_id, filings)
            names = {(one.kind, one.name, one.place, one.from_on, one.until_on) for one in names_of(made, filings)}
            if not _is_same(kept.get(entity_id), made) or found_by[entity_id] != names:
                here.append(entity_id)
        counted, wrong = counted + len(batch), wrong + here
        if mend:
            with transaction.atomic():
                refresh(here)
    return counted, wrong


def _found_by(entity_ids: set[UUID]) -> Mapping[UUID, set[tuple[str, str, str, date | None, date | None]]]:
    found = defaultdict[UUID, set[tuple[str, str, str, date | None, date | None]]](set)
    for row in RegisterName.objects.filter(entity_id__in=entity_ids).order_by("id"):
        found[row.entity_id].add((row.kind, row.name, row.place, row.from_on, row.until_on))
    return found


def _is_same(kept: EntityNow | None, made: EntityNow) -> bool:
    columns = [field.attname for field in EntityNow._meta.concrete_fields]
    return kept is not None and all(getattr(kept, column) == getattr(made, column) for column in columns)
