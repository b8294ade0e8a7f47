"""What an office finds and stays, and what is decided about the end of an entity."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from rochdale.kernel.refusal import Refused
from rochdale.people.http import ActingRequest, signed_in
from rochdale.registry import operations
from rochdale.registry.forms.warnings import ActForm, FindingForm, StayForm
from rochdale.registry.models import EntityNow, Finding, Stay
from rochdale.registry.rules.ledger import Kind
from rochdale.registry.rules.warnings import BY_THE_OFFICE, ENDINGS
from rochdale.registry.standing_page import SUBMISSION_KINDS
from rochdale.registry.views.standing import FIELDS, account_or_404
from rochdale.registry.warning_papers import ground_name
from rochdale.registry.warnings_page import STAYS
from rochdale.ui.forms import ReasonForm, add_refusals


def _now(entity_id: UUID) -> EntityNow:
    return EntityNow.objects.select_related("entity").get(pk=entity_id)


@require_http_methods(["GET", "POST"])
@signed_in
def act(request: ActingRequest, entity_id: UUID, kind: str) -> HttpResponse:
    """Bring a decision about the end: minutes, its day, who winds it up."""
    if kind not in {one.value for one in ENDINGS}:
        raise Http404
    what = Kind(kind)
    account = account_or_404(request, entity_id, "registry.look-through" if what in BY_THE_OFFICE else "registry.bring-papers")
    form = ActForm(request.POST or None, request.FILES or None, kind=what)
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = operations.bring_act(
                id=said["operation_id"], by=request.actor, at=request.at, entity_id=entity_id, kind=kind, acted_on=said["acted_on"],
                papers=form.papers(kind), liquidator=said.get("liquidator", ""), note=said["note"],
            )  # fmt: skip
            return redirect("registry:submission", made)
        except Refused as refusal:
            add_refusals(form, refusal, {**FIELDS, "registry.liquidator-not-named": "liquidator"})
    is_office = account.organization_id != request.actor.organization_id
    context = {"form": form, "now": _now(entity_id), "title": SUBMISSION_KINDS[what], "kind": kind, "is_office": is_office}
    return render(request, "registry/end_act.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def find(request: ActingRequest, entity_id: UUID) -> HttpResponse:
    """Write down what was found."""
    account_or_404(request, entity_id, "registry.keep-standing")
    form = FindingForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            operations.record_finding(
                id=said["operation_id"], by=request.actor, at=request.at, entity_id=entity_id, ground=said["ground"],
                since_on=said["since_on"], says=said["says"],
            )  # fmt: skip
            return redirect("registry:entity-office", entity_id)
        except Refused as refusal:
            add_refusals(form, refusal, {"registry.act-in-the-future": "since_on", "registry.found-already": "ground"})
    return render(request, "registry/finding.html", {"form": form, "now": _now(entity_id)})


@require_http_methods(["GET", "POST"])
@signed_in
def end_finding(request: ActingRequest, finding_id: UUID) -> HttpResponse:
    """It is so no more."""
    row = Finding.objects.filter(pk=finding_id, until_on=None).first()
    if row is None:
        raise Http404
    account_or_404(request, row.entity_id, "registry.keep-standing")
    title = ground_name(row.ground)
    return _ended(request, row.entity_id, title, lambda **said: operations.end_finding(finding_id=row.id, **said))


@require_http_methods(["GET", "POST"])
@signed_in
def hold_off(request: ActingRequest, entity_id: UUID) -> HttpResponse:
    """Nobody warns it for now."""
    account_or_404(request, entity_id, "registry.keep-standing")
    form = StayForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        operations.hold_off(
            id=said["operation_id"], by=request.actor, at=request.at, entity_id=entity_id, kind=said["kind"], reason=said["reason"]
        )
        return redirect("registry:entity-office", entity_id)
    return render(request, "registry/hold_off.html", {"form": form, "now": _now(entity_id)})


@require_http_methods(["GET", "POST"])
@signed_in
def end_stay(request: ActingRequest, stay_id: UUID) -> HttpResponse:
    """It may be warned again."""
    row = Stay.objects.filter(pk=stay_id, until_on=None).first()
    if row is None:
        raise Http404
    account_or_404(request, row.entity_id, "registry.keep-standing")
    return _ended(request, row.entity_id, str(STAYS[row.kind]), lambda **said: operations.end_stay(stay_id=row.id, **said))


def _ended(request: ActingRequest, entity_id: UUID, title: str, end: Any) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        end(id=said["operation_id"], by=request.actor, at=request.at, reason=said["reason"])
        return redirect("registry:entity-office", entity_id)
    return render(request, "registry/end_of_it.html", {"form": form, "now": _now(entity_id), "title": title})
