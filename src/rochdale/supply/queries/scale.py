"""What the scale needs to know: where one weighs, what is bought at which price, who brings it, and what was weighed today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import get_current_timezone, localdate

from rochdale.kernel.money import minor_digits
from rochdale.supply.models import (
    Approval,
    Certificate,
    Delivery,
    Facility,
    FacilityKind,
    Grower,
    Plot,
    PriceList,
    Season,
    Series,
    TestWeight,
)
from rochdale.supply.operations.deliveries import approvals_of, plot_facts
from rochdale.supply.rules.deliveries import Priced, price_with_claims
from rochdale.supply.rules.products import Product, products
from rochdale.supply.rules.scale import Gated, desk_prefix, gated, totals


@dataclass(frozen=True, slots=True)
class Line:
    """What a kg of a form and grade is paid."""

    form: str
    grade: str
    per_kg: Decimal
    claim_adds: dict[str, str]


@dataclass(frozen=True, slots=True)
class Bought:
    """A product in season, with the list in force (none: the price is settled later)."""

    product: Product
    list_id: UUID | None
    list_number: int | None
    since: datetime | None
    currency: str
    lines: Sequence[Line]

    @property
    def digits(self) -> int:
        """Decimals of the currency."""
        return minor_digits(self.currency) if self.currency else 0

    def buys(self, form: str) -> bool:
        """Whether any grade of the form has a price."""
        return any(line.form == form for line in self.lines)

    def line(self, form: str, grade: str) -> Line | None:
        """The price of a grade, else of the form without one."""
        fitting = [line for line in self.lines if line.form == form and line.grade in {grade, ""}]
        return max(fitting, key=lambda line: line.grade, default=None)

    def priced(self, form: str, grade: str, claims: Sequence[str], deduction: Decimal = Decimal(0)) -> Priced | None:
        """What these goods are paid, None when the price is settled later."""
        line = self.line(form, grade)
        return Priced(price_with_claims(line.per_kg, line.claim_adds, claims), self.currency, deduction) if line else None


@dataclass(frozen=True, slots=True)
class AtScale:
    """A grower as the clerk sees one: the own plots, and what may be claimed from them today."""

    grower: Grower
    plots: Sequence[Plot]
    claims: Sequence[Gated]


def points(organization_id: UUID) -> QuerySet[Facility]:
    """Places where growers bring goods: collection points first, then mills and stores."""
    rows = Facility.objects.filter(organization_id=organization_id, closed_at=None).exclude(kind=FacilityKind.ROAD)
    return rows.order_by("kind", "name", "id")


def bought(organization_id: UUID, at: datetime) -> list[Bought]:
    """Products in season that day; those with a price first."""
    on = localdate(at)
    seasons = Season.objects.filter(organization_id=organization_id, since_on__lte=on, until_on__gt=on).order_by("product")
    found = [_bought(organization_id, name, at) for name in dict.fromkeys(seasons.values_list("product", flat=True))]
    return sorted(found, key=lambda one: (one.list_id is None, one.product.name))


def _bought(organization_id: UUID, product: str, at: datetime) -> Bought:
    row = in_force(organization_id, product, at)
    if row is None:
        return Bought(products()[product], None, None, None, "", [])
    return as_bought(row)


def as_bought(row: PriceList) -> Bought:
    """A price list with its lines."""
    lines = [Line(one.form, one.grade, one.per_kg.normalize(), one.claim_adds) for one in row.prices.order_by("form", "grade")]
    return Bought(products()[row.product], row.id, row.number, row.in_force_from, row.currency, lines)


def in_force(organization_id: UUID, product: str, at: datetime) -> PriceList | None:
    """The price list of a product in force at that moment."""
    rows = PriceList.objects.filter(organization_id=organization_id, product=product, in_force_from__lte=at)
    return rows.order_by("-in_force_from", "-number").first()


def price_lists(organization_id: UUID) -> QuerySet[PriceList]:
    """Every price list, the newest first."""
    return (
        PriceList.objects.filter(organization_id=organization_id)
        .prefetch_related("prices")
        .order_by("product", "-in_force_from", "-number")
    )


def seasons(organization_id: UUID) -> QuerySet[Season]:
    """Every season, the latest first."""
    return Season.objects.filter(organization_id=organization_id).order_by("-since_on", "product", "id")


def series(organization_id: UUID) -> QuerySet[Series]:
    """Every series of receipts."""
    return Series.objects.filter(organization_id=organization_id).select_related("device").order_by("prefix")


def series_of(organization_id: UUID, point: Facility, device_id: UUID | None) -> Series | None:
    """The receipt numbers of the device, or of the desk at the point; None while there are none."""
    if device_id:
        return series(organization_id).filter(device_id=device_id).first()
    return series(organization_id).filter(device=None, prefix__startswith=desk_prefix(point.code, set())[:6]).first()


def growers_named(organization_id: UUID, typed: str, *, most: int = 12) -> list[Grower]:
    """Whoever is meant by a number, the code of a card, or some letters of a name. A number or a card that fits exactly is alone."""
    rows = Grower.objects.filter(organization_id=organization_id, left_on=None).select_related("person")
    typed = typed.strip()
    if not typed:
        return []
    exact = rows.filter(Q(number__iexact=typed) | Q(card_code__iexact=typed) | Q(card_code__iexact=typed.replace("-", "")))
    found = list(exact.order_by("number", "id")[:most])
    return found or list(rows.filter(person__name__icontains=typed).order_by("person__name", "number", "id")[:most])


def at_scale(grower: Grower, product: str, at: datetime, plots: Sequence[Plot] | None = None) -> AtScale:
    """The grower with plots of that product and the claims these may carry (`plots`: only from those)."""
    own = list(Plot.objects.filter(grower=grower, product=product, retired_at=None).order_by("number", "id"))
    facts = [plot_facts(plot) for plot in (own if plots is None else plots)]
    found = gated(schemes(grower.organization_id, product), localdate(at), product=product, approvals=approvals_of(grower.id), plots=facts)
    return AtScale(grower, own, found)


def schemes(organization_id: UUID, product: str) -> list[str]:
    """What the cooperative is certified for."""
    rows = Certificate.objects.filter(organization_id=organization_id, product=product)
    return sorted(set(rows.values_list("scheme", flat=True)))


def deliveries(organization_id: UUID) -> QuerySet[Delivery]:
    """Deliveries and reversals as rows of a table; `is_back` says that one was taken back."""
    is_back = Exists(Delivery.objects.filter(reverses=OuterRef("pk")))
    rows = Delivery.objects.filter(organization_id=organization_id).annotate(is_back=is_back)
    return rows.select_related("grower__person", "point", "lot", "reverses", "season")


def deliveries_on(organization_id: UUID, on: date, point_id: UUID | None = None) -> QuerySet[Delivery]:
    """What was weighed on a day, the latest first."""
    start = datetime.combine(on, time(), get_current_timezone())
    rows = deliveries(organization_id).filter(happened_at__gte=start, happened_at__lt=start + timedelta(days=1))
    rows = rows.filter(point_id=point_id) if point_id else rows
    return rows.order_by("-happened_at", "-id")


@dataclass(frozen=True, slots=True)
class Total:
    """Weight and value of one form and grade."""

    form: str
    grade: str
    currency: str
    net_g: int
    value_minor: int


def totals_of(rows: QuerySet[Delivery]) -> list[Total]:
    """Sums by form, grade and currency, reversals taken off."""
    told = rows.order_by().values_list("form", "grade", "currency", "net_g", "value_minor")
    return [Total(*key, *sums) for key, sums in totals(list(told)).items()]


def test_weights(organization_id: UUID) -> QuerySet[TestWeight]:
    """Every trial of a scale, the latest first."""
    return TestWeight.objects.filter(organization_id=organization_id).select_related("point").order_by("-happened_at", "-id")


def tried_today(point: Facility, at: datetime) -> TestWeight | None:
    """The last trial of a scale at the point that day."""
    start = datetime.combine(localdate(at), time(), get_current_timezone())
    return test_weights(point.organization_id).filter(point=point, happened_at__gte=start, happened_at__lte=at).first()


def approvals_in_pack(organization_id: UUID, on: date) -> list[Approval]:
    """Approvals that hold that day, for the pack of a device."""
    rows = Approval.objects.filter(organization_id=organization_id, since_on__lte=on, certificate__suspended_at=None)
    rows = rows.filter(Q(until_on=None) | Q(until_on__gt=on), certificate__valid_from__lte=on, certificate__valid_until__gte=on)
    return list(rows.select_related("certificate").order_by("grower_id", "certificate__scheme"))
