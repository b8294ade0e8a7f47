"""Small pictures of plots, drawn on the server: one outline with its faulty corner and its neighbours, or many plots on one sheet.

Geometry only; `supply/plot_picture.html` puts it on the page. What it shows stands as text beside it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from rochdale.supply.rules.plots import CheckedPlot, Finding

Point = tuple[float, float]
Geometry = Mapping[str, Any]

WIDTH = 360
HEIGHT_LEAST, HEIGHT_MOST = 180, 300
MARGIN = 30
METRES_PER_DEGREE = 111_200
LEAST_METRES = 60
"""A point is shown with this much around it."""
SMALLEST = 5.0
"""Units below which an outline among many is drawn as a dot."""
MOST_POINTS = 400
"""Of one ring, so that a page stays light; more are thinned out."""
_WITH_MARK = ("lon", "lat")


@dataclass(frozen=True, slots=True)
class Mark:
    """A spot to look at."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Scale:
    """A round length: metres, and units of the picture."""

    metres: int
    width: float


@dataclass(frozen=True, slots=True)
class PlotPicture:
    """What the template draws. Paths are SVG path data in tenths of a unit of the picture, drawn at a tenth."""

    height: int
    sound: str
    refused: str
    neighbours: str
    dots: Sequence[Mark]
    marks: Sequence[Mark]
    scale: Scale


@dataclass(frozen=True, slots=True)
class _Window:
    west: float
    north: float
    across: float
    """Units per degree of longitude."""
    down: float
    height: int

    def place(self, point: Point) -> Point:
        return (point[0] - self.west) * self.across, (self.north - point[1]) * self.down


def draw_plot(
    geometry: Geometry, *, findings: Iterable[Finding] = (), neighbours: Sequence[Geometry] = (), is_refused: bool = False
) -> PlotPicture | None:
    """One plot, the corners its findings speak of, and what lies around it. None for what has no drawable point."""
    rings, points = _drawn([geometry])
    seen = [*points, *(point for ring in rings for point in ring)]
    if not seen:
        return None
    window = _window(seen)
    around, near = _drawn(neighbours)
    marks = [Mark(*window.place(spot)) for spot in _spots(findings) if _is_within(window, spot)]
    path = _paths(rings, window)
    return PlotPicture(
        height=window.height, sound="" if is_refused else path, refused=path if is_refused else "",
        neighbours=_paths([ring for ring in around if any(_is_within(window, point) for point in ring)], window),
        dots=[Mark(*window.place(point)) for point in [*points, *near] if _is_within(window, point)], marks=marks, scale=_scale(window),
    )  # fmt: skip


def draw_checked(plot: CheckedPlot, *, neighbours: Sequence[Geometry] = ()) -> PlotPicture | None:
    """A plot as it was checked: what is kept of it, else as it came."""
    shown = plot.geometry or plot.original
    if shown is None:
        return None
    return draw_plot(shown, findings=plot.findings, neighbours=neighbours, is_refused=plot.verdict == "refused")


def draw_plots(geometries: Sequence[Geometry]) -> PlotPicture | None:
    """Many plots on one sheet: outlines where they can be seen, dots where not."""
    rings, points = _drawn(geometries)
    seen = [*points, *(point for ring in rings for point in ring)]
    if not seen:
        return None
    window = _window(seen)
    large = [ring for ring in rings if _size(ring, window) >= SMALLEST]
    small = [ring[0] for ring in rings if _size(ring, window) < SMALLEST]
    dots = sorted({(round(x), round(y)) for x, y in map(window.place, [*points, *small])})
    return PlotPicture(window.height, _paths(large, window), "", "", [Mark(x, y) for x, y in dots], [], _scale(window))


def _drawn(geometries: Iterable[Geometry]) -> tuple[list[list[Point]], list[Point]]:
    """Rings and single points of geometries, whatever could be read of them."""
    rings: list[list[Point]] = []
    points: list[Point] = []
    for geometry in geometries:
        pending: list[Any] = [geometry.get("coordinates")]
        while pending:
            value = pending.pop()
            if _is_position(value):
                points.append(_position(value))
            elif isinstance(value, list) and value and all(map(_is_position, value)):
                rings.append(_thinned([_position(each) for each in value]))
            elif isinstance(value, list):
                pending += value
    return rings, points


def _is_position(value: Any) -> bool:
    return isinstance(value, (list, tuple)) and len(value) > 1 and all(isinstance(part, (int, float)) for part in value[:2])


def _position(value: Sequence[float]) -> Point:
    return float(value[0]), max(min(float(value[1]), 89.0), -89.0)


def _thinned(ring: list[Point]) -> list[Point]:
    every = -(-len(ring) // MOST_POINTS)
    return [*ring[:-1:every], ring[-1]] if every > 1 else ring


def _window(points: Sequence[Point]) -> _Window:
    lons, lats = zip(*points, strict=True)
    middle = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
    stretch = max(math.cos(math.radians(middle[1])), 0.01)
    wide = max((max(lons) - min(lons)) * METRES_PER_DEGREE * stretch, LEAST_METRES)
    high = max((max(lats) - min(lats)) * METRES_PER_DEGREE, LEAST_METRES / 2)
    room = WIDTH - 2 * MARGIN
    height = min(max(round(room * high / wide) + 2 * MARGIN, HEIGHT_LEAST), HEIGHT_MOST)
    unit = min(room / wide, (height - 2 * MARGIN) / high)
    across, down = METRES_PER_DEGREE * stretch * unit, METRES_PER_DEGREE * unit
    return _Window(middle[0] - WIDTH / 2 / across, middle[1] + height / 2 / down, across, down, height)


def _is_within(window: _Window, point: Point) -> bool:
    x, y = window.place(point)
    return 0 <= x <= WIDTH and 0 <= y <= window.height


def _size(ring: Sequence[Point], window: _Window) -> float:
    xs, ys = zip(*map(window.place, ring), strict=True)
    return float(max(max(xs) - min(xs), max(ys) - min(ys)))


def _spots(findings: Iterable[Finding]) -> list[Point]:
    """The places that findings name, each once."""
    named = [finding.facts for finding in findings if all(isinstance(finding.facts.get(axis), float) for axis in _WITH_MARK)]
    return list(dict.fromkeys((float(str(facts["lon"])), float(str(facts["lat"]))) for facts in named))


def _paths(rings: Iterable[Sequence[Point]], window: _Window) -> str:
    return "".join(_path([window.place(point) for point in ring]) for ring in rings)


def _path(points: Sequence[Point]) -> str:
    """Path data in whole tenths, relative, so that it weighs little. What lies far off is cut to a thousand units."""
    tenths = [(round(max(min(x, 1000), -1000) * 10), round(max(min(y, 1000), -1000) * 10)) for x, y in points]
    steps = [f"{x - a} {y - b}" for (a, b), (x, y) in pairwise(tenths) if (a, b) != (x, y)]
    return f"M{tenths[0][0]} {tenths[0][1]}l{' '.join(steps)}z".replace(" -", "-") if steps else ""


def _scale(window: _Window) -> Scale:
    """A round number of metres, at most a third of the width."""
    metres_per_unit = METRES_PER_DEGREE / window.down
    lengths = [size * 10**power for power in range(7) for size in (1, 2, 5)]
    metres = max((length for length in lengths if length / metres_per_unit <= WIDTH / 3), default=1)
    return Scale(metres, metres / metres_per_unit)
