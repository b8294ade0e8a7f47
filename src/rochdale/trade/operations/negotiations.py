"""Two sides about one lot: a bid, a counter-offer, a yes, a no, and what the clock ends."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid5

from django.db.models import F

from rochdale.base import audit
from rochdale.base.actor import SYSTEM, Actor
from rochdale.base.news import announce
from rochdale.base.operations import operation
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import NotAllowed, Refusal, Refused, refuse_if
from rochdale.people.permissions import may, refusal_of, require
from rochdale.trade.agreed_terms import Agreed
from rochdale.trade.bids import FloorTested, bid_of, plain, reckoned, tested
from rochdale.trade.known import known
from rochdale.trade.models import Need, Negotiation, Offer, Turn
from rochdale.trade.news import BidMade, NegotiationEnded
from rochdale.trade.operations.claims import broken_claims
from rochdale.trade.operations.contracts import contract_of_negotiation
from rochdale.trade.operations.slices import give_slice_back
from rochdale.trade.permissions import own_organization
from rochdale.trade.rules import negotiation as rules
from rochdale.trade.rules.negotiation import SELLER, Bid
from rochdale.trade.rules.price_terms import Reckoned
from rochdale.trade.threads import facts, newest_bid, newest_turn, say

State = Negotiation.State


@operation
def open_negotiation(*, id: UUID, by: Actor, at: datetime, offer_id: UUID, bid: Bid, need_id: UUID | None = None, note: str = "") -> str:
    """Put a first bid: a buyer about a lot on offer, a seller with an own lot about a need. Returns the id of the negotiation."""
    offer = Offer.objects.select_for_update().get(pk=offer_id)
    organization = own_organization(by)
    require(by, "trade.open-negotiation", organization)
    need = Need.objects.get(pk=need_id) if need_id else None
    _refuse_unseen(by, offer, need)
    buyer = need.organization_id if need else organization
    if buyer == offer.organization_id:
        raise Refused(Refusal("trade.negotiation-with-oneself"))
    running = Negotiation.objects.filter(offer=offer, buyer_id=buyer, state=State.OPEN).first()
    if running:
        newest = newest_turn(running)
        raise Refused(Refusal("trade.negotiation-already-open", {"by": newest.by_name if newest else "", "reference": offer.reference}))
    row = Negotiation.objects.create(
        id=id, offer=offer, need=need, seller_id=offer.organization_id, buyer_id=buyer, state=State.WITHDRAWN, valid_until=bid.valid_until,
        opened_at=at, changed_at=at,
    )  # fmt: skip
    _put(row, offer, bid, uuid5(id, "bid"), by, at, note)
    return str(id)


@operation
def make_bid(*, id: UUID, by: Actor, at: datetime, negotiation_id: UUID, over: int, bid: Bid, note: str = "") -> str:
    """Answer turn `over` with other terms, or bid anew once it was taken back or lapsed. Returns the id of the negotiation."""
    row, offer = _locked(negotiation_id, by)
    refuse_if(rules.refusals_for_next_bid(facts(row), _side(row, by), over, on=at.date()))
    _put(row, offer, bid, id, by, at, note)
    return str(row.id)


@operation
def accept_bid(*, id: UUID, by: Actor, at: datetime, negotiation_id: UUID, over: int, sha256: str) -> str:
    """Say yes to the newest bid as it was shown (its hash). Its kg are sold and the contract is drawn up. Returns the contract's id."""
    row, offer = _locked(negotiation_id, by)
    refuse_if(rules.refusals_for_answer(facts(row), _side(row, by), over, on=at.date()))
    turn = newest_bid(row)
    if turn.sha256 != sha256:
        raise Refused(Refusal("trade.somebody-was-quicker", {"by": turn.by_name, "number": turn.number}))
    bid = bid_of(turn.content["bid"])
    price, floor = _refuse_unsound(bid, offer, at)
    _sell(row, offer, bid.kg)
    _say(row, Turn.Kind.YES, State.AGREED, id, by, at)
    return contract_of_negotiation(row, Agreed(bid, price, floor, turn.sha256), uuid5(row.id, "contract"), by, at)


@operation
def decline_bid(*, id: UUID, by: Actor, at: datetime, negotiation_id: UUID, over: int, reason: str) -> str:
    """End the negotiation with a no, and why. Returns its id."""
    row, _offer = _locked(negotiation_id, by)
    refuse_if(rules.refusals_for_answer(facts(row), _side(row, by), over, on=at.date()))
    if not reason.strip():
        raise Refused(Refusal("trade.no-needs-a-reason"))
    _release(row)
    _say(row, Turn.Kind.NO, State.DECLINED, id, by, at, reason.strip())
    _tell_end(row, "declined", rules.other(_side(row, by)), 0, at)
    return str(row.id)


@operation
def withdraw_bid(*, id: UUID, by: Actor, at: datetime, negotiation_id: UUID, over: int, reason: str = "") -> str:
    """Take one's own newest bid back while nobody has answered it. Its kg are free at once. Returns the negotiation's id."""
    row, _offer = _locked(negotiation_id, by)
    refuse_if(rules.refusals_for_withdrawal(facts(row), _side(row, by), over))
    kg = _release(row)
    _say(row, Turn.Kind.WITHDRAWAL, State.WITHDRAWN, id, by, at, reason.strip())
    _tell_end(row, "withdrawn", rules.other(_side(row, by)), kg, at)
    return str(row.id)


@operation
def lapse_bids(*, id: UUID, by: Actor, at: datetime) -> int:
    """End every bid whose day has passed without an answer; the kg it held are free again. Returns how many."""
    late = list(Negotiation.objects.select_for_update().filter(state=State.OPEN, valid_until__lt=at.date()).order_by("id"))
    for row in late:
        kg = _release(row)
        _say(row, Turn.Kind.LAPSE, State.LAPSED, uuid5(id, str(row.id)), by, at)
        _tell_end(row, "lapsed", "", kg, at)
    return len(late)


