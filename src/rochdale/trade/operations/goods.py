"""What sellers and buyers do with their own offers and needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID, uuid5

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.news import announce
from rochdale.base.operations import operation
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.supply import operations as supply
from rochdale.supply.operations.onward import Whither
from rochdale.supply.queries.offerable import kg_in_store, offerable_with
from rochdale.trade.known import known
from rochdale.trade.models import FirstRefusal, Lot, Need, Offer, OfferCertificate
from rochdale.trade.news import LotOffered, NeedPosted
from rochdale.trade.operations.claims import claims_of_offer
from rochdale.trade.permissions import own_organization, require_trading
from rochdale.trade.rates import require_rate
from rochdale.trade.rules import goods
from rochdale.trade.rules.goods import NeedFacts, OfferFacts


@dataclass(frozen=True, slots=True)
class SliceOf:
    """The lot an offer is cut from; `lot_kg` is needed the first time the code is named."""

    code: str
    lot_kg: int | None = None


def short_reference(prefix: str, id: UUID) -> str:
    """A reference people can say on the phone, e.g. COF-7F3A9C."""
    return f"{prefix[:3].upper()}-{id.hex[-6:].upper()}"


@operation
def offer_lot(
    *,
    id: UUID,
    by: Actor,
    at: datetime,
    offer: OfferFacts,
    reference: str = "",
    cooperative: str = "",
    visibility: str = "market",
    slice_of: SliceOf | None = None,
    origin: Mapping[str, str] | None = None,
) -> str:
    """Put a lot on the market. Returns the id of the offer."""
    organization = own_organization(by)
    require_trading(by, organization)
    reference = reference or short_reference(offer.product, id)
    refuse_if(goods.refusals_for_offer(offer, known(), on=at.date()))
    require_rate(offer.reserve.currency, at.date())
    _refuse_second(Offer.objects.filter(organization_id=organization, reference=reference).exists(), reference)
    lot = _cut(organization, slice_of, offer.kg) if slice_of else None
    row = Offer.objects.create(
        id=id, organization_id=organization, reference=reference, cooperative=cooperative or by.organization_name, lot=lot,
        country=offer.country, product=offer.product, species=offer.species, process=offer.process, protocol=offer.protocol,
        score=offer.score,
        kg=offer.kg, terms="FCA" if offer.goes_by_truck else "FOB", port=offer.port, ready_from=offer.ready_from,
        ready_until=offer.ready_until,
        reserve_price=offer.reserve.amount, currency=offer.reserve.currency, price_unit=offer.reserve.unit, visibility=visibility,
        origin=dict(origin or {}), offered_by_id=by.id, offered_by_name=by.name, offered_at=at, changed_at=at,
    )  # fmt: skip
    OfferCertificate.objects.bulk_create(claims_of_offer(organization, row, offer))
    _tell_supply(row, "offered", row.kg, id=id, by=by, at=at)
    audit.record(by=by, at=at, what="trade.offer-lot", about=row, after=_shown_offer(row))
    announce(LotOffered(str(id), str(organization), offer.product, offer.kg), at=at)
    return str(id)


@operation
def change_offer(
    *,
    id: UUID,
    by: Actor,
    at: datetime,
    offer_id: UUID,
    kg: int,
    ready_from: date,
    ready_until: date,
    reserve_price: Decimal,
    visibility: str = "market",
) -> str:
    """Change weight, window or reserve of an open offer. What is promised stays promised. Returns the id of the offer."""
    row = _own_offer(by, offer_id)
    facts = row_facts(row, kg=kg, ready_from=ready_from, ready_until=ready_until, reserve_price=reserve_price)
    refuse_if(
        [
            *goods.refusals_for_kg(kg, kg_promised=row.kg_reserved + row.kg_sold),
            *goods.refusals_for_offer(facts, known(), on=at.date()),
        ]
    )
    before = _shown_offer(row)
    if row.lot_id and kg != row.kg:
        _take(row.lot_id, kg - row.kg)
        _tell_supply(row, "offered" if kg > row.kg else "withdrawn", abs(kg - row.kg), id=id, by=by, at=at)
    row.kg, row.ready_from, row.ready_until, row.reserve_price, row.visibility, row.changed_at = (
        kg,
        ready_from,
        ready_until,
        reserve_price,
        visibility,
        at,
    )
    row.save(update_fields=["kg", "ready_from", "ready_until", "reserve_price", "visibility", "changed_at"])
    audit.record(by=by, at=at, what="trade.change-offer", about=row, before=before, after=_shown_offer(row))
    return str(offer_id)


@operation
def withdraw_offer(*, id: UUID, by: Actor, at: datetime, offer_id: UUID) -> str:
    """Take what is left of an offer off the market; its kg are free at once. Returns the id of the offer."""
    row = _own_offer(by, offer_id)
    if row.lot_id:
        _take(row.lot_id, -row.kg_left)
        _tell_supply(row, "withdrawn", row.kg_left, id=id, by=by, at=at)
    row.state, row.changed_at = Offer.State.WITHDRAWN, at
    row.save(update_fields=["state", "changed_at"])
    audit.record(
        by=by,
        at=at,
        what="trade.withdraw-offer",
        about=row,
        before={"state": "open"},
        after={"state": "withdrawn", "kg_released": row.kg_left},
    )
    return str(offer_id)


@operation
def post_need(
    *, id: UUID, by: Actor, at: datetime, need: NeedFacts, reference: str = "", buyer: str = "", visibility: str = "market"
) -> str:
    """Say what one would buy. Returns the id of the need."""
    organization = own_organization(by)
    require_trading(by, organization)
    reference = reference or short_reference(need.product, id)
    refuse_if(goods.refusals_for_need(need, known(), on=at.date()))
    require_rate(need.limit.currency, at.date())
    _refuse_second(Need.objects.filter(organization_id=organization, reference=reference).exists(), reference)
    row = Need.objects.create(
        id=id, organization_id=organization, reference=reference, buyer=buyer or by.organization_name, product=need.product,
        species=need.species,
        process=need.process, protocol=need.protocol, min_score=need.min_score, certifications=sorted(need.certifications), kg=need.kg,
        min_lot_kg=need.min_lot_kg, max_suppliers=need.max_suppliers, port=need.port, arrive_from=need.arrive_from,
        arrive_until=need.arrive_until,
        max_landed_price=need.limit.amount, currency=need.limit.currency, price_unit=need.limit.unit, visibility=visibility,
        posted_by_id=by.id, posted_by_name=by.name, posted_at=at,
    )  # fmt: skip
    audit.record(
        by=by,
        at=at,
        what="trade.post-need",
        about=row,
        after={"product": row.product, "kg": row.kg, "port": row.port, "arrive_until": row.arrive_until},
    )
    announce(NeedPosted(str(id), str(organization), need.product, need.kg), at=at)
    return str(id)


@operation
def withdraw_need(*, id: UUID, by: Actor, at: datetime, need_id: UUID) -> str:
    """Take what is left of a need off the market. Returns the id of the need."""
    row = Need.objects.select_for_update().get(pk=need_id)
    require_trading(by, row.organization_id)
    if row.state != Need.State.OPEN:
        raise Refused(Refusal("trade.not-open", {"reference": row.reference}))
    row.state = Need.State.WITHDRAWN
    row.save(update_fields=["state"])
    audit.record(
        by=by,
        at=at,
        what="trade.withdraw-need",
        about=row,
        before={"state": "open"},
        after={"state": "withdrawn", "kg_released": row.kg_left},
    )
    return str(need_id)


def row_facts(row: Offer, *, kg: int, ready_from: date, ready_until: date, reserve_price: Decimal) -> OfferFacts:
    """An offer as it would be with these values."""
    certificates = tuple(
        goods.CertificateFacts(one.scheme, one.number, one.valid_from, one.valid_until) for one in row.certificates.order_by("scheme")
    )
    return OfferFacts(
        row.country, row.product, row.species, row.process, row.protocol, row.score, certificates, kg, row.port, ready_from, ready_until,
        goods.Price(reserve_price, row.currency, row.price_unit), row.terms == "FCA",
    )  # fmt: skip


def _own_offer(by: Actor, offer_id: UUID) -> Offer:
    row = Offer.objects.select_for_update().get(pk=offer_id)
    require_trading(by, row.organization_id)
    if row.state != Offer.State.OPEN:
        raise Refused(Refusal("trade.not-open", {"reference": row.reference}))
    if FirstRefusal.objects.filter(offer=row, state=FirstRefusal.State.WAITING).exists():
        raise Refused(Refusal("trade.partner-is-asked", {"reference": row.reference}))
    return row


def _refuse_second(is_there: bool, reference: str) -> None:
    if is_there:
        raise Refused(Refusal("trade.reference-used", {"reference": reference}))


def _cut(organization: UUID, slice_of: SliceOf, kg: int) -> Lot:
    """The lot of that code: the one in store, where supply keeps it; else one that weighs what was said."""
    stock = offerable_with(organization, slice_of.code)
    lot, is_new = Lot.objects.select_for_update().get_or_create(
        organization_id=organization, code=slice_of.code,
        defaults={"kg": stock.kg if stock else slice_of.lot_kg or kg, "stock_id": stock.id if stock else None},
    )  # fmt: skip
    if not is_new and not lot.stock_id and slice_of.lot_kg is not None and slice_of.lot_kg != lot.kg:
        raise Refused(Refusal("trade.lot-weighs-otherwise", {"lot": lot.code, "kg": slice_of.lot_kg, "lot_kg": lot.kg}))
    _take(lot.id, kg)
    return lot


def _take(lot_id: UUID, kg: int) -> None:
    """Take kg of a lot for an offer, or give them back (negative). What a lot in store weighs is what lies there now."""
    lot = Lot.objects.select_for_update().get(pk=lot_id)
    lot_kg = kg_in_store(lot.stock_id) if lot.stock_id else lot.kg
    refuse_if(goods.refusals_for_slice(kg, lot_kg=lot_kg, kg_taken=lot.kg_taken, lot=lot.code))
    lot.kg, lot.kg_taken = max(lot_kg, lot.kg_taken + kg), lot.kg_taken + kg
    lot.save(update_fields=["kg", "kg_taken"])


def _tell_supply(row: Offer, kind: str, kg: int, *, id: UUID, by: Actor, at: datetime) -> None:
    """Supply keeps what became of a lot, so that a recall finds it."""
    if kg and row.lot and row.lot.stock_id:
        supply.record_onward(
            id=uuid5(id, kind), by=by, at=at, happened_at=at, lot_id=row.lot.stock_id, kind=kind, weight_g=kg * 1000,
            whither=Whither(row.reference),
        )  # fmt: skip


def _shown_offer(row: Offer) -> dict[str, object]:
    """What the audit trail may hold of an offer: never its reserve."""
    return {
        "reference": row.reference,
        "product": row.product,
        "kg": row.kg,
        "port": row.port,
        "ready_from": row.ready_from,
        "ready_until": row.ready_until,
    }
