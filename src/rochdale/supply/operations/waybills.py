"""Goods travel from one place to another: out of the store onto the road, weighed again on arrival, the difference lost or settled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.operations import operation
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.supply import books
from rochdale.supply.books import Deed
from rochdale.supply.models import Facility, FacilityKind, Lot, MovementKind, Waybill, WaybillLine, WaybillState
from rochdale.supply.operations.runs import close_heap
from rochdale.supply.operations.shared import done, own, owner
from rochdale.supply.rules import waybills as rules
from rochdale.supply.rules.waybills import SentLine

ROAD = "ROAD"


@dataclass(frozen=True, slots=True)
class Loaded:
    """So much of a lot is loaded."""

    lot_id: UUID
    weight_g: int
    bags: int | None = None


@operation
def send_goods(
    *,
    id: UUID,
    by: Actor,
    at: datetime,
    happened_at: datetime,
    origin_id: UUID,
    destination_id: UUID,
    loads: Sequence[Loaded],
    driver: str,
    vehicle: str = "",
    seals: str = "",
) -> str:
    """Send goods from one place to another. Until they are weighed again they lie on the road. Returns the id of the waybill."""
    organization = owner(by, "supply.work")
    origin = own(Facility.objects.select_for_update(), organization, pk=origin_id)
    destination = own(Facility.objects.exclude(kind=FacilityKind.ROAD), organization, pk=destination_id)
    lots = {lot.id: lot for lot in Lot.objects.select_for_update().filter(pk__in=[load.lot_id for load in loads])}
    if len(lots) != len(loads):
        raise Refused(Refusal("supply.not-found", {"what": "lot"}))
    lines = [SentLine(lots[load.lot_id].code, load.weight_g) for load in loads]
    refuse_if(rules.refusals_for_sending(lines, is_same_place=origin.id == destination.id, driver=driver))
    waybill = Waybill.objects.create(
        id=id, organization_id=organization, number=_number(origin, happened_at), origin=origin, destination=destination,
        driver=driver.strip()[:120], vehicle=vehicle.strip()[:40], seals=seals.strip()[:200], **done(by, happened_at, at),
    )  # fmt: skip
    deed, road = Deed(by, happened_at, at, id), road_of(organization)
    for load in loads:
        lot = lots[load.lot_id]
        close_heap(lot)
        books.move(deed, lot=lot, facility=origin, kind=MovementKind.SENT, weight_g=-load.weight_g)
        books.move(deed, lot=lot, facility=road, kind=MovementKind.SENT, weight_g=load.weight_g)
        WaybillLine.objects.create(
            id=new_id(), organization_id=organization, waybill=waybill, lot=lot, bags=load.bags, sent_g=load.weight_g
        )
    after = {"number": waybill.number, "to": destination.name, "sent_g": sum(load.weight_g for load in loads)}
    audit.record(by=by, at=at, what="supply.send-goods", about=waybill, after=after)
    return str(id)


@operation
def receive_goods(*, id: UUID, by: Actor, at: datetime, happened_at: datetime, waybill_id: UUID, arrived_g: Mapping[str, int]) -> str:
    """Weigh goods again on arrival. `arrived_g`: by the id of the lot. Returns the state of the waybill.

    What is missing within tolerance is lost at once. Beyond it, and for a surplus beyond it, the waybill is a case: what is missing
    stays on the road until a leader has settled it. More than was sent is never put into the store.
    """
    organization = owner(by, "supply.work")
    waybill = own(Waybill.objects.select_for_update(of=("self",)).select_related("destination"), organization, pk=waybill_id)
    if waybill.state != WaybillState.ON_THE_WAY:
        raise Refused(Refusal("supply.waybill-has-arrived", {"number": waybill.number}))
    rows = list(WaybillLine.objects.filter(waybill=waybill).select_related("lot").order_by("lot__code", "id"))
    if {str(row.lot_id) for row in rows} != set(arrived_g):
        raise Refused(Refusal("supply.waybill-line-is-not-weighed", {"number": waybill.number}))
    lines = [SentLine(row.lot.code, row.sent_g, arrived_g[str(row.lot_id)]) for row in rows]
    refuse_if(rules.refusals_for_arrival(lines))
    is_case = rules.is_case(lines)
    deed, road = Deed(by, happened_at, at, waybill.id), road_of(organization)
    for row, line in zip(rows, lines, strict=True):
        row.arrived_g = line.arrived_g
        row.save(update_fields=["arrived_g"])
        _put_in(deed, row.lot, road, waybill.destination, line)
        if not is_case:
            _lose(deed, row.lot, road, line, "")
    waybill.state = WaybillState.CASE if is_case else WaybillState.ARRIVED
    waybill.arrived_at, waybill.received_by_id, waybill.received_by_name = happened_at, by.id, by.name
    waybill.save(update_fields=["state", "arrived_at", "received_by_id", "received_by_name"])
    after = {"number": waybill.number, "state": waybill.state, "missing_g": sum(line.sent_g - line.arrived_g for line in lines)}
    audit.record(by=by, at=at, what="supply.receive-goods", about=waybill, after=after)
    return str(waybill.state)


@operation
def settle_waybill(*, id: UUID, by: Actor, at: datetime, waybill_id: UUID, explanation: str) -> str:
    """A leader explains a difference beyond tolerance: what is missing leaves the books as lost. Returns the id of the waybill."""
    organization = owner(by, "supply.count-anew")
    waybill = own(Waybill.objects.select_for_update(of=("self",)), organization, pk=waybill_id)
    if waybill.state != WaybillState.CASE:
        raise Refused(Refusal("supply.waybill-is-no-case", {"number": waybill.number}))
    if not explanation.strip():
        raise Refused(Refusal("supply.waybill-needs-an-explanation"))
    waybill.state, waybill.settled_how = WaybillState.ARRIVED, explanation.strip()[:300]
    waybill.save(update_fields=["state", "settled_how"])
    deed, road = Deed(by, at, at, waybill.id), road_of(organization)
    for row in WaybillLine.objects.filter(waybill=waybill).select_related("lot").order_by("lot__code", "id"):
        _lose(deed, row.lot, road, SentLine(row.lot.code, row.sent_g, row.arrived_g or 0), waybill.settled_how)
    audit.record(by=by, at=at, what="supply.settle-waybill", about=waybill, reason=waybill.settled_how)
    return str(waybill.id)


def road_of(organization_id: UUID) -> Facility:
    """The place that holds what is between two places; made when the first goods leave."""
    road, _ = Facility.objects.get_or_create(
        organization_id=organization_id, kind=FacilityKind.ROAD, defaults={"id": new_id(), "name": "On the road", "code": ROAD}
    )
    return road


def _put_in(deed: Deed, lot: Lot, road: Facility, destination: Facility, line: SentLine) -> None:
    if line.put_in_g:
        books.move(deed, lot=lot, facility=road, kind=MovementKind.ARRIVED, weight_g=-line.put_in_g)
        books.move(deed, lot=lot, facility=destination, kind=MovementKind.ARRIVED, weight_g=line.put_in_g)


def _lose(deed: Deed, lot: Lot, road: Facility, line: SentLine, why: str) -> None:
    if line.missing_g:
        books.move(deed, lot=lot, facility=road, kind=MovementKind.LOST, weight_g=-line.missing_g, reason=why)


def _number(origin: Facility, happened_at: datetime) -> str:
    begins = f"{origin.code}-W{localdate(happened_at):%y%m%d}-"
    return f"{begins}{Waybill.objects.filter(organization_id=origin.organization_id, number__startswith=begins).count() + 1}"
