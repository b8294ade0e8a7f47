"""Around the scale: a device's own receipt numbers, and the daily trial of the scale with a known weight."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.models import AuditEntry
from rochdale.base.operations import operation
from rochdale.kernel.refusal import refuse_if
from rochdale.people import device_queries
from rochdale.supply.models import Delivery, Facility, Series, TestWeight
from rochdale.supply.operations.shared import done, own, owner
from rochdale.supply.rules import scale as rules

HANDED_OUT = audit.deed("supply.hand-out-receipt")


@operation
def take_series(*, id: UUID, by: Actor, at: datetime, point_id: UUID, device_id: UUID | None = None) -> str:
    """The receipt numbers of the device in the hand, opened when it has none yet; without a device those of the desk at the point.

    Desks at one point share their numbers: they always have a line, and the server counts. Returns the id of the series.
    """
    organization = owner(by, "supply.deliver")
    point = own(Facility.objects.select_for_update(), organization, pk=point_id)
    taken = set(Series.objects.filter(organization_id=organization).values_list("prefix", flat=True))
    if device_id:
        device = own(device_queries.devices_of(organization), organization, pk=device_id)
        found, prefix = Series.objects.filter(device=device).first(), rules.next_prefix(taken)
    else:
        desk = Series.objects.filter(organization_id=organization, device=None, prefix__startswith=rules.desk_prefix(point.code, set())[:6])
        device, found, prefix = None, desk.order_by("prefix").first(), rules.desk_prefix(point.code, taken)
    if found:
        return str(found.id)
    row = Series.objects.create(id=id, organization_id=organization, prefix=prefix, device=device)
    audit.record(by=by, at=at, what="supply.open-series", about=row, after={"prefix": prefix, "device": device.name if device else ""})
    return str(row.id)


@operation
def record_test_weight(
    *, id: UUID, by: Actor, at: datetime, happened_at: datetime, point_id: UUID, scale: str, known_g: int, shown_g: int
) -> str:
    """Write down what the scale showed under a known weight. Returns its id."""
    organization = owner(by, "supply.deliver")
    point = own(Facility.objects.all(), organization, pk=point_id)
    refuse_if(rules.refusals_for_test_weight(scale, known_g, shown_g))
    row = TestWeight.objects.create(
        id=id, organization_id=organization, point=point, scale=scale.strip()[:60], known_g=known_g, shown_g=shown_g,
        is_within=rules.is_within(known_g, shown_g), **done(by, happened_at, at),
    )  # fmt: skip
    after = {"point": point.code, "scale": row.scale, "known_g": known_g, "shown_g": shown_g, "is_within": row.is_within}
    audit.record(by=by, at=at, what="supply.record-test-weight", about=row, after=after)
    return str(id)


@operation
def hand_out_receipt(*, id: UUID, by: Actor, at: datetime, delivery_id: UUID) -> str:
    """A receipt is printed: `original` the first time, `copy` ever after."""
    organization = owner(by, "supply.deliver")
    row = own(Delivery.objects.select_for_update(), organization, pk=delivery_id)
    is_first = not AuditEntry.objects.filter(what=HANDED_OUT, about_kind=Delivery._meta.label, about_id=str(row.id)).exists()
    audit.record(by=by, at=at, what=HANDED_OUT, about=row, after={"receipt": row.receipt_no, "is_copy": not is_first})
    return "original" if is_first else "copy"
