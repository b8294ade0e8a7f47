"""Makes src/rochdale/trade/market/sea.npz from the sea lanes of searoute: `uv run python tools/pack_sea.py [FOLDER]`."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from sources import PROJECT, folder

TARGET = PROJECT / "src" / "rochdale" / "trade" / "market" / "sea.npz"
EARTH_KM = 6371.0088
SWITCHES = {"suez": (1, (32.35, 30.7)), "panama": (2, (-79.77, 9.118)), "babalmandab": (3, (43.52, 12.55))}
"""Number of each switch in the packed file, and the place where the way is cut: so that ports along a canal keep one of the two seas."""
BERING_STRAIT_LATITUDE = 65.5
SHORTEST_KM = 1e-6
"""An edge of length zero would vanish from a sparse matrix."""

Lonlat = tuple[float, float]
Edge = tuple[Lonlat, Lonlat, str]


def edges_in(path: Path) -> list[Edge]:
    """Every leg of every lane once: both ends in order, and the passage it belongs to ("" for the open sea)."""
    legs: dict[tuple[Lonlat, Lonlat], str] = {}
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        shape = feature["geometry"]
        for line in shape["coordinates"] if shape["type"] == "MultiLineString" else [shape["coordinates"]]:
            for start, end in pairwise(line):
                leg = tuple(sorted((_node(start), _node(end))))
                legs[leg[0], leg[1]] = legs.get((leg[0], leg[1])) or feature["properties"].get("passage") or ""
    return [(start, end, passage) for (start, end), passage in legs.items() if start != end]


def _node(point: list[float]) -> Lonlat:
    # -180 and 180 are one meridian; one spelling joins the lanes there without edges of length zero.
    lon = (round(point[0], 6) + 180) % 360 - 180
    return round(lon, 6), round(point[1], 6)


def is_open(edge: Edge) -> bool:
    """False for the Northwest Passage and the Bering Strait, the gate of both Arctic routes: no container line sails them."""
    (_, south), (_, north), passage = edge
    return passage != "northwest" and not (passage == "bering" and max(south, north) > BERING_STRAIT_LATITUDE)


def cut_edges(edges: list[Edge]) -> dict[Edge, int]:
    """One edge per canal or strait whose loss closes it: the one nearest to the place of the cut."""
    return {
        min((edge for edge in edges if edge[2] == passage), key=lambda edge: _km(edge[0], at) + _km(edge[1], at) - _km(*edge[:2])): switch
        for passage, (switch, at) in SWITCHES.items()
    }


def _vector(point: Lonlat) -> NDArray[np.float64]:
    lon, lat = np.radians(point)
    return np.array([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def _km(one: Lonlat, other: Lonlat) -> float:
    chord = float(np.linalg.norm(_vector(one) - _vector(other)))
    return max(2 * EARTH_KM * float(np.arcsin(min(chord / 2, 1.0))), SHORTEST_KM)


def main() -> None:
    """Keep the open lanes of the largest connected sea and write nodes, edges, lengths and switches."""
    edges = [edge for edge in edges_in(folder() / "searoute" / "data" / "marnet_searoute.geojson") if is_open(edge)]
    nodes = sorted({node for edge in edges for node in edge[:2]})
    number = {node: index for index, node in enumerate(nodes)}
    ends = np.array([(number[a], number[b]) for a, b, _ in edges])
    _, part = connected_components(coo_array((np.ones(len(ends)), ends.T), shape=(len(nodes),) * 2), directed=False)
    main_part = np.bincount(part).argmax()
    kept = np.flatnonzero(part == main_part)
    renumbered = np.full(len(nodes), -1)
    renumbered[kept] = np.arange(len(kept))
    inside = part[ends[:, 0]] == main_part
    cuts = cut_edges(edges)
    np.savez_compressed(
        TARGET,
        lonlat=np.array(nodes, dtype=np.float32)[kept],
        ends=renumbered[ends[inside]].astype(np.uint16),
        km=np.array([_km(a, b) for a, b, _ in edges], dtype=np.float32)[inside],
        switch=np.array([cuts.get(edge, 0) for edge in edges], dtype=np.uint8)[inside],
    )
    print(f"{len(kept)} nodes, {int(inside.sum())} edges, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
