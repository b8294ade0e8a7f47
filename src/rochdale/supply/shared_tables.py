"""What a reader sees of the kinds of supply data that cooperatives share: plots, without a name."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rochdale.base import tenancy
from rochdale.people.sharing import shows
from rochdale.supply.called import product_name
from rochdale.supply.models import Plot
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


shows("supply.plots", plots)
