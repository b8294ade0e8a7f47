"""Members' orders for inputs and tools, and what becomes of goods that came (docs/rules/buying-together.md).

Quantities are exact decimals of one unit (UN/CEFACT Recommendation 20; packages of Recommendation 21 with an X in front), in whole steps.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal

from rochdale.kernel.money import EXACT, Money, is_currency
from rochdale.kernel.refusal import Refusal

WHOLE, TENTH = Decimal(1), Decimal("0.1")
STEPS: Mapping[str, Decimal] = {
    "H87": WHOLE, "XBG": WHOLE, "KGM": TENTH, "LTR": TENTH, "MTR": TENTH, "XRO": WHOLE, "XBX": WHOLE, "SET": WHOLE, "PR": WHOLE,
}  # fmt: skip
"""Piece, bag, kilogram, litre, metre, roll, box, set, pair: the least that is ordered, shared out and handed over of each."""
MOST_QUANTITY = Decimal(1_000_000)
MOST_PREFERENCE = Decimal("0.25")
MOST_ITEMS = 12


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """What a cooperative wants to buy together. `preference` is the share by which a cooperative supplier may be dearer."""

    title: str
    currency: str
    order_until: date
    needed_by: date
    preference: Decimal


def refusals_for_round(facts: RoundFacts, *, on: date) -> list[Refusal]:
    """A name, days in their order, a currency that exists, a preference of at most a quarter."""
    refusals = [] if facts.title.strip() else [Refusal("trade.round-without-name")]
    if not is_currency(facts.currency):
        refusals.append(Refusal("trade.currency-unknown", {"currency": facts.currency}))
    if facts.order_until < on:
        refusals.append(Refusal("trade.order-day-is-over", {"on": facts.order_until}))
    if facts.needed_by <= facts.order_until:
        refusals.append(Refusal("trade.needed-before-ordered", {"until": facts.order_until}))
    if not 0 <= facts.preference <= MOST_PREFERENCE:
        refusals.append(Refusal("trade.preference-out-of-range", {"most": f"{MOST_PREFERENCE * 100:f}"}))
    return refusals


def refusals_for_item(what: str, unit: str, *, items: int) -> list[Refusal]:
    """A description, a unit we know, and no more items than fit on one paper list."""
    refusals = [] if what.strip() else [Refusal("trade.item-without-description")]
    if unit not in STEPS:
        refusals.append(Refusal("trade.unit-of-order-unknown", {"unit": unit}))
    return refusals + ([Refusal("trade.too-many-items", {"most": MOST_ITEMS})] if items >= MOST_ITEMS else [])


def refusals_for_quantity(quantity: Decimal, unit: str) -> list[Refusal]:
    """Nothing below zero, whole steps of the unit, nothing absurd. Zero takes an order back."""
    if not 0 <= quantity <= MOST_QUANTITY:
        return [Refusal("trade.quantity-out-of-range", {"most": f"{MOST_QUANTITY:f}"})]
    return [] if is_whole(quantity, unit) else [Refusal("trade.quantity-not-in-steps", {"step": f"{STEPS[unit]:f}"})]


def is_whole(quantity: Decimal, unit: str) -> bool:
    """Whether it is so many whole steps of the unit."""
    return EXACT.remainder(quantity, STEPS[unit]) == 0


def shared_out(available: Decimal, wanted: Mapping[str, Decimal], unit: str) -> dict[str, Decimal]:
    """What each gets of what came: as ordered where there is enough, else pro rata in whole steps.

    Largest remainder first, ties by key; all of it is given, and nobody gets more than was ordered. `available` is in whole steps.
    """
    whole = sum(wanted.values(), Decimal(0))
    if available >= whole:
        return dict(wanted)
    step = STEPS[unit]
    quotas = {key: EXACT.divide(EXACT.multiply(EXACT.divide(available, step), one), whole) for key, one in wanted.items()}
    steps = {key: int(quota.to_integral_value(ROUND_FLOOR)) for key, quota in quotas.items()}
    left = int(EXACT.divide(available, step)) - sum(steps.values())
    for key in sorted(quotas, key=lambda key: (steps[key] - quotas[key], key))[:left]:
        steps[key] += 1
    return {key: EXACT.multiply(step, Decimal(count)) for key, count in steps.items()}


def amounts(cost: Money, quantities: Mapping[str, Decimal]) -> dict[str, Money]:
    """What each owes for what was handed to her: the cost of what came, by quantity, to the smallest unit. The sum is the cost."""
    return cost.rounded().split(quantities)


@dataclass(frozen=True, slots=True)
class CreditFacts:
    """A member's account: what deliveries of the last twelve months earned, what is owed on credit, the share signed for (or none)."""

    earned_minor: int
    owes_minor: int
    share: Decimal | None


def room_for_credit(facts: CreditFacts) -> int:
    """Minor units that may still be charged: what the mandate could have kept back of a year's deliveries, less what is owed already."""
    if facts.share is None:
        return 0
    return max(int(EXACT.multiply(Decimal(max(facts.earned_minor, 0)), facts.share)) - facts.owes_minor, 0)


def refusals_for_charge(charge: Money, facts: CreditFacts) -> list[Refusal]:
    """Never without a signed mandate, and never more than it can keep back from a year's deliveries."""
    if facts.share is None:
        return [Refusal("trade.charge-without-mandate", {"amount": str(charge)})]
    room = Money.of_minor(room_for_credit(facts), charge.currency)
    if charge.rounded() <= room:
        return []
    percent = f"{(facts.share * 100).normalize():f}"
    return [Refusal("trade.charge-above-mandate", {"amount": str(charge), "room": str(room), "percent": percent})]
