"""Back from a lot to deliveries and plots, forward from deliveries to lots, to the gram (supply, section 6).

For a run with output Q, an input's contribution is Q × input / sum of inputs, and so on upstream. Fractions are exact until the end;
then grams are given by largest remainder, so that contributions sum to the lot. Both directions walk the same edges, so they name the
same pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import nsmallest
from math import lcm
from types import MappingProxyType
from typing import TypeVar
from uuid import UUID

K = TypeVar("K")
Share = Mapping[UUID, Fraction]


@dataclass(frozen=True, slots=True)
class RunFacts:
    """A run that was not taken back: grams in and out by lot."""

    id: UUID
    inputs: Mapping[UUID, int]
    outputs: Mapping[UUID, int]


@dataclass(frozen=True, slots=True)
class Graph:
    """Lots and the runs between them. `made_by`: the run a lot came out of; lots of deliveries and openings have none."""

    runs: Mapping[UUID, RunFacts]
    made_by: Mapping[UUID, UUID]
    taken_by: Mapping[UUID, Sequence[UUID]]


def graph(runs: Iterable[RunFacts]) -> Graph:
    """The graph of these runs."""
    by_id = {run.id: run for run in runs}
    made_by = {lot: run.id for run in by_id.values() for lot in run.outputs}
    taken_by: dict[UUID, list[UUID]] = defaultdict(list)
    for run in by_id.values():
        for lot in run.inputs:
            taken_by[lot].append(run.id)
    return Graph(by_id, made_by, taken_by)


def upstream(found: Graph, lot_id: UUID, known: Mapping[UUID, Fraction] = MappingProxyType({})) -> dict[UUID, Fraction]:
    """By lot, which share of the lot came out of it (1 for the lot itself), over all ways that lead here.

    `known`: by lot, the share of it that was put in; the rest was found when the store was counted anew, and nothing is behind that.
    """
    shares: dict[UUID, Fraction] = defaultdict(Fraction, {lot_id: Fraction(1)})
    for lot in _from_the_lot_back(found, lot_id):
        if (run_id := found.made_by.get(lot)) is not None:
            inputs = found.runs[run_id].inputs
            whole = sum(inputs.values())
            share = shares[lot] * known.get(lot, 1) / whole
            for source, weight_g in inputs.items():
                shares[source] += share * weight_g
    return dict(shares)


def _from_the_lot_back(found: Graph, lot_id: UUID) -> list[UUID]:
    """All ancestors, each after every lot that was made from it."""
    done: set[UUID] = set()
    order: list[UUID] = []
    stack: list[tuple[UUID, bool]] = [(lot_id, False)]
    while stack:
        lot, is_left = stack.pop()
        if is_left:
            order.append(lot)
        elif lot not in done:
            done.add(lot)
            stack.append((lot, True))
            run_id = found.made_by.get(lot)
            stack += [(source, False) for source in (found.runs[run_id].inputs if run_id else ()) if source not in done]
    return order[::-1]


def contributions(total_g: int, shares: Mapping[K, Fraction]) -> dict[K, int]:
    """Whole grams by key that sum to `total_g` (or to the rounded part of it that `shares` cover), largest remainder first."""
    # Whole numbers over one denominator: comparing and adding fractions one by one takes ten times as long.
    below = lcm(*(share.denominator for share in shares.values()))
    exact = {key: total_g * share.numerator * (below // share.denominator) for key, share in shares.items()}
    parts = {key: amount // below for key, amount in exact.items()}
    left = round(Fraction(sum(exact.values()), below)) - sum(parts.values())
    for key in nsmallest(left, exact, key=lambda key: (-(exact[key] % below), str(key))):
        parts[key] += 1
    return parts


def downstream(found: Graph, start: Mapping[UUID, Fraction], totals_g: Mapping[UUID, int]) -> dict[UUID, tuple[Fraction, Fraction]]:
    """By lot: (what came into it, what of that no run took), in the measure of `start`.

    `start`: by lot, how much of the thing followed went in (e.g. grams of one plot's cherry). `totals_g`: by lot, grams it ever held.
    """
    came: dict[UUID, Fraction] = defaultdict(Fraction)
    for lot, amount in start.items():
        came[lot] += amount
    result: dict[UUID, tuple[Fraction, Fraction]] = {}
    for lot in _forward_order(found, start):
        amount, total = came[lot], totals_g[lot]
        taken = Fraction()
        for run_id in found.taken_by.get(lot, ()):
            run = found.runs[run_id]
            share = Fraction(run.inputs[lot], total)
            taken += share
            out = sum(run.outputs.values())
            for output, weight_g in run.outputs.items():
                came[output] += amount * share * Fraction(weight_g, out)
        result[lot] = (amount, amount * (1 - taken))
    return result


def _forward_order(found: Graph, start: Iterable[UUID]) -> list[UUID]:
    """All descendants, each after every lot it was made from."""
    done: set[UUID] = set()
    order: list[UUID] = []
    stack: list[tuple[UUID, bool]] = [(lot, False) for lot in start]
    while stack:
        lot, is_left = stack.pop()
        if is_left:
            order.append(lot)
        elif lot not in done:
            done.add(lot)
            stack.append((lot, True))
            for run_id in found.taken_by.get(lot, ()):
                stack += [(output, False) for output in found.runs[run_id].outputs if output not in done]
    return order[::-1]
