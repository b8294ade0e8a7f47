"""A plot after the first day: a new outline, another crop or paper, and the end of its use."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.operations import operation
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.supply.models import Capture, Plot
from rochdale.supply.operations.growers import Outline, PlotGiven, draw
from rochdale.supply.operations.shared import known_product, own, owner
from rochdale.supply.rules.growers import refusals_for_plot


@operation
def draw_plot(
    *, id: UUID, by: Actor, at: datetime, plot_id: UUID, outline: Outline, capture: str, accuracy_m: Decimal | None = None
) -> str:
    """Give a plot a new outline: a new version. The same outline again changes nothing. Returns the id of the plot."""
    organization = owner(by, "supply.keep-growers")
    row = _in_use(organization, plot_id)
    if capture not in Capture.values:
        raise Refused(Refusal("supply.capture-is-unknown", {"capture": capture}))
    before = row.newest_id
    draw(row, outline, by=by, at=at, capture=capture, accuracy_m=accuracy_m)
    if row.newest_id != before and row.newest:
        after = {"version": row.newest.version, "area_ha": str(row.newest.drawn_area_ha or ""), "verdict": row.newest.verdict}
        audit.record(by=by, at=at, what="supply.draw-plot", about=row, after=after)
    return str(row.id)


@operation
def change_plot(*, id: UUID, by: Actor, at: datetime, plot_id: UUID, plot: PlotGiven) -> str:
    """Write down what else is told of a plot: crop, year, declared area, right to the land, organic since. Returns its id."""
    organization = owner(by, "supply.keep-growers")
    row = _in_use(organization, plot_id)
    known_product(plot.product)
    refuse_if(
        refusals_for_plot(row.number, planted_year=plot.planted_year, declared_area_ha=plot.declared_area_ha, country=plot.country, at=at)
    )
    before = _shown(row)
    row.product, row.name, row.place, row.country = plot.product, plot.name, plot.place, plot.country
    row.planted_year, row.declared_area_ha = plot.planted_year, plot.declared_area_ha
    row.tenure, row.tenure_paper, row.organic_since = plot.tenure, plot.tenure_paper, plot.organic_since
    row.save()
    after = _shown(row)
    changed = [key for key in after if before[key] != after[key]]
    audit.record(
        by=by, at=at, what="supply.change-plot", about=row,
        before={key: before[key] for key in changed}, after={key: after[key] for key in changed},
    )  # fmt: skip
    return str(row.id)


def _shown(row: Plot) -> dict[str, object]:
    names = (
        "product", "name", "place", "country", "planted_year", "declared_area_ha", "tenure", "tenure_paper", "organic_since",
    )  # fmt: skip
    return {name: str(getattr(row, name) if getattr(row, name) is not None else "") for name in names}


@operation
def release_plot(*, id: UUID, by: Actor, at: datetime, plot_id: UUID, reason: str) -> str:
    """Somebody has looked at what was to be checked and found it good: the plot may feed traceable lots. Returns its id."""
    organization = owner(by, "supply.certify")
    row = _in_use(organization, plot_id)
    if len(reason.strip()) < 5:
        raise Refused(Refusal("supply.release-needs-a-reason"))
    if row.newest_id is None:
        raise Refused(Refusal("supply.plot-has-no-outline", {"plot": row.number}))
    row.is_held = False
    row.save(update_fields=["is_held"])
    audit.record(by=by, at=at, what="supply.release-plot", about=row, reason=reason.strip())
    return str(row.id)


@operation
def retire_plot(*, id: UUID, by: Actor, at: datetime, plot_id: UUID, reason: str) -> str:
    """A plot is no longer used. What came from it stays traceable to it. Returns its id."""
    organization = owner(by, "supply.keep-growers")
    row = _in_use(organization, plot_id)
    if len(reason.strip()) < 3:
        raise Refused(Refusal("supply.retiring-needs-a-reason"))
    row.retired_at = at
    row.save(update_fields=["retired_at"])
    audit.record(by=by, at=at, what="supply.retire-plot", about=row, reason=reason.strip())
    return str(row.id)


def _in_use(organization_id: UUID, plot_id: UUID) -> Plot:
    row = own(Plot.objects.select_for_update(of=("self",)).select_related("newest"), organization_id, pk=plot_id)
    if row.retired_at:
        raise Refused(Refusal("supply.plot-is-retired", {"plot": row.number}))
    return row
