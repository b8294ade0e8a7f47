"""The exact model of a network as a mixed-integer program, solved by HiGHS.

    max  Σ gain·x − Σ cost·n
    Σ x of an offer ≤ supply;  Σ x of a need ≤ demand;  Σ x on a lane ≤ min(capacity, U)·n,  n whole
    no lane costs more than it gains: Σ gain·x ≥ cost·n
    delivery of a need in one arrival slot ∈ {0} ∪ [minimum lot, demand]: a 0/1 variable y each
    cooperative c serves need j: a 0/1 variable u; Σ_c u ≤ most suppliers

What one offer, need or lane member can carry is also tied to n, y and u one by one: it changes no plan, but brings the linear
relaxation close to the truth. Mass is solved in units of about a twentieth of a container, money in container costs: with kg the
solver accepts deliveries below their minimum lot.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil, inf, isfinite

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array, csr_array, vstack

from .network import UNLIMITED, Network, Whole, most_load, total
from .solver import Effort, Program, Real, relax, solve

MARGIN = 0.003
"""Asked of every lane when a plan is looked for: rounding to whole kg must not turn a lane that just pays into one that does not."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Kg and containers of the best plan found (None where none was) and the proven bound (None where the solver gave none)."""

    kg: Whole | None
    containers: Whole | None
    bound: int | None
    is_capped: bool


@dataclass(frozen=True, slots=True)
class Relaxed:
    """Bound of the linear relaxation, kg per arc in it, and what a kg forced onto each arc would cost (reduced cost)."""

    bound: int | None
    kg: Real
    reduced_cost: Real
    offer_price: Whole
    need_price: Whole
    """What one kg more of each would add."""
    is_capped: bool


