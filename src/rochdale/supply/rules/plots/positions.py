"""Raw coordinates, looked at before any geometry is built: libraries close open rings and take swapped or impossible values in silence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from rochdale.supply.rules.plots.figures import Figure, shown
from rochdale.supply.rules.plots.findings import Finding, found, is_refused

Point = tuple[float, float]
"""Longitude and latitude in degrees."""
Ring = list[Point]
"""Closed: the last point is the first."""

_KINDS = {"Point", "Polygon", "MultiPolygon"}
_LINES = {"LineString", "MultiLineString"}
_MOST_VALUES = 3
_LEAST_POSITIONS = 4


@dataclass(slots=True)
class Shape:
    """What can be built from a geometry: a point, or parts of rings (the first is the shell)."""

    point: Point | None = None
    parts: list[list[Ring]] = field(default_factory=list)
    came: list[Ring] = field(default_factory=list)
    """Rings as they stood in the file, open, reversed or with a corner twice."""
    findings: list[Finding] = field(default_factory=list)
    most_decimals: int = 0
    has_altitude: bool = False

    @property
    def points(self) -> Iterator[Point]:
        """Every position once more than it needs, in order."""
        if self.point:
            yield self.point
        for part in self.parts:
            for ring in part:
                yield from ring

    def vertex(self, point: Point) -> int:
        """The number of a corner as the file counts it, from 1."""
        return next((ring.index(point) + 1 for ring in self.came if point in ring), 0)

    def add(self, code: str, **facts: object) -> None:
        """One more finding; of each kind of fault the first is enough."""
        if all(finding.code != code for finding in self.findings):
            self.findings.append(found(code, **facts))


def split(geometry: Any) -> list[Any]:
    """The plots in one geometry: a collection and a MultiPoint hold several. Anything else is itself."""
    plots: list[Any] = []
    pending = [geometry]
    while pending:
        one = pending.pop()
        kind = one.get("type") if isinstance(one, dict) else None
        if kind == "GeometryCollection" and isinstance(one.get("geometries"), list):
            pending += one["geometries"][::-1]
        elif kind == "MultiPoint" and isinstance(one.get("coordinates"), list):
            plots += [{"type": "Point", "coordinates": position} for position in one["coordinates"]]
        else:
            plots.append(one)
    return plots or [None]


def shape_of(geometry: Any, *, decimals: int, counts_decimals: bool) -> Shape:
    """The shape, with what is wrong with its figures and rings. Its parts are sound as lists of numbers only if nothing was refused."""
    shape = Shape()
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if geometry is None or (kind is None and not geometry):
        shape.add("supply.plot-without-geometry")
    elif not isinstance(kind, str) or kind not in {*_KINDS, *_LINES}:
        shape.add("supply.plot-geometry-unknown", type=shown(kind))
    elif kind in _LINES:
        shape.add("supply.plot-is-a-line", type=kind)
    elif kind != "Point" and not geometry.get("coordinates"):
        shape.add("supply.plot-without-geometry")
    else:
        _fill(shape, kind, geometry.get("coordinates"))
        if counts_decimals and shape.most_decimals < decimals and not is_refused(shape.findings):
            shape.add("supply.plot-few-decimals", most=shape.most_decimals, least=decimals)
        if shape.has_altitude:
            shape.add("supply.plot-altitude-dropped")
    return shape


def _fill(shape: Shape, kind: str, coordinates: Any) -> None:
    if kind == "Point":
        shape.point = _position(shape, coordinates, 1)
        return
    parts = coordinates if kind == "MultiPolygon" else [coordinates]
    for part in parts if isinstance(parts, list) else [None]:
        if not isinstance(part, list) or not part or isinstance(part[0], (str, int, float)):
            shape.add("supply.plot-nesting")
            return
        shape.parts.append([_ring(shape, ring, number) for number, ring in enumerate(part)])


def _ring(shape: Shape, raw: Any, number: int) -> Ring:
    if not isinstance(raw, list) or (raw and not isinstance(raw[0], list)):
        shape.add("supply.plot-nesting")
        return []
    before = len(shape.findings)
    ring: Ring = []
    shape.came.append(ring)
    for vertex, value in enumerate(raw, start=1):
        position = _position(shape, value, vertex)
        if position is None:
            return ring
        ring.append(position)
    if len(shape.findings) > before:
        return ring
    _look_at_ring(shape, ring, number)
    return _tidied(shape, ring, is_shell=number == 0)


def _look_at_ring(shape: Shape, ring: Ring, number: int) -> None:
    if len(ring) < _LEAST_POSITIONS or len(set(ring)) < _LEAST_POSITIONS - 1:
        shape.add("supply.plot-ring-short", positions=len(ring), distinct=len(set(ring)), ring=number + 1)
    if ring and ring[0] != ring[-1]:
        (lon, lat), (last_lon, last_lat) = ring[0], ring[-1]
        shape.add("supply.plot-ring-open", lon=lon, lat=lat, last_lon=last_lon, last_lat=last_lat, ring=number + 1)


def _tidied(shape: Shape, ring: Ring, *, is_shell: bool) -> Ring:
    """Without a vertex that stands there twice, shells against the clock and holes with it (RFC 7946)."""
    twice = next((vertex for vertex, (one, other) in enumerate(pairwise(ring), start=2) if one == other), 0)
    if twice:
        shape.add("supply.plot-vertex-twice", vertex=twice, lon=ring[twice - 1][0], lat=ring[twice - 1][1])
        ring = [ring[0], *(other for one, other in pairwise(ring) if one != other)]
    is_clockwise = doubled_area(ring) < 0
    if is_clockwise and is_shell:
        shape.add("supply.plot-ring-reversed")
    return ring[::-1] if is_clockwise == is_shell else ring


def doubled_area(ring: Ring) -> float:
    """Twice the area in square degrees, positive against the clock. Counted from the first corner, so that no figure is lost."""
    x, y = ring[0] if ring else (0.0, 0.0)
    return sum((a - x) * (d - y) - (c - x) * (b - y) for (a, b), (c, d) in pairwise(ring))


def _position(shape: Shape, value: Any, vertex: int) -> Point | None:
    if type(value) is list and len(value) == 2 and type(value[0]) is Figure and type(value[1]) is Figure:
        return _read(shape, value[0], value[1], vertex)
    if not isinstance(value, list) or any(isinstance(part, list) for part in value):
        code = "supply.plot-nesting" if isinstance(value, (list, str)) else "supply.plot-coordinate-missing"
        shape.add(code, vertex=vertex)
        return None
    if not value:
        shape.add("supply.plot-coordinate-missing", vertex=vertex)
        return None
    if not 2 <= len(value) <= _MOST_VALUES:
        shape.add("supply.plot-position-values", vertex=vertex, count=len(value))
        return None
    for part in value[:2]:
        if not isinstance(part, Figure):
            is_blank = part is None or not str(part).strip()
            code = "supply.plot-coordinate-missing" if is_blank else "supply.plot-coordinate-unreadable"
            shape.add(code, vertex=vertex, value=shown(part))
            return None
    shape.has_altitude = shape.has_altitude or len(value) == _MOST_VALUES
    return _read(shape, value[0], value[1], vertex)


def _read(shape: Shape, east: Figure, north: Figure, vertex: int) -> Point:
    if shape.most_decimals < 6:
        shape.most_decimals = max(shape.most_decimals, east.decimals, north.decimals)
    lon, lat = float(east), float(north)
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        shape.add("supply.plot-coordinate-beyond", vertex=vertex, lon=str(east)[:40], lat=str(north)[:40])
    elif lon == 0 and lat == 0:
        shape.add("supply.plot-at-zero", vertex=vertex)
    return lon, lat
