"""Tiers: who belongs to which union since when, read from the filings of the members; no entity is its own ancestor.

Joining a union is an act of the member and the union: the register tells of it and decides nothing. So it counts from the day on which the
union took the member in. Members are autonomous: a union is made of them, they are no parts of it. Sources: AUSCOOP art. 133-138
(verified); reference section 10; docs/rules/tiers.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from rochdale.kernel.refusal import Refusal
from rochdale.registry.rules.ledger import Filed, Moment, Status, entities_in

ORDER = ("primary", "secondary", "tertiary", "apex")
"""Tiers of forms from below, as packs name them."""
EVER = date.max


@dataclass(frozen=True, slots=True)
class Tie:
    """An entity's tie to another one from a day on, until another day (not included; None: it lasts)."""

    other: UUID
    from_on: date
    until_on: date | None = None


def ties_in(found: Sequence[Moment], name: str) -> list[Tie]:
    """The ties that a field tells of over the moments, in the order of their first days. Whoever is dissolved belongs to nobody."""
    open_since: dict[UUID, date] = {}
    ties: list[Tie] = []
    for moment in found:
        is_over = name == "apexes" and moment.state.get("status") == Status.DISSOLVED
        here = set() if is_over else {UUID(other) for other in entities_in(moment.state, name)}
        ties += [Tie(other, open_since.pop(other), moment.from_on) for other in sorted(open_since.keys() - here)]
        open_since |= dict.fromkeys(sorted(here - open_since.keys()), moment.from_on)
    ties += [Tie(other, since) for other, since in open_since.items()]
    return sorted(ties, key=lambda tie: (tie.from_on, tie.other))


def named_in(filings: Iterable[Filed], name: str) -> frozenset[UUID]:
    """Everybody whom the field ever named, also in a filing that was corrected since."""
    return frozenset(UUID(other) for one in filings for other in entities_in(one.says, name))


def refusals_for_joining(member: UUID, apex: UUID, above: Mapping[UUID, Sequence[Tie]], *, on: date) -> list[Refusal]:
    """Why a member cannot join from a day on: it is in already, or it would be its own ancestor on some day from then on.

    `above`: by entity, all that it ever belonged to.
    """
    if any(tie.other == apex and (tie.until_on or EVER) > on for tie in above.get(member, ())):
        return [Refusal("registry.belongs-already")]
    return refusals_for_ties(member, [Tie(apex, on)], above)


def refusals_for_ties(member: UUID, ties: Iterable[Tie], above: Mapping[UUID, Sequence[Tie]]) -> list[Refusal]:
    """Nobody is its own ancestor on any day, whatever ties a member has. `above`: of all others that one comes to from there."""
    is_circle = any(_reaches(tie.other, member, above, tie.from_on, tie.until_on or EVER) for tie in ties)
    return [Refusal("registry.own-ancestor")] if is_circle else []


def _reaches(start: UUID, goal: UUID, above: Mapping[UUID, Sequence[Tie]], first: date, last: date) -> bool:
    """Whether one climbs from the start to the goal on one and the same day from the first to before the last. There are no circles yet."""
    if start == goal:
        return True
    for tie in above.get(start, ()):
        since, until = max(first, tie.from_on), min(last, tie.until_on or EVER)
        if since < until and _reaches(tie.other, goal, above, since, until):
            return True
    return False


def refusals_for_leaving(apex: UUID, ties: Sequence[Tie], *, on: date) -> list[Refusal]:
    """Only who belongs to a union on that day leaves it."""
    is_in = any(tie.other == apex and tie.from_on < on and tie.until_on is None for tie in ties)
    return [] if is_in else [Refusal("registry.belongs-not")]


def is_above(member: str, apex: str) -> bool:
    """Whether a form of the one tier stands over a form of the other, as far as both are known."""
    return member in ORDER and apex in ORDER and ORDER.index(apex) > ORDER.index(member)
