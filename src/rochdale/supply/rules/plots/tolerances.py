"""How exact a plot has to be, and what the person who brings a file says about it once for all its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Tolerances:
    """Limits of the checks. A source says where each comes from; what has none is a decision of this project and may be set otherwise."""

    decimals: int = 6
    """Regulation (EU) 2023/1115, definition of geolocation: at least six decimals."""
    polygon_above_ha: Decimal = Decimal(4)
    """Regulation (EU) 2023/1115, definition of geolocation: up to and including 4 ha a point is enough (cattle apart)."""
    border_km: Decimal = Decimal(2)
    """Project: outlines of countries are simplified (Natural Earth 1:10m); this near outside is looked at, farther is refused."""
    widest_km: Decimal = Decimal(20)
    """Project: no plot of a smallholder is wider; one corner is wrong."""
    area_differs: Decimal = Decimal("0.10")
    """Project: drawn and declared area may differ by this part of the smaller before somebody looks."""
    area_factor: Decimal = Decimal(2)
    """Project: beyond this factor one of the two is wrong."""
    smallest_ha: Decimal = Decimal("0.001")
    """Project: 10 m², below which an outline is a slip of the hand."""
    very_large_ha: Decimal = Decimal(1000)
    """Project: larger than the plots of any member known to us."""
    overlap_share: Decimal = Decimal("0.01")
    """Project: walked outlines of neighbours overlap a little; less than this part of the smaller plot is left alone."""
    overlap_ha: Decimal = Decimal("0.01")
    """Project: and so is less than 100 m²."""
    duplicate_share: Decimal = Decimal("0.90")
    """Project: from here on it is the same land twice."""
    points_m: Decimal = Decimal(10)
    """Project: the error of a phone's position under trees."""


@dataclass(frozen=True, slots=True)
class Given:
    """What is said once for a whole file. A row's own word goes before it."""

    producer: str = ""
    country: str = ""
    """ISO 3166-1 alpha-2."""
    place: str = ""
    area_unit: str = ""
    """As `area_units.unit_named` reads it; "" when the file says it itself."""
    unit_sizes_ha: Mapping[str, Decimal] = field(default_factory=dict)
    """What a manzana, tarea or cuerda measures in this country: {"manzana": Decimal("0.7")}."""
    decimal_mark: str = ""
    """"," where the cells of a table write 11,5 for 11.5."""


AS_DECIDED = Tolerances()
NOTHING_GIVEN = Given()
