"""Pages of paper books: photographed, read line by line beside the register, settled where the two are not alike, signed and closed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

from rochdale.base import audit, documents
from rochdale.base.actor import Actor
from rochdale.base.operations import content_sha256, operation
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.permissions import require
from rochdale.registry.models import BookLine, BookPage, RegisterOffice
from rochdale.registry.queries.books import books_of, lines_of, recorded_on, recorded_with_number
from rochdale.registry.rules.books import (
    MOST_LINES,
    OPEN,
    Outcome,
    Recorded,
    Right,
    outcome_of,
    refusals_for_closing,
    tally,
    without_a_line,
)


@operation
def open_page(
    *, id: UUID, by: Actor, at: datetime, office_id: UUID, book: str, volume: str, page: str, lines: int, name: str, content: bytes
) -> str:
    """A page of a book, as photographed: `name` and `content` of the picture or PDF. `lines`: how many are written on. Returns the id.

    Refused: `registry.book-page-is-there`, `registry.book-line-not-on-page`, a file that cannot be kept.
    """
    office = RegisterOffice.objects.get(pk=office_id)
    require(by, "registry.reconcile-book", office)
    if not 1 <= lines <= MOST_LINES:
        raise Refused(Refusal("registry.book-line-not-on-page", {"lines": MOST_LINES}))
    columns = books_of(office)
    row = BookPage(
        id=id, office=office, book=book, volume=volume.strip(), page=page.strip(), columns=list(columns[book]), lines=lines, by_id=by.id,
        by_name=by.name, at=at,
    )  # fmt: skip
    photo = documents.keep(by=by, at=at, name=name, content=content, about=row)
    row.photo, row.sha256 = photo, photo.sha256
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Refused(Refusal("registry.book-page-is-there")) from None
    _compare(row, by, at)
    after = {"book": volume, "page": page, "lines": lines, "sha256": photo.sha256}
    audit.record(by=by, at=at, what="registry.open-book-page", about=row, after=after)
    return str(id)


@operation
def write_line(*, id: UUID, by: Actor, at: datetime, page_id: UUID, line: int, said: Mapping[str, str], is_struck: bool = False) -> str:
    """What the book says on a line, by column, as it stands there. Written again it takes the place of what was said. Gives its outcome.

    Refused: `registry.book-page-is-closed`, `registry.book-line-not-on-page`, `registry.book-line-is-empty`.
    """
    page = _open(page_id, by)
    told = {name: said[name].strip() for name in page.columns if said.get(name, "").strip()}
    if not 1 <= line <= page.lines:
        raise Refused(Refusal("registry.book-line-not-on-page", {"lines": page.lines}))
    if not told and not is_struck:
        raise Refused(Refusal("registry.book-line-is-empty"))
    row = page.written.filter(line=line).first() or BookLine(id=uuid5(page.id, str(line)), page=page, line=line)
    before = {"said": row.said, "outcome": row.outcome} if row.outcome else {}
    row.said, row.is_struck, row.right, row.reason = told, is_struck, "", ""
    row.by_id, row.by_name, row.at = by.id, by.name, at
    _judge(row, recorded_on(page))
    audit.record(
        by=by, at=at, what="registry.write-book-line", about=row, before=before, after={"line": line, "said": told, "outcome": row.outcome}
    )
    return row.outcome


@operation
def compare_page(*, id: UUID, by: Actor, at: datetime, page_id: UUID) -> str:
    """Every line that is not settled is held against the register once more, after something was keyed or corrected there."""
    page = _open(page_id, by)
    _compare(page, by, at)
    audit.record(by=by, at=at, what="registry.compare-book-page", about=page, after={"tally": _tally(page)})
    return str(page.id)


@operation
def settle_line(*, id: UUID, by: Actor, at: datetime, line_id: UUID, right: str, reason: str) -> str:
    """Who is right where book and register are not alike, and why. The outcome stays.

    Refused: `registry.book-page-is-closed`, `registry.book-line-is-alike`, `registry.book-line-settled-without-reason`.
    """
    row = BookLine.objects.select_for_update().get(pk=line_id)
    page = _open(row.page_id, by)
    if Outcome(row.outcome) not in OPEN:
        raise Refused(Refusal("registry.book-line-is-alike"))
    if not reason.strip():
        raise Refused(Refusal("registry.book-line-settled-without-reason"))
    row.right, row.reason = Right(right).value, reason.strip()
    row.by_id, row.by_name, row.at = by.id, by.name, at
    row.save()
    after = {"line": row.line, "right": right, "page": page.page}
    audit.record(by=by, at=at, what="registry.settle-book-line", about=row, after=after, reason=row.reason)
    return str(row.id)


@operation
def close_page(*, id: UUID, by: Actor, at: datetime, page_id: UUID) -> str:
    """An officer signs that every line of the page has its outcome, and nothing is left open. Gives the fingerprint of what is signed.

    Refused: `registry.book-page-is-closed`, `registry.book-lines-missing`, `registry.book-lines-not-settled`.
    """
    page = _open(page_id, by, "registry.close-book-page")
    lines = lines_of(page)
    written = sum(line.line is not None for line in lines)
    refuse_if(refusals_for_closing([line.facts() for line in lines], expected=page.lines, written=written))
    told = [[line.line, line.said, line.recorded, line.outcome, line.differs, line.right, line.reason] for line in lines]
    page.closed_by_id, page.closed_by_name, page.closed_at = by.id, by.name, at
    page.closed_sha256 = content_sha256({"photo": page.sha256, "lines": told})
    page.save(update_fields=["closed_by_id", "closed_by_name", "closed_at", "closed_sha256"])
    after = {"tally": _tally(page), "sha256": page.closed_sha256}
    audit.record(by=by, at=at, what="registry.close-book-page", about=page, after=after)
    return page.closed_sha256


def _tally(page: BookPage) -> list[int]:
    return list(tally([line.facts() for line in lines_of(page)]))


def _open(page_id: UUID, by: Actor, right: str = "registry.reconcile-book") -> BookPage:
    page = BookPage.objects.select_for_update(of=("self",)).select_related("office").get(pk=page_id)
    require(by, right, page)
    if page.closed_at:
        raise Refused(Refusal("registry.book-page-is-closed"))
    return page


def _compare(page: BookPage, by: Actor, at: datetime) -> None:
    """All that is not settled, and what stands in the register only."""
    recorded = recorded_on(page)
    for row in page.written.filter(right="", line__isnull=False).order_by("line"):
        _judge(row, recorded)
    left = {one.dossier_id: one for one in without_a_line(recorded, page.lines) if one.dossier_id}
    page.written.filter(line=None, right="").exclude(dossier_id__in=[*left]).delete()
    known = set(page.written.filter(line=None).values_list("dossier_id", flat=True))
    for dossier_id, one in left.items():
        if dossier_id not in known:
            BookLine.objects.create(
                id=uuid5(page.id, str(dossier_id)), page=page, recorded=dict(one.said), outcome=Outcome.SYSTEM_ONLY.value,
                dossier_id=dossier_id, entity_id=one.entity_id, by_id=by.id, by_name=by.name, at=at,
            )  # fmt: skip


def _judge(row: BookLine, recorded: list[Recorded]) -> None:
    found = next((one for one in recorded if one.line == row.line), None)
    found = found or recorded_with_number(row.page, row.said.get("registration_no", ""))
    outcome, columns = outcome_of(row.said, is_struck=row.is_struck, recorded=found)
    row.outcome, row.differs = outcome.value, list(columns)
    row.recorded = dict(found.said) if found else {}
    row.dossier_id, row.entity_id = (found.dossier_id, found.entity_id) if found else (None, None)
    row.save()
