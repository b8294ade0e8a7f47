"""The form with which ODK or Kobo bring plots that we can read: an XLSForm (xlsform.org), its questions in every language at once.

Rules know no language: the sentences come from the caller (`supply.form_texts`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from rochdale.base.tables import xlsx_bytes

FORM_ID = "rochdale_plots"


@dataclass(frozen=True, slots=True)
class Question:
    """One row of the survey. Its label is the sentence of its name, its hint that of its name and "_hint"."""

    type: str
    name: str
    has_hint: bool = False
    is_required: bool = False
    relevant: str = ""
    constraint: str = ""
    parameters: str = ""


SURVEY = (
    Question("start", "start"),
    Question("today", "today"),
    Question("text", "grower_number", has_hint=True, is_required=True),
    Question("text", "grower_name", is_required=True),
    Question("text", "village", is_required=True),
    Question("calculate", "country"),
    Question("acknowledge", "consent", has_hint=True, is_required=True),
    Question("select_one crops", "crop", is_required=True),
    Question("integer", "planting_year", constraint=". >= 1850 and . <= 2200"),
    Question("decimal", "area", is_required=True, constraint=". > 0"),
    Question("select_one units", "area_unit", is_required=True),
    Question("select_one tenures", "tenure"),
    Question("image", "paper_photo", has_hint=True, parameters="max-pixels=1600"),
    Question("select_one ways", "way", has_hint=True, is_required=True),
    Question("geoshape", "plot_shape", has_hint=True, is_required=True, relevant="${way} = 'walk'"),
    Question("geopoint", "plot_point", has_hint=True, is_required=True, relevant="${way} = 'point'"),
)
CHOICES: Mapping[str, tuple[str, ...]] = {
    "crops": ("coffee", "cocoa", "rubber", "tea", "pineapple", "banana", "cane-sugar", "other"),
    "units": ("ha", "m2", "acre", "rai"),
    "tenures": ("title", "custom", "lease", "share", "state", "unknown"),
    "ways": ("walk", "point"),
}


def words_needed() -> frozenset[str]:
    """Keys of the sentences the caller brings for each language."""
    asked = {question.name for question in SURVEY if _is_shown(question)}
    hints = {f"{question.name}_hint" for question in SURVEY if question.has_hint}
    chosen = {f"{group}.{choice}" for group, choices in CHOICES.items() for choice in choices}
    return frozenset({"title", *asked, *hints, *chosen})


def xlsform(languages: Mapping[str, Mapping[str, str]], *, at: datetime, country: str = "", version: str = "1") -> bytes:
    """The workbook. `languages` maps a heading such as "English (en)" to the sentences, the first one is the default.

    `country` (ISO 3166-1 alpha-2) goes into each submission. KeyError for a sentence that is missing.
    """
    default = next(iter(languages))
    labels = [f"label::{language}" for language in languages]
    hints = [f"hint::{language}" for language in languages]
    survey = [_row(question, languages, country) for question in SURVEY]
    choices = [
        [group, choice, *(words[f"{group}.{choice}"] for words in languages.values())]
        for group, members in CHOICES.items()
        for choice in members
    ]
    conditions = ["required", "relevant", "constraint", "parameters", "calculation"]
    settings = [[languages[default]["title"], FORM_ID, version, default]]
    sheets = {
        "survey": (["type", "name", *labels, *hints, *conditions], survey),
        "choices": (["list_name", "name", *labels], choices),
        "settings": (["form_title", "form_id", "version", "default_language"], settings),
    }
    return xlsx_bytes(sheets, at=at)


def _is_shown(question: Question) -> bool:
    return question.type not in {"start", "today", "calculate"}


def _row(question: Question, languages: Mapping[str, Mapping[str, str]], country: str) -> list[str]:
    labels = [words[question.name] if _is_shown(question) else "" for words in languages.values()]
    hints = [words[f"{question.name}_hint"] if question.has_hint else "" for words in languages.values()]
    calculation = f"'{country}'" if question.name == "country" else ""
    required = "yes" if question.is_required else ""
    conditions = [required, question.relevant, question.constraint, question.parameters, calculation]
    return [question.type, question.name, *labels, *hints, *conditions]
