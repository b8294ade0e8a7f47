"""What an approved dossier files: about whom it is, and about the others that it ties to it, all in the caller's transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from rochdale.base.actor import Actor
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.registry.judging_dossiers import CONTINUES
from rochdale.registry.models import Dossier, Entity, Filing
from rochdale.registry.operations.offices import issue_number
from rochdale.registry.permissions import require_office
from rochdale.registry.projection import filings_of
from rochdale.registry.queries.tiers import locked_above
from rochdale.registry.rules.answers import LIGHT, entities_told, membership_said, officers_said, rows_of, said, says_of_change
from rochdale.registry.rules.ledger import Kind, Status, refusals_for_filing
from rochdale.registry.rules.numbers import filled, series_in
from rochdale.registry.rules.pack import Pack
from rochdale.registry.rules.places import place_code
from rochdale.registry.rules.tiers import refusals_for_leaving
from rochdale.registry.tying import refuse_joining

NUMBERS_APART = ";"
"""Between the numbers that the office writes for several new ones."""
TIES = frozenset({Kind.AFFILIATE, Kind.LEAVE})


def number_for(row: Dossier, pack: Pack, entity: Entity, at: datetime, id: UUID, form: str = "") -> str:
    """By the template of the law, or by the one for demonstrations where nobody has read it."""
    assert row.office is not None
    template = pack.number.used
    if not template:
        raise Refused(Refusal("registry.number-to-be-written", {"law": pack.called or pack.id}))
    scope = f"{row.country}:{pack.id}"
    found = issue_number(row.office, entity, id=uuid5(id, "number"), scope=scope, series=series_in(template), at=at)
    place = row.office.number_code or row.office.code
    code = pack.number.class_map.get(form or row.form, form or row.form)
    return filled(template, {"region": place, "province": place, "class": code, "yy": f"{at:%y}", "yyyy": at.year, **found})


@dataclass(frozen=True, slots=True)
class Done:
    """What an approval filed: about whom, under which number ("" where it stays), and everybody whose ledger has a new filing."""

    entity: Entity
    number: str
    filing: Filing
    touched: frozenset[UUID]


def file_dossier(row: Dossier, pack: Pack, number: str, *, by: Actor, at: datetime, id: UUID) -> Done:
    """What an approved dossier files. `number`: as the office writes it; "" where the law's template gives one."""
    if row.kind in MERGERS:
        return MERGERS[row.kind](row, pack, number, by=by, at=at, id=id)
    entity = row.entity or Entity.objects.create(id=uuid5(id, "entity"), country=row.country, at=at)
    if Kind(row.kind) in TIES:
        return Done(entity, "", _tie(row, entity, by=by, at=at, id=id), frozenset({entity.id}))
    if Kind(row.kind).name in LIGHT:
        says = says_of_change(Kind(row.kind).name, row.answers, entity.now.state)
        return Done(entity, "", write_filing(row, entity, says, by=by, at=at, id=id), frozenset({entity.id}))
    number = number or number_for(row, pack, entity, at, id)
    filing = write_filing(row, entity, _registered(row, pack, number), by=by, at=at, id=id)
    return Done(entity, number, filing, frozenset({entity.id, *_take_in_founders(row, entity, by=by, at=at, id=id)}))


def _registered(row: Dossier, pack: Pack, number: str) -> dict[str, Any]:
    assert row.office is not None
    answers = row.answers
    decided = row.office_says.get("asked", {}).get(CONTINUES, "").strip()
    return {
        "form": row.form, "name": row.name, "acronym": said(answers, "name", "acronym") or "", "number": number, "office": row.office.code,
        "seat": answers["seat"], "object": said(answers, "purpose", "object") or "", "pack": pack.ref, "status": Status.REGISTERED.value,
        "officers": officers_said(answers), **({"same_person": decided} if decided else {}),
        "members": len(rows_of(answers, "founders")) or int(said(answers, "parties", "members") or 0),
    }  # fmt: skip


def _tie(row: Dossier, entity: Entity, *, by: Actor, at: datetime, id: UUID) -> Filing:
    """Joined or left: it counts from the day on which the two did it, which the register merely records."""
    told = row.answers["apex"]
    apex, on = UUID(told["entity"]), date.fromisoformat(told["on"])
    if on > at.date():
        raise Refused(Refusal("registry.tie-in-the-future", {"on": on}))
    if Kind(row.kind) is Kind.AFFILIATE:
        refuse_joining(entity.id, apex, on=on)
    else:
        refuse_if(refusals_for_leaving(apex, locked_above(entity.id, apex)[entity.id], on=on))
    says = says_of_change(Kind(row.kind).name, row.answers, {})
    return write_filing(row, entity, says, legal_on=on, by=by, at=at, id=id)


def _take_in_founders(row: Dossier, union: Entity, *, by: Actor, at: datetime, id: UUID) -> set[UUID]:
    """Each founder of a union that stands in the register belongs to it from the union's first day on."""
    found = set[UUID]()
    for one in entities_told(row.answers):
        member = Entity.objects.get(pk=one["entity"])
        refuse_joining(member.id, union.id, on=at.date())
        says = {"apexes": {str(union.id): membership_said(one, row.name)}}
        write_filing(row, member, says, kind=Kind.AFFILIATE, by=by, at=at, id=uuid5(id, str(member.id)))
        found.add(member.id)
    return found


