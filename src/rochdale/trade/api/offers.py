"""Offers: one's own, with their sealed price, and those that others show to the market, without it."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema, Status
from pydantic import Field

from rochdale.base.endpoints import (
    REFUSING,
    Amount,
    Code,
    Day,
    Given,
    Line,
    Made,
    Operation,
    Page,
    Paging,
    Refusals,
    WholeKg,
    operation_id,
    page_of,
)
from rochdale.kernel.country import country_code
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest
from rochdale.people.permissions import require
from rochdale.people.queries import organization
from rochdale.trade import operations
from rochdale.trade.api.shapes import (
    Certificate,
    Figure,
    GoesBy,
    Left,
    PriceGiven,
    PriceShown,
    Process,
    Protocol,
    Species,
    Told,
    Visibility,
    told,
)
from rochdale.trade.called import place_name
from rochdale.trade.models import Lot, Offer
from rochdale.trade.operations import SliceOf
from rochdale.trade.queries import goods, lots
from rochdale.trade.rules.goods import CertificateFacts, OfferFacts

router = Router(tags=[gettext_noop("Offers")])


class CertificateGiven(Given):
    """A certificate that covers the lot; both days are inclusive."""

    scheme: Certificate
    number: Code = ""
    valid_from: Day | None = None
    valid_until: Day | None = None


class SliceGiven(Given):
    """The lot an offer is cut from; `lot_kg` the first time its code is named."""

    code: Code
    lot_kg: Annotated[int, Field(ge=1, le=10**9)] | None = None


class OfferGiven(Operation):
    """A lot to sell. The reserve is the least you accept, on board at the port; nobody else sees it."""

    product: Code
    species: Species = ""
    process: Process = ""
    protocol: Protocol = ""
    score: Amount | None = None
    certificates: Annotated[list[CertificateGiven], Field(max_length=20)] = []
    kg: WholeKg
    port: Code
    goes_by: GoesBy = "ship"
    ready_from: Day
    ready_until: Day
    reserve: PriceGiven
    country: Code | None = None
    reference: Code = ""
    cooperative: Line = ""
    visibility: Visibility = "market"
    lot: SliceGiven | None = None

    def facts(self, country: str) -> OfferFacts:
        """As the rules read it."""
        certificates = tuple(CertificateFacts(one.scheme, one.number, one.valid_from, one.valid_until) for one in self.certificates)
        return OfferFacts(
            country, self.product, self.species, self.process, self.protocol, self.score, certificates, self.kg, self.port, self.ready_from,
            self.ready_until, self.reserve.price(), self.goes_by == "truck",
        )  # fmt: skip


class OfferChange(Operation):
    """What an open offer becomes. All of it is needed, so that a second sending means the same."""

    kg: WholeKg
    ready_from: Day
    ready_until: Day
    reserve_price: Amount
    visibility: Visibility


class CertificateShown(Schema):
    """A certificate and its last day."""

    scheme: str
    valid_until: date | None


class OfferOnTheMarket(Schema):
    """An offer as everybody in the market sees it: no price."""

    id: UUID
    reference: str
    cooperative: str
    country: str
    product: str
    species: str
    process: str
    protocol: str
    score: Figure | None
    certificates: list[CertificateShown]
    kg_left: int
    port: str
    place: str
    goes_by: GoesBy
    ready_from: date
    ready_until: date


class FloorShown(Schema):
    """A verified minimum for 1 kg, in the currency of the reserve. No match pays less."""

    per_kg: Figure
    scheme: str
    source: str
    is_above_reserve: bool


class MyOffer(OfferOnTheMarket):
    """One's own offer; `reserve` is null for whoever may not see it."""

    kg: int
    kg_reserved: int
    kg_sold: int
    state: str
    is_open: bool
    visibility: str
    reserve: PriceShown | None


class MyOfferInFull(MyOffer):
    """And its lot, its floors, and what the newest market left of it."""

    lot: str
    floors: list[FloorShown]
    warnings: list[Told]
    left: Left | None


class PartShown(Schema):
    """An offer cut from a lot, and the kg of the lot that it holds."""

    offer_id: UUID
    reference: str
    kg: int


class LotShown(Schema):
    """A lot that is sold in parts. What its parts hold and what is left make up its weight."""

    id: UUID
    code: str
    kg: int
    kg_left: int
    parts: list[PartShown]


def _lot(row: Lot) -> LotShown:
    parts = [PartShown(offer_id=one.id, reference=one.reference, kg=one.kg_taken) for one in row.offers.all()]
    return LotShown(id=row.id, code=row.code, kg=row.kg, kg_left=row.kg_left, parts=parts)


def _on_the_market(row: Offer) -> dict[str, object]:
    certificates = sorted((one.scheme, one.valid_until) for one in row.certificates.all())
    return {
        "id": row.id, "reference": row.reference, "cooperative": row.cooperative, "country": row.country, "product": row.product,
        "species": row.species, "process": row.process, "protocol": row.protocol, "score": row.score,
        "certificates": [CertificateShown(scheme=scheme, valid_until=until) for scheme, until in certificates], "kg_left": row.kg_left,
        "port": row.port, "place": place_name(row.port), "goes_by": "truck" if row.terms == "FCA" else "ship", "ready_from": row.ready_from,
        "ready_until": row.ready_until,
    }  # fmt: skip


def _shown(row: Offer) -> OfferOnTheMarket:
    return OfferOnTheMarket.model_validate(_on_the_market(row))


