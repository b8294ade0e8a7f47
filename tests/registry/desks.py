"""Offices that work without a line, in tests: installations with databases of their own, one process, and what people do there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connections

from rochdale.base.actor import SYSTEM
from rochdale.registry import operations
from rochdale.registry.desk_files import desk_file, open_desk, seed_of
from rochdale.registry.desk_reports import Report, write_report
from rochdale.registry.judging_dossiers import judge_dossier
from rochdale.registry.models import Desk, Dossier, EntityNow
from rochdale.registry.operations.desks import public_half
from rochdale.registry.rules.dossiers import asked_key
from rochdale.registry.rules.verdicts import Verdict
from tests.cast import AT, id_of
from tests.database import migrated_copy
from tests.registry.offices import SEATS, act, answers

PEOPLE = {"register": ("bounmy", "sone"), "salavan": ("khamla", "khamla2")}
NAMES = [
    "Hill",
    "Rain",
    "River",
    "Stone",
    "Cedar",
    "Lotus",
    "Bamboo",
    "Orchid",
    "Tiger",
    "Heron",
    "Buffalo",
    "Otter",
    "Cicada",
    "Moon",
    "Sun",
    "Star",
    "Cloud",
    "Wind",
    "Fire",
    "Ember",
    "Clay",
    "Silk",
    "Indigo",
    "Cotton",
    "Rice",
    "Millet",
    "Sesame",
    "Ginger",
    "Pepper",
    "Cardamom",
    "Tamarind",
    "Mango",
    "Papaya",
    "Banana",
    "Coconut",
    "Teak",
    "Rosewood",
    "Amber",
    "Copper",
    "Silver",
    "Gold",
    "Iron",
    "Salt",
    "Honey",
    "Wax",
    "Reed",
    "Basket",
    "Loom",
    "Shuttle",
    "Weaver",
    "Potter",
    "Smith",
    "Ferry",
    "Bridge",
    "Ford",
    "Spring",
    "Well",
    "Pond",
    "Marsh",
    "Meadow",
    "Valley",
    "Ridge",
    "Summit",
    "Cave",
    "Cliff",
]
"""Names no two of which anybody takes for one another."""


@contextmanager
def elsewhere(file: Path) -> Iterator[None]:
    """In another installation: a database of its own, migrated and without a row when it is entered first."""
    own = connections["default"]
    if own.vendor != "sqlite":
        pytest.skip("laptops have an embedded database; whole installations on both are in test_desks_apart.py")
    if not file.exists():
        migrated_copy(file)
    other = own.copy()
    other.settings_dict = {**own.settings_dict, "NAME": str(file)}
    connections["default"] = other
    try:
        yield
    finally:
        other.close()
        connections["default"] = own


def desk_of(office: str, *, at: datetime = AT, word: str = "desk") -> bytes:
    """A desk is set up for an office, and given its file."""
    id = id_of(f"{word} {office}")
    if not Desk.objects.filter(pk=id).exists():
        x = public_half(seed_of(id))
        operations.set_up_desk(id=id, by=SYSTEM, at=at, office_id=id_of(office), name="The red case", x=x)
    operations.give_desk_file(id=id_of(f"{word} {office} file {at}"), by=SYSTEM, at=at, desk_id=id)
    return desk_file(Desk.objects.select_related("office").get(pk=id), at=at)


def opened_at(file: Path, content: bytes, *, at: datetime = AT) -> Path:
    """The laptop on which it was opened."""
    with elsewhere(file):
        open_desk(content, at=at)
    return file


def keyed(word: str, *, office: str = "LA-CS", body: str = "register", name: str = "", at: datetime = AT, village: str = "") -> Dossier:
    """A paper dossier, written down by one person of the office and handed in."""
    by = act(PEOPLE[body][0], body)
    operations.key_dossier(id=id_of(word), by=by, at=at, office_id=id_of(office), kind="register", book={}, received_on=at.date())
    told = answers("COOP", name or f"{word} Cooperative", "LA", 3)
    if village:
        told["seat"] = seat(office, village)
    for part, said in told.items():
        operations.answer_part(id=id_of(f"{word} {part}"), by=by, at=at, dossier_id=id_of(word), part=part, answers=said)
    operations.hand_in(id=id_of(f"{word} in"), by=by, at=at, dossier_id=id_of(word))
    return Dossier.objects.get(pk=id_of(word))


def seat(office: str, village: str) -> dict[str, Any]:
    province = {"LA-CS": SEATS["LA"][0], "LA-SL": "Salavan"}[office]
    return {"names": [province, "Paksong", village], "code": f"LA/{province.lower()}/paksong/{village.lower().replace(' ', '-')}"}


def decided(word: str, *, office: str = "LA-CS", body: str = "register", at: datetime = AT, **more: str) -> str:
    """The same, and another person of the office approves it. Gives the number."""
    row = keyed(word, office=office, body=body, at=at, **more)
    by = act(PEOPLE[body][1], body)
    operations.take_up(id=id_of(f"{word} up"), by=by, at=at, dossier_id=row.id)
    asked = {asked_key(one): "As ever." for one in judge_dossier(row, today=at.date()).legal.of(Verdict.ASK)}
    operations.settle(id=id_of(f"{word} settled"), by=by, at=at, dossier_id=row.id, says={"asked": asked})
    entity = operations.approve_dossier(id=id_of(f"{word} yes"), by=by, at=at, dossier_id=row.id)
    return EntityNow.objects.get(pk=UUID(entity)).number


def reported_at(file: Path, *, at: datetime = AT, is_last: bool = False) -> Report:
    """A report that the desk writes."""
    with elsewhere(file):
        return write_report(by=SYSTEM, at=at, is_last=is_last)
