"""At the scale: which receipt numbers a device writes, why a claim cannot be carried, and whether the scale tells the truth."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rochdale.kernel.refusal import Refusal
from rochdale.supply.rules.deliveries import ORGANIC, ApprovalFacts, PlotFacts

TOLERANCE_SHARE = 1000
"""A scale may differ by one part in this many of the known weight …"""
LEAST_TOLERANCE_G = 100
"""… and by this much in any case (reference: supply, section 3: a rule of this house, no law)."""
DEVICES = "D"
"""Receipts of devices begin with this letter and a number: D1, D2, …"""


def next_prefix(taken: Collection[str]) -> str:
    """The first free beginning for the receipts of a device.

    >>> next_prefix({"D1", "PKS"})
    'D2'
    """
    number = 1
    while f"{DEVICES}{number}" in taken:
        number += 1
    return f"{DEVICES}{number}"


def desk_prefix(point_code: str, taken: Collection[str]) -> str:
    """What the receipts of a desk at a collection point begin with: its code, after a letter where it begins with a figure."""
    code = point_code if point_code[:1].isalpha() else f"P{point_code}"
    return next(prefix for prefix in (code, *(f"{code[:6]}{number}" for number in range(2, 99))) if prefix not in taken)


def tolerance_g(known_g: int, *, share: int = TOLERANCE_SHARE, least_g: int = LEAST_TOLERANCE_G) -> int:
    """How many grams a scale may be off at a known weight: 0.1 % or 100 g, whichever is more.

    >>> tolerance_g(20_000), tolerance_g(500_000)
    (100, 500)
    """
    return max(known_g // share, least_g)


def is_within(known_g: int, shown_g: int) -> bool:
    """Whether what the scale shows lies within the tolerance."""
    return abs(shown_g - known_g) <= tolerance_g(known_g)


def refusals_for_test_weight(scale: str, known_g: int, shown_g: int) -> Iterator[Refusal]:
    """A scale has a name, and the weight laid on it is above zero."""
    if not scale.strip():
        yield Refusal("supply.scale-needs-a-name")
    if known_g <= 0 or shown_g < 0:
        yield Refusal("supply.test-weight-is-nothing")


@dataclass(frozen=True, slots=True)
class Gated:
    """A claim that the cooperative is certified for, and why this delivery may not carry it ("" when it may)."""

    scheme: str
    why_not: str


def gated(schemes: Sequence[str], on: date, *, product: str, approvals: Sequence[ApprovalFacts], plots: Sequence[PlotFacts]) -> list[Gated]:
    """Every scheme of the cooperative with the reason that stands against it; the gate itself is `deliveries.claims_on`."""
    return [Gated(scheme, _why_not(scheme, on, product, approvals, plots)) for scheme in sorted(schemes)]


def _why_not(scheme: str, on: date, product: str, approvals: Sequence[ApprovalFacts], plots: Sequence[PlotFacts]) -> str:
    listed = [approval for approval in approvals if approval.scheme == scheme and approval.product == product]
    if not listed:
        return "not-listed"
    if not any(approval.holds_on(on) for approval in listed):
        return "suspended" if any(approval.is_suspended for approval in listed) else "not-in-force"
    if scheme != ORGANIC:
        return ""
    if not plots:
        return "no-plot"
    return "" if all(plot.organic_since is not None and plot.organic_since <= on for plot in plots) else "in-transition"


def totals(rows: Sequence[tuple[str, str, str, int, int | None]]) -> Mapping[tuple[str, str, str], tuple[int, int]]:
    """Grams and money by form, grade and currency; a reversal takes off what it reverses."""
    sums: dict[tuple[str, str, str], tuple[int, int]] = {}
    for form, grade, currency, net_g, value_minor in rows:
        weight, value = sums.get((form, grade, currency), (0, 0))
        sums[form, grade, currency] = (weight + net_g, value + (value_minor or 0))
    return dict(sorted(sums.items()))
