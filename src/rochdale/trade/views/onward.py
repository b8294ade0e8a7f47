"""What an importer sold on: the list, a new one, one taken back."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from rochdale.kernel.refusal import Refused
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import require
from rochdale.trade import operations
from rochdale.trade.forms.onward import OnwardForm
from rochdale.trade.models import Contract, OnwardSale
from rochdale.trade.onward import importer_of
from rochdale.trade.permissions import own_organization
from rochdale.trade.queries.onward import onward_sales
from rochdale.trade.views.contracts import visible
from rochdale.trade.views.shared import add_refusals, show
from rochdale.ui.forms import ReasonForm
from rochdale.ui.templatetags.ui import written

FIELDS = {"trade.onward-above-arrived": "kg", "trade.onward-to-nobody": "to_whom", "trade.not-shipped-yet": "on"}


@require_GET
@signed_in
def onward(request: ActingRequest, contract_id: UUID) -> HttpResponse:
    """What arrived, and what of it was sold on."""
    row = _visible(request, contract_id)
    return show(request, "onward", {"contract": row, "seen": onward_sales(row, request.actor)})


@require_http_methods(["GET", "POST"])
@signed_in
def sell_on(request: ActingRequest, contract_id: UUID) -> HttpResponse:
    """Write what was sold on."""
    row = _imported(request, contract_id)
    lots = [(str(place), f"{name}: {written(left.normalize())} kg") for place, name, left in onward_sales(row, request.actor).lots]
    form = OnwardForm(request.POST or None, lots=lots, initial={"on": request.at.date()})
    if form.is_valid():
        said = form.cleaned_data
        try:
            operations.record_onward_sale(
                id=said["operation_id"], by=request.actor, at=request.at, contract_id=row.id, position=int(said["lot"]), kg=said["kg"],
                to_whom=said["to_whom"], on=said["on"], reference=said["reference"],
            )  # fmt: skip
            return redirect("trade:onward", row.id)
        except Refused as refusal:
            add_refusals(form, refusal, FIELDS)
    return show(request, "onward_new", {"form": form, "contract": row})


@require_http_methods(["GET", "POST"])
@signed_in
def take_back(request: ActingRequest, sale_id: UUID) -> HttpResponse:
    """What was written wrong."""
    sale = OnwardSale.objects.filter(pk=sale_id).first()
    row = _imported(request, sale.contract_id if sale else sale_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            operations.take_back_onward_sale(
                id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, sale_id=sale_id, reason=form.cleaned_data["reason"]
            )
            return redirect("trade:onward", row.id)
        except Refused as refusal:
            add_refusals(form, refusal)
    return show(request, "onward_take_back", {"form": form, "contract": row, "sale": sale})


def _visible(request: ActingRequest, contract_id: UUID) -> Contract:
    """A contract of one's own, or one under which one imports."""
    row = Contract.objects.select_related("buyer", "container").filter(pk=contract_id).first()
    if row is not None and request.actor.organization_id == importer_of(row):
        return row
    return visible(request.actor, contract_id)


def _imported(request: ActingRequest, contract_id: UUID) -> Contract:
    row = _visible(request, contract_id)
    if request.actor.organization_id != importer_of(row):
        raise Http404
    require(request.actor, "trade.sell-on", own_organization(request.actor))
    return row
