"""A course pack as frozen facts: modules of activities, activities of steps (reference learning.md, sections 1 and 5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

Texts = Mapping[str, str]
"""By language code."""
T = TypeVar("T")
OPENING_AND_CLOSE = 20
"""Minutes of a module beside its activities: ten to open, ten to close. A module for trainers has none: its event opens and closes."""
PRINCIPLES = ("P1", "P2", "P3", "P4", "P5", "P6", "P7")
"""Cooperative principles (ICA, 1995)."""
BLANK_ROWS = 3
"""Of a list or a table that says no number of rows."""
CASES = ("coffee", "cocoa", "pineapple", "rice")
"""Crops for which an activity that has a worked example has one."""


class StepKind(StrEnum):
    """What the group does in a step."""

    READ = "read"
    TALK = "talk"
    WRITE = "write"
    SHARE = "share"
    CLOCK = "clock"


class Grouping(StrEnum):
    """Who works together: a group of five to seven, pairs inside it, all groups; or first the one, then the other."""

    GROUP = "G5"
    PAIRS = "P"
    ALL = "A"
    PAIRS_THEN_GROUP = "P>G5"
    GROUP_THEN_ALL = "G5>A"


class Sheet(StrEnum):
    """How a worksheet is laid out."""

    TABLE = "table"
    LIST = "list"
    BOXES = "boxes"
    CARDS = "cards"


class Audience(StrEnum):
    """For whom it is."""

    LEARNER = "learner"
    TRAINER = "trainer"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what its heading says and its text, in Markdown without HTML."""

    kind: StepKind
    minutes: int
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Worksheet:
    """What the group fills in.

    A table has columns, and rows by number or by their first cells; boxes and cards have texts, a list may have one over it.
    """

    title: str
    kind: Sheet
    columns: tuple[str, ...] = ()
    rows: int = 0
    first_cells: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()

    @property
    def heads(self) -> tuple[str, ...]:
        """What stands at the beginning of each row; empty where the group writes there itself."""
        return self.first_cells or ("",) * (self.rows or BLANK_ROWS)


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity in one language: it ends with one product."""

    id: str
    language: str
    title: str
    minutes: int
    grouping: Grouping
    principles: tuple[str, ...]
    objective: str
    product: str
    materials: tuple[str, ...]
    steps: tuple[Step, ...]
    worksheet: Worksheet
    key: str
    """What to remember."""
    plan: str
    """The question that leads to a promise: who does what by when."""
    audience: Audience = Audience.LEARNER
    is_sensitive: bool = False
    """No names and no photographs are kept of it."""
    cases: Texts = field(default_factory=dict)
    """A worked example by crop; it stands where the body says [case]."""
    picture: str = ""
    """File in the folder `media`."""


@dataclass(frozen=True, slots=True)
class Module:
    """Activities in their order, within a time that never grows."""

    id: str
    title: Texts
    about: Texts
    principles: tuple[str, ...]
    minutes: int
    activities: tuple[str, ...]
    is_core: bool = False


@dataclass(frozen=True, slots=True)
class Survey:
    """The question asked before and again after a module, with four answers from least to most; what is read to open and to close."""

    question: Texts
    answers: Mapping[str, tuple[str, ...]]
    opening: Texts
    close: Texts


@dataclass(frozen=True, slots=True)
class Course:
    """A course pack: one stage of the curriculum, or a bundle of one's own."""

    id: str
    version: str
    title: Texts
    licence: str
    credits: tuple[str, ...]
    languages: tuple[str, ...]
    modules: tuple[Module, ...]
    activities: Mapping[tuple[str, str], Activity]
    """By language and id."""
    surveys: Mapping[str, Survey]
    """By module."""
    sha256: str = ""
    read_by: Texts = field(default_factory=dict)
    """By language: the native speaker who has read it. Until then every page says that nobody has."""
    pictures: Texts = field(default_factory=dict)
    """Drawings as SVG, by the name of their file."""

    def is_cleared(self, language: str) -> bool:
        """Whether a text in that language may stand without the mark "not yet read by a native speaker"."""
        return language == self.languages[0] or language in self.read_by

    @property
    def ref(self) -> str:
        return f"{self.id}@{self.version}"

    @property
    def minutes(self) -> int:
        return sum(module.minutes for module in self.modules)

    def drawing(self, activity: Activity) -> str:
        """Its drawing as SVG; empty where it has none."""
        return self.pictures[activity.picture] if activity.picture else ""

    def activity(self, id: str, language: str) -> Activity | None:
        """In that language, else in the pack's first one."""
        return self.activities.get((language, id)) or self.activities.get((self.languages[0], id))

    def in_language(self, module: Module, language: str) -> tuple[Activity, ...]:
        """The activities of a module in that language, each else in the pack's first."""
        return tuple(found for id in module.activities if (found := self.activity(id, language)))


def text_in(texts: Mapping[str, T], language: str) -> T:
    """A text of a pack in that language, else in the first there is. KeyError where there is none at all."""
    return texts[language if language in texts else next(iter(texts), language)]


def materials_of(activities: Iterable[Activity]) -> list[str]:
    """What is laid ready for all of them, each once."""
    return list(dict.fromkeys(text for one in activities for text in one.materials))
