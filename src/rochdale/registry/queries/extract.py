"""Everything public of many entities, a batch at a time: for files to take away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from uuid import UUID

from django.db.models import Q

from rochdale.registry.models import EntityNow, EntityTie, NameKind, RegisterName
from rochdale.registry.queries.public import Asked, narrowed
from rochdale.registry.queries.tiers import ended_on
from rochdale.registry.rules.ledger import Status
from rochdale.registry.rules.linked import Held, Membership, Public, Succession
from rochdale.registry.rules.packs import shipped

AT_ONCE = 1_000
_Names = Mapping[UUID, Sequence[RegisterName]]


def public_of(entity_id: UUID) -> Public | None:
    """What is public of one entity; None where nothing is registered under that id."""
    rows = list(EntityNow.objects.select_related("entity").filter(pk=entity_id))
    return next(_told(rows), None)


def extract(asked: Asked) -> Iterator[Public]:
    """All entities with that place, form, status and office, from place to place. The text is not looked at."""
    rows = narrowed(asked).iterator(chunk_size=AT_ONCE)
    while batch := list(islice(rows, AT_ONCE)):
        yield from _told(batch)


def _told(rows: Sequence[EntityNow]) -> Iterator[Public]:
    ids = [row.entity_id for row in rows]
    kinds = (NameKind.FORMER, NameKind.NUMBER)
    former = defaultdict[UUID, list[RegisterName]](list)
    for name in RegisterName.objects.filter(entity_id__in=ids, kind__in=kinds, until_on__isnull=False).order_by("from_on", "id"):
        former[name.entity_id].append(name)
    same = defaultdict[UUID, list[str]](list)
    for entity_id, stays in EntityNow.objects.filter(same_as__in=ids).order_by("entity_id").values_list("entity_id", "same_as"):
        same[stays].append(str(entity_id))
    ended = ended_on({row.entity_id for row in rows if row.status == Status.DISSOLVED})
    unions, went = _unions(ids), _successions(ids)
    for row in rows:
        one = row.entity_id
        told = _public(row, former, ended.get(one))
        yield replace(told, replaces=tuple(same[one]), belongs_to=tuple(unions.get(one, ())), successions=tuple(went.get(one, ())))


def _unions(ids: Sequence[UUID]) -> dict[UUID, list[Membership]]:
    """What each belongs to and belonged to; a union that is dissolved has no members any more."""
    ties = list(EntityTie.objects.filter(entity_id__in=ids, kind="apexes", from_on__isnull=False).order_by("from_on", "id"))
    ended, found = ended_on({tie.other for tie in ties}), defaultdict[UUID, list[Membership]](list)
    for tie in ties:
        if tie.from_on:
            until = min((day for day in (tie.until_on, ended.get(tie.other)) if day), default=None)
            found[tie.entity_id].append(Membership(str(tie.other), tie.from_on, until))
    return found


def _successions(ids: Sequence[UUID]) -> dict[UUID, list[Succession]]:
    """What each came from and went into."""
    found = defaultdict[UUID, list[Succession]](list)
    ties = EntityTie.objects.filter(Q(entity_id__in=ids) | Q(other__in=ids), kind="successors", from_on__isnull=False)
    for tie in ties.order_by("from_on", "id"):
        for side in {tie.entity_id, tie.other} & set(ids):
            if tie.from_on:
                found[side].append(Succession(str(tie.entity_id), str(tie.other), tie.from_on))
    return found


def _public(row: EntityNow, former: _Names, ended: date | None) -> Public:
    seat, country = row.state.get("seat") or {}, row.entity.country
    past = {
        kind: tuple(Held(name.name, name.from_on, name.until_on) for name in former.get(row.entity_id, ()) if name.kind == kind)
        for kind in (NameKind.FORMER, NameKind.NUMBER)
    }
    return Public(
        id=str(row.entity_id), name=row.name, number=row.number, form=row.form, status=row.status, country=country, place_code=row.place,
        place=tuple(str(name) for name in seat.get("names", [])), office=row.office, law=row.pack, since_on=row.since_on, ended_on=ended,
        acronym=row.acronym, activities=tuple(str(one) for one in row.state.get("activities", [])),
        former_names=past[NameKind.FORMER], former_numbers=past[NameKind.NUMBER], form_names=_form_names(row.form, country),
        replaced_by=str(row.same_as_id or ""),
    )  # fmt: skip


def _form_names(code: str, country: str) -> Mapping[str, str]:
    return next((form.names for pack in shipped() if country in pack.countries for form in pack.forms if form.code == code), {})
