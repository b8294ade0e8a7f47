"""Questions about negotiations. Prices are in an answer only for the officers of the two sides; no list of lots or needs counts them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from rochdale.base.actor import Actor
from rochdale.kernel.money import Money
from rochdale.kernel.refusal import Refused
from rochdale.people.permissions import may, readable
from rochdale.trade.agreed_terms import amount_for
from rochdale.trade.bid_called import Pairs, bid_rows, changes, price_in_words
from rochdale.trade.bids import bid_of, reckoned
from rochdale.trade.called import goods_name, place_and_code
from rochdale.trade.incoterms_called import who_pays
from rochdale.trade.models import Contract, Need, Negotiation, Offer, Turn
from rochdale.trade.permissions import owner_id
from rochdale.trade.rules.negotiation import SELLER, Bid
from rochdale.trade.rules.price_terms import OUTRIGHT, Reckoned, market_per_kg
from rochdale.trade.threads import broken_at


@dataclass(frozen=True, slots=True)
class TurnSeen:
    """One thing said. `changes` tell what is not as in the bid before; `rows` are all terms of a bid."""

    number: int
    kind: str
    is_mine: bool
    organization: str
    name: str
    at: datetime
    note: str
    price: str
    changes: tuple[str, ...]
    rows: Pairs
    sha256: str


@dataclass(frozen=True, slots=True)
class NegotiationSeen:
    """A thread for one of its two sides; the newest bid with what it comes to."""

    id: UUID
    state: str
    reference: str
    offer_id: UUID
    goods: str
    other: str
    is_seller: bool
    turns: tuple[TurnSeen, ...]
    number: int
    seal: str
    bid: Bid
    price: str
    per_kg: Decimal | None
    premium_per_kg: Decimal | None
    market: Decimal | None
    """What the exchange alone comes to for 1 kg, where the minimum is above it and counts."""
    total: Money | None
    rows: Pairs
    kg_held: int
    kg_left: int
    answer_by: date
    days_left: int
    is_my_turn: bool
    may_speak: bool
    contract_id: UUID | None
    is_sound: bool

    @property
    def term(self) -> str:
        """FOB Da Nang (VNDAD)."""
        return f"{self.bid.incoterm} {place_and_code(self.bid.place)}"

    @property
    def who_pays(self) -> Pairs:
        """Each part of the way and who pays it."""
        return who_pays(self.bid.incoterm)

    @property
    def is_for_1_kg(self) -> bool:
        """Whether the price says itself what 1 kg costs."""
        return self.bid.price.kind == OUTRIGHT and self.bid.price.unit == "kg"

    @property
    def newest_seal(self) -> str:
        """The beginning of the hash that seals the whole thread."""
        return self.turns[-1].sha256[:16]

    @property
    def with_premium(self) -> Money | None:
        """What the buyer pays in all, where a premium is owed beside the price."""
        if self.total is None or self.premium_per_kg is None:
            return None
        return self.total + amount_for(self.premium_per_kg, self.bid.kg, self.total.currency)


def my_negotiations(by: Actor) -> QuerySet[Negotiation]:
    """Threads of the organization acted for, for those who may see them."""
    return readable(by, "trade.see-negotiation", Negotiation.objects.select_related("offer", "seller", "buyer"))


def waiting_for_us(by: Actor, on: date) -> int:
    """How many bids wait for the answer of the organization acted for."""
    rows = my_negotiations(by).filter(state=Negotiation.State.OPEN, valid_until__gte=on).prefetch_related("turns")
    return sum(row.side_of(by.organization_id) != max(row.turns.all(), key=lambda turn: turn.number).side for row in rows)


def running_with(by: Actor, offer: Offer) -> Negotiation | None:
    """The thread that a buyer has open about a lot."""
    return my_negotiations(by).filter(offer=offer, buyer_id=owner_id(by)).order_by("-opened_at").first()


def lots_for(need: Need, by: Actor, on: date) -> list[Offer]:
    """Own lots on offer of the goods that a need is for."""
    rows = Offer.objects.filter(organization_id=owner_id(by), product=need.product, state=Offer.State.OPEN, ready_until__gte=on)
    return [row for row in rows.order_by("reference", "id") if row.kg_left > 0]


def negotiation_seen(row: Negotiation, by: Actor, on: date) -> NegotiationSeen:
    """A thread as one of its sides reads it."""
    turns = list(row.turns.order_by("number"))
    newest, bids = turns[-1], [turn for turn in turns if turn.kind == Turn.Kind.BID]
    bid, side = bid_of(bids[-1].content["bid"]), row.side_of(by.organization_id)
    price, total = comes_to(bid, row.offer, on)
    contract = Contract.objects.filter(negotiation=row).first()
    is_waiting = row.state == Negotiation.State.OPEN
    return NegotiationSeen(
        id=row.id, state=row.state, reference=row.offer.reference, offer_id=row.offer_id,
        goods=goods_name(row.offer.product, row.offer.species, row.offer.process),
        other=row.buyer.name if side == SELLER else row.seller.name, is_seller=side == SELLER, turns=_turns(row, turns, side),
        number=newest.number, seal=bids[-1].sha256, bid=bid, price=price_in_words(bid.price), per_kg=price.per_kg if price else None,
        premium_per_kg=(price.premium_per_kg or None) if price else None,
        market=market_per_kg(bid.price).per_kg if price and price.is_at_floor else None,
        total=total, rows=bid_rows(bid), kg_held=row.kg_held, kg_left=row.offer.kg_left, answer_by=row.valid_until,
        days_left=(row.valid_until - on).days, is_my_turn=is_waiting and newest.side != side and row.valid_until >= on,
        may_speak=may(by, "trade.negotiate", row), contract_id=contract.id if contract else None, is_sound=broken_at(turns) is None,
    )  # fmt: skip


def _turns(row: Negotiation, turns: list[Turn], side: str) -> tuple[TurnSeen, ...]:
    names = {"seller": row.seller.name, "buyer": row.buyer.name}
    seen, before = [], None
    for turn in turns:
        bid = bid_of(turn.content["bid"]) if turn.content["bid"] else None
        told = tuple(changes(before, bid)) if before and bid else ()
        seen.append(
            TurnSeen(
                turn.number, turn.kind, turn.side == side, names.get(turn.side, ""), turn.by_name, turn.at, turn.note,
                price_in_words(bid.price) if bid else "", told, bid_rows(bid) if bid else [], turn.sha256,
            )
        )  # fmt: skip
        before = bid or before
    return tuple(seen)


def comes_to(bid: Bid, offer: Offer, on: date) -> tuple[Reckoned | None, Money | None]:
    """What 1 kg costs, and the whole; nothing where it cannot be reckoned today."""
    try:
        price = reckoned(bid, offer, on=on)
    except Refused:
        return None, None
    return price, amount_for(price.per_kg, bid.kg, price.currency)
