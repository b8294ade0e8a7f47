"""What a plan leaves: kg unsold and unmet, room in open containers; and at which price one more lot, or one more need, would pay.

The price is that of the cheapest way to add the row to the plan while all others keep their partners or swap them for this row.
If the plan is the best there is, a row that passes this price is in every best plan of the changed market: plans without it are
worth no more than before, and the plan with it is worth more (docs/rules/sealed-limits.md).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from rochdale.trade.market.fits import last_fitting_slot
from rochdale.trade.market.plan import Match, Plan
from rochdale.trade.market.problem import Need, Offer, Problem, Route

Lane = tuple[str, int]
Port = tuple[str, str]
Row = TypeVar("Row", Offer, Need, Route)


@dataclass(frozen=True, slots=True)
class Chance:
    """So many kg that a lane could take from, or bring to, a row."""

    worth: int
    """Per kg: for an offer what the kg would bring, for a need what they would cost; freight apart."""
    kg: int
    least_kg: int
    """It is this much or nothing."""
    needs_room: bool
    """False where the kg take the place of others in the same container."""
    cooperative: str
    ask: int = 0
    """What the lot asks for, whatever it costs to take it from somebody else."""


class Residue:
    """A cleared market, looked at from what is left over."""

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.problem = problem
        self.offers, self.needs = {row.id: row for row in problem.offers}, {row.id: row for row in problem.needs}
        self.routes = {row.id: row for row in problem.routes}
        self.unsold = Counter({row.id: row.kg for row in problem.offers})
        self.unmet = Counter({row.id: row.kg for row in problem.needs})
        self.delivered, self.room = Counter[tuple[str, int]](), Counter[Lane]()
        self.suppliers, self.of_need = defaultdict[str, Counter[str]](Counter), defaultdict[str, list[Match]](list)
        self.on_lane = defaultdict[Lane, list[Match]](list)
        for shipment in plan.shipments:
            self.room[shipment.route, shipment.slot] = shipment.containers * self.routes[shipment.route].capacity_kg - shipment.load_kg
        for match in plan.matches:
            self._count(match)
        self.routes_from, self.routes_to = _by(problem.routes, lambda row: row.origin), _by(problem.routes, lambda row: row.destination)
        self.between = _between(problem.routes)
        self.offers_by_family, self.needs_by_family = _by(problem.offers, lambda row: ""), _by(problem.needs, lambda row: "")
        self._needs_that_fit: dict[tuple[object, ...], dict[str, list[tuple[Need, int]]]] = {}
        self._offers_that_fit: dict[tuple[object, ...], dict[str, list[tuple[Offer, int]]]] = {}

    def _count(self, match: Match) -> None:
        self.unsold[match.offer] -= match.kg
        self.unmet[match.need] -= match.kg
        self.delivered[match.need, match.slot + self.routes[match.route].transit_slots] += match.kg
        self.suppliers[match.need][self.offers[match.offer].cooperative] += match.kg
        self.of_need[match.need].append(match)
        self.on_lane[match.route, match.slot].append(match)

    def offers_of(self, family: str) -> list[Offer]:
        """All offers of a family."""
        return self.offers_by_family.get((family, ""), [])

    def needs_of(self, family: str) -> list[Need]:
        """All needs of a family."""
        return self.needs_by_family.get((family, ""), [])

    def offer_pays_below(self, offer: Offer, kg: int, above: int = 0) -> int:
        """`kg` more of this offer would pay at any ask below the result; `above` when it never does above that."""
        return max(self._offer_prices(offer, kg, above), default=above)

    def offer_pays(self, offer: Offer, kg: int) -> bool:
        """Whether `kg` more would pay at the offer's own ask."""
        return any(True for _ in self._offer_prices(offer, kg, offer.ask))

    def need_pays_above(self, need: Need, kg: int, below: int) -> int:
        """`kg` more for this need would pay at any bid above the result; `below` when it never does below that."""
        return min(self._need_prices(need, kg, below), default=below)

    def need_pays(self, need: Need, kg: int) -> bool:
        """Whether `kg` more would pay at the need's own bid."""
        return any(True for _ in self._need_prices(need, kg, need.bid))

    def _offer_prices(self, offer: Offer, kg: int, best: int) -> Iterator[int]:
        """Rising prices, all above `best`."""
        last = min(offer.last_slot, self.problem.slots - 1)
        for port, there in self.fitting_needs(offer).items():
            if there[0][0].bid <= best:
                continue
            first = min(need.first_slot for need, _ in there)
            for route in self.between.get((offer.family, offer.port, port), ()):
                for slot in range(max(offer.first_slot, first - route.transit_slots, 0), last + 1):
                    price = self._lane_price(route, slot, list(self._chances(offer, there, route, slot, kg, best)), kg)
                    if price > best:
                        yield (best := price)

    def _need_prices(self, need: Need, kg: int, best: int) -> Iterator[int]:
        """Falling prices, all below `best`."""
        for port, there in self.fitting_offers(need).items():
            if there[0][0].ask >= best:
                continue
            gone = max(offer.last_slot for offer, _ in there)
            for route in self.between.get((need.family, port, need.port), ()):
                last = min(need.last_slot - route.transit_slots, self.problem.slots - 1, gone)
                for slot in range(max(need.first_slot - route.transit_slots, 0), last + 1):
                    givers = [offer for offer, until in there if offer.first_slot <= slot <= min(offer.last_slot, until)]
                    if givers and givers[0].ask < best:
                        price = self._lane_cost(route, slot, need, kg, self._givers(need, givers, route, slot, kg), best)
                        if price < best:
                            yield (best := price)

    def fitting_needs(self, offer: Offer) -> dict[str, list[tuple[Need, int]]]:
        """Needs that the quality answers, by port, highest bid first, each with the last slot; worked out once per quality."""
        quality = (offer.family, offer.species, offer.process, offer.protocol, offer.score, offer.certificates, offer.certificate_last_slot)
        found = self._needs_that_fit.get(quality)
        if found is None:
            found = self._needs_that_fit[quality] = {}
            for need in sorted(self.needs_of(offer.family), key=lambda need: -need.bid):
                until = last_fitting_slot(offer, need)
                if until >= 0:
                    found.setdefault(need.port, []).append((need, until))
        return found

    def fitting_offers(self, need: Need) -> dict[str, list[tuple[Offer, int]]]:
        """Offers whose quality answers, by port, lowest ask first, each with the last slot; worked out once per quality."""
        quality = (need.family, need.species, need.process, need.protocol, need.min_score, need.certificates)
        found = self._offers_that_fit.get(quality)
        if found is None:
            found = self._offers_that_fit[quality] = {}
            for offer in sorted(self.offers_of(need.family), key=lambda offer: offer.ask):
                until = last_fitting_slot(offer, need)
                if until >= 0:
                    found.setdefault(offer.port, []).append((offer, until))
        return found

    def _chances(self, offer: Offer, there: list[tuple[Need, int]], route: Route, slot: int, kg: int, best: int) -> Iterator[Chance]:
        arrival = slot + route.transit_slots
        for need, until in there:
            if need.bid <= best:
                return
            if need.first_slot <= arrival <= need.last_slot and slot <= until:
                yield from self._takers(offer, need, route, slot, kg)

    def _takers(self, offer: Offer, need: Need, route: Route, slot: int, kg: int) -> Iterator[Chance]:
        """What a need would take off this lane: kg not yet met, and the kg of somebody dearer."""
        is_welcome = self.may_supply(offer.cooperative, need)
        least = max(min(need.min_lot_kg, need.kg) - self.delivered[need.id, slot + route.transit_slots], 1)
        if is_welcome and min(kg, self.unmet[need.id]) >= least:
            yield Chance(need.bid, min(kg, self.unmet[need.id]), least, True, "")
        for match in self.of_need.get(need.id, ()):
            yield from self._displaced(match, offer, need, route, slot, kg, is_welcome)

    def _displaced(self, match: Match, offer: Offer, need: Need, route: Route, slot: int, kg: int, is_welcome: bool) -> Iterator[Chance]:
        """A supplier whose place in the same arrival slot the lot could take; a full supplier list asks for the whole place."""
        other, arrival = self.offers[match.offer], match.slot + self.routes[match.route].transit_slots
        if other.id == offer.id or arrival != slot + route.transit_slots:
            return
        is_only = self.suppliers[need.id][other.cooperative] == match.kg
        if is_welcome or (is_only and match.kg <= kg):
            yield Chance(other.ask, min(kg, match.kg), 1 if is_welcome else match.kg, (match.route, match.slot) != (route.id, slot), "")

    def may_supply(self, cooperative: str, need: Need) -> bool:
        """Whether one more lot of this cooperative keeps the need within its number of suppliers."""
        suppliers = self.suppliers.get(need.id, Counter())
        return need.max_suppliers is None or cooperative in suppliers or len(suppliers) < need.max_suppliers

    def _lane_price(self, route: Route, slot: int, chances: list[Chance], kg: int) -> int:
        """The ask below which the lot pays on this lane: in room that is free, in another's place, or in one more container."""
        if not chances:
            return 0
        room = self.room[route.id, slot]
        free = [chance.worth for chance in chances if not chance.needs_room or chance.least_kg <= room]
        return max([0, *free, *self._container_prices(route, room, chances, kg)])

    def _container_prices(self, route: Route, room: int, chances: Iterable[Chance], kg: int) -> Iterator[int]:
        """With one more container: what is filled, best takers first, must pay for it. Rounded up, because an ask below it pays."""
        filled = value = 0
        for chance in sorted((chance for chance in chances if chance.needs_room), key=lambda chance: -chance.worth):
            taken = min(chance.kg, kg - filled, route.capacity_kg + room - filled)
            if taken >= chance.least_kg:
                filled, value = filled + taken, value + taken * chance.worth
                yield -((route.cost - value) // filled)

    def _givers(self, need: Need, givers: Iterable[Offer], route: Route, slot: int, kg: int) -> Iterator[Chance]:
        """What the lane could bring: lots not yet sold, and lots on board for somebody who pays less."""
        for offer in givers:
            if self.unsold[offer.id]:
                yield Chance(offer.ask, min(kg, self.unsold[offer.id]), 1, True, offer.cooperative, offer.ask)
        for match in self.on_lane.get((route.id, slot), ()):
            other, offer = self.needs[match.need], self.offers[match.offer]
            spare = self.delivered[other.id, slot + route.transit_slots] - min(other.min_lot_kg, other.kg)
            if other.id != need.id and spare > 0 and last_fitting_slot(offer, need) >= slot:
                yield Chance(other.bid, min(kg, match.kg, spare), 1, False, offer.cooperative, offer.ask)

    def _lane_cost(self, route: Route, slot: int, need: Need, kg: int, chances: Iterable[Chance], below: int) -> int:
        """The bid above which the need pays on this lane."""
        room, suppliers = self.room[route.id, slot], set(self.suppliers.get(need.id, ()))
        least = max(min(need.min_lot_kg, need.kg) - self.delivered[need.id, slot + route.transit_slots], 1)
        best, filled, in_room, cost, dearest = below, 0, 0, 0, 0
        for chance in sorted(chances, key=lambda chance: chance.worth):
            if need.max_suppliers is not None and chance.cooperative not in suppliers and len(suppliers) >= need.max_suppliers:
                continue
            taken = min(chance.kg, kg - filled, route.capacity_kg + room - in_room if chance.needs_room else chance.kg)
            if taken <= 0:
                break
            suppliers.add(chance.cooperative)
            dearest = max(dearest, chance.ask)
            # Up to the least the need accepts, a first part may do with the room that is free.
            part = max(least - filled, 1)
            if part <= taken and in_room + (part if chance.needs_room else 0) <= room:
                best = min(best, max(dearest, (cost + part * chance.worth) // (filled + part)))
            filled, cost, in_room = filled + taken, cost + taken * chance.worth, in_room + (taken if chance.needs_room else 0)
            if filled >= least:
                best = min(best, max(dearest, (cost + (route.cost if in_room > room else 0)) // filled))
        return best


def _by(rows: Iterable[Row], where: Callable[[Row], str]) -> dict[Port, list[Row]]:
    """Rows by family and port."""
    found: dict[Port, list[Row]] = {}
    for row in rows:
        found.setdefault((row.family, where(row)), []).append(row)
    return found


def _between(routes: Iterable[Route]) -> dict[tuple[str, str, str], list[Route]]:
    """Routes by family, origin and destination."""
    found: dict[tuple[str, str, str], list[Route]] = {}
    for route in routes:
        found.setdefault((route.family, route.origin, route.destination), []).append(route)
    return found
