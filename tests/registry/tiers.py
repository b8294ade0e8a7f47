"""Cocoa cooperatives of Cameroon that tests of unions, mergers and divisions play with, and a union of two of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from rochdale.base.actor import SYSTEM
from rochdale.registry import operations
from rochdale.registry.judging_dossiers import judge_dossier
from rochdale.registry.models import Dossier, EntityNow
from rochdale.registry.rules.dossiers import asked_key
from rochdale.registry.rules.verdicts import Verdict
from tests.cast import AT, id_of, later
from tests.registry.offices import act, answers, begun, set_up
from tests.registry.public import brought, id_by

NAMES = ("Mefou", "Nyong", "Sanaga", "Lekié")
SINCE = date(2015, 2, 1)


def cooperatives() -> list[UUID]:
    """Four of them, brought from the office's register; Tabi's organization acts for the first."""
    set_up()
    rows = (f"{place},COOP-CA {name},,CM-{place},COOP-CA,CM,Sud-Ouest / Fako / Buea,{SINCE}," for place, name in enumerate(NAMES, 1))
    brought("CM-SW", *rows, on=date(2025, 12, 31))
    ids = [id_by(f"CM-{place}") for place in range(1, len(NAMES) + 1)]
    operations.name_who_acts(id=id_of("acts"), by=SYSTEM, at=AT, entity_id=ids[0], organization_id=id_of("binum"))
    return ids


def founder(entity_id: UUID, delegates: int) -> dict[str, Any]:
    now = EntityNow.objects.get(pk=entity_id)
    sent = [f"Delegate {one} of {now.name}" for one in range(delegates)]
    return {
        "name": now.name, "entity": str(entity_id), "number": now.number, "form": now.form, "shares": "1", "paid": "100000",
        "sign": "signature", "sent": sent, "delegates": str(delegates), "elected_on": "2026-09-01", "from_on": "2026-09-01",
        "until_on": "2029-09-01",
    }  # fmt: skip


def union_begun(members: list[UUID], delegates: list[int]) -> Dossier:
    """The dossier of a union, handed in and taken up."""
    rows = [founder(one, count) for one, count in zip(members, delegates, strict=True)]
    told = answers("UNION", "Union des Rivières", "CM", 2, founders={"rows": rows, "same_object": "yes"})
    row = begun(act("tabi", "binum"), "CM", told, word="union")
    operations.hand_in(id=id_of("union in"), by=act("tabi", "binum"), at=AT, dossier_id=row.id, although=True)
    operations.take_up(id=id_of("union up"), by=act("enow", "buea"), at=AT, dossier_id=row.id)
    return row


def decided(row: Dossier, *, at: datetime = AT, number: str = "") -> UUID:
    """The registrar answers what is open, and approves."""
    enow = act("enow", "buea")
    asked = {asked_key(one): "Seen." for one in judge_dossier(row, today=at.date()).legal.of(Verdict.ASK)}
    operations.settle(id=id_of(f"{row.id} settled"), by=enow, at=at, dossier_id=row.id, says={"asked": asked})
    return UUID(operations.approve_dossier(id=id_of(f"{row.id} yes"), by=enow, at=at, dossier_id=row.id, number=number))


def union(members: list[UUID]) -> UUID:
    """Registered, with three delegates of each member."""
    return decided(union_begun(members, [3] * len(members)), number="CM-U-1")


def changed(entity_id: UUID, kind: str, *, at: datetime | None = None, number: str = "", word: str = "", **parts: Any) -> UUID:
    """A change of an entity for which Tabi acts, from its first answer to the register."""
    tabi, when, word = act("tabi", "binum"), at or later(days=1), word or kind
    made = UUID(operations.begin_change(id=id_of(word), by=tabi, at=when, entity_id=entity_id, kind=kind))
    told = {"assembly": answers("COOP-CA", "", "CM", 5)["assembly"], **parts}
    for part, said in told.items():
        operations.answer_part(id=id_of(f"{word} {part}"), by=tabi, at=when, dossier_id=made, part=part, answers=said)
    operations.hand_in(id=id_of(f"{word} in"), by=tabi, at=when, dossier_id=made, although=True)
    operations.take_up(id=id_of(f"{word} up"), by=act("enow", "buea"), at=when, dossier_id=made)
    return decided(Dossier.objects.get(pk=made), at=when, number=number)


def apex(entity_id: UUID, on: str) -> dict[str, Any]:
    """The answer about the union that is joined or left."""
    return {
        "entity": str(entity_id),
        "name": EntityNow.objects.get(pk=entity_id).name,
        "on": on,
        "sent": ["A", "B"],
        "until_on": "2030-01-01",
    }
