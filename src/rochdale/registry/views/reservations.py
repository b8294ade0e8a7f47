"""Names that are kept: asked for by a group, decided by the office."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rochdale.kernel.refusal import Refused
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import require
from rochdale.registry import operations
from rochdale.registry.forms.reservations import DecideNameForm
from rochdale.registry.models import NameReservation
from rochdale.registry.office_page import offices_above
from rochdale.registry.queries.name_checks import check_name
from rochdale.registry.queries.reservations import look_of
from rochdale.registry.rules.reservations import OPEN, Kept
from rochdale.registry.views.applications import visible
from rochdale.ui.forms import OperationForm, add_refusals

MOST = 100
USUAL = timedelta(days=90)
"""Proposed, no more: no text read so far says how long a name is kept."""


@require_http_methods(["GET", "POST"])
@signed_in
def ask(request: ActingRequest, dossier_id: UUID) -> HttpResponse:
    """Ask the office to keep the name."""
    row = visible(request, dossier_id, "registry.work-on-dossier")
    form = OperationForm(request.POST or None)
    if form.is_valid():
        try:
            operations.ask_for_name(id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, dossier_id=row.id)
            return redirect("registry:application", row.id)
        except Refused as refusal:
            add_refusals(form, refusal, {})
    return render(request, "registry/name_ask.html", {"row": row, "form": form})


@require_POST
@signed_in
def give_up(request: ActingRequest, reservation_id: UUID) -> HttpResponse:
    """The group does not want it any more."""
    rows = NameReservation.objects.select_related("dossier")
    found = get_or_404(request.actor, "registry.give-up-name", rows, pk=reservation_id)
    form = OperationForm(request.POST)
    if form.is_valid():
        operations.give_up_name(id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, reservation_id=found.id)
    return redirect("registry:application", found.dossier_id)


@require_GET
@signed_in
def names(request: ActingRequest) -> HttpResponse:
    """Names asked for at one's offices, then those that are kept or were."""
    require(request.actor, "registry.see-inbox", request.actor)
    rows = NameReservation.objects.filter(office__in=offices_above(request.actor)).select_related("office").order_by("-at", "-id")
    today = request.at.date()
    asked = [(row, look_of(row, today)) for row in rows.filter(state=Kept.ASKED.value).order_by("at", "id")[:MOST]]
    others = [(row, look_of(row, today)) for row in rows.exclude(state=Kept.ASKED.value)[:MOST]]
    return render(request, "registry/names_kept.html", {"asked": asked, "others": others})


@require_http_methods(["GET", "POST"])
@signed_in
def decide(request: ActingRequest, reservation_id: UUID) -> HttpResponse:
    """Keep a name until a day, or say why not; who is called much the same stands beside it."""
    rows = NameReservation.objects.select_related("office", "dossier")
    row = get_or_404(request.actor, "registry.decide-name", rows, pk=reservation_id)
    today = request.at.date()
    form = DecideNameForm(request.POST or None, initial={"until_on": row.until_on or today + USUAL})
    if form.is_valid():
        told = form.cleaned_data
        try:
            operations.decide_name(
                id=told["operation_id"], by=request.actor, at=request.at, reservation_id=row.id, to=told["to"], until_on=told["until_on"],
                reason=told["reason"],
            )  # fmt: skip
            return redirect("registry:names-kept")
        except Refused as refusal:
            to_field = {"registry.name-kept-until-when": "until_on", "registry.name-refused-without-reason": "reason"}
            add_refusals(form, refusal, to_field)
    context = {
        "row": row, "look": look_of(row, today), "form": form, "is_open": Kept(row.state) in OPEN,
        "names": check_name(row.name, row.place, office=row.office.code, besides=[row.id]),
    }  # fmt: skip
    return render(request, "registry/name_decide.html", context)
