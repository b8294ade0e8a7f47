"""Lists of quotations and of scenarios."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from rochdale.base.made_up import shown_name
from rochdale.base.models import ExchangeRate
from rochdale.trade.forms.pricing import exchange_names
from rochdale.trade.models import Quotation, ScenarioSheet
from rochdale.ui.tables import Column, Table
from rochdale.ui.templatetags.ui import written


def quotations_table(rows: QuerySet[Quotation]) -> Table[Quotation]:
    """What was quoted, in its own unit, by whom it was read and where."""
    return Table(
        rows,
        [
            Column("exchange", _("Exchange"), lambda row: exchange_names().get(row.exchange, row.exchange)),
            Column("month", _("Month"), lambda row: date_format(date.fromisoformat(f"{row.month}-01"), "YEAR_MONTH_FORMAT"), order="month"),
            Column("on", _("Day"), lambda row: date_format(row.on), order="on"),
            Column("value", _("Quoted"), lambda row: f"{written(row.value.normalize())} {row.quoted_in}", is_number=True),
            Column("source", _("Source"), lambda row: row.source),
            Column("by", _("Read by"), lambda row: shown_name(row.by_name)),
        ],
        search=("exchange", "source"),
        order="-on",
        name="quotations",
    )


def rates_table(rows: QuerySet[ExchangeRate]) -> Table[ExchangeRate]:
    """What one euro was worth on a day, who entered it and where it was read."""
    return Table(
        rows,
        [
            Column("currency", _("Currency"), lambda row: row.currency, order="currency"),
            Column("on", _("Day"), lambda row: date_format(row.on), order="on"),
            Column("per_eur", _("For one euro"), lambda row: written(row.per_eur.normalize()), is_number=True),
            Column("source", _("Source"), lambda row: row.source),
            Column("by", _("Entered by"), lambda row: shown_name(row.by_name)),
        ],
        search=("currency", "source"),
        order="-on",
        name="rates",
    )


def scenarios_table(rows: QuerySet[ScenarioSheet]) -> Table[ScenarioSheet]:
    """Own sheets and those that others show."""
    return Table(
        rows,
        [
            Column("name", _("Name"), lambda row: row.name, order="name"),
            Column("number", _("Number"), lambda row: written(row.number), order="number", is_number=True),
            Column("whose", _("Whose"), lambda row: row.organization.name),
            Column("what", _("Scenarios"), lambda row: ", ".join(one["scenario"]["name"] for one in row.content["scenarios"])),
            Column("at", _("Day"), lambda row: date_format(row.at), order="at"),
        ],
        search=("name",),
        order="-at",
        link=lambda row: reverse("trade:scenario-sheet", args=[row.pk]),
        name="scenarios",
    )
