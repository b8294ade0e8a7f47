"""The lists of tracing: who is behind a lot, and where goods went."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rochdale.base.made_up import shown_name
from rochdale.supply.called import weight
from rochdale.supply.queries.stock_trace import Ahead, Behind
from rochdale.ui.icons import chip
from rochdale.ui.tables import Column, Table


def behind_table(rows: Sequence[Behind]) -> Table[Behind]:
    """By grower and plot: what was brought, and how much of the lot that is."""
    columns: list[Column[Behind]] = [
        Column("grower", _("Grower"), lambda row: f"{row.number} {shown_name(row.grower)}", order="number"),
        Column("village", _("Village"), lambda row: row.village, order="village"),
        Column("plots", _("Plots"), lambda row: row.plots if row.is_traced else chip("need", gettext("No plot known")), order="plots"),
        Column("brought", _("Brought"), lambda row: weight(row.brought_g), order="brought_g", is_number=True),
        Column("kg", _("Of this lot"), lambda row: weight(row.weight_g), order="weight_g", is_number=True),
    ]
    return Table(rows, columns, search=("grower", "number", "village", "plots"), order="-kg", size=50)


def ahead_table(rows: Sequence[Ahead]) -> Table[Ahead]:
    """Lot by lot: how much of what was brought came there, and how much of it stayed."""
    columns: list[Column[Ahead]] = [
        Column("lot", _("Lot"), lambda row: row.lot.code, order="lot__code"),
        Column("goods", _("Goods"), lambda row: row.goods),
        Column("came", _("Came there (as brought)"), lambda row: weight(row.came_g), order="came_g", is_number=True),
        Column("lies", _("Not worked further"), lambda row: weight(row.lies_g), order="lies_g", is_number=True),
    ]
    return Table(rows, columns, link=lambda row: reverse("supply:lot", args=[row.pk]), size=50)
