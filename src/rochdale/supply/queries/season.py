"""A season read: volumes by place and week, grades, outturn, what growers should have brought, certified goods sold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth, TruncWeek

from rochdale.supply.called import form_name
from rochdale.supply.models import Delivery, Grower, Lot, Onward, Plot, Ratio, RunInput, Season, YieldCap
from rochdale.supply.queries.stock import owned
from rochdale.supply.rules.products import Product, products
from rochdale.supply.rules.seasons import CertifiedBalance, Expected, equivalent_g, factor, most_from_area, round_g


@dataclass(frozen=True, slots=True)
class Volume:
    """So much of something."""

    name: str
    weight_g: int
    count: int = 0


@dataclass(frozen=True, slots=True)
class Week:
    """What came in one week."""

    on: date
    weight_g: int


def seasons(organization_id: UUID | None) -> QuerySet[Season]:
    """All seasons, newest first."""
    return owned(Season.objects.order_by("-since_on", "product", "id"), organization_id)


def standing(season: Season) -> QuerySet[Delivery]:
    """Deliveries of a season that were not taken back."""
    return Delivery.objects.filter(season=season, reverses=None, reversal=None)


def by_point(season: Season) -> list[Volume]:
    """By collection point, most first."""
    rows = standing(season).order_by("point__name").values_list("point__name").annotate(sum=Sum("net_g"), count=Count("id"))
    return sorted((Volume(*row) for row in rows), key=lambda row: -row.weight_g)


def by_week(season: Season) -> list[Week]:
    """Week by week, none left out between the first and the last."""
    rows = standing(season).annotate(week=TruncWeek("happened_at")).order_by("week").values_list("week").annotate(sum=Sum("net_g"))
    found = {week.date(): weight_g for week, weight_g in rows}
    if not found:
        return []
    first, last = min(found), max(found)
    days = (first + timedelta(days=7 * number) for number in range((last - first).days // 7 + 1))
    return [Week(day, found.get(day, 0)) for day in days]


def by_grade(season: Season) -> list[tuple[str, str, int]]:
    """Form, grade and grams, most first."""
    rows = standing(season).order_by("form", "grade").values_list("form", "grade").annotate(sum=Sum("net_g"))
    return sorted(rows, key=lambda row: -row[2])


@dataclass(frozen=True, slots=True)
class OutturnSeen:
    """How much of one form became how much of another in a season, against its forecast."""

    from_form: str
    to_form: str
    in_g: int
    out_g: int
    runs: int
    forecast: Decimal | None

    @property
    def name(self) -> str:
        """Fresh cherry → Parchment."""
        return f"{form_name(self.from_form)} → {form_name(self.to_form)}"

    @property
    def pct(self) -> Decimal:
        """kg out of 100 kg in."""
        return Decimal(100 * self.out_g) / self.in_g

    @property
    def forecast_pct(self) -> Decimal | None:
        """What was to be expected."""
        return None if self.forecast is None else 100 * self.forecast


def outturns(season: Season) -> list[OutturnSeen]:
    """Outturn by pair of forms over all runs of a season in which the form changed."""
    in_force: dict[str, Any] = {"run__reverses": None, "run__reversal": None, "lot__season": season}
    rows = RunInput.objects.filter(**in_force, run__forecast__isnull=False).order_by("run_id")
    runs = {run_id: (form, in_g, out_g, forecast) for run_id, form, in_g, out_g, forecast in rows.values_list(
        "run_id", "lot__form", "run__in_g", "run__out_g", "run__forecast")}  # fmt: skip
    into = dict(Lot.objects.filter(given_by__run_id__in=runs).order_by("given_by__run_id").values_list("given_by__run_id", "form"))
    sums: dict[tuple[str, str], list[Any]] = defaultdict(lambda: [0, 0, 0, None])
    for run_id, (form, in_g, out_g, forecast) in runs.items():
        one = sums[form, into[run_id]]
        one[0], one[1], one[2], one[3] = one[0] + in_g, one[1] + out_g, one[2] + 1, forecast
    return [OutturnSeen(*pair, *one) for pair, one in sorted(sums.items())]


@dataclass(frozen=True, slots=True)
class GrowerSeen:
    """A grower of a season: expected and delivered, in the form of the yield cap or as brought."""

    pk: UUID
    number: str
    name: str
    village: str
    figures: Expected

    @property
    def missing_g(self) -> int:
        """For sorting."""
        return self.figures.missing_g


@dataclass(frozen=True, slots=True)
class LocalFigures:
    """What this cooperative itself says of a product."""

    caps: Sequence[YieldCap]
    ratios: Sequence[Ratio]


def figures_of(season: Season) -> LocalFigures:
    """Yield caps and outturns of the cooperative for the product of a season."""
    of_product = {"organization_id": season.organization_id, "product": season.product}
    ratios = Ratio.objects.filter(**of_product).order_by("from_form", "to_form")
    return LocalFigures(list(YieldCap.objects.filter(**of_product).order_by("form")), list(ratios))


def months(season: Season) -> list[date]:
    """The months in which something was delivered."""
    rows = standing(season).annotate(month=TruncMonth("happened_at")).order_by("month").values_list("month", flat=True).distinct()
    return [month.date() for month in rows]


def growers(season: Season, month: date | None = None) -> list[GrowerSeen]:
    """Expected and delivered of each grower with plots, deliveries, or deliveries last season; of the whole season or of one month.

    Expected: what was brought last season; without it, plot area x yield cap. Of one month: the share of it that the whole
    cooperative brought in that month.
    """
    product = products()[season.product]
    cap = YieldCap.objects.filter(organization_id=season.organization_id, product=season.product).order_by("form").first()
    to = cap.form if cap else product.delivered[0]
    delivered = _by_grower(season, product, to, month)
    before = _by_grower(last, product, to, None) if (last := _season_before(season)) else {}
    most = {id: most_from_area(area, cap.kg_per_ha) for id, area in _areas(season).items()} if cap else {}
    part = _share_of_month(season, month)
    ids = {*delivered, *before, *most}
    rows = Grower.objects.filter(pk__in=ids).select_related("person").order_by("number", "id")
    found = [
        GrowerSeen(
            row.id, row.number, row.person.name, row.village,
            Expected(round_g((before.get(row.id) or Fraction(most.get(row.id, 0))) * part), round_g(delivered.get(row.id, Fraction())),
                     most.get(row.id) if month is None else None),
        )
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda one: (-one.figures.missing_g, one.number))


def _by_grower(season: Season, product: Product, to: str, month: date | None) -> Mapping[UUID, Fraction]:
    rows = standing(season)
    if month:
        rows = rows.filter(happened_at__year=month.year, happened_at__month=month.month)
    sums: dict[UUID, Fraction] = defaultdict(Fraction)
    for grower_id, form, weight_g in rows.order_by("grower_id").values_list("grower_id", "form").annotate(sum=Sum("net_g")):
        sums[grower_id] += weight_g * (factor(product, form, to) or Fraction(1))
    return sums


def _season_before(season: Season) -> Season | None:
    rows = Season.objects.filter(organization_id=season.organization_id, product=season.product, since_on__lt=season.since_on)
    return rows.order_by("-since_on").first()


def _areas(season: Season) -> Mapping[UUID, Decimal]:
    """Hectares in use by grower: as drawn, else as declared."""
    sums: dict[UUID, Decimal] = defaultdict(Decimal)
    rows = Plot.objects.filter(organization_id=season.organization_id, product=season.product, retired_at=None).order_by("id")
    for grower_id, drawn, declared in rows.values_list("grower_id", "newest__drawn_area_ha", "declared_area_ha"):
        sums[grower_id] += drawn or declared or 0
    return {id: area for id, area in sums.items() if area}


def _share_of_month(season: Season, month: date | None) -> Fraction:
    if month is None:
        return Fraction(1)
    sums = standing(season).aggregate(
        all=Sum("net_g"), month=Sum("net_g", filter=Q(happened_at__year=month.year, happened_at__month=month.month))
    )
    return Fraction(sums["month"] or 0, sums["all"]) if sums["all"] else Fraction()


def certified(season: Season) -> list[CertifiedBalance]:
    """By claim, what was produced and sold with it, in one form: sold must not be more (`is_oversold` is the flag)."""
    product = products()[season.product]
    produced: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for claims, form, weight_g in standing(season).order_by("form").values_list("claims", "form").annotate(sum=Sum("net_g")):
        for claim in claims:
            produced[claim][form] += weight_g
    opening = Lot.objects.filter(season=season, made="opening", movements__kind="opening").order_by("form")
    for claims, form, weight_g in opening.values_list("claims", "form").annotate(sum=Sum("movements__weight_g")):
        for claim in claims:
            produced[claim][form] += weight_g
    sold = _sold(season)
    return [
        CertifiedBalance(claim, equivalent_g(product, produced.get(claim, {})), equivalent_g(product, sold.get(claim, {})))
        for claim in sorted({*produced, *sold})
    ]


def _sold(season: Season) -> Mapping[str, Mapping[str, int]]:
    """By claim and form: of each lot what was sold, or shipped without a sale."""
    rows = (
        Onward.objects.filter(lot__season=season).order_by("lot_id").values_list("lot_id", "lot__claims", "lot__form", "kind", "weight_g")
    )
    lots: dict[UUID, tuple[Sequence[str], str]] = {}
    sums: dict[UUID, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for lot_id, claims, form, kind, weight_g in rows:
        lots[lot_id] = (claims, form)
        sums[lot_id][kind] += weight_g
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for lot_id, (claims, form) in lots.items():
        of_kind = sums[lot_id]
        for claim in claims:
            found[claim][form] += max(of_kind["sold"], of_kind["shipped"]) - of_kind["returned"]
    return found
