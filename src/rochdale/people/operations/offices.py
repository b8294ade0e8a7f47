"""Giving and ending offices, joining and leaving unions."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.operations import operation
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.models import Affiliation, Office, Organization, Person
from rochdale.people.permissions import may, require
from rochdale.people.rules.kinds import LEADING, Kind, OfficeName
from rochdale.people.rules.offices import (
    Term,
    refusals_for_affiliation,
    refusals_for_appointment,
    refusals_for_ending,
    refusals_for_leaving,
)


@operation
def appoint(
    *,
    id: UUID,
    by: Actor,
    at: datetime,
    person_id: UUID,
    organization_id: UUID,
    office: str,
    since_at: datetime | None = None,
    until_at: datetime | None = None,
) -> str:
    """Give a person an office in an organization, from `since_at` (default: now) until `until_at` (default: until ended)."""
    organization = Organization.objects.select_for_update().get(pk=organization_id)
    is_outsider = not may(by, "people.appoint", organization)
    if is_outsider:
        require(by, "people.appoint-first-leader", organization)
    if office not in {known.value for known in OfficeName}:
        raise Refused(Refusal("people.office-is-unknown", {"office": office}))
    person = Person.objects.select_for_update().get(pk=person_id)
    term = Term(since_at or at, until_at)
    held = [row.term() for row in Office.objects.filter(person=person, organization=organization, office=office)]
    refuse_if(
        refusals_for_appointment(
            person_is_active=person.is_active,
            kind=Kind(organization.kind),
            office=office,
            term=term,
            held=held,
            is_outsider=is_outsider,
            has_leader=_leaders_at(organization.id, at).exists(),
        )
    )
    row = Office.objects.create(
        id=id, person=person, organization=organization, office=office, since_at=term.since_at, until_at=term.until_at
    )
    after = {"person": person.name, "organization": organization.name, "office": office, "since": term.since_at, "until": term.until_at}
    audit.record(by=by, at=at, what="people.appoint", about=row, after=after)
    return str(row.id)


@operation
def end_office(*, id: UUID, by: Actor, at: datetime, office_id: UUID, until_at: datetime | None = None) -> str:
    """End an office at `until_at` (default: now); its powers end the same minute. Leaders end any, a person the own ones."""
    row = Office.objects.select_for_update().select_related("organization").get(pk=office_id)
    require(by, "people.end-office", row)
    until = until_at or at
    is_last = row.office in LEADING and not _leaders_at(row.organization_id, until).exclude(pk=row.pk).exists()
    refuse_if(refusals_for_ending(row.term(), until_at=until, at=at, is_last_leader=is_last))
    before, row.until_at = row.until_at, until
    row.save(update_fields=["until_at"])
    audit.record(by=by, at=at, what="people.end-office", about=row, before={"until": before}, after={"until": until})
    return str(row.id)


@operation
def affiliate(*, id: UUID, by: Actor, at: datetime, member_id: UUID, union_id: UUID, since_on: date) -> str:
    """A union admits a member organization from that day on."""
    rows = {row.id: row for row in Organization.objects.select_for_update().filter(pk__in=[member_id, union_id]).order_by("id")}
    member, union = rows[member_id], rows[union_id]
    require(by, "people.admit-members", union)
    lasting = Affiliation.objects.filter(Q(until_on__isnull=True) | Q(until_on__gt=since_on), member=member, union=union)
    refuse_if(
        refusals_for_affiliation(
            member_id=member_id,
            member_kind=Kind(member.kind),
            union_id=union_id,
            union_kind=Kind(union.kind),
            since_on=since_on,
            is_member_already=lasting.exists(),
            has_union_above=member_id in _unions_above(union_id),
        )
    )
    row = Affiliation.objects.create(id=id, member=member, union=union, since_on=since_on)
    audit.record(by=by, at=at, what="people.affiliate", about=row, after={"member": member.name, "union": union.name, "since": since_on})
    return str(row.id)


@operation
def end_affiliation(*, id: UUID, by: Actor, at: datetime, affiliation_id: UUID, until_on: date) -> str:
    """A member leaves a union, or the union lets it go; `until_on` is the first day without it."""
    row = Affiliation.objects.select_for_update().get(pk=affiliation_id)
    if not may(by, "people.admit-members", row.member_id):
        require(by, "people.admit-members", row.union_id)
    refuse_if(refusals_for_leaving(since_on=row.since_on, ended_on=row.until_on, until_on=until_on))
    row.until_on = until_on
    row.save(update_fields=["until_on"])
    audit.record(by=by, at=at, what="people.end-affiliation", about=row, before={"until": None}, after={"until": until_on})
    return str(row.id)


def _leaders_at(organization_id: UUID, at: datetime) -> QuerySet[Office]:
    return Office.objects.at(at).filter(organization_id=organization_id, office__in=LEADING, person__is_active=True)


def _unions_above(union_id: UUID) -> set[UUID]:
    """The unions a union belongs to, and theirs, as far up as it goes."""
    above: set[UUID] = set()
    level = {union_id}
    while level:
        found = Affiliation.objects.filter(member_id__in=level, until_on__isnull=True).values_list("union_id", flat=True)
        level = set(found) - above
        above |= level
    return above
