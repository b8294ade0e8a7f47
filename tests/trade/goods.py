"""Lots and needs for the cast: sound as they stand, each field to be changed by name."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from rochdale.base.actor import Actor
from rochdale.kernel.ids import new_id
from rochdale.trade.models import Need, Offer
from rochdale.trade.operations import SliceOf, offer_lot, post_need
from rochdale.trade.rules.goods import CertificateFacts, NeedFacts, OfferFacts, Price
from tests.cast import AT

FAIRTRADE = CertificateFacts("fairtrade", "FLO 1", date(2026, 1, 1), date(2027, 12, 31))


def offer_facts(**changed: Any) -> OfferFacts:
    """19,200 kg of washed arabica at Da Nang, 85 points, ready from December to March, at least 4.40 USD for 1 kg."""
    return OfferFacts(**{
        "country": "LA", "product": "coffee", "species": "arabica", "process": "washed", "protocol": "SCA-2004", "score": Decimal(85),
        "certificates": (FAIRTRADE,), "kg": 19_200, "port": "VNDAD", "ready_from": date(2026, 12, 1), "ready_until": date(2027, 3, 31),
        "reserve": Price(Decimal("4.40"), "USD", "kg"), **changed,
    })  # fmt: skip


def need_facts(**changed: Any) -> NeedFacts:
    """19,200 kg of washed arabica at Aarhus, 82 points at least, from January to May, at most 6.20 USD for 1 kg."""
    return NeedFacts(**{
        "product": "coffee", "species": "arabica", "process": "washed", "protocol": "SCA-2004", "min_score": Decimal(82),
        "certifications": (),
        "kg": 19_200, "min_lot_kg": 0, "max_suppliers": None, "port": "DKAAR", "arrive_from": date(2027, 1, 1),
        "arrive_until": date(2027, 5, 31),
        "limit": Price(Decimal("6.20"), "USD", "kg"), **changed,
    })  # fmt: skip


def an_offer(
    by: Actor, *, reference: str = "", cooperative: str = "", visibility: str = "market", slice_of: SliceOf | None = None, **changed: Any
) -> Offer:
    """An offer put on the market by somebody."""
    made = offer_lot(
        id=new_id(), by=by, at=AT, offer=offer_facts(**changed), reference=reference, cooperative=cooperative, visibility=visibility,
        slice_of=slice_of,
    )  # fmt: skip
    return Offer.objects.get(pk=made)


def a_need(by: Actor, *, reference: str = "", visibility: str = "market", **changed: Any) -> Need:
    """A need posted by somebody."""
    return Need.objects.get(pk=post_need(id=new_id(), by=by, at=AT, need=need_facts(**changed), reference=reference, visibility=visibility))


def fresh() -> UUID:
    """An id of one's own for an operation."""
    return new_id()
