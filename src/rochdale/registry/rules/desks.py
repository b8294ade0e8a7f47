"""Desks without a line: what a report may bring, what stands against a thing in it, and whose word may count (reference section 6).

A thing is a dossier with all that was done to it, a number made void, or a correction. Nothing is ever dropped: it is confirmed, or it
waits until a person says whose word counts, and why.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from rochdale.kernel.refusal import Refusal
from rochdale.registry.rules.dossiers import ENDS, Move, State

DECISIONS = frozenset({Move.APPROVE.value, Move.REFUSE.value})


class Kind(StrEnum):
    """What a thing in a report is."""

    DOSSIER = "dossier"
    VOID = "void"
    FILING = "filing"


class Outcome(StrEnum):
    """What became of it at the centre."""

    CONFIRMED = "confirmed"
    QUEUED = "queued"
    SETTLED = "settled"
    OVERTAKEN = "overtaken"
    """A later report of the same desk says more of it."""


class Way(StrEnum):
    """Whose word counts where both cannot."""

    DESK = "desk"
    CENTRE = "centre"


class Relation(StrEnum):
    """How what the desk did with a dossier stands to what was done here."""

    NEW = "new"
    KNOWN = "known"
    """Nothing that is not here."""
    AHEAD = "ahead"
    """The desk went on from where it stands here."""
    APART = "apart"
    """Both went on, each by itself."""


def relation(here: AbstractSet[str] | None, there: AbstractSet[str]) -> Relation:
    """`here`: ids of the steps of the dossier at the centre, None where it is not there; `there`: those in the report."""
    if here is None:
        return Relation.NEW
    if there <= here:
        return Relation.KNOWN
    return Relation.AHEAD if here <= there else Relation.APART


@dataclass(frozen=True, slots=True)
class Allotted:
    """A block that a desk took along."""

    scope: str
    year: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Number:
    """A number as the desk gave it, or made it void. `scope` is empty for one that was typed, since no block has it."""

    scope: str
    year: int
    value: int
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """What the centre knows that could stand against a thing of a desk."""

    relation: Relation = Relation.NEW
    state_here: str = ""
    moved: Sequence[Refusal] = ()
    """What was done here since, as `registry.desk-moved-on`."""
    blocks: Sequence[Allotted] = ()
    numbers: Sequence[Number] = ()
    stale: Sequence[Refusal] = ()
    """What it stands on that is not here or is not here as the desk knew it: another dossier, filings of the entity, its receipt."""
    given_here: Sequence[Refusal] = ()
    """Its numbers that somebody else has here, as `registry.desk-number-is-anothers`."""
    names: Sequence[Refusal] = ()
    """Like names of its village that nobody at the desk answered for, as `registry.desk-name-is-borne`."""
    duplicates: Sequence[Refusal] = ()
    """Open dossiers here of a group called the same in that village, as `registry.desk-duplicate`."""
    law: Sequence[Refusal] = ()
    """That the law it was decided by is another one here, as `registry.desk-law-changed`."""
    decided: bool = False
    """Whether the desk decided it."""


def refusals_for_number(number: Number, blocks: Iterable[Allotted]) -> list[Refusal]:
    """A desk issues and voids numbers of the blocks it took along, and no others. A typed number is of no block."""
    if not number.scope:
        return []
    of = [block for block in blocks if (block.scope, block.year) == (number.scope, number.year)]
    if any(block.first <= number.value <= block.last for block in of):
        return []
    return [Refusal("registry.desk-number-not-of-block", {"number": number.text or str(number.value), "year": number.year})]


def conflicts(found: Found) -> list[Refusal]:
    """All that stands against taking a thing as the desk has it, the gravest first."""
    if found.relation is Relation.KNOWN:
        return []
    refusals = [*found.given_here]
    for number in found.numbers:
        refusals += refusals_for_number(number, found.blocks)
    if found.relation is Relation.APART:
        refusals += found.moved
    refusals += found.stale
    if found.decided:
        refusals += [*found.law, *found.names]
    return [*refusals, *found.duplicates]


_NUMBERS = frozenset({"registry.desk-number-not-of-block", "registry.desk-number-is-anothers"})
DUPLICATE = "registry.desk-duplicate"


def ways(codes: Iterable[str], relation_now: Relation, state_here: str) -> list[Way]:
    """Whose word may count: never the desk's for a number that is not its own, nor over what ended here."""
    ended = relation_now is Relation.APART and state_here in {state.value for state in ENDS}
    return [Way.CENTRE] if ended or not _NUMBERS.isdisjoint(codes) else [Way.DESK, Way.CENTRE]


def refusals_for_settling(state: str, way: str, may: Iterable[str], reason: str) -> list[Refusal]:
    """Settled once, in a way there is, with a reason."""
    if state != Outcome.QUEUED.value:
        return [Refusal("registry.desk-item-is-settled")]
    refusals = [] if way in set(may) else [Refusal("registry.desk-way-is-closed")]
    return refusals if reason.strip() else [*refusals, Refusal("registry.desk-settled-without-reason")]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a dossier as far as it matters whose word counts."""

    id: str
    move: str


def kept_steps(steps: Sequence[Step], here: AbstractSet[str], way: Way, relation_now: Relation) -> tuple[Step, ...]:
    """Those of the desk's steps, in their order, that go into the centre's tables when a way is taken.

    By the desk's word all that are not here; by the centre's all but the desk's decision, and none where both went on.
    """
    new = tuple(step for step in steps if step.id not in here)
    if way is Way.DESK:
        return new
    if relation_now is Relation.APART:
        return ()
    return tuple(step for step in new if step.move not in DECISIONS)


def state_after(steps: Sequence[Step], told: str, state_here: str, codes: Iterable[str], way: Way, relation_now: Relation) -> str:
    """The state of the dossier here once a way is taken. `steps`: the desk's, `told`: the state it had there.

    A decision that does not count leaves it in review, from where it was taken. A duplicate that does not count is withdrawn: the other
    one goes on.
    """
    if way is Way.DESK:
        return told
    if DUPLICATE in set(codes) and state_here not in {state.value for state in ENDS}:
        return State.WITHDRAWN.value
    if relation_now is Relation.APART:
        return state_here
    return State.IN_REVIEW.value if any(step.move in DECISIONS for step in steps) else told
