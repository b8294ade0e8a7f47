"""What the engine is asked: offers, needs and the routes between their ports, all in whole numbers.

Units everywhere in the engine: mass in whole kg; money in ten-thousandths of one currency unit (`PRICE_UNIT`), so a price is
"ten-thousandths per kg"; time in slots (a slot is one sailing period, a fortnight unless the defaults say otherwise).
Source: reference "Market clearing", sections 1 to 3.
"""

from __future__ import annotations

from dataclasses import dataclass

PRICE_UNIT = 10_000


@dataclass(frozen=True, slots=True)
class Offer:
    """A lot a cooperative would sell, free on board at its port."""

    id: str
    cooperative: str
    family: str
    """What may share a container, e.g. "coffee". Offers and needs of different families never meet."""
    species: str
    process: str
    protocol: str
    """Named quality protocol of the score, "" where the lot has none."""
    score: int | None
    """In hundredths of a point. Scores under different protocols are never compared."""
    certificates: frozenset[str]
    kg: int
    port: str
    first_slot: int
    last_slot: int
    """Inclusive: departure slots in which the lot can ship."""
    reserve: int
    floor: int
    """The verified minimum price that applies, FOB, already converted; 0 where none does."""
    extra: int = 0
    """Costs per kg on top of the price before it is on board (certificates)."""
    certificate_last_slot: tuple[tuple[str, int], ...] = ()
    """Certificates that end: (certificate, last departure slot at which it is still valid)."""

    @property
    def ask(self) -> int:
        """The least per kg at which this lot may leave its port."""
        return max(self.reserve, self.floor) + self.extra


@dataclass(frozen=True, slots=True)
class Need:
    """What a buyer would take, landed at its port."""

    id: str
    buyer: str
    family: str
    species: str
    process: str
    protocol: str
    """"" in species, process or protocol means any."""
    min_score: int | None
    certificates: frozenset[str]
    kg: int
    min_lot_kg: int
    """Delivery in one arrival slot is 0 or at least this much."""
    max_suppliers: int | None
    """Most cooperatives that may serve this need; None means any number."""
    port: str
    first_slot: int
    last_slot: int
    """Inclusive: arrival slots."""
    limit: int
    """The most the buyer pays per kg, landed (CIF)."""
    bid: int
    """`limit` without insurance and the buyer's own margin: the most for goods and freight together."""


@dataclass(frozen=True, slots=True)
class Route:
    """A way from one port to another for one family; every departure slot of a route is a lane."""

    id: str
    family: str
    origin: str
    destination: str
    mode: str
    """"sea" or "truck"."""
    unit: str
    """Name of the container, e.g. "20ft", "40ft-reefer", "truck"."""
    capacity_kg: int
    cost: int
    """Fixed charge of one container, in ten-thousandths of the currency."""
    transit_slots: int
    distance_km: int = 0


@dataclass(frozen=True, slots=True)
class Split:
    """How the surplus of a pool is divided: the sellers' share lies between `share - spread` and `share + spread`, in ten-thousandths.

    Where in that band is drawn from the hash of the whole sealed input, which nobody on either side knows, so that neither side
    can work out the other's limit from the price.
    """

    share: int = 5_000
    spread: int = 1_500


@dataclass(frozen=True, slots=True)
class Problem:
    """One market to clear. Ids are unique; every port in offers and needs may lack a route (then no match is possible)."""

    offers: tuple[Offer, ...]
    needs: tuple[Need, ...]
    routes: tuple[Route, ...]
    currency: str
    slots: int
    """Departure slots are 0 to slots - 1; arrivals may come later."""
    split: Split = Split()
    insurance: int = 0
    """Insurance as ten-thousandths of the CIF value, 110 % rule already applied: CIF = (FOB + freight) / (1 - insurance)."""
