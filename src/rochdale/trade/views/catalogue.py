"""The own catalogue and its file, prices asked in public, partners' catalogues, the order of a contract."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refused
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import may, require
from rochdale.trade import operations
from rochdale.trade.catalogue_file import MEDIA_TYPE, as_bytes, asked_now, catalogue_of
from rochdale.trade.forms.catalogue import AskingPriceForm
from rochdale.trade.models import Offer
from rochdale.trade.ordering import order_file
from rochdale.trade.permissions import own_organization
from rochdale.trade.queries import catalogue as queries
from rochdale.trade.queries.goods import offer_seen
from rochdale.trade.rules.goods import Price
from rochdale.trade.views.catalogue_tables import partner_offers_table
from rochdale.trade.views.contracts import visible
from rochdale.trade.views.shared import add_refusals, show
from rochdale.ui.forms import OperationForm


@require_GET
@signed_in
def catalogue(request: ActingRequest) -> HttpResponse:
    """What others read of us: each public offer, with the price asked, if any."""
    require(request.actor, "trade.see", request.actor)
    organization_id = own_organization(request.actor)
    context = {"lines": queries.listed(organization_id, request.at.date()), "organization_id": organization_id}
    return show(request, "catalogue", context | {"may_change": may(request.actor, "trade.offer", organization_id)})


@require_GET
@signed_in
def catalogue_file(request: ActingRequest, organization_id: UUID) -> HttpResponse:
    """A catalogue as JSON-LD. Lots and milling stand only in the file that the owner saves."""
    require(request.actor, "trade.see", request.actor)
    is_own = organization_id == request.actor.organization_id
    found = catalogue_of(organization_id, request.at.date(), with_batches=is_own)
    headers = {"Content-Disposition": 'attachment; filename="catalogue.jsonld"'}
    return HttpResponse(as_bytes(found), content_type=MEDIA_TYPE, headers=headers)


@require_http_methods(["GET", "POST"])
@signed_in
def publish_price(request: ActingRequest, offer_id: UUID) -> HttpResponse:
    """Ask a price in public."""
    row = get_or_404(request.actor, "trade.offer", Offer.objects.all(), pk=offer_id)
    asked = asked_now(row)
    initial = {"price": asked.price if asked else None, "currency": row.currency, "price_unit": row.price_unit}
    form = AskingPriceForm(request.POST or None, initial=initial)
    if form.is_valid():
        said = form.cleaned_data
        try:
            price = Price(said["price"], said["currency"], said["price_unit"])
            operations.publish_price(id=said["operation_id"], by=request.actor, at=request.at, offer_id=row.id, price=price)
            return redirect("trade:offer", row.id)
        except Refused as refusal:
            add_refusals(form, refusal, {"trade.price-below-floor": "price", "trade.price-not-positive": "price"})
    seen = offer_seen(row, request.actor, request.at.date())
    return show(request, "asking_price", {"form": form, "offer": seen, "asked": asked, "operation_id": new_id()})


@require_POST
@signed_in
def take_back_price(request: ActingRequest, offer_id: UUID) -> HttpResponse:
    """Ask no price in public any more."""
    row = get_or_404(request.actor, "trade.offer", Offer.objects.all(), pk=offer_id)
    form = OperationForm(request.POST)
    if form.is_valid():
        operations.take_back_price(id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, offer_id=row.id)
    return redirect("trade:offer", row.id)


@require_GET
@signed_in
def partner_offers(request: ActingRequest) -> HttpResponse:
    """What partners offer, as their catalogues say it."""
    require(request.actor, "trade.offer", request.actor)
    return show(request, "partner_offers", {"table": partner_offers_table(queries.partner_offers(request.actor)).page(request.GET)})


@require_GET
@signed_in
def order_ubl(request: ActingRequest, contract_id: UUID) -> HttpResponse:
    """The order of a contract as UBL, in English: the same bytes for everybody."""
    row = visible(request.actor, contract_id)
    headers = {"Content-Disposition": f'attachment; filename="order-{row.number}.xml"'}
    return HttpResponse(order_file(row), content_type="application/xml", headers=headers)
