"""Standing in the demo world, made through the operations as people would: one cooperative overdue, papers of another at the office."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from rochdale.base.actor import SYSTEM, Actor
from rochdale.base.paper import pdf
from rochdale.people import queries as people
from rochdale.registry import operations
from rochdale.registry.models import EntityNow, RegisterOffice, WarningEntry
from rochdale.registry.operations.standing import PaperBrought
from rochdale.registry.standing_rows import reckon_anew, standing_of

WORLD = Path(__file__).with_name("demo_standing.toml")
_NAMES = UUID("0192f3a0-0000-7000-8000-00000000d502")
Ids = Callable[[str], UUID]
ALL = 1_000


def seed_standing(*, at: datetime, organization_id: Ids, person_id: Ids) -> None:
    """Who acts for whom; what was brought; where everybody stands."""
    world = tomllib.loads(WORLD.read_text(encoding="utf-8"))
    for number, organization in world["acts"].items():
        operations.name_who_acts(
            id=_id(f"acts {number}"), by=SYSTEM, at=at - timedelta(days=30), entity_id=_entity(number),
            organization_id=organization_id(organization),
        )  # fmt: skip

    def actor(who: list[str], then: datetime) -> Actor:
        found = people.actor(person_id(who[0]), then, organization_id=organization_id(who[1]))
        assert found is not None, who
        return found

    for one in world["minutes"]:
        _bring(one, at - timedelta(days=one["days_ago"]), actor)
    reckon_anew(at.date(), ALL)
    _warn(world["batch"], at, actor)


def _warn(one: Mapping[str, Any], at: datetime, actor: Callable[[list[str], datetime], Actor]) -> None:
    """Those who held no assembly for two years; the letters went out the next day, and one came back."""
    then, by = at - timedelta(days=one["days_ago"]), actor(one["by"], at)
    ids = [_entity(number) for number in one["numbers"]]
    batch = UUID(operations.open_batch(
        id=_id("batch"), by=by, at=then, office_id=RegisterOffice.objects.get(code=one["office"]).id, ground=one["ground"],
        wait_days=one["wait_days"], entity_ids=ids,
    ))  # fmt: skip
    sent = then + timedelta(days=1)
    entries = {row.entity_id: row.id for row in WarningEntry.objects.filter(batch_id=batch).order_by("id")}
    operations.send_letters(
        id=_id("letters"), by=by, at=sent, batch_id=batch, level=1, entry_ids=list(entries.values()), sent_on=sent.date(),
        proof=one["proof"],
    )  # fmt: skip
    back = at - timedelta(days=2)
    operations.note_returned(id=_id("back"), by=by, at=back, entry_id=entries[_entity(one["returned"])], returned_on=back.date())


def _bring(one: Mapping[str, Any], at: datetime, actor: Callable[[list[str], datetime], Actor]) -> None:
    seen = standing_of(_entity(one["number"]), at.date())
    late = [row for row in seen.owed if row.obligation == "AGM" and row.kept_on is None] if seen else []
    if seen is None or not late:
        return
    head = {"heading": [], "office": "", "number": seen.now.number, "kicker": seen.now.name, "reference": seen.now.name, "stamp": ""}
    lines = [f"{at:%Y-%m-%d}", "1. Rapport de gestion", "2. Comptes", "3. Élections"]
    paper = pdf(
        "registry/paper/dossier.typ",
        {**head, "title": "Procès-verbal de l’assemblée générale", "blocks": [{"kind": "text", "lines": lines}], "signs": []},
        language="fr", at=at,
    )  # fmt: skip
    operations.bring_papers(
        id=_id(f"minutes {one['number']}"), by=actor(one["by"], at), at=at, entity_id=seen.now.entity_id, obligation="AGM",
        period=late[0].period, acted_on=at.date(), papers=[PaperBrought("AGM", "pv.pdf", paper)], note=one["note"],
    )  # fmt: skip


def _entity(number: str) -> UUID:
    return EntityNow.objects.get(number=number).entity_id


def _id(word: str) -> UUID:
    return uuid5(_NAMES, word)
