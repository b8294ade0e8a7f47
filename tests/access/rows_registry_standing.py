"""What each role is answered about standing: a cooperative sees what it owes and brought, its office those of the territory."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from rochdale.base.actor import SYSTEM
from rochdale.kernel.ids import new_id
from rochdale.registry import operations
from rochdale.registry.models import RegisterOffice
from rochdale.registry.operations.standing import PaperBrought
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
    brought("TG-MX", "1,Matrix,,TG-MX-1,SCOOPS,TG,Maritime / Zio / Matrix,2019-05-02,", on=date(2023, 12, 31), at=now - timedelta(days=500))
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
]
