"""The room of prices, and quotations of exchanges."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from rochdale.kernel.refusal import Refused
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import may, require
from rochdale.trade import operations
from rochdale.trade.forms.pricing import QuotationForm
from rochdale.trade.models import Quotation
from rochdale.trade.views.pricing_tables import quotations_table
from rochdale.trade.views.shared import add_refusals, show

FIELDS = {
    "trade.quotation-without-source": "source",
    "trade.price-not-positive": "value",
    "trade.quotation-of-a-day-to-come": "on",
    "trade.exchange-month-is-over": "month",
    "trade.exchange-month-not-traded": "month",
    "trade.quotation-in-another-unit": "quoted_in",
}


@require_GET
@signed_in
def prices(request: ActingRequest) -> HttpResponse:
    """Everything about prices: scenarios, catalogues, quotations, minimum prices."""
    require(request.actor, "trade.see", request.actor)
    return show(request, "prices", {"may_trade": may(request.actor, "trade.offer", request.actor)})


@require_GET
@signed_in
def quotations(request: ActingRequest) -> HttpResponse:
    """What was read off exchanges, and by whom."""
    require(request.actor, "trade.see", request.actor)
    context = {
        "table": quotations_table(Quotation.objects.all()).page(request.GET),
        "may_record": may(request.actor, "trade.offer", request.actor),
    }
    return show(request, "quotations", context)


@require_http_methods(["GET", "POST"])
@signed_in
def new_quotation(request: ActingRequest) -> HttpResponse:
    """Record a quotation with its day, unit and source."""
    require(request.actor, "trade.offer", request.actor)
    form = QuotationForm(request.POST or None, today=request.at.date(), initial={"on": request.at.date()})
    if form.is_valid():
        said = dict(form.cleaned_data)
        try:
            operations.record_quotation(id=said.pop("operation_id"), by=request.actor, at=request.at, **said)
            return redirect("trade:quotations")
        except Refused as refusal:
            add_refusals(form, refusal, FIELDS)
    return show(request, "quotation_new", {"form": form})
