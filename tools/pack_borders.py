"""Makes the outlines of countries that plots are checked against: `uv run python tools/pack_borders.py [FOLDER]`.

Writes src/rochdale/supply/borders.zip from Natural Earth 1:10m (public domain, npm world-atlas): one member per country, so that a check
unpacks the one country it is about. Coasts and borders are made simpler by at most `DETAIL` of the grid, some 130 m.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections import defaultdict
from itertools import chain
from typing import Any

import numpy as np
import shapely
from pack_world import numbers
from shapely import Polygon
from shapely.geometry.base import BaseGeometry
from sources import PROJECT, folder

TARGET = PROJECT / "src" / "rochdale" / "supply" / "borders.zip"
DETAIL = 0.0012
"""Degrees."""
GRID = 1e-4
"""Degrees of one step in the file: 11 m."""
WITHOUT_NUMBER = {
    "Kosovo": "XK",
    "Somaliland": "SO",
    "N. Cyprus": "CY",
    "Cyprus U.N. Buffer Zone": "CY",
    "Dhekelia": "CY",
    "Akrotiri": "CY",
    "Baikonur": "KZ",
    "USNB Guantanamo Bay": "CU",
    "Coral Sea Is.": "AU",
    "Clipperton I.": "FR",
}
"""Outlines that carry no ISO number, and the country that ISO 3166 counts them to. Reefs and a glacier that nobody farms are left out."""
OVERSEAS = {
    "GF": ("FR", (-55, 2, -51, 6)),
    "GP": ("FR", (-62, 15.8, -60.9, 16.6)),
    "MQ": ("FR", (-61.3, 14.3, -60.7, 15)),
    "RE": ("FR", (55, -21.5, 56, -20.8)),
    "YT": ("FR", (45, -13.1, 45.4, -12.6)),
    "SJ": ("NO", (-10, 70.5, 35, 81)),
    "BQ": ("NL", (-69, 12, -62.8, 17.7)),
}
"""Parts that Natural Earth draws with their state and ISO 3166 also by themselves: they stand under both codes."""


def decoded(topology: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """Arcs in degrees, each made simpler between its ends, so that neighbours keep one border."""
    (x_scale, y_scale), (x_start, y_start) = topology["transform"]["scale"], topology["transform"]["translate"]
    lines = []
    for arc in topology["arcs"]:
        steps = np.cumsum(np.array(arc), axis=0) * (x_scale, y_scale) + (x_start, y_start)
        lines.append(shapely.LineString(steps).simplify(DETAIL) if len(steps) > 2 else shapely.LineString(steps))
    return [[(x, y) for x, y in line.coords] for line in lines]


def polygons(geometry: dict[str, Any], arcs: list[list[tuple[float, float]]]) -> list[Polygon]:
    """The parts of one outline, in steps of the grid."""
    parts = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return [Polygon(rings[0], rings[1:]) for rings in ([_ring(ring, arcs) for ring in part] for part in parts) if len(rings[0]) > 3]


def _ring(numbers: list[int], arcs: list[list[tuple[float, float]]]) -> list[tuple[int, int]]:
    points = chain.from_iterable(arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers)
    ring: list[tuple[int, int]] = []
    for lon, lat in points:
        step = (round(lon / GRID), round(lat / GRID))
        if not ring or step != ring[-1]:
            ring.append(step)
    return ring


def merged(parts: list[Polygon]) -> list[Polygon]:
    """One sound outline of a country, on the grid."""
    whole: BaseGeometry = shapely.union_all(shapely.make_valid(np.array(parts)), grid_size=1)
    return [part for part in shapely.get_parts(whole) if isinstance(part, Polygon) and not part.is_empty]


def countries(topology: dict[str, Any], alpha2: dict[str, str]) -> dict[str, list[Polygon]]:
    """Country code to its parts."""
    arcs = decoded(topology)
    found: dict[str, list[Polygon]] = defaultdict(list)
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = alpha2.get(str(geometry.get("id", ""))) or WITHOUT_NUMBER.get(geometry["properties"]["name"])
        if code and code != "AQ" and geometry["type"] is not None:
            found[code] += polygons(geometry, arcs)
    sound = {code: merged(parts) for code, parts in sorted(found.items()) if parts}
    for code, (state, box) in OVERSEAS.items():
        west, south, east, north = box
        around = shapely.box(west / GRID, south / GRID, east / GRID, north / GRID)
        sound[code] = [part for part in sound[state] if around.contains(part)]
    return {code: parts for code, parts in sorted(sound.items()) if parts}


def bounds(parts: list[Polygon]) -> list[float]:
    """West, south, east and north in degrees."""
    return [round(edge * GRID, 4) for edge in shapely.total_bounds(np.array(parts)).tolist()]


def packed(parts: list[Polygon]) -> bytes:
    """Parts, rings and points as counts and steps, all whole numbers of seven bits a byte."""
    out = bytearray()
    _put(out, len(parts))
    for part in parts:
        rings = [part.exterior, *part.interiors]
        _put(out, len(rings))
        for ring in rings:
            points = np.rint(shapely.get_coordinates(ring)[:-1]).astype(int)
            _put(out, len(points))
            steps = np.diff(points, axis=0, prepend=np.zeros((1, 2), int)).ravel()
            for step in steps.tolist():
                _put(out, step * 2 if step >= 0 else -step * 2 - 1)
    return bytes(out)


def _put(out: bytearray, number: int) -> None:
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)


def main() -> None:
    """Write the file; the same sources give the same bytes."""
    packages = folder()
    topology = json.loads((packages / "npm" / "world-atlas" / "package" / "countries-10m.json").read_text(encoding="utf-8"))
    outlines = countries(topology, numbers(packages))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        boxes = {code: bounds(parts) for code, parts in outlines.items()}
        package.writestr(zipfile.ZipInfo("index.json"), json.dumps(boxes, separators=(",", ":")), zipfile.ZIP_DEFLATED)
        for code, parts in outlines.items():
            package.writestr(zipfile.ZipInfo(code), packed(parts), zipfile.ZIP_DEFLATED)
    TARGET.write_bytes(file.getvalue())
    print(f"{TARGET.name}: {len(outlines)} countries, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
