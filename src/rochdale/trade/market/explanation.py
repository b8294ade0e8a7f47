"""Why each match came about and what its price is made of; why the rest was left, and what smallest change would have helped.

Works from a problem and its plan alone, without a solver. What it shows to one side never holds the other side's limit, nor
figures from which it follows (docs/rules/sealed-limits.md).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from rochdale.kernel.refusal import Refusal
from rochdale.trade.market import changes, verdicts
from rochdale.trade.market.fits import last_fitting_slot
from rochdale.trade.market.own_process import Progress
from rochdale.trade.market.plan import Match, Plan
from rochdale.trade.market.problem import Need, Offer, Problem, Route, Split
from rochdale.trade.market.residue import Residue

SQUEEZED_OUT = "market.squeezed-out"
CHANGE_NONE, CHANGE_NOT_FOUND = "market.change-none", "market.change-not-found"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the waterfall from the farm gate to the buyer's port, ten-thousandths per kg.

    `what` is "farm-gate", "inland", "certificate", "freight", "insurance"; steps add up to the buyer's price.
    """

    what: str
    amount: int


@dataclass(frozen=True, slots=True)
class Sharer:
    """One who shares the container."""

    cooperative: str
    offer: str
    buyer: str
    need: str
    kg: int


@dataclass(frozen=True, slots=True)
class MatchExplanation:
    """A match, opened. All amounts in ten-thousandths per kg; `reasons` are codes with facts."""

    match: Match
    container_id: str
    steps: tuple[Step, ...]
    floor: int
    """The verified minimum that binds, 0 where none does."""
    container_cost: int
    """Fixed charge of one container, ten-thousandths of the currency."""
    container_kg: int
    capacity_kg: int
    sharers: tuple[Sharer, ...]
    pool_kg: int
    """Of the same quality in the same shipment: all of it has this price."""
    pricing: str
    """How freight is shared: "even", "by-pool" or "by-match"."""
    split: Split
    """The stated band within which the surplus is divided; where in it is drawn and not told."""
    reasons: tuple[Refusal, ...]

    @property
    def share_of_container(self) -> int:
        """In ten-thousandths."""
        return self.match.kg * 10_000 // self.container_kg


@dataclass(frozen=True, slots=True)
class LeftoverExplanation:
    """An offer or need of which `kg_left` were not matched: the reason, and the smallest change as a band."""

    side: str
    id: str
    kg_left: int
    kg_matched: int
    verdict: Refusal
    change: changes.Change | None
    """None for a row that was only squeezed out, and for one for which no change was found."""
    is_settled: bool = False
    """Without a change: that there is none is proven, not only that none was found."""

    @property
    def is_squeezed_out(self) -> bool:
        """Nothing stood in the way but whole containers and the limits of others."""
        return self.verdict.code == SQUEEZED_OUT


def explain_matches(problem: Problem, plan: Plan, inland: Mapping[str, int]) -> list[MatchExplanation]:
    """Every match in the order of the plan. `inland` per offer id is the way from the farm gate to on board, part of the price."""
    residue = Residue(problem, plan)
    loads, pools, sharers = Counter[str](), Counter[tuple[str, int, str]](), defaultdict[str, list[Sharer]](list)
    for match in plan.matches:
        offer, need = residue.offers[match.offer], residue.needs[match.need]
        loads[container_id(match)] += match.kg
        pools[match.route, match.slot, _quality(need)] += match.kg
        sharers[container_id(match)].append(Sharer(offer.cooperative, offer.id, need.buyer, need.id, match.kg))
    pricing = {(shipment.route, shipment.slot): shipment.pricing for shipment in plan.shipments}
    return [
        MatchExplanation(
            match=match,
            container_id=container_id(match),
            steps=_steps(match, residue.offers[match.offer], inland.get(match.offer, 0)),
            floor=residue.offers[match.offer].floor,
            container_cost=residue.routes[match.route].cost,
            container_kg=loads[container_id(match)],
            capacity_kg=residue.routes[match.route].capacity_kg,
            sharers=tuple(sharers[container_id(match)]),
            pool_kg=pools[match.route, match.slot, _quality(residue.needs[match.need])],
            pricing=pricing[match.route, match.slot],
            split=problem.split,
            reasons=tuple(_why_this_buyer(residue, match)),
        )
        for match in plan.matches
    ]


