"""Counting a store anew: why it is counted, and that nothing moved between the count and the second signature."""

from __future__ import annotations

from collections.abc import Iterator

from rochdale.kernel.refusal import Refusal
from rochdale.supply.rules.weights import kg


def refusals_for_count(*, booked_g: int, counted_g: int, reason: str) -> Iterator[Refusal]:
    """A count differs from the books and says why."""
    if counted_g < 0:
        yield Refusal("supply.weight-is-negative")
    if counted_g == booked_g:
        yield Refusal("supply.count-agrees", {"kg": kg(booked_g)})
    if not reason.strip():
        yield Refusal("supply.count-needs-a-reason")


def refusals_for_signing(*, lot: str, booked_g: int, now_g: int) -> Iterator[Refusal]:
    """What was counted is still what lies there."""
    if now_g != booked_g:
        yield Refusal("supply.stock-moved-since-the-count", {"lot": lot, "then_kg": kg(booked_g), "now_kg": kg(now_g)})
