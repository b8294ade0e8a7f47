"""Questions about persons: what they are called, who has an address, whom a visitor of the demo can become."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rochdale.kernel.refusal import Refusal, Refused
from rochdale.people.contacts import stored_email, stored_phone
from rochdale.people.models import Office, Person
from rochdale.people.queries.offices import OfficeHeld, seen


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


def personas(at: datetime) -> list[Persona]:
    """The invented persons a demo visitor can become, with their first office: colleagues stand together, by name of their organization."""
    people = Person.objects.filter(is_active=True).exclude(persona_says="").order_by("name", "id")
    first: dict[UUID, OfficeHeld] = {}
    for held in seen(Office.objects.at(at).filter(person__in=people)):
        first.setdefault(held.person_id, held)
    found = [_persona(person, first.get(person.id)) for person in people]
    return sorted(found, key=lambda persona: persona.organization)


def _persona(person: Person, held: OfficeHeld | None) -> Persona:
    if held is None:
        return Persona(person.id, person.name, person.persona_says, "", "", "", "")
    where = held.organization
    return Persona(person.id, person.name, person.persona_says, held.label, where.name, where.country, where.kind)