def _own(row: Offer, request: ActingRequest) -> dict[str, object]:
    stands = {"state": row.state, "is_open": row.is_open(request.at.date()), "visibility": row.visibility}
    own = {
        "kg": row.kg,
        "kg_reserved": row.kg_reserved,
        "kg_sold": row.kg_sold,
        "reserve": PriceShown.of(goods.reserve_seen(row, request.actor)),
    }
    return _on_the_market(row) | stands | own


@router.get("/offers", response={200: Page[MyOffer], REFUSING: Refusals}, summary=gettext_noop("My offers"))
def my_offers(request: ActingRequest, paging: Query[Paging]) -> Page[MyOffer]:
    """Those of the organization acted for, newest first."""
    require(request.actor, "trade.see", request.actor)
    rows = goods.my_offers(request.actor).prefetch_related("certificates").order_by("-offered_at", "-id")
    return page_of(request, rows, paging, lambda row: MyOffer.model_validate(_own(row, request)))


@router.post("/offers", response={201: Made, REFUSING: Refusals}, summary=gettext_noop("Offer a lot"))
def offer_lot(request: ActingRequest, given: OfferGiven) -> Status[Made]:
    """Puts a lot on the market. `country` is that of the organization unless named."""
    require(request.actor, "trade.offer", request.actor)
    made = operations.offer_lot(
        id=operation_id(request, given), by=request.actor, at=request.at, offer=given.facts(_country(request, given.country)),
        reference=given.reference, cooperative=given.cooperative, visibility=given.visibility,
        slice_of=SliceOf(given.lot.code, given.lot.lot_kg) if given.lot else None,
    )  # fmt: skip
    return Status(201, Made(id=UUID(made)))


@router.get("/offers/{uuid:offer_id}", response={200: MyOfferInFull, REFUSING: Refusals}, summary=gettext_noop("One of my offers"))
def my_offer(request: ActingRequest, offer_id: UUID) -> MyOfferInFull:
    """With its price, its floors, and why the last market left some of it."""
    row = get_or_404(request.actor, "trade.see", goods.my_offers(request.actor), pk=offer_id)
    seen = goods.offer_seen(row, request.actor, request.at.date())
    floors = [FloorShown.model_validate(one, from_attributes=True) for one in seen.floors]
    more = {"lot": seen.lot, "floors": floors, "warnings": told(seen.warnings), "left": Left.of(goods.why_left(row))}
    return MyOfferInFull.model_validate(_own(row, request) | more)


@router.put("/offers/{uuid:offer_id}", response={200: Made, REFUSING: Refusals}, summary=gettext_noop("Change an offer"))
def change_offer(request: ActingRequest, offer_id: UUID, given: OfferChange) -> Made:
    """Weight, window, reserve or who sees it. What is promised stays promised."""
    row = get_or_404(request.actor, "trade.offer", Offer.objects.all(), pk=offer_id)
    made = operations.change_offer(
        id=operation_id(request, given), by=request.actor, at=request.at, offer_id=row.id, kg=given.kg, ready_from=given.ready_from,
        ready_until=given.ready_until, reserve_price=given.reserve_price, visibility=given.visibility,
    )  # fmt: skip
    return Made(id=UUID(made))


@router.post(
    "/offers/{uuid:offer_id}/withdraw", response={200: Made, REFUSING: Refusals}, summary=gettext_noop("Take an offer off the market")
)
def withdraw_offer(request: ActingRequest, offer_id: UUID, given: Operation | None = None) -> Made:
    """What nobody was promised is free at once."""
    row = get_or_404(request.actor, "trade.offer", Offer.objects.all(), pk=offer_id)
    made = operations.withdraw_offer(id=operation_id(request, given), by=request.actor, at=request.at, offer_id=row.id)
    return Made(id=UUID(made))


@router.get("/lots", response={200: Page[LotShown], REFUSING: Refusals}, summary=gettext_noop("My lots that are sold in parts"))
def my_lots(request: ActingRequest, paging: Query[Paging]) -> Page[LotShown]:
    """By name, with what is left of each. The next part is an offer that names the lot."""
    require(request.actor, "trade.see", request.actor)
    return page_of(request, lots.my_lots(request.actor).order_by("code", "id"), paging, _lot)


@router.get("/on-offer", response={200: Page[OfferOnTheMarket], REFUSING: Refusals}, summary=gettext_noop("What others offer"))
def on_offer(request: ActingRequest, paging: Query[Paging]) -> Page[OfferOnTheMarket]:
    """Open offers shown to the market, the first to be ready first. Reserves are sealed."""
    rows = goods.others_offers(request.actor, request.at.date()).prefetch_related("certificates").order_by("ready_from", "id")
    return page_of(request, rows, paging, _shown)


@router.get("/on-offer/{uuid:offer_id}", response={200: OfferOnTheMarket, REFUSING: Refusals}, summary=gettext_noop("One offer of others"))
def one_on_offer(request: ActingRequest, offer_id: UUID) -> OfferOnTheMarket:
    """Without its reserve."""
    return _shown(get_or_404(request.actor, "trade.see", goods.others_offers(request.actor, request.at.date()), pk=offer_id))


def _country(request: ActingRequest, given: str | None) -> str:
    if given is not None:
        return country_code(given)
    found = organization(request.actor.organization_id) if request.actor.organization_id else None
    return found.country if found else ""
