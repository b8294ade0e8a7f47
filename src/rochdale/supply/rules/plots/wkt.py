"""Geometries in one cell or answer: WKT, coordinates in JSON, and the latitude-first text of ODK and Kobo."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from rochdale.kernel.refusal import Refused
from rochdale.supply.rules.plots.figures import figure, parse_json

_TOKEN = re.compile(r"\s*([(),]|[^\s(),]+)")
_KINDS = {
    kind.upper(): kind for kind in ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection")
}
_DEEPEST = 8
_ODK = re.compile(r"\s*[+-]?\d+(\.\d+)?(\s+[+-]?\d+(\.\d+)?){1,3}\s*(;.*)?", re.DOTALL)
UNREADABLE = {"type": "?"}
"""Of a cell that holds no geometry we know: refused as such when it is checked."""


def geometry_in(text: str) -> dict[str, Any]:
    """A geometry as GeoJSON decodes it, nothing checked: an open ring stays open, a word among the figures stays a word."""
    plain = text.strip()
    if plain.startswith(("{", "[")):
        return _from_json(plain)
    if is_odk(plain):
        return from_odk(plain)[0]
    return _from_wkt(plain)


def is_odk(text: str) -> bool:
    """Whether a text looks like a geopoint, geotrace or geoshape."""
    return bool(_ODK.fullmatch(text))


def from_odk(text: str) -> tuple[dict[str, Any], str]:
    """A geometry from "latitude longitude altitude accuracy; …", and the worst accuracy in metres ("" when none is told).

    A trace is taken as the walk around a plot: it must end where it began.
    """
    rows = [part.split() for part in text.split(";") if part.strip()]
    positions = [[figure(part) for part in (row[1], row[0], *row[2:3])] if len(row) > 1 else row for row in rows]
    worst = max((row[3] for row in rows if len(row) > 3), key=_metres, default="")
    if len(positions) == 1:
        return {"type": "Point", "coordinates": positions[0]}, worst
    return {"type": "Polygon", "coordinates": [positions]}, worst


def _metres(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _from_json(text: str) -> dict[str, Any]:
    """A whole geometry, or bare coordinates as TerraTrac writes them: one ring, or one position."""
    try:
        value = parse_json(text)
    except Refused:
        return UNREADABLE
    if isinstance(value, dict):
        return value
    if not value:
        return {"type": "Polygon", "coordinates": []}
    depth = _depth(value)
    if depth <= 1:
        return {"type": "Point", "coordinates": value}
    return {"type": "MultiPolygon" if depth == 4 else "Polygon", "coordinates": [value] if depth == 2 else value}


def _depth(value: Any) -> int:
    depth = 0
    while isinstance(value, list) and depth < _DEEPEST:
        depth, value = depth + 1, value[0] if value else None
    return depth


def _from_wkt(text: str) -> dict[str, Any]:
    tokens = [*_TOKEN.findall(re.sub(r"^SRID=\d+;", "", text)), ""]
    try:
        geometry, rest = _geometry(tokens, 0)
    except (IndexError, KeyError, RecursionError):
        return UNREADABLE
    return geometry if tokens[rest:] == [""] else UNREADABLE


def _geometry(tokens: list[str], at: int) -> tuple[dict[str, Any], int]:
    kind = _KINDS[tokens[at].upper()]
    at += 1
    if tokens[at].upper() in {"Z", "M", "ZM"}:
        at += 1
    if tokens[at].upper() == "EMPTY":
        return {"type": kind, "coordinates": []}, at + 1
    if kind == "GeometryCollection":
        inside: list[dict[str, Any]] = []
        while tokens[at] in {"(", ","}:
            one, at = _geometry(tokens, at + 1)
            inside.append(one)
        return {"type": kind, "geometries": inside}, _closed(tokens, at)
    value, at = _nested(tokens, at, 0)
    if kind == "Point":
        value = value[0] if len(value) == 1 else value
    if kind == "MultiPoint":
        value = [part[0] if part and isinstance(part[0], list) else part for part in value]
    return {"type": kind, "coordinates": value}, at


def _closed(tokens: list[str], at: int) -> int:
    if tokens[at] != ")":
        raise IndexError
    return at + 1


def _nested(tokens: list[str], at: int, depth: int) -> tuple[list[Any], int]:
    """What stands between brackets: lists of positions at any depth."""
    if tokens[at] != "(" or depth > _DEEPEST:
        raise IndexError
    parts: list[Any] = []
    at += 1
    while True:
        if tokens[at] == "(":
            part, at = _nested(tokens, at, depth + 1)
        else:
            start = at
            while tokens[at] not in {",", ")", "(", ""}:
                at += 1
            part = [figure(token) for token in tokens[start:at]]
        parts.append(part)
        if tokens[at] != ",":
            return parts, _closed(tokens, at)
        at += 1


def every_text(value: Any) -> Iterator[tuple[str, str]]:
    """Name and text of every answer of a nested submission; groups are walked into."""
    pending = [("", value)]
    while pending:
        name, inside = pending.pop()
        if isinstance(inside, dict) and "coordinates" not in inside:
            pending += [(str(key), each) for key, each in inside.items()]
        elif isinstance(inside, str) and inside.strip():
            yield name, inside
