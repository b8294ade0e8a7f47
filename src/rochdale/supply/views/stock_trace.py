"""Tracing: back from a lot, forward from a plot or delivery, and the mock recall."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from rochdale.base.countries import country_name
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import may
from rochdale.people.queries import organization
from rochdale.supply import operations, stock_paper
from rochdale.supply.forms.recall import RecallForm
from rochdale.supply.models import Delivery, Lot, Plot
from rochdale.supply.queries import stock_trace as queries
from rochdale.supply.queries import trace
from rochdale.supply.queries.recall import recall_of
from rochdale.supply.views.trace_tables import ahead_table, behind_table
from rochdale.ui.maps import Map, Spot, draw_map


@require_GET
@signed_in
def back(request: ActingRequest, lot_id: UUID) -> HttpResponse:
    """Back from a lot to growers and plots, with the kg each contributed."""
    lot = get_or_404(request.actor, "supply.see", Lot.objects.select_related("season"), pk=lot_id)
    seen = queries.backward(lot)
    context = {
        "lot": lot,
        "seen": seen,
        "table": behind_table(seen.rows).page(request.GET),
        "map": _map(lot, seen.spots),
        "may_work": may(request.actor, "supply.work", lot),
    }
    return render(request, "supply/stock/trace.html", context)


def _map(lot: Lot, spots: Sequence[tuple[float, float]]) -> Map | None:
    """The area of the plots: one mark in their middle, as each alone would be lost on a map of a country."""
    owner = organization(lot.organization_id)
    if not spots or owner is None:
        return None
    middle = (sum(lon for lon, _ in spots) / len(spots), sum(lat for _, lat in spots) / len(spots))
    return draw_map([Spot(middle, country_name(owner.country))], marked={owner.country})


@require_GET
@signed_in
def ahead_of_plot(request: ActingRequest, plot_id: UUID) -> HttpResponse:
    """Forward from a plot to every lot its harvest went into, and what became of those."""
    plot = get_or_404(request.actor, "supply.see", Plot.objects.select_related("grower__person"), pk=plot_id)
    seen = queries.forward(trace.forward_of_plot(plot.id))
    context = {"plot": plot, "seen": seen, "table": ahead_table(seen.rows).page(request.GET), "of": queries.deliveries_of_plot(plot)}
    return render(request, "supply/stock/ahead_of_plot.html", context)


@require_GET
@signed_in
def ahead_of_delivery(request: ActingRequest, delivery_id: UUID) -> HttpResponse:
    """Forward from one delivery."""
    delivery = get_or_404(request.actor, "supply.see", Delivery.objects.select_related("grower__person"), pk=delivery_id)
    seen = queries.forward(trace.forward_of_delivery(delivery))
    context = {"delivery": delivery, "seen": seen, "table": ahead_table(seen.rows).page(request.GET)}
    return render(request, "supply/stock/ahead_of_delivery.html", context)


@require_GET
@signed_in
def recall(request: ActingRequest, lot_id: UUID) -> HttpResponse:
    """Try a recall: the clock runs from here."""
    lot = get_or_404(request.actor, "supply.work", Lot.objects.all(), pk=lot_id)
    form = RecallForm(initial={"started_at": request.at.isoformat()})
    return render(request, "supply/stock/recall.html", {"lot": lot, "form": form, "started_at": request.at})


@require_POST
@signed_in
def recalled(request: ActingRequest, lot_id: UUID) -> HttpResponse:
    """Whom to call; how long it took goes into the audit trail."""
    lot = get_or_404(request.actor, "supply.work", Lot.objects.select_related("organization"), pk=lot_id)
    form = RecallForm(request.POST)
    found = recall_of(lot)
    seconds = None
    if form.is_valid():
        started_at: datetime = form.cleaned_data["started_at"]
        seconds = operations.record_recall(
            id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, lot_id=lot.id, started_at=started_at,
            growers=len(found.growers), buyers=len(found.buyers),
        )  # fmt: skip
    return render(request, "supply/stock/recalled.html", {"lot": lot, "found": found, "seconds": seconds})


@require_GET
@signed_in
def recall_paper(request: ActingRequest, lot_id: UUID) -> HttpResponse:
    """The list on paper."""
    lot = get_or_404(request.actor, "supply.work", Lot.objects.select_related("organization"), pk=lot_id)
    printed = stock_paper.recall_pdf(recall_of(lot), language=get_language() or "en", at=request.at)
    return stock_paper.as_response(printed, f"recall-{lot.code}.pdf")
