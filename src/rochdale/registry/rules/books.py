"""Paper books held against the register, page by page: what each line comes to, and when a page may be closed (reference section 6).

Every line has one of five outcomes. What is not alike is settled by a person with a reason; the outcome stays, so that the counts of a
page tell for good how book and register agreed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from rochdale.kernel.guess import folded
from rochdale.kernel.refusal import Refusal

COLUMNS = ("date", "registration_no", "operator", "observations")
"""Of a book whose columns no pack tells."""
STRUCK = "struck"
"""Named among the columns that differ where a line is struck out and the register has it all the same."""
_COMPARED = ("date", "registration_no", "operator")
"""What the register knows as well. The rest stands in the book alone."""
_VERBATIM = frozenset({"date", "registration_no"})
MOST_LINES = 100


class Outcome(StrEnum):
    """What a line comes to."""

    MATCHED = "matched"
    DIFFERS = "differs"
    BOOK_ONLY = "book-only"
    SYSTEM_ONLY = "system-only"
    CANCELLED = "cancelled"


class Right(StrEnum):
    """Whose word counts where book and register are not alike."""

    BOOK = "book"
    """The register is to be put right."""
    REGISTER = "register"
    """The book is to be noted on."""
    NEITHER = "neither"


OPEN = frozenset({Outcome.DIFFERS, Outcome.BOOK_ONLY, Outcome.SYSTEM_ONLY})
"""Outcomes that somebody settles before the page is closed."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the register has of a line: a dossier by its book, page and line, or an entity by its number. `said`: by column."""

    said: Mapping[str, str]
    line: int | None = None
    dossier_id: UUID | None = None
    entity_id: UUID | None = None


def differing(said: Mapping[str, str], recorded: Mapping[str, str]) -> tuple[str, ...]:
    """The columns in which book and register do not say the same; where one of them is silent, nothing differs.

    Days are in ISO form. A number is compared sign by sign, as it was written.
    """
    return tuple(name for name in _COMPARED if said.get(name) and recorded.get(name) and _as(name, said) != _as(name, recorded))


def _as(name: str, said: Mapping[str, str]) -> str:
    return said[name].strip() if name in _VERBATIM else " ".join(folded(said[name]).split())


def outcome_of(said: Mapping[str, str], *, is_struck: bool, recorded: Recorded | None) -> tuple[Outcome, tuple[str, ...]]:
    """What a written line comes to, and the columns that differ. A line struck out that the register has all the same differs."""
    if is_struck:
        return (Outcome.DIFFERS, (STRUCK,)) if recorded else (Outcome.CANCELLED, ())
    if recorded is None:
        return Outcome.BOOK_ONLY, ()
    columns = differing(said, recorded.said)
    return (Outcome.DIFFERS if columns else Outcome.MATCHED), columns


def without_a_line(recorded: Sequence[Recorded], lines: int) -> list[Recorded]:
    """Records of the register that say they stand on the page, and can stand on none of its lines: system only."""
    taken: set[int] = set()
    left = []
    for one in recorded:
        if one.line is None or not 1 <= one.line <= lines or one.line in taken:
            left.append(one)
        else:
            taken.add(one.line)
    return left


@dataclass(frozen=True, slots=True)
class Line:
    """A line that has its outcome."""

    outcome: Outcome
    is_settled: bool = False


def tally(lines: Sequence[Line]) -> tuple[int, ...]:
    """How many there are of each outcome, in the order matched, differs, book only, system only, cancelled."""
    counted = Counter(line.outcome for line in lines)
    return tuple(counted[outcome] for outcome in Outcome)


def refusals_for_closing(lines: Sequence[Line], *, expected: int, written: int) -> list[Refusal]:
    """A page closes when every line of it has an outcome and whatever is not alike is settled."""
    refusals = []
    if written < expected:
        refusals.append(Refusal("registry.book-lines-missing", {"count": expected - written}))
    left = sum(line.outcome in OPEN and not line.is_settled for line in lines)
    return [*refusals, Refusal("registry.book-lines-not-settled", {"count": left})] if left else refusals
