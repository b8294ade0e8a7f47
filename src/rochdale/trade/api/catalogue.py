"""Catalogues of the Data Food Consortium, prices asked in public, orders as UBL."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema, Status

from rochdale.base.endpoints import REFUSING, Made, Operation, Page, Paging, Refusals, operation_id, page_of
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest
from rochdale.people.permissions import require
from rochdale.trade import operations
from rochdale.trade.api.shapes import Figure, PriceGiven
from rochdale.trade.catalogue_file import MEDIA_TYPE, as_bytes, catalogue_of
from rochdale.trade.models import Contract, Offer
from rochdale.trade.ordering import order_file
from rochdale.trade.queries.catalogue import partner_offers as partner_rows

router = Router(tags=[gettext_noop("Catalogues")])


class AskingPriceGiven(Operation):
    """What is asked for an offer in public, or null to ask no price any more. It has nothing to do with the reserve."""

    price: PriceGiven | None


class PartnerOfferShown(Schema):
    """A row of a partner's catalogue, with the file it stood in. Nothing of it binds."""

    id: UUID
    name: str
    supplier: str
    sku: str
    batch: str
    stock: Figure | None
    pack_kg: Figure | None
    price: Figure | None
    price_per_kg: Figure | None
    currency: str
    vat: str
    file: str
    sha256: str
    number: int
    at: datetime


def _file(kind: str) -> dict[str, object]:
    """A file of that media type; one in JSON is described as the object it is."""
    schema = {"type": "object"} if kind.endswith("json") else {"type": "string", "format": "binary"}
    return {"responses": {200: {"description": "OK", "content": {kind: {"schema": schema}}}}}


@router.get(
    "/catalogues/{uuid:organization_id}",
    response={200: None, REFUSING: Refusals},
    summary=gettext_noop("A catalogue as JSON-LD"),
    openapi_extra=_file(MEDIA_TYPE),
)
def catalogue(request: ActingRequest, organization_id: UUID, on: date | None = None) -> HttpResponse:
    """What an organization shows to the market. Lots and milling stand only in one's own."""
    require(request.actor, "trade.see", request.actor)
    is_own = organization_id == request.actor.organization_id
    return HttpResponse(as_bytes(catalogue_of(organization_id, on or request.at.date(), with_batches=is_own)), content_type=MEDIA_TYPE)


@router.put("/offers/{uuid:offer_id}/asking-price", response={200: Made, REFUSING: Refusals}, summary=gettext_noop("Ask a price in public"))
def asking_price(request: ActingRequest, offer_id: UUID, given: AskingPriceGiven) -> Status[Made]:
    """Publish a price, or take it back."""
    row = get_or_404(request.actor, "trade.offer", Offer.objects.all(), pk=offer_id)
    id = operation_id(request, given)
    if given.price is None:
        made = operations.take_back_price(id=id, by=request.actor, at=request.at, offer_id=row.id)
    else:
        made = operations.publish_price(id=id, by=request.actor, at=request.at, offer_id=row.id, price=given.price.price())
    return Status(200, Made(id=UUID(made)))


@router.get("/partner-offers", response={200: Page[PartnerOfferShown], REFUSING: Refusals}, summary=gettext_noop("What partners offer"))
def partner_offers(request: ActingRequest, paging: Query[Paging]) -> Page[PartnerOfferShown]:
    """Rows of catalogues that were read in, by name."""
    require(request.actor, "trade.offer", request.actor)
    return page_of(request, partner_rows(request.actor).order_by("name", "id"), paging, PartnerOfferShown.from_orm)


@router.get(
    "/contracts/{uuid:contract_id}/order.xml",
    response={200: None, REFUSING: Refusals},
    summary=gettext_noop("The order of a contract as UBL"),
    openapi_extra=_file("application/xml"),
)
def order_ubl(request: ActingRequest, contract_id: UUID) -> HttpResponse:
    """UBL 2.1, the same bytes for everybody."""
    rows = Contract.objects.select_related("buyer")
    row = get_or_404(request.actor, "trade.see-contract", rows, knows=lambda by, row: by.organization_id in row.party_ids, pk=contract_id)
    return HttpResponse(order_file(row), content_type="application/xml")
