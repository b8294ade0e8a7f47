"""What of a piece is shown at a moment, in which language, and what it lacks before it may be published.

A piece is published language by language. Each version is a row that never changes, and a withdrawal is a version that says nothing.
**The version made last counts**, as soon as its moment has come: who publishes anew replaces what was set for later.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rochdale.kernel.refusal import Refusal

FIRST = "en"
"""Where a language lacks, this one is shown, and says so (reference learning.md, section 9)."""
LONGEST_TITLE, LONGEST_SUMMARY, LONGEST_BODY, LONGEST_LINE = 120, 300, 20_000, 200
MOST_RELATED = 12
NO_PEOPLE = "work"
"""The stage of decent work shows nobody: no child or family is named, no photographs (reference learning.md, section 3)."""


class Kind(StrEnum):
    """What the site publishes."""

    UPDATE = "update"
    STORY = "story"
    RESOURCE = "resource"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Words:
    """What a piece says in one language; the body is Markdown."""

    title: str = ""
    summary: str = ""
    body: str = ""
    alt: str = ""
    """What its picture shows."""


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """One published version, or (without words) a withdrawal."""

    number: int
    language: str
    from_at: datetime
    is_withdrawal: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """The number of the version that is shown, or whether it was there once and is withdrawn."""

    number: int | None
    is_gone: bool = False
    is_translated: bool = True


def standing(versions: Iterable[VersionFacts], at: datetime) -> VersionFacts | None:
    """Of the versions of one language: the one made last of those whose moment has come."""
    return max((one for one in versions if one.from_at <= at), key=lambda one: one.number, default=None)


def shown(versions: Sequence[VersionFacts], language: str, at: datetime) -> Shown:
    """What a reader of that language sees: it, else English, else the language that was published first."""
    by_language: dict[str, VersionFacts] = {}
    for code in dict.fromkeys(one.language for one in sorted(versions, key=lambda one: one.number)):
        if found := standing([one for one in versions if one.language == code], at):
            by_language[code] = found
    if not by_language:
        return Shown(None)
    there = {code: one for code, one in by_language.items() if not one.is_withdrawal}
    for code in (language, FIRST, *there):
        if code in there:
            return Shown(there[code].number, is_translated=code == language)
    return Shown(None, is_gone=True)


class State(StrEnum):
    """Where a language of a piece stands, as its editors see it."""

    DRAFT = "draft"
    SET = "set"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


def state_of(versions: Sequence[VersionFacts], at: datetime) -> State:
    """Of one language: nothing published, published, to be published at a moment that was set, or withdrawn."""
    now, last = standing(versions, at), max(versions, key=lambda one: one.number, default=None)
    if last is not None and last.from_at > at:
        return State.SET
    if now is None:
        return State.DRAFT
    return State.WITHDRAWN if now.is_withdrawal else State.PUBLISHED


@dataclass(frozen=True, slots=True)
class PieceFacts:
    """A piece as it would be published in one language."""

    kind: Kind
    title: str
    summary: str
    body: str
    has_day: bool
    has_picture: bool
    alt: str
    credit: str
    shows_people: bool
    is_consented: bool
    related: tuple[str, ...]


def refusals_for_publishing(piece: PieceFacts) -> list[Refusal]:
    """What it lacks. Whoever is shown has said yes; a picture says in words what it shows, and who made it."""
    wanted: Mapping[str, bool] = {
        "site.title-is-missing": bool(piece.title),
        "site.summary-is-missing": bool(piece.summary),
        "site.body-is-missing": bool(piece.body),
        "site.day-is-missing": piece.has_day or piece.kind is not Kind.UPDATE,
        "site.alt-is-missing": bool(piece.alt) or not piece.has_picture,
        "site.credit-is-missing": bool(piece.credit) or not piece.has_picture,
        "site.consent-is-missing": piece.is_consented or not (piece.has_picture and piece.shows_people),
        "site.nobody-is-shown-there": not (piece.has_picture and piece.shows_people and is_about(piece.related, NO_PEOPLE)),
    }
    return [Refusal(code) for code, is_there in wanted.items() if not is_there]


def is_about(related: Iterable[str], stage: str) -> bool:
    """Whether one of the references (`stage` or `stage/module`) lies in that stage."""
    return any(one.partition("/")[0] == stage for one in related)
