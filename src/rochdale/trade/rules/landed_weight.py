"""What arrived, and how much of a loss is owed: the franchise, and the days in which a claim is made (docs/rules/shipments.md).

Source of the figures: European Standard Contract for Coffee (ECF, 1 September 2018): weighed within 21 days of discharge, claimed within
28, franchise of 0.5 % where shipped weights count.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rochdale.kernel.money import EXACT
from rochdale.kernel.refusal import Refusal

FRANCHISE = Decimal("0.005")
DAYS_TO_WEIGH, DAYS_TO_CLAIM = 21, 28


@dataclass(frozen=True, slots=True)
class Loss:
    """What is missing of what was shipped, what of it the buyer bears, and what is owed. Kg, never below zero."""

    shipped_kg: Decimal
    landed_kg: Decimal
    lost_kg: Decimal
    franchise_kg: Decimal
    owed_kg: Decimal


def loss(shipped_kg: Decimal, landed_kg: Decimal, *, weights: str) -> Loss:
    """`weights`: which weight the contract counts by, "shipped" (with the franchise) or "landed" (without)."""
    franchise = EXACT.multiply(shipped_kg, FRANCHISE) if weights == "shipped" else Decimal(0)
    lost = max(shipped_kg - landed_kg, Decimal(0))
    return Loss(shipped_kg, landed_kg, lost, franchise, max(lost - franchise, Decimal(0)))


def refusals_for_landed(landed_kg: Decimal, *, shipped_kg: Decimal, tolerance: Decimal) -> list[Refusal]:
    """Nothing, or far more than was shipped, cannot have arrived."""
    if landed_kg <= 0 or landed_kg > EXACT.multiply(shipped_kg, 1 + tolerance):
        return [Refusal("trade.landed-weight-cannot-be", {"landed_kg": f"{landed_kg:f}", "shipped_kg": f"{shipped_kg:f}"})]
    return []


def flags_for_weighing(*, arrived_on: date, weighed_on: date) -> list[Refusal]:
    """Weighed later than the contract form allows."""
    days = (weighed_on - arrived_on).days
    return [Refusal("trade.weighed-late", {"days": days, "most": DAYS_TO_WEIGH})] if days > DAYS_TO_WEIGH else []


def refusals_for_claim(found: Loss) -> list[Refusal]:
    """A loss within the franchise is the buyer's."""
    if found.owed_kg > 0:
        return []
    return [
        Refusal("trade.loss-within-franchise", {"lost_kg": f"{found.lost_kg:f}", "franchise_kg": f"{found.franchise_kg.normalize():f}"})
    ]


def flags_for_claim(*, arrived_on: date, claimed_on: date) -> list[Refusal]:
    """A claim on day 29 is stored and marked late."""
    days = (claimed_on - arrived_on).days
    return [Refusal("trade.claim-is-late", {"days": days, "most": DAYS_TO_CLAIM})] if days > DAYS_TO_CLAIM else []


def last_day_to_claim(arrived_on: date) -> date:
    """Day 28 after discharge."""
    return date.fromordinal(arrived_on.toordinal() + DAYS_TO_CLAIM)
