"""What an offer or a need must be to stand in the market. Sources: docs/contexts/trade.md; units as in docs/reference/market-files.md."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rochdale.kernel.place import refusals_for_named_place
from rochdale.kernel.quantity import PRICE_UNITS
from rochdale.kernel.refusal import Refusal

MOST_KG = 10_000_000
MOST_YEARS_AHEAD = 3


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """A certificate of a lot; both days are inclusive, None where the paper names none."""

    scheme: str
    number: str = ""
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class Price:
    """An amount of a currency for a unit of weight."""

    amount: Decimal
    currency: str
    unit: str


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """An offer as a person states it. The window is inclusive at both ends."""

    country: str
    product: str
    species: str
    process: str
    protocol: str
    score: Decimal | None
    certificates: tuple[CertificateFacts, ...]
    kg: int
    port: str
    ready_from: date
    ready_until: date
    reserve: Price
    goes_by_truck: bool = False
    """Sold at a place without a port (FCA), so that only trucks can fetch it."""


@dataclass(frozen=True, slots=True)
class NeedFacts:
    """A need as a buyer states it. The window is inclusive at both ends; "" in species, process or protocol means any."""

    product: str
    species: str
    process: str
    protocol: str
    min_score: Decimal | None
    certifications: tuple[str, ...]
    kg: int
    min_lot_kg: int
    max_suppliers: int | None
    port: str
    arrive_from: date
    arrive_until: date
    limit: Price


@dataclass(frozen=True, slots=True)
class Known:
    """What this installation knows: products (codes) and currencies (ISO 4217)."""

    products: frozenset[str]
    currencies: frozenset[str]


def refusals_for_offer(offer: OfferFacts, known: Known, *, on: date) -> list[Refusal]:
    """Everything that keeps this offer out of the market, in the order of the form."""
    return [
        *_product(offer.product, known),
        *_weight(offer.kg),
        *_score(offer.protocol, offer.score),
        *_certificates(offer),
        *refusals_for_named_place("FCA" if offer.goes_by_truck else "FOB", offer.port),
        *_window(offer.ready_from, offer.ready_until, on),
        *_price(offer.reserve, known),
    ]


def refusals_for_need(need: NeedFacts, known: Known, *, on: date) -> list[Refusal]:
    """Everything that keeps this need out of the market, in the order of the form."""
    return [
        *_product(need.product, known),
        *_weight(need.kg),
        *_lots_of_need(need),
        *_score(need.protocol, need.min_score),
        *refusals_for_named_place("CPT", need.port),
        *_window(need.arrive_from, need.arrive_until, on),
        *_price(need.limit, known),
    ]


def refusals_for_kg(new_kg: int, *, kg_promised: int) -> list[Refusal]:
    """An offer or need may shrink down to what is promised or sold, not below."""
    if new_kg < kg_promised:
        return [Refusal("trade.kg-below-promised", {"kg": new_kg, "promised_kg": kg_promised})]
    return list(_weight(new_kg))


def refusals_for_slice(kg: int, *, lot_kg: int, kg_taken: int, lot: str) -> list[Refusal]:
    """Offered, reserved and sold slices of a lot may not exceed it."""
    too_much = kg_taken + kg - lot_kg
    return [Refusal("trade.lot-exceeded", {"kg": kg, "lot": lot, "lot_kg": lot_kg, "too_much_kg": too_much})] if too_much > 0 else []


def refusals_for_price(price: Price, known: Known) -> list[Refusal]:
    """A price is above 0, in a currency in use, for a unit that has one meaning."""
    return list(_price(price, known))


def _product(product: str, known: Known) -> Iterator[Refusal]:
    if product not in known.products:
        yield Refusal("trade.product-unknown", {"product": product, "known": sorted(known.products)})


def _weight(kg: int) -> Iterator[Refusal]:
    if kg <= 0:
        yield Refusal("trade.kg-not-positive", {"kg": kg})
    if kg > MOST_KG:
        yield Refusal("trade.kg-absurd", {"kg": kg, "most_kg": MOST_KG})


def _lots_of_need(need: NeedFacts) -> Iterator[Refusal]:
    if need.min_lot_kg < 0 or need.min_lot_kg > need.kg:
        yield Refusal("trade.min-lot-above-kg", {"min_lot_kg": need.min_lot_kg, "kg": need.kg})
    if need.max_suppliers is not None and need.max_suppliers < 1:
        yield Refusal("trade.no-suppliers", {"max_suppliers": need.max_suppliers})


def _score(protocol: str, score: Decimal | None) -> Iterator[Refusal]:
    if score is not None and not protocol:
        yield Refusal("trade.score-without-protocol", {"score": score})
    if score is not None and not 0 <= score <= 100:
        yield Refusal("trade.score-out-of-range", {"score": score})


def _certificates(offer: OfferFacts) -> Iterator[Refusal]:
    schemes = [certificate.scheme for certificate in offer.certificates]
    for scheme in sorted({scheme for scheme in schemes if schemes.count(scheme) > 1}):
        yield Refusal("trade.certificate-twice", {"scheme": scheme})
    for certificate in offer.certificates:
        if certificate.valid_until is None:
            continue
        if certificate.valid_from is not None and certificate.valid_until < certificate.valid_from:
            yield Refusal("trade.certificate-ends-before-it-starts", {"scheme": certificate.scheme, "ends": certificate.valid_until})
        elif certificate.valid_until < offer.ready_from:
            yield Refusal(
                "trade.certificate-ends-before-shipment",
                {
                    "scheme": certificate.scheme,
                    "ends": certificate.valid_until,
                    "ready": offer.ready_from,
                    "days": (offer.ready_from - certificate.valid_until).days,
                },
            )


def _window(first: date, last: date, on: date) -> Iterator[Refusal]:
    if last < first:
        yield Refusal("trade.window-ends-before-it-starts", {"starts": first, "ends": last})
    elif last < on:
        yield Refusal("trade.window-is-over", {"ends": last, "today": on})
    elif first.year > on.year + MOST_YEARS_AHEAD:
        yield Refusal("trade.window-too-far", {"starts": first, "most_years": MOST_YEARS_AHEAD})


def _price(price: Price, known: Known) -> Iterator[Refusal]:
    if price.amount <= 0:
        yield Refusal("trade.price-not-positive", {"price": price.amount})
    if price.currency not in known.currencies:
        yield Refusal("trade.currency-unknown", {"currency": price.currency})
    if price.unit == "quintal":
        yield Refusal("trade.quintal-which", {})
    elif price.unit not in PRICE_UNITS:
        yield Refusal("trade.unit-unknown", {"unit": price.unit, "known": list(PRICE_UNITS)})
