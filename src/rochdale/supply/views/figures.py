"""Local figures of a season's product: what a hectare can give, and how much becomes how much."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from rochdale.kernel.refusal import Refused
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, signed_in
from rochdale.supply import operations
from rochdale.supply.forms.figures import OutturnForm, YieldForm
from rochdale.supply.models import Season
from rochdale.supply.queries.season import figures_of
from rochdale.supply.rules.products import products
from rochdale.ui.forms import add_refusals


@require_http_methods(["GET", "POST"])
@signed_in
def set_yield_cap(request: ActingRequest, season_id: UUID) -> HttpResponse:
    """What a hectare can give at most."""
    season = get_or_404(request.actor, "supply.set-up", Season.objects.all(), pk=season_id)
    form = YieldForm(request.POST or None, product=products()[season.product])
    if form.is_valid():
        answers = form.cleaned_data
        try:
            operations.set_yield_cap(
                id=answers["operation_id"], by=request.actor, at=request.at, product=season.product, form=answers["form"],
                kg_per_ha=int(answers["kg_per_ha"]), source=answers["source"],
            )  # fmt: skip
            return redirect("supply:season-read", season.id)
        except Refused as refused:
            add_refusals(form, refused)
    return render(request, "supply/stock/yield_cap.html", {"season": season, "form": form, "figures": figures_of(season)})


@require_http_methods(["GET", "POST"])
@signed_in
def set_ratio(request: ActingRequest, season_id: UUID) -> HttpResponse:
    """How much of one form becomes how much of another here."""
    season = get_or_404(request.actor, "supply.set-up", Season.objects.all(), pk=season_id)
    form = OutturnForm(request.POST or None, product=products()[season.product])
    if form.is_valid():
        answers = form.cleaned_data
        try:
            operations.set_ratio(
                id=answers["operation_id"], by=request.actor, at=request.at, product=season.product, from_form=answers["from_form"],
                to_form=answers["to_form"], factor=answers["percent"] / Decimal(100), source=answers["source"],
            )  # fmt: skip
            return redirect("supply:season-read", season.id)
        except Refused as refused:
            add_refusals(form, refused)
    return render(request, "supply/stock/ratio.html", {"season": season, "form": form, "figures": figures_of(season)})
