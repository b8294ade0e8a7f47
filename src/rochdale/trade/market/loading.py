"""A plan in the making: what is loaded on which lane, what is left, and how one more container is filled.

Minimum lots and supplier limits hold at every moment, not only at the end. Plain lists: single elements are read and written
far more often here than whole arrays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from .network import Network, Whole

Move = tuple[int, int]
"""(arc, kg)"""


class Lists:
    """The network as lists, with the arcs of each lane grouped by need, best gain first. Never changes."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.supply: list[int] = network.supply.tolist()
        self.demand: list[int] = network.demand.tolist()
        self.cooperative: list[int] = network.cooperative.tolist()
        self.min_lot: list[int] = network.min_lot.tolist()
        self.most_suppliers: list[int] = network.most_suppliers.tolist()
        self.cost: list[int] = network.lane_cost.tolist()
        self.capacity: list[int] = network.lane_capacity.tolist()
        self.most: list[int] = network.lane_most.tolist()
        self.arrival: list[int] = network.lane_arrival.tolist()
        self.offer: list[int] = network.arc_offer.tolist()
        self.need: list[int] = network.arc_need.tolist()
        self.lane: list[int] = network.arc_lane.tolist()
        self.gain: list[int] = network.arc_gain.tolist()
        self.start: list[int] = network.lane_start.tolist()
        self._groups: dict[int, list[tuple[int, list[int]]]] = {}

    def groups(self, lane: int, gain: Sequence[int]) -> list[tuple[int, list[int]]]:
        """(need, its arcs by falling gain) of a lane; needs by falling best gain."""
        if gain is self.gain and lane in self._groups:
            return self._groups[lane]
        arcs = sorted(range(self.start[lane], self.start[lane + 1]), key=lambda arc: (-gain[arc], arc))
        found: dict[int, list[int]] = {}
        for arc in arcs:
            found.setdefault(self.need[arc], []).append(arc)
        groups = list(found.items())
        if gain is self.gain:
            self._groups[lane] = groups
        return groups


class Loading:
    """What each arc carries, and all that follows from it."""

    def __init__(self, lists: Lists) -> None:
        self.lists = lists
        self.kg: dict[int, int] = {}
        self.unsold, self.unmet = list(lists.supply), list(lists.demand)
        self.load, self.containers = [0] * len(lists.cost), [0] * len(lists.cost)
        self.delivered: defaultdict[tuple[int, int], int] = defaultdict(int)
        self.suppliers: list[dict[int, int]] = [{} for _ in lists.demand]
        """Per need: kg per cooperative."""
        self.on_lane: defaultdict[int, set[int]] = defaultdict(set)
        self.at_stop: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
        """Arcs in use per (need, arrival slot)."""
        self.surplus = 0

    def add(self, arc: int, kg: int) -> None:
        """Load `kg` more on an arc (fewer when negative); containers of the lane follow the load."""
        lists = self.lists
        offer, need, lane = lists.offer[arc], lists.need[arc], lists.lane[arc]
        stop, cooperative, held = (need, lists.arrival[lane]), lists.cooperative[offer], self.suppliers[need]
        left = self.kg.get(arc, 0) + kg
        if left:
            self.kg[arc] = left
            self.on_lane[lane].add(arc)
            self.at_stop[stop].add(arc)
        else:
            del self.kg[arc]
            self.on_lane[lane].discard(arc)
            self.at_stop[stop].discard(arc)
        self.unsold[offer] -= kg
        self.unmet[need] -= kg
        self.delivered[stop] += kg
        held[cooperative] = held.get(cooperative, 0) + kg
        if not held[cooperative]:
            del held[cooperative]
        self.load[lane] += kg
        containers = -(-self.load[lane] // lists.capacity[lane])
        self.surplus += kg * lists.gain[arc] - lists.cost[lane] * (containers - self.containers[lane])
        self.containers[lane] = containers

    def empty(self, lanes: Iterable[int]) -> list[Move]:
        """Unload these lanes; what is left of a delivery below its minimum lot goes too. Returns what was taken off."""
        taken: list[Move] = []
        for lane in lanes:
            for arc in sorted(self.on_lane[lane]):
                self._take(arc, taken)
        for arc, _ in list(taken):
            need = self.lists.need[arc]
            stop = (need, self.lists.arrival[self.lists.lane[arc]])
            if 0 < self.delivered[stop] < self.lists.min_lot[need]:
                for other in sorted(self.at_stop[stop]):
                    self._take(other, taken)
        return taken

    def _take(self, arc: int, taken: list[Move]) -> None:
        kg = self.kg[arc]
        taken.append((arc, kg))
        self.add(arc, -kg)

    def best_fill(self, lane: int, room: int, gain: Sequence[int]) -> tuple[int, list[Move]]:
        """The most `room` kg can gain on a lane, served need by need, and the moves that do it."""
        worth, moves = 0, []
        taken: dict[int, int] = {}
        for need, arcs in self.lists.groups(lane, gain):
            if not room:
                break
            served = self._serve(need, lane, arcs, room, taken, gain)
            for arc, kg in served:
                offer = self.lists.offer[arc]
                taken[offer] = taken.get(offer, 0) + kg
                room -= kg
                worth += kg * gain[arc]
            moves += served
        return worth, moves

    def _serve(self, need: int, lane: int, arcs: Sequence[int], room: int, taken: dict[int, int], gain: Sequence[int]) -> list[Move]:
        lists = self.lists
        want = min(self.unmet[need], room)
        lot = 0 if self.delivered.get((need, lists.arrival[lane])) else lists.min_lot[need]
        if want <= 0 or want < lot:
            return []
        held, new = self.suppliers[need], set[int]()
        moves: list[Move] = []
        free = lists.most_suppliers[need] - len(held)
        got = 0
        for arc in self._ranked(arcs, want, free, taken, gain):
            offer = lists.offer[arc]
            kg = min(self.unsold[offer] - taken.get(offer, 0), want - got)
            cooperative = lists.cooperative[offer]
            if kg <= 0 or gain[arc] <= 0 or (cooperative not in held and cooperative not in new and len(new) >= free):
                continue
            if cooperative not in held:
                new.add(cooperative)
            moves.append((arc, kg))
            got += kg
            if got == want:
                break
        return moves if got >= lot else []

    def _ranked(self, arcs: Sequence[int], want: int, free: int, taken: dict[int, int], gain: Sequence[int]) -> Sequence[int]:
        """Cheapest first; where few more suppliers may serve, those that bring most."""
        if free >= len(arcs):
            return arcs
        lists, unsold = self.lists, self.unsold
        return sorted(arcs, key=lambda arc: -gain[arc] * min(unsold[lists.offer[arc]] - taken.get(lists.offer[arc], 0), want))

    def flows(self) -> Whole:
        """Kg per arc."""
        kg = np.zeros(len(self.lists.offer), dtype=np.int64)
        for arc, amount in self.kg.items():
            kg[arc] = amount
        return kg


def load(lists: Lists, flows: Whole) -> Loading:
    """The loading that carries these kg per arc."""
    loading = Loading(lists)
    for arc in np.flatnonzero(flows).tolist():
        loading.add(arc, int(flows[arc]))
    return loading
