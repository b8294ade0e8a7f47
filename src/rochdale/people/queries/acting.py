"""Questions about who acts: for which organizations a person may, in whose name, and what was done on whose account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.models import AuditEntry
from rochdale.people.labels import office_label
from rochdale.people.models import Delegation, Organization, Person
from rochdale.people.queries.offices import offices_held
from rochdale.people.queries.organizations import OrganizationFacts, facts_of


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
