"""First refusal: offers shown to a standing partner before the market, by the seller and by the partner."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema, Status

from rochdale.base.endpoints import REFUSING, Day, Id, Made, Operation, Page, Paging, Paragraph, Refusals, WholeKg, operation_id, page_of
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest
from rochdale.people.permissions import may, require
from rochdale.people.proving import require_just_proven
from rochdale.trade import operations
from rochdale.trade.api.shapes import Figure, GoesBy, PriceGiven, PriceShown
from rochdale.trade.called import place_name
from rochdale.trade.models import FirstRefusal, Offer
from rochdale.trade.queries import goods

router = Router(tags=[gettext_noop("First refusal")])


class PartnerGiven(Operation):
    """Who is asked first, for how many kg, at which price, and the last day on which it may answer."""

    partner_id: Id
    kg: WholeKg
    price: PriceGiven
    until: Day


class PartnerAnswer(Operation):
    """Yes takes the kg at the price and draws up a contract; no gives them to the market."""

    is_yes: bool
    reason: Paragraph = ""


class PartnerShown(Schema):
    """An organization that may be asked first."""

    id: UUID
    name: str
    country: str


class FirstRefusalShown(Schema):
    """Kg of an offer kept for a partner until a day. `price` is null for whoever may not see it.

    State: waiting, taken, declined or lapsed.
    """

    id: UUID
    offer_id: UUID
    offer_reference: str
    cooperative: str
    partner: str
    product: str
    species: str
    process: str
    protocol: str
    score: Figure | None
    certificates: list[str]
    kg: int
    price: PriceShown | None
    port: str
    place: str
    goes_by: GoesBy
    ready_from: date
    ready_until: date
    until: date
    state: str
    reason: str
    may_answer: bool


class Answered(Schema):
    """The contract that a yes drew up; null after a no."""

    contract_id: UUID | None


def _shown(row: FirstRefusal, request: ActingRequest) -> FirstRefusalShown:
    offer = row.offer
    is_open = row.state == FirstRefusal.State.WAITING and row.until >= request.at.date()
    return FirstRefusalShown(
        id=row.id, offer_id=offer.id, offer_reference=offer.reference, cooperative=offer.cooperative, partner=row.partner.name,
        product=offer.product, species=offer.species, process=offer.process, protocol=offer.protocol, score=offer.score,
        certificates=sorted(one.scheme for one in offer.certificates.all()), kg=row.kg,
        price=PriceShown.of(goods.asked_price_seen(row, request.actor)), port=offer.port, place=place_name(offer.port),
        goes_by="truck" if offer.terms == "FCA" else "ship", ready_from=offer.ready_from, ready_until=offer.ready_until, until=row.until,
        state=row.state, reason=row.reason, may_answer=is_open and may(request.actor, "trade.answer-partner", row),
    )  # fmt: skip


@router.get("/partners", response={200: list[PartnerShown], REFUSING: Refusals}, summary=gettext_noop("Who may be asked first"))
def partners(request: ActingRequest) -> list[PartnerShown]:
    """Organizations that buy, by name."""
    require(request.actor, "trade.offer", request.actor)
    return [PartnerShown(id=one.id, name=one.name, country=one.country) for one in goods.partners_for(request.actor)]


@router.post(
    "/offers/{uuid:offer_id}/first-refusals", response={201: Made, REFUSING: Refusals}, summary=gettext_noop("Ask a partner first")
)
def ask_partner(request: ActingRequest, offer_id: UUID, given: PartnerGiven) -> Status[Made]:
    """Keeps kg of an offer out of the market until the partner has answered, or the day has passed."""
    row = get_or_404(request.actor, "trade.offer", Offer.objects.all(), pk=offer_id)
    require_just_proven(request)
    made = operations.give_first_refusal(
        id=operation_id(request, given), by=request.actor, at=request.at, offer_id=row.id, partner_id=given.partner_id, kg=given.kg,
        price=given.price.price(), until=given.until,
    )  # fmt: skip
    return Status(201, Made(id=UUID(made)))


@router.get(
    "/offers/{uuid:offer_id}/first-refusals",
    response={200: Page[FirstRefusalShown], REFUSING: Refusals},
    summary=gettext_noop("Who was asked first about an offer"),
)
def asked_about(request: ActingRequest, offer_id: UUID, paging: Query[Paging]) -> Page[FirstRefusalShown]:
    """Of one's own offer, newest first."""
    row = get_or_404(request.actor, "trade.see", goods.my_offers(request.actor), pk=offer_id)
    rows = goods.first_refusals_of(row).select_related("offer").prefetch_related("offer__certificates")
    return page_of(request, rows, paging, lambda one: _shown(one, request))


@router.get("/first-refusals", response={200: Page[FirstRefusalShown], REFUSING: Refusals}, summary=gettext_noop("What we are asked first"))
def asked_first(request: ActingRequest, paging: Query[Paging]) -> Page[FirstRefusalShown]:
    """Offers that wait for the answer of the organization acted for, the first to lapse first."""
    require(request.actor, "trade.see", request.actor)
    return page_of(
        request, goods.asked_first(request.actor).prefetch_related("offer__certificates"), paging, lambda row: _shown(row, request)
    )


@router.get(
    "/first-refusals/{uuid:first_refusal_id}", response={200: FirstRefusalShown, REFUSING: Refusals}, summary=gettext_noop("One of them")
)
def first_refusal(request: ActingRequest, first_refusal_id: UUID) -> FirstRefusalShown:
    """For the seller and for the partner; unknown to all others."""
    row = goods.first_refusals_seen_by(request.actor).filter(pk=first_refusal_id).first()
    if row is None:
        raise Http404
    return _shown(row, request)


@router.post(
    "/first-refusals/{uuid:first_refusal_id}/answer",
    response={200: Answered, REFUSING: Refusals},
    summary=gettext_noop("Take it, or let it go to the market"),
)
def answer_first_refusal(request: ActingRequest, first_refusal_id: UUID, given: PartnerAnswer) -> Answered:
    """Only the partner that was asked, and only by its day."""
    row = get_or_404(request.actor, "trade.answer-partner", FirstRefusal.objects.all(), pk=first_refusal_id)
    require_just_proven(request)
    contract = operations.answer_first_refusal(
        id=operation_id(request, given), by=request.actor, at=request.at, first_refusal_id=row.id, is_yes=given.is_yes, reason=given.reason
    )
    return Answered(contract_id=UUID(contract) if contract else None)
