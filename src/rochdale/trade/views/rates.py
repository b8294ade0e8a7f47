"""Exchange rates: what was entered by hand with its source, and entering one."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from rochdale.base.rates import enter_rate, rates_entered
from rochdale.kernel.refusal import Refused
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import may, require
from rochdale.trade.forms.pricing import RateForm
from rochdale.trade.views.pricing_tables import rates_table
from rochdale.trade.views.shared import add_refusals, show

FIELDS = {
    "base.rate-unknown-currency": "currency",
    "base.rate-is-fixed-by-law": "currency",
    "base.rate-not-above-zero": "per_eur",
    "base.rate-day-out-of-range": "on",
    "base.rate-without-source": "source",
}


@require_GET
@signed_in
def rates(request: ActingRequest) -> HttpResponse:
    """What one euro was worth, as somebody entered it."""
    require(request.actor, "trade.see", request.actor)
    context = {"table": rates_table(rates_entered()).page(request.GET), "may_enter": may(request.actor, "trade.keep-floors", request.actor)}
    return show(request, "rates", context)


@require_http_methods(["GET", "POST"])
@signed_in
def new_rate(request: ActingRequest) -> HttpResponse:
    """Enter a rate with its day and source. A later one for the same day corrects it."""
    require(request.actor, "trade.keep-floors", request.actor)
    form = RateForm(request.POST or None, initial={"on": request.at.date(), "currency": request.GET.get("currency", "")})
    if form.is_valid():
        said = dict(form.cleaned_data)
        try:
            enter_rate(id=said.pop("operation_id"), by=request.actor, at=request.at, **said)
            return redirect("trade:rates")
        except Refused as refusal:
            add_refusals(form, refusal, FIELDS)
    return show(request, "rate_new", {"form": form})
