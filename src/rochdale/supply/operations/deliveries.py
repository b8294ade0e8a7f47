"""Collection day: a delivery goes onto a heap and onto the grower's account, in one transaction; a reversal takes both back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.news import announce
from rochdale.base.operations import operation
from rochdale.kernel.ids import new_id
from rochdale.kernel.money import Money
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.supply import books
from rochdale.supply.books import Deed
from rochdale.supply.models import (
    Account,
    Approval,
    Delivery,
    DeliveryPlot,
    EntryKind,
    Facility,
    Grower,
    Lot,
    Made,
    MovementKind,
    Plot,
    Price,
    PriceList,
    Season,
    Series,
)
from rochdale.supply.news import FirstDelivery
from rochdale.supply.operations.sale_payments import take_back_sale
from rochdale.supply.operations.second import take_back_second, take_back_settled
from rochdale.supply.operations.shared import done, known_product, own, owner, season_on
from rochdale.supply.rules import deliveries as rules
from rochdale.supply.rules.deliveries import ApprovalFacts, PlotFacts, Priced, Weighed


@dataclass(frozen=True, slots=True)
class Goods:
    """What was brought."""

    product: str
    form: str
    grade: str = ""
    claims: tuple[str, ...] = ()
    """Claims it is put down with; each must be approved for grower, plots and day."""
    plot_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class ReceiptNumber:
    """Series and number, as the device that wrote the receipt counted them; `number` None: the next one."""

    series_id: UUID
    number: int | None = None


@operation
def record_delivery(
    *,
    id: UUID,
    by: Actor,
    at: datetime,
    happened_at: datetime,
    point_id: UUID,
    grower_id: UUID,
    goods: Goods,
    weighed: Weighed,
    receipt: ReceiptNumber,
    price_list_id: UUID | None = None,
    price_deduction: Decimal = Decimal(0),
    currency: str = "",
    device_id: UUID | None = None,
) -> str:
    """Weigh, grade and write a receipt. Without a price list the price is settled later and the value stays empty. Returns its id.

    The receipt's price stands: a list that was no longer in force is flagged, never priced again. Raises `Refused`.
    """
    organization = owner(by, "supply.deliver")
    point = own(Facility.objects.select_for_update(), organization, pk=point_id)
    grower = own(Grower.objects.all(), organization, pk=grower_id)
    season = season_on(organization, goods.product, localdate(happened_at))
    plots = _plots(organization, goods)
    refuse_if(_refusals(grower, plots, goods, weighed, happened_at, at))
    series, number = _numbered(organization, receipt)
    row = Delivery.objects.create(
        id=id, organization_id=organization, series=series, number=number, receipt_no=rules.receipt_no(series.prefix, number),
        season=season, point=point, grower=grower, product=goods.product, form=goods.form, grade=goods.grade, claims=sorted(goods.claims),
        lot=_heap(point, season, goods, happened_at), device_id=device_id, **_measured(weighed),
        **_valued(organization, goods, weighed, happened_at, price_list_id, price_deduction, currency), **done(by, happened_at, at),
    )  # fmt: skip
    DeliveryPlot.objects.bulk_create(DeliveryPlot(id=new_id(), organization_id=organization, delivery=row, plot=plot) for plot in plots)
    deed = Deed(by, happened_at, at, id)
    books.move(deed, lot=row.lot, facility=point, kind=MovementKind.DELIVERY, weight_g=row.net_g)
    if row.value_minor is not None:
        _book_value(deed, row, EntryKind.DELIVERY)
    _tell(row, by, at)
    return str(id)


def _tell(row: Delivery, by: Actor, at: datetime) -> None:
    audit.record(by=by, at=at, what="supply.record-delivery", about=row, after=_shown(row))
    if not Delivery.objects.filter(organization_id=row.organization_id).exclude(pk=row.pk).exists():
        announce(FirstDelivery(str(row.organization_id), row.receipt_no, localdate(row.happened_at).isoformat(), at.isoformat()), at=at)


def _plots(organization: UUID, goods: Goods) -> list[Plot]:
    plots = list(Plot.objects.filter(organization_id=organization, pk__in=goods.plot_ids).order_by("number", "id"))
    if len(plots) != len(set(goods.plot_ids)):
        raise Refused(Refusal("supply.not-found", {"what": "plot"}))
    return plots


def _refusals(
    grower: Grower, plots: Sequence[Plot], goods: Goods, weighed: Weighed, happened_at: datetime, at: datetime
) -> Iterator[Refusal]:
    facts = [plot_facts(plot) for plot in plots]
    yield from rules.refusals_for_weights(weighed)
    yield from rules.refusals_for_moment(happened_at, at)
    yield from rules.refusals_for_goods(known_product(goods.product), goods.form, goods.grade)
    yield from rules.refusals_for_plots(facts, grower_id=grower.id, product=goods.product)
    may_carry = rules.claims_on(localdate(happened_at), product=goods.product, approvals=approvals_of(grower.id), plots=facts)
    yield from rules.refusals_for_claims(goods.claims, may_carry)


def _measured(weighed: Weighed) -> Any:
    """The columns that the scale fills."""
    return {
        "gross_g": weighed.gross_g, "tare_g": weighed.tare_g, "deduction_g": weighed.deduction_g, "net_g": weighed.net_g,
        "bags": weighed.bags, "moisture_pct": weighed.moisture_pct, "defects": dict(weighed.defects),
    }  # fmt: skip


def _valued(
    organization: UUID, goods: Goods, weighed: Weighed, happened_at: datetime, price_list_id: UUID | None, deduction: Decimal, currency: str
) -> Any:
    """The columns that the price list fills; without one the value stays empty, never 0."""
    price_list, priced = _priced(organization, goods, price_list_id, deduction)
    is_stale = price_list is not None and price_list.id != list_in_force(organization, goods.product, happened_at)
    return {
        "price_list": price_list, "is_price_stale": is_stale, "price_deduction": deduction,
        "currency": priced.currency if priced else currency or _currency(organization, goods.product),
        "price_per_kg": priced.per_kg if priced else None,
        "value_minor": priced.value_of(weighed.net_g).minor if priced else None,
    }  # fmt: skip


@operation
def reverse_delivery(
    *, id: UUID, by: Actor, at: datetime, happened_at: datetime, delivery_id: UUID, reason: str, receipt: ReceiptNumber
) -> str:
    """Take a delivery back, whole, with a reason and a number of its own. Refused where its goods are gone, naming the lot."""
    organization = owner(by, "supply.deliver")
    row = own(Delivery.objects.select_related("lot", "point", "season", "grower"), organization, pk=delivery_id)
    Lot.objects.select_for_update().get(pk=row.lot_id)
    if row.reverses_id or Delivery.objects.filter(reverses=row).exists():
        raise Refused(Refusal("supply.delivery-is-taken-back", {"receipt": row.receipt_no}))
    if not reason.strip():
        raise Refused(Refusal("supply.reversal-needs-a-reason"))
    refuse_if(rules.refusals_for_moment(happened_at, at))
    series, number = _numbered(organization, receipt)
    plots = list(DeliveryPlot.objects.filter(delivery=row).order_by("plot_id").values_list("plot_id", flat=True))
    back = Delivery.objects.create(
        id=id, organization_id=organization, series=series, number=number, receipt_no=rules.receipt_no(series.prefix, number),
        season=row.season, point=row.point, grower=row.grower, product=row.product, form=row.form, grade=row.grade, gross_g=-row.gross_g,
        tare_g=-row.tare_g, deduction_g=-row.deduction_g, net_g=-row.net_g, bags=row.bags, moisture_pct=row.moisture_pct,
        claims=row.claims, price_list_id=row.price_list_id, currency=row.currency, price_per_kg=row.price_per_kg,
        price_deduction=row.price_deduction, value_minor=None if row.value_minor is None else -row.value_minor, lot=row.lot, reverses=row,
        reason=reason.strip()[:300], **done(by, happened_at, at),
    )  # fmt: skip
    DeliveryPlot.objects.bulk_create(
        DeliveryPlot(id=new_id(), organization_id=organization, delivery=back, plot_id=plot_id) for plot_id in plots
    )
    deed = Deed(by, happened_at, at, id)
    books.move(deed, lot=row.lot, facility=row.point, kind=MovementKind.REVERSAL, weight_g=back.net_g, reason=back.reason)
    if back.value_minor is not None:
        _book_value(deed, back, EntryKind.REVERSAL)
    take_back_settled(deed, row)
    take_back_second(deed, row)
    take_back_sale(deed, row)
    audit.record(by=by, at=at, what="supply.reverse-delivery", about=row, after=_shown(back), reason=back.reason)
    return str(id)


def plot_facts(row: Plot) -> PlotFacts:
    """The facts a rule needs of a plot."""
    return PlotFacts(row.id, row.number, row.grower_id, row.product, row.organic_since, row.retired_at is not None)


def approvals_of(grower_id: UUID) -> Sequence[ApprovalFacts]:
    """Where a grower stood on approved lists, ever."""
    rows = Approval.objects.filter(grower_id=grower_id).select_related("certificate").order_by("since_on", "id")
    return [
        ApprovalFacts(
            row.certificate.scheme, row.certificate.product, row.certificate.valid_from, row.certificate.valid_until,
            row.certificate.suspended_at is not None, row.since_on, row.until_on,
        )
        for row in rows
    ]  # fmt: skip


def list_in_force(organization_id: UUID, product: str, at: datetime) -> UUID | None:
    """The price list that was in force at that moment."""
    rows = PriceList.objects.filter(organization_id=organization_id, product=product, in_force_from__lte=at)
    return rows.order_by("-in_force_from", "-number").values_list("id", flat=True).first()


def _priced(organization: UUID, goods: Goods, price_list_id: UUID | None, deduction: Decimal) -> tuple[PriceList | None, Priced | None]:
    if price_list_id is None:
        return None, None
    price_list = own(PriceList.objects.all(), organization, pk=price_list_id)
    rows = Price.objects.filter(price_list=price_list, form=goods.form, grade__in=[goods.grade, ""])
    row = rows.order_by("-grade").first()
    if row is None or price_list.product != goods.product:
        raise Refused(Refusal("supply.no-price-for-these-goods", {"form": goods.form, "grade": goods.grade, "number": price_list.number}))
    priced = Priced(rules.price_with_claims(row.per_kg, row.claim_adds, goods.claims), price_list.currency, deduction)
    refuse_if(rules.refusals_for_price(priced))
    return price_list, priced


def _currency(organization: UUID, product: str) -> str:
    row = PriceList.objects.filter(organization_id=organization, product=product).order_by("-number").first()
    if row is None:
        raise Refused(Refusal("supply.no-price-list", {"product": product}))
    return row.currency


def _numbered(organization: UUID, receipt: ReceiptNumber) -> tuple[Series, int]:
    """The number on the receipt, which no other receipt has."""
    series = own(Series.objects.select_for_update(), organization, pk=receipt.series_id)
    number = receipt.number or series.last_number + 1
    if Delivery.objects.filter(series=series, number=number).exists():
        raise Refused(Refusal("supply.receipt-number-is-used", {"receipt": rules.receipt_no(series.prefix, number)}))
    if number > series.last_number:
        series.last_number = number
        series.save(update_fields=["last_number"])
    return series, number


def _heap(point: Facility, season: Season, goods: Goods, happened_at: datetime) -> Lot:
    """The lot onto which these goods go: one a day, form, grade and set of claims, until something is taken from it."""
    on = localdate(happened_at)
    claims = sorted(goods.claims)
    heap = "|".join((point.code, f"{on:%y%m%d}", goods.product, goods.form, goods.grade, ",".join(claims)))
    lot = Lot.objects.select_for_update().filter(organization_id=point.organization_id, heap=heap).first()
    if lot:
        return lot
    begins = f"{point.code}-{on:%y%m%d}-"
    place = Lot.objects.filter(organization_id=point.organization_id, code__startswith=begins).count() + 1
    return Lot.objects.create(
        id=new_id(), organization_id=point.organization_id, code=f"{begins}{place}", made=Made.DELIVERIES, season=season,
        product=goods.product, form=goods.form, grade=goods.grade, claims=claims, point=point, heap=heap, made_at=happened_at,
    )  # fmt: skip


def _book_value(deed: Deed, row: Delivery, kind: str) -> None:
    books.book(
        deed, organization_id=row.organization_id, grower_id=row.grower_id, account=Account.DELIVERIES, kind=kind,
        money=Money.of_minor(row.value_minor or 0, row.currency), season_id=row.season_id, note=row.receipt_no,
    )  # fmt: skip


def _shown(row: Delivery) -> dict[str, object]:
    return {"receipt": row.receipt_no, "grower": row.grower.number, "net_g": row.net_g, "value_minor": row.value_minor, "lot": row.lot.code}
