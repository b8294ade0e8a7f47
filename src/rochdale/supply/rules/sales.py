"""What growers get out of a sale, from the deliveries in the lots sold (docs/rules/proceeds.md).

A lot's part of the money goes by its worth on the invoices; within a lot each delivery counts with the grams that came out of it, so that
at equal grade every kg gets the same. All is exact until the money is split once, to the smallest unit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import lcm
from uuid import UUID

from rochdale.kernel.money import Money
from rochdale.kernel.refusal import Refusal
from rochdale.supply.rules.trace import contributions

NOBODY = "~"
"""The part of goods that no delivery is known for. Sorts after every grower."""


@dataclass(frozen=True, slots=True)
class Behind:
    """One delivery behind a lot: the grams of the whole lot that came out of it. `grower`: a number or code, for ties."""

    delivery_id: UUID
    grower_id: UUID
    grower: str
    weight_g: int


@dataclass(frozen=True, slots=True)
class Sold:
    """So many grams of a lot at so much on the invoices, in the currency of the sale, with the deliveries behind the whole lot."""

    lot_id: UUID
    total_g: int
    sold_g: int
    worth: Decimal
    behind: Sequence[Behind]


@dataclass(frozen=True, slots=True)
class Part:
    """What one delivery gets for its grams of a sold lot."""

    delivery_id: UUID
    grower_id: UUID
    lot_id: UUID
    sold_g: int
    amount_minor: int


@dataclass(frozen=True, slots=True)
class Shared:
    """All parts, by lot and delivery, and what falls on goods without a grower."""

    parts: tuple[Part, ...]
    untraced_g: int
    untraced_minor: int


def refusals_for_sale(lots: Sequence[Sold], money: Money) -> list[Refusal]:
    """Nothing to pay, nothing sold, more sold than the lot ever held, or nobody behind it."""
    refusals = [] if money.minor > 0 else [Refusal("supply.nothing-to-pay")]
    refusals += [Refusal("supply.more-sold-than-the-lot") for lot in lots if lot.sold_g > lot.total_g or lot.sold_g <= 0 or lot.worth <= 0]
    if not any(one.weight_g for lot in lots for one in lot.behind):
        refusals.append(Refusal("supply.nobody-is-behind-the-lots"))
    return refusals


def refusals_for_sum(asked: Money, before: Money, most: Money) -> list[Refusal]:
    """All that is proposed for growers out of a sale stays within what its settlement left."""
    if before + asked <= most:
        return []
    return [Refusal("supply.more-than-the-sale-left", {"asked": str(asked), "before": str(before), "most": str(most)})]


def share_out(lots: Sequence[Sold], money: Money) -> Shared:
    """Each grower's money first, ties by grower; then within a grower by delivery and lot. Parts and the untraced sum to the money."""
    weights = _weights(lots)
    named = {one.grower_id: f"{one.grower}|{one.grower_id}" for lot in lots for one in lot.behind}
    by_grower: dict[str, Fraction] = defaultdict(Fraction)
    for (_lot, one), weight in weights.items():
        by_grower[named[one.grower_id]] += weight
    traced_g = {lot.lot_id: _sold_grams(lot) for lot in lots}
    by_grower[NOBODY] = sum((lot.worth_of(lot.untraced) for lot in map(_Counted, lots)), Fraction(0))
    shares = money.split(_whole(by_grower))
    parts: list[Part] = []
    for grower_id, name in sorted(named.items(), key=lambda pair: pair[1]):
        own = {f"{lot}|{one.delivery_id}": weight for (lot, one), weight in weights.items() if one.grower_id == grower_id}
        split = shares[name].split(_whole(own)) if any(own.values()) else {}
        parts += [
            Part(one.delivery_id, grower_id, lot, traced_g[lot][one.delivery_id], split[f"{lot}|{one.delivery_id}"].minor)
            for (lot, one) in weights
            if one.grower_id == grower_id and split
        ]
    untraced_g = sum(lot.sold_g for lot in lots) - sum(sum(grams.values()) for grams in traced_g.values())
    return Shared(tuple(parts), untraced_g, shares[NOBODY].minor)


@dataclass(frozen=True, slots=True)
class _Counted:
    lot: Sold

    @property
    def untraced(self) -> int:
        return self.lot.total_g - sum(one.weight_g for one in self.lot.behind)

    def worth_of(self, weight_g: int) -> Fraction:
        return Fraction(self.lot.worth) * Fraction(weight_g, self.lot.total_g)


def _weights(lots: Iterable[Sold]) -> dict[tuple[UUID, Behind], Fraction]:
    """By lot and delivery: the worth of the grams that came out of it. Deliveries of which nothing came are left out."""
    return {(lot.lot_id, one): _Counted(lot).worth_of(one.weight_g) for lot in lots for one in lot.behind if one.weight_g}


def _sold_grams(lot: Sold) -> dict[UUID, int]:
    return contributions(lot.sold_g, {one.delivery_id: Fraction(one.weight_g, lot.total_g) for one in lot.behind if one.weight_g})


def _whole(weights: Mapping[str, Fraction]) -> dict[str, Decimal]:
    """The same proportions as whole numbers, so that no division rounds them."""
    below = lcm(*(weight.denominator for weight in weights.values()))
    return {key: Decimal(weight.numerator * (below // weight.denominator)) for key, weight in weights.items()}
