"""Plots as the EU system takes them: GeoJSON with coordinates as text of six decimals, in files below 25 MB.

Only four properties travel, as its description names them: ProducerName, ProducerCountry, ProductionPlace, and Area (ha) of a point.
The plot's id is the feature's `id`, so that a file that comes back finds its plots.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice, pairwise
from typing import Any

import numpy as np
import shapely
from shapely import Polygon

from rochdale.kernel.refusal import Refusal, Refused
from rochdale.supply.rules.plots.areas import refusal_as_point
from rochdale.supply.rules.plots.canonical import parts_of
from rochdale.supply.rules.plots.findings import Finding, found
from rochdale.supply.rules.plots.measure import parts_ha, rounded
from rochdale.supply.rules.plots.positions import Point, Ring
from rochdale.supply.rules.plots.tolerances import AS_DECIDED, Tolerances

MOST_BYTES = 25_000_000
"""The EU system takes 25 MB a statement; a megabyte is taken as the smaller of its two sizes."""
_HEAD, _FOOT = b'{"type":"FeatureCollection","features":[\n', b"\n]}\n"
_AT_ONCE = 1000
_SIX, _EIGHT = 6, 8


@dataclass(frozen=True, slots=True)
class ExportPlot:
    """What one plot is exported from."""

    plot_id: str
    producer: str
    country: str
    place: str
    geometry: Mapping[str, Any]
    """As it is kept: GeoJSON, WGS84."""
    area_ha: Decimal | None = None
    """Declared area, which a point needs."""
    as_point: bool = False
    """Asked out as a point; refused above 4 ha."""


def export_findings(plots: Iterable[ExportPlot], *, tolerances: Tolerances = AS_DECIDED) -> dict[str, list[Finding]]:
    """By plot id: what speaks against an export (a point above 4 ha, a point without area) and what to look at (holes)."""
    findings = {plot.plot_id: _against(plot, tolerances) for plot in plots}
    return {plot_id: found for plot_id, found in findings.items() if found}


def _against(plot: ExportPlot, tolerances: Tolerances) -> list[Finding]:
    parts = parts_of(plot.geometry)
    if not parts and plot.area_ha is None:
        return [found("supply.plot-point-without-area")]
    if not parts and plot.area_ha is not None and plot.area_ha > tolerances.polygon_above_ha:
        return [found("supply.plot-point-too-large", area_ha=plot.area_ha, most_ha=tolerances.polygon_above_ha)]
    if plot.as_point and parts:
        return refusal_as_point(Decimal(str(parts_ha(parts)[1])), tolerances)
    holes = sum(len(rings) - 1 for rings in parts)
    return [found("supply.plot-has-holes", holes=holes)] if holes else []


def traces_geojson(plots: Iterable[ExportPlot], *, most_bytes: int = MOST_BYTES, tolerances: Tolerances = AS_DECIDED) -> Iterator[bytes]:
    """Whole files, each below `most_bytes`, plots in the order given. Raises `Refused`, naming the plot, for one that may not go out so."""
    written: list[bytes] = []
    size = len(_HEAD) + len(_FOOT)
    for feature in _features(plots, tolerances):
        more = len(feature) + 2
        if written and size + more >= most_bytes:
            yield _HEAD + b",\n".join(written) + _FOOT
            written, size = [], len(_HEAD) + len(_FOOT)
        written.append(feature)
        size += more
    if written:
        yield _HEAD + b",\n".join(written) + _FOOT


def _features(plots: Iterable[ExportPlot], tolerances: Tolerances) -> Iterator[bytes]:
    rest = iter(plots)
    while some := list(islice(rest, _AT_ONCE)):
        for plot in some:
            refused = [finding for finding in _against(plot, tolerances) if finding.grade != "flag"]
            if refused:
                raise Refused([Refusal(finding.code, {**finding.facts, "plot": plot.plot_id}) for finding in refused])
        drawn = [_parts_to_write(plot) for plot in some]
        for plot, parts, decimals in zip(some, drawn, _decimals(drawn), strict=True):
            yield _feature(plot, parts, decimals)


def _parts_to_write(plot: ExportPlot) -> list[list[Ring]]:
    return [] if plot.as_point else parts_of(plot.geometry)


def _decimals(drawn: Sequence[Sequence[Sequence[Ring]]]) -> list[int]:
    """Six for each plot; eight where rounding to six would spoil a ring."""
    owners = [number for number, parts in enumerate(drawn) for _ in parts]
    polygons = np.array([Polygon(rings[0], rings[1:]) for parts in drawn for rings in parts], dtype=object)
    decimals = [_SIX] * len(drawn)
    if len(polygons):
        is_sound = shapely.is_valid(shapely.transform(polygons, lambda points: np.round(points, _SIX)))
        for owner in np.array(owners)[~is_sound].tolist():
            decimals[owner] = _EIGHT
    for number, parts in enumerate(drawn):
        if any(one == other for rings in parts for ring in rings for one, other in pairwise(_texts(ring, _SIX))):
            decimals[number] = _EIGHT
    return decimals


def _texts(ring: Iterable[Point], decimals: int) -> list[str]:
    # Adding zero makes of a negative zero a positive one.
    return [f"[{round(lon, decimals) + 0.0:.{decimals}f},{round(lat, decimals) + 0.0:.{decimals}f}]" for lon, lat in ring]


def _feature(plot: ExportPlot, parts: Sequence[Sequence[Ring]], decimals: int) -> bytes:
    properties: dict[str, Any] = {"ProducerName": plot.producer, "ProducerCountry": plot.country, "ProductionPlace": plot.place}
    if parts:
        texts = [[f"[{','.join(_texts(ring, decimals))}]" for ring in rings] for rings in parts]
        written = [f"[{','.join(rings)}]" for rings in texts]
        kind, coordinates = ("Polygon", written[0]) if len(written) == 1 else ("MultiPolygon", f"[{','.join(written)}]")
    else:
        point, area = _point_of(plot)
        # A figure, not a float: 0.3 must not leave as 0.30000000000000004.
        kind, coordinates = "Point", _texts([point], _SIX)[0]
        properties["Area"] = float(area)
    told = json.dumps(properties, ensure_ascii=False, separators=(",", ":"))
    own = json.dumps(plot.plot_id, ensure_ascii=False)
    geometry = f'{{"type":"{kind}","coordinates":{coordinates}}}'
    return f'{{"type":"Feature","id":{own},"properties":{told},"geometry":{geometry}}}'.encode()


def _point_of(plot: ExportPlot) -> tuple[Point, Decimal]:
    """The point and its area; for an outline asked out as a point, one that is surely inside, and its drawn area."""
    parts = parts_of(plot.geometry)
    if not parts:
        lon, lat = plot.geometry["coordinates"]
        return (lon, lat), rounded(plot.area_ha or 0)
    largest = max((Polygon(rings[0], rings[1:]) for rings in parts), key=lambda polygon: polygon.area)
    inside = largest.representative_point()
    return (inside.x, inside.y), rounded(parts_ha(parts)[1])
