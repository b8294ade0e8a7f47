"""The terms of a contract, frozen on the day it is drawn up: plain text and numbers as text, no language, no sealed limit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from rochdale.kernel.money import Money
from rochdale.trade.known import per_kg
from rochdale.trade.models import Condition, Container, FirstRefusal, Match, Offer
from rochdale.trade.rules.bags import bag_kg, bags

Plain = dict[str, object]


@dataclass(frozen=True, slots=True)
class Terms:
    """`content` is what is frozen; the rest is what its row and news need."""

    content: Plain
    total: Decimal
    currency: str
    sellers: tuple[UUID, ...]
    product: str
    kg: int


def terms_of_container(container: Container, buyer_id: UUID, number: str, at: datetime) -> Terms:
    """What one buyer and its sellers agreed on one container. Prices are FOB (FCA by truck); freight and insurance are shown apart."""
    market = container.market
    matches = list(
        Match.objects.filter(container=container, need__organization_id=buyer_id)
        .select_related("offer__organization", "need__organization", "floor")
        .order_by("offer__cooperative", "offer__reference", "id")
    )
    lines = [_line(match, market.currency) for match in matches]
    total = sum((Decimal(str(line["amount"])) for line in lines), Decimal(0))
    content: Plain = {
        "number": number,
        "drawn_up_on": at.date().isoformat(),
        "market": market.number,
        "buyer": party_terms(matches[0].need.organization, matches[0].need.buyer),
        "needs": sorted({match.need.reference for match in matches}),
        "asked": _asked(matches[0]),
        "lines": lines,
        "container": _container(container),
        "incoterm": "FOB" if container.mode == "sea" else "FCA",
        "place": container.origin,
        "destination": container.destination,
        "currency": market.currency,
        "rate_on": market.rate_on.isoformat(),
        "rates": market.settings_used.get("rates", []),
        "total": str(total),
        "freight": str(_sum(lines, "freight")),
        "insurance": str(_sum(lines, "insurance")),
        "conditions": _conditions(container, {match.offer.organization_id for match in matches} | {buyer_id}),
    }
    sellers = tuple(sorted({match.offer.organization_id for match in matches}))
    return Terms(content, total, market.currency, sellers, container.product, sum(match.kg for match in matches))


def terms_of_first_refusal(refusal: FirstRefusal, number: str, at: datetime) -> Terms:
    """What a standing partner took before the market: the goods at the stated price, free on board, freight for the buyer to arrange."""
    offer = refusal.offer
    price = per_kg(refusal.price, refusal.price_unit)
    amount = Money(refusal.price, refusal.currency) * (Decimal(refusal.kg) / (refusal.price / price))
    line = goods_terms(offer, refusal.kg) | {
        "price": str(price.quantize(Decimal("0.0001"))),
        "amount": str(amount.rounded().amount),
        "floor": "",
        "floor_source": "",
        "freight": "",
        "insurance": "",
    }
    content: Plain = {
        "number": number,
        "drawn_up_on": at.date().isoformat(),
        "market": None,
        "buyer": party_terms(refusal.partner, refusal.partner.name),
        "needs": [],
        "asked": {},
        "lines": [line],
        "container": {},
        "incoterm": offer.terms,
        "place": offer.port,
        "destination": "",
        "currency": refusal.currency,
        "rate_on": at.date().isoformat(),
        "rates": [],
        "total": line["amount"],
        "freight": "",
        "insurance": "",
        "conditions": [],
    }
    return Terms(content, Decimal(str(line["amount"])), refusal.currency, (offer.organization_id,), offer.product, refusal.kg)


def _line(match: Match, currency: str) -> Plain:
    def amount(whole: Decimal) -> str:
        return str(Money(whole, currency).rounded().amount)

    return goods_terms(match.offer, match.kg) | {
        "price": str(match.price_per_kg),
        "amount": amount(match.price_per_kg * match.kg),
        "floor": "" if match.floor_per_kg is None else str(match.floor_per_kg),
        "floor_source": match.floor.source if match.floor else "",
        "freight": amount(match.freight_amount),
        "insurance": amount(match.insurance_amount),
        "landed_per_kg": str(match.landed_per_kg),
    }


def goods_terms(offer: Offer, kg: int) -> Plain:
    weight = bag_kg(offer.product, offer.country)
    return {
        "seller": party_terms(offer.organization, offer.cooperative),
        "reference": offer.reference,
        "product": offer.product,
        "species": offer.species,
        "process": offer.process,
        "protocol": offer.protocol,
        "score": "" if offer.score is None else str(offer.score),
        "certificates": [
            {"scheme": one.scheme, "number": one.number, "until": one.valid_until.isoformat() if one.valid_until else ""}
            for one in offer.certificates.order_by("scheme")
        ],
        "kg": kg,
        "bags": bags(kg, offer.product, offer.country),
        "bag_kg": None if weight is None else str(weight),
        "ready_from": offer.ready_from.isoformat(),
        "ready_until": offer.ready_until.isoformat(),
    }


def party_terms(organization: object, printed: str) -> Plain:
    name, country, place = (str(getattr(organization, field)) for field in ("name", "country", "place"))
    return {"name": printed, "acting": name if name != printed else "", "country": country, "place": place}


def _asked(match: Match) -> Plain:
    need = match.need
    return {
        "protocol": need.protocol,
        "min_score": "" if need.min_score is None else str(need.min_score),
        "certifications": list(need.certifications),
    }


def _container(container: Container) -> Plain:
    return {
        "code": container.code,
        "mode": container.mode,
        "unit": container.unit,
        "load_kg": container.load_kg,
        "capacity_kg": container.capacity_kg,
        "departs_on": container.departs_on.isoformat(),
        "arrives_on": container.arrives_on.isoformat(),
        "distance_km": container.distance_km,
    }


def _conditions(container: Container, parties: set[UUID]) -> list[Plain]:
    rows = Condition.objects.filter(answer__container=container, answer__is_yes=True, answer__organization_id__in=parties)
    return [
        {"organization": row.answer.organization.name, "kind": row.kind, "due": row.due.isoformat()}
        for row in rows.select_related("answer__organization").order_by("due", "id")
    ]


def _sum(lines: list[Plain], key: str) -> Decimal:
    return sum((Decimal(str(line[key])) for line in lines), Decimal(0))
