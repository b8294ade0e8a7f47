"""Third parties who introduce two organizations: what they must say, and what each side may answer (docs/rules/profiles.md)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from rochdale.kernel.refusal import Refusal
from rochdale.trade.rules.visibility import ASKABLE

SHORTEST_TEXT, LONGEST_TEXT = 10, 1_000


def refusals_for_introduction(
    *, introducer: UUID, one: UUID, other: UUID, text: str, commission: str, parts: Collection[str], is_introducer: bool, is_known: bool
) -> list[Refusal]:
    """An introducer by grant introduces two others, says why, and says openly what it gets for it."""
    refusals = [] if is_introducer else [Refusal("trade.not-an-introducer")]
    if one == other or introducer in {one, other}:
        refusals.append(Refusal("trade.introduction-needs-two-others"))
    if is_known:
        refusals.append(Refusal("trade.introduced-already"))
    if not SHORTEST_TEXT <= len(" ".join(text.split())) <= LONGEST_TEXT:
        refusals.append(Refusal("trade.introduction-says-no-why", {"least": SHORTEST_TEXT, "most": LONGEST_TEXT}))
    if not commission.strip():
        refusals.append(Refusal("trade.commission-not-stated"))
    return refusals + [Refusal("trade.part-is-not-asked-for", {"part": one}) for one in sorted(set(parts) - set(ASKABLE))]


def refusals_for_side(side: UUID, answers: Mapping[UUID, bool], *, is_yes: bool, reason: str) -> list[Refusal]:
    """Each side answers once; a no says why (the other side does not read it)."""
    if side in answers:
        return [Refusal("trade.introduction-already-answered")]
    return [] if is_yes or reason.strip() else [Refusal("trade.no-needs-a-reason")]


def is_connected(sides: Collection[UUID], answers: Mapping[UUID, bool]) -> bool:
    """Both sides said yes."""
    return all(answers.get(side, False) for side in sides)
