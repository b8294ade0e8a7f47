"""Samples: the list, one with its way, and each step of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from rochdale.base.actor import Actor
from rochdale.kernel.refusal import Refused
from rochdale.people.access import get_or_404
from rochdale.people.factor_views import absolute
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import require
from rochdale.people.queries import organization
from rochdale.trade import operations
from rochdale.trade.forms.samples import AskForm, NoteForm, ReceiveForm, ReplaceForm, ResultForm, SendForm
from rochdale.trade.models import Offer, Sample
from rochdale.trade.queries import samples as queries
from rochdale.trade.sample_paper import label_pdf
from rochdale.trade.views.contracts import visible as visible_contract
from rochdale.trade.views.negotiation_tables import sample_chip, samples_table
from rochdale.trade.views.shared import add_refusals, show
from rochdale.ui.forms import OperationForm, ReasonForm

DAYS_TO_SEND = 14
"""Only fills in the form."""
SAMPLE_FIELDS = {
    "trade.sample-grams": "grams",
    "trade.sample-due-in-the-past": "due_on",
    "trade.sample-without-address": "address",
    "trade.sample-without-seal": "seal",
    "trade.protocols-not-comparable": "protocol",
    "trade.score-without-protocol": "protocol",
    "trade.score-out-of-range": "score",
    "trade.moisture-out-of-range": "moisture",
    "trade.no-needs-a-reason": "reason",
}


@require_GET
@signed_in
def samples(request: ActingRequest) -> HttpResponse:
    """Samples we send or receive."""
    require(request.actor, "trade.see", request.actor)
    return show(request, "samples", {"table": samples_table(queries.my_samples(request.actor), request.actor).page(request.GET)})


@require_GET
@signed_in
def sample(request: ActingRequest, sample_id: UUID) -> HttpResponse:
    """One sample: how it stands, its way so far, and the next step."""
    row = visible(request.actor, "trade.see-sample", sample_id)
    seen = queries.sample_seen(row, request.actor, request.at.date())
    return show(request, "sample", {"seen": seen, "chip": sample_chip(row)})


@require_GET
@signed_in
def sample_label(request: ActingRequest, sample_id: UUID) -> HttpResponse:
    """The slip that goes into the bag."""
    row = visible(request.actor, "trade.see-sample", sample_id)
    link = absolute(request, "trade:sample", row.id)
    paper = label_pdf(row, link=link, language=get_language() or "en")
    headers = {"Content-Disposition": f'inline; filename="{row.code}.pdf"'}
    return HttpResponse(paper, content_type="application/pdf", headers=headers)


@require_http_methods(["GET", "POST"])
@signed_in
def ask_of_offer(request: ActingRequest, offer_id: UUID) -> HttpResponse:
    """Ask for a sample of a lot on offer."""
    row = get_or_404(request.actor, "trade.see", Offer.objects.all(), pk=offer_id)
    require(request.actor, "trade.offer", request.actor)
    form = AskForm(request.POST or None, lots=[(0, row.reference)], is_of_contract=False, initial=_asked_before(request, row.protocol))
    if form.is_valid():
        try:
            made = operations.ask_for_sample(
                id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, asked=form.asked(), offer_id=row.id
            )
            return redirect("trade:sample", made)
        except Refused as refusal:
            add_refusals(form, refusal, SAMPLE_FIELDS)
    return show(request, "sample_ask", {"form": form, "offer": row})


@require_http_methods(["GET", "POST"])
@signed_in
def ask_of_contract(request: ActingRequest, contract_id: UUID) -> HttpResponse:
    """Ask for the pre-shipment or arrival sample of a line of a contract."""
    row = visible_contract(request.actor, contract_id)
    require(request.actor, "trade.offer", request.actor)
    lots = [(position, f"{line['reference']}, {line['seller']['name']}") for position, line in enumerate(row.terms["lines"])]
    form = AskForm(request.POST or None, lots=lots, is_of_contract=True, initial=_asked_before(request, row.terms["lines"][0]["protocol"]))
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = operations.ask_for_sample(
                id=said["operation_id"], by=request.actor, at=request.at, asked=form.asked(), contract_id=row.id,
                position=said.get("position", 0),
            )  # fmt: skip
            return redirect("trade:sample", made)
        except Refused as refusal:
            add_refusals(form, refusal, SAMPLE_FIELDS)
    return show(request, "sample_ask", {"form": form, "contract": row})


@require_http_methods(["GET", "POST"])
@signed_in
def send_sample(request: ActingRequest, sample_id: UUID) -> HttpResponse:
    """It is on its way."""
    form = SendForm(request.POST or None, initial={"sent_on": request.at.date()})
    names = ("courier", "tracking", "seal", "sent_on", "note")
    return _step(request, sample_id, "trade.send-sample", form, operations.send_sample, names, "sample_send")


@require_http_methods(["GET", "POST"])
@signed_in
def receive_sample(request: ActingRequest, sample_id: UUID) -> HttpResponse:
    """It is here."""
    form = ReceiveForm(request.POST or None, initial={"received_on": request.at.date()})
    return _step(request, sample_id, "trade.receive-sample", form, operations.receive_sample, ("received_on", "note"), "sample_receive")


@require_http_methods(["GET", "POST"])
@signed_in
def judge_sample(request: ActingRequest, sample_id: UUID) -> HttpResponse:
    """What was found."""
    row = visible(request.actor, "trade.receive-sample", sample_id)
    form = ResultForm(request.POST or None, initial={"protocol": row.protocol})
    if form.is_valid():
        said = form.cleaned_data
        try:
            operations.judge_sample(
                id=said["operation_id"], by=request.actor, at=request.at, sample_id=row.id, result=form.result(), note=said["note"]
            )
            return redirect("trade:sample", row.id)
        except Refused as refusal:
            add_refusals(form, refusal, SAMPLE_FIELDS)
    return show(request, "sample_judge", {"form": form, "seen": queries.sample_seen(row, request.actor, request.at.date())})


@require_http_methods(["GET", "POST"])
@signed_in
def approve_sample(request: ActingRequest, sample_id: UUID) -> HttpResponse:
    """Yes."""
    form = NoteForm(request.POST or None)
    return _step(request, sample_id, "trade.decide-sample", form, operations.approve_sample, ("note",), "sample_yes")


@require_http_methods(["GET", "POST"])
@signed_in
def reject_sample(request: ActingRequest, sample_id: UUID) -> HttpResponse:
    """No, and why."""
    form = ReasonForm(request.POST or None)
    return _step(request, sample_id, "trade.decide-sample", form, operations.reject_sample, ("reason",), "sample_no")


@require_http_methods(["GET", "POST"])
@signed_in
def replace_sample(request: ActingRequest, sample_id: UUID) -> HttpResponse:
    """Another one in its place."""
    form = ReplaceForm(request.POST or None, initial={"due_on": request.at.date() + timedelta(days=DAYS_TO_SEND)})
    return _step(request, sample_id, "trade.settle-sample", form, operations.replace_sample, ("due_on", "note"), "sample_replace")


def _step(
    request: ActingRequest,
    sample_id: UUID,
    right: str,
    form: OperationForm,
    operation: Callable[..., str],
    names: tuple[str, ...],
    template: str,
) -> HttpResponse:
    """Every step is the same: look, ask, do, and back to the sample (or to the new one that takes its place)."""
    row = visible(request.actor, right, sample_id)
    if form.is_valid():
        said = form.cleaned_data
        try:
            answers: Mapping[str, Any] = {name: said[name] for name in names}
            made = operation(id=said["operation_id"], by=request.actor, at=request.at, sample_id=row.id, **answers)
            return redirect("trade:sample", made)
        except Refused as refusal:
            add_refusals(form, refusal, SAMPLE_FIELDS)
    return show(request, template, {"form": form, "seen": queries.sample_seen(row, request.actor, request.at.date())})


def _asked_before(request: ActingRequest, protocol: str) -> dict[str, object]:
    """The address of last time, else where the organization is."""
    last = queries.my_samples(request.actor).filter(buyer_id=request.actor.organization_id).order_by("-asked_at", "-id").first()
    own = organization(request.actor.organization_id) if request.actor.organization_id else None
    return {
        "address": last.address if last else own.name if own else "",
        "protocol": protocol,
        "due_on": request.at.date() + timedelta(days=DAYS_TO_SEND),
    }


def visible(by: Actor, right: str, sample_id: UUID) -> Sample:
    """A sample over which `by` has a right; 404 for all but the two sides."""
    rows = Sample.objects.select_related("seller", "buyer", "contract", "offer")
    return get_or_404(by, right, rows, knows=lambda by, row: by.organization_id in row.party_ids, pk=sample_id)
