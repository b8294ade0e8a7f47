"""Checks invented plots, measures them and writes them out, against the plain way of doing each; prints a table with ratios.

    python benchmarks/plots.py [--plots 10000] [--corners 24] [--naive 1500]

The plain ways are what one would write first: area by GeographicLib in Python, overlaps pair by pair with shapely, the country by a
polygon that is not prepared, and JSON written by the library. Where a plain way grows with the square, it is run on fewer plots and
the comparison is made on those (column "on").
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import resource
import time
from collections.abc import Callable, Sequence
from itertools import combinations
from typing import Any

import pyproj
import shapely
from geographiclib.geodesic import Geodesic
from shapely.geometry import shape

from rochdale.supply.rules.plots import CheckedPlot, ExportPlot, check_plots, traces_geojson
from rochdale.supply.rules.plots.borders import outline
from rochdale.supply.rules.plots.measure import ring_ha
from rochdale.supply.rules.plots.overlaps import Land, land_of, overlap_findings
from rochdale.supply.rules.plots.tolerances import AS_DECIDED

Ring = list[list[float]]


def village(count: int, corners: int, growers: int = 0) -> bytes:
    """A file of plots side by side in Cameroon, of so many known growers in turn; a walker's error makes some of them overlap."""
    random.seed(1)
    features = []
    for number in range(count):
        lon, lat = 11.2 + number % 100 * 0.002, 4.2 + number // 100 * 0.002
        turns = [2 * math.pi * corner / corners for corner in range(corners)]
        lengths = [0.001 * random.uniform(0.85, 1.12) for _ in turns]
        ring = [
            [round(lon + far * math.cos(turn), 6), round(lat + far * math.sin(turn), 6)] for far, turn in zip(lengths, turns, strict=True)
        ]
        told = {"plot_id": f"P-{number}", "ProducerName": f"Grower {number}", "ProducerCountry": "CM", "ProductionPlace": "Obala"}
        if growers:
            told["grower number"] = f"G-{number % growers}"
        features.append({"type": "Feature", "properties": told, "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}})
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def timed(act: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of the processor (others may use the machine), and what came of it."""
    begun = time.process_time()
    answer = act()
    return time.process_time() - begun, answer


def plain_areas(rings: Sequence[Ring]) -> float:
    """Hectares of all, by GeographicLib's own Python."""
    total = 0.0
    for ring in rings:
        polygon = Geodesic.WGS84.Polygon()
        for lon, lat in ring[:-1]:
            polygon.AddPoint(lat, lon)
        total += abs(polygon.Compute()[2]) / 10_000
    return total


def plain_overlaps(drawn: Sequence[shapely.Polygon]) -> int:
    """Pairs that overlap by more than one per cent of the smaller, each with each."""
    return sum(one.intersection(other).area > 0.01 * min(one.area, other.area) for one, other in combinations(drawn, 2))


def plain_country(drawn: Sequence[shapely.Polygon]) -> int:
    """How many lie in Cameroon, asked of its outline as it is."""
    found = outline("CM")
    assert found is not None
    land = shapely.from_wkb(shapely.to_wkb(found.land))
    return sum(land.contains(one) for one in drawn)


def our_country(drawn: Sequence[shapely.Polygon]) -> int:
    """The same, corner by corner of the prepared outline."""
    found = outline("CM")
    assert found is not None
    return sum(bool(found.holds([(x, y) for x, y in one.exterior.coords]).all()) for one in drawn)


def plain_files(plots: Sequence[CheckedPlot]) -> int:
    """Bytes of the export by a JSON library on rounded numbers: shorter than six decimals, and refused by the EU system."""
    rounded = [[[round(figure, 6) for figure in point] for point in (plot.geometry or {})["coordinates"][0]] for plot in plots]
    features = [{"type": "Feature", "properties": {"ProducerName": plot.producer}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
                for plot, ring in zip(plots, rounded, strict=True)]  # fmt: skip
    return len(json.dumps({"type": "FeatureCollection", "features": features}))


def our_overlaps(plots: Sequence[CheckedPlot]) -> int:
    """Pairs by the tree."""
    lands = [Land(plot.id, plot.producer, True, land_of(plot.geometry or {}), plot.index) for plot in plots]
    return sum(map(len, overlap_findings(lands, AS_DECIDED).values())) // 2


def show(what: str, on: int, ours: float, plain: float | None, told: str = "") -> None:
    """One row of the table."""
    compared = f"{plain:>9.2f} {plain / max(ours, 1e-9):>7.1f}x" if plain is not None else f"{'':>9} {'':>8}"
    print(f"{what:<44} {on:>7,} {ours:>9.2f} {compared}  {told}", flush=True)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--plots", type=int, default=10_000)
    parser.add_argument("--corners", type=int, default=24)
    parser.add_argument("--naive", type=int, default=1_500, help="plots for what grows with the square")
    given = parser.parse_args()
    content = village(given.plots, given.corners)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    begun = time.perf_counter()
    seconds, file = timed(lambda: check_plots(content, "plots.geojson"))
    wall = time.perf_counter() - begun
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    plots = file.features
    flagged = sum(plot.verdict != "accepted" for plot in plots)
    print(f"shapely {shapely.__version__} (GEOS {shapely.geos_version_string}), pyproj {pyproj.__version__}, {os.cpu_count()} cores")
    print(f"{'':<44} {'on':>7} {'cpu s':>9} {'plain':>9} {'ratio':>8}")
    told = (
        f"{wall:.1f} s by the clock, {len(content) / 1e6:.1f} MB file, {flagged:,} overlap, peak {memory:,.0f} MB ({memory - before:+,.0f})"
    )
    show(f"check a file, corners {given.corners + 1}", len(plots), seconds, None, told)
    rings = [(plot.geometry or {})["coordinates"][0] for plot in plots]
    ours, our_sum = timed(lambda: sum(ring_ha([(lon, lat) for lon, lat in ring]) for ring in rings))
    plain, plain_sum = timed(lambda: plain_areas(rings))
    show("areas on the ellipsoid", len(plots), ours, plain, f"sums differ by {abs(our_sum - plain_sum):.1e} ha")
    drawn = [shape(plot.geometry) for plot in plots]
    ours, in_country = timed(lambda: our_country(drawn))
    plain, plainly = timed(lambda: plain_country(drawn))
    show("in their country", len(plots), ours, plain, f"{in_country:,} and {plainly:,}")
    few = plots[: given.naive]
    ours, pairs = timed(lambda: our_overlaps(few))
    plain, plainly = timed(lambda: plain_overlaps(drawn[: given.naive]))
    show("overlaps", len(few), ours, plain, f"{pairs:,} and {plainly:,} pairs")
    ours, pairs = timed(lambda: our_overlaps(plots))
    show("overlaps of all", len(plots), ours, None, f"{pairs:,} pairs")
    exported = [ExportPlot(plot.id, plot.producer, plot.country, plot.place, plot.geometry or {}) for plot in plots]
    ours, size = timed(lambda: sum(map(len, traces_geojson(exported))))
    plain, _ = timed(lambda: plain_files(plots))
    show("written for the EU system", len(plots), ours, plain, f"{size / 1e6:.1f} MB; the plain file has lost its zeros")


if __name__ == "__main__":
    main()
