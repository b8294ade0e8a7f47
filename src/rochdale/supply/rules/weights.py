"""Grams and kilograms. The books keep whole grams; people read and write kilograms with up to three places."""

from __future__ import annotations

from decimal import Decimal

from rochdale.kernel.money import EXACT, exact
from rochdale.kernel.refusal import Refusal, Refused

GRAMS = Decimal(1000)


def grams(kg: Decimal | int) -> int:
    """Whole grams of kilograms. Refuses a weight finer than a gram."""
    value = EXACT.multiply(exact(kg), GRAMS)
    if value != value.to_integral_value():
        raise Refused(Refusal("supply.weight-finer-than-a-gram", {"weight": str(kg)}))
    return int(value)


def kg(weight_g: int) -> Decimal:
    """Kilograms with three places."""
    return Decimal(weight_g).scaleb(-3)


def shares(total_g: int, weights: dict[str, int]) -> dict[str, int]:
    """Split grams by weights so that they sum to the gram: largest remainder first, ties by key. No weight, no share.

    >>> shares(10, {"a": 1, "b": 1, "c": 1})
    {'a': 4, 'b': 3, 'c': 3}
    """
    whole = sum(weights.values())
    if whole <= 0:
        return dict.fromkeys(weights, 0)
    parts = {key: total_g * weight // whole for key, weight in weights.items()}
    left = total_g - sum(parts.values())
    for key in sorted(weights, key=lambda key: (-(total_g * weights[key] % whole), key))[:left]:
        parts[key] += 1
    return parts
