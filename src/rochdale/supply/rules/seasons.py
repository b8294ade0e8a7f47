"""A season in figures: goods of several forms in one, what growers should bring, and certified goods sold against those produced."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from rochdale.supply.rules.products import Product

EQUIVALENT: Mapping[str, str] = {"coffee": "green", "cocoa": "dry-beans", "tea": "made-tea", "rice": "milled-rice", "pineapple": "fruit"}
"""In which form goods of a product are compared."""


def factor(product: Product, form: str, to: str) -> Fraction | None:
    """kg of one form for one kg of another, forward or backward, over one form between at most; None when it is not known."""
    if form == to:
        return Fraction(1)
    steps = {pair: Fraction(found.factor) for pair, found in product.outturns.items()}
    both = {**{(to_, of): 1 / value for (of, to_), value in steps.items()}, **steps}
    if (form, to) in both:
        return both[form, to]
    return next((both[form, by] * both[by, to] for by in product.forms if (form, by) in both and (by, to) in both), None)


def equivalent_g(product: Product, weights: Mapping[str, int]) -> int:
    """Grams of several forms as grams of the form in which the product is compared; a form without a ratio counts as nothing."""
    to = EQUIVALENT.get(product.name, product.forms[-1])
    exact = sum((Fraction(weight_g) * (factor(product, form, to) or 0) for form, weight_g in weights.items()), Fraction())
    return round_g(exact)


def round_g(exact: Fraction) -> int:
    """Whole grams, half up."""
    return int((Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal(1), ROUND_HALF_UP))


@dataclass(frozen=True, slots=True)
class CertifiedBalance:
    """What was produced with a claim in a season, and what was sold with it, in one form."""

    claim: str
    produced_g: int
    sold_g: int

    @property
    def left_g(self) -> int:
        """What may still be sold with it; below nothing: more was sold than there was."""
        return self.produced_g - self.sold_g

    @property
    def is_oversold(self) -> bool:
        """FLAG: more certified goods were sold than produced."""
        return self.sold_g > self.produced_g


@dataclass(frozen=True, slots=True)
class Expected:
    """What a grower should bring in a season (or a part of it) and brought, in one form."""

    expected_g: int
    delivered_g: int
    most_g: int | None
    """What the plots can give at most; None when it is not known."""

    @property
    def missing_g(self) -> int:
        """Expected less delivered: sold elsewhere, perhaps. Never below nothing."""
        return max(self.expected_g - self.delivered_g, 0)

    @property
    def is_above_cap(self) -> bool:
        """FLAG: more than the plots can give."""
        return self.most_g is not None and self.delivered_g > self.most_g


def most_from_area(area_ha: Decimal, kg_per_ha: int) -> int:
    """Grams that an area can give at most.

    >>> most_from_area(Decimal("1.5"), 1000)
    1500000
    """
    return int((area_ha * kg_per_ha * 1000).quantize(Decimal(1), ROUND_HALF_UP))
