"""Every question about persons, organizations and offices. Answers are dataclasses, in an order that does not change."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.models import AuditEntry
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.people.contacts import stored_email, stored_phone
from rochdale.people.labels import kind_label, office_label
from rochdale.people.models import Affiliation, Delegation, Office, Organization, Person


@dataclass(frozen=True, slots=True)
class OrganizationFacts:
    """An organization as other contexts see it."""

    id: UUID
    kind: str
    name: str
    country: str
    place: str
    language: str
    is_example: bool

    @property
    def organization_id(self) -> UUID:
        return self.id

    @property
    def kind_label(self) -> str:
        return kind_label(self.kind)


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


@dataclass(frozen=True, slots=True)
class ActingChoice:
    """An organization one may act for, with the offices held in it: the own ones, or those of an officer one deputizes for."""

    organization: OrganizationFacts
    offices: tuple[str, ...]
    in_name_of_id: UUID | None = None
    in_name_of_name: str = ""
    until_at: datetime | None = None
    """When the delegation ends; nothing for own offices."""

    @property
    def key(self) -> str:
        """What a session remembers of the choice."""
        own = str(self.organization.id)
        return f"{own}:{self.in_name_of_id}" if self.in_name_of_id else own

    @property
    def office_labels(self) -> str:
        return ", ".join(office_label(office) for office in self.offices)


@dataclass(frozen=True, slots=True)
class Persona:
    """An invented person whom a visitor of the demo can become."""

    id: UUID
    name: str
    says: str
    office: str
    organization: str
    country: str
    kind: str


def facts_of(row: Organization) -> OrganizationFacts:
    """A row as other contexts may see it."""
    return OrganizationFacts(row.id, row.kind, row.name, row.country, row.place, row.language, row.is_example)


def _offices(rows: QuerySet[Office]) -> list[OfficeHeld]:
    return [
        OfficeHeld(row.id, row.office, row.person_id, row.person.name, facts_of(row.organization), row.since_at, row.until_at)
        for row in rows.select_related("person", "organization").order_by(
            "organization__name", "organization_id", "office", "person__name", "id"
        )
    ]


def organization(id: UUID) -> OrganizationFacts | None:
    """The organization, or None when there is none with this id."""
    row = Organization.objects.filter(pk=id).first()
    return facts_of(row) if row else None


def organizations(*, kinds: Iterable[str] | None = None) -> list[OrganizationFacts]:
    """All organizations, or those of `kinds`, by name."""
    rows = Organization.objects.order_by("name", "id")
    return [facts_of(row) for row in (rows if kinds is None else rows.filter(kind__in=list(kinds)))]


def organizations_by_id(ids: Collection[UUID]) -> Mapping[UUID, OrganizationFacts]:
    """Those organizations that exist, by id."""
    return {row.id: facts_of(row) for row in Organization.objects.filter(pk__in=ids).order_by("id")}


def person_names(ids: Collection[UUID]) -> Mapping[UUID, str]:
    """Names of those persons that exist, by id."""
    return dict(Person.objects.filter(pk__in=ids).order_by("id").values_list("id", "name"))


def person_with_contact(typed: str) -> UUID:
    """The person with this e-mail, phone number or name to sign in with. Raises `Refused` when nobody has it."""
    found = Person.objects.filter(is_active=True)
    id = found.filter(sign_in_name=typed.strip().lower()).values_list("id", flat=True).first()
    if id is None:
        person = found.filter(email=stored_email(typed)) if "@" in typed else found.filter(phone=stored_phone(typed))
        id = person.values_list("id", flat=True).first()
    if id is None:
        raise Refused(Refusal("people.nobody-with-this-contact", {"contact": typed.strip()[:100]}))
    return id


def offices_held(person_id: UUID, at: datetime) -> list[OfficeHeld]:
    """Every office the person holds at that moment, by organization."""
    return _offices(Office.objects.at(at).filter(person_id=person_id))


def officers_of(organization_id: UUID, at: datetime) -> list[OfficeHeld]:
    """Who holds which office in the organization at that moment."""
    return _offices(Office.objects.at(at).filter(organization_id=organization_id))


def offices_ever(organization_id: UUID) -> list[OfficeHeld]:
    """Who held which office from when to when: those of now and of before, newest first."""
    held = _offices(Office.objects.filter(organization_id=organization_id))
    return sorted(held, key=lambda office: office.since_at, reverse=True)


def letterboxes(organization_id: UUID, offices: Collection[str], at: datetime) -> list[Letterbox]:
    """Those who hold one of `offices` in the organization at that moment and have an e-mail address, each once, by name."""
    rows = Office.objects.at(at).filter(organization_id=organization_id, office__in=list(offices)).exclude(person__email=None)
    found = {row.person_id: row.person for row in rows.select_related("person").order_by("person__name", "person_id", "id")}
    return [Letterbox(person.id, person.name, person.email or "", person.language) for person in found.values()]


def organizations_of(person_id: UUID, at: datetime) -> list[ActingChoice]:
    """For whom a person may act at that moment: with own offices by the organization's name, then in the name of others."""
    own: dict[OrganizationFacts, set[str]] = {}
    for held in offices_held(person_id, at):
        own.setdefault(held.organization, set()).add(held.office)
    return [ActingChoice(organization, tuple(sorted(offices))) for organization, offices in own.items()] + _as_deputy(person_id, at)


