"""What anybody may know of a lot whose cooperative agreed: the lot and its area. No person, no plot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from rochdale.base import tenancy
from rochdale.base.countries import country_name
from rochdale.kernel.country import outlines
from rochdale.kernel.money import Money
from rochdale.people.queries import organization
from rochdale.supply.called import claim_name, form_name, goods_name, product_name
from rochdale.supply.models import Delivery, Lot, PlotVersion
from rochdale.supply.queries import trace
from rochdale.supply.queries.lots import results_of
from rochdale.supply.queries.trace import Backward
from rochdale.ui.maps import Map, Spot, draw_map

FEWEST_GROWERS = 3
"""With fewer behind a lot, neither their number, their price nor where they are is told: each would be one person's."""
AREA_DEGREES = 0.5
"""Where the growers are is told to half a degree, some 55 km."""


@dataclass(frozen=True, slots=True)
class PublicResult:
    """What was found, without who found it."""

    protocol: str
    edition: str
    is_verified: bool
    score: Decimal | None
    grade: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PricePaid:
    """What growers were paid on average for 1 kg of what they brought, in a currency and form."""

    per_kg: Decimal
    currency: str
    form: str


@dataclass(frozen=True, slots=True)
class PublicLot:
    """The page behind the QR of a lot."""

    code: str
    product: str
    goods: str
    claims: Sequence[str]
    is_mass_balance: bool
    cooperative: str
    country: str
    season: str
    made_at: datetime
    total_g: int
    growers: int
    """0: not told."""
    traced_pct: int
    results: Sequence[PublicResult]
    prices: Sequence[PricePaid]
    map: Map | None


def public_lot(code: str) -> PublicLot | None:
    """The public page of a lot by its code; None when there is none."""
    with tenancy.everywhere("a public code says whose lot it is"):
        lot = Lot.objects.filter(public_code=code).exclude(public_code="").select_related("season").first()
    if lot is None:
        return None
    with tenancy.within(lot.organization_id):
        return _seen(lot)


def _seen(lot: Lot) -> PublicLot | None:
    owner = organization(lot.organization_id)
    if owner is None:
        return None
    behind = trace.behind(lot)
    growers = len(behind.grower_ids())
    are_many = growers >= FEWEST_GROWERS
    traced_g = behind.total_g - behind.untraced_g
    return PublicLot(
        code=lot.code, product=product_name(lot.product), goods=goods_name(lot.form, lot.grade),
        claims=[claim_name(claim) for claim in sorted(lot.claims)], is_mass_balance=lot.model == "mass-balance", cooperative=owner.name,
        country=country_name(owner.country), season=lot.season.name, made_at=lot.made_at, total_g=behind.total_g,
        growers=growers if are_many else 0, traced_pct=100 * traced_g // behind.total_g if behind.total_g else 0,
        results=[
            PublicResult(one.protocol.title, one.protocol.edition, one.protocol.is_verified, one.result.score, one.result.grade,
                         one.result.happened_at)
            for one in results_of(lot) if one.protocol
        ],
        prices=prices_paid(behind) if lot.shows_price and are_many else [],
        map=_area(owner.country, behind.plot_ids() if are_many else set()),
    )  # fmt: skip


def prices_paid(behind: Backward) -> list[PricePaid]:
    """What a kg brought was paid on average, weighted; by currency and form. What is not priced yet is not counted."""
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    ids = [source.delivery_id for source in behind.sources]
    rows = Delivery.objects.in_bulk(ids)
    for row in (rows[id] for id in ids if rows[id].value_minor is not None):
        one = sums[row.currency, row.form]
        one[0] += row.value_minor or 0
        one[1] += row.net_g
    return [
        PricePaid((1000 * Money.of_minor(value, currency).amount / weight_g).quantize(Decimal("0.01")), currency, form_name(form))
        for (currency, form), (value, weight_g) in sorted(sums.items())
    ]


def _area(country: str, plot_ids: set[UUID]) -> Map | None:
    """The country, and the middle of the growers' area to half a degree."""
    if country not in outlines():
        return None
    boxes = PlotVersion.objects.filter(plot_id__in=plot_ids).order_by("id").values_list("west", "south", "east", "north")
    middles = [((west + east) / 2, (south + north) / 2) for west, south, east, north in boxes]
    spot = _coarse(middles) if middles else _middle(outlines()[country])
    return draw_map([Spot(spot, country_name(country))], marked={country})


def _coarse(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    lon, lat = (sum(point[axis] for point in points) / len(points) for axis in (0, 1))
    return round(lon / AREA_DEGREES) * AREA_DEGREES, round(lat / AREA_DEGREES) * AREA_DEGREES


def _middle(rings: Sequence[Sequence[tuple[float, float]]]) -> tuple[float, float]:
    largest = max(rings, key=len)
    lons, lats = [lon for lon, _ in largest], [lat for _, lat in largest]
    return (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2


def published_codes(lot_ids: Collection[UUID]) -> dict[UUID, str]:
    """By lot, the code of its public page; lots whose cooperative shows none are left out."""
    with tenancy.everywhere("a public code is public"):
        rows = Lot.objects.filter(pk__in=lot_ids).exclude(public_code="").order_by("id")
        return dict(rows.values_list("id", "public_code"))
