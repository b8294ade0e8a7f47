"""Negotiations for programs: threads, bids, answers. Only for the two sides."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema, Status

from rochdale.base.actor import Actor
from rochdale.base.endpoints import (
    REFUSING,
    Amount,
    Code,
    Day,
    Given,
    Id,
    Line,
    Made,
    Operation,
    Page,
    Paging,
    Paragraph,
    Refusals,
    WholeKg,
    operation_id,
    page_of,
)
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest
from rochdale.people.permissions import require
from rochdale.people.proving import require_just_proven
from rochdale.trade import operations
from rochdale.trade.api.shapes import Figure, Protocol
from rochdale.trade.models import Need, Negotiation, Offer, Turn
from rochdale.trade.queries import negotiations as queries
from rochdale.trade.rules.negotiation import Bid
from rochdale.trade.rules.price_terms import PriceTerms

router = Router(tags=[gettext_noop("Negotiations")])


class PriceTermsGiven(Given):
    """A price: outright with currency and unit; or a differential with exchange, month of delivery (2027-03), quotation, its unit and day.

    Kind: outright, differential, to-be-fixed, fairtrade.
    """

    kind: Code
    amount: Amount
    currency: Code = ""
    unit: Code = ""
    exchange: Code = ""
    month: Code = ""
    quotation: Amount | None = None
    quoted_in: Code = ""
    quoted_on: Day | None = None
    fix_by: Day | None = None
    caller: Code = ""
    floor_on: Code = ""

    def price(self) -> PriceTerms:
        """As the rules read it."""
        return PriceTerms(**{name: getattr(self, name) for name in type(self).model_fields})


class BidGiven(Given):
    """Full terms, open until a day. `tolerance` is a share: "0.03" is three percent."""

    kg: WholeKg
    price: PriceTermsGiven
    incoterm: Code
    place: Code
    ship_from: Day
    ship_until: Day
    valid_until: Day
    costs_to_board: Amount | None = None
    form: Code = ""
    crop_year: Code = ""
    grade: Code = ""
    screen: Code = ""
    defects: Code = ""
    protocol: Protocol = ""
    score: Amount | None = None
    bags: int | None = None
    bag_kg: Amount | None = None
    tolerance: Amount
    weights: Code = "shipped"
    sample_clause: Code = ""
    silence_days: int | None = None
    payment: Line = ""
    arbitration: Line = ""

    def bid(self) -> Bid:
        """As the rules read it."""
        said = {name: getattr(self, name) for name in type(self).model_fields if name != "price"}
        return Bid(**said, price=self.price.price())


class FirstBid(Operation):
    """A buyer's bid on a lot; a seller's on a need, with an own lot."""

    offer_id: Id
    need_id: Id | None = None
    bid: BidGiven
    note: Paragraph = ""


class NextBid(Operation):
    """Other terms, in answer to turn `over`."""

    over: int
    bid: BidGiven
    note: Paragraph = ""


class YesGiven(Operation):
    """A yes to turn `over` as it was shown: its hash comes back."""

    over: int
    sha256: Line


class NoGiven(Operation):
    """A no, or taking one's own bid back."""

    over: int
    reason: Paragraph = ""


class TurnShown(Schema):
    """One turn: `content` is what `sha256` seals; it holds the hash of the turn before and of the note."""

    number: int
    kind: str
    side: str
    by: str
    at: datetime
    note: str
    content: dict[str, Any]
    sha256: str


class NegotiationShown(Schema):
    """A thread in a list. State: open, agreed, declined, withdrawn or lapsed."""

    id: UUID
    state: str
    offer_id: UUID
    reference: str
    need_id: UUID | None
    seller: str
    buyer: str
    answer_by: date


class Thread(NegotiationShown):
    """The whole thread, oldest turn first. `per_kg` and `total` are null where the price cannot be reckoned today."""

    is_our_turn: bool
    number: int
    per_kg: Figure | None
    premium_per_kg: Figure | None
    total: Figure | None
    currency: str
    turns: list[TurnShown]
    contract_id: UUID | None
    is_sound: bool


class Agreed(Schema):
    """The contract that a yes drew up."""

    contract_id: UUID


def _plain(row: Negotiation) -> dict[str, Any]:
    return {
        "id": row.id, "state": row.state, "offer_id": row.offer_id, "reference": row.offer.reference, "need_id": row.need_id,
        "seller": row.seller.name, "buyer": row.buyer.name, "answer_by": row.valid_until,
    }  # fmt: skip


def _turn(row: Turn) -> TurnShown:
    return TurnShown(
        number=row.number, kind=row.kind, side=row.side, by=row.by_name, at=row.at, note=row.note, content=row.content, sha256=row.sha256
    )


