"""First refusal: a standing partner is asked before the market is. Until its day has passed the kg stay out of the clearing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from rochdale.kernel.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Given:
    """A first refusal as the seller gives it. Price and floor are in one currency; `floor_per_kg` is None where none binds."""

    seller: UUID
    partner: UUID
    kg: int
    until: date
    price_per_kg: Decimal
    floor_per_kg: Decimal | None


def refusals_for_first_refusal(given: Given, *, kg_left: int, is_already_waiting: bool, ready_until: date, on: date) -> list[Refusal]:
    """Everything that keeps this offer from being shown to the partner first."""
    refusals = []
    if given.seller == given.partner:
        refusals.append(Refusal("trade.partner-is-oneself", {}))
    if is_already_waiting:
        refusals.append(Refusal("trade.partner-already-asked", {}))
    if given.kg <= 0 or given.kg > kg_left:
        refusals.append(Refusal("trade.kg-above-left", {"kg": given.kg, "left_kg": kg_left}))
    if not on <= given.until <= ready_until:
        refusals.append(Refusal("trade.first-refusal-day", {"until": given.until, "first": on, "last": ready_until}))
    if given.price_per_kg <= 0:
        refusals.append(Refusal("trade.price-not-positive", {"price": given.price_per_kg}))
    elif given.floor_per_kg is not None and given.price_per_kg < given.floor_per_kg:
        refusals.append(
            Refusal(
                "trade.below-floor",
                {"price": given.price_per_kg, "floor": given.floor_per_kg, "short": given.floor_per_kg - given.price_per_kg},
            )
        )
    return refusals


def refusals_for_answer(state: str, until: date, *, on: date) -> list[Refusal]:
    """A first refusal is answered once, by its day."""
    if state != "waiting":
        return [Refusal("trade.first-refusal-settled", {"state": state})]
    return [Refusal("trade.first-refusal-over", {"until": until})] if on > until else []