class Model:
    """Columns: kg per arc, containers per lane, y per delivery, u per supplier of a need."""

    def __init__(
        self,
        network: Network,
        delivered: Whole | None = None,
        is_supplier: npt.NDArray[np.bool_] | None = None,
        lean_load: Whole | None = None,
        margin: float = 0.0,
    ) -> None:
        """Per arc: kg `delivered` to its need in its arrival slot from elsewhere; whether its cooperative serves the need already.

        A lean model leaves out the ties one by one: the same plans, a weaker but far quicker relaxation. `lean_load` is then the most
        that each lane can carry, in the whole network of which this may be a part. A margin is what every lane must earn on top of
        its cost, as a share of it; bounds need 0.
        """
        arcs = len(network.arc_gain)
        self.margin = margin
        self.network, self.is_lean = network, lean_load is not None
        self.most_load = most_load(network) if lean_load is None else lean_load
        self.delivered = np.zeros(arcs, np.int64) if delivered is None else delivered
        self.is_supplier = np.zeros(arcs, bool) if is_supplier is None else is_supplier
        self.mass = max(1, int(np.median(network.lane_capacity)) // 20)
        self.money = max(1, int(np.median(network.lane_cost)))
        stop, self.stop = numbered(network.arc_need, network.lane_arrival[network.arc_lane])
        pair, self.pair = numbered(network.arc_need, network.cooperative[network.arc_offer])
        self.lanes_at, self.stops_at = arcs, arcs + len(network.lanes)
        self.pairs_at = self.stops_at + len(stop)
        self.columns = self.pairs_at + len(pair)
        self.rows: list[csr_array] = []
        self.low: list[Real] = []
        self.high: list[Real] = []
        self._quantities()
        self._lanes()
        self._deliveries(len(stop))
        self._suppliers(len(pair))

    def solve(self, effort: Effort, enough: int | None = None) -> Answer:
        """The best plan within the effort, and a bound on every plan. The first plan worth `enough` ends the search."""
        network = self.network
        found = solve(self.program(), effort if enough is None else replace(effort, enough=-enough / self.money))
        # The solver works to a tolerance; a millionth on top keeps the bound true.
        bound = ceil(max(-found.bound, 0.0) * self.money * (1 + 1e-6)) + 1 if isfinite(found.bound) else None
        if found.x is None:
            return Answer(None, None, bound, found.is_capped)
        kg = np.floor(found.x[: self.lanes_at] * self.mass + 1e-3).astype(np.int64)
        containers = np.round(found.x[self.lanes_at : self.stops_at]).astype(np.int64)
        return Answer(np.clip(kg, 0, network.supply[network.arc_offer]), containers, bound, found.is_capped)

    def relax(self, effort: Effort) -> Relaxed:
        """The linear relaxation: its value bounds every plan, the arcs it uses are those worth trying first."""
        found = relax(self.program(), effort)
        if found.x is None:
            nothing = np.zeros(self.lanes_at)
            return Relaxed(None, nothing, nothing, np.zeros_like(self.network.supply), np.zeros_like(self.network.demand), found.is_capped)
        unit, offers, needs = self.money / self.mass, len(self.network.supply), len(self.network.demand)
        duals = np.maximum(np.round(-found.row_duals[: offers + needs] * unit), 0).astype(np.int64)
        bound = ceil(max(-found.bound, 0.0) * self.money * (1 + 1e-6)) + 1
        return Relaxed(
            bound,
            found.x[: self.lanes_at] * self.mass,
            found.column_duals[: self.lanes_at] * unit,
            duals[:offers],
            duals[offers:],
            found.is_capped,
        )

    def program(self) -> Program:
        """The model in the solver's units."""
        network, arcs = self.network, len(self.network.arc_gain)
        cost, low, high = np.zeros(self.columns), np.zeros(self.columns), np.ones(self.columns)
        cost[:arcs] = -network.arc_gain * (self.mass / self.money)
        cost[self.lanes_at : self.stops_at] = network.lane_cost / self.money
        high[:arcs] = np.minimum(network.supply[network.arc_offer], network.demand[network.arc_need]) / self.mass
        high[self.lanes_at : self.stops_at] = np.minimum(network.lane_most, -(-self.most_load // network.lane_capacity))
        low[self.stops_at + self.stop[self.delivered > 0]] = 1
        rows = vstack(self.rows).tocsr()
        return Program(cost, low, high, np.arange(self.columns) >= arcs, rows, np.concatenate(self.low), np.concatenate(self.high))

    def _add(self, rows: Whole, columns: Whole, values: Real, low: Real | float, high: Real | float, count: int) -> None:
        matrix = coo_array((values, (rows, columns)), shape=(count, self.columns)).tocsr()
        # Supply and demand rows stay even when empty: their duals are read by position.
        used = (np.diff(matrix.indptr) > 0) | (len(self.rows) < 2)
        self.rows.append(matrix[used])
        self.low.append(np.broadcast_to(np.asarray(low, float), count)[used])
        self.high.append(np.broadcast_to(np.asarray(high, float), count)[used])

    def _tie(self, group: Whole, arcs: Whole, switch: Whole, most: Whole) -> None:
        """Σ kg of the arcs of each group ≤ most · its switch (a column)."""
        groups, own = len(switch), np.arange(len(switch))
        values = np.concatenate([np.ones(len(arcs)), -most / self.mass])
        self._add(np.concatenate([group, own]), np.concatenate([arcs, switch]), values, -inf, 0, groups)

    def _quantities(self) -> None:
        network, arcs = self.network, np.arange(len(self.network.arc_gain))
        ones = np.ones(len(arcs))
        self._add(network.arc_offer, arcs, ones, -inf, network.supply / self.mass, len(network.supply))
        self._add(network.arc_need, arcs, ones, -inf, network.demand / self.mass, len(network.demand))

    def _lanes(self) -> None:
        network, arcs = self.network, np.arange(len(self.network.arc_gain))
        most = np.minimum(network.lane_capacity, self.most_load)
        self._tie(network.arc_lane, arcs, self.lanes_at + np.arange(len(network.lanes)), most)
        if self.is_lean:
            return
        # No lane costs more than it gains: a minimum lot of another lane is no reason to lose money on this one.
        gain, cost = network.arc_gain * (self.mass / self.money), -network.lane_cost * (1 + self.margin) / self.money
        rows, columns = (
            np.concatenate([network.arc_lane, np.arange(len(cost))]),
            np.concatenate([arcs, self.lanes_at + np.arange(len(cost))]),
        )
        self._add(rows, columns, np.concatenate([gain, cost]), 0, inf, len(cost))
        by_need = (network.arc_need, network.demand, largest_suppliers)
        by_offer = (network.arc_offer, network.supply, None)
        for member, own, limit in (by_need, by_offer):
            partner = network.demand[network.arc_need] if limit is None else network.supply[network.arc_offer]
            key, group = np.unique(network.arc_lane * (1 + int(member.max())) + member, return_inverse=True)
            lane, row = key // (1 + int(member.max())), key % (1 + int(member.max()))
            kg = np.minimum(own[row], total(group, partner, len(key)))
            if limit is not None:
                kg = np.minimum(kg, limit(network, group, self._free_suppliers(row, group)))
            self._tie_some(kg < most[lane], group, self.lanes_at + lane, kg)

    def _free_suppliers(self, need: Whole, group: Whole) -> Whole:
        """How many cooperatives may serve each group: those that may still come and those that already do."""
        already = np.unique(np.stack([group, self.pair], axis=1)[self.is_supplier], axis=0)
        return self.network.most_suppliers[need] + np.bincount(already[:, 0], minlength=len(need))

    def _tie_some(self, chosen: npt.NDArray[np.bool_], group: Whole, switch: Whole, most: Whole) -> None:
        arcs = np.flatnonzero(chosen[group])
        place = np.cumsum(chosen) - 1
        self._tie(place[group[arcs]], arcs, switch[chosen], most[chosen])

    def _deliveries(self, stops: int) -> None:
        network, stop = self.network, self.stop
        need, delivered = np.zeros(stops, np.int64), np.zeros(stops, np.int64)
        need[stop], delivered[stop] = network.arc_need, self.delivered
        lot, demand = network.min_lot[need], network.demand[need]
        most = np.minimum(demand, largest_suppliers(network, stop, self._free_suppliers(need, stop)))
        switch, has_lot = self.stops_at + np.arange(stops), (lot > 0) & (delivered < lot)
        self._tie_some(has_lot, stop, switch, most)
        arcs = np.flatnonzero(has_lot[stop])
        values = np.concatenate([np.ones(len(arcs)), -lot[has_lot] / self.mass])
        rows = np.concatenate([stop[arcs], np.flatnonzero(has_lot)])
        self._add(rows, np.concatenate([arcs, switch[has_lot]]), values, -delivered / self.mass, inf, stops)
        # However many slots there are, a demand holds only so many whole lots.
        lots = np.where(network.min_lot > 0, network.demand // np.maximum(network.min_lot, 1), UNLIMITED)
        fresh = has_lot & (delivered == 0)
        self._add(need[fresh], switch[fresh], np.ones(int(fresh.sum())), -inf, lots, len(network.demand))
        if self.is_lean:
            return
        width = 1 + int(network.arc_offer.max())
        key, group = np.unique(stop * width + network.arc_offer, return_inverse=True)
        kg = np.minimum(network.supply[key % width], demand[key // width])
        self._tie_some(has_lot[key // width] & (kg < most[key // width]), group, self.stops_at + key // width, kg)

    def _suppliers(self, pairs: int) -> None:
        network, pair = self.network, self.pair
        need, is_known = np.zeros(pairs, np.int64), np.zeros(pairs, bool)
        need[pair], is_known[pair] = network.arc_need, self.is_supplier
        candidates = np.bincount(need[~is_known], minlength=len(network.demand))
        is_short = (candidates > network.most_suppliers)[need] & ~is_known
        goods = np.unique(np.stack([pair, network.arc_offer], axis=1), axis=0)
        kg = np.minimum(network.demand[need], total(goods[:, 0], network.supply[goods[:, 1]], pairs))
        self._tie_some(is_short, pair, self.pairs_at + np.arange(pairs), kg)
        columns = self.pairs_at + np.flatnonzero(is_short)
        self._add(need[is_short], columns, np.ones(len(columns)), -inf, network.most_suppliers.astype(float), len(network.demand))


def numbered(one: Whole, other: Whole) -> tuple[Whole, Whole]:
    """The distinct pairs of two columns, as one number each, and which of them every row has."""
    pairs, row = np.unique(one * (1 + int(other.max(initial=0))) + other, return_inverse=True)
    return pairs, row.reshape(-1).astype(np.int64)


def largest_suppliers(network: Network, group: Whole, permitted: Whole) -> Whole:
    """Per group of arcs: kg of its `permitted` largest cooperatives."""
    goods = np.unique(np.stack([group, network.arc_offer], axis=1), axis=0)
    owners, owner = np.unique(np.stack([goods[:, 0], network.cooperative[goods[:, 1]]], axis=1), axis=0, return_inverse=True)
    kg = total(owner.reshape(-1), network.supply[goods[:, 1]], len(owners))
    order = np.lexsort((-kg, owners[:, 0]))
    at = owners[order, 0]
    counted = np.arange(len(at)) - np.searchsorted(at, at) < permitted[at]
    return total(at[counted], kg[order][counted], len(permitted))
