"""A small register of the demo world, brought, corrected and certified through the operations, as an office would."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from rochdale.base.actor import SYSTEM, Actor
from rochdale.people import queries as people
from rochdale.registry import operations
from rochdale.registry.demo_desks import seed_desks
from rochdale.registry.demo_offices import seed_dossiers, seed_offices
from rochdale.registry.demo_standing import seed_standing
from rochdale.registry.demo_tiers import seed_tiers
from rochdale.registry.layouts import LAYOUTS
from rochdale.registry.models import EntityNow, Filing
from rochdale.registry.registers import bring
from rochdale.registry.rules.ledger import Kind
from rochdale.registry.rules.places import place_code
from rochdale.registry.schedule import compare_new

REGISTER = Path(__file__).with_name("demo_register.toml")
_NAMES = UUID("0192f3a0-0000-7000-8000-00000000d500")
Ids = Callable[[str], UUID]


def seed(*, at: datetime, organization_id: Ids, person_id: Ids) -> None:
    """Make the register of the demo world, as of `at`."""
    seed_offices(at=at - timedelta(days=20), years=(at.year - 1, at.year, at.year + 1), organization_id=organization_id)
    world = tomllib.loads(REGISTER.read_text(encoding="utf-8"))
    layout = LAYOUTS["rochdale"]
    for part in world["brought"]:
        content = _table(list(layout.headings.values()), part["rows"])
        bring(content, layout, by=SYSTEM, at=at - timedelta(days=part["days_ago"]), office=part["office"], as_of=part["as_of"])
    _correct(world["correction"], at)
    registrar = people.actor(person_id("bounmy"), at, organization_id=organization_id("champasak"))
    for one in world["certificate"]:
        _certify(one, registrar if registrar and "by_installation" not in one else SYSTEM, at)
    seed_dossiers(at=at, organization_id=organization_id, person_id=person_id)
    seed_desks(at=at, organization_id=organization_id, person_id=person_id)
    seed_standing(at=at, organization_id=organization_id, person_id=person_id)
    seed_tiers(at=at, organization_id=organization_id, person_id=person_id)
    compare_new(at, at)


def _table(headings: Sequence[str], rows: Sequence[str]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(headings)
    writer.writerows([cell.strip() for cell in row.split("|")] for row in rows)
    return text.getvalue().encode()


def _correct(told: Mapping[str, Any], at: datetime) -> None:
    now = EntityNow.objects.get(number=told["number"])
    wrong = Filing.objects.get(entity_id=now.entity_id, kind=Kind.HISTORIC.value)
    names = [part.strip() for part in told["place"].split("/")]
    seat = {"code": place_code(now.entity.country, names), "names": names}
    operations.correct_filing(
        id=uuid5(_NAMES, told["number"]), by=SYSTEM, at=at - timedelta(days=told["days_ago"]), filing_id=wrong.id,
        says={**wrong.says, "seat": seat}, reason=told["reason"],
    )  # fmt: skip


def _certify(told: Mapping[str, Any], by: Actor, at: datetime) -> None:
    entity_id = EntityNow.objects.get(number=told["number"]).entity_id
    operations.issue_certificate(id=uuid5(_NAMES, f"certificate {told['number']}"), by=by, at=at, entity_id=entity_id, on=told["on"])
