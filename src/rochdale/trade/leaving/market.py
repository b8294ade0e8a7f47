"""What leaves of lots, offers, needs, markets, containers and floors."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import Max, Q, QuerySet, Sum

from rochdale.base.leaving import Scope, part
from rochdale.trade.bids import bid_of
from rochdale.trade.leaving.scopes import Shaped, containers_of, matches_of, negotiations_of
from rochdale.trade.models import (
    Answer,
    Condition,
    FirstRefusal,
    Lot,
    Market,
    MarketDay,
    Match,
    Need,
    Offer,
    OfferCertificate,
    PriceFloor,
    Unmatched,
)
from rochdale.trade.rules.price_terms import market_per_kg
from rochdale.trade.threads import newest_bid


def _offer(scope: Scope, row: Offer) -> Shaped:
    known = (
        _agreed(matches_of(scope).filter(offer=row), "price_per_kg"),
        _asked(scope, row),
        _bid(scope, Q(offer=row)),
        _called_off(scope, row),
    )
    agreed = next((one for one in known if one), (row.kg, NO_PRICE, row.currency, row.price_unit))
    nobody: Shaped = {"offered_by_id": "", "offered_by_name": "", "origin": {}, "lot_id": None}
    price = {"reserve_price": agreed[1], "currency": agreed[2], "price_unit": agreed[3]}
    return {**nobody, **price, "kg": agreed[0], "kg_reserved": 0, "kg_sold": 0, "state": "withdrawn", "visibility": "private"}


def _need(scope: Scope, row: Need) -> Shaped:
    agreed = _agreed(matches_of(scope).filter(need=row), "landed_per_kg") or _bid(scope, Q(need=row))
    assert agreed is not None, "a need of somebody else comes along by a match or a negotiation only"
    nobody = {"posted_by_id": "", "posted_by_name": ""}
    price = {"max_landed_price": agreed[1], "currency": agreed[2], "price_unit": agreed[3]}
    amounts = {"kg": agreed[0], "kg_reserved": 0, "kg_bought": 0, "min_lot_kg": 0, "max_suppliers": None}
    return {**nobody, **price, **amounts, "state": "withdrawn", "visibility": "private"}


Agreed = tuple[int, Decimal, str, str]


def _agreed(matches: QuerySet[Match], price: str) -> Agreed | None:
    """Kg, price, currency and unit that both sides know of what they were matched for."""
    found = matches.aggregate(kg=Sum("kg"), price=Max(price), currency=Max("container__market__currency"))
    return (found["kg"], found["price"].quantize(Decimal("0.000001")), found["currency"], "kg") if found["kg"] else None


NO_PRICE = Decimal("0.000001")
"""In the place of a price that nobody told: of a lot of which only a sample was asked for. A price is above zero."""


def _asked(scope: Scope, row: Offer) -> Agreed | None:
    """The same of an offer that was shown to the organization first."""
    first = FirstRefusal.objects.filter(offer=row, partner_id=scope.organization_id).order_by("given_at", "id").first()
    return (first.kg, first.price, first.currency, first.price_unit) if first else None


def _called_off(scope: Scope, row: Offer) -> Agreed | None:
    """The same of an offer that fills its call-offs: all kg of it they name, at the price of the newest one."""
    fillings = row.fillings.filter(call_off__framework__buyer_id=scope.organization_id).select_related("call_off")
    newest = fillings.order_by("-call_off__at", "-id").first()
    if newest is None:
        return None
    said = newest.call_off.content
    return sum(one.kg for one in fillings.order_by("id")), Decimal(said["per_kg"]).quantize(NO_PRICE), said["currency"], "kg"


def _bid(scope: Scope, about: Q) -> Agreed | None:
    """The same of a lot or need that was negotiated about: the last bid on the table, which both sides know."""
    row = negotiations_of(scope).filter(about).order_by("-changed_at", "id").first()
    if row is None:
        return None
    bid = bid_of(newest_bid(row).content["bid"])
    price = market_per_kg(bid.price)
    return bid.kg, price.per_kg.quantize(NO_PRICE), price.currency, "kg"


def _market(scope: Scope, row: Market) -> Shaped:
    sealed = {"frozen_input": {}, "plan": {}, "defaults_used": "", "verdict": [], "trouble": ""}
    return {**sealed, "called_by_id": "", "called_by_name": "", "job_id": None, "follows_id": None}


def _day(scope: Scope, row: MarketDay) -> Shaped:
    return {"by_id": "", "by_name": "", "invited": []}


def _first_refusal(scope: Scope, row: FirstRefusal) -> Shaped:
    is_given = row.offer.organization_id == scope.organization_id
    return {"answered_by_name": ""} if is_given else {"given_by_name": ""}


def _answer(scope: Scope, row: Answer) -> Shaped:
    return {} if row.organization_id == scope.organization_id else {"by_id": "", "by_name": "", "reason": ""}


def _condition(scope: Scope, row: Condition) -> Shaped:
    return {} if row.answer.organization_id == scope.organization_id else {"met_by_name": ""}


def _floor(scope: Scope, row: PriceFloor) -> Shaped:
    return {"recorded_by_name": "", "verified_by_id": "", "verification_note": ""}


part("trade.Lot", says="Lots that are sold in parts.", own=lambda scope: Lot.objects.filter(organization_id=scope.organization_id))
part(
    "trade.Offer",
    says="What it offered; of others only what it was matched with, negotiated about or filled from, at the price both know.",
    own=lambda scope: Offer.objects.filter(organization_id=scope.organization_id),
    lends=True,
    lent=_offer,
)
part(
    "trade.OfferCertificate",
    says="Certificates of its offers.",
    own=lambda scope: OfferCertificate.objects.filter(offer__organization_id=scope.organization_id),
)
part(
    "trade.Need",
    says="What it would buy; of others only what it was matched with or negotiated about, at the price both know.",
    own=lambda scope: Need.objects.filter(organization_id=scope.organization_id),
    lends=True,
    lent=_need,
)
part(
    "trade.FirstRefusal",
    says="What it showed a partner first, and what was shown to it.",
    own=lambda scope: FirstRefusal.objects.filter(Q(offer__organization_id=scope.organization_id) | Q(partner_id=scope.organization_id)),
    trim=_first_refusal,
)
part(
    "trade.Market",
    says="The markets in which it was matched or left over: number, days, rates. What others sealed stays behind.",
    own=lambda scope: Market.objects.none(),
    lends=True,
    lent=_market,
)
part(
    "trade.MarketDay",
    says="The market days it ran, and those in which it was matched or left over, with their reports.",
    own=lambda scope: MarketDay.objects.filter(organization_id=scope.organization_id),
    lends=True,
    lent=_day,
)
part("trade.Container", says="The containers it has goods in.", own=containers_of, lends=True)
part("trade.Match", says="What was proposed to it: kg and prices.", own=matches_of)
part(
    "trade.Unmatched",
    says="What a market left of its offers and needs, and why.",
    own=lambda scope: Unmatched.objects.filter(
        Q(offer__organization_id=scope.organization_id) | Q(need__organization_id=scope.organization_id)
    ),
)
part(
    "trade.Answer",
    says="What it and the others in its containers answered; the reasons of others stay behind.",
    own=lambda scope: Answer.objects.filter(container__in=containers_of(scope)),
    trim=_answer,
)
part(
    "trade.Condition",
    says="What a yes is subject to, and by when.",
    own=lambda scope: Condition.objects.filter(answer__container__in=containers_of(scope)),
    trim=_condition,
)
part(
    "trade.PriceFloor",
    says="The minimum prices that bound its matches.",
    own=lambda scope: PriceFloor.objects.none(),
    lends=True,
    lent=_floor,
)
