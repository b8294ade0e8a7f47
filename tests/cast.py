"""The cast: a few invented people with known offices, used by tests everywhere. `cast.noy` is a person, `cast.bolaven` an organization.

| person  | office                | organization                        |
|---------|-----------------------|-------------------------------------|
| noy     | manager               | bolaven, coffee growers in Laos     |
| kham    | member                | bolaven                             |
| vilay   | clerk                 | bolaven                             |
| ebong   | manager               | mungo, cocoa growers in Cameroon    |
| ngozi   | chair                 | littoral, union in Cameroon (mungo belongs to it) |
| freja   | buyer                 | faelles, consumer cooperative in Denmark |
| jonas   | manager               | faelles                             |
| sofia   | market operator       | commons, the market operator        |
| bounmy  | registrar             | register, registrar in Laos         |
| amina   | manager of both       | mungo and littoral                  |
| pao     | none                  |                                     |
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

import pytest

from rochdale.base.actor import SYSTEM, Actor
from rochdale.people import operations, queries
from rochdale.people.models import Organization, Person

SINCE = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
AT = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
PASSWORD = "four-words-of-cloth"
_NAMES = UUID("0192f000-0000-7000-8000-000000000000")

ORGANIZATIONS = {
    "bolaven": ("cooperative", "Bolaven Coffee Growers", "LA", "LAPKZ"),
    "mungo": ("cooperative", "Mungo Cocoa Cooperative", "CM", "CMDLA"),
    "littoral": ("union", "Littoral Union of Cooperatives", "CM", "CMDLA"),
    "faelles": ("consumer-cooperative", "Fælles Brugs", "DK", "DKCPH"),
    "commons": ("market-operator", "The Commons Market", "DK", "DKAAR"),
    "register": ("registrar", "Register of Cooperatives, Champasak", "LA", "LAPKZ"),
}

PEOPLE = {
    "noy": ("Noy Sengdara", [("manager", "bolaven")]),
    "kham": ("Kham Phommachan", [("member", "bolaven")]),
    "vilay": ("Vilay Keola", [("clerk", "bolaven")]),
    "ebong": ("Ebong Mbella", [("manager", "mungo")]),
    "ngozi": ("Ngozi Epée", [("chair", "littoral")]),
    "freja": ("Freja Holm", [("buyer", "faelles")]),
    "jonas": ("Jonas Friis", [("manager", "faelles")]),
    "sofia": ("Sofia Rasmussen", [("market-operator", "commons"), ("manager", "commons")]),
    "bounmy": ("Bounmy Inthavong", [("registrar", "register"), ("manager", "register")]),
    "amina": ("Amina Ndoumbe", [("manager", "mungo"), ("secretary", "littoral")]),
    "pao": ("Pao Xiong", []),
}


def id_of(word: str) -> UUID:
    """The same id for the same word in every test."""
    return uuid5(_NAMES, word)


@dataclass(frozen=True)
class Cast:
    """Everybody and every organization, by the short names of the table above."""

    people: dict[str, Person]
    organizations: dict[str, Organization]

    def __getattr__(self, name: str) -> Person | Organization:
        rows = {**object.__getattribute__(self, "people"), **object.__getattribute__(self, "organizations")}
        if name not in rows:
            raise AttributeError(name)
        return rows[name]

    def actor(self, person: str, organization: str | None = None, *, at: datetime = AT) -> Actor:
        """The person acting for the organization, or for the first office of the table above."""
        first = PEOPLE[person][1][0][1] if PEOPLE[person][1] else None
        chosen = organization or first
        actor = queries.actor(self.people[person].id, at, organization_id=self.organizations[chosen].id if chosen else None)
        assert actor is not None
        return actor


def make_cast(*, at: datetime = SINCE) -> Cast:
    """Write the cast into the database, through the operations, as the installation itself does."""
    for word, (kind, name, country, place) in ORGANIZATIONS.items():
        operations.register_organization(
            id=id_of(word), by=SYSTEM, at=at, kind=kind, name=name, country=country, place=place, is_example=True
        )
    for word, (name, offices) in PEOPLE.items():
        operations.register_person(id=id_of(word), by=SYSTEM, at=at, name=name, email=f"{word}@example.org", is_example=True)
        for office, where in offices:
            operations.appoint(
                id=id_of(f"{word} {office} {where}"),
                by=SYSTEM,
                at=at,
                person_id=id_of(word),
                organization_id=id_of(where),
                office=office,
            )
    operations.affiliate(
        id=id_of("mungo in littoral"), by=SYSTEM, at=at, member_id=id_of("mungo"), union_id=id_of("littoral"), since_on=at.date()
    )
    people = {word: Person.objects.get(pk=id_of(word)) for word in PEOPLE}
    return Cast(people, {word: Organization.objects.get(pk=id_of(word)) for word in ORGANIZATIONS})


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def later(**step: float) -> datetime:
    """A moment after `AT`: `later(minutes=1)`."""
    return AT + timedelta(**step)
