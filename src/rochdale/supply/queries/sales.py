"""What growers got out of sales, what is on its way, and the words on their statements."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Sum

from rochdale.base import two_persons
from rochdale.kernel.money import EXACT, Money
from rochdale.supply.called import goods_name
from rochdale.supply.models import Delivery, Grower, Lot, SalePayment, SaleShare, StatementWord
from rochdale.supply.queries import trace
from rochdale.supply.rules.sales import Behind, Sold

DECIDE = "supply.decide-sale-payment"
WORDS_FOR = timedelta(days=400)
MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class SoldLot:
    """So many kg of a lot in store, and what the invoices ask for them in the currency of the sale."""

    lot_id: UUID
    kg: Decimal
    worth: Decimal


def sold(organization_id: UUID, lots: Sequence[SoldLot]) -> list[Sold]:
    """The lots with the deliveries behind them. Lots of others are left out."""
    rows = Lot.objects.filter(organization_id=organization_id).in_bulk([one.lot_id for one in lots])
    found = []
    for one in (one for one in lots if one.lot_id in rows):
        back = trace.behind(rows[one.lot_id])
        numbers = dict(Grower.objects.filter(pk__in=back.grower_ids()).order_by("id").values_list("id", "number"))
        behind = tuple(Behind(each.delivery_id, each.grower_id, numbers[each.grower_id], each.weight_g) for each in back.sources)
        found.append(Sold(one.lot_id, back.total_g, int(one.kg * 1000), one.worth, behind))
    return found


def lots_said(lots: Sequence[SoldLot]) -> list[dict[str, str]]:
    """The same as they stand on a paper."""
    rows = Lot.objects.in_bulk([one.lot_id for one in lots])
    return [
        {"lot_id": str(one.lot_id), "code": rows[one.lot_id].code, "form": rows[one.lot_id].form, "grade": rows[one.lot_id].grade,
         "kg": f"{one.kg:f}", "worth": f"{one.worth:f}"}
        for one in lots
    ]  # fmt: skip


def to_growers(organization_id: UUID, sale_id: UUID, currency: str, at: datetime) -> Money:
    """What of a sale was decided for growers or waits for a second person, in the currency of the sale."""
    decided = SalePayment.objects.filter(organization_id=organization_id, sale_id=sale_id).aggregate(sum=Sum("amount_minor"))["sum"] or 0
    waiting = two_persons.open_proposals(organization_id, at).filter(act=DECIDE, content__sale_id=str(sale_id))
    return Money.of_minor(decided + sum(row.content["amount_minor"] for row in waiting), currency)


@dataclass(frozen=True, slots=True)
class Paid:
    """What growers got for the goods of a sale: at once and in second payments, by currency; kg of the sold goods that have a price."""

    first: Mapping[str, Decimal]
    second: Mapping[str, Decimal]
    priced_kg: Decimal
    sold_kg: Decimal
    growers: int


def paid_for(organization_id: UUID, sale_id: UUID, lots: Sequence[SoldLot]) -> Paid:
    """First payments: of each delivery behind the lots, its value × the part of it that was sold. Second payments: as decided, in the
    currency of the sale.
    """
    first: dict[str, Fraction] = {}
    priced, growers, found = Fraction(0), set(), sold(organization_id, lots)
    values = _values([one.delivery_id for lot in found for one in lot.behind])
    of_run = _yields(found)
    for lot in found:
        for one in lot.behind:
            growers.add(one.grower_id)
            currency, value_minor = values.get(one.delivery_id, ("", None))
            if value_minor is None:
                continue
            part = of_run[lot.lot_id, one.delivery_id] * Fraction(lot.sold_g, lot.total_g)
            first[currency] = first.get(currency, Fraction(0)) + Fraction(Money.of_minor(value_minor, currency).amount) * part
            priced += Fraction(one.weight_g * lot.sold_g, lot.total_g * 1000)
    second: dict[str, Decimal] = {}
    for row in SalePayment.objects.filter(organization_id=organization_id, sale_id=sale_id).order_by("recorded_at", "id"):
        second[row.currency] = (
            second.get(row.currency, Decimal(0)) + row.money.amount * (row.paid_minor - row.untraced_minor) / row.paid_minor
        )
    sold_kg = sum((one.kg for one in lots), Decimal(0))
    return Paid({code: _decimal(amount) for code, amount in first.items()}, second, _decimal(priced), sold_kg, len(growers))


def _values(ids: Collection[UUID]) -> dict[UUID, tuple[str, int | None]]:
    rows = Delivery.objects.filter(pk__in=ids).order_by("id")
    return {id: (currency, value) for id, currency, value in rows.values_list("id", "currency", "value_minor")}


def _yields(lots: Sequence[Sold]) -> dict[tuple[UUID, UUID], Fraction]:
    """By lot and delivery, which part of the delivery lies in the lot. The same for all deliveries of a heap: one walk for each heap."""
    rows = Delivery.objects.in_bulk({one.delivery_id for lot in lots for one in lot.behind})
    went = {row.lot_id: (trace.forward_of_delivery(row).came, row.net_g) for row in rows.values()}
    found: dict[tuple[UUID, UUID], Fraction] = {}
    for lot in lots:
        for one in lot.behind:
            came, net_g = went[rows[one.delivery_id].lot_id]
            found[lot.lot_id, one.delivery_id] = Fraction(came.get(lot.lot_id, Fraction(0))) / net_g
    return found


def _decimal(amount: Fraction) -> Decimal:
    return EXACT.divide(Decimal(amount.numerator), Decimal(amount.denominator))


@dataclass(frozen=True, slots=True)
class SaleLot:
    """One sold lot on a grower's statement."""

    code: str
    goods: str
    sold_g: int
    amount_minor: int
    price: Decimal
    """For 1 kg on the invoice, in the currency of the sale."""


