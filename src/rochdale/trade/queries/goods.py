"""Questions about offers and needs. A price is in an answer only where the reader may see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import F, Q, QuerySet

from rochdale.base.actor import Actor
from rochdale.kernel.money import minor_digits
from rochdale.kernel.refusal import Refusal
from rochdale.people.permissions import may, readable
from rochdale.people.queries import OrganizationFacts, organizations
from rochdale.trade.called import certificate_names, goods_name, place_and_code, quality_name
from rochdale.trade.floors import floors_per_kg, minimums_of
from rochdale.trade.known import per_kg
from rochdale.trade.models import FirstRefusal, Lot, Match, Need, Offer, Unmatched
from rochdale.trade.permissions import owner_id

BUYING = ("consumer-cooperative", "union")
"""Kinds of organization that a seller may ask first."""


@dataclass(frozen=True, slots=True)
class PriceSeen:
    """A sealed price, shown to its owner: as stated, and for 1 kg."""

    amount: Decimal
    currency: str
    unit: str
    per_kg: Decimal

    @property
    def places(self) -> int:
        """Decimals with which a price for 1 kg is told: two more than the currency has."""
        return minor_digits(self.currency) + 2


@dataclass(frozen=True, slots=True)
class FloorSeen:
    """A verified minimum for 1 kg of an offer, in the offer's currency."""

    per_kg: Decimal
    scheme: str
    source: str
    verified_by: str
    verified_on: date | None
    is_above_reserve: bool


@dataclass(frozen=True, slots=True)
class OfferSeen:
    """An offer as one reader may see it; `price` and `floors` are None and empty for all but its owner."""

    id: UUID
    reference: str
    cooperative: str
    organization_id: UUID
    goods: str
    quality: str
    certificates: tuple[tuple[str, date | None], ...]
    kg: int
    kg_left: int
    kg_reserved: int
    kg_sold: int
    lot: str
    lot_id: UUID | None
    lot_kg: int
    place: str
    goes_by_truck: bool
    ready_from: date
    ready_until: date
    is_open: bool
    is_over: bool
    is_private: bool
    is_mine: bool
    may_change: bool
    price: PriceSeen | None
    floors: tuple[FloorSeen, ...]
    warnings: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class NeedSeen:
    """A need as one reader may see it; `price` is None for all but its owner."""

    id: UUID
    reference: str
    buyer: str
    organization_id: UUID
    goods: str
    quality: str
    certificates: tuple[str, ...]
    kg: int
    kg_left: int
    kg_reserved: int
    kg_bought: int
    min_lot_kg: int
    max_suppliers: int | None
    place: str
    arrive_from: date
    arrive_until: date
    is_open: bool
    is_over: bool
    is_private: bool
    is_mine: bool
    may_change: bool
    price: PriceSeen | None


def my_offers(by: Actor) -> QuerySet[Offer]:
    """The offers of the organization acted for."""
    return Offer.objects.filter(organization_id=owner_id(by))


def my_needs(by: Actor) -> QuerySet[Need]:
    """The needs of the organization acted for."""
    return Need.objects.filter(organization_id=owner_id(by))


def others_offers(by: Actor, on: date) -> QuerySet[Offer]:
    """Open offers that others show to the market. Their prices stay unread."""
    rows = readable(by, "trade.see", Offer.objects.defer("reserve_price")).exclude(organization_id=owner_id(by))
    return rows.filter(state=Offer.State.OPEN, ready_until__gte=on, kg__gt=F("kg_reserved") + F("kg_sold"))


def others_needs(by: Actor, on: date) -> QuerySet[Need]:
    """Open needs that others show to the market. Their limits stay unread."""
    rows = readable(by, "trade.see", Need.objects.defer("max_landed_price")).exclude(organization_id=owner_id(by))
    return rows.filter(state=Need.State.OPEN, arrive_until__gte=on, kg__gt=F("kg_reserved") + F("kg_bought"))


def reserve_seen(row: Offer, by: Actor) -> PriceSeen | None:
    """The reserve of an offer; None for a reader to whom it is sealed."""
    return _price(row.reserve_price, row.currency, row.price_unit) if may(by, "trade.see-limit", row) else None


def limit_seen(row: Need, by: Actor) -> PriceSeen | None:
    """The limit of a need; None for a reader to whom it is sealed."""
    return _price(row.max_landed_price, row.currency, row.price_unit) if may(by, "trade.see-limit", row) else None


def _price(amount: Decimal, currency: str, unit: str) -> PriceSeen:
    return PriceSeen(amount, currency, unit, per_kg(amount, unit))


