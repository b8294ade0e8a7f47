"""Small maps drawn on the server from Natural Earth's outlines: land, marked countries, a road, places with their names.

The projection is Miller's cylinder: angles nearly right, poles finite, one rule for a province and for the world.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.functional import Promise

from rochdale.kernel.country import Ring, outlines

Text = str | Promise
Point = tuple[float, float]
"""Longitude and latitude in degrees, or x and y in units of the picture."""

WIDTH = 360
HEIGHT_LEAST, HEIGHT_MOST = 180, 300
MARGIN = 0.14
"""Empty room around what is shown, as a part of its size."""
NARROWEST_DEGREES = 6
SMALLEST_AREA = 6.0
"""Square units below which an island is left out."""
DETAIL = 1.0
"""How far, in units, a coast may be off after it is made simpler."""
ROAD_DETAIL = 0.5
"""A road is the finding: it weighs little and is drawn closer."""
KM_PER_DEGREE = 111.2
LETTER_WIDTH, LETTER_HEIGHT = 7.4, 15
SCALE_MARGIN, SCALE_HEIGHT = 14, 36


@dataclass(frozen=True, slots=True)
class Spot:
    """A place to show: (longitude, latitude) and its name."""

    at: Point
    name: Text


@dataclass(frozen=True, slots=True)
class Label:
    """A place as drawn: its dot, where its name stands and to which side."""

    x: float
    y: float
    text_x: float
    text_y: float
    anchor: str
    name: Text


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale bar: its length in km and in units, and where it begins."""

    km: int
    width: float
    x: float


@dataclass(frozen=True, slots=True)
class Map:
    """Everything `c-map` draws. Paths are SVG path data in half units of the picture."""

    height: int
    land: str
    marked: str
    road: str
    labels: Sequence[Label]
    scale: Scale | None
    """None when the map is so large that no one scale holds."""


def miller(point: Point) -> Point:
    """Miller's projection, in degrees at the equator."""
    lon, lat = point
    return lon, math.degrees(1.25 * math.asinh(math.tan(0.8 * math.radians(lat))))


@dataclass(frozen=True, slots=True)
class _Window:
    """Which part of the projected world is shown, and how large."""

    west: float
    north: float
    unit: float
    height: int

    def place(self, point: Point) -> Point:
        x, y = miller(point)
        return (x - self.west) * self.unit, (self.north - y) * self.unit


def draw_map(spots: Sequence[Spot], *, road: Sequence[Point] = (), marked: Collection[str] = ()) -> Map:
    """A map around `spots` and `road` ((longitude, latitude) each), with the countries `marked` (two letters) set apart.

    A road over the date line is followed the short way. At least one spot.
    """
    way = _unrolled(road)
    seen = [_nearest_turn(spot.at, way) for spot in spots] if way else _unrolled([spot.at for spot in spots])
    window = _window([*seen, *way])
    land: list[list[Point]] = []
    apart: list[list[Point]] = []
    for country, rings in outlines().items():
        shapes = [shape for ring in rings for shape in _shapes(ring, window)]
        (apart if country in marked else land).extend(shapes)
    path = [window.place(point) for point in way]
    dots = [window.place(point) for point in seen]
    drawn = [(x - 5, y - 5, x + 5, y + 5) for x, y in [*dots, *_along(path)]]
    scale = _scale(window, drawn)
    taken = [_scale_box(scale, window.height)] if scale else []
    return Map(
        height=window.height,
        land=_closed(land),
        marked=_closed(apart),
        road=_path(_simpler(path, ROAD_DETAIL)) if path else "",
        labels=_labels(dots, [spot.name for spot in spots], window.height, [*drawn, *taken]),
        scale=scale,
    )


def _unrolled(points: Sequence[Point]) -> list[Point]:
    way: list[Point] = []
    for lon, lat in points:
        way.append(_near((lon, lat), way[-1][0]) if way else (lon, lat))
    return way


def _near(point: Point, lon: float) -> Point:
    return point[0] + 360 * round((lon - point[0]) / 360), point[1]


def _nearest_turn(point: Point, way: Sequence[Point]) -> Point:
    turns = [(point[0] + 360 * turn, point[1]) for turn in (-1, 0, 1)]
    return min(turns, key=lambda each: min(math.dist(each, other) for other in way))


def _window(points: Sequence[Point]) -> _Window:
    flat = [miller(point) for point in points]
    west, east = min(x for x, y in flat), max(x for x, y in flat)
    south, north = min(y for x, y in flat), max(y for x, y in flat)
    wide = max(east - west, NARROWEST_DEGREES) * (1 + 2 * MARGIN)
    high = max(north - south, NARROWEST_DEGREES / 2) * (1 + 2 * MARGIN)
    height = min(max(round(WIDTH * high / wide), HEIGHT_LEAST), HEIGHT_MOST)
    unit = min(WIDTH / wide, height / high)
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    return _Window(middle_x - WIDTH / 2 / unit, middle_y + height / 2 / unit, unit, height)


def _shapes(ring: Ring, window: _Window) -> Iterator[list[Point]]:
    for turn in (-360, 0, 360):
        points = [window.place((lon + turn, max(min(lat, 85), -85))) for lon, lat in ring]
        if max(x for x, y in points) < 0 or min(x for x, y in points) > WIDTH:
            continue
        shape = _simpler(_clipped(points, window.height), DETAIL)
        if len(shape) > 2 and abs(_area(shape)) >= SMALLEST_AREA:
            yield shape


def _clipped(points: list[Point], height: int) -> list[Point]:
    """Sutherland and Hodgman: the part of a closed shape within the picture, and a little beyond so that no coast runs along its edge."""
    over = 6.0
    for axis, limit, keeps_above in ((0, -over, True), (0, WIDTH + over, False), (1, -over, True), (1, height + over, False)):
        points = list(_cut(points, axis, limit, keeps_above))
    return points


