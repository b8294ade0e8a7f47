"""Ruin and recreate: lanes that compete for the same goods are emptied together and loaded anew by the exact model.

The plan never gets worse and never breaks a rule: what the exact model answers is loaded kg by kg within all limits, and undone
where it is not at least as good as before. All choices hang on the seed alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import numpy as np
import numpy.typing as npt

from .exact import MARGIN, Answer, Model
from .loading import Loading, Move
from .network import Network, Whole
from .solver import Effort

Flags = npt.NDArray[np.bool_]


class Search:
    """A loading that gets better. `promising` arcs are tried; arcs in use always count as promising."""

    def __init__(self, network: Network, loading: Loading, promising: Flags, seed: int) -> None:
        self.network, self.loading, self.lists = network, loading, loading.lists
        self.random = Random(seed)
        promising = promising.copy()
        promising[list(loading.kg)] = True
        self.promising = promising
        arcs = np.flatnonzero(promising)
        self.per_lane = np.bincount(network.arc_lane[arcs], minlength=len(network.lanes)).tolist()
        offers, lanes = len(network.offers), network.arc_lane[arcs]
        nodes = np.concatenate([network.arc_offer[arcs], offers + network.arc_need[arcs]])
        self.lanes_of = _grouped(nodes, np.concatenate([lanes, lanes]), offers + len(network.needs))
        self.nodes_of = _grouped(np.concatenate([lanes, lanes]), nodes, len(network.lanes))

    def neighbourhood(self, arcs: int) -> list[int]:
        """Lanes that hang together, about so many promising arcs in all, around a randomly chosen offer or need."""
        start = self.random.randrange(len(self.lanes_of))
        frontier, seen, lanes, size = [start], {start}, set[int](), 0
        while frontier and size < arcs:
            place = self.random.randrange(len(frontier))
            frontier[place], frontier[-1] = frontier[-1], frontier[place]
            for lane in self.lanes_of[frontier.pop()]:
                if lane in lanes:
                    continue
                lanes.add(lane)
                size += self.per_lane[lane]
                fresh = [node for node in self.nodes_of[lane] if node not in seen]
                seen.update(fresh)
                frontier += fresh
        return sorted(lanes)

    def rebuild(self, lanes: Sequence[int], effort: Effort) -> int:
        """Empty these lanes, load them anew, keep what is better. Returns the surplus gained, 0 where nothing was."""
        loading, before = self.loading, self.loading.surplus
        old: list[Move] = [(arc, loading.kg[arc]) for lane in lanes for arc in sorted(loading.on_lane[lane])]
        for arc, kg in old:
            loading.add(arc, -kg)
        arcs = self._usable(lanes)
        new: list[Move] = []
        if len(arcs):
            new = self._load(arcs, self._model(arcs).solve(effort))
        return self._keep(before, old, new)

    def adopt(self, arcs: Whole, answer: Answer) -> int:
        """Replace the whole plan by an answer on these arcs where that is better. Returns the surplus gained."""
        before, old = self.loading.surplus, sorted(self.loading.kg.items())
        for arc, kg in old:
            self.loading.add(arc, -kg)
        return self._keep(before, old, self._load(arcs, answer))

    def _keep(self, before: int, old: list[Move], new: list[Move]) -> int:
        loading = self.loading
        self._mend(new)
        if loading.surplus > before and self._keeps_lots(old + new):
            return loading.surplus - before
        for arc, kg in new:
            loading.add(arc, -kg)
        for arc, kg in old:
            loading.add(arc, kg)
        return 0

    def _mend(self, moves: list[Move]) -> None:
        """Rounding may leave a delivery a few kg below its lot and every limit full: then it is taken off again."""
        lists, loading = self.lists, self.loading
        for stop in sorted({(lists.need[arc], lists.arrival[lists.lane[arc]]) for arc, _ in moves}):
            if 0 < loading.delivered[stop] < lists.min_lot[stop[0]]:
                for arc, kg in [move for move in moves if move[0] in loading.at_stop[stop]]:
                    loading.add(arc, -kg)
                    moves.append((arc, -kg))

    def _usable(self, lanes: Sequence[int]) -> Whole:
        start, lists, loading = self.lists.start, self.lists, self.loading
        found = []
        for lane in lanes:
            for arc in range(start[lane], start[lane + 1]):
                need, offer = lists.need[arc], lists.offer[arc]
                held = loading.suppliers[need]
                may_serve = lists.cooperative[offer] in held or len(held) < lists.most_suppliers[need]
                if self.promising[arc] and loading.unsold[offer] and loading.unmet[need] and may_serve:
                    found.append(arc)
        return np.array(found, dtype=np.int64)

    def _model(self, arcs: Whole) -> Model:
        network, lists, loading = self.network, self.lists, self.loading
        offers, needs = np.unique(network.arc_offer[arcs]).tolist(), np.unique(network.arc_need[arcs]).tolist()
        part = replace(
            network.part(arcs),
            supply=np.array([loading.unsold[i] for i in offers]),
            demand=np.array([loading.unmet[j] for j in needs]),
            most_suppliers=np.array([lists.most_suppliers[j] - len(loading.suppliers[j]) for j in needs]),
        )
        ends = [(lists.need[arc], lists.arrival[lists.lane[arc]], lists.cooperative[lists.offer[arc]]) for arc in arcs.tolist()]
        delivered = np.array([loading.delivered.get((need, arrival), 0) for need, arrival, _ in ends], dtype=np.int64)
        is_supplier = np.array([cooperative in loading.suppliers[need] for need, _, cooperative in ends])
        return Model(part, delivered, is_supplier, margin=MARGIN)

    def _load(self, arcs: Whole, answer: Answer) -> list[Move]:
        """Load an answer, rounded to whole kg, as far as every limit allows; then fill what rounding left open."""
        if answer.kg is None or answer.containers is None:
            return []
        lists, loading = self.lists, self.loading
        lane_of = np.unique(self.network.arc_lane[arcs])
        room = {lane: n * lists.capacity[lane] for lane, n in zip(lane_of.tolist(), answer.containers.tolist(), strict=True)}
        moves: list[Move] = []
        used = sorted((arc, kg) for arc, kg in zip(arcs.tolist(), answer.kg.tolist(), strict=True) if kg)
        for wanted in (dict(used), {arc: 2 for arc, _ in used}):
            for arc, most in wanted.items():
                lane = lists.lane[arc]
                kg = min(most, loading.unsold[lists.offer[arc]], loading.unmet[lists.need[arc]], room[lane] - loading.load[lane])
                if kg > 0 and self._may_serve(arc):
                    loading.add(arc, kg)
                    moves.append((arc, kg))
        return moves

    def _may_serve(self, arc: int) -> bool:
        need = self.lists.need[arc]
        held = self.loading.suppliers[need]
        return self.lists.cooperative[self.lists.offer[arc]] in held or len(held) < self.lists.most_suppliers[need]

    def _keeps_lots(self, moves: Sequence[Move]) -> bool:
        lists, delivered = self.lists, self.loading.delivered
        stops = {(lists.need[arc], lists.arrival[lists.lane[arc]]) for arc, _ in moves}
        return all(not delivered[stop] or delivered[stop] >= lists.min_lot[stop[0]] for stop in stops)


def _grouped(group: Whole, member: Whole, groups: int) -> list[list[int]]:
    """Distinct members of each group, in order."""
    pairs = np.unique(np.stack([group, member], axis=1), axis=0)
    edges = np.searchsorted(pairs[:, 0], np.arange(groups + 1)).tolist()
    members = pairs[:, 1].tolist()
    return [members[edges[k] : edges[k + 1]] for k in range(groups)]