def offer_seen(row: Offer, by: Actor, on: date) -> OfferSeen:
    """An offer for one reader."""
    price = reserve_seen(row, by)
    certificates = tuple((one.scheme, one.valid_until) for one in row.certificates.order_by("scheme"))
    lot = Lot.objects.filter(pk=row.lot_id).first() if row.lot_id else None
    return OfferSeen(
        id=row.id, reference=row.reference, cooperative=row.cooperative, organization_id=row.organization_id,
        goods=goods_name(row.product, row.species, row.process), quality=quality_name(row.protocol, row.score),
        certificates=tuple((certificate_names([scheme])[0], until) for scheme, until in certificates), kg=row.kg, kg_left=row.kg_left,
        kg_reserved=row.kg_reserved, kg_sold=row.kg_sold, lot=lot.code if lot else "", lot_id=row.lot_id, lot_kg=lot.kg if lot else 0,
        place=place_and_code(row.port),
        goes_by_truck=row.terms == "FCA", ready_from=row.ready_from, ready_until=row.ready_until, is_open=row.state == Offer.State.OPEN,
        is_over=row.ready_until < on, is_private=row.visibility == Offer.Visibility.PRIVATE,
        is_mine=by.organization_id == row.organization_id,
        may_change=may(by, "trade.offer", row), price=price, floors=tuple(_floors(row, on)) if price else (),
        warnings=minimums_of(row, on=on).warnings if price else (),
    )  # fmt: skip


def need_seen(row: Need, by: Actor, on: date) -> NeedSeen:
    """A need for one reader."""
    return NeedSeen(
        id=row.id, reference=row.reference, buyer=row.buyer, organization_id=row.organization_id,
        goods=goods_name(row.product, row.species, row.process),
        quality=quality_name(row.protocol, row.min_score), certificates=tuple(certificate_names(row.certifications)), kg=row.kg,
        kg_left=row.kg_left,
        kg_reserved=row.kg_reserved, kg_bought=row.kg_bought, min_lot_kg=row.min_lot_kg, max_suppliers=row.max_suppliers,
        place=place_and_code(row.port), arrive_from=row.arrive_from, arrive_until=row.arrive_until, is_open=row.state == Need.State.OPEN,
        is_over=row.arrive_until < on, is_private=row.visibility == Offer.Visibility.PRIVATE,
        is_mine=by.organization_id == row.organization_id,
        may_change=may(by, "trade.offer", row), price=limit_seen(row, by),
    )  # fmt: skip


def matches_of_offer(row: Offer) -> QuerySet[Match]:
    """What became of an offer, newest first."""
    return row.matches.select_related("container__market", "need").order_by("-container__market__number", "container__number", "id")


def matches_of_need(row: Need) -> QuerySet[Match]:
    """What became of a need, newest first."""
    return row.matches.select_related("container__market", "offer").order_by("-container__market__number", "container__number", "id")


def why_left(row: Offer | Need) -> Unmatched | None:
    """What the newest market said of what it left of an offer or need."""
    side = {"offer": row} if isinstance(row, Offer) else {"need": row}
    newest = Unmatched.objects.filter(**side).select_related("market").order_by("-market__number").first()
    return newest if newest and newest.market.number == _newest_market(row) else None


def _newest_market(row: Offer | Need) -> int | None:
    matched = row.matches.order_by("-container__market__number").values_list("container__market__number", flat=True).first()
    left = row.unmatched.order_by("-market__number").values_list("market__number", flat=True).first()
    return max((number for number in (matched, left) if number is not None), default=None)


def first_refusals_of(row: Offer) -> QuerySet[FirstRefusal]:
    """Partners who were asked first, newest first."""
    return row.first_refusals.select_related("partner").order_by("-given_at", "id")


def partners_for(by: Actor) -> list[OrganizationFacts]:
    """Organizations that buy, and may be asked first."""
    return [one for one in organizations(kinds=BUYING) if one.id != by.organization_id]


def first_refusals_seen_by(by: Actor) -> QuerySet[FirstRefusal]:
    """First refusals that the organization acted for gave or was given."""
    mine = Q(partner_id=owner_id(by)) | Q(offer__organization_id=owner_id(by))
    return FirstRefusal.objects.filter(mine).select_related("offer", "partner")


def asked_price_seen(row: FirstRefusal, by: Actor) -> PriceSeen | None:
    """The price at which a partner is asked: for the officers of its seller, and for whoever may answer."""
    if may(by, "trade.see-limit", row.offer) or may(by, "trade.answer-partner", row):
        return _price(row.price, row.currency, row.price_unit)
    return None


def asked_first(by: Actor) -> QuerySet[FirstRefusal]:
    """Offers shown to the organization acted for before the market, waiting for its answer."""
    rows = FirstRefusal.objects.filter(partner_id=owner_id(by), state=FirstRefusal.State.WAITING)
    return rows.select_related("offer", "partner").order_by("until", "id")


def _floors(row: Offer, on: date) -> list[FloorSeen]:
    least = per_kg(row.reserve_price, row.price_unit)
    return [
        FloorSeen(
            found,
            certificate_names([minimum.row.scheme])[0],
            minimum.row.source,
            minimum.row.verified_by,
            minimum.row.verified_on,
            found > least,
        )
        for found, minimum in floors_per_kg(row, on=on, currency=row.currency)
    ]
