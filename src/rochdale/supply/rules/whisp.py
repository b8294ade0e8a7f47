"""Results of Whisp (forestdatapartnership/whisp) as it gives them out: a table or GeoJSON with one row for each plot.

Only what Whisp says of perennial crops is read (`Risk_PCrop`): low, high or more information needed. Names of columns differ between
its versions in capitals only.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rochdale.kernel.refusal import Refusal, Refused

CLASSES = {"low": "low", "high": "high", "more_info_needed": "more", "more info needed": "more"}
PLOT_COLUMNS = ("external_id", "plot_id", "user_id", "plotid")
"""In the order in which they are asked: the sender's own number before the one Whisp counts."""
RISK, VERSION = "risk_pcrop", ("whisp_version", "version")
DAYS = ("whisp_processing_date", "processing_date", "date")
MOST_EVIDENCE = 60


@dataclass(frozen=True, slots=True)
class Answer:
    """What Whisp said of one plot."""

    row: int
    plots: tuple[str, ...]
    """Numbers under which the plot may be known here."""
    risk: str
    version: str
    on: date | None
    evidence: tuple[tuple[str, str], ...]
    geometry: Mapping[str, Any] | None = None


def is_whisp(columns: Mapping[str, Any]) -> bool:
    """Whether a row has the column that is read."""
    return RISK in lowered(columns)


def lowered(columns: Mapping[str, Any]) -> dict[str, Any]:
    """Columns by their names in small letters."""
    return {str(name).strip().casefold(): value for name, value in columns.items()}


def answer_of(row: int, columns: Mapping[str, Any], geometry: Mapping[str, Any] | None = None) -> Answer:
    """One row. Refuses one without a plot, and a class nobody knows."""
    found = lowered(columns)
    if RISK not in found:
        raise Refused(Refusal("supply.whisp-column-missing", {"column": "Risk_PCrop"}))
    said = _text(found[RISK]).casefold()
    if said not in CLASSES:
        raise Refused(Refusal("supply.risk-is-unknown", {"risk": said}))
    plots = tuple(dict.fromkeys(text for name in PLOT_COLUMNS if (text := _text(found.get(name)).removesuffix(".0"))))
    shape = geometry or _shape(found.get("geo"))
    if not plots and shape is None:
        raise Refused(Refusal("supply.whisp-column-missing", {"column": "external_id"}))
    version = next((text for name in VERSION if (text := _text(found.get(name)))), "")
    on = next((day for name in DAYS if (day := _day(_text(found.get(name))))), None)
    evidence = tuple((name, _text(value)[:80]) for name, value in sorted(found.items()) if name != "geo" and _text(value))[:MOST_EVIDENCE]
    return Answer(row, plots, CLASSES[said], version[:40], on, evidence, shape)


def features_in(text: str) -> Iterator[tuple[int, Mapping[str, Any], Mapping[str, Any] | None]]:
    """Number, columns and outline of each feature of a GeoJSON file. Refuses what is none."""
    try:
        found = json.loads(text)
        features = found["features"]
        rows = [(feature["properties"] or {}, feature.get("geometry")) for feature in features]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Refused(Refusal("supply.whisp-file-unreadable")) from None
    for number, (columns, geometry) in enumerate(rows, start=1):
        if not isinstance(columns, Mapping):
            raise Refused(Refusal("supply.whisp-file-unreadable"))
        yield number, columns, geometry if isinstance(geometry, Mapping) else None


def _shape(value: Any) -> Mapping[str, Any] | None:
    """The outline in the column `geo`, which is GeoJSON as text."""
    try:
        found = json.loads(value) if isinstance(value, str) else value
    except ValueError:
        return None
    return found if isinstance(found, Mapping) and "coordinates" in found else None


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
