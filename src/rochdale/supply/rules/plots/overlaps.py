"""The same land twice: outlines that overlap and points that lie together, within a file and against plots that are already kept."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from rochdale.supply.rules.plots.canonical import parts_of
from rochdale.supply.rules.plots.checked import Neighbour
from rochdale.supply.rules.plots.findings import Finding, found
from rochdale.supply.rules.plots.measure import metres, polygon_ha, rounded
from rochdale.supply.rules.plots.tolerances import Tolerances

_AT_ONCE = 256
_MOST_AROUND = 200
"""Parts whose boxes meet that of one part: more are no village but a mistake, and are not all looked at."""
_FAR = 2**31
_MOST_EACH = 20
"""As many overlaps are told of one plot: who reads twenty knows enough."""
_METRES_PER_DEGREE = 110_000


@dataclass(frozen=True, slots=True)
class Land:
    """An outline or point among others. `number` is its place in the file; None for a neighbour."""

    label: str
    grower: str
    is_own: bool
    shape: BaseGeometry
    number: int | None


def land_of(geometry: Mapping[str, Any] | bytes) -> BaseGeometry:
    """A kept geometry as shapely knows it."""
    if isinstance(geometry, bytes):
        return shapely.from_wkb(geometry)
    if geometry["type"] == "Point":
        return shapely.Point(geometry["coordinates"])
    parts = [Polygon(rings[0], rings[1:]) for rings in parts_of(geometry)]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def neighbour_land(neighbour: Neighbour) -> Land:
    """A neighbour; of another cooperative's nothing but the shape."""
    label, grower = (neighbour.plot_id, neighbour.grower) if neighbour.is_own else ("", "")
    return Land(label, grower, neighbour.is_own, land_of(neighbour.geometry), None)


def overlap_findings(lands: Sequence[Land], tolerances: Tolerances) -> dict[int, list[Finding]]:
    """Findings by the plot's place in the file. Both of a pair are told, a neighbour is not."""
    findings: dict[int, list[Finding]] = defaultdict(list)
    apart, copies = _apart(lands)
    for one, other, share, common in _overlapping(apart, copies, tolerances):
        for land, its in ((one, other), (other, one)):
            if land.number is not None and len(findings[land.number]) < _MOST_EACH:
                findings[land.number].append(_overlap(its, share, common, tolerances))
    for one, other, distance in _close(apart, copies, tolerances):
        for land, its in ((one, other), (other, one)):
            if land.number is not None and len(findings[land.number]) < _MOST_EACH:
                findings[land.number].append(_near(its, distance))
    return dict(findings)


def _apart(lands: Sequence[Land]) -> tuple[list[Land], list[tuple[Land, Land]]]:
    """Lands of different shapes, and each that repeats one with the first of that shape: a file saved twice into one costs no search."""
    first: dict[bytes, Land] = {}
    copies = []
    for land, key in zip(lands, shapely.to_wkb([land.shape for land in lands]), strict=True):
        if first.setdefault(key, land) is not land:
            copies.append((first[key], land))
    return list(first.values()), copies


def _overlap(other: Land, share: float, common: float, tolerances: Tolerances) -> Finding:
    facts = {"percent": Decimal(str(100 * share)).quantize(Decimal("0.1")), "overlap_ha": rounded(common)}
    if not other.is_own:
        return found("supply.plot-overlaps-elsewhere", **facts)
    code = "supply.plot-duplicate" if Decimal(str(share)) >= tolerances.duplicate_share else "supply.plot-overlaps"
    return found(code, **facts, other=other.label, grower=other.grower)


def _near(other: Land, distance: float) -> Finding:
    meters = Decimal(str(distance)).quantize(Decimal("0.1"))
    if not other.is_own:
        return found("supply.plot-points-close-elsewhere", metres=meters)
    return found("supply.plot-points-close", metres=meters, other=other.label, grower=other.grower)


