"""Sheets for the field that stay on the device without a line: walking a plot, visiting a grower. Empty they are the same for everybody.

What is written on them waits in the outbox of an enrolled device (`people/outbox.js`) and comes in as an ordinary form.
"""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from rochdale.kernel.refusal import Refusal, Refused
from rochdale.people.http import ActingRequest, actor_of, task_goes_on
from rochdale.people.permissions import require
from rochdale.supply.called import CLAIMS, claim_name
from rochdale.supply.forms.certification import FieldInspection
from rochdale.supply.forms.growers import FieldOutline
from rochdale.supply.models import Certificate, Plot
from rochdale.supply.queries.growers import grower_numbered
from rochdale.supply.views.growers_certification import FIELDS as INSPECTION_FIELDS
from rochdale.supply.views.growers_certification import keep_inspection
from rochdale.supply.views.growers_plots import FIELDS as PLOT_FIELDS
from rochdale.supply.views.growers_plots import keep_outline
from rochdale.ui.forms import add_refusals
from rochdale.ui.offline import offline


@require_http_methods(["GET", "POST"])
@offline
def walk(request: HttpRequest) -> HttpResponse:
    """Walk around a plot that has a number."""
    if request.method == "POST":
        if actor_of(request) is None:
            return redirect_to_login("/supply/walk/")
        require(actor_of(request), "supply.keep-growers", actor_of(request))
    form = FieldOutline(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            return _walked(cast(ActingRequest, request), form)
        except Refused as refused:
            add_refusals(form, refused, PLOT_FIELDS)
    return render(request, "supply/growers/walk.html", {"form": form, "neighbours": []})


def _walked(request: ActingRequest, form: FieldOutline) -> HttpResponse:
    assert request.actor.organization_id is not None  # whoever has the right acts for somebody
    number = form.cleaned_data["plot"].strip()
    rows = Plot.objects.filter(organization_id=request.actor.organization_id, number=number)
    row = rows.select_related("grower__person", "newest").first()
    if row is None:
        raise Refused(Refusal("supply.no-such-plot", {"number": number}))
    keep_outline(request, row, form)
    messages.success(request, gettext("The outline is kept."))
    return task_goes_on(redirect("supply:plot", row.id))


@require_http_methods(["GET", "POST"])
@offline
def visit(request: HttpRequest, scheme: str) -> HttpResponse:
    """The sheet of an internal inspector for one scheme."""
    if scheme not in CLAIMS:
        raise Http404
    if request.method == "POST":
        if actor_of(request) is None:
            return redirect_to_login(f"/supply/visit/{scheme}/")
        require(actor_of(request), "supply.inspect", actor_of(request))
    form = FieldInspection(request.POST or None, scheme=scheme)
    if form.is_valid():
        try:
            return _visited(cast(ActingRequest, request), form, scheme)
        except Refused as refused:
            add_refusals(form, refused, INSPECTION_FIELDS)
    return render(request, "supply/growers/visit.html", {"form": form, "scheme": claim_name(scheme)})


def _visited(request: ActingRequest, form: FieldInspection, scheme: str) -> HttpResponse:
    organization = request.actor.organization_id
    assert organization is not None  # whoever has the right acts for somebody
    number, typed = form.cleaned_data["certificate"].strip(), form.cleaned_data["grower"].strip()
    certificate = Certificate.objects.filter(organization_id=organization, scheme=scheme, number=number).first()
    if certificate is None:
        raise Refused(Refusal("supply.no-such-certificate", {"number": number}))
    grower = grower_numbered(organization, typed)
    if grower is None:
        raise Refused(Refusal("supply.no-such-grower", {"number": typed}))
    keep_inspection(request, form, certificate.id, grower.id)
    messages.success(request, gettext("The visit is written down."))
    return task_goes_on(redirect("supply:certified-grower", certificate.id, grower.id))