@router.get("/negotiations", response={200: Page[NegotiationShown], REFUSING: Refusals}, summary=gettext_noop("My negotiations"))
def negotiations(request: ActingRequest, paging: Query[Paging]) -> Page[NegotiationShown]:
    """The last to be spoken in first."""
    require(request.actor, "trade.see", request.actor)
    rows = queries.my_negotiations(request.actor).order_by("-changed_at", "-id")
    return page_of(request, rows, paging, lambda row: NegotiationShown(**_plain(row)))


@router.get("/negotiations/{uuid:negotiation_id}", response={200: Thread, REFUSING: Refusals}, summary=gettext_noop("One negotiation"))
def negotiation(request: ActingRequest, negotiation_id: UUID) -> Thread:
    """What stands on the table, and every turn with its seal."""
    row = _visible(request.actor, "trade.see-negotiation", negotiation_id)
    seen = queries.negotiation_seen(row, request.actor, request.at.date())
    return Thread(
        **_plain(row), is_our_turn=seen.is_my_turn, number=seen.number, per_kg=seen.per_kg, premium_per_kg=seen.premium_per_kg,
        total=seen.total.amount if seen.total else None, currency=seen.total.currency if seen.total else "",
        turns=[_turn(turn) for turn in row.turns.order_by("number")], contract_id=seen.contract_id, is_sound=seen.is_sound,
    )  # fmt: skip


@router.post("/negotiations", response={201: Made, REFUSING: Refusals}, summary=gettext_noop("Make a first bid"))
def open_negotiation(request: ActingRequest, given: FirstBid) -> Status[Made]:
    """By a buyer about a lot it can see, or by a seller about a need it can see."""
    require(request.actor, "trade.open-negotiation", request.actor)
    get_or_404(request.actor, "trade.see", Offer.objects.all(), pk=given.offer_id)
    if given.need_id:
        get_or_404(request.actor, "trade.see", Need.objects.all(), pk=given.need_id)
    require_just_proven(request)
    made = operations.open_negotiation(
        id=operation_id(request, given), by=request.actor, at=request.at, offer_id=given.offer_id, need_id=given.need_id,
        bid=given.bid.bid(), note=given.note,
    )  # fmt: skip
    return Status(201, Made(id=UUID(made)))


@router.post(
    "/negotiations/{uuid:negotiation_id}/bids", response={201: Made, REFUSING: Refusals}, summary=gettext_noop("Make a counter-offer")
)
def make_bid(request: ActingRequest, negotiation_id: UUID, given: NextBid) -> Status[Made]:
    """Refused when somebody was quicker: read the thread again."""
    row = _visible(request.actor, "trade.negotiate", negotiation_id)
    require_just_proven(request)
    made = operations.make_bid(
        id=operation_id(request, given), by=request.actor, at=request.at, negotiation_id=row.id, over=given.over, bid=given.bid.bid(),
        note=given.note,
    )  # fmt: skip
    return Status(201, Made(id=UUID(made)))


@router.post("/negotiations/{uuid:negotiation_id}/yes", response={200: Agreed, REFUSING: Refusals}, summary=gettext_noop("Agree to a bid"))
def accept_bid(request: ActingRequest, negotiation_id: UUID, given: YesGiven) -> Agreed:
    """Draws up the contract."""
    row = _visible(request.actor, "trade.negotiate", negotiation_id)
    require_just_proven(request)
    made = operations.accept_bid(
        id=operation_id(request, given), by=request.actor, at=request.at, negotiation_id=row.id, over=given.over, sha256=given.sha256
    )
    return Agreed(contract_id=UUID(made))


@router.post("/negotiations/{uuid:negotiation_id}/no", response={200: Made, REFUSING: Refusals}, summary=gettext_noop("Say no to a bid"))
def decline_bid(request: ActingRequest, negotiation_id: UUID, given: NoGiven) -> Made:
    """Ends the negotiation, with a reason."""
    row = _visible(request.actor, "trade.negotiate", negotiation_id)
    made = operations.decline_bid(
        id=operation_id(request, given), by=request.actor, at=request.at, negotiation_id=row.id, over=given.over, reason=given.reason
    )
    return Made(id=UUID(made))


@router.post("/negotiations/{uuid:negotiation_id}/back", response={200: Made, REFUSING: Refusals}, summary=gettext_noop("Take a bid back"))
def withdraw_bid(request: ActingRequest, negotiation_id: UUID, given: NoGiven) -> Made:
    """One's own newest bid, while nobody has answered it."""
    row = _visible(request.actor, "trade.negotiate", negotiation_id)
    made = operations.withdraw_bid(
        id=operation_id(request, given), by=request.actor, at=request.at, negotiation_id=row.id, over=given.over, reason=given.reason
    )
    return Made(id=UUID(made))


def _visible(by: Actor, right: str, negotiation_id: UUID) -> Negotiation:
    rows = Negotiation.objects.select_related("offer", "need", "seller", "buyer")
    return get_or_404(by, right, rows, knows=lambda by, row: by.organization_id in row.party_ids, pk=negotiation_id)
