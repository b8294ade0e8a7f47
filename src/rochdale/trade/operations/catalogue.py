"""Publishing what is asked for an offer, and keeping what a partner's catalogue says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.imports import made, not_made
from rochdale.base.operations import operation
from rochdale.kernel.money import EXACT
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.permissions import require
from rochdale.trade.floors import floors_per_kg
from rochdale.trade.known import known, per_kg
from rochdale.trade.models import AskingPrice, Offer, PartnerOffer
from rochdale.trade.permissions import own_organization, require_trading
from rochdale.trade.rates import require_rate
from rochdale.trade.rules.goods import Price, refusals_for_price

PLACES = Decimal("0.000001")
"""What is kept of a partner's figures."""


@operation
def publish_price(*, id: UUID, by: Actor, at: datetime, offer_id: UUID, price: Price) -> str:
    """Ask a price for an offer in public: on its page, in the catalogue and its file. Never taken from the reserve. Returns the offer's id.

    Refused for an offer that is not shown to the market, and below a verified minimum.
    """
    offer = Offer.objects.select_for_update().get(pk=offer_id)
    require(by, "trade.offer", offer)
    if not offer.is_open(at.date()) or offer.visibility != Offer.Visibility.MARKET:
        raise Refused(Refusal("trade.offer-is-not-public", {"reference": offer.reference}))
    refuse_if(refusals_for_price(price, known()))
    require_rate(price.currency, at.date())
    asked = per_kg(price.amount, price.unit)
    for least, minimum in floors_per_kg(offer, on=at.date(), currency=price.currency):
        if asked < least:
            facts = {"price": asked, "minimum": least, "short": least - asked, "currency": price.currency, "scheme": minimum.row.scheme}
            raise Refused(Refusal("trade.price-below-floor", facts))
    row = AskingPrice.objects.create(
        id=id, offer=offer, price=price.amount, currency=price.currency, price_unit=price.unit, by_id=by.id, by_name=by.name, at=at
    )
    audit.record(by=by, at=at, what="trade.publish-price", about=row, after={"offer": offer.reference, "price": str(row)})
    return str(offer_id)


@operation
def take_back_price(*, id: UUID, by: Actor, at: datetime, offer_id: UUID) -> str:
    """Ask no price in public any more. Who has read it keeps knowing it. Returns the offer's id."""
    offer = Offer.objects.select_for_update().get(pk=offer_id)
    require(by, "trade.offer", offer)
    newest = offer.asking_prices.order_by("-at", "-id").first()
    if newest is None or newest.price is None:
        raise Refused(Refusal("trade.no-price-is-published", {"reference": offer.reference}))
    row = AskingPrice.objects.create(id=id, offer=offer, by_id=by.id, by_name=by.name, at=at)
    audit.record(by=by, at=at, what="trade.take-back-price", about=row, before={"price": str(newest)}, after={"offer": offer.reference})
    return str(offer_id)


@operation
def keep_partner_offers(*, id: UUID, by: Actor, at: datetime, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Keep rows of a partner's catalogue, each with its file. A row that was kept before is refused. Answers in their order."""
    organization = own_organization(by)
    require_trading(by, organization)
    seals = {row["sha256"] for row in rows}
    kept = set(PartnerOffer.objects.filter(organization_id=organization, sha256__in=seals).values_list("sha256", "number"))
    fresh = [row for row in rows if (row["sha256"], row["number"]) not in kept]
    found = PartnerOffer.objects.bulk_create([_partner_offer(row, organization, by, at) for row in fresh])
    if found:
        after = {"rows": len(found), "sha256": sorted(seals)}
        audit.record(by=by, at=at, what="trade.keep-partner-offers", about=found[0], after=after)
    refused = not_made([Refusal("trade.catalogue-row-already-kept")])
    return [refused if (row["sha256"], row["number"]) in kept else made(row["id"]) for row in rows]


def _partner_offer(row: Mapping[str, Any], organization: UUID, by: Actor, at: datetime) -> PartnerOffer:
    words = {name: row[name] for name in ("file", "sha256", "number", "node", "supplier", "name", "says", "kind", "sku", "batch")}
    exact = {name: None if row[name] is None else Decimal(row[name]) for name in ("pack_kg", "stock", "price")}
    price, pack = exact["price"], exact["pack_kg"]
    exact["price_per_kg"] = EXACT.divide(price, pack) if price is not None and pack else None
    figures = {name: None if figure is None else figure.quantize(PLACES, context=EXACT) for name, figure in exact.items()}
    return PartnerOffer(
        id=row["id"], organization_id=organization, **words, **figures, currency=row["currency"], vat=row["vat"],
        by_id=by.id, by_name=by.name, at=at,
    )  # fmt: skip
