"""How far it is by sea: the packed graph of shipping lanes, and one Dijkstra for all origins at once.

Source of the lanes: searoute 1.6.0 (Apache-2.0), packed by tools/pack_sea.py; see docs/reference/places.md and NOTICE. The Arctic
passages are left out. A place is joined to the nearest node by a straight leg, so that no distance is below the great circle.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from rochdale.kernel.place import EARTH_KM, distance_km, place
from rochdale.kernel.refusal import Refusal, Refused

PASSAGES = ("suez", "panama", "bab-el-mandeb")
"""What can be closed, in the order of the switches in the packed file."""
NO_PASSAGE_CLOSED: frozenset[str] = frozenset()
FARTHEST_LEG_KM = 350
"""A port farther than this from every lane has no sea access here; the sparse lanes off Madagascar ask for so much."""
KM_PER_NAUTICAL_MILE = 1.852

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class _Lanes:
    lonlat: Floats
    ends: NDArray[np.int64]
    km: Floats
    switch: NDArray[np.uint8]
    tree: cKDTree

    def graph(self, closed: frozenset[str]) -> csr_array:
        open_ = ~np.isin(self.switch, [number for number, name in enumerate(PASSAGES, start=1) if name in closed])
        one, other, km = self.ends[open_, 0], self.ends[open_, 1], self.km[open_]
        size = len(self.lonlat)
        return csr_array((np.concatenate([km, km]), (np.concatenate([one, other]), np.concatenate([other, one]))), shape=(size, size))


def _vectors(lonlat: Floats) -> Floats:
    """Points on the unit sphere: chords between them know no date line."""
    lon, lat = np.radians(lonlat).T
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)


@cache
def _lanes() -> _Lanes:
    with np.load(Path(__file__).with_name("sea.npz")) as packed:
        lonlat = packed["lonlat"].astype(np.float64)
        return _Lanes(lonlat, packed["ends"].astype(np.int64), packed["km"].astype(np.float64), packed["switch"], cKDTree(_vectors(lonlat)))


@lru_cache(maxsize=8)
def _graph(closed: frozenset[str]) -> csr_array:
    unknown = closed - set(PASSAGES)
    if unknown:
        raise Refused(Refusal("trade.unknown-passage", {"passage": min(unknown), "choices": list(PASSAGES)}))
    return _lanes().graph(closed)


@dataclass(frozen=True, slots=True)
class _Berth:
    """Where a port joins the lanes."""

    node: int
    leg_km: float


@cache
def _berth(code: str) -> _Berth | None:
    """None for a place without sea access. Refuses an unknown code."""
    port = place(code)
    if not port.is_sea_port or port.position is None:
        return None
    lat, lon = port.position
    chord, node = _lanes().tree.query(_vectors(np.array([[lon, lat]]))[0])
    leg_km = 2 * EARTH_KM * float(np.arcsin(min(float(chord) / 2, 1.0)))
    return _Berth(int(node), leg_km) if leg_km <= FARTHEST_LEG_KM else None


def has_sea_access(code: str) -> bool:
    """Whether ships on the lanes reach the place. Refuses an unknown code."""
    return _berth(code) is not None


def sea_distances_km(
    origins: Sequence[str], destinations: Sequence[str], *, closed: frozenset[str] = NO_PASSAGE_CLOSED
) -> NDArray[np.float32]:
    """Shortest way by sea in km, one row per origin and one column per destination (UN/LOCODE).

    NaN where either place has no sea access or no open way joins them. `closed` names passages of `PASSAGES`.
    Refuses unknown codes and unknown passages.
    """
    result = np.full((len(origins), len(destinations)), np.nan, dtype=np.float32)
    rows = [(row, berth) for row, code in enumerate(origins) if (berth := _berth(code))]
    columns = [(column, berth) for column, code in enumerate(destinations) if (berth := _berth(code))]
    graph = _graph(closed)
    if not rows or not columns:
        return result
    starts, which = np.unique([berth.node for _, berth in rows], return_inverse=True)
    lanes_km = dijkstra(graph, indices=starts)[which][:, [berth.node for _, berth in columns]]
    legs_km = np.add.outer([berth.leg_km for _, berth in rows], [berth.leg_km for _, berth in columns])
    total = np.where(np.isinf(lanes_km), np.nan, lanes_km + legs_km)
    for i, j in np.argwhere(lanes_km == 0):
        total[i, j] = _neighbours_km(origins[rows[i][0]], destinations[columns[j][0]])
    result[np.ix_([row for row, _ in rows], [column for column, _ in columns])] = total
    return result


def _neighbours_km(one: str, other: str) -> float:
    """Ports on one node lie side by side: straight across rather than out to the node and back."""
    return distance_km(place(one), place(other)) or 0.0


def sea_path(origin: str, destination: str, *, closed: frozenset[str] = NO_PASSAGE_CLOSED) -> list[tuple[float, float]]:
    """The way as (longitude, latitude) from port to port, for drawing; empty where there is none. Longitudes lie in -180 to 180."""
    start, end = _berth(origin), _berth(destination)
    if start is None or end is None:
        return []
    km, before = dijkstra(_graph(closed), indices=np.array([start.node]), return_predecessors=True)
    if np.isinf(km[0, end.node]):
        return []
    nodes = [end.node]
    while nodes[-1] != start.node:
        nodes.append(int(before[0, nodes[-1]]))
    inner = [(float(lon), float(lat)) for lon, lat in _lanes().lonlat[nodes[::-1]]]
    return [_lonlat(origin), *inner, _lonlat(destination)]


def _lonlat(code: str) -> tuple[float, float]:
    lat, lon = place(code).position or (0.0, 0.0)
    return lon, lat
