"""Workshops as they are seen: by everybody, and by those who hold them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise

from rochdale.learning.models import Participant, Workshop
from rochdale.learning.packs import SHIPPED, module_of, shipped
from rochdale.learning.paths import BUNDLES
from rochdale.learning.queries.workshops import halves_of, lines_of, on_the_list
from rochdale.learning.rules.course import text_in
from rochdale.learning.rules.workshops import Line, Session, Somebody, by_organization, faces, tally
from rochdale.learning.workshop_words import FACES, PARTS, QUESTIONS
from rochdale.ui.charts import Bar, Part, bars

MOST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class LineSeen:
    """A line of the agenda."""

    line: Line
    title: str
    is_pause: bool


@dataclass(frozen=True, slots=True)
class Evaluated:
    """A question with how many gave each face, from worst to best."""

    question: Promise
    faces: tuple[tuple[Promise, int], ...]
    bars: tuple[Bar, ...]


def agenda_seen(row: Workshop, language: str) -> list[tuple[int, list[LineSeen]]]:
    """Each day with its lines; a module in the reader's language."""
    days: dict[int, list[LineSeen]] = {}
    for line in lines_of(row.agenda):
        title = line.title or (module_title(line.module, language) if line.module else "")
        days.setdefault(line.day, []).append(LineSeen(line, title, line.kind is Session.PAUSE))
    return sorted(days.items())


def module_title(module: tuple[str, str], language: str) -> str:
    """What a module of the curriculum is called."""
    _course, found = module_of(*module)
    return text_in(found.title, language)


def module_choices(language: str) -> list[tuple[str, str]]:
    """Every module of the curriculum, as `pack/module` and code with title."""
    courses = [course for pack in SHIPPED if (course := shipped(pack)) is not None]
    return [
        (f"{course.id}/{module.id}", f"{module.id.upper()} {text_in(module.title, language)}")
        for course in courses
        for module in course.modules
    ]


def bundle_modules(code: str, language: str) -> list[tuple[tuple[str, str], str, int]]:
    """The modules of a bundle with title and minutes, opening and close included."""
    path = next(one for one in BUNDLES if one.code == code)
    return [(pair, module_title(pair, language), module_of(*pair)[1].minutes) for pair in path.modules]


def somebodies(rows: Sequence[Participant]) -> list[Somebody]:
    """The list, for the rules."""
    return [row.facts(halves_of(row)) for row in rows]


def there(people: Sequence[Somebody]) -> list[Somebody]:
    """Of the list, those who signed in at least once."""
    return [one for one in people if one.halves]


def held_told(row: Workshop) -> dict[str, Any]:
    """What those who hold it see: who was there, by half-day, organization, sex and age, and what they thought."""
    rows = on_the_list(row)
    people = somebodies(rows)
    came = there(people)
    return {
        "people": rows, "came": tally(came), "signed_up": len(rows), "organizations": by_organization(came),
        "halves": [(half, sum(half in one.halves for one in people)) for half in row.days.halves],
        "evaluated": evaluated(row), "said": row.evaluations.exclude(will_do="", better="").order_by("id")[:MOST_SHOWN],
        "handed": row.handed.order_by("at", "id"), "asked": row.asked.order_by("name", "id"),
        "pairs": sum(one.before is not None and one.after is not None for one in came),
    }  # fmt: skip


def evaluated(row: Workshop) -> list[Evaluated]:
    """Each question with its faces; none where nobody answered."""
    answers = [one.answers for one in row.evaluations.order_by("id")]
    if not answers:
        return []
    told = []
    for code, question in QUESTIONS.items():
        counts = faces(answers, code)
        parts = [Part(word, Decimal(count)) for word, count in zip(FACES.values(), counts, strict=True)]
        told.append(Evaluated(question, tuple(zip(FACES.values(), counts, strict=True)), tuple(bars(parts))))
    return told


def partners_told(row: Workshop) -> list[tuple[Promise, str]]:
    """Who helps, with the part each has."""
    return [(PARTS[one["part"]], one["name"]) for one in row.partners]


def days_told(row: Workshop) -> str:
    """From the first to the last day."""
    first, last = date_format(row.begins_on), date_format(row.ends_on)
    return first if first == last else f"{first} – {last}"
