"""Plots of a file checked against those that are kept: the own ones by name, those of others by nothing but how much overlaps."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from rochdale.base import tenancy
from rochdale.supply.models import PlotVersion
from rochdale.supply.rules.plots.checked import Box, Neighbour, PlotFile
from rochdale.supply.rules.plots.checking import check_raw
from rochdale.supply.rules.plots.raw import RawFile
from rochdale.supply.rules.plots.reading import read_raw
from rochdale.supply.rules.plots.tolerances import AS_DECIDED, Given

NEAR_DEGREES = 0.0002
"""Points within some 20 m are looked at together."""


def check_file(content: bytes, name: str, *, organization_id: UUID, given: Given, leaves_out: UUID | None = None) -> PlotFile:
    """Every plot of a file with its findings. `leaves_out` is the plot that gets a new outline: it is no neighbour of itself.

    Raises `Refused` when the file cannot be read at all.
    """
    raw = read_raw(content, name, decimal_mark=given.decimal_mark)
    box = _around(raw)
    neighbours = [*_own(organization_id, box, leaves_out), *_elsewhere(organization_id, box)] if box else []
    return check_raw(raw, given=given, neighbours=neighbours, tolerances=AS_DECIDED)


def _own(organization_id: UUID, box: Box, leaves_out: UUID | None) -> list[Neighbour]:
    rows = _within(PlotVersion.objects.filter(organization_id=organization_id), box)
    rows = rows.exclude(plot_id=leaves_out) if leaves_out else rows
    told = rows.values_list("plot__number", "plot__own_number", "plot__grower__number", "plot__grower__person__name", "geometry")
    return [
        Neighbour(number, f"{grower} {name}", True, json.loads(geometry), own_number)
        for number, own_number, grower, name, geometry in told.order_by("plot_id")
    ]


def _elsewhere(organization_id: UUID, box: Box) -> list[Neighbour]:
    """Shapes of others, for the check alone: what comes of them is a share of area or a distance, never whose they are."""
    with tenancy.everywhere("overlaps are looked for across cooperatives; nothing of the other is shown"):
        rows = _within(PlotVersion.objects.exclude(organization_id=organization_id), box)
        return [Neighbour("", "", False, json.loads(geometry)) for geometry in rows.order_by("plot_id").values_list("geometry", flat=True)]


def _within(rows: QuerySet[PlotVersion], box: Box) -> QuerySet[PlotVersion]:
    """The newest outlines of plots in use that reach into a box."""
    west, south, east, north = box
    newest = rows.filter(plot__newest_id=F("pk"), plot__retired_at=None)
    return newest.filter(
        west__lte=east + NEAR_DEGREES, east__gte=west - NEAR_DEGREES, south__lte=north + NEAR_DEGREES, north__gte=south - NEAR_DEGREES
    )


def _around(raw: RawFile) -> Box | None:
    """The box of all positions that could be read; None where there is none."""
    points = [point for plot in raw.plots for point in _positions(plot.geometry)]
    if not points:
        return None
    lons, lats = zip(*points, strict=True)
    return min(lons), min(lats), max(lons), max(lats)


def _positions(geometry: Any) -> Iterator[tuple[float, float]]:
    pending: list[Any] = [geometry]
    while pending:
        one = pending.pop()
        if isinstance(one, dict):
            pending += [one.get("coordinates"), one.get("geometries")]
        elif isinstance(one, list) and _is_position(one):
            yield float(one[0]), float(one[1])
        elif isinstance(one, list):
            pending += one


def _is_position(value: Sequence[Any]) -> bool:
    try:
        return len(value) >= 2 and isinstance(value[0], str) and abs(float(value[0])) <= 180 and abs(float(value[1])) <= 180
    except (ValueError, TypeError):
        return False
