"""Clearings: the list, calling one, looking at one, its files."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods

from rochdale.base.imports import runs_of
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import require
from rochdale.trade import operations
from rochdale.trade.forms.answers import MarketForm
from rochdale.trade.models import Market
from rochdale.trade.permissions import operates
from rochdale.trade.queries import markets as queries
from rochdale.trade.queries import results
from rochdale.trade.snapshot import Scope, open_needs, open_offers
from rochdale.trade.views.shared import add_refusals, show
from rochdale.trade.views.tables import containers_table, market_chip, markets_table
from rochdale.trade.worded import worded

MOST_LEFTOVERS = 50


@require_GET
@signed_in
def markets(request: ActingRequest) -> HttpResponse:
    """All clearings."""
    return show(request, "markets", {"table": markets_table(queries.markets()).page(request.GET), "operates": operates(request.actor)})


@require_http_methods(["GET", "POST"])
@signed_in
def new_market(request: ActingRequest) -> HttpResponse:
    """Call a market on what is open now."""
    require(request.actor, "trade.operate", request.actor)
    runs = [(str(run.id), run.document.name) for run in runs_of(request.actor)[:12] if run.kind.startswith("trade.")]
    form = MarketForm(request.POST or None, request.FILES or None, runs=runs)
    if form.is_valid():
        answers = form.cleaned_data
        scope = Scope(tuple(sorted(answers["products"])), tuple(UUID(run) for run in sorted(answers.get("runs", []))))
        try:
            defaults = answers["defaults"].read().decode("utf-8-sig") if answers["defaults"] else ""
            made = operations.call_market(
                id=answers["operation_id"], by=request.actor, at=request.at, scope=scope, defaults=defaults, seed=answers["seed"]
            )
            return redirect("trade:market", made)
        except UnicodeDecodeError:
            add_refusals(form, Refused(Refusal("market.defaults-unreadable", {"problem": "UTF-8"})))
        except Refused as refusal:
            add_refusals(form, refusal)
    on = request.at.date()
    counts = {"offers": open_offers(Scope(), on).count(), "needs": open_needs(Scope(), on).count()}
    return show(request, "market_new", {"form": form, "counts": counts})


@require_GET
@signed_in
def market(request: ActingRequest, market_id: UUID) -> HttpResponse:
    """One clearing: for everybody its result as a whole, for the operator every container and file."""
    row = get_object_or_404(Market.objects.defer("frozen_input", "plan"), pk=market_id)
    context = {
        "market": row,
        "chip": market_chip(row),
        "gap": queries.gap_percent(row),
        "progress": queries.progress_of(row),
        "verdict": [worded(Refusal(fault["code"], fault["facts"])) for fault in row.verdict],
        "operates": operates(request.actor),
        "counts": queries.counts_of(row),
        "is_running": row.state in (Market.State.WAITING, Market.State.RUNNING),
    }
    if operates(request.actor) and row.state == Market.State.SHOWN:
        table = containers_table(queries.containers_of(row).select_related("market")).page(request.GET)
        left = [(one, worded(Refusal(one.code, one.facts))) for one in queries.leftovers_of(row)[:MOST_LEFTOVERS]]
        context |= {"table": table, "left": left, "files": list(results.FILES), "warnings": queries.warnings_of(row)}
    return show(request, "market", context)


@require_GET
@signed_in
def market_file(request: ActingRequest, market_id: UUID, name: str) -> HttpResponse:
    """A file of a market, for the operator."""
    require(request.actor, "trade.operate", request.actor)
    row = get_object_or_404(Market, pk=market_id, state=Market.State.SHOWN)
    if name not in results.FILES:
        raise Http404
    return HttpResponse(
        results.file_of(row, name),
        content_type=results.FILES[name],
        headers={"Content-Disposition": f'attachment; filename="market-{row.number}-{name}"'},
    )
