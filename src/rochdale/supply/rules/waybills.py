"""Goods on the road: what is sent is weighed again on arrival; what is missing is lost, within a tolerance silently (supply, section 2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rochdale.kernel.money import EXACT
from rochdale.kernel.refusal import Refusal
from rochdale.supply.rules.weights import kg

TOLERANCE = Decimal("0.005")
"""A line may weigh this share more or less on arrival before somebody has to explain it (rule of the project)."""


MOST_MORE = Decimal("1.1")
"""More than this share of what was sent is a slip of the finger, not a difference of scales (rule of the project)."""


@dataclass(frozen=True, slots=True)
class SentLine:
    """So much of one lot on a waybill."""

    lot: str
    sent_g: int
    arrived_g: int = 0

    @property
    def put_in_g(self) -> int:
        """What goes into the store: never more than was sent. Kilograms do not grow on the road; a surplus has to be explained."""
        return min(self.arrived_g, self.sent_g)

    @property
    def missing_g(self) -> int:
        """What did not arrive."""
        return self.sent_g - self.put_in_g

    @property
    def is_within_tolerance(self) -> bool:
        """Whether the scales differ so little that nobody has to explain it."""
        return abs(self.arrived_g - self.sent_g) <= EXACT.multiply(TOLERANCE, Decimal(self.sent_g))


def refusals_for_sending(lines: Sequence[SentLine], *, is_same_place: bool, driver: str) -> Iterator[Refusal]:
    """A waybill leads from one place to another, with somebody who drives and something on it."""
    if is_same_place:
        yield Refusal("supply.waybill-leads-nowhere")
    if not driver.strip():
        yield Refusal("supply.waybill-needs-a-driver")
    if not lines:
        yield Refusal("supply.waybill-is-empty")
    for line in lines:
        if line.sent_g <= 0:
            yield Refusal("supply.waybill-line-weighs-nothing", {"lot": line.lot})


def refusals_for_arrival(lines: Sequence[SentLine]) -> Iterator[Refusal]:
    """Every line was weighed; nothing weighs less than nothing."""
    for line in lines:
        if line.arrived_g < 0:
            yield Refusal("supply.weight-is-negative", {"lot": line.lot, "arrived_kg": kg(line.arrived_g)})
        elif line.arrived_g > EXACT.multiply(MOST_MORE, Decimal(line.sent_g)):
            facts = {"lot": line.lot, "arrived_kg": kg(line.arrived_g), "sent_kg": kg(line.sent_g)}
            yield Refusal("supply.more-arrived-than-was-sent", facts)


def is_case(lines: Sequence[SentLine]) -> bool:
    """Whether a difference, missing or too much, has to be explained by a leader."""
    return not all(line.is_within_tolerance for line in lines)
