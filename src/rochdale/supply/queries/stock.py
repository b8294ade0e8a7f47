"""What lies where: stores with their balances, lots in them, and the movements that led there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db.models import F, Model, QuerySet, Sum, Window

from rochdale.base.models import Proposal, ProposalState
from rochdale.base.two_persons import proposals_of
from rochdale.supply.called import goods_name
from rochdale.supply.models import Facility, FacilityKind, Lot, Movement, Stock, Waybill
from rochdale.supply.operations.counting import COUNT_ANEW

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Goods:
    """Goods of one form, grade and set of claims: kept apart from all others, so that no certificate is mixed away."""

    product: str
    form: str
    grade: str
    claims: tuple[str, ...]
    weight_g: int
    lots: int

    @property
    def name(self) -> str:
        """Parchment, Grade A, Organic."""
        return goods_name(self.form, self.grade, self.claims)


@dataclass(frozen=True, slots=True)
class Store:
    """A place and what lies in it."""

    facility: Facility
    goods: tuple[Goods, ...]

    @property
    def weight_g(self) -> int:
        """All of it."""
        return sum(one.weight_g for one in self.goods)

    @property
    def is_road(self) -> bool:
        """Whether it holds what is between two places."""
        return bool(self.facility.kind == FacilityKind.ROAD)


def owned(rows: QuerySet[M], organization_id: UUID | None) -> QuerySet[M]:
    """Rows of the organization acted for; none for nobody."""
    return rows.filter(organization_id=organization_id) if organization_id else rows.none()


def facilities(organization_id: UUID | None) -> QuerySet[Facility]:
    """Every place of the cooperative."""
    return owned(Facility.objects.order_by("name", "id"), organization_id)


def places(organization_id: UUID | None) -> QuerySet[Facility]:
    """Places where goods can be brought: not the road, not what is closed."""
    return facilities(organization_id).exclude(kind=FacilityKind.ROAD).filter(closed_at=None)


def stores(organization_id: UUID | None) -> list[Store]:
    """Every place with what lies in it, the road last."""
    found = goods_in(owned(Stock.objects.all(), organization_id))
    rows = [Store(facility, found.get(facility.id, ())) for facility in facilities(organization_id)]
    return sorted((store for store in rows if store.goods or not store.is_road), key=lambda store: store.is_road)


def store(facility: Facility) -> Store:
    """One place with what lies in it."""
    return Store(facility, goods_in(Stock.objects.filter(facility=facility)).get(facility.id, ()))


def goods_in(rows: QuerySet[Stock]) -> dict[UUID, tuple[Goods, ...]]:
    """By place, what lies there, by form, grade and claims."""
    sums: dict[UUID, dict[tuple[str, str, str, tuple[str, ...]], list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    fields = ("facility_id", "lot__product", "lot__form", "lot__grade", "lot__claims", "weight_g")
    for place, product, form, grade, claims, weight_g in rows.filter(weight_g__gt=0).order_by("id").values_list(*fields):
        one = sums[place][product, form, grade, tuple(claims)]
        one[0] += weight_g
        one[1] += 1
    return {place: tuple(Goods(*key, *sums[place][key]) for key in sorted(sums[place])) for place in sums}


def lots_in(facility: Facility) -> QuerySet[Stock]:
    """What lies of each lot in a place, newest lot first."""
    return Stock.objects.filter(facility=facility, weight_g__gt=0).select_related("lot").order_by("-lot__made_at", "lot_id")


def lies_of(lot: Lot) -> QuerySet[Stock]:
    """Where a lot lies."""
    return Stock.objects.filter(lot=lot, weight_g__gt=0).select_related("facility").order_by("facility__name", "id")


def movements(rows: QuerySet[Movement]) -> QuerySet[Movement]:
    """Movements with the balance after each of them (`balance_g`), newest first. For one lot, or for one place."""
    running = Window(Sum("weight_g"), order_by=[F("recorded_at").asc(), F("id").asc()])
    return rows.annotate(balance_g=running).select_related("lot", "facility").order_by("-recorded_at", "-id")


@dataclass(frozen=True, slots=True)
class Moved:
    """One line of a store's or a lot's book, with the balance after it."""

    pk: UUID
    movement: Movement
    balance_g: int


def moved(rows: QuerySet[Movement], most: int = 500) -> list[Moved]:
    """The newest movements with their balances, newest first."""
    return [Moved(row.pk, row, row.balance_g) for row in movements(rows)[:most]]  # type: ignore[attr-defined]  # annotated above


def waiting_counts(organization_id: UUID | None) -> Sequence[Proposal]:
    """Counts that wait for a second signature."""
    return list(proposals_of(organization_id).filter(act=COUNT_ANEW, state=ProposalState.OPEN))


def counts_of(lot: Lot) -> Iterator[Proposal]:
    """Counts of a lot that wait for a second signature."""
    return (row for row in waiting_counts(lot.organization_id) if row.content["lot_id"] == str(lot.id))


def waybills(organization_id: UUID | None) -> QuerySet[Waybill]:
    """All waybills, newest first."""
    rows = Waybill.objects.select_related("origin", "destination").order_by("-happened_at", "-id")
    return owned(rows, organization_id)