def _overlapping(
    lands: Sequence[Land], copies: Sequence[tuple[Land, Land]], tolerances: Tolerances
) -> Iterator[tuple[Land, Land, float, float]]:
    """Pairs whose common land is above both limits, with its share of the smaller plot and its hectares."""
    areas = [land for land in lands if not _is_point(land)]
    sizes: dict[int, float] = {}
    for pair, common in _common(areas).items():
        for number in pair:
            if number not in sizes:
                sizes[number] = _hectares(areas[number].shape)
        smaller = min(sizes[number] for number in pair)
        if common > float(tolerances.overlap_ha) and common > float(tolerances.overlap_share) * smaller:
            yield areas[pair[0]], areas[pair[1]], min(common / smaller, 1.0), common
    for one, copy in copies:
        if not _is_point(one) and (whole := _hectares(one.shape)) > float(tolerances.overlap_ha):
            yield one, copy, 1.0, whole


def _is_point(land: Land) -> bool:
    return isinstance(land.shape, shapely.Point)


def _common(areas: Sequence[Land]) -> dict[tuple[int, int], float]:
    """Hectares in common of each pair of plots whose parts overlap."""
    shared: dict[tuple[int, int], float] = defaultdict(float)
    parts, owners = shapely.get_parts([land.shape for land in areas], return_index=True)
    asked = np.flatnonzero([areas[owner].number is not None for owner in owners])
    tree = shapely.STRtree(parts)
    seen: set[int] = set()
    for start in range(0, len(asked), _AT_ONCE):
        some = asked[start : start + _AT_ONCE]
        left, right = tree.query(parts[some])
        left = some[left]
        left, right = _few(left, right, owners[left] != owners[right])
        left, right = _new(left, right, shapely.intersects(parts[left], parts[right]), seen)
        common = shapely.intersection(parts[left], parts[right])
        for number in np.flatnonzero(shapely.area(common)).tolist():
            first, second = sorted((int(owners[left[number]]), int(owners[right[number]])))
            shared[first, second] += _hectares(common[number])
    return shared


Numbers = NDArray[np.int64]


def _few(left: Numbers, right: Numbers, fits: NDArray[np.bool_]) -> tuple[Numbers, Numbers]:
    """The pairs that fit, at most so many of one part. The left ones come in order."""
    left, right = left[fits], right[fits]
    _, start, count = np.unique(left, return_index=True, return_counts=True)
    rank = np.arange(len(left)) - np.repeat(start, count)
    return left[rank < _MOST_AROUND], right[rank < _MOST_AROUND]


def _new(left: Numbers, right: Numbers, fits: NDArray[np.bool_], seen: set[int]) -> tuple[Numbers, Numbers]:
    """The pairs that fit and were not met from the other side."""
    left, right = left[fits], right[fits]
    is_new = np.zeros(len(left), np.bool_)
    for number, pair in enumerate((np.minimum(left, right) * _FAR + np.maximum(left, right)).tolist()):
        is_new[number] = pair not in seen
        seen.add(pair)
    return left[is_new], right[is_new]


def _hectares(land: BaseGeometry) -> float:
    return sum(polygon_ha(part) for part in shapely.get_parts(land) if isinstance(part, Polygon))


def _close(lands: Sequence[Land], copies: Sequence[tuple[Land, Land]], tolerances: Tolerances) -> Iterator[tuple[Land, Land, float]]:
    """Pairs of points nearer than the limit."""
    points = [land for land in lands if _is_point(land)]
    limit = float(tolerances.points_m)
    tree = shapely.STRtree([land.shape for land in points])
    spots = [(lon, lat) for lon, lat in shapely.get_coordinates([land.shape for land in points]).tolist()]
    seen: set[tuple[int, int]] = set()
    for number, land in enumerate(points):
        if land.number is None:
            continue
        reach = limit / _METRES_PER_DEGREE / max(math.cos(math.radians(spots[number][1])), 0.01)
        around = tree.query(land.shape, predicate="dwithin", distance=reach)
        for other in around[: _MOST_EACH + 1].tolist():
            pair = (min(number, other), max(number, other))
            if other != number and pair not in seen and (distance := metres(spots[number], spots[other])) <= limit:
                seen.add(pair)
                yield land, points[other], distance
    yield from ((one, copy, 0.0) for one, copy in copies if _is_point(one))
