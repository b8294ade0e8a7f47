"""The terms of a contract that two sides negotiated, frozen on the day of the yes: the newest bid of their thread, whole."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal

from django.conf import settings

from rochdale.kernel.money import EXACT, Money
from rochdale.trade.bids import FloorTested, plain
from rochdale.trade.models import Negotiation
from rochdale.trade.rates import rates_for
from rochdale.trade.rules.negotiation import Bid
from rochdale.trade.rules.price_terms import Reckoned
from rochdale.trade.terms import Plain, Terms, goods_terms, party_terms

PRICE_PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Agreed:
    """The bid that was accepted, what its price came to on that day, the floor it was tested against, and the seal of its turn."""

    bid: Bid
    price: Reckoned
    floor: FloorTested | None
    sha256: str


def terms_of_negotiation(row: Negotiation, agreed: Agreed, number: str, at: datetime) -> Terms:
    """The goods of the lot with what was agreed on about them. A price that is still to be fixed stands there as provisional."""
    bid, price, offer = agreed.bid, agreed.price, row.offer
    line = _line(row, agreed)
    rates = [] if price.currency == settings.MARKET_CURRENCY else rates_for((price.currency, settings.MARKET_CURRENCY), at.date())
    content: Plain = {
        "number": number,
        "drawn_up_on": at.date().isoformat(),
        "market": None,
        "negotiation": {"id": str(row.id), "turn_sha256": agreed.sha256},
        "buyer": party_terms(row.buyer, row.need.buyer if row.need else row.buyer.name),
        "needs": [row.need.reference] if row.need else [],
        "asked": {},
        "lines": [line],
        "container": {},
        "incoterm": bid.incoterm,
        "place": bid.place,
        "destination": "",
        "currency": price.currency,
        "rate_on": at.date().isoformat(),
        "rates": [asdict(rate) | {"per_eur": str(rate.per_eur), "on": rate.on.isoformat()} for rate in rates],
        "total": line["amount"],
        "premium": _premium(agreed),
        "freight": "",
        "insurance": "",
        "conditions": [],
        "agreed": plain(bid),
    }
    return Terms(content, Decimal(str(line["amount"])), price.currency, (row.seller_id,), offer.product, bid.kg)


def _line(row: Negotiation, agreed: Agreed) -> Plain:
    bid, price, floor = agreed.bid, agreed.price, agreed.floor
    bags: Plain = {} if bid.bags is None else {"bags": bid.bags, "bag_kg": f"{bid.bag_kg.normalize():f}" if bid.bag_kg else None}
    quality: Plain = {} if bid.score is None else {"protocol": bid.protocol, "score": str(bid.score)}
    return (
        goods_terms(row.offer, bid.kg)
        | bags
        | quality
        | {
            "ready_from": bid.ship_from.isoformat(),
            "ready_until": bid.ship_until.isoformat(),
            "price": str(price.per_kg.quantize(PRICE_PLACES, context=EXACT)),
            "amount": str(amount_for(price.per_kg, bid.kg, price.currency).amount),
            "is_provisional": bid.price.is_open,
            "floor": str(floor.per_kg.quantize(PRICE_PLACES, context=EXACT)) if floor else "",
            "floor_source": floor.source if floor else "",
            "freight": "",
            "insurance": "",
        }
    )


def _premium(agreed: Agreed) -> Plain:
    """What is owed to the organization of the producers beside the price; empty where there is none."""
    per_kg = agreed.price.premium_per_kg
    if not per_kg:
        return {}
    return {"per_kg": str(per_kg), "amount": str(amount_for(per_kg, agreed.bid.kg, agreed.price.currency).amount)}


def amount_for(per_kg: Decimal, kg: int | Decimal, currency: str) -> Money:
    """A price for 1 kg times the weight, rounded once."""
    return Money(EXACT.multiply(per_kg, Decimal(kg)), currency).rounded()
