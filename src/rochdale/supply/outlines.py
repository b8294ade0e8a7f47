"""From one outline that somebody walked, drew, typed or brought to what is kept: it goes through the very checks of a file of plots."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.supply.operations.growers import Outline
from rochdale.supply.queries.plot_checks import check_file
from rochdale.supply.rules.plots.checked import CheckedPlot
from rochdale.supply.rules.plots.tolerances import Given

_POINT = re.compile(r"\s*(-?\d{1,3}(?:\.\d{1,15})?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d{1,15})?)\s*", re.ASCII)
MOST_POINTS = 5_000


@dataclass(frozen=True, slots=True)
class Described:
    """What is known of the plot that is drawn."""

    number: str
    producer: str
    country: str
    place: str
    declared_area_ha: Decimal | None = None


def geometry_typed(text: str) -> str:
    """GeoJSON of points written one on each line, latitude first as phones show them. One point is a point, more are an outline.

    Figures stay as they were typed, so that their decimals can be counted.
    """
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if not lines:
        raise Refused(Refusal("supply.outline-is-missing"))
    points = [_position(line, number) for number, line in lines[:MOST_POINTS]]
    if len(points) == 1:
        return f'{{"type": "Point", "coordinates": {points[0]}}}'
    ring = points if points[0] == points[-1] else [*points, points[0]]
    return f'{{"type": "Polygon", "coordinates": [[{", ".join(ring)}]]}}'


def _position(line: str, number: int) -> str:
    found = _POINT.fullmatch(line)
    if found is None:
        raise Refused(Refusal("supply.outline-line-is-wrong", {"line": number, "text": line.strip()[:40]}))
    return f"[{found[2]}, {found[1]}]"


def checked_typed(text: str, described: Described, *, organization_id: UUID, leaves_out: UUID | None = None) -> CheckedPlot:
    """Points from a form, checked. Raises `Refused` with what is wrong with them."""
    properties = json.dumps({"plot id": described.number, "area ha": str(described.declared_area_ha or "")})
    content = f'{{"type": "Feature", "properties": {properties}, "geometry": {geometry_typed(text)}}}'.encode()
    return _one(content, "typed.geojson", described, organization_id, leaves_out)


def checked_file(content: bytes, name: str, described: Described, *, organization_id: UUID, leaves_out: UUID | None = None) -> CheckedPlot:
    """The one plot of a file, checked. Raises `Refused` with what is wrong with it."""
    return _one(content, name, described, organization_id, leaves_out)


def _one(content: bytes, name: str, described: Described, organization_id: UUID, leaves_out: UUID | None) -> CheckedPlot:
    given = Given(producer=described.producer, country=described.country, place=described.place, area_unit="ha")
    plots = check_file(content, name, organization_id=organization_id, given=given, leaves_out=leaves_out).features
    if len(plots) != 1:
        raise Refused(Refusal("supply.file-holds-several-plots", {"count": len(plots)}))
    refuse_if([finding.refusal for finding in plots[0].findings if finding.outcome == "refused"])
    return plots[0]


def outline_of(plot: CheckedPlot) -> Outline:
    """What is kept of a plot that no check refused."""
    assert plot.geometry is not None and plot.bbox is not None
    west, south, east, north = (Decimal(str(side)) for side in plot.bbox)
    return Outline(
        geometry=json.dumps(plot.geometry, separators=(",", ":")),
        geometry_sha256=plot.geometry_sha256,
        is_point=plot.is_point,
        drawn_area_ha=plot.drawn_area_ha,
        box=(west, south, east, north),
        verdict=plot.verdict,
        findings=json.dumps([finding.plain for finding in plot.findings]),
        is_held=plot.is_held,
    )
