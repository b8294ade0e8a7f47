"""What the engine answers: shipments, matches, proven bounds and the multipliers that prove them. Units as in `problem`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Shipment:
    """The open containers of one lane: a route in one departure slot."""

    route: str
    slot: int
    containers: int
    load_kg: int
    pricing: str = "even"
    """How freight is shared: "even" per kg; flagged otherwise: "by-pool" or "by-match", by what each can bear (docs/rules/pooling.md)."""


@dataclass(frozen=True, slots=True)
class Match:
    """A proposal: so many kg of one offer for one need, in one container. All amounts per kg."""

    offer: str
    need: str
    route: str
    slot: int
    container: int
    """Number of the container within its shipment, from 1."""
    kg: int
    seller_price: int
    """What the seller receives, FOB, without the offer's `extra` costs."""
    freight: int
    insurance: int
    buyer_price: int
    """What the buyer pays per kg, CIF, rounded up: seller_price + extra + freight + insurance exactly, freight taking the rounding."""
    freight_amount: int = 0
    """Freight of the whole row; over a shipment these add up to its cost exactly."""
    insurance_amount: int = 0
    """Insurance of the whole row, rounded down. The buyer pays kg * (seller_price + extra) + freight_amount + insurance_amount."""


@dataclass(frozen=True, slots=True)
class FamilyBound:
    """The surplus of one family and the smallest proven upper bounds on it, in ten-thousandths of the currency."""

    family: str
    surplus: int
    flow_bound: int | None
    lagrangian_bound: int | None
    exact_bound: int | None

    @property
    def bound(self) -> int:
        """The tightest bound there is."""
        return min(b for b in (self.flow_bound, self.lagrangian_bound, self.exact_bound) if b is not None)


@dataclass(frozen=True, slots=True)
class Plan:
    """A cleared market, complete enough to be checked again without solving anything."""

    matches: tuple[Match, ...]
    shipments: tuple[Shipment, ...]
    families: tuple[FamilyBound, ...]
    offer_multipliers: Mapping[str, int]
    """π per offer id: what one more kg of it would add, ten-thousandths per kg; absent means 0."""
    need_multipliers: Mapping[str, int]
    """ρ per need id."""
    seed: int
    input_sha256: str
    versions: Mapping[str, str]
    budget: Mapping[str, int] = field(default_factory=dict)
    stopped_early: bool = False
    seconds: float = 0.0

    @property
    def surplus(self) -> int:
        """Sum over families."""
        return sum(family.surplus for family in self.families)

    @property
    def bound(self) -> int:
        """Sum of the families' bounds."""
        return sum(family.bound for family in self.families)
