"""Questions about offices in time: who holds which where, and who deputizes for whom."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from rochdale.people.labels import office_label
from rochdale.people.models import Delegation, Office
from rochdale.people.queries.organizations import OrganizationFacts, facts_of
from rochdale.people.rules.kinds import LEADING


@dataclass(frozen=True, slots=True)
class OfficeHeld:
    """An office with who holds it, where and how long."""

    id: UUID
    office: str
    person_id: UUID
    person_name: str
    organization: OrganizationFacts
    since_at: datetime
    until_at: datetime | None

    @property
    def label(self) -> str:
        return office_label(self.office)


@dataclass(frozen=True, slots=True)
class Letterbox:
    """Where a letter to an officer goes, and in which language."""

    person_id: UUID
    name: str
    email: str
    language: str


def seen(rows: QuerySet[Office]) -> list[OfficeHeld]:
    """Rows as other contexts see them, by organization, office and person."""
    return [
        OfficeHeld(row.id, row.office, row.person_id, row.person.name, facts_of(row.organization), row.since_at, row.until_at)
        for row in rows.select_related("person", "organization").order_by(
            "organization__name", "organization_id", "office", "person__name", "id"
        )
    ]


def offices_held(person_id: UUID, at: datetime) -> list[OfficeHeld]:
    """Every office the person holds at that moment, by organization."""
    return seen(Office.objects.at(at).filter(person_id=person_id))


def leaders_at(organization_id: UUID, at: datetime) -> QuerySet[Office]:
    """The offices of those who lead the organization at that moment and can sign in."""
    return Office.objects.at(at).filter(organization_id=organization_id, office__in=LEADING, person__is_active=True)


def officers_of(organization_id: UUID, at: datetime) -> list[OfficeHeld]:
    """Who holds which office in the organization at that moment."""
    return seen(Office.objects.at(at).filter(organization_id=organization_id))


def offices_ever(organization_id: UUID) -> list[OfficeHeld]:
    """Who held which office from when to when: those of now and of before, newest first."""
    held = seen(Office.objects.filter(organization_id=organization_id))
    return sorted(held, key=lambda office: office.since_at, reverse=True)


def letterboxes(organization_id: UUID, offices: Collection[str], at: datetime) -> list[Letterbox]:
    """Those who hold one of `offices` in the organization at that moment and have an e-mail address, each once, by name."""
    rows = Office.objects.at(at).filter(organization_id=organization_id, office__in=list(offices)).exclude(person__email=None)
    found = {row.person_id: row.person for row in rows.select_related("person").order_by("person__name", "person_id", "id")}
    return [Letterbox(person.id, person.name, person.email or "", person.language) for person in found.values()]


@dataclass(frozen=True, slots=True)
class OfficerCard:
    """An office with all that lets its holder sign in elsewhere, but no secret."""

    id: UUID
    office: str
    since_at: datetime
    until_at: datetime | None
    person_id: UUID
    name: str
    email: str
    phone: str
    language: str
    is_example: bool


def cards_of(organization_id: UUID, at: datetime) -> list[OfficerCard]:
    """The offices held in the organization at that moment by people who may sign in, by id: for an installation that works for it."""
    rows = Office.objects.at(at).filter(organization_id=organization_id, person__is_active=True).select_related("person").order_by("id")
    return [_card(row) for row in rows]


def _card(row: Office) -> OfficerCard:
    who = row.person
    contacts = {"email": who.email or "", "phone": who.phone or "", "language": who.language}
    return OfficerCard(row.id, row.office, row.since_at, row.until_at, row.person_id, name=who.name, is_example=who.is_example, **contacts)


def colleagues(person_id: UUID, organization_ids: Collection[UUID], at: datetime) -> list[tuple[UUID, str]]:
    """Others who hold an office in one of the organizations, by name: those who may deputize."""
    rows = Office.objects.at(at).filter(organization_id__in=organization_ids, person__is_active=True).exclude(person_id=person_id)
    return list(rows.order_by("person__name", "person_id").values_list("person_id", "person__name").distinct())


@dataclass(frozen=True, slots=True)
class DelegationSeen:
    """A delegation in a list."""

    id: UUID
    office: str
    organization: str
    officer: str
    deputy: str
    since_at: datetime
    until_at: datetime
    reason: str
    is_over: bool


def delegations_of(person_id: UUID, at: datetime) -> Mapping[str, list[DelegationSeen]]:
    """`given`: who acts, acted or will act for the person; `taken`: for whom the person does. Newest first."""
    rows = Delegation.objects.select_related("office__organization", "office__person", "deputy").order_by("-since_at", "-id")
    given, taken = rows.filter(office__person_id=person_id)[:50], rows.filter(deputy_id=person_id)[:50]
    return {"given": [_delegation(row, at) for row in given], "taken": [_delegation(row, at) for row in taken]}


def _delegation(row: Delegation, at: datetime) -> DelegationSeen:
    office = row.office
    ends = min(row.until_at, office.until_at or row.until_at)
    return DelegationSeen(
        row.id,
        office_label(office.office),
        office.organization.name,
        office.person.name,
        row.deputy.name,
        row.since_at,
        ends,
        row.reason,
        ends <= at,
    )