def write_filing(
    row: Dossier, entity: Entity, says: Mapping[str, Any], *, kind: Kind | None = None, legal_on: date | None = None, by: Actor,
    at: datetime, id: UUID,
) -> Filing:  # fmt: skip
    """One filing by a dossier: of its own kind and from today on, unless another kind or day is given."""
    assert row.office is not None
    filing = Filing(
        id=uuid5(id, "filing"), entity=entity, kind=(kind or Kind(row.kind)).value, legal_on=legal_on or at.date(), recorded_at=at,
        office=row.office.code, says=dict(says), source=f"dossier:{row.id}", by_id=by.id, by_name=by.name,
    )  # fmt: skip
    before = [one for _entity, filings in filings_of({entity.id}) for one in filings]
    refuse_if(refusals_for_filing(filing.facts(), before))
    filing.save(force_insert=True)
    return filing


def _merge(row: Dossier, pack: Pack, number: str, *, by: Actor, at: datetime, id: UUID) -> Done:
    """Several go into one of them, or into a new one. Those that went are dissolved and name the one they went into."""
    into = said(row.answers, "parties", "into")
    parties = _parties(row, [UUID(one["entity"]) for one in rows_of(row.answers, "parties")], by)
    entity = parties[UUID(into)] if into else Entity.objects.create(id=uuid5(id, "entity"), country=row.country, at=at)
    stays = bool(into) and entity.now.form == row.form
    number = entity.now.number if stays else number or number_for(row, pack, entity, at, id)
    filing = write_filing(row, entity, _registered(row, pack, number), by=by, at=at, id=id)
    went = [party for party in parties.values() if party.id != entity.id]
    for party in went:
        says = {"status": Status.DISSOLVED.value, "successors": {str(entity.id): {"name": row.name}}}
        write_filing(row, party, says, by=by, at=at, id=uuid5(id, str(party.id)))
    return Done(entity, number, filing, frozenset({entity.id, *(party.id for party in went)}))


def _divide(row: Dossier, pack: Pack, number: str, *, by: Actor, at: datetime, id: UUID) -> Done:
    """One is divided into new ones, and is dissolved unless it goes on. `number`: of the new ones, in their order."""
    assert row.entity is not None and row.office is not None
    old = _parties(row, [row.entity.id], by)[row.entity.id]
    rows, numbers = rows_of(row.answers, "parties"), [one.strip() for one in number.split(NUMBERS_APART) if one.strip()]
    if numbers and len(numbers) != len(rows):
        raise Refused(Refusal("registry.number-for-each", {"count": len(rows), "apart": NUMBERS_APART}))
    made: dict[UUID, str] = {}
    for place, one in enumerate(rows):
        entity = Entity.objects.create(id=uuid5(id, f"entity {place}"), country=row.country, at=at)
        its = numbers[place] if numbers else number_for(row, pack, entity, at, uuid5(id, f"{place}"), one["form"])
        told = {**_comes(one, old.now.state), "number": its, "office": row.office.code, "pack": pack.ref, "status": Status.REGISTERED.value}
        write_filing(row, entity, told, by=by, at=at, id=uuid5(id, f"new {place}"))
        made[entity.id] = its
    says: dict[str, Any] = {"successors": {str(other): {"name": one["name"]} for other, one in zip(made, rows, strict=True)}}
    if said(row.answers, "parties", "goes_on") == "yes":
        says["members"] = int(said(row.answers, "parties", "members_kept") or 0)
    else:
        says["status"] = Status.DISSOLVED.value
    filing = write_filing(row, old, says, by=by, at=at, id=id)
    return Done(old, f"{NUMBERS_APART} ".join(made.values()), filing, frozenset({old.id, *made}))


def _comes(one: Mapping[str, Any], old: Mapping[str, Any]) -> dict[str, Any]:
    """What a new one begins with: its seat is in the places of the old one, unless its village is another."""
    seat = old.get("seat") or {}
    names = list(seat.get("names", ()))
    if names and one.get("village"):
        names[-1] = one["village"]
        seat = {"names": names, "code": place_code(str(seat["code"]).partition("/")[0], names)}
    chair = [{"name": one["chair"], "role": "chair", "body": ""}] if one.get("chair") else []
    return {
        "form": one["form"], "name": one["name"], "object": old.get("object", ""), "members": int(one.get("members") or 0),
        **({"seat": seat} if seat else {}), "officers": chair,
    }  # fmt: skip


def _parties(row: Dossier, ids: Sequence[UUID], by: Actor) -> dict[UUID, Entity]:
    """Those that take part, locked: registered, and in a register that the deciding office keeps, or in another country's."""
    found = {one.id: one for one in Entity.objects.select_for_update().filter(pk__in=ids).order_by("id")}
    for entity in found.values():
        if entity.now.status != Status.REGISTERED.value:
            raise Refused(Refusal("registry.party-not-registered", {"name": entity.now.name}))
        if entity.country == row.country:
            require_office(by, entity.country, entity.now.office)
    return {one: found[one] for one in ids}


MERGERS: Mapping[str, Callable[..., Done]] = {Kind.MERGE.value: _merge, Kind.DIVIDE.value: _divide}
