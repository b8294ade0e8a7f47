"""Whole units shared out so that nothing is lost and nothing appears: cents of an amount, grams of a weight."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import TypeVar
from uuid import UUID

Key = TypeVar("Key", str, tuple[UUID, int])


def whole_shares(units: int, weights: Mapping[Key, Decimal]) -> dict[Key, int]:
    """`units` (0 or more) by weights (none negative, together above 0) in whole numbers: largest remainder first, ties by key."""
    whole = sum(map(Fraction, weights.values()))
    quotas = {key: units * Fraction(weight) / whole for key, weight in weights.items()}
    parts = {key: floor(quota) for key, quota in quotas.items()}
    for key in sorted(quotas, key=lambda key: (parts[key] - quotas[key], key))[: units - sum(parts.values())]:
        parts[key] += 1
    return parts
