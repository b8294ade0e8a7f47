"""The pages of a run as a group sees them: in the reader's words, with what was written so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe

from rochdale.learning.rules.clock import flexed
from rochdale.learning.rules.course import Activity, Course, Module, Sheet, text_in
from rochdale.learning.rules.pages import Page, PageKind, pages_of, roles_of
from rochdale.learning.rules.runs import MOST, MOST_PEOPLE, minutes_in
from rochdale.learning.run_words import AGES, KINDS, ROLES, SEXES
from rochdale.learning.written import html_of, with_case

PROMISES = 6
"""Lines for promises on a page."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of a worksheet: its name, what is asked, what was written."""

    name: str
    label: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a worksheet with what stands in its first cell already."""

    head: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A line of the sheet of those who are here."""

    number: int
    name: str = ""
    sex: str = ""
    age: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """A line for a promise."""

    number: int
    what: str = ""
    who: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class PageTold:
    """One page. What does not belong to its kind is empty."""

    key: str
    kind: PageKind
    at: int
    of: int
    minutes: int
    title: str
    text: SafeString = field(default_factory=lambda: mark_safe(""))
    icon: str = ""
    word: Promise | str = ""
    activity: Activity | None = None
    is_first: bool = False
    picture: SafeString = field(default_factory=lambda: mark_safe(""))
    rows: tuple[Row, ...] = ()
    turn: int = 0
    """Which activity it is, from 0: the roles move on by one."""
    roles: tuple[tuple[Promise, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RunPages:
    """All pages of a module, and the lines that several of them share."""

    course: Course
    module: Module
    language: str
    pages: tuple[PageTold, ...]
    people: tuple[PersonRow, ...]
    promises: tuple[PromiseRow, ...]
    question: str
    answers: tuple[str, ...]
    activities: tuple[Activity, ...]
    fields: Mapping[str, str]
    sexes: Mapping[str, Promise]
    ages: Mapping[str, Promise]

    @property
    def title(self) -> str:
        return text_in(self.module.title, self.language)

    @property
    def named(self) -> tuple[PersonRow, ...]:
        """Those who stand on the sheet."""
        return tuple(one for one in self.people if one.name)

    @property
    def minutes(self) -> tuple[Cell, ...]:
        """Minutes of each activity: written, or measured page by page."""
        return tuple(Cell(f"used-{one.id}", one.title, minutes_of(self.fields, one.id)) for one in self.activities)

    @property
    def began(self) -> str:
        return self.fields.get("began", "")

    @property
    def place(self) -> str:
        return self.fields.get("place", "")

    @property
    def group(self) -> str:
        return self.fields.get("group", "")

    @property
    def role_words(self) -> str:
        """For the script that says who has which role."""
        return "|".join(str(word) for word in ROLES.values())

    @property
    def for_activities(self) -> int:
        """Minutes of the module for its activities: they may flex, this may not."""
        return sum(one.minutes for one in self.activities)


def minutes_of(fields: Mapping[str, str], activity: str) -> str:
    """As written; else as measured, begun minutes counted whole."""
    if said := fields.get(f"used-{activity}", ""):
        return said
    spent = int(fields.get(f"spent-{activity}", "0"))
    return str(ceil(spent / 60)) if spent else ""


def run_pages(course: Course, module: Module, language: str, fields: Mapping[str, str], crop: str) -> RunPages:
    """The pages with what was written on them so far."""
    survey, activities = course.surveys[module.id], course.in_language(module, language)
    people = tuple(_person(fields, number) for number in range(1, MOST_PEOPLE + 1) if number <= MOST or fields.get(f"name-{number}"))
    promises = tuple(
        PromiseRow(number, *(fields.get(f"{what}-{number}", "") for what in ("what", "who", "by"))) for number in range(1, PROMISES + 1)
    )
    pages = pages_of(activities, opens=module.minutes > sum(one.minutes for one in activities))
    names = [one.name for one in people if one.name]
    texts = {PageKind.OPEN: text_in(survey.opening, language), PageKind.CLOSE: text_in(survey.close, language)}
    told = tuple(_told(page, place, len(pages), course, activities, texts, fields, names, crop) for place, page in enumerate(pages, 1))
    question, answers = text_in(survey.question, language), text_in(survey.answers, language)
    return RunPages(course, module, language, told, people, promises, question, answers, activities, fields, SEXES, AGES)


def minutes_left(told: RunPages, page: PageTold) -> int:
    """What the module still has from this page on, with what was used so far taken into account."""
    planned = [one.minutes for one in told.activities]
    done = page.turn if page.activity else (len(planned) if page.kind in AFTER_ALL else 0)
    used = [minutes_in(minutes_of(told.fields, one.id)) or one.minutes for one in told.activities[:done]]
    ahead = sum(flexed(planned, used, told.for_activities))
    if page.activity and page.kind is PageKind.STEP:
        number = next(index for index, one in enumerate(page.activity.steps) if one.heading == page.title)
        ahead -= sum(step.minutes for step in page.activity.steps[:number])
    opening = sum(one.minutes for one in told.pages[page.at - 1 :] if not one.activity)
    return max(ahead, 0) + opening


AFTER_ALL = frozenset({PageKind.CLOSE, PageKind.AFTER, PageKind.PROMISES, PageKind.END})


def _person(fields: Mapping[str, str], number: int) -> PersonRow:
    return PersonRow(number, *(fields.get(f"{what}-{number}", "") for what in ("name", "sex", "age", "before", "after")))


def _told(
    page: Page, at: int, of: int, course: Course, activities: Sequence[Activity], texts: Mapping[PageKind, str], fields: Mapping[str, str],
    names: Sequence[str], crop: str,
) -> PageTold:  # fmt: skip
    if page.activity is None:
        return PageTold(page.key, page.kind, at, of, page.minutes, "", html_of(texts.get(page.kind, "")))
    activity = activities[page.activity]
    roles = tuple((ROLES[role], name) for role, name in roles_of(names, page.activity).items())
    if page.kind is PageKind.MADE:
        rows = worksheet_rows(activity, fields)
        return PageTold(
            page.key, page.kind, at, of, 0, activity.worksheet.title, activity=activity, rows=rows, turn=page.activity, roles=roles
        )
    step = activity.steps[page.step]
    icon, word = KINDS[step.kind]
    picture = mark_safe(course.drawing(activity) if page.step == 0 else "")
    return PageTold(
        page.key, page.kind, at, of, page.minutes, step.heading, html_of(with_case(activity, step.text, crop)), icon, word, activity,
        page.step == 0, picture, turn=page.activity, roles=roles,
    )  # fmt: skip


def worksheet_rows(activity: Activity, fields: Mapping[str, str]) -> tuple[Row, ...]:
    """The fields of a worksheet. Cards have none; a sensitive activity has none that are kept."""
    sheet = activity.worksheet
    if activity.is_sensitive or sheet.kind is Sheet.CARDS:
        return ()

    def cell(row: int, column: int, label: str) -> Cell:
        name = f"made-{activity.id}-{row}-{column}"
        return Cell(name, label, fields.get(name, ""))

    if sheet.kind is Sheet.BOXES:
        return tuple(Row("", (cell(number, 0, text),)) for number, text in enumerate(sheet.texts))
    if sheet.kind is Sheet.LIST:
        prompt = sheet.texts[0] if sheet.texts else sheet.title
        return tuple(Row(head, (cell(number, 0, head or f"{prompt} {number + 1}"),)) for number, head in enumerate(sheet.heads))
    columns = list(enumerate(sheet.columns))[1 if sheet.first_cells else 0 :]
    return tuple(
        Row(head or str(number + 1), tuple(cell(number, place, text) for place, text in columns)) for number, head in enumerate(sheet.heads)
    )
