"""Whether a name may be given at a place: unique within register office and village, wider only a warning (docs/rules/names.md)."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from rochdale.kernel.refusal import Refusal
from rochdale.registry.rules.names import has_a_name, spell

REVIEW_FROM = 0.7
"""Within office and village an officer looks at every name that shares its words with the new one, also where the new one is longer."""
WARN_FROM = 0.85
"""Elsewhere only what could be mistaken for it is told."""


class Scope(StrEnum):
    """Where a name that is like the new one is borne."""

    SAME = "same"
    """In the same village, at the same office: an officer decides."""
    WIDER = "wider"
    """Elsewhere: a warning."""


class Verdict(StrEnum):
    """What is to be done about a name."""

    FREE = "free"
    WARN = "warn"
    REVIEW = "review"


def faults_of_name(text: str) -> list[Refusal]:
    """Why a text is no name at all: nothing in it, or nothing but the words of a legal form."""
    if not spell(text).squeezed:
        return [Refusal("registry.name-is-missing")]
    if not has_a_name(text):
        return [Refusal("registry.name-is-only-its-form", {"name": text})]
    return []


def scope_of(score: float, *, place: str, office: str, held_place: str, held_office: str) -> Scope | None:
    """Where a like name clashes; None where it is not like enough to be told.

    `score` is the likeness, places are paths of codes from wide to narrow, an empty office is any.
    """
    is_same_office = not office or not held_office or office == held_office
    if place and is_same_office and is_within(held_place, place):
        return Scope.SAME if score >= REVIEW_FROM else None
    return Scope.WIDER if score >= WARN_FROM else None


def is_within(place: str, wider: str) -> bool:
    """Whether a place is another one or lies in it; both as paths of codes."""
    return place == wider or place.startswith(wider + "/")


def verdict_of(scopes: Iterable[Scope]) -> Verdict:
    """The gravest of all scopes."""
    found = set(scopes)
    return Verdict.REVIEW if Scope.SAME in found else Verdict.WARN if found else Verdict.FREE
