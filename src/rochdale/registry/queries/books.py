"""Questions about pages of paper books: those of one's offices, what the register has of a page, how far one is."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Count, Q, QuerySet

from rochdale.base.actor import Actor
from rochdale.registry.models import BookLine, BookPage, Dossier, EntityNow, RegisterOffice
from rochdale.registry.queries.desks import of_own_offices
from rochdale.registry.rules.books import COLUMNS, OPEN, Recorded
from rochdale.registry.rules.packs import shipped

OWN = ""
"""The code of a book that no law tells of."""


def books_of(office: RegisterOffice) -> dict[str, tuple[str, ...]]:
    """Code to columns of the books that the laws of the country want of such an office, and its own kind of book."""
    found: dict[str, tuple[str, ...]] = {}
    for pack in shipped():
        if not pack.covers(office.country):
            continue
        for authority in pack.within(office.country).authorities:
            if not office.authority or authority.code == office.authority:
                found |= {book.code: book.columns for book in authority.books}
    return {**found, OWN: COLUMNS}


def pages_of(by: Actor) -> QuerySet[BookPage]:
    """Pages of one's offices and of those under them: those that are open first, the newest on top."""
    rows = of_own_offices(by, BookPage.objects.select_related("office"), "office__path")
    seen = Count("written", filter=Q(written__line__isnull=False))
    unsettled = Count("written", filter=Q(written__outcome__in=[outcome.value for outcome in OPEN], written__right=""))
    return rows.annotate(seen=seen, unsettled=unsettled).order_by("closed_at", "-at", "id")


def recorded_on(page: BookPage) -> list[Recorded]:
    """What the register says stands on the page: paper dossiers that name it, by their line."""
    rows = Dossier.objects.filter(office_id=page.office_id, book__book=page.volume, book__page=page.page)
    found = []
    for row in rows.select_related("entity__now").order_by("received_on", "id"):
        line = str(row.book.get("line", ""))
        found.append(Recorded(said_of_dossier(row), int(line) if line.isdecimal() else None, row.id, row.entity_id))
    return found


def said_of_dossier(row: Dossier) -> Mapping[str, str]:
    """By column. The number of the formality is the book's own, and is not compared."""
    now = getattr(row.entity, "now", None) if row.entity else None
    return {
        "date": row.received_on.isoformat() if row.received_on else "",
        "registration_no": now.number if now and row.state == "registered" else "",
        "operator": row.name,
    }


def recorded_with_number(page: BookPage, number: str) -> Recorded | None:
    """An entity of the office that bears the number, sign by sign, as registers brought from elsewhere have it."""
    if not number.strip():
        return None
    now = EntityNow.objects.filter(office=page.office.code, number=number.strip()).order_by("entity_id").first()
    if now is None:
        return None
    return Recorded({"date": now.since_on.isoformat(), "registration_no": now.number, "operator": now.name}, entity_id=now.entity_id)


def lines_of(page: BookPage) -> list[BookLine]:
    """Those written so far from the top, then what stands in the register only."""
    rows = page.written.select_related("dossier", "entity").order_by("line", "id")
    return sorted(rows, key=lambda row: (row.line is None, row.line or 0))


def suggested(page: BookPage) -> Mapping[int, Recorded]:
    """Lines not written yet of which the register has something, to be said alike in one go."""
    written = set(page.written.filter(line__isnull=False).values_list("line", flat=True))
    return {one.line: one for one in reversed(recorded_on(page)) if one.line is not None and one.line not in written}


def next_line(page: BookPage) -> int | None:
    """The first line nobody has looked at; None where all are."""
    written = set(page.written.filter(line__isnull=False).values_list("line", flat=True))
    return next((line for line in range(1, page.lines + 1) if line not in written), None)


def line_of(page: BookPage, line: int) -> BookLine | None:
    """A line that was written."""
    return page.written.filter(line=line).first()
