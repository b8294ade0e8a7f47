"""What each role is answered about desks without a line and paper books: a registrar of the office, and nobody else."""

from __future__ import annotations

import io
from datetime import date
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from rochdale.base.actor import SYSTEM
from rochdale.kernel.ids import new_id
from rochdale.registry import operations
from rochdale.registry.desk_files import seed_of
from rochdale.registry.models import BookLine, Desk, DeskItem, DeskReport
from rochdale.registry.operations.desks import public_half
from tests.access.matrix import Row, World, row
from tests.cast import id_of

OFFICE_ID = id_of("LA-DESK")
PICTURE = b"\x89PNG\r\n\x1a\n a page of a book"


def prepare(world: World) -> None:
    """An office of the registrar with a desk that is out, a thing of it that waits, and two pages of its book."""
    at, bounmy = timezone.now(), world.cast.actor("bounmy")
    operations.set_up_office(
        id=OFFICE_ID, by=SYSTEM, at=at, parent_id=None, country="LA", code="LA-DESK", name="Office of the desks", territory=["LA/xekong"],
        since_on=date(2020, 1, 1), body_id=id_of("register"),
    )  # fmt: skip
    desk = Desk(id=id_of("matrix desk"), office_id=OFFICE_ID, code="T9", name="The red case", at=at, by_id="x", by_name="x")
    desk.x, desk.closed_at, desk.closed_because = public_half(seed_of(desk.id)), None, ""
    desk.save(force_insert=True)
    world.made["desk"] = desk.id
    report = DeskReport.objects.create(desk=desk, number=1, sha256="a" * 64, made_at=at, items=1, by_id="x", by_name="x", at=at)
    world.made["desk report"] = report.id
    item = DeskItem.objects.create(
        desk=desk, kind="void", about_id=new_id(), sha256="b" * 64, called="7", state="queued", ways=["centre"], at=at,
        content={"kind": "void", "id": str(new_id()), "row": {"scope": "s", "year": 2026, "value": 7, "text": "", "void_because": "ink"}},
    )  # fmt: skip
    world.made["desk item"] = item.id
    page = operations.open_page(
        id=new_id(), by=bounmy, at=at, office_id=OFFICE_ID, book="", volume="1", page="1", lines=2, name="p.png", content=PICTURE
    )
    world.made["book page"] = UUID(page)
    operations.write_line(id=new_id(), by=bounmy, at=at, page_id=UUID(page), line=1, said={"operator": "Somebody"})
    world.made["book line"] = BookLine.objects.get(page_id=page, line=1).id
    full = operations.open_page(
        id=new_id(), by=SYSTEM, at=at, office_id=OFFICE_ID, book="", volume="1", page="2", lines=1, name="p.png", content=PICTURE
    )
    operations.write_line(id=new_id(), by=SYSTEM, at=at, page_id=UUID(full), line=1, said={}, is_struck=True)
    world.made["full page"] = UUID(full)


def picture(_world: World) -> SimpleUploadedFile:
    return SimpleUploadedFile("p.png", io.BytesIO(PICTURE).getvalue(), "image/png")


def fresh(_world: World) -> UUID:
    return new_id()


def of(name: str, word: str, **more: object) -> dict[str, object]:
    return {name: lambda world: world.made[word], **more}


SENT = {"operation_id": fresh}
OFFICE = {"registrar": 200, "others": 404}
DOES = {"registrar": 302, "others": 404}
DESK = of("desk_id", "desk")

ROWS: list[Row] = [
    row("registry:desks", registrar=200, others=403),
    row("registry:desk-new", registrar=200, others=403),
    row("registry:desk-new", "POST", sends={**SENT, "office": OFFICE_ID, "name": "x"}, registrar=200, others=403),
    row("registry:desk", "GET", DESK, **OFFICE),
    row("registry:desk-file", "POST", DESK, SENT, **OFFICE),
    row("registry:desk-close", "GET", DESK, **OFFICE),
    row("registry:desk-close", "POST", DESK, {**SENT, "reason": "Lost"}, **DOES),
    row("registry:desk-bring", registrar=200, others=403),
    row("registry:desk-bring", "POST", sends=SENT, registrar=200, others=403),
    row("registry:desk-report", "GET", of("report_id", "desk report"), **OFFICE),
    row("registry:desk-item", "GET", of("item_id", "desk item"), **OFFICE),
    row("registry:desk-item", "POST", of("item_id", "desk item"), {**SENT, "way": "centre", "reason": "Asked"}, **DOES),
    row("registry:desk-write", "POST", sends=SENT, registrar=404, others=403),
    row("registry:books", registrar=200, others=403),
    row("registry:book-new", "GET", {"office_id": OFFICE_ID}, **OFFICE),
    row(
        "registry:book-new", "POST", {"office_id": OFFICE_ID},
        {**SENT, "volume": "1", "page": "3", "lines": "2", "photo": picture}, **DOES,
    ),
    row("registry:book-page", "GET", of("page_id", "book page"), **OFFICE),
    row("registry:book-photo", "GET", of("page_id", "book page"), **OFFICE),
    row("registry:book-line", "GET", of("page_id", "book page", line=2), **OFFICE),
    row("registry:book-line", "POST", of("page_id", "book page", line=2), {**SENT, "operator": "Another"}, **DOES),
    row("registry:book-alike", "POST", of("page_id", "book page", line=2), SENT, **DOES),
    row("registry:book-compare", "POST", of("page_id", "book page"), SENT, **DOES),
    row("registry:book-settle", "GET", of("line_id", "book line"), **OFFICE),
    row("registry:book-settle", "POST", of("line_id", "book line"), {**SENT, "right": "book", "reason": "Seen"}, **DOES),
    row("registry:book-close", "GET", of("page_id", "full page"), **OFFICE),
    row("registry:book-close", "POST", of("page_id", "full page"), SENT, **DOES),
]  # fmt: skip
