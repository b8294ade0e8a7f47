"""What came, who gets it, what was signed for, what suppliers were paid."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rochdale.kernel.refusal import Refused
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import require
from rochdale.people.proving import just_proven
from rochdale.trade import operations
from rochdale.trade.forms.buying import ArrivalForm, HandOutForm, SupplierPaymentForm
from rochdale.trade.models import Arrival, HandOut
from rochdale.trade.queries import buying as queries
from rochdale.trade.views.buying import kept
from rochdale.trade.views.shared import add_refusals, show
from rochdale.ui.forms import OperationForm, ReasonForm
from rochdale.ui.templatetags.ui import written

FIELDS = {
    "trade.arrival-above-award": "quantity",
    "trade.nothing-arrived": "quantity",
    "trade.arrival-without-note": "note",
    "trade.charge-without-mandate": "means",
    "trade.charge-above-mandate": "means",
    "trade.supplier-payment-out-of-range": "amount",
    "trade.paid-in-the-future": "on",
    "trade.supplier-already-paid": "reference",
}


@require_GET
@signed_in
def arrivals(request: ActingRequest, round_id: UUID) -> HttpResponse:
    """What came and what is still missing."""
    row = kept(request, round_id)
    context = {
        "round": row, "arrivals": [(one, queries.may_take_back(row, one)) for one in queries.arrivals_seen(row)],
        "missing": queries.still_to_come(row), "form": OperationForm(), "items": queries.items_seen(row, None),
    }  # fmt: skip
    return show(request, "arrivals", context)


@require_http_methods(["GET", "POST"])
@signed_in
def new_arrival(request: ActingRequest, round_id: UUID) -> HttpResponse:
    """Count what came, at the place where it came."""
    row = kept(request, round_id)
    missing = queries.still_to_come(row)
    lines = [
        (
            f"{item.id} {supplier}",
            _("%(what)s from %(name)s, up to %(left)s") % {"what": item.what, "name": name, "left": written(left.normalize())},
        )
        for item, supplier, name, left in missing
    ]
    places = [(str(one.facility_id), one.facility.name) for one in row.places.select_related("facility").order_by("facility__name", "id")]
    form = ArrivalForm(request.POST or None, lines=lines, places=places)
    if form.is_valid():
        said = form.cleaned_data
        item, supplier = said["line"].split(" ")
        try:
            operations.record_arrival(
                id=said["operation_id"], by=request.actor, at=request.at, round_id=row.id, item_id=UUID(item), asked_id=UUID(supplier),
                place_id=UUID(said["place"]), quantity=said["quantity"], note=said["note"],
            )  # fmt: skip
            messages.success(request, _("It is in the book."))
            return redirect("trade:arrivals", row.id)
        except Refused as refusal:
            add_refusals(form, refusal, FIELDS)
    return show(request, "arrival_new", {"form": form, "round": row, "missing": missing})


@require_http_methods(["GET", "POST"])
@signed_in
def take_back_arrival(request: ActingRequest, arrival_id: UUID) -> HttpResponse:
    """An arrival that was written wrong."""
    found = Arrival.objects.filter(pk=arrival_id).select_related("item").first()
    if found is None:
        raise Http404
    row = kept(request, found.item.round_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            operations.take_back_arrival(
                id=said["operation_id"], by=request.actor, at=request.at, arrival_id=found.id, reason=said["reason"]
            )
            return redirect("trade:arrivals", row.id)
        except Refused as refusal:
            add_refusals(form, refusal)
    return show(request, "arrival_take_back", {"form": form, "round": row, "arrival": found})


@require_POST
@signed_in
def share_out(request: ActingRequest, round_id: UUID) -> HttpResponse:
    """Give members their parts of what came."""
    row = kept(request, round_id)
    form = OperationForm(request.POST)
    if form.is_valid():
        try:
            operations.share_out(id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, round_id=row.id)
        except Refused:
            messages.warning(request, _("All that came is shared out."))
            return redirect("trade:arrivals", row.id)
    return redirect("trade:hand-out-list", row.id)


@require_GET
@signed_in
def hand_out_list(request: ActingRequest, round_id: UUID) -> HttpResponse:
    """Who gets what, at which place, and what waits."""
    row = kept(request, round_id)
    shares = queries.shares_seen(row, request.at)
    context = {
        "round": row, "waiting": [one for one in shares if one.waits], "done": [one for one in shares if not one.waits],
        "to_bring": queries.places_seen(row), "form": OperationForm(),
        "is_all": bool(shares) and not queries.still_to_come(row) and not any(one.waits for one in shares),
    }  # fmt: skip
    return show(request, "hand_out_list", context)


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def hand_out(request: ActingRequest, round_id: UUID, grower_id: UUID) -> HttpResponse:
    """Hand over what waits for one member, once she has signed."""
    row = kept(request, round_id)
    share = next((one for one in queries.my_shares(row, grower_id, request.at) if one.waits), None)
    if share is None:
        raise Http404
    credit = (HandOut.Means.CREDIT.value, _("On credit, kept back from deliveries"))
    form = HandOutForm(request.POST or None, means=[*([credit] if share.may_charge else []), (HandOut.Means.CASH.value, _("Paid in cash"))])
    if form.is_valid():
        said = form.cleaned_data
        try:
            operations.hand_out(
                id=said["operation_id"], by=request.actor, at=request.at, round_id=row.id, grower_id=grower_id, means=said["means"]
            )
            messages.success(request, _("It is handed over."))
            return redirect("trade:hand-out-list", row.id)
        except Refused as refusal:
            add_refusals(form, refusal, FIELDS)
    return show(request, "hand_out", {"form": form, "round": row, "share": share})


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def pay_supplier(request: ActingRequest, round_id: UUID, asked_id: UUID) -> HttpResponse:
    """What a supplier was paid."""
    row = kept(request, round_id)
    require(request.actor, "trade.pay-supplier", row)
    supplier = next((one for one in queries.suppliers_seen(row) if one.id == asked_id), None)
    if supplier is None:
        raise Http404
    form = SupplierPaymentForm(request.POST or None, initial={"amount": supplier.left.amount, "on": request.at.date()})
    if form.is_valid():
        said = form.cleaned_data
        try:
            operations.pay_supplier(
                id=said["operation_id"], by=request.actor, at=request.at, round_id=row.id, asked_id=asked_id, amount=said["amount"],
                on=said["on"], reference=said["reference"],
            )  # fmt: skip
            return redirect("trade:round", row.id)
        except Refused as refusal:
            add_refusals(form, refusal, FIELDS)
    return show(request, "supplier_payment", {"form": form, "round": row, "supplier": supplier})
