"""Upper bounds on the surplus that any plan can reach. The promise, the formulas and a worked table are in docs/rules/clearing.md.

`lagrangian_value` needs no solver: whoever holds the stored multipliers can compute it again, and it holds for any multipliers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from .network import Network, Whole, build, most_load, total
from .problem import Problem
from .serial import canonical


def flow_bound(network: Network) -> int:
    """Surplus if containers could be hired by the kg, as a min-cost flow in whole numbers.

    On lane l freight per kg is r = cost / min(capacity, U), rounded down, where U is the most the lane can ever carry. Loading
    y <= U kg costs cost * ceil(y / capacity) >= r * y, so this bounds every plan, with or without minimum lots and supplier
    limits. All arcs count in U, also thin ones: they may top up an open container for nothing.
    """
    if not len(network.arc_gain):
        return 0
    per_kg = network.lane_cost // np.minimum(network.lane_capacity, np.maximum(most_load(network), 1))
    offer, need, gain = _best_per_pair(network, network.arc_gain - per_kg[network.arc_lane])
    solver, offers, needs = SimpleMinCostFlow(), len(network.offers), len(network.needs)
    source, sink = offers + needs, offers + needs + 1
    solver.add_arcs_with_capacity_and_unit_cost(offer, offers + need, np.minimum(network.supply[offer], network.demand[need]), -gain)
    solver.add_arcs_with_capacity_and_unit_cost(np.full(offers, source), np.arange(offers), network.supply, np.zeros(offers, np.int64))
    solver.add_arcs_with_capacity_and_unit_cost(offers + np.arange(needs), np.full(needs, sink), network.demand, np.zeros(needs, np.int64))
    most = int(min(network.supply.sum(), network.demand.sum()))
    solver.add_arc_with_capacity_and_unit_cost(source, sink, most, 0)
    solver.set_nodes_supplies(np.array([source, sink]), np.array([most, -most]))
    status = solver.solve()
    if status != SimpleMinCostFlow.OPTIMAL:
        raise ArithmeticError(f"flow bound of {network.name}: {status}")
    return -int(solver.optimal_cost())


def supplier_bound(network: Network, pi: Whole, rho: Whole) -> int:
    """Surplus at most, for any prices π of offers and ρ of needs: the flow bound's freight, but no need has more suppliers than it may.

    A kg on an arc gains π + ρ + what is left of it, so a plan gains at most Σ π·q + Σ ρ·Q and, per need, what is left on the goods
    of its best permitted cooperatives.
    """
    per_kg = network.lane_cost // np.minimum(network.lane_capacity, np.maximum(most_load(network), 1))
    left = network.arc_gain - pi[network.arc_offer] - rho[network.arc_need] - per_kg[network.arc_lane]
    offer, need, gain = _best_per_pair(network, left)
    worth = gain * np.minimum(network.supply[offer], network.demand[need])
    pairs, pair = np.unique(np.stack([need, network.cooperative[offer]], axis=1), axis=0, return_inverse=True)
    by_supplier = total(pair.reshape(-1), worth, len(pairs))
    order = np.lexsort((-by_supplier, pairs[:, 0]))
    at = pairs[order, 0]
    counted = np.arange(len(at)) - np.searchsorted(at, at) < network.most_suppliers[at]
    return int(pi @ network.supply + rho @ network.demand + by_supplier[order][counted].sum())


def _best_per_pair(network: Network, gain: Whole) -> tuple[Whole, Whole, Whole]:
    """Offer, need and best gain over all lanes, for the pairs that gain anything."""
    order = np.lexsort((-gain, network.arc_need, network.arc_offer))
    offer, need, gain = network.arc_offer[order], network.arc_need[order], gain[order]
    is_first = np.append(True, (offer[1:] != offer[:-1]) | (need[1:] != need[:-1])) & (gain > 0)
    return offer[is_first], need[is_first], gain[is_first]


def lagrangian_value(problem: Problem, family: str, offer_multipliers: Mapping[str, int], need_multipliers: Mapping[str, int]) -> int:
    """An upper bound on the surplus of a family for any multipliers >= 0 per offer id and need id; absent means 0."""
    network = build(canonical(problem), family)
    pi = np.array([offer_multipliers.get(name, 0) for name in network.offers], dtype=np.int64)
    rho = np.array([need_multipliers.get(name, 0) for name in network.needs], dtype=np.int64)
    return Relaxation(network).at(pi, rho).value


@dataclass(frozen=True, slots=True)
class Relaxed:
    """Value of the relaxation and what its best containers would take of each offer and need, kg."""

    value: int
    sold: Whole
    met: Whole


class Relaxation:
    """The Lagrangian of a network: offers and needs priced by multipliers, every lane filled on its own."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.by_need = _Side(network, network.arc_need, network.demand, network.arc_offer, network.supply)
        self.by_offer = _Side(network, network.arc_offer, network.supply, network.arc_need, network.demand)

    def at(self, pi: Whole, rho: Whole) -> Relaxed:
        """L(π, ρ) = Σ π q + Σ ρ Q + Σ over lanes of max over n of min(u1(n), u2(n)) - cost * n."""
        network = self.network
        gain = network.arc_gain - pi[network.arc_offer] - rho[network.arc_need]
        needs, offers = self.by_need.stacked(gain), self.by_offer.stacked(gain)
        best, count = self._best_containers(needs, offers)
        room = count * network.lane_capacity
        value = int(pi @ network.supply + rho @ network.demand + best.sum())
        return Relaxed(value, offers.used(room, len(network.offers)), needs.used(room, len(network.needs)))

    def lane_worth(self) -> Whole:
        """Per lane: more than this it cannot bring over its cost, in any plan that uses it."""
        network = self.network
        needs, offers = self.by_need.stacked(network.arc_gain), self.by_offer.stacked(network.arc_gain)
        lanes, room = np.arange(len(network.lanes)), network.lane_capacity
        return np.minimum(needs.worth(lanes, room), offers.worth(lanes, room)) - network.lane_cost

    def _best_containers(self, needs: _Stack, offers: _Stack) -> tuple[Whole, Whole]:
        """Per lane: the most it brings and the number of containers that does it."""
        network, lanes = self.network, len(self.network.lanes)
        best, count = np.zeros(lanes, np.int64), np.zeros(lanes, np.int64)
        rising = np.arange(lanes)
        while len(rising):
            number = count[rising] + 1
            room = number * network.lane_capacity[rising]
            worth = np.minimum(needs.worth(rising, room), offers.worth(rising, room)) - number * network.lane_cost[rising]
            better = worth > best[rising]
            rising = rising[better]
            best[rising], count[rising] = worth[better], count[rising] + 1
        return best, count