@dataclass(frozen=True, slots=True)
class GrowerSale:
    """A sale as its grower sees it."""

    payment: SalePayment
    lots: Sequence[SaleLot]
    amount_minor: int
    premium: str


def sales_of(grower: Grower) -> list[GrowerSale]:
    """Sales that paid a grower, newest first, lot by lot, with what the premium of each was used for."""
    rows = SalePayment.objects.filter(shares__grower=grower).distinct().order_by("-happened_at", "-id")
    premium = StatementWord.objects.filter(to__grower=grower, kind=StatementWord.Kind.PREMIUM).order_by("at", "id")
    uses = {word.sale_id: word.text for word in premium}
    return [_sale(row, grower, uses.get(row.sale_id, "")) for row in rows]


def _sale(row: SalePayment, grower: Grower, premium: str) -> GrowerSale:
    sums = SaleShare.objects.filter(payment=row, grower=grower).order_by("lot_id").values_list("lot_id")
    shares = {str(lot): (sold_g, minor) for lot, sold_g, minor in sums.annotate(sold=Sum("sold_g"), minor=Sum("amount_minor"))}
    lots = [_lot(said, *shares[said["lot_id"]]) for said in row.lots if said["lot_id"] in shares]
    return GrowerSale(row, lots, sum(lot.amount_minor for lot in lots), premium)


def _lot(said: Mapping[str, Any], sold_g: int, amount_minor: int) -> SaleLot:
    price = EXACT.divide(Decimal(said["worth"]), Decimal(said["kg"])).quantize(Decimal("0.0001"))
    return SaleLot(said["code"], goods_name(said["form"], said["grade"]), sold_g, amount_minor, price)


def words_to(grower: Grower, at: datetime) -> list[StatementWord]:
    """What buyers wrote on arrival of goods in which there is something of a grower's, newest first."""
    rows = StatementWord.objects.filter(to__grower=grower, kind=StatementWord.Kind.ARRIVAL, at__gt=at - WORDS_FOR)
    return list(rows.order_by("-at", "-id")[:MOST_WORDS])


def sale_payments(organization_id: UUID | None) -> QuerySet[SalePayment]:
    """What was decided, newest first."""
    rows = SalePayment.objects.filter(organization_id=organization_id) if organization_id else SalePayment.objects.none()
    return rows.order_by("-happened_at", "-id")
