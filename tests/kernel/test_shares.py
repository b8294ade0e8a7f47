"""Whole units shared out: nothing is lost, nothing appears."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.kernel.shares import whole_shares


@pytest.mark.parametrize(
    ("units", "weights", "parts", "why"),
    [
        (100, {"a": 1, "b": 1, "c": 1}, {"a": 34, "b": 33, "c": 33}, "equal remainders: the first key gets what is left over"),
        (19_095_000, {"a": 9000, "b": 4140, "c": 6000}, {"a": 8_978_840, "b": 4_130_267, "c": 5_985_893}, "grams of a weighed container"),
        (0, {"a": 1, "b": 2}, {"a": 0, "b": 0}, "nothing to share"),
    ],
)
def test_the_largest_remainder_comes_first(units: int, weights: dict[str, int], parts: dict[str, int], why: str) -> None:
    assert whole_shares(units, {key: Decimal(weight) for key, weight in weights.items()}) == parts, why


@given(st.integers(0, 10**12), st.lists(st.decimals(0, 10**6, places=3), min_size=1, max_size=9))
def test_shares_add_up_and_are_less_than_one_unit_off(units: int, weights: list[Decimal]) -> None:
    by_key = {str(at): weight for at, weight in enumerate([*weights, Decimal(1)])}
    parts = whole_shares(units, by_key)
    assert sum(parts.values()) == units
    whole = sum(by_key.values())
    assert all(abs(parts[key] - units * weight / whole) < 1 + Decimal("1e-6") for key, weight in by_key.items())
