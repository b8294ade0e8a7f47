"""The demo world of `demo_world.toml`: invented organizations and persons, then what they trade. Every change goes through operations."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from rochdale.base.actor import SYSTEM
from rochdale.learning import demo as learning
from rochdale.people import operations, queries
from rochdale.registry import demo as registry
from rochdale.site import demo as site
from rochdale.supply import demo as supply
from rochdale.trade import demo as trade
from rochdale.trade import demo_sales as sales

WORLD = Path(__file__).with_name("demo_world.toml")
_NAMES = UUID("0192f3a0-0000-7000-8000-00000000d300")
A_WHILE_AGO = timedelta(days=400)


def demo_id(*words: str) -> UUID:
    """The same id for the same words in every demo."""
    return uuid5(_NAMES, "/".join(words))


@dataclass(frozen=True, slots=True)
class Officer:
    """One line of `officers`."""

    key: str
    name: str
    offices: tuple[str, ...]
    phone: str
    persona_says: str


def officers(lines: list[str]) -> Iterator[Officer]:
    """The persons of one organization."""
    for line in lines:
        key, name, offices, phone, says = (part.strip() for part in line.split("|"))
        yield Officer(key, name, tuple(office.strip() for office in offices.split(",")), phone, says)


def is_empty() -> bool:
    """Whether nobody has made this demo world yet."""
    return not queries.organizations()


def personas(at: datetime) -> list[tuple[str, str]]:
    """Whom a visitor can step into: name with organization, and what that person comes for."""
    return [(f"{persona.name}, {persona.organization}", persona.says) for persona in queries.personas(at)]


@transaction.atomic
def seed_demo_world(at: datetime) -> None:
    """Make the whole world, or nothing."""
    world = tomllib.loads(WORLD.read_text(encoding="utf-8"))["organizations"]
    since = at - A_WHILE_AGO
    for organization in world:
        _register(organization, since)
    for organization in world:
        if "union" in organization:
            operations.affiliate(
                id=demo_id("affiliate", organization["key"]),
                by=SYSTEM,
                at=since,
                member_id=demo_id(organization["key"]),
                union_id=demo_id(organization["union"]),
                since_on=since.date(),
            )
    learning.seed(at=at, organization_id=demo_id, person_id=lambda key: demo_id("person", key))
    registry.seed(at=at, organization_id=demo_id, person_id=lambda key: demo_id("person", key))
    supply.seed(at=at, organization_id=demo_id, person_id=lambda key: demo_id("person", key))
    sales.seed(at=at, organization_id=demo_id, person_id=lambda key: demo_id("person", key))
    trade.seed(at=at, organization_id=demo_id, person_id=lambda key: demo_id("person", key))
    site.seed(at=at, organization_id=demo_id, person_id=lambda key: demo_id("person", key))


def _register(organization: Mapping[str, Any], since: datetime) -> None:
    fields = {key: organization[key] for key in ("kind", "name", "country", "place", "language")}
    operations.register_organization(id=demo_id(organization["key"]), by=SYSTEM, at=since, is_example=True, **fields)
    for officer in officers(organization["officers"]):
        person = demo_id("person", officer.key)
        operations.register_person(
            id=person,
            by=SYSTEM,
            at=since,
            name=officer.name,
            phone=officer.phone,
            language=organization["language"],
            is_example=True,
            persona_says=officer.persona_says,
        )
        for office in officer.offices:
            operations.appoint(
                id=demo_id("office", officer.key, office),
                by=SYSTEM,
                at=since,
                person_id=person,
                organization_id=demo_id(organization["key"]),
                office=office,
            )
