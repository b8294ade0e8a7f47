"""What each role is answered about standing: a cooperative sees what it owes and brought, its office those of the territory."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from rochdale.base.actor import SYSTEM
from rochdale.kernel.ids import new_id
from rochdale.registry import operations
from rochdale.registry.models import RegisterOffice, WarningEntry
from rochdale.registry.operations.standing import PaperBrought
from rochdale.registry.standing_rows import reckon_anew
from tests.access.matrix import Row, World, row
from tests.cast import SINCE, id_of
from tests.registry.public import brought, id_by

PDF = b"%PDF-1.4 minutes"


def prepare(world: World) -> None:
    """A Togolese cooperative for which Bolaven acts, kept by the office of Champasak: what is asked is who may, not where."""
    now = timezone.now()
    if not RegisterOffice.objects.filter(code="TG-MX").exists():
        operations.set_up_office(
            id=id_of("TG-MX"), by=SYSTEM, at=SINCE, parent_id=None, country="TG", code="TG-MX", name="Lomé", territory=["TG"],
            since_on=date(2020, 1, 1), body_id=id_of("register"),
        )  # fmt: skip
    rows = [f"{one},Matrix {one},,TG-MX-{one},SCOOPS,TG,Maritime / Zio / Matrix,2019-05-02," for one in (1, 2, 3)]
    brought("TG-MX", *rows, on=date(2023, 12, 31), at=now - timedelta(days=500))
    entity_id = id_by("TG-MX-1")
    operations.name_who_acts(id=new_id(), by=SYSTEM, at=SINCE, entity_id=entity_id, organization_id=id_of("bolaven"))
    period = date((now - timedelta(days=200)).year - 1, 12, 31)
    world.made |= {"mx": entity_id, "mx_period": str(period)}
    paper = [PaperBrought("AGM", "minutes.pdf", PDF)]
    for word, year in (("mx_open", period), ("mx_other", date(period.year - 1, 12, 31))):
        world.made[word] = operations.bring_papers(
            id=new_id(), by=world.cast.actor("noy"), at=now, entity_id=entity_id, obligation="AGM", period=year, acted_on=now.date(),
            papers=paper,
        )  # fmt: skip
    _warn(world, now)


def _warn(world: World, now: datetime) -> None:
    """Two that stopped working: one warned once, one not yet; a third case is stayed."""
    registrar = world.cast.actor("bounmy")
    second, third = id_by("TG-MX-2"), id_by("TG-MX-3")
    reckon_anew(now.date(), 100)
    for word, entity_id in (("mx_found", second), ("mx_found_too", third)):
        world.made[word] = operations.record_finding(
            id=new_id(), by=registrar, at=now, entity_id=entity_id, ground="INACTIVE", since_on=date(2020, 1, 1), says="The shed is empty"
        )
    world.made["mx_stay"] = operations.hold_off(
        id=new_id(), by=registrar, at=now, entity_id=world.made["mx"], kind="review", reason="They ask for it"
    )
    batch = operations.open_batch(
        id=new_id(), by=registrar, at=now, office_id=RegisterOffice.objects.get(code="TG-MX").id, ground="INACTIVE", wait_days=30,
        entity_ids=[second],
    )  # fmt: skip
    entry = WarningEntry.objects.get(batch_id=batch)
    operations.send_letters(
        id=new_id(), by=registrar, at=now, batch_id=UUID(batch), level=1, entry_ids=[entry.id], sent_on=now.date(), proof="RR 1"
    )
    world.made |= {"mx_batch": batch, "mx_entry": entry.id, "mx_third": third}


def made(word: str, name: str, **more: object) -> dict[str, object]:
    return {name: lambda world: world.made[word], **more}


def fresh(_world: World) -> object:
    return new_id()


SENT = {"operation_id": fresh}
ENTITY = made("mx", "entity_id")
OF_A_YEAR = {**ENTITY, "obligation": "AGM", "period": lambda world: world.made["mx_period"]}
OPEN, OTHER = made("mx_open", "submission_id"), made("mx_other", "submission_id")
PAPERS = {**SENT, "acted_on": lambda _world: str(timezone.now().date()), "file_1": lambda _world: SimpleUploadedFile("minutes.pdf", PDF)}
BOTH = {"member": 200, "officer": 200, "registrar": 200, "others": 404}
WORKS = {"member": 403, "officer": 200, "registrar": 200, "others": 404}
BATCH, ENTRY = made("mx_batch", "batch_id"), made("mx_entry", "entry_id")
ENDS = {**PAPERS, "liquidator": "Ama"}
WARNS = {**SENT, "wait_days": "30", "entities": lambda world: str(world.made["mx_third"])}
OFFICE = {"registrar": 200, "others": 404}
SENDS = {"registrar": 302, "others": 404}
KEEPS = {"registrar": 200, "officer": 403, "member": 403, "others": 404}
DOES = {**KEEPS, "registrar": 302}

ROWS: list[Row] = [
    row("registry:owed", others=200),
    row("registry:bring", "GET", OF_A_YEAR, **WORKS),
    row("registry:bring", "POST", OF_A_YEAR, PAPERS, **{**WORKS, "officer": 302, "registrar": 302}),
    row("registry:submission", "GET", OPEN, **BOTH),
    row("registry:submission-paper", "GET", {**OPEN, "place": 1}, **BOTH),
    row("registry:submission-ask", "GET", OPEN, **KEEPS),
    row("registry:submission-ask", "POST", OPEN, {**SENT, "note": "The list"}, **DOES),
    row("registry:submission-accept", "POST", OTHER, SENT, **DOES),
    row("registry:overdue", registrar=200, others=403),
    row("registry:brought", registrar=200, others=403),
    row("registry:entity-office", "GET", ENTITY, **KEEPS),
    row("registry:who-acts", "GET", ENTITY, **KEEPS),
    row("registry:who-acts", "POST", ENTITY, {**SENT, "organization": "bolaven"}, **KEEPS),
    row("registry:give-time", "GET", OF_A_YEAR, **KEEPS),
    row("registry:give-time", "POST", OF_A_YEAR, {**SENT, "until_on": "2099-12-31", "reason": "Flood"}, **DOES),
    row("registry:end-act", "GET", {**ENTITY, "kind": "dissolve"}, **WORKS),
    row(
        "registry:end-act",
        "POST",
        {**ENTITY, "kind": "dissolve"},
        {**PAPERS, "liquidator": "Ama"},
        **{**WORKS, "officer": 302, "registrar": 302},
    ),
    row("registry:end-act", "GET", {**ENTITY, "kind": "restore"}, **KEEPS),
    row("registry:find", "GET", ENTITY, **KEEPS),
    row("registry:find", "POST", ENTITY, {**SENT, "ground": "NO_ORGAN", "since_on": "2024-01-01", "says": "No board"}, **DOES),
    row("registry:end-finding", "GET", made("mx_found", "finding_id"), **OFFICE),
    row("registry:end-finding", "POST", made("mx_found", "finding_id"), {**SENT, "reason": "It sells again"}, **SENDS),
    row("registry:hold-off", "GET", ENTITY, **KEEPS),
    row("registry:hold-off", "POST", ENTITY, {**SENT, "kind": "court-stay", "reason": "Tribunal"}, **DOES),
    row("registry:end-stay", "GET", made("mx_stay", "stay_id"), **KEEPS),
    row("registry:end-stay", "POST", made("mx_stay", "stay_id"), {**SENT, "reason": "Looked at"}, **DOES),
    row("registry:warnings", registrar=200, others=403),
    row("registry:open-batch", "GET", {"ground": "INACTIVE"}, query="?office=TG-MX", registrar=200, others=403),
    row(
        "registry:open-batch",
        "POST",
        {"ground": "INACTIVE"},
        WARNS,
        query="?office=TG-MX",
        registrar=302,
        others=403,
    ),
    row("registry:warning-batch", "GET", BATCH, **OFFICE),
    row("registry:warning-letters", "GET", {**BATCH, "level": 1}, **OFFICE),
    row("registry:warning-send", "GET", {**BATCH, "level": 2}, **OFFICE),
    row("registry:warning-send", "POST", {**BATCH, "level": 2}, {**SENT, "sent_on": "2026-01-01", "proof": "RR"}, **OFFICE),
    row("registry:warning-returned", "GET", ENTRY, **OFFICE),
    row("registry:warning-returned", "POST", ENTRY, {**SENT, "returned_on": lambda _world: str(timezone.now().date())}, **SENDS),
]
