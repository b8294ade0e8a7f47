"""A module on paper: the guide a group follows, its worksheets, and the sheet from which the run is entered afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache

from django.utils import translation
from django.utils.translation import gettext as _

from rochdale.base.paper import pdf
from rochdale.learning.packs import module_of
from rochdale.learning.rules.course import Activity, Course, Module, Sheet, materials_of, text_in
from rochdale.learning.rules.runs import MOST_PEOPLE
from rochdale.learning.run_page import PROMISES
from rochdale.learning.run_words import AGES, GROUPINGS, KINDS, ROLES, SEXES
from rochdale.learning.written import blocks_of, with_case

AT = datetime(2026, 11, 27, tzinfo=UTC)
"""In the properties of the file: the same course gives the same bytes."""


@lru_cache(maxsize=64)
def guide(pack: str, module: str, language: str, crop: str) -> bytes:
    """The guide of a module as PDF, A4. Refused: `learning.no-such-module`."""
    course, found = module_of(pack, module)
    with translation.override(language):
        content = {
            "reference": f"{course.ref} · {found.id} · CC BY 4.0", "kicker": text_in(course.title, language), "words": words(),
            "is_cleared": course.is_cleared(language), "people": MOST_PEOPLE, "promises": PROMISES,
        } | told_of(course, found, language, crop)  # fmt: skip
    return pdf("learning/paper/guide.typ", content, language=language, at=AT)


def told_of(course: Course, module: Module, language: str, crop: str) -> dict[str, object]:
    """A module as papers show it, in the words of the language that is on. Its activities stand where the clock has them."""
    survey, activities = course.surveys[module.id], course.in_language(module, language)
    start = half = (module.minutes - sum(one.minutes for one in activities)) // 2  # to open, and again to close
    told = []
    for activity in activities:
        told.append(_activity(activity, start, crop) | {"picture": course.drawing(activity)})
        start += activity.minutes
    return {
        "id": module.id, "title": text_in(module.title, language), "about": text_in(module.about, language), "activities": told,
        "opening": blocks_of(text_in(survey.opening, language)), "close": blocks_of(text_in(survey.close, language)),
        "question": text_in(survey.question, language), "answers": list(text_in(survey.answers, language)),
        "ends": _clock(start), "over": _clock(start + half), "half": half, "materials": materials_of(activities),
        "minutes": [[one.title, one.minutes] for one in activities],
    }  # fmt: skip


def _activity(activity: Activity, start: int, crop: str) -> dict[str, object]:
    steps = []
    for step in activity.steps:
        icon, blocks = KINDS[step.kind][0], blocks_of(with_case(activity, step.text, crop))
        steps.append({"icon": icon, "minutes": step.minutes, "at": _clock(start), "heading": step.heading, "blocks": blocks})
        start += step.minutes
    return {
        "id": activity.id, "language": activity.language, "title": activity.title,
        "minutes": activity.minutes, "how": str(GROUPINGS[activity.grouping]), "objective": activity.objective,
        "product": activity.product, "materials": list(activity.materials), "steps": steps, "key": activity.key, "plan": activity.plan,
        "sheet": _sheet(activity), "is_sensitive": activity.is_sensitive,
    }  # fmt: skip


def _sheet(activity: Activity) -> dict[str, object]:
    sheet = activity.worksheet
    rows = (
        [[head, *[""] * (len(sheet.columns) - 1)] for head in sheet.heads]
        if sheet.kind is Sheet.TABLE
        else [[head] for head in sheet.heads]
    )
    return {"title": sheet.title, "kind": sheet.kind.value, "columns": list(sheet.columns), "rows": rows, "texts": list(sheet.texts)}


def _clock(minutes: int) -> str:
    """Since the beginning, as hours and minutes: 1:05."""
    return f"{minutes // 60}:{minutes % 60:02}"


def words() -> Mapping[str, object]:
    """What papers of a course say beside its texts, in the language that is on."""
    return {
        "begins": _("We begin at"), "minutes": "min", "ready": _("Lay these ready"), "make": _("You make"), "open": _("To open"),
        "close": _("To close"),
        "question": _("The question, before and again after"), "roles": [str(word) for word in ROLES.values()], "sheet": _("Sign-in sheet"),
        "sheet_lead": _("Fill it in as you go. Afterwards it is entered on one page: Learning, the module, “We did it on paper”."),
        "name": _("Name"), "sex": _("Woman or man"), "age": _("Age"), "before": _("Answer before"), "after": _("Answer after"),
        "sexes": " / ".join(str(word) for word in SEXES.values()), "ages": " / ".join(str(word) for word in AGES.values()),
        "day": _("On which day"), "place": _("Village"), "group": _("What is your group called?"), "took": _("Minutes it took"),
        "promises": _("Promises"), "what": _("What"), "who": _("Who"), "by": _("By when"),
        "unread": _("Not yet read by a native speaker"), "nothing_kept": _("Nothing of this is kept: no names, no photographs."),
        "over": _("The module is over at"),
    }  # fmt: skip