def _as_deputy(person_id: UUID, at: datetime) -> list[ActingChoice]:
    lent: dict[tuple[Organization, Person], list[Delegation]] = {}
    rows = Delegation.objects.at(at).filter(deputy_id=person_id).select_related("office__organization", "office__person")
    for row in rows.order_by("office__organization__name", "office__person__name", "office__office", "id"):
        lent.setdefault((row.office.organization, row.office.person), []).append(row)
    return [
        ActingChoice(
            facts_of(organization),
            tuple(sorted({row.office.office for row in rows})),
            officer.id,
            officer.name,
            min(row.until_at for row in rows),
        )
        for (organization, officer), rows in lent.items()
    ]


def unions_of(organization_id: UUID, on: date) -> list[OrganizationFacts]:
    """The unions an organization belongs to on that day."""
    rows = Affiliation.objects.on(on).filter(member_id=organization_id).select_related("union")
    return [facts_of(row.union) for row in rows.order_by("union__name", "id")]


def members_of(union_id: UUID, on: date) -> list[OrganizationFacts]:
    """The organizations that belong to a union on that day."""
    rows = Affiliation.objects.on(on).filter(union_id=union_id).select_related("member")
    return [facts_of(row.member) for row in rows.order_by("member__name", "id")]


def actor(person_id: UUID, at: datetime, *, organization_id: UUID | None = None, in_name_of: UUID | None = None) -> Actor | None:
    """The person as actor for an organization; for none when no office is held there. None for an unknown or closed account.

    `in_name_of` is the officer for whom the person acts as deputy.
    """
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    if person is None:
        return None
    wanted = (organization_id, in_name_of)
    chosen = [choice for choice in organizations_of(person_id, at) if (choice.organization.id, choice.in_name_of_id) == wanted]
    return actor_for(person, chosen[0] if chosen else None)


def actor_for(person: Person, choice: ActingChoice | None) -> Actor:
    """The person acting for the chosen organization, or for none."""
    if choice is None:
        return Actor(id=str(person.id), name=person.name)
    return Actor(
        str(person.id),
        person.name,
        choice.organization.id,
        choice.organization.name,
        frozenset(choice.offices),
        str(choice.in_name_of_id or ""),
        choice.in_name_of_name,
    )


def personas(at: datetime) -> list[Persona]:
    """The invented persons a demo visitor can become, in the order in which they were made; with their first office."""
    people = Person.objects.filter(is_active=True).exclude(persona_says="").order_by("id")
    first: dict[UUID, OfficeHeld] = {}
    for held in _offices(Office.objects.at(at).filter(person__in=people)):
        first.setdefault(held.person_id, held)
    return [_persona(person, first.get(person.id)) for person in people]


def _persona(person: Person, held: OfficeHeld | None) -> Persona:
    if held is None:
        return Persona(person.id, person.name, person.persona_says, "", "", "", "")
    where = held.organization
    return Persona(person.id, person.name, person.persona_says, held.label, where.name, where.country, where.kind)


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


@dataclass(frozen=True, slots=True)
class Done:
    """A line of the audit trail, as the one sees it on whose account it stands."""

    at: datetime
    what: str
    by_name: str
    by_deputy: bool
    organization: str


def done(entry: AuditEntry) -> Done:
    """An entry in words: what was done, by whom, for which organization."""
    return Done(entry.at, audit.in_words(entry.what), entry.by_name, bool(entry.in_name_of_id), entry.organization_name)
