"""Negotiations: the list, the thread as a conversation, a yes, a no, taking back, fixing a price."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rochdale.base.actor import Actor
from rochdale.kernel.refusal import Refused
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import require
from rochdale.people.proving import just_proven
from rochdale.trade import operations
from rochdale.trade.forms.goods import whole_kg
from rochdale.trade.forms.negotiation import AcceptForm, EndForm, FixForm, TakeBackForm
from rochdale.trade.models import Negotiation
from rochdale.trade.queries import negotiations as queries
from rochdale.trade.queries.fixing import fixing_of, quotations_for
from rochdale.trade.views.contracts import visible as visible_contract
from rochdale.trade.views.negotiation_tables import negotiation_chip, negotiations_table
from rochdale.trade.views.shared import add_refusals, show

NEGOTIATION_FIELDS = {"trade.no-needs-a-reason": "reason"}


@require_GET
@signed_in
def negotiations(request: ActingRequest) -> HttpResponse:
    """My negotiations."""
    require(request.actor, "trade.see", request.actor)
    table = negotiations_table(queries.my_negotiations(request.actor), request.actor)
    return show(request, "negotiations", {"table": table.page(request.GET)})


@require_GET
@signed_in
def negotiation(request: ActingRequest, negotiation_id: UUID) -> HttpResponse:
    """One thread: what stands on the table, what was said, and what comes next."""
    row = visible(request.actor, "trade.see-negotiation", negotiation_id)
    seen = queries.negotiation_seen(row, request.actor, request.at.date())
    return show(request, "negotiation", {"seen": seen, "chip": negotiation_chip(row, request.actor)})


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def accept_bid(request: ActingRequest, negotiation_id: UUID) -> HttpResponse:
    """One last look, and yes: the contract is drawn up."""
    row = visible(request.actor, "trade.negotiate", negotiation_id)
    seen = queries.negotiation_seen(row, request.actor, request.at.date())
    form = AcceptForm(request.POST or None, initial={"over": seen.number, "sha256": seen.seal})
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = operations.accept_bid(
                id=said["operation_id"], by=request.actor, at=request.at, negotiation_id=row.id, over=said["over"], sha256=said["sha256"]
            )
            messages.success(request, _("It is agreed. The contract is drawn up."))
            return redirect("trade:contract", made)
        except Refused as refusal:
            add_refusals(form, refusal)
            seen = seen_now(row, request)
    return show(request, "negotiation_yes", {"form": form, "seen": seen})


@require_http_methods(["GET", "POST"])
@signed_in
def decline_bid(request: ActingRequest, negotiation_id: UUID) -> HttpResponse:
    """No, and why."""
    row = visible(request.actor, "trade.negotiate", negotiation_id)
    seen = queries.negotiation_seen(row, request.actor, request.at.date())
    form = EndForm(request.POST or None, initial={"over": seen.number})
    if form.is_valid():
        said = form.cleaned_data
        try:
            operations.decline_bid(
                id=said["operation_id"], by=request.actor, at=request.at, negotiation_id=row.id, over=said["over"], reason=said["reason"]
            )
            return redirect("trade:negotiation", row.id)
        except Refused as refusal:
            add_refusals(form, refusal, NEGOTIATION_FIELDS)
            seen = seen_now(row, request)
    return show(request, "negotiation_no", {"form": form, "seen": seen})


@require_http_methods(["GET", "POST"])
@signed_in
def withdraw_bid(request: ActingRequest, negotiation_id: UUID) -> HttpResponse:
    """Take our own bid back."""
    row = visible(request.actor, "trade.negotiate", negotiation_id)
    seen = queries.negotiation_seen(row, request.actor, request.at.date())
    form = TakeBackForm(request.POST or None, initial={"over": seen.number})
    if form.is_valid():
        said = form.cleaned_data
        try:
            operations.withdraw_bid(
                id=said["operation_id"], by=request.actor, at=request.at, negotiation_id=row.id, over=said["over"], reason=said["reason"]
            )
            return redirect("trade:negotiation", row.id)
        except Refused as refusal:
            add_refusals(form, refusal)
            seen = seen_now(row, request)
    return show(request, "negotiation_back", {"form": form, "seen": seen})


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def fix_price(request: ActingRequest, contract_id: UUID) -> HttpResponse:
    """Fix a price that was agreed to be fixed."""
    row = visible_contract(request.actor, contract_id)
    require(request.actor, "trade.sign-contract", row)
    recorded = quotations_for(row, request.at.date())
    initial = {"on": request.at.date(), "recorded": str(recorded[0].id) if recorded else ""}
    form = FixForm(request.POST or None, recorded=recorded, initial=initial)
    if form.is_valid():
        said = form.cleaned_data
        try:
            operations.fix_price(
                id=said["operation_id"], by=request.actor, at=request.at, contract_id=row.id, kg=whole_kg(said["kg"]),
                quotation=said["quotation"], on=said["on"],
            )  # fmt: skip
            return redirect("trade:contract", row.id)
        except Refused as refusal:
            add_refusals(form, refusal, {"trade.fixed-above-contract": "kg", "trade.quotation-of-a-day-to-come": "on"})
    return show(request, "price_fix", {"form": form, "contract": row, "fixing": fixing_of(row, request.actor)})


def seen_now(row: Negotiation, request: ActingRequest) -> queries.NegotiationSeen:
    """The thread as it stands after somebody else was quicker."""
    row.refresh_from_db()
    return queries.negotiation_seen(row, request.actor, request.at.date())


def visible(by: Actor, right: str, negotiation_id: UUID) -> Negotiation:
    """A thread over which `by` has a right; 404 for all but the two sides."""
    rows = Negotiation.objects.select_related("offer", "need", "seller", "buyer")
    return get_or_404(by, right, rows, knows=lambda by, row: by.organization_id in row.party_ids, pk=negotiation_id)
