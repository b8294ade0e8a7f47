"""Officials at founding assemblies: a group asks for one, the office says who comes, and books afterwards whether anybody came."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from rochdale.kernel.refusal import Refused
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import require
from rochdale.registry import operations
from rochdale.registry.attendance_words import STATES
from rochdale.registry.forms.attendance import AskOfficialForm, BookOfficialForm
from rochdale.registry.models import Attendance
from rochdale.registry.office_page import offices_above
from rochdale.registry.queries.signing import could_have
from rochdale.registry.rules.answers import said
from rochdale.registry.rules.attendance import WAITS, Booking
from rochdale.registry.rules.signing import Role
from rochdale.registry.views.applications import visible
from rochdale.ui.forms import ReasonForm, add_refusals

MOST = 100
OF_ASKING = {"registry.assembly-is-past": "meets_on"}
OF_BOOKING = {
    "registry.promise-without-official": "official",
    "registry.booking-without-reason": "reason",
    "registry.assembly-is-to-come": "to",
}


@require_http_methods(["GET", "POST"])
@signed_in
def ask(request: ActingRequest, dossier_id: UUID) -> HttpResponse:
    """Ask the office to send somebody to the founding assembly."""
    row = visible(request, dossier_id, "registry.work-on-dossier")
    told = {"meets_on": said(row.answers, "assembly", "on"), "place": said(row.answers, "assembly", "place")}
    form = AskOfficialForm(request.POST or None, initial=told)
    if form.is_valid():
        said_now = form.cleaned_data
        try:
            operations.ask_for_official(
                id=said_now["operation_id"], by=request.actor, at=request.at, dossier_id=row.id, meets_on=said_now["meets_on"],
                place=said_now["place"], hour=said_now["hour"],
            )  # fmt: skip
            return redirect("registry:application", row.id)
        except Refused as refusal:
            add_refusals(form, refusal, OF_ASKING)
    return render(request, "registry/official_ask.html", {"row": row, "form": form})


@require_http_methods(["GET", "POST"])
@signed_in
def cancel(request: ActingRequest, attendance_id: UUID) -> HttpResponse:
    """The group does not meet on that day."""
    rows = Attendance.objects.select_related("office", "dossier")
    found = get_or_404(request.actor, "registry.cancel-official", rows, pk=attendance_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            operations.cancel_official(
                id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, attendance_id=found.id,
                reason=form.cleaned_data["reason"],
            )  # fmt: skip
            return redirect("registry:application", found.dossier_id)
        except Refused as refusal:
            add_refusals(form, refusal, {})
    return render(request, "registry/official_cancel.html", {"found": found, "form": form})


@require_GET
@signed_in
def assemblies(request: ActingRequest) -> HttpResponse:
    """Founding assemblies at which somebody of one's offices is asked for: those that wait by their day, then what became of the others."""
    require(request.actor, "registry.see-inbox", request.actor)
    rows = Attendance.objects.filter(office__in=offices_above(request.actor)).select_related("office")
    waits = [one.value for one in WAITS]
    now = [(row, STATES[row.state]) for row in rows.filter(state__in=waits).order_by("meets_on", "id")[:MOST]]
    before = [(row, STATES[row.state]) for row in rows.exclude(state__in=waits).order_by("-meets_on", "id")[:MOST]]
    return render(request, "registry/assemblies.html", {"now": now, "before": before, "today": request.at.date()})


@require_http_methods(["GET", "POST"])
@signed_in
def book(request: ActingRequest, attendance_id: UUID) -> HttpResponse:
    """Say who comes, or why nobody does; afterwards, whether somebody came."""
    rows = Attendance.objects.select_related("office", "dossier")
    found = get_or_404(request.actor, "registry.book-official", rows, pk=attendance_id)
    is_over = found.state == Booking.PROMISED.value and found.meets_on <= request.at.date()
    people = sorted(could_have(found.office, Role.PREPARER, request.at).items(), key=lambda one: one[1])
    form = BookOfficialForm(
        request.POST or None, state=Booking(found.state), is_over=is_over, people=people, initial={"official": found.official_id}
    )
    if form.is_valid():
        told = form.cleaned_data
        try:
            operations.book_official(
                id=told["operation_id"], by=request.actor, at=request.at, attendance_id=found.id, to=told["to"],
                official_id=told.get("official", ""), reason=told["reason"],
            )  # fmt: skip
            return redirect("registry:assemblies")
        except Refused as refusal:
            add_refusals(form, refusal, OF_BOOKING)
    context = {"found": found, "state": STATES[found.state], "form": form, "is_open": Booking(found.state) in WAITS}
    return render(request, "registry/official_book.html", context)
