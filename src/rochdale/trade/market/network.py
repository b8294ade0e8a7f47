"""The market of one family as arrays: who may serve whom on which lane, and what each kg gains before freight.

An arc is a triple (offer, need, lane); a lane is a route in one departure slot. Arcs are sorted by lane, need, offer, and all
indices follow the order of ids, so the same market always gives the same network. The same arrays describe a facility
location instance (`location.py`), which is why nothing here knows of ports or quality.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from .problem import Need, Offer, Problem, Route

Whole = npt.NDArray[np.int64]
UNLIMITED = 1_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """One family (or a part of it that touches no other part). Kg and ten-thousandths of the currency, all whole numbers."""

    name: str
    offers: tuple[str, ...]
    needs: tuple[str, ...]
    lanes: tuple[tuple[str, int], ...]
    """(route id, departure slot)."""
    supply: Whole
    demand: Whole
    cooperative: Whole
    """Number of the cooperative of each offer: suppliers are counted by it."""
    min_lot: Whole
    """Per need: what reaches it in one arrival slot is 0 or at least this; never above its demand."""
    most_suppliers: Whole
    lane_cost: Whole
    lane_capacity: Whole
    lane_most: Whole
    """Most containers the lane can have."""
    lane_arrival: Whole
    """Arrival slot: deliveries to a need count towards its minimum lot when this is equal."""
    arc_offer: Whole
    arc_need: Whole
    arc_lane: Whole
    arc_gain: Whole
    """bid - ask, per kg, above 0."""

    @property
    def lane_start(self) -> Whole:
        """Arcs of lane l are lane_start[l] to lane_start[l + 1]."""
        return np.searchsorted(self.arc_lane, np.arange(len(self.lanes) + 1)).astype(np.int64)

    def part(self, arcs: Whole) -> Network:
        """The network of these arcs alone, with only the offers, needs and lanes they touch."""
        offers, arc_offer = np.unique(self.arc_offer[arcs], return_inverse=True)
        needs, arc_need = np.unique(self.arc_need[arcs], return_inverse=True)
        lanes, arc_lane = np.unique(self.arc_lane[arcs], return_inverse=True)
        return Network(
            self.name, tuple(self.offers[i] for i in offers), tuple(self.needs[j] for j in needs), tuple(self.lanes[k] for k in lanes),
            self.supply[offers], self.demand[needs], self.cooperative[offers], self.min_lot[needs], self.most_suppliers[needs],
            self.lane_cost[lanes], self.lane_capacity[lanes], self.lane_most[lanes], self.lane_arrival[lanes],
            arc_offer.astype(np.int64), arc_need.astype(np.int64), arc_lane.astype(np.int64), self.arc_gain[arcs],
        )  # fmt: skip


def families(problem: Problem) -> list[str]:
    """Every family named by an offer or a need, in order."""
    return sorted({row.family for row in problem.offers} | {row.family for row in problem.needs})


def last_slot_valid(offer: Offer, need: Need) -> int | None:
    """The last departure slot at which the offer's quality answers the need, None where it never does; slots themselves are not looked at.

    Species, process and protocol of a need count only where named; a minimum score counts only under the same protocol.
    """
    named = ((need.species, offer.species), (need.process, offer.process), (need.protocol, offer.protocol))
    if need.family != offer.family or any(wanted not in ("", found) for wanted, found in named):
        return None
    if need.min_score is not None and (need.protocol != offer.protocol or offer.score is None or offer.score < need.min_score):
        return None
    if not need.certificates <= offer.certificates:
        return None
    return min((last for name, last in offer.certificate_last_slot if name in need.certificates), default=UNLIMITED)


def build(problem: Problem, family: str) -> Network:
    """The network of one family of a canonical problem: arcs with a compatible quality, a shared slot and bid above ask."""
    offers = [offer for offer in problem.offers if offer.family == family]
    needs = [need for need in problem.needs if need.family == family]
    routes = [route for route in problem.routes if route.family == family]
    last_valid = _last_valid(offers, needs)
    gain = np.subtract.outer(_column([need.bid for need in needs]), _column([offer.ask for offer in offers])).T
    last_open = np.where(gain > 0, last_valid, -1)
    parts = np.concatenate([np.empty((4, 0), np.int64), *_arcs(problem, routes, offers, needs, last_open)], axis=1)
    return _assemble(family, offers, needs, routes, parts, gain)


def components(network: Network) -> Iterator[Network]:
    """The parts of a network that share no offer, no need, no lane: each can be cleared alone."""
    size = len(network.offers) + len(network.needs) + len(network.lanes)
    offer, need = network.arc_offer, network.arc_need + len(network.offers)
    lane = network.arc_lane + len(network.offers) + len(network.needs)
    ends = (np.concatenate([offer, need]), np.concatenate([need, lane]))
    graph = coo_array((np.ones(2 * len(offer), np.int8), ends), shape=(size, size))
    _, label = connected_components(graph, directed=False)
    of_arc = label[offer]
    for value in dict.fromkeys(of_arc.tolist()):
        yield network.part(np.flatnonzero(of_arc == value))


def _column(values: Sequence[int]) -> Whole:
    return np.array(values, dtype=np.int64)


def _last_valid(offers: Sequence[Offer], needs: Sequence[Need]) -> Whole:
    """Offer x need: last departure slot with a valid quality, -1 where there is none. Worked out once per kind of quality."""
    offer_kinds = [(o.species, o.process, o.protocol, o.score, o.certificates, o.certificate_last_slot) for o in offers]
    need_kinds = [(n.species, n.process, n.protocol, n.min_score, n.certificates) for n in needs]
    offer_example, need_example = dict(zip(offer_kinds, offers, strict=True)), dict(zip(need_kinds, needs, strict=True))
    table = np.full((len(offer_example), len(need_example)), -1, dtype=np.int64)
    for row, offer in enumerate(offer_example.values()):
        for column, need in enumerate(need_example.values()):
            last = last_slot_valid(offer, need)
            table[row, column] = -1 if last is None else last
    offer_place = {kind: place for place, kind in enumerate(offer_example)}
    need_place = {kind: place for place, kind in enumerate(need_example)}
    rows, columns = _column([offer_place[kind] for kind in offer_kinds]), _column([need_place[kind] for kind in need_kinds])
    return table[np.ix_(rows, columns)]


def _by_port(ports: Sequence[str]) -> dict[str, Whole]:
    found: dict[str, list[int]] = {}
    for number, port in enumerate(ports):
        found.setdefault(port, []).append(number)
    return {port: _column(numbers) for port, numbers in found.items()}


def _arcs(problem: Problem, routes: Sequence[Route], offers: Sequence[Offer], needs: Sequence[Need], last_open: Whole) -> Iterator[Whole]:
    """Per route, rows: offer, need, route number, departure slot; one column per arc. `last_open` is -1 where a pair cannot trade."""
    origins, destinations = _by_port([offer.port for offer in offers]), _by_port([need.port for need in needs])
    ready, gone = (
        _column([max(offer.first_slot, 0) for offer in offers]),
        _column([min(offer.last_slot, problem.slots - 1) for offer in offers]),
    )
    early, late = _column([need.first_slot for need in needs]), _column([need.last_slot for need in needs])
    for number, route in enumerate(routes):
        if route.origin not in origins or route.destination not in destinations or route.capacity_kg <= 0:
            continue
        here, there = origins[route.origin], destinations[route.destination]
        first = np.maximum.outer(ready[here], early[there] - route.transit_slots)
        last = np.minimum(np.minimum.outer(gone[here], late[there] - route.transit_slots), last_open[np.ix_(here, there)])
        width = np.maximum(last - first + 1, 0)
        i, j = np.nonzero(width)
        repeat = width[i, j]
        step = np.arange(repeat.sum()) - np.repeat(np.cumsum(repeat) - repeat, repeat)
        slot = np.repeat(first[i, j], repeat) + step
        yield np.stack([np.repeat(here[i], repeat), np.repeat(there[j], repeat), np.full_like(slot, number), slot])


def _assemble(family: str, offers: Sequence[Offer], needs: Sequence[Need], routes: Sequence[Route], arcs: Whole, gain: Whole) -> Network:
    offer, need, route, slot = arcs
    order = np.lexsort((offer, need, slot, route))
    offer, need, route, slot = offer[order], need[order], route[order], slot[order]
    lanes, arc_lane = np.unique(np.stack([route, slot], axis=1), axis=0, return_inverse=True)
    demand = _column([row.kg for row in needs])
    names = {name: number for number, name in enumerate(sorted({row.cooperative for row in offers}))}
    used = [routes[number] for number in lanes[:, 0].tolist()]
    capacity = _column([row.capacity_kg for row in used])
    network = Network(
        family, tuple(row.id for row in offers), tuple(row.id for row in needs),
        tuple((row.id, moment) for row, moment in zip(used, lanes[:, 1].tolist(), strict=True)),
        _column([row.kg for row in offers]), demand, _column([names[row.cooperative] for row in offers]),
        np.minimum(_column([max(row.min_lot_kg, 0) for row in needs]), demand),
        _column([UNLIMITED if row.max_suppliers is None else row.max_suppliers for row in needs]),
        _column([row.cost for row in used]), capacity, np.zeros_like(capacity),
        lanes[:, 1] + _column([row.transit_slots for row in used]),
        offer, need, arc_lane.reshape(-1).astype(np.int64), gain[offer, need],
    )  # fmt: skip
    network.lane_most[:] = -(-most_load(network) // capacity)
    return network


def most_load(network: Network) -> Whole:
    """U per lane: no plan loads more than all offers, or all needs, that have an arc on it."""
    lanes = len(network.lanes)
    goods = np.unique(np.stack([network.arc_lane, network.arc_offer], axis=1), axis=0)
    wants = np.unique(np.stack([network.arc_lane, network.arc_need], axis=1), axis=0)
    return np.minimum(total(goods[:, 0], network.supply[goods[:, 1]], lanes), total(wants[:, 0], network.demand[wants[:, 1]], lanes))


def total(group: Whole, amount: Whole, groups: int) -> Whole:
    """Exact whole-number sums of `amount` per group."""
    sums = np.zeros(groups, dtype=np.int64)
    np.add.at(sums, group, amount)
    return sums