class _Side:
    """The needs (or offers) of every lane: what each could take there at most, if the other side's quantities were free."""

    def __init__(self, network: Network, member: Whole, own: Whole, partner: Whole, partners: Whole) -> None:
        self.order = np.lexsort((member, network.arc_lane))
        lane, sorted_member = network.arc_lane[self.order], member[self.order]
        is_first = np.append(True, (lane[1:] != lane[:-1]) | (sorted_member[1:] != sorted_member[:-1])) if len(lane) else np.empty(0, bool)
        self.first = np.flatnonzero(is_first)
        self.lane, self.member = lane[self.first], sorted_member[self.first]
        groups = np.cumsum(is_first) - 1
        self.kg = np.minimum(own[self.member], total(groups, partners[partner[self.order]], len(self.first)))
        self.lanes = len(network.lanes)

    def stacked(self, gain: Whole) -> _Stack:
        """The members of every lane by falling gain, each at its best partner."""
        best = np.maximum.reduceat(gain[self.order], self.first) if len(self.first) else np.empty(0, np.int64)
        kept = np.flatnonzero(best > 0)
        kept = kept[np.lexsort((self.member[kept], -best[kept], self.lane[kept]))]
        return _Stack(self.lane[kept], self.member[kept], best[kept], self.kg[kept], self.lanes)


class _Stack:
    def __init__(self, lane: Whole, member: Whole, gain: Whole, kg: Whole, lanes: int) -> None:
        self.lane, self.member, self.gain, self.kg = lane, member, gain, kg
        self.start = np.searchsorted(lane, np.arange(lanes + 1))
        running = np.cumsum(kg) - kg
        self.below = running - np.append(running, 0)[self.start[:-1]][lane] if len(lane) else running

    def worth(self, lanes: Whole, room: Whole) -> Whole:
        """What `room` kg on each of `lanes` earn."""
        size = self.start[lanes + 1] - self.start[lanes]
        place = np.repeat(np.arange(len(lanes)), size)
        entry = np.arange(size.sum()) - np.repeat(np.cumsum(size) - size, size) + np.repeat(self.start[lanes], size)
        taken = np.clip(room[place] - self.below[entry], 0, self.kg[entry])
        return total(place, taken * self.gain[entry], len(lanes))

    def used(self, room: Whole, members: int) -> Whole:
        """Kg of each member that `room` per lane takes."""
        return total(self.member, np.clip(room[self.lane] - self.below, 0, self.kg), members)
