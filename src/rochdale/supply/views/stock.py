"""Stores: what lies where, what moved, and counting anew with a second person."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rochdale.base import two_persons
from rochdale.base.models import Proposal, ProposalState
from rochdale.kernel.refusal import Refused
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import may, require
from rochdale.supply import operations
from rochdale.supply.forms.stock import CountForm, NoForm, SignForm
from rochdale.supply.models import Facility, Lot, Movement
from rochdale.supply.operations.counting import COUNT_ANEW
from rochdale.supply.queries import stock as queries
from rochdale.supply.rules.weights import grams
from rochdale.supply.views.stock_tables import in_store_table, moved_table
from rochdale.ui.forms import add_refusals

COUNT_FIELDS = {"supply.count-agrees": "counted_kg", "supply.weight-is-negative": "counted_kg", "supply.count-needs-a-reason": "reason"}


@require_GET
@signed_in
def stores(request: ActingRequest) -> HttpResponse:
    """What lies where."""
    require(request.actor, "supply.see", request.actor)
    context = {
        "stores": queries.stores(request.actor.organization_id),
        "counts": queries.waiting_counts(request.actor.organization_id),
        "may_work": may(request.actor, "supply.work", request.actor),
    }
    return render(request, "supply/stock/stores.html", context)


@require_GET
@signed_in
def store(request: ActingRequest, facility_id: UUID) -> HttpResponse:
    """One place: its goods, lot by lot."""
    facility = get_or_404(request.actor, "supply.see", Facility.objects.all(), pk=facility_id)
    context = {
        "store": queries.store(facility),
        "table": in_store_table(queries.lots_in(facility)).page(request.GET),
        "may_work": may(request.actor, "supply.work", facility),
    }
    return render(request, "supply/stock/store.html", context)


@require_GET
@signed_in
def store_movements(request: ActingRequest, facility_id: UUID) -> HttpResponse:
    """The book of a store: what came and went, with the balance after each."""
    facility = get_or_404(request.actor, "supply.see", Facility.objects.all(), pk=facility_id)
    table = moved_table(queries.moved(Movement.objects.filter(facility=facility)), with_lot=True)
    return render(request, "supply/stock/store_movements.html", {"facility": facility, "table": table.page(request.GET)})


@require_GET
@signed_in
def lot_movements(request: ActingRequest, lot_id: UUID) -> HttpResponse:
    """The book of a lot."""
    lot = get_or_404(request.actor, "supply.see", Lot.objects.all(), pk=lot_id)
    table = moved_table(queries.moved(Movement.objects.filter(lot=lot)), with_lot=False)
    return render(request, "supply/stock/lot_movements.html", {"lot": lot, "table": table.page(request.GET)})


@require_http_methods(["GET", "POST"])
@signed_in
def count_anew(request: ActingRequest, lot_id: UUID) -> HttpResponse:
    """Say what really lies there; a second person signs."""
    lot = get_or_404(request.actor, "supply.work", Lot.objects.all(), pk=lot_id)
    lies = list(queries.lies_of(lot))
    form = CountForm(request.POST or None, places=[row.facility for row in lies] or list(queries.places(lot.organization_id)))
    if form.is_valid():
        answers = form.cleaned_data
        try:
            proposal = operations.count_anew(
                id=answers["operation_id"], by=request.actor, at=request.at, lot_id=lot.id, facility_id=UUID(answers["place"]),
                counted_g=grams(answers["counted_kg"]), reason=answers["reason"],
            )  # fmt: skip
            return redirect("supply:stock-count", proposal)
        except Refused as refused:
            add_refusals(form, refused, COUNT_FIELDS)
    return render(request, "supply/stock/count_anew.html", {"lot": lot, "lies": lies, "form": form})


@require_http_methods(["GET", "POST"])
@signed_in
def count(request: ActingRequest, proposal_id: UUID) -> HttpResponse:
    """The count, for the second person: the figures, the reason, one signature."""
    proposal = _counted(request, proposal_id)
    form = SignForm(request.POST or None, initial={"content_sha256": proposal.content_sha256})
    if form.is_valid():
        answers = form.cleaned_data
        try:
            two_persons.confirm(
                id=answers["operation_id"], by=request.actor, at=request.at, proposal_id=proposal.id,
                content_sha256=answers["content_sha256"],
            )  # fmt: skip
            messages.success(request, _("The books say now what was counted."))
            return redirect("supply:lot", proposal.content["lot_id"])
        except Refused as refused:
            add_refusals(form, refused)
    is_open = proposal.state == ProposalState.OPEN and proposal.expires_at > request.at
    context = {
        "proposal": proposal,
        "told": proposal.content,
        "difference_g": proposal.content["counted_g"] - proposal.content["booked_g"],
        "is_open": is_open,
        "may_decide": is_open and two_persons.may_check(request.actor, proposal) and may(request.actor, "supply.count-anew", proposal),
        "form": form,
        "no": NoForm(auto_id="no_%s"),
    }
    return render(request, "supply/stock/count.html", context)


@require_POST
@signed_in
def refuse_count(request: ActingRequest, proposal_id: UUID) -> HttpResponse:
    """The second person says no."""
    proposal, form = _counted(request, proposal_id), NoForm(request.POST)
    if form.is_valid():
        answers = form.cleaned_data
        two_persons.refuse_proposal(
            id=answers["operation_id"], by=request.actor, at=request.at, proposal_id=proposal.id, reason=answers["reason"]
        )
    return redirect("supply:stock-count", proposal.id)


def _counted(request: ActingRequest, proposal_id: UUID) -> Proposal:
    return get_or_404(request.actor, "supply.see", Proposal.objects.filter(act=COUNT_ANEW), pk=proposal_id)
