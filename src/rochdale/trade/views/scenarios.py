"""Scenarios side by side: prices followed to the shelf and back to the grower, kept under a name, shown to the other side."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refused
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import may, require
from rochdale.people.queries import organizations
from rochdale.trade import operations
from rochdale.trade.agreed_lines import total_of
from rochdale.trade.forms.scenarios import STEPS, ShareForm, answers_of, given_of
from rochdale.trade.models import ScenarioSheet
from rochdale.trade.queries import scenarios as queries
from rochdale.trade.rules.scenarios import MOST
from rochdale.trade.scenario_rows import Given, saved
from rochdale.trade.views.contracts import visible
from rochdale.trade.views.journey import refused, walk
from rochdale.trade.views.pricing_tables import scenarios_table
from rochdale.trade.views.shared import add_refusals, show

FIELDS = {
    "trade.price-not-positive": "price", "trade.kg-not-positive": "kg", "trade.scenarios-need-names": "name",
    "trade.currency-unknown": "currency", "trade.scenarios-in-two-currencies": "currency", "trade.insurance-rate-cannot-be": "insurance",
    "trade.outturn-cannot-be": "first_outturn",
    "kernel.missing-rate": "shelf_currency",
}  # fmt: skip


@require_GET
@signed_in
def scenarios(request: ActingRequest) -> HttpResponse:
    """Sheets of one's own, and those that others show."""
    require(request.actor, "trade.see", request.actor)
    may_keep = may(request.actor, "trade.offer", request.actor)
    return show(request, "scenarios", {"table": scenarios_table(queries.sheets(request.actor)).page(request.GET), "may_keep": may_keep})


@require_http_methods(["GET", "POST"])
@signed_in
def new_scenario(request: ActingRequest) -> HttpResponse:
    """The first scenario of a sheet, empty or from what a contract says (`?contract=`)."""
    require(request.actor, "trade.offer", request.actor)
    return _steps(request, (), _from_contract(request))


@require_http_methods(["GET", "POST"])
@signed_in
def add_scenario(request: ActingRequest, sheet_id: UUID) -> HttpResponse:
    """One more beside those that are there, beginning with what the last one says."""
    row = get_or_404(request.actor, "trade.offer", ScenarioSheet.objects.all(), pk=sheet_id)
    before = tuple(one.given for one in saved(row.content))
    return _steps(request, before, {**answers_of(before[-1]), "name": "", "sheet": row.name})


def _steps(request: ActingRequest, before: tuple[Given, ...], initial: Mapping[str, Any]) -> HttpResponse:
    screen = walk(STEPS, request.POST, {"operation_id": new_id(), **initial})
    if screen.is_sent:
        said = screen.answers
        try:
            made = operations.save_scenarios(
                id=said["operation_id"], by=request.actor, at=request.at, name=said["sheet"], scenarios=(*before, given_of(said))
            )
            return redirect("trade:scenario-sheet", made)
        except Refused as refusal:
            screen = refused(screen, STEPS, request.POST, refusal, FIELDS)
    return show(request, "scenario_new", {"screen": screen, "before": before})


def _from_contract(request: ActingRequest) -> dict[str, Any]:
    """What a contract says of a price, a weight and a term."""
    try:
        contract_id = UUID(request.GET["contract"])
    except (KeyError, ValueError):
        return {}
    row = visible(request.actor, contract_id)
    kg = sum(Decimal(line["kg"]) for line in row.terms["lines"])
    price = (total_of(row).amount / kg).quantize(Decimal("0.0001")).normalize()
    freight = Decimal(row.terms["freight"] or 0)
    said = {"name": row.terms["incoterm"], "sheet": row.number, "term": row.terms["incoterm"], "price": price, "kg": kg, "unit": "kg"}
    premium = Decimal(row.terms["premium"]["per_kg"]).quantize(Decimal("0.0001")).normalize() if row.terms.get("premium") else None
    return said | {"currency": row.currency, "freight": freight or None, "premium": premium}


@require_GET
@signed_in
def sheet(request: ActingRequest, sheet_id: UUID) -> HttpResponse:
    """Scenarios side by side."""
    row = _visible(request, sheet_id)
    seen = queries.sheet_seen(row, request.actor)
    is_own = row.organization_id == request.actor.organization_id
    readers = row.shares.select_related("reader").order_by("reader__name", "id") if is_own else ()
    may_change = may(request.actor, "trade.offer", row)
    context = {"sheet": row, "seen": seen, "is_own": is_own, "readers": readers, "may_change": may_change}
    return show(request, "scenario_sheet", context | {"has_room": len(seen.scenarios) < MOST})


@require_GET
@signed_in
def scenario(request: ActingRequest, sheet_id: UUID, place: int) -> HttpResponse:
    """One scenario: the stack from the growers to the shelf, every line opened, and all terms."""
    row = _visible(request, sheet_id)
    seen = queries.sheet_seen(row, request.actor)
    if not 1 <= place <= len(seen.scenarios):
        raise Http404
    return show(request, "scenario", {"sheet": row, "seen": seen.scenarios[place - 1], "whole": seen})


@require_http_methods(["GET", "POST"])
@signed_in
def share(request: ActingRequest, sheet_id: UUID) -> HttpResponse:
    """Show a sheet to the other side."""
    row = get_or_404(request.actor, "trade.offer", ScenarioSheet.objects.all(), pk=sheet_id)
    readers = queries.readers_for(request.actor, row, [(one.id, one.name) for one in organizations()])
    form = ShareForm(request.POST or None, readers=readers)
    if form.is_valid():
        said = form.cleaned_data
        try:
            operations.share_scenarios(
                id=said["operation_id"], by=request.actor, at=request.at, sheet_id=row.id, with_id=UUID(said["reader"]),
                shows_costs=said["shows_costs"],
            )  # fmt: skip
            return redirect("trade:scenario-sheet", row.id)
        except Refused as refusal:
            add_refusals(form, refusal)
    return show(request, "scenario_share", {"form": form, "sheet": row})


def _visible(request: ActingRequest, sheet_id: UUID) -> ScenarioSheet:
    return get_or_404(request.actor, "trade.see-scenarios", ScenarioSheet.objects.select_related("organization"), pk=sheet_id)
