"""Where the plots of a lot lie, told more coarsely the less it may give away: exactly, or by squares of a tenth of a degree."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from rochdale.supply.rules.evidence import PlotFacts

Point = tuple[float, float]
PER_DEGREE = 10
"""About 11 km: no plot can be found in it."""


@dataclass(frozen=True, slots=True)
class Area:
    """A square of a tenth of a degree: its code and middle, how many plots lie in it and how large they are together."""

    code: str
    lon: float
    lat: float
    plots: int
    area_ha: Decimal


def middles(plots: Iterable[PlotFacts]) -> list[Point]:
    """Where each plot with an outline lies."""
    return [(plot.lon, plot.lat) for plot in plots if plot.geometry]


def areas_of(plots: Iterable[PlotFacts]) -> list[Area]:
    """The squares in which plots lie, by code."""
    found: dict[tuple[int, int], tuple[int, Decimal]] = {}
    for plot in plots:
        if plot.geometry:
            square = (math.floor(plot.lat * PER_DEGREE), math.floor(plot.lon * PER_DEGREE))
            count, area = found.get(square, (0, Decimal(0)))
            found[square] = (count + 1, area + (plot.area_ha or 0))
    return [
        Area(
            f"{'NS'[south < 0]}{abs(south) / PER_DEGREE:04.1f}{'EW'[west < 0]}{abs(west) / PER_DEGREE:05.1f}",
            round((west + 0.5) / PER_DEGREE, 2), round((south + 0.5) / PER_DEGREE, 2), count, area,
        )
        for (south, west), (count, area) in sorted(found.items())
    ]  # fmt: skip
