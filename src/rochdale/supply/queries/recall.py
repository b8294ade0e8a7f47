"""A recall: from one lot to everything made of it and beside it, the buyers after and the growers behind, with whom to call."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from rochdale.supply.called import goods_name
from rochdale.supply.models import FacilityKind, Grower, Lot, Stock
from rochdale.supply.queries import trace
from rochdale.supply.queries.lots import onward_of


@dataclass(frozen=True, slots=True)
class BuyerToCall:
    """Somebody to whom goods of the recalled lots went."""

    name: str
    contact: str
    lot: str
    reference: str
    weight_g: int
    kind: str


@dataclass(frozen=True, slots=True)
class GrowerToCall:
    """A grower behind the lot."""

    id: UUID
    number: str
    name: str
    village: str
    phone: str
    weight_g: int


@dataclass(frozen=True, slots=True)
class StockToStop:
    """What still lies in a store."""

    place: str
    lot_id: UUID
    lot: str
    goods: str
    weight_g: int


@dataclass(frozen=True, slots=True)
class RecallList:
    """Whom to call, and what to stop. `lots`: the lot and all that was made from it."""

    lot: Lot
    lots: Sequence[Lot]
    buyers: Sequence[BuyerToCall]
    growers: Sequence[GrowerToCall]
    stock: Sequence[StockToStop]


def recall_of(lot: Lot) -> RecallList:
    """The list for one lot: goods are followed forward from it, growers backward."""
    lots = made_of([lot.id])
    buyers = [
        BuyerToCall(row.to_whom or row.reference, row.contact, row.lot.code, row.reference, row.weight_g, row.kind)
        for row in onward_of([one.id for one in lots])
    ]
    return RecallList(lot, lots, buyers, growers_behind(lot), _stock([one.id for one in lots]))


def made_of(lot_ids: Collection[UUID]) -> list[Lot]:
    """These lots and all that was made from them, oldest first."""
    after = trace.graph_after(lot_ids)
    ids = {*lot_ids, *(output for run in after.runs.values() for output in run.outputs)}
    return list(Lot.objects.filter(pk__in=ids).order_by("made_at", "id"))


def growers_behind(lot: Lot) -> list[GrowerToCall]:
    """Every grower behind a lot with the grams contributed, most first."""
    sums: dict[UUID, int] = defaultdict(int)
    for source in trace.behind(lot).sources:
        sums[source.grower_id] += source.weight_g
    rows = Grower.objects.filter(pk__in=sums).select_related("person")
    found = [
        GrowerToCall(row.id, row.number, row.person.name, row.village, row.phone or row.person.phone or "", sums[row.id]) for row in rows
    ]
    return sorted(found, key=lambda one: (-one.weight_g, one.number))


def _stock(lot_ids: Collection[UUID]) -> list[StockToStop]:
    rows = Stock.objects.filter(lot_id__in=lot_ids, weight_g__gt=0).select_related("lot", "facility").order_by("facility__name", "id")
    return [
        StockToStop(
            str(FacilityKind.ROAD.label) if row.facility.kind == FacilityKind.ROAD else row.facility.name, row.lot_id, row.lot.code,
            goods_name(row.lot.form, row.lot.grade, row.lot.claims), row.weight_g,
        )
        for row in rows
    ]  # fmt: skip
