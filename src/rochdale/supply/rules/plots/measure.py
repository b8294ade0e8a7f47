"""Area on the ellipsoid of WGS84 (Karney's geodesics through PROJ), and distances. Square degrees measure nothing."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from pyproj import Geod
from shapely import LinearRing, Polygon

from rochdale.supply.rules.plots.positions import Point, Ring

PLACES = Decimal("0.0001")
SQUARE_METRES = 10_000


@cache
def _ellipsoid() -> Geod:
    return Geod(ellps="WGS84")


def ring_ha(ring: Ring) -> float:
    """Hectares within a ring, whichever way it runs."""
    lons, lats = zip(*ring, strict=True)
    area: float = _ellipsoid().polygon_area_perimeter(lons, lats)[0]
    return abs(area) / SQUARE_METRES


def parts_ha(parts: Sequence[Sequence[Ring]]) -> tuple[float, float]:
    """Hectares net of holes, and of the shells alone."""
    shells = sum(ring_ha(rings[0]) for rings in parts)
    return shells - sum(ring_ha(hole) for rings in parts for hole in rings[1:]), shells


def polygon_ha(polygon: Polygon) -> float:
    """Hectares of one polygon net of its holes."""
    shell, *holes = (_ring(ring) for ring in (polygon.exterior, *polygon.interiors))
    return ring_ha(shell) - sum(map(ring_ha, holes))


def _ring(ring: LinearRing) -> Ring:
    return [(point[0], point[1]) for point in ring.coords]


def metres(one: Point, other: Point) -> float:
    """Length of the geodesic between two points."""
    distance: float = _ellipsoid().inv(one[0], one[1], other[0], other[1])[2]
    return distance


def rounded(hectares: float | Decimal) -> Decimal:
    """Four places, half-up, as areas are kept."""
    return Decimal(str(hectares)).quantize(PLACES, rounding=ROUND_HALF_UP)
