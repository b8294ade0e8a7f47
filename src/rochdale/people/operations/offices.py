"""Giving and ending offices, joining and leaving unions."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.operations import operation
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.models import Affiliation, Delegation, Office, Organization, Person
from rochdale.people.permissions import may, require
from rochdale.people.queries.offices import leaders_at
from rochdale.people.rules.kinds import LEADING, Kind, OfficeName
from rochdale.people.rules.offices import (
    DeputyFacts,
    Term,
    refusals_for_affiliation,
    refusals_for_appointment,
    refusals_for_delegation,
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
    person = Person.objects.select_for_update().get(pk=person_id)
    term = Term(since_at or at, until_at)
    refuse_if(refusals_for_office(organization, office, at=at, is_outsider=is_outsider, person=person, term=term))
    row = Office.objects.create(
        id=id, person=person, organization=organization, office=office, since_at=term.since_at, until_at=term.until_at
    )
    after = {"person": person.name, "organization": organization.name, "office": office, "since": term.since_at, "until": term.until_at}
    audit.record(by=by, at=at, what="people.appoint", about=row, after=after)
    return str(row.id)


def refusals_for_office(
    organization: Organization, office: str, *, at: datetime, is_outsider: bool, person: Person | None = None, term: Term | None = None
) -> list[Refusal]:
    """Why `office` cannot be given (to `person`, when known) in the organization, from now on unless `term` says otherwise."""
    if office not in {known.value for known in OfficeName}:
        return [Refusal("people.office-is-unknown", {"office": office})]
    held = Office.objects.filter(person=person, organization=organization, office=office) if person else Office.objects.none()
    return refusals_for_appointment(
        person_is_active=person is None or person.is_active,
        kind=Kind(organization.kind),
        office=office,
        term=term or Term(at),
        held=[row.term() for row in held],
        is_outsider=is_outsider,
        has_leader=leaders_at(organization.id, at).exists(),
    )


@operation
def end_office(*, id: UUID, by: Actor, at: datetime, office_id: UUID, until_at: datetime | None = None) -> str:
    """End an office at `until_at` (default: now); its powers end the same minute. Leaders end any, a person the own ones."""
    row = Office.objects.select_for_update().select_related("organization").get(pk=office_id)
    require(by, "people.end-office", row)
    until = until_at or at
    is_last = row.office in LEADING and not leaders_at(row.organization_id, until).exclude(pk=row.pk).exists()
    refuse_if(refusals_for_ending(row.term(), until_at=until, at=at, is_last_leader=is_last))
    before, row.until_at = row.until_at, until
    row.save(update_fields=["until_at"])
    audit.record(by=by, at=at, what="people.end-office", about=row, before={"until": before}, after={"until": until})
    return str(row.id)


@operation
def delegate_office(
    *,
    id: UUID,
    by: Actor,
    at: datetime,
    office_id: UUID,
    deputy_id: UUID,
    since_at: datetime | None = None,
    until_at: datetime,
    reason: str,
) -> str:
    """An officer lets a deputy act in the officer's name for a period. Lent powers are not lent on."""
    row = Office.objects.select_for_update(of=("self",)).select_related("organization").get(pk=office_id)
    require(by, "people.delegate", row)
    if by.in_name_of_id:
        raise Refused(Refusal("people.lent-powers-are-not-lent-on", {"name": by.in_name_of_name}))
    deputy = Person.objects.select_for_update().get(pk=deputy_id)
    period = Term(since_at or at, until_at)
    facts = DeputyFacts(
        is_the_officer=row.person_id == deputy_id,
        is_active=deputy.is_active,
        is_of_the_organization=Office.objects.at(period.since_at).filter(person=deputy, organization=row.organization).exists(),
        delegated=tuple(Term(other.since_at, other.until_at) for other in row.delegations.filter(deputy=deputy)),
    )
    refuse_if(refusals_for_delegation(row.term(), office=row.office, period=period, at=at, deputy=facts))
    if not reason.strip():
        raise Refused(Refusal("people.delegation-needs-a-reason"))
    given = Delegation.objects.create(
        id=id, office=row, deputy=deputy, since_at=period.since_at, until_at=until_at, reason=" ".join(reason.split())[:300]
    )
    after = {"deputy": deputy.name, "office": row.office, "since": given.since_at, "until": given.until_at}
    audit.record(by=by, at=at, what="people.delegate-office", about=given, after=after, reason=given.reason)
    return str(given.id)


@operation
def end_delegation(*, id: UUID, by: Actor, at: datetime, delegation_id: UUID) -> str:
    """The officer, the deputy or a leader ends it now; the deputy's powers end the same minute."""
    row = Delegation.objects.select_for_update(of=("self",)).select_related("office").get(pk=delegation_id)
    require(by, "people.end-delegation", row)
    if row.until_at <= at:
        raise Refused(Refusal("people.delegation-has-ended", {"until": row.until_at.date()}))
    before = row.until_at
    # One that has not begun yet is over in the moment in which it would begin.
    row.until_at = max(at, row.since_at + _SHORTEST)
    row.save(update_fields=["until_at"])
    audit.record(by=by, at=at, what="people.end-delegation", about=row, before={"until": before}, after={"until": row.until_at})
    return str(row.id)


_SHORTEST = timedelta(microseconds=1)


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


def _unions_above(union_id: UUID) -> set[UUID]:
    """The unions a union belongs to, and theirs, as far up as it goes."""
    above: set[UUID] = set()
    level = {union_id}
    while level:
        found = Affiliation.objects.filter(member_id__in=level, until_on__isnull=True).values_list("union_id", flat=True)
        level = set(found) - above
        above |= level
    return above
