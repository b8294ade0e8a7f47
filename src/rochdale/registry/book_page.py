"""What the page of a book's page shows: each line with what book and register say, how many there are of each outcome."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rochdale.kernel.ids import new_id
from rochdale.registry.book_labels import COLUMNS, OUTCOMES, RIGHTS
from rochdale.registry.models import BookLine, BookPage
from rochdale.registry.queries.books import lines_of, suggested
from rochdale.registry.rules.books import OPEN, Outcome, tally


@dataclass(frozen=True, slots=True)
class LineTold:
    """A line of the page, looked at or not."""

    line: int | None
    says: str
    look: str = ""
    outcome: str = ""
    differs: str = ""
    settled: str = ""
    id: UUID | None = None
    is_open: bool = False
    """Whether it waits to be settled."""
    may_be_alike: bool = False
    """Whether the register has something of it, and nobody has looked yet."""
    operation_id: UUID | None = None
    """For saying so."""


def lines_told(page: BookPage) -> list[LineTold]:
    """Every line from the top, then what stands in the register only."""
    written = lines_of(page)
    by_line = {row.line: row for row in written if row.line is not None}
    waiting = suggested(page)
    told = []
    for line in range(1, page.lines + 1):
        if line in by_line:
            told.append(_told(by_line[line]))
        else:
            known = waiting.get(line)
            told.append(LineTold(line, in_short(known.said) if known else "", may_be_alike=known is not None, operation_id=new_id()))
    return told + [_told(row) for row in written if row.line is None]


def _told(row: BookLine) -> LineTold:
    look, word = OUTCOMES[Outcome(row.outcome)]
    return LineTold(
        row.line, in_short(row.said or row.recorded), "good" if row.right else look, str(word),
        ", ".join(str(COLUMNS.get(name, name)) for name in row.differs),
        f"{RIGHTS[row.right]} {row.reason}" if row.right else "", row.id, Outcome(row.outcome) in OPEN and not row.right,
    )  # fmt: skip


def in_short(said: Mapping[str, str]) -> str:
    """The name, the number and the day, as far as they are said."""
    return " · ".join(shown(name, said[name]) for name in ("operator", "registration_no", "date") if said.get(name))


def shown(name: str, value: str) -> str:
    """A day as people write it; everything else as it stands."""
    day = parse_date(value) if name == "date" else None
    return date_format(day) if day else value


@dataclass(frozen=True, slots=True)
class Beside:
    """A column as the book and as the register say it."""

    name: str
    book: str
    register: str
    is_other: bool

    @property
    def in_book(self) -> str:
        return _("%(name)s, in the book") % {"name": self.name}

    @property
    def in_register(self) -> str:
        return _("%(name)s, in the register") % {"name": self.name}


def beside(row: BookLine) -> list[Beside]:
    """Both, column by column."""
    names = [name for name in row.page.columns if row.said.get(name) or row.recorded.get(name)]
    return [
        Beside(
            str(COLUMNS.get(name, name)), shown(name, row.said.get(name, "")), shown(name, row.recorded.get(name, "")), name in row.differs
        )
        for name in names
    ]


def tally_told(page: BookPage) -> list[tuple[str, str, int]]:
    """Look, word and count of each outcome."""
    counts = tally([row.facts() for row in lines_of(page)])
    return [(look, str(word), count) for (look, word), count in zip(OUTCOMES.values(), counts, strict=True)]


def seen_at(row: BookLine) -> str:
    """Where the register shows what it has of the line."""
    if row.dossier_id:
        return reverse("registry:application", args=[row.dossier_id])
    return reverse("registry:entity", args=[row.entity_id]) if row.entity_id else ""
