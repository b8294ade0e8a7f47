"""Questions about growers and their plots: the lists, one grower, one plot, who may be the same person."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from rochdale.base.actor import Actor
from rochdale.people.permissions import readable
from rochdale.supply.models import Approval, Facility, FacilityKind, Grower, Plot, PlotVersion
from rochdale.supply.plot_pictures import PlotPicture, draw_plot, draw_plots
from rochdale.supply.rules.growers import Known, possible_duplicates
from rochdale.supply.rules.plots import Finding

AROUND_DEGREES = 0.004
"""Neighbours within some 400 m are drawn beside a plot."""
MOST_NEIGHBOURS = 60


def growers(by: Actor) -> QuerySet[Grower]:
    """The growers whom `by` may see, with how many plots they have."""
    rows = readable(by, "supply.see-grower", Grower.objects.all()).select_related("person", "point")
    return rows.annotate(plots_in_use=Count("plots", filter=Q(plots__retired_at=None)))


def points(organization_id: UUID) -> QuerySet[Facility]:
    """Collection points in use."""
    return Facility.objects.filter(organization_id=organization_id, kind=FacilityKind.COLLECTION, closed_at=None).order_by("name", "id")


def grower_numbered(organization_id: UUID, number: str) -> Grower | None:
    """The grower of that number."""
    return Grower.objects.filter(organization_id=organization_id, number=number.strip()).select_related("person").first()


def duplicates(by: Actor) -> list[list[Grower]]:
    """Growers who may be one person, group by group."""
    rows = {row.id: row for row in growers(by).order_by("number", "id")}
    known = [Known(row.id, row.person.name, row.person.birth_year, row.village) for row in rows.values()]
    return [[rows[id] for id in ids] for ids in possible_duplicates(known)]


def perhaps_the_same(row: Grower) -> list[Grower]:
    """Other growers who may be the same person as this one."""
    others = Grower.objects.filter(organization_id=row.organization_id, person__birth_year=row.person.birth_year)
    found = list(others.select_related("person").order_by("number", "id")) if row.person.birth_year else []
    groups = possible_duplicates(Known(each.id, each.person.name, each.person.birth_year, each.village) for each in found)
    ids = {id for group in groups if row.id in group for id in group} - {row.id}
    return [each for each in found if each.id in ids]


def plots_of(row: Grower) -> QuerySet[Plot]:
    """All plots of a grower, those in use first."""
    return Plot.objects.filter(grower=row).select_related("newest").order_by(F("retired_at").asc(nulls_first=True), "number", "id")


def plots(by: Actor) -> QuerySet[Plot]:
    """The plots of the cooperative."""
    return readable(by, "supply.see", Plot.objects.all()).select_related("grower__person", "newest")


def to_be_checked(by: Actor) -> QuerySet[Plot]:
    """Plots in use that feed no traceable lot before somebody has looked, or of whose outline something was found."""
    rows = plots(by).filter(retired_at=None)
    return rows.filter(Q(is_held=True) | Q(newest__verdict="check"))


def approvals_of(row: Grower, on: date) -> QuerySet[Approval]:
    """On which approved lists a grower stands that day."""
    rows = Approval.objects.filter(grower=row, since_on__lte=on).filter(Q(until_on=None) | Q(until_on__gt=on))
    return rows.select_related("certificate").order_by("certificate__scheme", "id")


def picture_of(plots: Sequence[Plot]) -> PlotPicture | None:
    """Several plots on one small map."""
    return draw_plots([json.loads(plot.newest.geometry) for plot in plots if plot.newest and plot.retired_at is None])


@dataclass(frozen=True, slots=True)
class VersionSeen:
    """One outline of a plot with what was found."""

    row: PlotVersion
    findings: Sequence[Finding]
    picture: PlotPicture | None


def versions_of(plot: Plot) -> list[VersionSeen]:
    """The outlines of a plot, newest first; the newest with its neighbours."""
    rows = PlotVersion.objects.filter(plot=plot).order_by("-version")
    around = neighbours_of(plot)
    return [_version(row, around if number == 0 else []) for number, row in enumerate(rows[:20])]


def _version(row: PlotVersion, around: Sequence[Mapping[str, Any]]) -> VersionSeen:
    findings = [Finding.kept(plain) for plain in row.findings]
    return VersionSeen(row, findings, draw_plot(json.loads(row.geometry), findings=findings, neighbours=around))


def neighbours_of(plot: Plot) -> list[dict[str, Any]]:
    """Outlines of the own cooperative around a plot."""
    if plot.newest is None:
        return []
    here = plot.newest
    return around(plot.organization_id, (here.west, here.south, here.east, here.north), leaves_out=plot.id)


def around(organization_id: UUID, box: tuple[float, float, float, float], *, leaves_out: UUID | None = None) -> list[dict[str, Any]]:
    """Outlines of the own cooperative in and around a box, a few dozen at most."""
    west, south, east, north = box
    rows = PlotVersion.objects.filter(organization_id=organization_id, plot__newest_id=F("pk"), plot__retired_at=None)
    others = rows.exclude(plot_id=leaves_out) if leaves_out else rows
    near = others.filter(
        west__lte=east + AROUND_DEGREES,
        east__gte=west - AROUND_DEGREES,
        south__lte=north + AROUND_DEGREES,
        north__gte=south - AROUND_DEGREES,
    )
    return [json.loads(geometry) for geometry in near.order_by("plot_id").values_list("geometry", flat=True)[:MOST_NEIGHBOURS]]


def near_grower(row: Grower) -> list[dict[str, Any]]:
    """What is drawn around a plot that has no outline yet: the grower's other plots and those of the village."""
    own = (
        PlotVersion.objects.filter(plot__grower=row, plot__newest_id=F("pk"), plot__retired_at=None).order_by("-recorded_at", "id").first()
    )
    if own is None:
        same = PlotVersion.objects.filter(organization_id=row.organization_id, plot__grower__village=row.village, plot__newest_id=F("pk"))
        own = same.order_by("-recorded_at", "id").first() if row.village else None
    return around(row.organization_id, (own.west, own.south, own.east, own.north)) if own else []


def next_plot_number(row: Grower) -> str:
    """A number for the next plot of a grower: the grower's with a count behind."""
    taken = set(
        Plot.objects.filter(organization_id=row.organization_id, number__startswith=f"{row.number}-").values_list("number", flat=True)
    )
    return next(number for count in range(1, len(taken) + 2) if (number := f"{row.number}-{count}") not in taken)
