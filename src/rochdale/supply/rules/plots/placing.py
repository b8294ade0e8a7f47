"""Whether a plot lies where it is said to lie: in its country, with no corner far off, and with longitude before latitude."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from statistics import median

from rochdale.supply.rules.plots.borders import Outline, country_at, is_near, outline
from rochdale.supply.rules.plots.findings import Finding, found
from rochdale.supply.rules.plots.measure import metres
from rochdale.supply.rules.plots.positions import Point, Ring, Shape
from rochdale.supply.rules.plots.tolerances import Tolerances

_NOBODY_IS_WIDER_DEGREES = 0.05
"""Less than 6 km at the equator: most plots need no measuring."""


def far_vertex(shape: Shape, tolerances: Tolerances) -> list[Finding]:
    """The corner that makes a ring wider than any plot is."""
    return [finding for rings in shape.parts for ring in rings for finding in _far(shape, ring, tolerances)][:1]


def _far(shape: Shape, ring: Ring, tolerances: Tolerances) -> list[Finding]:
    lons, lats = zip(*ring, strict=True)
    west, east, south, north = min(lons), max(lons), min(lats), max(lats)
    if east - west < _NOBODY_IS_WIDER_DEGREES and north - south < _NOBODY_IS_WIDER_DEGREES:
        return []
    middle = median(lons[:-1]), median(lats[:-1])
    # Half way round the globe and more, a geodesic would take the other way.
    across = metres((west, middle[1]), (min(east, west + 180), middle[1]))
    wide = max(across, metres((middle[0], south), (middle[0], north))) / 1000
    if wide <= tolerances.widest_km:
        return []
    off = [abs(lon - middle[0]) + abs(lat - middle[1]) for lon, lat in ring[:-1]]
    corner = ring[off.index(max(off))]
    facts = {"vertex": shape.vertex(corner), "lon": corner[0], "lat": corner[1], "km": Decimal(round(wide))}
    return [found("supply.plot-vertex-far", **facts, most_km=tolerances.widest_km)]


def place_findings(points: Sequence[Point], country: str, tolerances: Tolerances) -> list[Finding]:
    """Outside the declared country: refused, with the swap of axes proposed where that would bring it home; near the border: looked at."""
    drawn = outline(country)
    if drawn is None or not points:
        return []
    outside = [point for point, is_inside in zip(points, drawn.holds(points), strict=True) if not is_inside]
    if not outside:
        return []
    km, farthest = max((drawn.km_outside(point), point) for point in set(outside))
    facts = {"country": country, "lon": farthest[0], "lat": farthest[1], "most_km": tolerances.border_km}
    if km <= tolerances.border_km:
        return [found("supply.plot-near-border", **facts, km=_one_place(km))]
    swapped = swap_finding(points, country, tolerances, drawn)
    if swapped:
        return [swapped]
    return [found("supply.plot-outside-country", **facts, km=_one_place(km), lies_in=country_at(farthest))]


def swap_finding(points: Sequence[Point], country: str, tolerances: Tolerances, drawn: Outline | None = None) -> Finding | None:
    """The proposal to swap, if all points would then lie in the country."""
    drawn = drawn or outline(country)
    swapped = [(lat, lon) for lon, lat in points]
    if drawn is None or not swapped or not all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in swapped):
        return None
    missed = [point for point, is_inside in zip(swapped, drawn.holds(swapped), strict=True) if not is_inside]
    if not all(is_near(country, point, km=float(tolerances.border_km)) for point in missed):
        return None
    (lon, lat), (better_lon, better_lat) = points[0], swapped[0]
    lies_in = country_at((lon, lat)) if -90 <= lat <= 90 else ""
    facts = {"lon": lon, "lat": lat, "better_lon": better_lon, "better_lat": better_lat}
    return found("supply.plot-axes-swapped", **facts, country=country, lies_in=lies_in)


def _one_place(km: float) -> Decimal:
    return Decimal(str(km)).quantize(Decimal("0.1"))
