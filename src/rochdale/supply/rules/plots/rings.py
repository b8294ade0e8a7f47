"""Whether rings are an area: sides that cross or overlap, spikes, holes outside, parts that repeat or overlap. Nothing is mended here."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise

import shapely
from shapely import Polygon

from rochdale.supply.rules.plots.findings import Finding, found
from rochdale.supply.rules.plots.positions import Point, Ring, Shape

_TOUCH = 1e-9
"""Degrees, a tenth of a millimetre: nearer is on the line."""
_AT = re.compile(r"\[(-?[\d.eE+-]+) (-?[\d.eE+-]+)\]")


def ring_findings(shape: Shape) -> list[Finding]:
    """What is wrong with the rings; empty when they enclose one clean area."""
    polygons = [Polygon(rings[0], rings[1:]) for rings in shape.parts]
    findings = [finding for number, polygon in enumerate(polygons, start=1) for finding in _part(shape, polygon, number)]
    if findings or len(polygons) == 1:
        return findings
    return _several(shape.parts, polygons)


def _part(shape: Shape, polygon: Polygon, part: int) -> list[Finding]:
    rings = shape.parts[part - 1]
    spikes = [spike for ring in rings if (spike := _spike(ring))]
    if spikes:
        lon, lat = spikes[0]
        return [found("supply.plot-spike", part=part, vertex=shape.vertex(spikes[0]), lon=lon, lat=lat)]
    if polygon.is_valid:
        return []
    if len(rings) == 1:
        return [_fault(rings[0], polygon, part)]
    alone = [Polygon(ring) for ring in rings]
    broken = [_fault(ring, one, part) for ring, one in zip(rings, alone, strict=True) if not one.is_valid]
    if broken:
        return broken[:1]
    if len({_turned(ring) for ring in rings}) < len(rings):
        return [found("supply.plot-ring-twice", part=part)]
    return [_hole(rings, alone, part)]


def _spike(ring: Ring) -> Point | None:
    """The corner where a side runs back along the one before."""
    (ax, ay), (bx, by) = ring[-2], ring[0]
    for cx, cy in ring[1:]:
        ux, uy, vx, vy = bx - ax, by - ay, cx - bx, cy - by
        if ux * vx + uy * vy < 0 and abs(ux * vy - uy * vx) <= _TOUCH * max(math.hypot(ux, uy), math.hypot(vx, vy)):
            return bx, by
        ax, ay, bx, by = bx, by, cx, cy
    return None


def _fault(ring: Ring, polygon: Polygon, part: int) -> Finding:
    """Where a ring meets itself, and whether its sides cross there or lie on each other."""
    place = _AT.search(shapely.is_valid_reason(polygon))
    if place is None:
        return found("supply.plot-ring-short", part=part, positions=len(ring), distinct=len(set(ring)), ring=1)
    lon, lat = float(place[1]), float(place[2])
    sides = [(one, other) for one, other in pairwise(ring) if _is_on(one, other, (lon, lat))]
    overlap = any(_overlap(one, other) for one, other in combinations(sides[:50], 2))
    return found("supply.plot-sides-overlap" if overlap else "supply.plot-sides-cross", part=part, lon=round(lon, 8), lat=round(lat, 8))


def _is_on(one: Point, other: Point, at: Point) -> bool:
    return _off(one, other, at) <= 2 * _TOUCH


def _off(one: Point, other: Point, at: Point) -> float:
    """Distance of a point from a side, in degrees."""
    length = math.dist(one, other)
    along = ((at[0] - one[0]) * (other[0] - one[0]) + (at[1] - one[1]) * (other[1] - one[1])) / length**2
    along = min(max(along, 0.0), 1.0)
    return math.dist(at, (one[0] + along * (other[0] - one[0]), one[1] + along * (other[1] - one[1])))


def _overlap(side: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    """Whether two sides lie on each other over a length, and do not only meet at an end."""
    shared = [end for end in side if _is_on(*other, end)] + [end for end in other if _is_on(*side, end)]
    return any(math.dist(one, end) > 10 * _TOUCH for one, end in combinations(shared, 2))


def _turned(ring: Ring) -> tuple[Point, ...]:
    """The same for the same ring, wherever it starts and whichever way it runs."""
    open_ring = ring[:-1]
    first = open_ring.index(min(open_ring))
    one = open_ring[first:] + open_ring[:first]
    return tuple(min(one, [one[0], *one[:0:-1]]))


def _hole(rings: Sequence[Ring], alone: Sequence[Polygon], part: int) -> Finding:
    """The hole that is not inside the shell, or that lies on another one."""
    shell, *holes = alone
    outside = next((number for number, hole in enumerate(holes, start=1) if not shell.covers(hole)), 0) or len(holes)
    lon, lat = rings[outside][0]
    return found("supply.plot-hole-outside", part=part, hole=outside, lon=lon, lat=lat)


def _several(parts: Sequence[Sequence[Ring]], polygons: Sequence[Polygon]) -> list[Finding]:
    """Parts of one plot that stand there twice, or overlap."""
    shells = [_turned(rings[0]) for rings in parts]
    for number, shell in enumerate(shells, start=1):
        if shell in shells[: number - 1]:
            return [found("supply.plot-ring-twice", part=number)]
    for one, other in _pairs(polygons):
        common = shapely.intersection(polygons[one], polygons[other])
        if common.area > _TOUCH * min(polygons[one].area, polygons[other].area) ** 0.5:
            lon, lat = shapely.get_coordinates(common)[0].tolist()
            return [found("supply.plot-parts-overlap", part=one + 1, other=other + 1, lon=round(lon, 8), lat=round(lat, 8))]
    return []


def _pairs(polygons: Sequence[Polygon]) -> Iterable[tuple[int, int]]:
    tree = shapely.STRtree(polygons)
    for one, polygon in enumerate(polygons):
        yield from ((one, int(other)) for other in tree.query(polygon, predicate="intersects") if other > one)
