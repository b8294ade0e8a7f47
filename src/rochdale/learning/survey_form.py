"""The questions before and after as an XLSForm, for those who ask with ODK, KoboToolbox or Enketo (xlsform.org; docs.getodk.org).

One form a course: the group, its village and day, which module; then a line for each person with the answers before and after. The labels
are there in every language the course has.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rochdale.base.tables import xlsx_bytes
from rochdale.learning.rules.course import Course, text_in
from rochdale.learning.run_words import AGES, SEXES

AT = datetime(2026, 11, 28, tzinfo=UTC)
"""In the properties of the file: the same course gives the same bytes."""
ENGLISH_NAMES = {"en": "English", "fr": "French", "lo": "Lao"}
"""A column is `label::English (en)`; a language that is not named here stands under its code."""


def as_xlsform(course: Course, language: str, _crop: str) -> bytes:
    """The form, with `language` as the one that opens first."""
    languages = list(course.languages)
    labels = [f"label::{_named(one)}" for one in languages]
    chosen = language if language in languages else languages[0]
    return xlsx_bytes(
        {
            "survey": (["type", "name", *labels, "required", "relevant"], _survey(course, languages)),
            "choices": (["list_name", "name", *labels], _choices(course, languages)),
            "settings": (
                ["form_title", "form_id", "version", "default_language"],
                [[text_in(course.title, chosen), f"rochdale_{course.id}", course.version, _named(chosen)]],
            ),
        },
        at=AT,
    )


def _named(language: str) -> str:
    return f"{ENGLISH_NAMES.get(language, language)} ({language})"


def _said(words: Promise, languages: Sequence[str]) -> list[str]:
    said = []
    for language in languages:
        with translation.override(language if language in dict(settings.LANGUAGES) else "en"):
            said.append(str(words))
    return said


def _survey(course: Course, languages: Sequence[str]) -> list[list[object]]:
    def line(kind: str, name: str, words: Promise, required: str = "", relevant: str = "") -> list[object]:
        return [kind, name, *_said(words, languages), required, relevant]

    rows = [
        line("date", "began", _("On which day"), "yes"), line("text", "group_name", _("What is your group called?")),
        line("text", "place", _("Village")), line("select_one modules", "module", _("Module"), "yes"),
        line("begin repeat", "person", _("Who was there")), line("text", "name", _("Name"), "yes"),
        line("select_one sexes", "sex", _("Woman or man")), line("select_one ages", "age", _("Age")),
    ]  # fmt: skip
    for module in course.modules:
        asked = [text_in(course.surveys[module.id].question, one) for one in languages]
        for moment, words in (("before", _("Answer before")), ("after", _("Answer after"))):
            labels = [f"{said}: {question}" for said, question in zip(_said(words, languages), asked, strict=True)]
            relevant = "${module} = '" + module.id + "'"
            rows.append([f"select_one answers_{module.id}", f"{moment}_{module.id}", *labels, "", relevant])
    return [*rows, ["end repeat", "person", *[""] * len(languages), "", ""]]


def _choices(course: Course, languages: Sequence[str]) -> list[list[object]]:
    rows: list[list[object]] = []
    for module in course.modules:
        rows.append(["modules", module.id, *(f"{module.id.upper()} {text_in(module.title, one)}" for one in languages)])
    for name, words in (("sexes", SEXES), ("ages", AGES)):
        rows += _listed(name, words, languages)
    for module in course.modules:
        answers = [text_in(course.surveys[module.id].answers, one) for one in languages]
        rows += [[f"answers_{module.id}", str(number), *texts] for number, texts in enumerate(zip(*answers, strict=True))]
    return rows


def _listed(name: str, words: Mapping[str, Promise], languages: Sequence[str]) -> list[list[object]]:
    return [[name, code, *_said(word, languages)] for code, word in words.items()]
