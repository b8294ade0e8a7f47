"""Sums of a cooperative's supply for those it lets see them, and for its own list of what is still missing. No grower, no outline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from rochdale.base import tenancy
from rochdale.supply.models import EvidencePack, Lot, PackState, Plot, QualityResult


@dataclass(frozen=True, slots=True)
class PlotsOf:
    """The plots of one product. `mapped`: those whose point or outline is here; areas in hectares."""

    product: str
    plots: int
    mapped: int
    area_ha: Decimal


@dataclass(frozen=True, slots=True)
class ResultOf:
    """A result of one lot, under its protocol."""

    id: UUID
    lot: str
    product: str
    protocol: str
    score: Decimal | None
    grade: str
    laboratory: str
    on: date


@dataclass(frozen=True, slots=True)
class SupplyCounts:
    """How far the proof of what is supplied has come."""

    plots: int
    plots_mapped: int
    lots: int
    """Lots of which something lies in store."""
    lots_with_quality: int
    packs: int
    """Evidence packs that were issued."""


def plots_summed(organization_id: UUID) -> list[PlotsOf]:
    """Plots in use by product. Whether the reader may see it was asked before."""
    with tenancy.within(organization_id):  # sums without a name; the reader may act for another organization
        area = Coalesce(Sum(Coalesce(F("newest__drawn_area_ha"), F("declared_area_ha"))), Decimal(0))
        rows = _plots(organization_id).values("product").annotate(count=Count("id"), mapped=Count("newest"), area=area).order_by("product")
        return [PlotsOf(row["product"], row["count"], row["mapped"], row["area"]) for row in rows]


def results(organization_id: UUID) -> list[ResultOf]:
    """Every result of every lot, newest first. Whether the reader may see it was asked before."""
    with tenancy.within(organization_id):  # as above
        rows = QualityResult.objects.filter(organization_id=organization_id).select_related("sample__lot").order_by("-happened_at", "-id")
        return [
            ResultOf(
                row.id,
                row.sample.lot.code,
                row.sample.lot.product,
                row.protocol,
                row.score,
                row.grade,
                row.laboratory,
                row.happened_at.date(),
            )
            for row in rows
        ]


def supply_counts(organization_id: UUID) -> SupplyCounts:
    """What there is of plots, lots, results and packs."""
    with tenancy.within(organization_id):  # counts of the own organization, also where a screen is drawn for nobody
        plots = _plots(organization_id).aggregate(count=Count("id"), mapped=Count("newest"))
        lots = Lot.objects.filter(organization_id=organization_id, stocks__weight_g__gt=0).distinct()
        packs = EvidencePack.objects.filter(organization_id=organization_id, state=PackState.ISSUED)
        with_quality = lots.filter(~Q(samples__results=None)).distinct()
        return SupplyCounts(plots["count"], plots["mapped"], lots.count(), with_quality.count(), packs.count())


def _plots(organization_id: UUID) -> QuerySet[Plot]:
    return Plot.objects.filter(organization_id=organization_id, retired_at=None)
