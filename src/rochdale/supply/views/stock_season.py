"""A season read: charts of volumes, grades and outturn, who brought less than expected, and certified goods sold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from rochdale.base.made_up import shown_name
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import may, require
from rochdale.supply.called import goods_name, weight
from rochdale.supply.models import Season
from rochdale.supply.queries import season as queries
from rochdale.supply.queries.season import GrowerSeen, Week
from rochdale.supply.rules.seasons import EQUIVALENT
from rochdale.supply.rules.weights import kg
from rochdale.ui.charts import Columns, Part, Pillar, bars, columns
from rochdale.ui.icons import chip
from rochdale.ui.tables import Column, Table


@require_GET
@signed_in
def seasons(request: ActingRequest) -> HttpResponse:
    """Which season do you want to read?"""
    require(request.actor, "supply.see", request.actor)
    return render(request, "supply/stock/seasons.html", {"seasons": list(queries.seasons(request.actor.organization_id))})


@require_GET
@signed_in
def season(request: ActingRequest, season_id: UUID) -> HttpResponse:
    """One season in pictures and one table."""
    row = get_or_404(request.actor, "supply.see", Season.objects.all(), pk=season_id)
    months = queries.months(row)
    month = next((one for one in months if one.isoformat() == request.GET.get("month")), None)
    growers = queries.growers(row, month)
    points, grades = queries.by_point(row), queries.by_grade(row)
    context = {
        "season": row,
        "total_g": sum(point.weight_g for point in points),
        "deliveries": sum(point.count for point in points),
        "points": bars([Part(point.name, kg(point.weight_g), dye="leaf") for point in points]),
        "weeks": _weeks(queries.by_week(row)),
        "grades": bars([Part(goods_name(form, grade), kg(weight_g), dye="bark") for form, grade, weight_g in grades]),
        "outturns": queries.outturns(row),
        "certified": queries.certified(row),
        "compared_in": EQUIVALENT.get(row.product, ""),
        "may_set_up": may(request.actor, "supply.set-up", row),
        "months": months,
        "month": month,
        "flagged": sum(one.figures.is_above_cap for one in growers),
        "is_expected": any(one.figures.expected_g for one in growers),
        "missing_g": sum(one.figures.missing_g for one in growers),
        "table": _growers_table(growers).page(request.GET),
    }
    return render(request, "supply/stock/season.html", context)


def _weeks(weeks: Sequence[Week]) -> Columns:
    return columns([Pillar(_day(week.on), kg(week.weight_g)) for week in weeks])


def _day(on: date) -> str:
    return date_format(on, "SHORT_DATE_FORMAT")


def _growers_table(rows: Sequence[GrowerSeen]) -> Table[GrowerSeen]:
    """Expected, delivered, missing, grower by grower."""
    shown: list[Column[GrowerSeen]] = [
        Column("grower", _("Grower"), lambda row: f"{row.number} {shown_name(row.name)}", order="number"),
        Column("village", _("Village"), lambda row: row.village, order="village"),
        Column("expected", _("Expected"), lambda row: weight(row.figures.expected_g, 0), order="figures__expected_g", is_number=True),
        Column("delivered", _("Delivered"), lambda row: weight(row.figures.delivered_g, 0), order="figures__delivered_g", is_number=True),
        Column("missing", _("Missing"), lambda row: weight(row.missing_g, 0), order="missing_g", is_number=True),
        Column("flag", _("To look at"), _flag),
    ]
    return Table(rows, shown, search=("number", "name", "village"), order="-missing")


def _flag(row: GrowerSeen) -> object:
    figures = row.figures
    if figures.is_above_cap:
        return chip("need", _("More than the plots can give"))
    is_half = figures.expected_g and figures.missing_g * 2 > figures.expected_g
    return chip("wait", _("Less than half of what was expected")) if is_half else ""