def explain_leftovers(
    problem: Problem, plan: Plan, certified: changes.Certified, on_progress: Progress | None = None
) -> list[LeftoverExplanation]:
    """Every offer and need with kg left, offers first, in order of id."""
    residue = Residue(problem, plan)
    offers = [offer for offer in sorted(problem.offers, key=lambda row: row.id) if residue.unsold[offer.id]]
    needs = [need for need in sorted(problem.needs, key=lambda row: row.id) if residue.unmet[need.id]]
    rows: list[Offer | Need] = [*offers, *needs]
    found = []
    for row in rows:
        found.append(_leftover_offer(residue, row, certified) if isinstance(row, Offer) else _leftover_need(residue, row))
        if on_progress:
            on_progress("explain", len(found), len(rows))
    return found


def told_change(left: LeftoverExplanation, *, currency: str, slot_days: int) -> Refusal | None:
    """The smallest change as a code with facts; that there is none, or that none was found; None for a row only squeezed out."""
    if left.change is not None:
        return changes.told(left.change, left.side, currency=currency, slot_days=slot_days)
    if left.is_squeezed_out:
        return None
    return Refusal(CHANGE_NONE if left.is_settled else CHANGE_NOT_FOUND)


def container_id(match: Match) -> str:
    """Name of a container: its route, departure slot and number."""
    return f"{match.route}/{match.slot}/{match.container}"


def _leftover_offer(residue: Residue, offer: Offer, certified: changes.Certified) -> LeftoverExplanation:
    left = residue.unsold[offer.id]
    verdict = verdicts.of_offer(residue, offer, left)
    change = None if verdict.code == SQUEEZED_OUT else changes.for_offer(residue, offer, left, certified)
    return LeftoverExplanation("offer", offer.id, left, offer.kg - left, verdict, change, verdict.code in verdicts.BEYOND_CHANGE)


def _leftover_need(residue: Residue, need: Need) -> LeftoverExplanation:
    left = residue.unmet[need.id]
    verdict = verdicts.of_need(residue, need, left)
    change = None if verdict.code == SQUEEZED_OUT else changes.for_need(residue, need, left)
    return LeftoverExplanation("need", need.id, left, need.kg - left, verdict, change, verdict.code in verdicts.BEYOND_CHANGE)


def _steps(match: Match, offer: Offer, inland: int) -> tuple[Step, ...]:
    """A way to the port dearer than the price itself would make the farm gate negative: shown as it is."""
    return (
        Step("farm-gate", match.seller_price - inland),
        Step("inland", inland),
        Step("certificate", offer.extra),
        Step("freight", match.freight),
        Step("insurance", match.insurance),
    )


def _quality(need: Need) -> str:
    return "|".join((need.species, need.process, need.protocol, str(need.min_score), ";".join(sorted(need.certificates))))


def _why_this_buyer(residue: Residue, match: Match) -> list[Refusal]:
    """How many buyers fitted, and what spoke for this one, without a word on anybody's limit."""
    offer, need = residue.offers[match.offer], residue.needs[match.need]
    fitting = sum(last_fitting_slot(offer, other) >= 0 for other in residue.needs_of(offer.family))
    reasons = [Refusal("market.match-best-for-all", {"buyers": fitting})]
    if fitting == 1:
        reasons = [Refusal("market.match-only-buyer")]
    lane = residue.on_lane[match.route, match.slot]
    others = len({residue.offers[other.offer].cooperative for other in lane} - {offer.cooperative})
    if others:
        reasons.append(Refusal("market.match-shares-container", {"cooperatives": others}))
    if _nearest(residue, offer) == residue.routes[match.route].destination:
        reasons.append(Refusal("market.match-nearest-port", {"port": need.port}))
    return reasons


def _nearest(residue: Residue, offer: Offer) -> str:
    """The port to which a full container is cheapest per kg."""
    routes: list[Route] = residue.routes_from.get((offer.family, offer.port), [])
    return min(routes, key=lambda route: (route.cost / route.capacity_kg, route.id)).destination if routes else ""
