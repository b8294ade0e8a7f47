"""Notices: what an e-mail says too, in the app."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_GET, require_POST

from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.operations import read_notices
from rochdale.people.queries.notices import new_notices, notices_of
from rochdale.ui.forms import OperationForm

MOST = 50


@require_GET
@signed_in
def notices(request: ActingRequest) -> HttpResponse:
    """The newest notices; what is new is marked."""
    context = {
        "notices": notices_of(request.actor.id)[:MOST], "new": new_notices(request.actor.id), "form": OperationForm(),
        "until": request.at.isoformat(),
    }  # fmt: skip
    return render(request, "people/notices.html", context)


@require_POST
@signed_in
def read(request: ActingRequest) -> HttpResponse:
    """All that was shown is read."""
    form, until = OperationForm(request.POST), parse_datetime(request.POST.get("until", ""))
    if form.is_valid() and until is not None:
        read_notices(id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, until=until)
    return redirect("people:notices")
