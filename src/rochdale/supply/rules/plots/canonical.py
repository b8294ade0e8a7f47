"""A geometry as it is kept, and the fingerprint that tells whether two are the same land drawn the same way."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from hashlib import sha256
from itertools import pairwise
from typing import Any

from rochdale.supply.rules.plots.figures import Figure
from rochdale.supply.rules.plots.positions import Point, Ring, Shape

_DECIMALS = 6
"""0.11 m: what the EU system keeps. A plot sent there and brought back is the same plot."""
_DEEPEST = 4
GEOMETRY = dict[str, Any]


def geometry_of(shape: Shape) -> GEOMETRY:
    """GeoJSON, longitude first, in full precision; one part is a Polygon."""
    if shape.point:
        return {"type": "Point", "coordinates": list(shape.point)}
    parts = [[[list(point) for point in ring] for ring in rings] for rings in shape.parts]
    if len(parts) == 1:
        return {"type": "Polygon", "coordinates": parts[0]}
    return {"type": "MultiPolygon", "coordinates": parts}


def as_it_came(geometry: Any) -> GEOMETRY | None:
    """The geometry before any repair, numbers as numbers; None when it cannot be written so."""
    if not isinstance(geometry, dict) or not isinstance(geometry.get("type"), str):
        return None
    try:
        return {"type": geometry["type"], "coordinates": _numbers(geometry.get("coordinates"), 0)}
    except (ValueError, TypeError):
        return None


def _numbers(value: Any, depth: int) -> Any:
    if isinstance(value, Figure):
        number = float(value)
        if not math.isfinite(number):
            raise ValueError
        return number
    if not isinstance(value, list) or depth > _DEEPEST:
        raise TypeError
    return [_numbers(each, depth + 1) for each in value]


def parts_of(geometry: Mapping[str, Any]) -> list[list[Ring]]:
    """Parts, rings and points of a kept geometry; none for a point."""
    if geometry["type"] == "Point":
        return []
    parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [[[(lon, lat) for lon, lat in ring] for ring in rings] for rings in parts]


def fingerprint(geometry: Mapping[str, Any]) -> str:
    """SHA-256 of a geometry at six decimals, wherever its rings start and in whichever order its parts stand."""
    if geometry["type"] == "Point":
        plain: object = _text(geometry["coordinates"])
    else:
        plain = sorted([_ring(rings[0]), *sorted(_ring(ring) for ring in rings[1:])] for rings in parts_of(geometry))
    return sha256(json.dumps(plain, separators=(",", ":")).encode()).hexdigest()


def _ring(ring: Ring) -> list[str]:
    texts = [_text(point) for point in ring]
    once = [texts[0], *(other for one, other in pairwise(texts) if one != other)][:-1] or texts[:1]
    first = once.index(min(once))
    turned = once[first:] + once[:first]
    return min(turned, [turned[0], *turned[:0:-1]])


def _text(point: Point | Sequence[float]) -> str:
    # Adding zero makes of a negative zero a positive one.
    return f"{round(point[0], _DECIMALS) + 0.0:.6f} {round(point[1], _DECIMALS) + 0.0:.6f}"
