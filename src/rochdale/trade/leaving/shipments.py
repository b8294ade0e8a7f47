"""What leaves of shipments and their papers."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from rochdale.base.leaving import Scope, after_arrival, part
from rochdale.trade.leaving.scopes import Shaped, contracts_of, no_names_of_others
from rochdale.trade.models import Counter, Milestone, Seal, Shipment, ShipmentContract, ShippingPaper


def _shipments_of(scope: Scope) -> QuerySet[Shipment]:
    found = ShipmentContract.objects.filter(contract__in=contracts_of(scope)).values("shipment_id")
    return Shipment.objects.filter(pk__in=found)


def _milestone(scope: Scope, row: Milestone) -> Shaped:
    """Whoever did it for another organization stays behind with the name, and the own words of the reason."""
    nobody = no_names_of_others(scope, row.shipment.organization_id)
    return nobody | ({"reason": "…"} if nobody and row.reason else {})


def _paper(scope: Scope, row: ShippingPaper) -> Shaped:
    nobody = no_names_of_others(scope, row.organization_id)
    if not nobody:
        return {}
    return nobody | {"document_id": None} | ({"reason": "…"} if row.reason else {})


part(
    "trade.Shipment",
    says="Shipments of its contracts.",
    own=_shipments_of,
    trim=lambda scope, row: no_names_of_others(scope, row.organization_id),
)
part(
    "trade.ShipmentContract",
    says="Which of its contracts each shipment holds goods of.",
    own=lambda scope: ShipmentContract.objects.filter(contract__in=contracts_of(scope)),
)
part(
    "trade.Milestone",
    says="What happened to them, day by day, and what was taken back.",
    own=lambda scope: Milestone.objects.filter(shipment__in=_shipments_of(scope)).select_related("shipment"),
    trim=_milestone,
)
part(
    "trade.Seal",
    says="Seals of their containers.",
    own=lambda scope: Seal.objects.filter(milestone__shipment__in=_shipments_of(scope)),
)
part(
    "trade.ShippingPaper",
    says="Papers of its shipments; the files of others stay behind, with their hash.",
    own=lambda scope: ShippingPaper.objects.filter(shipment__in=_shipments_of(scope)),
    trim=_paper,
    needs={"document_id": "base.Document"},
)


def _count_on(organization_id: UUID, at: datetime) -> None:
    """Numbers of shipments go on after the last one that arrived."""
    last: dict[str, int] = {}
    for number in Shipment.objects.values_list("number", flat=True).order_by("number"):
        _letter, year, count = number.split("-")
        last[f"shipment {year}"] = max(last.get(f"shipment {year}", 0), int(count))
    for name, number_last in last.items():
        Counter.objects.update_or_create(name=name, defaults={"last": number_last})


after_arrival(_count_on)
