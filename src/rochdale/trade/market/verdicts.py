"""Why a lot was not sold, or a need not met: the first thing that stood in the way. Facts name nothing of the other side's price."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from rochdale.kernel.refusal import Refusal
from rochdale.trade.market.fits import is_good_enough, is_kind, last_fitting_slot
from rochdale.trade.market.problem import Need, Offer, Route
from rochdale.trade.market.residue import Residue

Other = TypeVar("Other", Offer, Need)
Filter = tuple[str, Callable[[Other], bool]]

BEYOND_CHANGE = frozenset(
    f"market.{code}"
    for code in (
        "offer-product-not-wanted", "offer-kind-not-wanted", "offer-no-route", "need-product-not-offered", "need-kind-not-offered",
        "need-no-route",
    )
)  # fmt: skip
"""What a row is and where it lies: no change of price, weight, time or quality helps."""


def of_offer(residue: Residue, offer: Offer, kg: int) -> Refusal:
    """Why `kg` of an offer found no buyer."""
    facts = {"kg": kg, "product": offer.family}
    routes = _routes_by(residue.routes_from.get((offer.family, offer.port), ()), lambda route: route.destination)

    def meets(need: Need) -> bool:
        return any(_shared_slot(residue, offer, need, route) for route in routes.get(need.port, ()))

    filters: list[Filter[Need]] = [
        ("market.offer-kind-not-wanted", lambda need: is_kind(offer, need)),
        ("market.offer-no-route", lambda need: need.port in routes),
        ("market.offer-score-too-low", lambda need: is_good_enough(offer, need)),
        ("market.offer-certificate-missing", lambda need: need.certificates <= offer.certificates),
        ("market.offer-misses-windows", meets),
        (
            "market.offer-minimum-too-high" if offer.floor > offer.reserve else "market.offer-ask-too-high",
            lambda need: need.bid > offer.ask,
        ),
    ]
    fitting = (need for there in residue.fitting_needs(offer).values() for need, _ in there)
    needs = [need for need in fitting if need.bid > offer.ask and meets(need)]
    if not needs:
        return Refusal(_first_empty(residue.needs_of(offer.family), filters, "market.offer-product-not-wanted"), facts)
    if residue.offer_pays(offer, kg):
        return Refusal("market.squeezed-out", facts)
    short = [need for need in needs if residue.unmet[need.id]]
    if not short:
        return Refusal("market.offer-outbid", facts)
    return Refusal(_offer_held_up(residue, offer, kg, short), facts)


def _offer_held_up(residue: Residue, offer: Offer, kg: int, short: Sequence[Need]) -> str:
    """Needs with kg to spare would have paid enough, and yet."""
    allowed = [need for need in short if residue.may_supply(offer.cooperative, need)]
    if not allowed:
        return "market.offer-suppliers-full"
    if all(min(need.min_lot_kg, need.kg) > kg for need in allowed):
        return "market.offer-below-minimum-lot"
    return "market.offer-container-not-worthwhile"


def of_need(residue: Residue, need: Need, kg: int) -> Refusal:
    """Why `kg` of a need were not found."""
    facts = {"kg": kg, "product": need.family}
    routes = _routes_by(residue.routes_to.get((need.family, need.port), ()), lambda route: route.origin)

    def meets(offer: Offer) -> bool:
        return any(_shared_slot(residue, offer, need, route) for route in routes.get(offer.port, ()))

    filters: list[Filter[Offer]] = [
        ("market.need-kind-not-offered", lambda offer: is_kind(offer, need)),
        ("market.need-no-route", lambda offer: offer.port in routes),
        ("market.need-score-too-high", lambda offer: is_good_enough(offer, need)),
        ("market.need-certificate-not-offered", lambda offer: need.certificates <= offer.certificates),
        ("market.need-misses-windows", meets),
        ("market.need-limit-too-low", lambda offer: need.bid > offer.ask),
    ]
    fitting = (offer for there in residue.fitting_offers(need).values() for offer, _ in there)
    offers = [offer for offer in fitting if need.bid > offer.ask and meets(offer)]
    if not offers:
        return Refusal(_first_empty(residue.offers_of(need.family), filters, "market.need-product-not-offered"), facts)
    if residue.need_pays(need, kg):
        return Refusal("market.squeezed-out", facts)
    left = [offer for offer in offers if residue.unsold[offer.id]]
    if not left:
        return Refusal("market.need-outbid", facts)
    return Refusal(_need_held_up(residue, need, left), facts)


def _need_held_up(residue: Residue, need: Need, left: Sequence[Offer]) -> str:
    """Lots with kg to spare would have been cheap enough, and yet."""
    allowed = [offer for offer in left if residue.may_supply(offer.cooperative, need)]
    if not allowed:
        return "market.need-suppliers-full"
    if sum(residue.unsold[offer.id] for offer in allowed) < min(need.min_lot_kg, need.kg):
        return "market.need-below-minimum-lot"
    return "market.need-container-not-worthwhile"


def _first_empty(rows: Sequence[Other], filters: Sequence[Filter[Other]], nothing: str) -> str:
    """The code of the first filter that lets nothing through; some filter does."""
    left, empty = list(rows), nothing
    for code, passes in filters:
        if not left:
            break
        left, empty = [row for row in left if passes(row)], code
    return empty


def _shared_slot(residue: Residue, offer: Offer, need: Need, route: Route) -> bool:
    first = max(offer.first_slot, need.first_slot - route.transit_slots, 0)
    last = min(offer.last_slot, need.last_slot - route.transit_slots, residue.problem.slots - 1, last_fitting_slot(offer, need))
    return first <= last


def _routes_by(routes: Sequence[Route], end: Callable[[Route], str]) -> dict[str, list[Route]]:
    found: dict[str, list[Route]] = {}
    for route in routes:
        found.setdefault(end(route), []).append(route)
    return found
