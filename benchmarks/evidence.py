"""Writes the evidence pack of a lot with many plots, and prints seconds and memory beside the plain way.

    python benchmarks/evidence.py [--plots 30000] [--corners 24]

"plain" parses every outline, holds one FeatureCollection and the statement as objects, dumps both and zips them in memory: what a script
with `json` and `zipfile` does. It writes three files, checks nothing, and leaves out papers, summary, lot graph and seal.
Each way runs in a process of its own, so that its peak of memory is its own. `measure(lot)` does the same for a lot in a database.
"""

from __future__ import annotations

import argparse
import base64
import io
import json
import math
import multiprocessing
import os
import resource
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

os.environ.setdefault("ROCHDALE_MODE", "demo")
os.environ.setdefault("ROCHDALE_VAR", tempfile.gettempdir())
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rochdale.config.settings")

import django

django.setup()

from rochdale.supply.models import Lot  # noqa: E402
from rochdale.supply.pack_contents import Wanted, write_pack  # noqa: E402
from rochdale.supply.queries import proof  # noqa: E402
from rochdale.supply.queries.proof import Dossier, Party  # noqa: E402
from rochdale.supply.rules import evidence, law  # noqa: E402
from rochdale.supply.rules.evidence import Asked, PlotFacts, RiskFacts, SourceFacts  # noqa: E402
from rochdale.supply.rules.pack_file import faults_in  # noqa: E402

ON, AT = date(2026, 11, 26), datetime(2026, 11, 26, 8, tzinfo=UTC)
WANTED = Wanted("E-2026-0001", "A buyer", "en", AT)
PER_GROWER = 2


def plot(number: int, corners: int) -> PlotFacts:
    """A round plot of about a hectare in the south of Laos."""
    west, south = 105.5 + number % 300 * 0.004, 14.2 + number // 300 * 0.004
    angles = [2 * math.pi * corner / corners for corner in range(corners)]
    ring = [(west + 0.0005 * math.cos(angle), south + 0.0005 * math.sin(angle)) for angle in angles]
    text = ",".join(f"[{lon:.8f},{lat:.8f}]" for lon, lat in [*ring, ring[0]])
    grower = number // PER_GROWER
    return PlotFacts(
        UUID(int=number), f"P{number:06d}", UUID(int=10**9 + grower), f"G{grower:06d}", f"Grower {grower}", "LA", "Paksong", 1, ON,
        f'{{"type":"Polygon","coordinates":[[{text}]]}}', False, Decimal("0.95"), False, "accepted", "custom",
        RiskFacts("low", ON, "Whisp", "2.1"), west, south,
    )  # fmt: skip


def dossier(plots: int, corners: int) -> Dossier:
    """A lot behind which lie so many plots, one delivery of 40 kg from each."""
    facts = tuple(plot(number, corners) for number in range(plots))
    sources = tuple(SourceFacts(f"K1-{number:06d}", ON, each.grower, (each.number,), 40_000, 8_000) for number, each in enumerate(facts))
    total = 8_000 * plots
    lot = evidence.Lot(UUID(int=7), "L-1", "coffee", "green", "", "0901", ("Coffea arabica L.",), "2026/27", (), "segregated", total, 0, 0)
    asked, rows = Asked(total, "Coffea arabica L."), law.in_force([], on=ON)
    checks = evidence.checks(lot, asked, plots=facts, sources=sources, papers=[], law=rows, on=ON)
    return Dossier(Party(UUID(int=8), "Dongmai", "LA"), lot, asked, ON, facts, sources, (), rows, (), (), (), checks)


def ours(found: Dossier, path: Path) -> None:
    """The whole pack: plots, statement, list, risk, checks, graph, summary, manifest, seal."""
    write_pack(path, found, WANTED)


def plain(found: Dossier, path: Path) -> None:
    """Everything in memory, three files."""
    features = [
        {"type": "Feature", "id": each.number, "properties": {"ProducerName": each.producer, "ProducerCountry": each.country},
         "geometry": json.loads(each.geometry)}
        for each in found.plots
    ]  # fmt: skip
    by_grower: dict[str, list[Any]] = {}
    for each, feature in zip(found.plots, features, strict=True):
        by_grower.setdefault(each.producer, []).append(feature)
    producers = [
        {"name": name, "geometryGeojson": base64.b64encode(json.dumps({"type": "FeatureCollection", "features": own}).encode()).decode()}
        for name, own in by_grower.items()
    ]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("plots.geojson", json.dumps({"type": "FeatureCollection", "features": features}, indent=1))
        pack.writestr("statement.json", json.dumps({"commodities": [{"producers": producers}]}, indent=1))
        pack.writestr("deliveries.json", json.dumps([str(source) for source in found.sources]))
    path.write_bytes(buffer.getvalue())


def run(way: Callable[[Dossier, Path], None], plots: int, corners: int) -> tuple[float, float, float, float]:
    """Seconds, MB before, MB at the peak and MB of the file, in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(timed, (way, plots, corners))


def timed(way: Callable[[Dossier, Path], None], plots: int, corners: int) -> tuple[float, float, float, float]:
    """In this process."""
    found = dossier(plots, corners)
    before = memory()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pack.zip"
        began = time.perf_counter()
        way(found, path)
        seconds = time.perf_counter() - began
        if way is ours:
            assert not list(faults_in(path))
        return seconds, before, memory(), path.stat().st_size / 1e6


def measure(lot: Lot, species: str, *, on: date, at: datetime) -> tuple[float, float, int]:
    """For a lot in a database: seconds to gather and check, seconds to write, and how many plots."""
    began = time.perf_counter()
    found = proof.dossier(lot, proof.asked_for(lot, species=species), on=on)
    gathered = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        write_pack(Path(folder) / "pack.zip", found, Wanted("E-1", "A buyer", "en", at, is_draft=not found.is_complete))
    return gathered - began, time.perf_counter() - gathered, len(found.plots)


def memory() -> float:
    """Peak of this process in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def main() -> None:
    """Print a table."""
    options = argparse.ArgumentParser()
    options.add_argument("--plots", type=int, default=30_000)
    options.add_argument("--corners", type=int, default=24)
    chosen = options.parse_args()
    print(f"{chosen.plots:,} plots of {chosen.corners} corners; Python {sys.version.split()[0]}")
    print(f"{'way':8}{'seconds':>9}{'MB before':>11}{'MB peak':>9}{'MB file':>9}")
    results = {way.__name__: run(way, chosen.plots, chosen.corners) for way in (ours, plain)}
    for name, (seconds, before, peak, size) in results.items():
        print(f"{name:8}{seconds:>9.1f}{before:>11.0f}{peak:>9.0f}{size:>9.1f}")
    one, other = results["ours"], results["plain"]
    print(
        f"ratio: {one[0] / other[0]:.2f} of its time, {(one[2] - one[1]) / max(other[2] - other[1], 1):.2f} of its memory beyond the facts"
    )


if __name__ == "__main__":
    main()
