"""From a buyer's price back to what the grower can be paid, and the grower's share of what the consumer pays (docs/rules/farm-gate.md).

Everything per kg, exact, in one currency. A result below zero is shown below zero: it says that the price does not carry the costs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rochdale.kernel.money import EXACT
from rochdale.kernel.refusal import Refusal, Refused

ROAST_LOSS = Decimal("1.19")
"""Green for one kg roasted (ICO, Statistics: conversion factor of roasted coffee)."""


@dataclass(frozen=True, slots=True)
class Step:
    """A form before the one above: how much of the later form a kg of it gives, measured, and what the work on a kg of it costs."""

    form: str
    outturn: Decimal
    cost: Decimal


def farm_gate(price: Decimal, less: Mapping[str, Decimal], steps: Sequence[Step]) -> dict[str, Decimal]:
    """By form, what a kg of it is worth: `green` first, after what is taken off; then each step × outturn − cost.

    `price` is FOB without premium. Raises `Refused` for an outturn that is no share, or a cost below zero.
    """
    wrong = [name for name, amount in less.items() if amount < 0] + [step.form for step in steps if step.cost < 0]
    if wrong:
        raise Refused(Refusal("trade.cost-is-negative", {"lines": wrong}))
    impossible = [step.form for step in steps if not 0 < step.outturn <= 1]
    if impossible:
        raise Refused(Refusal("trade.outturn-cannot-be", {"forms": impossible}))
    worth = price - sum(less.values(), Decimal(0))
    found = {"green": worth}
    for step in steps:
        worth = EXACT.multiply(worth, step.outturn) - step.cost
        found[step.form] = worth
    return found


def farmer_share(paid: Decimal, retail: Decimal, *, loss: Decimal = ROAST_LOSS) -> Decimal:
    """All payments to members for a kg green × what a kg roasted takes ÷ its price without VAT. Refuses a price that is nothing."""
    if retail <= 0:
        raise Refused(Refusal("trade.retail-price-is-missing"))
    return EXACT.divide(EXACT.multiply(paid, loss), retail)
