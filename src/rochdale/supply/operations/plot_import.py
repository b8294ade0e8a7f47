"""Plots from files, many at once: a new plot, a new outline of a known one, or nothing where nothing is new."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Q

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.imports import made, not_made
from rochdale.base.operations import operation
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.supply.models import Capture, Grower, Plot, PlotVersion
from rochdale.supply.operations.growers import PersonFacts, register_grower
from rochdale.supply.operations.shared import done, known_product, owner
from rochdale.supply.rules.growers import LONGEST_PLOT_NUMBER, refusals_for_plot

Row = Mapping[str, Any]
"""A checked plot as plain JSON (`imports_of_plots.row_of`)."""


@dataclass(slots=True)
class _Known:
    """What is there before a batch, and what the batch adds."""

    growers: dict[str, Grower]
    plots: dict[tuple[UUID, str], Plot]
    """By grower and number, own or ours, or the outline of those that never had one of their own."""
    taken: set[str]
    fresh: list[Plot] = field(default_factory=list)
    drawn: list[PlotVersion] = field(default_factory=list)
    redrawn: list[Plot] = field(default_factory=list)


@operation
def keep_plots(*, id: UUID, by: Actor, at: datetime, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Keep plots of a file. The same outline again is no change, another one a new version. Answers row by row (`imports.KeepMany`)."""
    organization = owner(by, "supply.keep-growers")
    known = _known(organization, rows)
    answers = [_keep(known, row, organization, by, at) for row in rows]
    Plot.objects.bulk_create(known.fresh)  # a plot and its newest version point at each other: the keys are looked at in the end
    PlotVersion.objects.bulk_create(known.drawn)
    Plot.objects.bulk_update(known.redrawn, ["newest", "is_held"])
    audit.record_each(by=by, at=at, what="supply.register-plot", things=((plot, {"number": plot.number}) for plot in known.fresh))
    versions = ((plot, {"version": plot.newest.version if plot.newest else 0}) for plot in known.redrawn)
    audit.record_each(by=by, at=at, what="supply.draw-plot", things=versions)
    return answers


def _known(organization: UUID, rows: Sequence[Row]) -> _Known:
    numbers = {row["grower"] for row in rows}
    growers = {grower.number: grower for grower in Grower.objects.filter(organization_id=organization, number__in=numbers)}
    # Our own number counts too: plots that were handed out come back under it.
    own, outlines = {row["own_number"] for row in rows if row["own_number"]}, {row["outline"]["sha256"] for row in rows}
    is_meant = Q(number__in=own) | Q(own_number__in=own) | Q(own_number="", newest__geometry_sha256__in=outlines)
    plots = Plot.objects.filter(is_meant, organization_id=organization, grower__in=growers.values(), retired_at=None)
    plots = plots.select_related("newest").defer("newest__geometry", "newest__findings")
    by_key = {(plot.grower_id, plot.number): plot for plot in plots}
    by_key |= {(plot.grower_id, _key(plot.own_number, plot.newest.geometry_sha256 if plot.newest else "")): plot for plot in plots}
    wanted = {number for row in rows for number in _numbers(row)}
    taken = Plot.objects.filter(organization_id=organization, number__in=wanted).values_list("number", flat=True)
    return _Known(growers, by_key, set(taken))


def _key(own_number: str, sha256: str) -> str:
    return own_number or f"outline {sha256}"


def _numbers(row: Row) -> list[str]:
    """Numbers to try, the best first: the file's, with the grower's in front, by the outline."""
    outlined = f"P-{row['outline']['sha256'][:10].upper()}"
    tries = [row["number"], f"{row['grower']}-{row['number']}", outlined, f"{row['grower']}-{outlined}"]
    return [number for number in tries if 0 < len(number) <= LONGEST_PLOT_NUMBER]


def _keep(known: _Known, row: Row, organization: UUID, by: Actor, at: datetime) -> dict[str, Any]:
    try:
        grower = _grower(known, row, by, at)
        plot = known.plots.get((grower.id, _key(row["own_number"], row["outline"]["sha256"])))
        if plot is None:
            plot = _new_plot(known, row, grower, organization, at)
        elif plot.newest is None or plot.newest.geometry_sha256 != row["outline"]["sha256"]:
            known.redrawn.append(plot)
        else:
            return made(plot.id)
    except Refused as refused:
        return not_made(refused.refusals)
    plot.newest = _version(row, plot, by, at)
    plot.is_held = row["outline"]["is_held"]
    known.drawn.append(plot.newest)
    return made(plot.id)


def _grower(known: _Known, row: Row, by: Actor, at: datetime) -> Grower:
    number = row["grower"]
    grower = known.growers.get(number)
    if grower is None and row["makes_grower"]:
        id = uuid5(UUID(row["id"]), "grower")
        register_grower(id=id, by=by, at=at, number=number, person=PersonFacts(row["producer"] or number), village=row["place"])
        known.growers[number] = grower = Grower.objects.get(pk=id)
    if grower is None:
        code = "supply.row-of-unknown-grower" if number else "supply.row-without-grower"
        raise Refused(Refusal(code, {"number": number}))
    if grower.left_on:
        raise Refused(Refusal("supply.row-grower-has-left", {"number": number}))
    return grower


def _new_plot(known: _Known, row: Row, grower: Grower, organization: UUID, at: datetime) -> Plot:
    known_product(row["product"])
    number = next((number for number in _numbers(row) if number not in known.taken), "")
    area = Decimal(row["declared_area_ha"]) if row["declared_area_ha"] else None
    found = list(refusals_for_plot(number, planted_year=row["planted_year"], declared_area_ha=area, country=row["country"], at=at))
    if found:
        raise Refused(found)
    plot = Plot(
        id=new_id(), organization_id=organization, grower=grower, number=number, own_number=row["own_number"][:80], name=row["name"][:100],
        product=row["product"], planted_year=row["planted_year"], declared_area_ha=area, country=row["country"], place=row["place"][:100],
        tenure=row["tenure"],
    )  # fmt: skip
    known.taken.add(number)
    known.fresh.append(plot)
    known.plots[grower.id, _key(row["own_number"], row["outline"]["sha256"])] = plot
    return plot


def _version(row: Row, plot: Plot, by: Actor, at: datetime) -> PlotVersion:
    outline = row["outline"]
    west, south, east, north = map(float, outline["box"])
    return PlotVersion(
        id=new_id(), organization_id=plot.organization_id, plot_id=plot.id, version=(plot.newest.version if plot.newest else 0) + 1,
        geometry=outline["geometry"], geometry_sha256=outline["sha256"], is_point=outline["is_point"],
        drawn_area_ha=Decimal(outline["drawn_area_ha"]) if outline["drawn_area_ha"] else None, west=west, south=south,
        east=east, north=north,
        capture=Capture.FILE, accuracy_m=Decimal(row["accuracy_m"]) if row["accuracy_m"] else None, verdict=outline["verdict"],
        findings=json.loads(outline["findings"]), **done(by, at, at),
    )  # fmt: skip
