"""Is there really no change that would have helped? Small parts of a market are cleared again to be sure.

`explanation.py` looks for changes with which a row could join the plan as it stands. A row may also get in by turning a whole
other match out, or together with others that were left. Where the part of the market that the row can reach is small, the row is
changed, the part is cleared again by the exact model, and it is seen whether more of the row is matched (docs/rules/sealed-limits.md).

`python -m rochdale.trade.market.second_look ASKED.json EXPLAINED.json` explains what was left, second look included, in a process
of its own: it needs the solver.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

import numpy as np

from . import greedy
from .changes import Certified, Change, applied_to_need, applied_to_offer, need_groups, need_prices, offer_groups, offer_prices
from .clearing import surplus
from .exact import Model
from .explanation import LeftoverExplanation, explain_leftovers
from .loading import Lists, Loading
from .network import Network, Whole, build, components
from .own_process import Progress, progress_on_own_channel
from .plan import Plan
from .problem import Need, Offer, Problem
from .reduction import reduced
from .residue import Residue
from .search import Search
from .serial import canonical, explained_to_json, plan_from_json, problem_from_json
from .solver import Effort
from .tasks import drop_losing_lanes

MOST_ARCS = 400
"""Of the part that a row can reach with every change at once. A larger part is not cleared again."""
MOST_FAMILY_ROWS = 400
"""Offers and needs of a product; a larger one has hardly a small part, and finding it would take longer than clearing it."""
MOST_LOOKS = 120
"""Parts cleared again in one market, in the order in which rows are explained: counted, so that a run replays."""
NODES = 400
"""Branch-and-bound nodes of one look."""
TOLERANCE = 50_000
"""What gains less than one such part of the surplus of its part does not count as a gain."""

Row = Offer | Need
Gains = Callable[[Change], bool]


class Unproven(Exception):
    """The exact model was left before it was done, or all looks are used up: nothing can be said."""


@dataclass(slots=True)
class Patience:
    """How many parts may still be cleared again."""

    looks: int

    def take(self) -> None:
        """One look. Raises `Unproven` when there is none left."""
        if not self.looks:
            raise Unproven
        self.looks -= 1


def explained(problem: Problem, plan: Plan, certified: Certified, on_progress: Progress) -> list[LeftoverExplanation]:
    """What was left and why; a row for which no change was found is looked at a second time, where that is quick.

    A run that was stopped early gets no second look: who was in haste stays so, and its plan is not the best there is.
    """
    rows = explain_leftovers(problem, plan, certified, on_progress)
    residue, patience = Residue(problem, plan), Patience(0 if plan.stopped_early else MOST_LOOKS)
    sizes = Counter(offer.family for offer in problem.offers) + Counter(need.family for need in problem.needs)
    open_rows = [row for row in rows if _is_open(row) and sizes[_subject(residue, row).family] <= MOST_FAMILY_ROWS]
    seen: dict[tuple[str, str], LeftoverExplanation] = {}
    for row in open_rows if patience.looks else ():
        seen[row.side, row.id] = _settled(residue, row, certified, plan.seed, patience)
        on_progress("second-look", len(seen), len(open_rows))
    return [seen.get((row.side, row.id), row) for row in rows]


def _is_open(row: LeftoverExplanation) -> bool:
    return row.change is None and not row.is_squeezed_out and not row.is_settled


def _subject(residue: Residue, row: LeftoverExplanation) -> Row:
    return residue.offers[row.id] if row.side == "offer" else residue.needs[row.id]


def _settled(residue: Residue, row: LeftoverExplanation, certified: Certified, seed: int, patience: Patience) -> LeftoverExplanation:
    """The row with the smallest change that is found now, or with the proof that there is none, or as it was."""
    subject = _subject(residue, row)
    groups = need_groups(residue, subject) if isinstance(subject, Need) else offer_groups(residue, subject, certified)
    part = _part(residue, subject, [group[-1] for group in (*groups, _prices(subject)) if group], seed, patience)
    if part is None:
        return row
    try:
        if not part.gains(part.widest):
            return replace(row, is_settled=True)
        found = _smallest(part, groups)
    except Unproven:
        return row
    return replace(row, change=found, is_settled=found is None)


def _prices(row: Row) -> list[Change]:
    return need_prices(row) if isinstance(row, Need) else offer_prices(row)


def _smallest(part: _Part, groups: Sequence[Sequence[Change]]) -> Change | None:
    """The single change of least effort with which more of the row is matched, else a change together with a price.

    Raises `Unproven` where none was found and one may be there all the same.
    """
    open_ends = []

    def gains(change: Change) -> bool:
        try:
            return part.gains(part.changed(change))
        except Unproven:
            open_ends.append(change)
            return False

    best: Change | None = None
    for group in (_prices(part.row), *groups):
        best = _first([change for change in group if best is None or change.effort < best.effort], gains) or best
    if best is not None:
        return best
    both = [found for group in groups if (found := _first_with_price(part, group, gains))]
    if open_ends and not both:
        raise Unproven
    return min(both, key=lambda change: change.effort, default=None)


def _first(group: Sequence[Change], gains: Gains) -> Change | None:
    """The first change of a rising group that gains, by halving; None where the last does not."""
    if not group or not gains(group[-1]):
        return None
    low, high = 0, len(group) - 1
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if gains(group[middle]) else (middle + 1, high)
    return group[high]


def _first_with_price(part: _Part, group: Sequence[Change], gains: Gains) -> Change | None:
    """The smallest change that gains at the best price, and then the smallest price."""

    def dearest(change: Change) -> Change:
        return _with(change, _prices(part.changed(change))[-1:])

    step = _first([dearest(change) for change in group], gains)
    if step is None or step.also is None:
        return None
    alone = replace(step, also=None, effort=step.effort - step.also.effort)
    return _first([_with(alone, [price]) for price in _prices(part.changed(alone))], gains)


def _with(change: Change, prices: Sequence[Change]) -> Change:
    return replace(change, also=prices[0], effort=change.effort + prices[0].effort) if prices else change


@dataclass(frozen=True, slots=True)
class _Part:
    """The part of a market that a row can reach, whatever is changed of it. `widest` is the row with every change at once."""

    problem: Problem
    row: Row
    widest: Row
    carried: Mapping[tuple[str, str, str, int], int]
    """Kg of the plan as it stands, by offer, need, route and slot."""
    unchanged: Network | None
    """The piece with the row as it is; None where no plan can use it so."""
    seed: int
    patience: Patience

    def changed(self, change: Change) -> Row:
        """The row with a change."""
        return _changed(self.row, change, self.problem.insurance)

    def gains(self, row: Row) -> bool:
        """Whether the best plan matches more of the row, given as it would be, than the plan that stands. Raises `Unproven`."""
        return any(self._gains(piece, place, row) for piece, place in _pieces(_with_row(self.problem, row), row))

    def _gains(self, piece: Network, place: int, row: Row) -> bool:
        if self.unchanged is not None and _is_same(piece, self.unchanged):
            return False
        kg = self._as_it_stands(piece)
        ends = piece.arc_need if isinstance(row, Need) else piece.arc_offer
        before, worth = int(kg[ends == place].sum()), surplus(piece, kg)
        more = worth + worth // TOLERANCE + 1

        def has_gained() -> bool:
            return loading.surplus >= more and sum(kg for arc, kg in loading.kg.items() if ends[arc] == place) > before

        loading = Loading(Lists(piece))
        greedy.fill(loading, range(len(piece.lanes)), loading.lists.gain)
        if has_gained():
            return True
        self.patience.take()
        # A row that was left whole is in every plan worth more; one sold in part need not be in it with more.
        answer = Model(piece).solve(Effort(nodes=NODES, gap=1 / TOLERANCE), enough=None if before else more)
        Search(piece, loading, np.ones(len(piece.arc_gain), bool), self.seed).adopt(np.arange(len(piece.arc_gain)), answer)
        drop_losing_lanes(loading)
        if has_gained():
            return True
        if answer.bound is None or (answer.bound > more and answer.bound - loading.surplus > 2 * answer.bound // TOLERANCE):
            raise Unproven
        return False

    def _as_it_stands(self, piece: Network) -> Whole:
        arcs = zip(piece.arc_offer.tolist(), piece.arc_need.tolist(), piece.arc_lane.tolist(), strict=True)
        return np.array([self.carried.get((piece.offers[i], piece.needs[j], *piece.lanes[k]), 0) for i, j, k in arcs], dtype=np.int64)


def _changed(row: Row, change: Change, insurance: int) -> Row:
    return applied_to_need(row, change, insurance) if isinstance(row, Need) else applied_to_offer(row, change)


def _part(residue: Residue, row: Row, everything: Sequence[Change], seed: int, patience: Patience) -> _Part | None:
    """None where the part is too large. What a certificate costs is left aside in the widest row: not every change asks for one."""
    problem, widest = residue.problem, row
    for change in everything:
        widest = _changed(widest, replace(change, extra=0, floor=0), problem.insurance)
    family = replace(
        problem,
        offers=tuple(one for one in problem.offers if one.family == row.family),
        needs=tuple(one for one in problem.needs if one.family == row.family),
        routes=tuple(one for one in problem.routes if one.family == row.family),
    )
    pieces = list(_pieces(_with_row(family, widest), widest))
    if any(len(piece.arc_gain) > MOST_ARCS for piece, _ in pieces):
        return None
    offers = {name for piece, _ in pieces for name in piece.offers} | {row.id}
    needs = {name for piece, _ in pieces for name in piece.needs} | {row.id}
    reached = replace(
        family,
        offers=tuple(one for one in family.offers if one.id in offers),
        needs=tuple(one for one in family.needs if one.id in needs),
    )
    carried = Counter[tuple[str, str, str, int]]()
    for match in (match for matches in residue.on_lane.values() for match in matches):
        carried[match.offer, match.need, match.route, match.slot] += match.kg
    unchanged = next((piece for piece, _ in _pieces(reached, row)), None)
    return _Part(reached, row, widest, carried, unchanged, seed, patience)


def _is_same(one: Network, other: Network) -> bool:
    """A window may open and no ship come: then nothing has changed."""
    return all(np.array_equal(getattr(one, field.name), getattr(other, field.name)) for field in fields(Network))


def _with_row(problem: Problem, row: Row) -> Problem:
    if isinstance(row, Need):
        return replace(problem, needs=tuple(row if one.id == row.id else one for one in problem.needs))
    return replace(problem, offers=tuple(row if one.id == row.id else one for one in problem.offers))


def _pieces(problem: Problem, row: Row) -> Iterator[tuple[Network, int]]:
    """The one piece of the network that holds the row, and the row's number in it; none where no plan can use the row."""
    for piece in components(reduced(build(canonical(problem), row.family))):
        names = piece.needs if isinstance(row, Need) else piece.offers
        if row.id in names:
            yield piece, names.index(row.id)


def main(arguments: list[str] | None = None) -> int:
    """See the top of this file."""
    source, target = (Path(argument) for argument in (arguments or sys.argv[1:]))
    say = progress_on_own_channel()
    asked = json.loads(source.read_text(encoding="utf-8"))
    certified = {(offer, code): (extra, floor) for offer, code, extra, floor in asked["certified"]}
    rows = explained(problem_from_json(asked["problem"]), plan_from_json(asked["plan"]), certified, say)
    target.write_text(json.dumps(explained_to_json(rows)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
