"""In which country a point lies, and how far outside one. Outlines are Natural Earth 1:10m, packed by tools/pack_borders.py.

They are simplified and show who administers a place, not who claims it: hence the 2 km, and a look rather than a refusal near a border.
"""

from __future__ import annotations

import json
import math
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from rochdale.supply.rules.plots.measure import metres
from rochdale.supply.rules.plots.positions import Point

_FILE = Path(__file__).resolve().parents[2] / "borders.zip"
_STEP = 1e-4
"""Degrees of one step in the file."""
_NEAR_DEGREES = 0.5
_KM_PER_DEGREE = 111.2


@dataclass(frozen=True, slots=True)
class Outline:
    """One country's land."""

    land: BaseGeometry
    edge: BaseGeometry

    def holds(self, points: Sequence[Point]) -> NDArray[np.bool_]:
        """Which of the points lie in it."""
        lons, lats = zip(*points, strict=True)
        return np.asarray(shapely.contains_xy(self.land, lons, lats))

    def km_outside(self, point: Point) -> float:
        """Distance of a point outside to the nearest edge."""
        lon, lat = point
        stretch = max(math.cos(math.radians(lat)), 0.01)
        wide = _NEAR_DEGREES / stretch
        near = shapely.clip_by_rect(self.edge, lon - wide, lat - _NEAR_DEGREES, lon + wide, lat + _NEAR_DEGREES)
        if near.is_empty:
            there = shapely.get_coordinates(shapely.shortest_line(self.edge, shapely.Point(lon, lat)))[0]
            return metres(point, (float(there[0]), float(there[1]))) / 1000
        flat = shapely.transform(near, lambda points: (points - (lon, lat)) * (stretch * _KM_PER_DEGREE, _KM_PER_DEGREE))
        return float(shapely.distance(flat, shapely.Point(0, 0)))


@cache
def _boxes() -> Mapping[str, tuple[float, float, float, float]]:
    with zipfile.ZipFile(_FILE) as package:
        return {code: (box[0], box[1], box[2], box[3]) for code, box in json.loads(package.read("index.json")).items()}


@lru_cache(maxsize=40)
def outline(country: str) -> Outline | None:
    """The outline of a country (ISO 3166-1 alpha-2), prepared for many questions; None for one that has none of its own."""
    if country not in _boxes():
        return None
    with zipfile.ZipFile(_FILE) as package:
        land = shapely.MultiPolygon(_unpacked(package.read(country)))
    shapely.prepare(land)
    return Outline(land, land.boundary)


def _unpacked(packed: bytes) -> list[shapely.Polygon]:
    numbers = _numbers(packed)
    at = 1
    parts: list[shapely.Polygon] = []
    for _ in range(numbers[0]):
        rings = []
        count, at = numbers[at], at + 1
        for _ in range(count):
            size, at = numbers[at], at + 1
            steps = numbers[at : at + 2 * size]
            at += 2 * size
            signed = np.where(steps % 2 == 0, steps // 2, -(steps // 2) - 1).reshape(-1, 2)
            rings.append(np.cumsum(signed, axis=0) * _STEP)
        parts.append(shapely.Polygon(rings[0], rings[1:]))
    return parts


def _numbers(packed: bytes) -> NDArray[np.int64]:
    """Whole numbers of seven bits a byte, the last byte of each below 128."""
    raw = np.frombuffer(packed, np.uint8).astype(np.int64)
    is_last = raw < 128
    start = np.concatenate(([0], np.flatnonzero(is_last)[:-1] + 1))
    place = np.arange(len(raw)) - np.repeat(start, np.diff(np.append(start, len(raw))))
    return np.asarray(np.add.reduceat((raw & 127) << (7 * place), start))


def country_at(point: Point) -> str:
    """The code of the country a point lies in, the smallest where two are drawn over each other; "" at sea."""
    lon, lat = point
    around = [(code, box) for code, box in _boxes().items() if box[0] <= lon <= box[2] and box[1] <= lat <= box[3]]
    for code, _ in sorted(around, key=lambda pair: (pair[1][2] - pair[1][0]) * (pair[1][3] - pair[1][1])):
        drawn = outline(code)
        if drawn and drawn.holds([point])[0]:
            return code
    return ""


def is_in(country: str, point: Point) -> bool:
    """Whether a point lies in a country; False for a country without an outline."""
    drawn = outline(country)
    return drawn is not None and bool(drawn.holds([point])[0])


def is_near(country: str, point: Point, *, km: float) -> bool:
    """Whether a point lies in a country or at most so many km outside."""
    drawn = outline(country)
    return drawn is not None and (bool(drawn.holds([point])[0]) or drawn.km_outside(point) <= km)
