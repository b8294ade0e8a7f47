"""Bids for the cast: sound as they stand, each field to be changed by name."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from rochdale.trade.models import Contract, Negotiation, Offer
from rochdale.trade.operations import accept_bid, open_negotiation
from rochdale.trade.rules.negotiation import Bid
from rochdale.trade.rules.price_terms import PriceTerms
from rochdale.trade.threads import newest_bid, newest_turn
from tests.cast import AT, Cast, later
from tests.trade.goods import fresh

OUTRIGHT = PriceTerms("outright", Decimal("4.85"), "USD", "kg")
DIFFERENTIAL = PriceTerms(
    "differential",
    Decimal(18),
    exchange="KC",
    month="2027-03",
    quotation=Decimal("231.40"),
    quoted_in="USc/lb",
    quoted_on=date(2026, 11, 2),
)


def a_bid(**changed: Any) -> Bid:
    """12,000 kg at 4.85 USD for 1 kg, FOB Da Nang in January, to be answered within ten days."""
    said: dict[str, Any] = {"kg": 12_000, "price": OUTRIGHT, "incoterm": "FOB", "place": "VNDAD"}
    said |= {"ship_from": date(2027, 1, 1), "ship_until": date(2027, 1, 31), "valid_until": later(days=10).date()}
    return Bid(**{**said, **changed})


def opened(cast: Cast, offer: Offer, *, who: str = "freja", note: str = "", need_id: UUID | None = None, **changed: Any) -> Negotiation:
    """A first bid, by the buyer unless told otherwise."""
    made = open_negotiation(id=fresh(), by=cast.actor(who), at=AT, offer_id=offer.id, bid=a_bid(**changed), need_id=need_id, note=note)
    return Negotiation.objects.get(pk=made)


def accepted(cast: Cast, row: Negotiation, who: str = "noy", *, days: int = 1) -> Contract:
    """A yes to the newest bid."""
    turn = newest_turn(row)
    assert turn is not None
    made = accept_bid(
        id=fresh(), by=cast.actor(who), at=later(days=days), negotiation_id=row.id, over=turn.number, sha256=newest_bid(row).sha256
    )
    return Contract.objects.get(pk=made)
