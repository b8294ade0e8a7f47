"""What a reader sees of the kinds of supply data that cooperatives share: plots without a name, lots without a price."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rochdale.base import tenancy
from rochdale.people.sharing import shows
from rochdale.supply.called import goods_name, product_name, weight
from rochdale.supply.models import Lot, Plot
from rochdale.supply.queries.lots import every_lot
from rochdale.ui.tables import Column, Table
from rochdale.ui.templatetags.ui import written


def plots(organization_id: UUID, at: datetime) -> Table[Plot]:
    """Number, crop, area and country of each plot, and the number of its grower; outlines travel in an evidence pack only."""
    with tenancy.within(organization_id):  # the right was asked before; the reader acts for another organization
        found = Plot.objects.filter(organization_id=organization_id, retired_at=None).select_related("grower", "newest")
        rows = list(found.order_by("number", "id"))
    columns: list[Column[Plot]] = [
        Column("number", _("Plot"), lambda row: row.number, order="number"),
        Column("grower", _("Grower's number"), lambda row: row.grower.number),
        Column("crop", _("Crop"), lambda row: product_name(row.product), order="product"),
        Column("area", _("Area (ha)"), _area, is_number=True),
        Column("country", _("Country"), lambda row: row.country, order="country"),
    ]
    return Table(rows, columns, order="number", key="id")


def _area(row: Plot) -> str:
    drawn: Decimal | None = row.newest.drawn_area_ha if row.newest else None
    area = drawn or row.declared_area_ha
    return written(area) if area else "–"


def lots(organization_id: UUID, at: datetime) -> Table[Lot]:
    """Form, weight in store, harvest, claims and newest result of each lot that lies somewhere; no grower, no price."""
    with tenancy.within(organization_id):  # as above
        rows = [row for row in every_lot(organization_id).prefetch_related("samples__results") if getattr(row, "left_g", 0)]
        found = {row.id: _newest_result(row) for row in rows}
    columns: list[Column[Lot]] = [
        Column("code", _("Lot"), lambda row: row.code, order="code"),
        Column("goods", _("Goods"), lambda row: goods_name(row.form, row.grade, row.claims)),
        Column("season", _("Harvest"), lambda row: row.season.name),
        Column("weight", _("In store"), lambda row: weight(getattr(row, "left_g", 0), 0), is_number=True),
        Column("quality", _("Quality"), lambda row: found[row.id]),
    ]
    return Table(rows, columns, order="code", key="id")


def _newest_result(row: Lot) -> str:
    results = sorted((result for sample in row.samples.all() for result in sample.results.all()), key=lambda result: result.happened_at)
    if not results:
        return "–"
    newest = results[-1]
    return ", ".join(word for word in (newest.protocol, written(newest.score) if newest.score is not None else newest.grade) if word)


shows("supply.plots", plots)
shows("supply.lots", lots)