def lapse_due_bids(at: datetime) -> int:
    """What the clock does: nothing is written when nothing is due."""
    is_due = Negotiation.objects.filter(state=State.OPEN, valid_until__lt=at.date()).exists()
    return lapse_bids(id=new_id(), by=SYSTEM, at=at) if is_due else 0


def _locked(negotiation_id: UUID, by: Actor) -> tuple[Negotiation, Offer]:
    row = Negotiation.objects.select_for_update().get(pk=negotiation_id)
    require(by, "trade.negotiate", row)
    return row, Offer.objects.select_for_update().get(pk=row.offer_id)


def _side(row: Negotiation, by: Actor) -> str:
    return row.side_of(by.organization_id)


def _refuse_unseen(by: Actor, offer: Offer, need: Need | None) -> None:
    """A lot or need that others keep to themselves is as unknown as one that does not exist."""
    if not may(by, "trade.see", offer) or (need is not None and not may(by, "trade.see", need)):
        raise NotAllowed(refusal_of(by, "trade.see"))
    if need is not None:
        require(by, "trade.offer", offer)
        if need.product != offer.product or need.state != Need.State.OPEN:
            raise Refused(Refusal("trade.need-is-for-other-goods", {"reference": need.reference}))


def _refuse_unsound(bid: Bid, offer: Offer, at: datetime) -> tuple[Reckoned, FloorTested | None]:
    """What keeps a bid from being put, or from being agreed on: its terms, its price, the certificates on the day of shipment."""
    on = at.date()
    refuse_if(rules.refusals_for_bid(bid, known(), product=offer.product, on=on))
    certificates = offer.certificates.order_by("scheme").values_list("scheme", "valid_until")
    refuse_if(rules.refusals_for_certificates(certificates, bid.ship_from))
    refuse_if(broken_claims([offer], on=bid.ship_from))
    price = reckoned(bid, offer, on=on)
    return price, tested(bid, offer, price, on=on)


def _put(row: Negotiation, offer: Offer, bid: Bid, id: UUID, by: Actor, at: datetime, note: str) -> None:
    """A bid on the table. A seller's bid keeps its kg out of every other promise until it is answered; a buyer's keeps nothing."""
    side = _side(row, by)
    _release(row)
    offer.refresh_from_db()
    _refuse_unsound(bid, offer, at)
    _refuse_kg(offer, bid.kg)
    if side == SELLER:
        Offer.objects.filter(pk=offer.id).update(kg_reserved=F("kg_reserved") + bid.kg)
        row.kg_held = bid.kg
    row.valid_until = bid.valid_until
    turn = _say(row, Turn.Kind.BID, State.OPEN, id, by, at, note.strip(), bid)
    to = row.buyer_id if side == SELLER else row.seller_id
    announce(BidMade(str(row.id), turn.number, str(to), bid.kg, bid.valid_until.isoformat(), at.isoformat()), at=at)


def _refuse_kg(offer: Offer, kg: int) -> None:
    if offer.state != Offer.State.OPEN:
        raise Refused(Refusal("trade.not-open", {"reference": offer.reference}))
    if kg > offer.kg_left:
        raise Refused(Refusal("trade.kg-above-left", {"kg": kg, "left_kg": offer.kg_left}))


def _release(row: Negotiation) -> int:
    """Free the kg that the newest bid holds. Returns how many."""
    kg, row.kg_held = row.kg_held, 0
    if kg:
        Offer.objects.filter(pk=row.offer_id).update(kg_reserved=F("kg_reserved") - kg)
        give_slice_back(row.offer_id, kg)
    return kg


def _sell(row: Negotiation, offer: Offer, kg: int) -> None:
    """What the newest bid kept is sold; what a buyer asked for is taken now, if it is still there. The need shrinks by what it gets."""
    if row.kg_held:
        Offer.objects.filter(pk=offer.id).update(kg_reserved=F("kg_reserved") - row.kg_held, kg_sold=F("kg_sold") + kg)
    else:
        _refuse_kg(offer, kg)
        Offer.objects.filter(pk=offer.id).update(kg_sold=F("kg_sold") + kg)
    row.kg_held = 0
    if row.need_id:
        need = Need.objects.select_for_update().get(pk=row.need_id)
        row.need_kg = min(kg, need.kg_left)
        Need.objects.filter(pk=need.id).update(kg_bought=F("kg_bought") + row.need_kg)


def _say(
    row: Negotiation, kind: str, state: str, id: UUID, by: Actor, at: datetime, note: str = "", bid: Bid | None = None
) -> Turn:  # fmt: skip
    side = "" if kind == Turn.Kind.LAPSE else _side(row, by)
    turn = say(row, kind, id=id, side=side, by=by, at=at, note=note, said=plain(bid) if bid else None)
    row.state, row.changed_at = state, at
    row.save(update_fields=["state", "valid_until", "kg_held", "need_kg", "changed_at"])
    after = {"number": turn.number, "kind": kind, "state": state, "sha256": turn.sha256}
    audit.record(by=by, at=at, what="trade.say-in-negotiation", about=row, after=after)
    return turn


def _tell_end(row: Negotiation, how: str, to: str, kg: int, at: datetime) -> None:
    """News for the other side, or for both where the clock ended it."""
    sides = {SELLER: row.seller_id, rules.BUYER: row.buyer_id}
    organizations = tuple(str(id) for side, id in sides.items() if to in ("", side))
    announce(NegotiationEnded(str(row.id), how, organizations, kg, at.isoformat()), at=at)
