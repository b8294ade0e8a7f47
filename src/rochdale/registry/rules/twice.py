"""What a person decides of two entities that may be one: they are two, they are one, or an older decision is taken back.

Nothing is moved by it. That two are one is read from decisions, the newest of a pair in force; which law is applied and what was filed stay
with each of them (docs/decisions/0121-two-entries-of-one-cooperative-are-joined-by-a-row.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from rochdale.kernel.refusal import Refusal


class PairVerdict(StrEnum):
    """What was decided of a pair. It counts until the next decision of the same pair."""

    TWO = "two"
    ONE = "one"
    OPEN = "open"
    """The decision before is taken back: as if nobody had decided."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision of a pair, its ids in their order. `stays`: of one, the entity that stays."""

    first: UUID
    second: UUID
    verdict: PairVerdict
    stays: UUID | None = None

    @property
    def goes(self) -> UUID | None:
        """The one that is found under the other from then on."""
        return None if self.stays is None else self.second if self.stays == self.first else self.first


Pair = tuple[UUID, UUID]


def pair_of(one: UUID, other: UUID) -> Pair:
    """Two ids in the order in which every pair is written."""
    return (one, other) if str(one) < str(other) else (other, one)


def in_force(decisions: Iterable[Decided]) -> dict[Pair, Decided]:
    """The newest decision of each pair, but for what was taken back. `decisions` in the order in which they were made."""
    newest = {(one.first, one.second): one for one in decisions}
    return {pair: one for pair, one in newest.items() if one.verdict is not PairVerdict.OPEN}


def merged_in(decisions: Iterable[Decided]) -> dict[UUID, UUID]:
    """Each entity that is the same as another, and which one stays."""
    return {one.goes: one.stays for one in in_force(decisions).values() if one.goes and one.stays}


@dataclass(frozen=True, slots=True)
class Joining:
    """What is asked before one of two is merged into the other."""

    stays: UUID
    goes: UUID
    is_one_register: bool = True
    """Whether both stand in the register of one country."""
    at_the_office: int = 0
    """Dossiers and papers of the one that goes which are not decided."""
    acts_otherwise: str = ""
    """Who acts for the one that goes and not for the one that stays."""
    is_tied: bool = False
    """Whether the one that goes belongs to a union, or others belong to it, or it came of a merger or division."""


def refusals_for_decision(pair: Pair, reason: str, decided: Iterable[Decided]) -> list[Refusal]:
    """Why nothing is decided of a pair. `decided`: all decisions of the two, oldest first."""
    if pair[0] == pair[1]:
        return [Refusal("registry.pair-of-one")]
    refusals = [] if reason.strip() else [Refusal("registry.pair-without-reason")]
    return [*refusals, Refusal("registry.pair-is-decided")] if pair in in_force(decided) else refusals


def refusals_for_merging(joining: Joining, decided: Iterable[Decided], names: Mapping[UUID, str]) -> list[Refusal]:
    """Why two are not made one: neither chains nor circles, and nobody is left waiting for an answer.

    `decided`: all decisions about any of the two; `names` by id.
    """
    refusals = [] if joining.is_one_register else [Refusal("registry.pair-of-two-registers")]
    merged = merged_in(decided)
    for one in (joining.stays, joining.goes):
        if one in merged:
            refusals.append(Refusal("registry.entity-is-merged", {"name": names[one], "stays": names.get(merged[one], "")}))
    if joining.goes in merged.values():
        refusals.append(Refusal("registry.others-stand-under-it", {"name": names[joining.goes]}))
    if joining.at_the_office:
        refusals.append(Refusal("registry.merging-with-open-papers", {"name": names[joining.goes], "count": joining.at_the_office}))
    if joining.acts_otherwise:
        refusals.append(Refusal("registry.merging-who-acts", {"who": joining.acts_otherwise, "name": names[joining.goes]}))
    if joining.is_tied:
        refusals.append(Refusal("registry.merging-what-is-tied", {"name": names[joining.goes], "stays": names[joining.stays]}))
    return refusals


def refusals_for_taking_back(pair: Pair, reason: str, decided: Iterable[Decided]) -> list[Refusal]:
    """Why nothing is taken back: there is nothing, or no reason."""
    refusals = [] if reason.strip() else [Refusal("registry.pair-without-reason")]
    return refusals if pair in in_force(decided) else [*refusals, Refusal("registry.pair-is-not-decided")]
