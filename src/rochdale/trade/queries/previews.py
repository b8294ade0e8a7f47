"""What applies to goods that are not offered yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rochdale.trade.called import certificate_names
from rochdale.trade.floors import floors_in_force, fob_per_kg
from rochdale.trade.known import per_kg
from rochdale.trade.rules.goods import OfferFacts
from rochdale.trade.rules.price_floor import Goods, minimums_for


@dataclass(frozen=True, slots=True)
class FloorBefore:
    """A minimum for 1 kg in the currency of the offer; `is_verified` says whether it binds or only warns."""

    scheme: str
    per_kg: Decimal | None
    is_verified: bool
    is_above_reserve: bool
    source: str


def floors_before(facts: OfferFacts, *, on: date) -> list[FloorBefore]:
    """The floors that will apply to an offer, binding ones first."""
    goods = Goods(facts.product, facts.species, facts.process, facts.country, frozenset(one.scheme for one in facts.certificates))
    found = minimums_for(floors_in_force(), goods, on=on)
    least = per_kg(facts.reserve.amount, facts.reserve.unit)
    binding = [
        (fob_per_kg(minimum, facts.country, on=on, currency=facts.reserve.currency), minimum.row.scheme, minimum.row.source)
        for minimum in found.binding
    ]
    waiting = {str(warning.facts.get("source", "")) for warning in found.warnings if warning.code == "trade.floor-not-verified"}
    return [
        *(FloorBefore(certificate_names([scheme])[0], floor, True, floor > least, source) for floor, scheme, source in binding),
        *(FloorBefore("", None, False, False, source) for source in sorted(waiting)),
    ]
