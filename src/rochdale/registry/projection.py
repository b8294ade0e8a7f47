"""What entities are now and whom they are tied to, made from their filings: after each filing, again as a whole, compared only.

An entry that is the same as another (`PairDecision`) stays what its filings say; its names and numbers are found under the one that stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby, islice
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from rochdale.registry.models import Entity, EntityNow, EntityTie, Filing, NameKind, PairDecision, RegisterName
from rochdale.registry.names_index import NameRow, forget_names, index_names
from rochdale.registry.rules.ledger import BY_ID, Filed, Status, held, moments
from rochdale.registry.rules.tiers import named_in, ties_in
from rochdale.registry.rules.twice import Decided, merged_in

AT_ONCE = 2_000
MADE_APART = {"is_compared"}
"""Columns of the projection that filings say nothing of."""
_Tied = tuple[str, UUID, date | None, date | None]
"""Kind, the other one, from when, until when."""


def now_of(entity_id: UUID, filings: Sequence[Filed], same_as: UUID | None = None) -> EntityNow:
    """The row of the projection for an entity with these filings (at least one). Not saved. `same_as`: the entity that stays for it."""
    found = moments(filings)
    state = found[-1].state
    return EntityNow(
        entity_id=entity_id,
        **{name: str(state.get(name) or "") for name in ("name", "acronym", "form", "number", "office", "pack")},
        status=str(state.get("status") or Status.REGISTERED),
        place=_code(state.get("seat")),
        state=dict(state),
        since_on=found[0].from_on,
        same_as_id=same_as,
    )


def _code(seat: object) -> str:
    return str(seat.get("code", "")) if isinstance(seat, dict) else ""


def refresh(entity_ids: Iterable[UUID]) -> None:
    """Make the projection of these entities and what they are found by again, in the caller's transaction."""
    ids, same = with_same(set(entity_ids))
    found = dict(filings_of(ids))
    rows = [now_of(entity_id, filings, same.get(entity_id)) for entity_id, filings in found.items()]
    columns = [field.name for field in EntityNow._meta.concrete_fields if not field.primary_key]
    EntityNow.objects.bulk_create(rows, update_conflicts=True, unique_fields=["entity"], update_fields=columns)
    forget_names(found)
    index_names(name for row in rows for name in names_of(row, found[row.entity_id]))
    EntityTie.objects.filter(entity_id__in=found).delete()
    EntityTie.objects.bulk_create(
        EntityTie(entity_id=entity_id, kind=kind, other=other, from_on=since, until_on=until)
        for entity_id, filings in found.items()
        for kind, other, since, until in sorted(ties_of(filings), key=str)
    )


def ties_of(filings: Sequence[Filed]) -> set[_Tied]:
    """Every tie that the filings of an entity tell of; without days those that only a corrected one told of."""
    found, ties = moments(filings), set[_Tied]()
    for kind in BY_ID:
        known = ties_in(found, kind)
        ties |= {(kind, tie.other, tie.from_on, tie.until_on) for tie in known}
        ties |= {(kind, other, None, None) for other in named_in(filings, kind) - {tie.other for tie in known}}
    return ties


def decided_of(entity_ids: set[UUID]) -> list[Decided]:
    """All decisions about pairs with one of these, oldest first."""
    rows = PairDecision.objects.filter(Q(first_id__in=entity_ids) | Q(second_id__in=entity_ids)).order_by("first_id", "second_id", "number")
    return [row.facts() for row in rows]


def with_same(entity_ids: set[UUID]) -> tuple[set[UUID], dict[UUID, UUID]]:
    """These entities with all entries that are the same as one of them, and which one stays for which."""
    ids, same = set(entity_ids), dict[UUID, UUID]()
    while True:
        same = merged_in(decided_of(ids))
        more = {one for pair in same.items() for one in pair} - ids
        if not more:
            return ids, same
        ids |= more


def names_of(now: EntityNow, filings: Sequence[Filed]) -> Iterator[NameRow]:
    """Everything an entity can be found by: its names and numbers, present and past. Of a merged entry they lead to the one that stays."""
    found, places = moments(filings), tuple(now.state["seat"]["names"]) if "seat" in now.state else ()
    for field, kind in (("name", NameKind.PRESENT), ("acronym", NameKind.ACRONYM), ("number", NameKind.NUMBER)):
        for one in held(found, field):
            is_past = one.until_on is not None and kind == NameKind.PRESENT
            yield NameRow(
                now.same_as_id or now.entity_id,
                one.value,
                NameKind.MERGED if now.same_as_id else NameKind.FORMER if is_past else kind,
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
    """How many entities there are, and those whose projection, with names and ties, is not what their filings say.

    With `mend` it is made anew.
    """
    counted, wrong = 0, list[UUID]()
    ids = iter(Entity.objects.order_by("id").values_list("id", flat=True).iterator(AT_ONCE))
    while batch := set(islice(ids, AT_ONCE)):
        kept = {row.entity_id: row for row in EntityNow.objects.filter(entity_id__in=batch).order_by("entity_id")}
        found_by, tied, told = _found_by(batch), _tied(batch), {one: ties_of(filings) for one, filings in filings_of(batch)}
        made, names = _made(batch)
        here = [
            one
            for one in made
            if one in batch and (not _is_same(kept.get(one), made[one]) or found_by[one] != names[one] or tied[one] != told[one])
        ]
        counted, wrong = counted + len(batch), wrong + here
        if mend:
            with transaction.atomic():
                refresh(here)
    return counted, wrong


_Name = tuple[str, str, str, date | None, date | None]


def _made(entity_ids: set[UUID]) -> tuple[dict[UUID, EntityNow], Mapping[UUID, set[_Name]]]:
    """What these entities are by their filings, and by which names each should be found."""
    ids, same = with_same(entity_ids)
    made, names = dict[UUID, EntityNow](), defaultdict[UUID, set[_Name]](set)
    for entity_id, filings in filings_of(ids):
        made[entity_id] = now_of(entity_id, filings, same.get(entity_id))
        for one in names_of(made[entity_id], filings):
            names[one.entity_id].add((one.kind, one.name, one.place, one.from_on, one.until_on))
    return made, names


def _found_by(entity_ids: set[UUID]) -> Mapping[UUID, set[_Name]]:
    found = defaultdict[UUID, set[_Name]](set)
    for row in RegisterName.objects.filter(entity_id__in=entity_ids).order_by("id"):
        found[row.entity_id].add((row.kind, row.name, row.place, row.from_on, row.until_on))
    return found


def _tied(entity_ids: set[UUID]) -> Mapping[UUID, set[_Tied]]:
    found = defaultdict[UUID, set[_Tied]](set)
    for row in EntityTie.objects.filter(entity_id__in=entity_ids).order_by("id"):
        found[row.entity_id].add((row.kind, row.other, row.from_on, row.until_on))
    return found


def _is_same(kept: EntityNow | None, made: EntityNow) -> bool:
    columns = [field.attname for field in EntityNow._meta.concrete_fields if field.attname not in MADE_APART]
    return kept is not None and all(getattr(kept, column) == getattr(made, column) for column in columns)
