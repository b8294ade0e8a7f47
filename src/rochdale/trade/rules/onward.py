"""What an importer sells on of what arrived (docs/rules/contracts.md): never more than that."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from rochdale.kernel.refusal import Refusal


def refusals_for_onward_sale(kg: Decimal, *, arrived_kg: Decimal, sold_kg: Decimal, to_whom: str, on: date, today: date) -> list[Refusal]:
    """Weight above zero and within what is left, to somebody, on a day that is not still to come."""
    refusals = []
    left = arrived_kg - sold_kg
    if kg <= 0 or kg > left:
        refusals.append(Refusal("trade.onward-above-arrived", {"kg": f"{kg.normalize():f}", "left_kg": f"{left.normalize():f}"}))
    if not to_whom.strip():
        refusals.append(Refusal("trade.onward-to-nobody"))
    if on > today:
        refusals.append(Refusal("trade.not-shipped-yet", {"on": on}))
    return refusals
