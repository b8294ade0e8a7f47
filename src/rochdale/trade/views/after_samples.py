"""After a rejected sample: less for 1 kg, or the end of the sale."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from rochdale.kernel.refusal import Refused
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.proving import just_proven
from rochdale.trade import operations
from rochdale.trade.forms.samples import AllowanceAnswerForm, AllowanceForm
from rochdale.trade.models import Allowance
from rochdale.trade.queries.samples import sample_seen
from rochdale.trade.views.samples import visible
from rochdale.trade.views.shared import add_refusals, show
from rochdale.ui.forms import ReasonForm

ALLOWANCE_FIELDS = {"trade.allowance-out-of-range": "per_kg", "trade.below-floor": "per_kg", "trade.no-needs-a-reason": "reason"}


@require_http_methods(["GET", "POST"])
@signed_in
def propose_allowance(request: ActingRequest, sample_id: UUID) -> HttpResponse:
    """Propose less for 1 kg."""
    row = visible(request.actor, "trade.settle-sample", sample_id)
    form = AllowanceForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            operations.propose_allowance(
                id=said["operation_id"], by=request.actor, at=request.at, sample_id=row.id, per_kg=said["per_kg"], reason=said["reason"]
            )
            return redirect("trade:sample", row.id)
        except Refused as refusal:
            add_refusals(form, refusal, ALLOWANCE_FIELDS)
    return show(request, "sample_allowance", {"form": form, "seen": sample_seen(row, request.actor, request.at.date())})


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def answer_allowance(request: ActingRequest, allowance_id: UUID) -> HttpResponse:
    """Yes or no to it."""
    allowance = get_object_or_404(Allowance, pk=allowance_id)
    row = visible(request.actor, "trade.settle-sample", allowance.sample_id)
    form = AllowanceAnswerForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            operations.answer_allowance(
                id=said["operation_id"], by=request.actor, at=request.at, allowance_id=allowance.id, is_yes=said["is_yes"],
                reason=said["note"],
            )  # fmt: skip
            return redirect("trade:sample", row.id)
        except Refused as refusal:
            add_refusals(form, refusal)
    seen = sample_seen(row, request.actor, request.at.date())
    return show(request, "sample_allowance_answer", {"form": form, "seen": seen, "allowance": allowance})


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def end_sale(request: ActingRequest, sample_id: UUID) -> HttpResponse:
    """No approval, no sale."""
    row = visible(request.actor, "trade.decide-sample", sample_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            contract = operations.cancel_after_rejection(
                id=said["operation_id"], by=request.actor, at=request.at, sample_id=row.id, reason=said["reason"]
            )
            return redirect("trade:contract", contract)
        except Refused as refusal:
            add_refusals(form, refusal)
    return show(request, "sample_end", {"form": form, "seen": sample_seen(row, request.actor, request.at.date())})
