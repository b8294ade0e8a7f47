"""Standing, reckoned from the rows of the register: the law of an entity, what it owes, and the projection that lists are made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from rochdale.registry.models import ActsFor, Entity, EntityNow, GrantedExtension, RegisterOffice, StandingNow, WarningEntry
from rochdale.registry.projection import filings_of
from rochdale.registry.queries.offices import office_of_seat
from rochdale.registry.rules.applying import Question, which_pack
from rochdale.registry.rules.deadlines import counting_of
from rochdale.registry.rules.ledger import Filed, Kind, moments
from rochdale.registry.rules.pack import Pack
from rochdale.registry.rules.packs import shipped
from rochdale.registry.rules.standing import (
    EntityFacts,
    Extension,
    Owed,
    StandingFound,
    ends_in,
    holds_until,
    kept_in,
    owed,
    standing,
    years_from,
)
from rochdale.registry.rules.warnings import EntryState
from rochdale.registry.settled import settled

NO_LAW = Pack("", "", "", "")
"""Where nobody knows the law, nothing is owed."""


@dataclass(frozen=True, slots=True)
class Account:
    """An entity as permissions ask for it: the organization that acts for it, and the office whose register it stands in."""

    entity_id: UUID
    organization_id: UUID | None
    office: RegisterOffice | None


@dataclass(frozen=True, slots=True)
class EntityStanding:
    """Where an entity stands on a day, by which law, and everything it owes of the years that have ended."""

    now: EntityNow
    on: date
    pack: Pack | None
    facts: EntityFacts
    found: StandingFound
    owed: Sequence[Owed]


def account_of(entity_id: UUID) -> Account | None:
    """Who may act for an entity, and where; None where there is no such entity."""
    now = EntityNow.objects.select_related("entity").filter(pk=entity_id).first()
    if now is None:
        return None
    acting = ActsFor.objects.filter(entity_id=entity_id, until_on=None).first()
    return Account(entity_id, acting.organization_id if acting else None, office_of_entity(now))


def office_of_entity(now: EntityNow) -> RegisterOffice | None:
    """The office that its filings name, else the one whose territory holds its seat."""
    row = RegisterOffice.objects.filter(country=now.entity.country, code=now.office, until_on=None).first()
    return row or office_of_seat(now.entity.country, now.place, date.max)


def law_of_entity(now: EntityNow, on: date) -> Pack | None:
    """The law under which it stands on a day; None while nobody knows one, or several might be."""
    question = Question(now.entity.country, on, now.form, "ANNUAL_FILE", now.pack.partition("@")[0])
    found = which_pack(shipped(), question, settled=settled())
    return found.pack or (found.packs[0] if len(found.packs) == 1 else None)


def standing_of(entity_id: UUID, on: date) -> EntityStanding | None:
    """Where one entity stands on a day; None where there is no such entity."""
    return next(iter(standings([entity_id], on)), None)


def standings(entity_ids: Collection[UUID], on: date) -> list[EntityStanding]:
    """Where entities stand on a day, by their ids. An entry that is merged into another has no standing of its own."""
    rows = list(EntityNow.objects.filter(pk__in=entity_ids, same_as=None).select_related("entity").order_by("entity_id"))
    filed, more = dict(filings_of(set(entity_ids))), defaultdict[UUID, list[Extension]](list)
    for extension in GrantedExtension.objects.filter(entity_id__in=entity_ids).order_by("id"):
        more[extension.entity_id].append(extension.facts())
    rows_referred = WarningEntry.objects.filter(entity_id__in=entity_ids, state=EntryState.REFERRED.value).order_by("ended_on")
    referred = dict(rows_referred.values_list("entity_id", "ended_on"))
    laws: dict[tuple[str, str, str], Pack | None] = {}
    found = []
    for row in rows:
        key = (row.entity.country, row.form, row.pack)
        if key not in laws:
            laws[key] = law_of_entity(row, on)
        found.append(_standing(row, on, laws[key], filed[row.entity_id], more[row.entity_id], referred.get(row.entity_id)))
    return found


def _standing(
    row: EntityNow, on: date, pack: Pack | None, filed: Sequence[Filed], more: Sequence[Extension], referred: date | None
) -> EntityStanding:
    law = pack or NO_LAW
    facts = replace(_facts(row, law, filed, more), in_dissolution_on=referred)
    counting = counting_of(law)
    found = standing(law, facts, at=on, counting=counting)
    return EntityStanding(row, on, pack, facts, found, owed(law, facts, at=on, counting=counting))


def _facts(row: EntityNow, law: Pack, filed: Sequence[Filed], more: Sequence[Extension]) -> EntityFacts:
    found = moments(filed)
    ends = ends_in(found)
    is_historic = min(filed, key=lambda one: (one.recorded_at, one.id)).kind is Kind.HISTORIC
    return EntityFacts(
        form=row.form, registered_on=years_from(found, law) or row.since_on, kept=kept_in(filed), extensions=tuple(more),
        known_from=row.entity.at.date() if is_historic else None, liquidation_on=ends.liquidation_on,
        dissolved_on=ends.dissolved_on, restored_on=ends.restored_on,
    )  # fmt: skip


def refresh_standing(entity_ids: Iterable[UUID], today: date) -> None:
    """Make the projection of these entities anew, in the caller's transaction."""
    ids = list(entity_ids)
    StandingNow.objects.filter(entity_id__in=ids, entity__now__same_as__isnull=False).delete()
    rows = [
        StandingNow(
            entity_id=one.now.entity_id, country=one.now.entity.country, office=one.now.office, name=one.now.name,
            standing=one.found.standing.value, since_on=one.found.since,
            overdue=[
                {"obligation": row.obligation, "period": str(row.period), "since": str(row.since(today))} for row in one.found.overdue
            ],
            holds_until=holds_until(one.facts, one.owed, at=today),
        )
        for one in standings(ids, today)
    ]  # fmt: skip
    columns = [field.name for field in StandingNow._meta.concrete_fields if not field.primary_key]
    StandingNow.objects.bulk_create(rows, update_conflicts=True, unique_fields=["entity"], update_fields=columns)


def reckon_anew(today: date, most: int) -> int:
    """Bring up to date what the day has changed, and what was never reckoned, at most so many. Returns how many."""
    old = StandingNow.objects.filter(holds_until__lt=today).order_by("holds_until", "entity_id")
    ids = list(old.values_list("entity_id", flat=True)[:most])
    new = Entity.objects.filter(standing=None, now__isnull=False, now__same_as=None).order_by("id")
    ids += list(new.values_list("id", flat=True)[: most - len(ids)])
    refresh_standing(ids, today)
    return len(ids)
