"""Shipments: the list, one as a journey, a shipment begun, a step taken back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from rochdale.base.actor import Actor
from rochdale.kernel.refusal import Refused
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import require
from rochdale.trade import operations
from rochdale.trade.forms.shipments import BeginForm
from rochdale.trade.models import Milestone, Shipment
from rochdale.trade.queries import shipments as queries
from rochdale.trade.queries.shipment_pictures import holds, way, way_in_words
from rochdale.trade.rules.shipments import WAYS
from rochdale.trade.shipments_called import step_name
from rochdale.trade.views.contracts import visible as visible_contract
from rochdale.trade.views.shared import add_refusals, show
from rochdale.trade.views.shipment_tables import shipments_table
from rochdale.ui.forms import ReasonForm


@require_GET
@signed_in
def shipments(request: ActingRequest) -> HttpResponse:
    """Shipments of mine."""
    require(request.actor, "trade.see", request.actor)
    return show(request, "shipments", {"table": shipments_table(queries.my_shipments(request.actor)).page(request.GET)})


@require_GET
@signed_in
def shipment(request: ActingRequest, shipment_id: UUID) -> HttpResponse:
    """One shipment: what was, what comes next, and its papers."""
    row = visible(request.actor, shipment_id)
    seen = queries.shipment_seen(row, request.actor, request.at)
    origin, destination = queries.title_places(seen)
    context = {
        "seen": seen, "origin": origin, "destination": destination, "holds": holds(row, seen), "map": way(row, seen),
        "way_in_words": way_in_words(seen), "button": queries.button_for(seen.next_kind) if seen.next_kind else "",
        "may_claim": queries.may_claim(row, seen, request.actor), "contract_id": seen.contracts[0][0] if seen.contracts else None,
    }  # fmt: skip
    return show(request, "shipment", context)


@require_http_methods(["GET", "POST"])
@signed_in
def begin(request: ActingRequest, contract_id: UUID) -> HttpResponse:
    """Ship goods of a contract, with the others of its container or alone."""
    contract = visible_contract(request.actor, contract_id)
    require(request.actor, "trade.begin-shipment", contract)
    together = [(row.id, f"{row.number}, {row.buyer.name}") for row in queries.travelling_together(contract, request.actor)]
    mode = contract.container.mode if contract.container else "sea"
    form = BeginForm(request.POST or None, together=together, initial={"mode": mode if mode in WAYS else "sea"})
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = operations.begin_shipment(
                id=said["operation_id"], by=request.actor, at=request.at, contract_ids=form.contract_ids(), mode=said["mode"]
            )
            return redirect("trade:shipment", made)
        except Refused as refusal:
            add_refusals(form, refusal)
    return show(request, "shipment_begin", {"form": form, "contract": contract})


@require_http_methods(["GET", "POST"])
@signed_in
def take_back(request: ActingRequest, milestone_id: UUID) -> HttpResponse:
    """A step that was written wrong."""
    step = Milestone.objects.filter(pk=milestone_id).first()
    row = visible(request.actor, step.shipment_id if step else milestone_id)
    assert step is not None
    require(request.actor, "trade.receive" if step.kind in queries.BY_RECEIVER else "trade.ship", row)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            operations.take_back_milestone(
                id=said["operation_id"], by=request.actor, at=request.at, milestone_id=step.id, reason=said["reason"]
            )
            return redirect("trade:shipment", row.id)
        except Refused as refusal:
            add_refusals(form, refusal)
    return show(request, "shipment_take_back", {"form": form, "shipment": row, "step": step, "name": step_name(step.kind)})


def visible(by: Actor, shipment_id: UUID) -> Shipment:
    """A shipment that `by` may see; 404 for everybody else."""
    rows = Shipment.objects.select_related("organization")
    return get_or_404(by, "trade.see-shipment", rows, knows=lambda by, row: by.organization_id in row.party_ids, pk=shipment_id)
