"""The Lagrangian bound of docs/rules/clearing.md, from stored multipliers, without a solver and in whole numbers.

Written apart from the engine on purpose: the verifier must not trust the code it checks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from rochdale.trade.market.problem import Need, Offer, Problem, Route

Whole = npt.NDArray[np.int64]


def lagrangian_bound(problem: Problem, family: str, pi: Mapping[str, int], rho: Mapping[str, int]) -> int:
    """L(π, ρ) of one family, in ten-thousandths of the currency; no plan of this family has a higher surplus."""
    offers = [offer for offer in problem.offers if offer.family == family]
    needs = [need for need in problem.needs if need.family == family]
    paid = sum(pi.get(offer.id, 0) * offer.kg for offer in offers) + sum(rho.get(need.id, 0) * need.kg for need in needs)
    lanes = (worth for route in problem.routes if route.family == family for worth in _route_worths(problem, route, offers, needs, pi, rho))
    return paid + sum(lanes)


def _route_worths(
    problem: Problem, route: Route, offers: Sequence[Offer], needs: Sequence[Need], pi: Mapping[str, int], rho: Mapping[str, int]
) -> Iterator[int]:
    """The worth of every lane of a route."""
    here, there = [offer for offer in offers if offer.port == route.origin], [need for need in needs if need.port == route.destination]
    if not here or not there:
        return
    gain = np.subtract.outer(_whole([need.bid for need in there]), _whole([offer.ask for offer in here])).T
    reduced = gain - _whole([pi.get(offer.id, 0) for offer in here])[:, None] - _whole([rho.get(need.id, 0) for need in there])[None, :]
    last_valid = np.where(gain > 0, _last_valid(here, there), -1)
    supply, demand = _whole([offer.kg for offer in here]), _whole([need.kg for need in there])
    first_ship, last_ship = _whole([offer.first_slot for offer in here]), _whole([offer.last_slot for offer in here])
    first_land, last_land = _whole([need.first_slot for need in there]), _whole([need.last_slot for need in there])
    begin = max(0, int(first_ship.min()), int(first_land.min()) - route.transit_slots)
    end = min(problem.slots - 1, int(last_ship.max()), int(last_land.max()) - route.transit_slots)
    for slot in range(begin, end + 1):
        ships = (first_ship <= slot) & (slot <= last_ship)
        lands = (first_land <= slot + route.transit_slots) & (slot + route.transit_slots <= last_land)
        joined = ships[:, None] & lands[None, :] & (last_valid >= slot)
        if joined.any():
            yield _lane_worth(route, joined, reduced, supply, demand)


def _lane_worth(route: Route, joined: npt.NDArray[np.bool_], reduced: Whole, supply: Whole, demand: Whole) -> int:
    """max over n of min(u1(n), u2(n)) - cost n. Values and kg per member become Python numbers, so that nothing can overflow."""
    sides = []
    for mask, value, own, others in ((joined.T, reduced.T, demand, supply), (joined, reduced, supply, demand)):
        members = np.flatnonzero(mask.any(axis=1))
        best = np.where(mask[members], value[members], -1).max(axis=1)
        most = np.minimum(own[members], mask[members] @ others)
        sides.append(sorted(((int(gain), int(kg)) for gain, kg in zip(best, most, strict=True) if gain > 0), reverse=True))
    best_worth = containers = 0
    while True:
        containers += 1
        room = containers * route.capacity_kg
        worth = min(_filled(side, room) for side in sides) - route.cost * containers
        if worth <= best_worth:
            return best_worth
        best_worth = worth


def _filled(stack: Sequence[tuple[int, int]], room: int) -> int:
    """What `room` kg bring when the most valuable go first."""
    worth = 0
    for gain, kg in stack:
        if not room:
            break
        taken = min(kg, room)
        worth, room = worth + taken * gain, room - taken
    return worth


def _last_valid(offers: Sequence[Offer], needs: Sequence[Need]) -> Whole:
    """Offer by need: the last departure slot at which the quality answers, -1 where it never does. Once per kind of quality."""
    rows, columns = defaultdict[object, list[int]](list), defaultdict[object, list[int]](list)
    for place, offer in enumerate(offers):
        rows[offer.species, offer.process, offer.protocol, offer.score, offer.certificates, offer.certificate_last_slot].append(place)
    for place, need in enumerate(needs):
        columns[need.species, need.process, need.protocol, need.min_score, need.certificates].append(place)
    table = np.full((len(offers), len(needs)), -1, dtype=np.int64)
    for these in rows.values():
        for those in columns.values():
            table[np.ix_(these, those)] = _last_slot(offers[these[0]], needs[those[0]])
    return table


def _last_slot(offer: Offer, need: Need) -> int:
    asked = ((need.species, offer.species), (need.process, offer.process), (need.protocol, offer.protocol))
    has_score = need.min_score is None or (need.protocol == offer.protocol and offer.score is not None and offer.score >= need.min_score)
    if not has_score or any(wanted not in ("", found) for wanted, found in asked) or not need.certificates <= offer.certificates:
        return -1
    return min((last for name, last in offer.certificate_last_slot if name in need.certificates), default=1_000_000)


def _whole(values: Sequence[int]) -> Whole:
    return np.array(values, dtype=np.int64)