def _cut(points: list[Point], axis: int, limit: float, keeps_above: bool) -> Iterator[Point]:
    for one, other in pairwise([*points[-1:], *points]):
        is_in, was_in = (other[axis] > limit) == keeps_above, (one[axis] > limit) == keeps_above
        if is_in != was_in:
            part = (limit - one[axis]) / (other[axis] - one[axis])
            yield one[0] + part * (other[0] - one[0]), one[1] + part * (other[1] - one[1])
        if is_in:
            yield other


def _simpler(points: list[Point], detail: float) -> list[Point]:
    """Douglas and Peucker, without recursion: fewer points, none farther than `detail` from the line they were on."""
    if len(points) < 3:
        return points
    kept = {0, len(points) - 1}
    open_ = [(0, len(points) - 1)]
    while open_:
        first, last = open_.pop()
        farthest, distance = 0, detail
        for number in range(first + 1, last):
            off = _off_line(points[number], points[first], points[last])
            if off > distance:
                farthest, distance = number, off
        if farthest:
            kept.add(farthest)
            open_ += [(first, farthest), (farthest, last)]
    return [points[number] for number in sorted(kept)]


def _off_line(point: Point, one: Point, other: Point) -> float:
    length = math.dist(one, other)
    if not length:
        return math.dist(point, one)
    along = ((point[0] - one[0]) * (other[0] - one[0]) + (point[1] - one[1]) * (other[1] - one[1])) / length**2
    foot = (one[0] + along * (other[0] - one[0]), one[1] + along * (other[1] - one[1]))
    return math.dist(point, foot if 0 <= along <= 1 else one if along < 0 else other)


def _area(shape: Sequence[Point]) -> float:
    return sum(one[0] * other[1] - other[0] * one[1] for one, other in pairwise([*shape, shape[0]])) / 2


def _closed(shapes: Sequence[Sequence[Point]]) -> str:
    return "".join(path + "z" for path in map(_path, shapes) if path)


def _path(points: Sequence[Point]) -> str:
    """Path data in whole half units, relative, so that it weighs little; drawn at half scale."""
    halves = [(round(x * 2), round(y * 2)) for x, y in points]
    steps = [f"{x - a} {y - b}" for (a, b), (x, y) in pairwise(halves) if (a, b) != (x, y)]
    return f"M{halves[0][0]} {halves[0][1]}l{' '.join(steps)}".replace(" -", "-") if steps else ""


Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def _labels(dots: Sequence[Point], names: Sequence[Text], height: int, drawn: Sequence[Box]) -> list[Label]:
    """Names beside their dots, where they neither leave the picture nor lie on one another or on what is drawn, if that can be had."""
    labels: list[Label] = []
    taken: list[Box] = list(drawn)
    for (x, y), name in zip(dots, names, strict=True):
        wide = len(str(name)) * LETTER_WIDTH
        ways = [
            (x + 9, y + 4, "", (x + 7, x + 9 + wide)),
            (x - 9, y + 4, "t-end", (x - 9 - wide, x - 7)),
            (x, y - 11, "t-mid", (x - wide / 2, x + wide / 2)),
            (x, y + 22, "t-mid", (x - wide / 2, x + wide / 2)),
        ]
        boxes = [(left, text_y - LETTER_HEIGHT + 4, right, text_y + 3) for _x, text_y, _anchor, (left, right) in ways]
        costs = [_cost(box, taken, height) for box in boxes]
        best = costs.index(min(costs))
        taken.append(boxes[best])
        labels.append(Label(x, y, ways[best][0], ways[best][1], ways[best][2], name))
    return labels


def _along(road: Sequence[Point]) -> Iterator[Point]:
    for one, other in pairwise(road):
        steps = max(int(math.dist(one, other) / 10), 1)
        for step in range(steps):
            yield one[0] + (other[0] - one[0]) * step / steps, one[1] + (other[1] - one[1]) * step / steps


def _cost(box: Box, taken: Sequence[Box], height: int) -> float:
    left, top, right, bottom = box
    outside = max(-left, 0) + max(right - WIDTH, 0) + max(-top, 0) + max(bottom - height, 0)
    return outside * 10 + sum(
        max(min(right, other[2]) - max(left, other[0]), 0) * max(min(bottom, other[3]) - max(top, other[1]), 0) for other in taken
    )


def _scale(window: _Window, drawn: Sequence[Box]) -> Scale | None:
    """A round number of km, a fifth to two fifths of the width, at the foot where least is drawn.

    None where it would differ by more than a sixth across the picture.
    """
    lats = [_latitude(window.north), _latitude(window.north - window.height / window.unit)]
    stretches = [math.cos(math.radians(lat)) for lat in lats]
    if min(stretches) < max(stretches) * 5 / 6:
        return None
    km_per_unit = KM_PER_DEGREE * sum(stretches) / 2 / window.unit
    km = max((size * 10**power for size in (1, 2, 5) for power in range(5) if size * 10**power / km_per_unit <= 0.4 * WIDTH), default=0)
    if not km:
        return None
    width = km / km_per_unit
    corners = [Scale(km, width, x) for x in (SCALE_MARGIN, WIDTH - SCALE_MARGIN - width)]
    return min(corners, key=lambda corner: _cost(_scale_box(corner, window.height), drawn, window.height))


def _scale_box(scale: Scale, height: int) -> Box:
    return scale.x - 2, height - SCALE_HEIGHT, scale.x + scale.width + 2, height - 7


def _latitude(y: float) -> float:
    return math.degrees(math.atan(math.sinh(math.radians(y) / 1.25)) / 0.8)
