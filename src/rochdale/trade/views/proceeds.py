"""Paying the growers out of what a settlement left."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from rochdale.kernel.refusal import Refused
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import require
from rochdale.people.proving import just_proven
from rochdale.supply.queries.money import currencies
from rochdale.trade import operations
from rochdale.trade.forms.proceeds import GrowersForm
from rochdale.trade.permissions import own_organization
from rochdale.trade.proceeds import left_for_growers
from rochdale.trade.views.contracts import visible
from rochdale.trade.views.shared import add_refusals, show


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def pay_growers(request: ActingRequest, contract_id: UUID) -> HttpResponse:
    """Say how much: supply shares it out by the deliveries in the lots sold, and a second person decides there."""
    row, own = visible(request.actor, contract_id), own_organization(request.actor)
    if own not in row.seller_ids:
        raise Http404
    require(request.actor, "supply.prepare-pay-run", own)
    left = left_for_growers(row, own, request.at)
    codes = list(dict.fromkeys([*currencies(own), row.currency]))
    initial = {"amount": left.left.amount if left else None}
    form = GrowersForm(request.POST or None, currency=row.currency, currencies=codes, initial=initial)
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = operations.pay_growers(
                id=said["operation_id"], by=request.actor, at=request.at, contract_id=row.id, amount=said["amount"],
                paid_currency=said["paid_currency"],
            )  # fmt: skip
            return redirect("supply:sale-payment", made)
        except Refused as refusal:
            add_refusals(form, refusal, {"trade.more-than-the-sale-left": "amount", "trade.premium-in-the-price": "amount"})
    return show(request, "growers_pay", {"form": form, "contract": row, "left": left})
