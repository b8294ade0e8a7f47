"""What a cooperative brings between its registration and its end: brought, looked through, asked for again, accepted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rochdale.kernel.refusal import Refusal
from rochdale.registry.rules.ledger import Kind

PAPERS_AT_MOST = 6


class SubmissionState(StrEnum):
    """How far it is."""

    BROUGHT = "brought"
    """The office looks through it."""
    ASKED = "asked"
    """The office wants something else; it may be brought again."""
    ACCEPTED = "accepted"
    """It stands in the ledger."""


class Looked(StrEnum):
    """Moves of a submission."""

    BRING = "bring"
    ASK = "ask"
    ACCEPT = "accept"


OPEN = frozenset({SubmissionState.BROUGHT, SubmissionState.ASKED})


@dataclass(frozen=True, slots=True)
class Brought:
    """What is brought. `period`: the last day of the year it is about, None for what is no yearly thing; `acted_on`: when the assembly met,
    or the members decided; `papers`: how many files."""

    kind: Kind
    obligation: str = ""
    period: date | None = None
    acted_on: date | None = None
    papers: int = 0


def refusals_for_bringing(brought: Brought, *, state: SubmissionState | None, today: date) -> list[Refusal]:
    """Why it cannot be brought. `state`: of what was brought under the same key before."""
    refusals = []
    if state is SubmissionState.ACCEPTED:
        refusals.append(Refusal("registry.already-accepted", {"obligation": brought.obligation, "period": brought.period}))
    if brought.period is not None and brought.period >= today:
        refusals.append(Refusal("registry.year-not-over", {"period": brought.period}))
    if brought.acted_on is not None and brought.acted_on > today:
        refusals.append(Refusal("registry.act-in-the-future", {"on": brought.acted_on}))
    if brought.acted_on is not None and brought.period is not None and brought.acted_on <= brought.period:
        refusals.append(Refusal("registry.act-before-the-year-ended", {"on": brought.acted_on, "period": brought.period}))
    if not brought.papers:
        refusals.append(Refusal("registry.nothing-attached"))
    if brought.papers > PAPERS_AT_MOST:
        refusals.append(Refusal("registry.too-many-papers", {"most": PAPERS_AT_MOST}))
    return refusals


def refusals_for_looking(state: SubmissionState, move: Looked, *, note: str = "") -> list[Refusal]:
    """Only what lies at the office is accepted or asked about, and who asks says what for."""
    if state is not SubmissionState.BROUGHT:
        return [Refusal("registry.submission-has-moved-on", {"state": state.value})]
    if move is Looked.ASK and not note.strip():
        return [Refusal("registry.asked-for-nothing")]
    return []


def lacking(asked: Sequence[str], given: Sequence[str]) -> tuple[str, ...]:
    """What the law lists and nobody says is there, in the order of the law."""
    return tuple(one for one in asked if one not in given)
