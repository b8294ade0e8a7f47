"""A plot as a file brings it, before anything is checked, whatever the format was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rochdale.kernel.refusal import Refusal
from rochdale.supply.rules.plots.findings import Finding


@dataclass(frozen=True, slots=True)
class RawPlot:
    """One record of a file."""

    number: int
    """Counted from 1 as people count features; of a table, the row as a spreadsheet shows it."""
    kind: str
    """feature, geometry, placemark, row or submission: what is counted."""
    geometry: Any
    """As GeoJSON decodes, coordinates as `Figure` where they are numbers and as any other text where not; None when there is none."""
    told: Mapping[str, str] = field(default_factory=dict)
    """What is said of it, by the words of `fields.FIELDS`."""
    findings: tuple[Finding, ...] = ()
    """What the reader found, such as an empty cell."""
    counts_decimals: bool = True
    """False where the source keeps no text of numbers (cells of a workbook)."""


@dataclass(frozen=True, slots=True)
class RawFile:
    """All records of a file."""

    format: str
    """geojson, kml, csv, xlsx, odk or farmers."""
    plots: tuple[RawPlot, ...]
    notices: tuple[Refusal, ...] = ()
