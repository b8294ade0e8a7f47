"""Plots for tests: a square in Cameroon and what can be done to it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from rochdale.supply.rules.plots import CheckedPlot, PlotFile, check_plots

WEST, SOUTH = 11.500001, 4.000001
"""Six decimals that a JSON library does not lose."""
Ring = list[list[Any]]


def square(west: float = WEST, south: float = SOUTH, side: float = 0.001804) -> Ring:
    west, south, east, north = (round(edge, 6) for edge in (west, south, west + side, south + side))
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def polygon(*rings: Ring) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings) or [square()]}


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    told = {"plot_id": "A-1", "ProducerName": "Ayissi", "ProducerCountry": "CM", "ProductionPlace": "Obala", **properties}
    return {"type": "Feature", "properties": {name: value for name, value in told.items() if value is not None}, "geometry": geometry}


def collection(*features: Any, **members: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", **members, "features": list(features)}).encode()


def checked(*features: Any, **how: Any) -> PlotFile:
    return check_plots(collection(*features), "plots.geojson", **how)


def one(geometry: Any, **properties: Any) -> CheckedPlot:
    """The only plot of a file with one feature."""
    (plot,) = checked(feature(geometry, **properties)).features
    return plot


def rules(plot: CheckedPlot) -> Sequence[str]:
    return [finding.rule for finding in plot.findings]
