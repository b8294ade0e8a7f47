"""The front door for trade: which lots lie in store in a form that goes on the market, and how much of each."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q, QuerySet, Sum

from rochdale.supply.models import FacilityKind, Lot
from rochdale.supply.rules.products import products


@dataclass(frozen=True, slots=True)
class Offerable:
    """A lot in store. `kg`: whole kilograms that lie somewhere now."""

    id: UUID
    code: str
    product: str
    form: str
    grade: str
    claims: tuple[str, ...]
    kg: int


def offerable(organization_id: UUID | None) -> list[Offerable]:
    """All lots of a cooperative that can be offered, newest first."""
    return [_seen(row) for row in _in_store(organization_id) if row.form in products()[row.product].sold]


def offerable_with(organization_id: UUID, code: str) -> Offerable | None:
    """The lot of that number, if something of it lies in store."""
    row = _in_store(organization_id).filter(code=code).first()
    return _seen(row) if row else None


def kg_in_store(lot_id: UUID) -> int:
    """Whole kilograms of a lot that lie somewhere now; none on the road."""
    row = Lot.objects.filter(pk=lot_id).annotate(in_store_g=_IN_STORE).first()
    return (getattr(row, "in_store_g", 0) or 0) // 1000


_IN_STORE = Sum("stocks__weight_g", filter=~Q(stocks__facility__kind=FacilityKind.ROAD))


def _in_store(organization_id: UUID | None) -> QuerySet[Lot]:
    if organization_id is None:
        return Lot.objects.none()
    rows = Lot.objects.filter(organization_id=organization_id).annotate(in_store_g=_IN_STORE, kg=F("in_store_g") / 1000)
    return rows.filter(kg__gt=0).order_by("-made_at", "-id")


def _seen(row: Lot) -> Offerable:
    return Offerable(row.id, row.code, row.product, row.form, row.grade, tuple(row.claims), getattr(row, "in_store_g", 0) // 1000)
