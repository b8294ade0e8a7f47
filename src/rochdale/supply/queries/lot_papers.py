"""The front door for trade's shipments: packs that prove lots, the day a lot was made, and where so much of it lies."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Sum
from django.utils.timezone import localdate

from rochdale.base import tenancy
from rochdale.supply.models import EvidencePack, FacilityKind, Lot, Movement, Onward, PackState, Stock


@dataclass(frozen=True, slots=True)
class PackIssued:
    """A pack that stands: what it is called, which lot it proves, and since when. Nothing of what lies in it."""

    lot_id: UUID
    number: str
    organization: str
    issued_on: date
    sha256: str


def issued_packs(lot_ids: Collection[UUID]) -> list[PackIssued]:
    """Packs in force of these lots, newest first. Parties of a shipment see that there is one; the file stays with its reader."""
    with tenancy.everywhere("lots of a shipment are those of several sellers"):
        rows = EvidencePack.objects.filter(lot_id__in=lot_ids, state=PackState.ISSUED).select_related("organization")
        return [
            PackIssued(row.lot_id, row.number, row.organization.name, localdate(row.recorded_at), row.sha256)
            for row in rows.order_by("-recorded_at", "-id")
        ]


def days_made(lot_ids: Collection[UUID]) -> dict[UUID, date]:
    """The day on which each lot was made."""
    with tenancy.everywhere("lots of a shipment are those of several sellers"):
        rows = Lot.objects.filter(pk__in=lot_ids).order_by("id").values_list("id", "made_at")
        return {id: localdate(made_at) for id, made_at in rows}


def shares_to_ship(lot_id: UUID, weight_g: int, reference: str) -> list[tuple[UUID, int]]:
    """From which stores so many grams of a lot are taken for a shipment, the fullest first; what was booked under it before counts.

    No more than lies somewhere: what nobody weighed in cannot be taken out.
    """
    wanted = weight_g - sum(_shipped_from(lot_id, reference).values())
    rows = Stock.objects.filter(lot_id=lot_id, weight_g__gt=0).exclude(facility__kind=FacilityKind.ROAD)
    found = []
    for facility_id, lies_g in rows.order_by("-weight_g", "facility_id").values_list("facility_id", "weight_g"):
        if wanted > 0:
            found.append((facility_id, min(wanted, lies_g)))
            wanted -= lies_g
    return found


def shares_to_return(lot_id: UUID, reference: str) -> list[tuple[UUID, int]]:
    """Into which stores grams of a lot go back that were taken out for a shipment."""
    return [(facility_id, weight_g) for facility_id, weight_g in sorted(_shipped_from(lot_id, reference).items()) if weight_g > 0]


def _shipped_from(lot_id: UUID, reference: str) -> dict[UUID, int]:
    """By store: grams taken out under that reference and not put back."""
    booked = Onward.objects.filter(lot_id=lot_id, reference=reference, kind__in=("shipped", "returned")).values("id")
    rows = Movement.objects.filter(lot_id=lot_id, about_id__in=booked).values("facility_id").annotate(sum=Sum("weight_g"))
    return {row["facility_id"]: -row["sum"] for row in rows.order_by("facility_id")}
