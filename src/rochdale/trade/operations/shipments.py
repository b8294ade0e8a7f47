"""The way of a shipment: begun, booked, stuffed, weighed, sealed, left, arrived, weighed again, claimed; a step taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.news import announce
from rochdale.base.operations import operation
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.permissions import require
from rochdale.trade import shipping
from rochdale.trade.models import Contract, Milestone, Seal, Shipment, ShipmentContract
from rochdale.trade.news import ShipmentLeft
from rochdale.trade.operations.contracts import next_number
from rochdale.trade.permissions import own_organization
from rochdale.trade.queries.samples import bars_to_shipping
from rochdale.trade.rules import landed_weight, shipments
from rochdale.trade.rules.boxes import Box, as_written, refusals_for_gross_mass, refusals_for_load, refusals_for_number
from rochdale.trade.rules.papers import Item, Requirement, keeping_back
from rochdale.trade.rules.shipments import (
    AIR,
    ARRIVED,
    BOOKED,
    CLAIMED,
    DEPARTED,
    LANDED,
    SEA,
    SEALED,
    STUFFED,
    WEIGHED,
    Booking,
    refusals_for_step,
    refusals_for_taking_back,
)
from rochdale.trade.shipping_papers import checklist_of
from rochdale.trade.versions import clauses_of, version_in_force

SIZES = ("large", "small")


@dataclass(frozen=True, slots=True)
class Into:
    """So many kg and bags of a lot: its contract, and its place in it from 0."""

    contract_id: UUID
    position: int
    kg: Decimal
    bags: int | None


@operation
def begin_shipment(*, id: UUID, by: Actor, at: datetime, contract_ids: Sequence[UUID], mode: str) -> str:
    """Begin to ship goods of one contract, or of several that share a container. Each binds, and its roles are agreed. Returns the id."""
    rows = list(Contract.objects.select_for_update().filter(pk__in=contract_ids).order_by("number"))
    if not rows or len(rows) != len(set(contract_ids)) or mode not in shipments.WAYS:
        raise Refused(Refusal("trade.shipment-of-nothing"))
    for row in rows:
        require(by, "trade.begin-shipment", row)
        if row.state != Contract.State.BINDING:
            raise Refused(Refusal("trade.contract-does-not-bind", {"contract": row.number}))
        if version_in_force(row) is None:
            raise Refused(Refusal("trade.shipment-without-roles", {"contract": row.number}))
    if len(rows) > 1 and (len({row.container_id for row in rows}) > 1 or rows[0].container_id is None):
        raise Refused(Refusal("trade.contracts-share-no-container"))
    number = f"S-{at.year}-{next_number(f'shipment {at.year}'):04d}"
    made = Shipment.objects.create(
        id=id, number=number, organization_id=own_organization(by), mode=mode, by_id=by.id, by_name=by.name, at=at
    )
    ShipmentContract.objects.bulk_create(ShipmentContract(shipment=made, contract=row) for row in rows)
    audit.record(by=by, at=at, what="trade.begin-shipment", about=made, after={"number": number, "contracts": [row.number for row in rows]})
    return str(id)


@operation
def book_shipment(*, id: UUID, by: Actor, at: datetime, shipment_id: UUID, on: date, booking: Booking, size: str = "large") -> str:
    """Book a vessel, truck or flight. `size`: of who first places the goods on the market, "large" (and medium) or "small" (and micro)."""
    row = _locked(shipment_id, by, "trade.ship")
    facts = {name: shipping.port_facts(code) for name, code in (("origin", booking.origin), ("destination", booking.destination))}
    refuse_if(shipments.refusals_for_booking(booking, origin=facts["origin"], destination=facts["destination"], mode=row.mode))
    if size not in SIZES:
        raise Refused(Refusal("trade.clause-unknown", {"word": size}))
    days = {name: getattr(booking, name).isoformat() for name in ("closes_on", "leaves_on", "arrives_on")}
    plain = {name: getattr(booking, name).strip() for name in ("carrier", "vessel", "voyage", "number")}
    ports = {"origin": facts["origin"].code, "destination": facts["destination"].code, "size": size}
    return _step(row, BOOKED, on, plain | days | ports, id=id, by=by, at=at)


@operation
def stuff_shipment(*, id: UUID, by: Actor, at: datetime, shipment_id: UUID, on: date, box: Box, lots: Sequence[Into]) -> str:
    """What went in: kg and bags of each lot, into a container with a sound number that may carry it. A short one may go, and is marked.

    What flies needs no container; with a plate of its own (a ULD), that is tested like any other.
    """
    row = _locked(shipment_id, by, "trade.ship")
    contracts = shipping.contracts_in(row)
    Contract.objects.select_for_update().filter(pk__in=[one.id for one in contracts]).order_by("number").first()
    lines = shipping.lines_of(contracts)
    kg = {(one.contract_id, one.position): one.kg for one in lots}
    if kg.keys() - {(line.contract_id, line.position) for line in lines} or len(kg) != len(lots) or any(one.kg < 0 for one in lots):
        raise Refused(Refusal("trade.invoice-line-unknown"))
    box = Box(as_written(box.number), box.payload_kg, box.tare_kg)
    refusals = refusals_for_number(box.number) if row.mode == SEA else []
    if row.mode != AIR or box.payload_kg or box.tare_kg:
        refusals += refusals_for_load(box, net_kg=sum(kg.values(), Decimal(0)))
    for contract in contracts:
        own = [line for line in lines if line.contract_id == contract.id]
        facts = shipping.stuffed_facts(own, kg, row)
        if any(one.kg for one in facts) or len(contracts) == 1:
            refusals += shipments.refusals_for_stuffing(facts, tolerance=shipping.tolerance_of(contract))
    refuse_if(refusals)
    went_in = [
        {"contract": str(one.contract_id), "position": one.position, "kg": _plain(one.kg), "bags": one.bags} for one in lots if one.kg
    ]
    content = {"box": box.number, "payload_kg": _plain(box.payload_kg), "tare_kg": _plain(box.tare_kg), "lots": went_in}
    return _step(row, STUFFED, on, content, id=id, by=by, at=at)


@operation
def record_gross_mass(*, id: UUID, by: Actor, at: datetime, shipment_id: UUID, on: date, gross_kg: Decimal, method: str) -> str:
    """The verified gross mass of the packed container (SOLAS VI/2). `method`: "1" weighed whole, "2" weighed in parts and added up."""
    row = _locked(shipment_id, by, "trade.ship")
    found = shipping.standing_milestones(row)
    box = shipping.box_of(found)
    if box is not None:
        refuse_if(refusals_for_gross_mass(gross_kg, net_kg=shipping.net_kg(found), box=box))
    if method not in ("1", "2"):
        raise Refused(Refusal("trade.clause-unknown", {"word": method}))
    return _step(row, WEIGHED, on, {"gross_kg": _plain(gross_kg), "method": method}, id=id, by=by, at=at)


@operation
def seal_shipment(*, id: UUID, by: Actor, at: datetime, shipment_id: UUID, on: date, seals: Sequence[str]) -> str:
    """Close it with seals. One that closes another shipment, or stands there twice, is refused."""
    row = _locked(shipment_id, by, "trade.ship")
    numbers = [as_written(seal) for seal in seals if seal.strip()]
    next_number("seals")  # whoever seals at the same moment waits
    refuse_if(shipments.refusals_for_seals(numbers, known=shipping.seals_in_use(numbers, besides=row)))
    made = _step(row, SEALED, on, {"seals": numbers}, id=id, by=by, at=at)
    Seal.objects.bulk_create(Seal(milestone_id=UUID(made), number=number) for number in numbers)
    return made


@operation
def depart(*, id: UUID, by: Actor, at: datetime, shipment_id: UUID, on: date, bill: str, reason: str = "") -> str:
    """It left. Refused while a sample bars it, or a verified row misses its paper and nobody who signs says why it may go without."""
    row = _locked(shipment_id, by, "trade.ship")
    refuse_if(bar for contract in shipping.contracts_in(row) for bar in bars_to_shipping(contract, at))
    back = keeping_back(checklist_of(row, today=at.date(), leaves_on=on))
    refuse_if(refusals_for_step(DEPARTED, on, done=shipping.days_of(shipping.standing_milestones(row)), mode=row.mode, today=at.date()))
    if back and not reason.strip():
        raise Refused([_kept_back(item, asked) for item, asked in back])
    if back:
        require(by, "trade.leave-without-papers", row)
    without = [
        {"paper": item.document, "about": item.about, "row": asked.key, "source": asked.source, "verified_by": asked.verified_by}
        for item, asked in back
    ]
    said = reason.strip() if back else ""
    made = _step(row, DEPARTED, on, {"bill": bill.strip(), "without": without}, id=id, by=by, at=at, reason=said)
    if back:
        after = {"papers": [one["paper"] for one in without], "rows": [one["row"] for one in without]}
        audit.record(by=by, at=at, what="trade.leave-without-papers", about=row, after=after, reason=said)
    _tell(row, on, at, is_back=False)
    return made


@operation
def arrive(*, id: UUID, by: Actor, at: datetime, shipment_id: UUID, on: date) -> str:
    """It arrived; not before it left."""
    row = _locked(shipment_id, by, "trade.receive")
    return _step(row, ARRIVED, on, {}, id=id, by=by, at=at)


@operation
def record_landed_weight(*, id: UUID, by: Actor, at: datetime, shipment_id: UUID, on: date, landed_kg: Decimal) -> str:
    """What was weighed on arrival, net, all lots together."""
    row = _locked(shipment_id, by, "trade.receive")
    found = shipping.standing_milestones(row)
    if STUFFED in found:
        tolerance = max(shipping.tolerance_of(contract) for contract in shipping.contracts_in(row))
        refuse_if(landed_weight.refusals_for_landed(landed_kg, shipped_kg=shipping.net_kg(found), tolerance=tolerance))
    return _step(row, LANDED, on, {"landed_kg": _plain(landed_kg)}, id=id, by=by, at=at)


@operation
def claim_weight(*, id: UUID, by: Actor, at: datetime, shipment_id: UUID, on: date) -> str:
    """Claim what is missing beyond the franchise. Made after day 28 it is stored and marked late."""
    row = _locked(shipment_id, by, "trade.receive")
    found = shipping.standing_milestones(row)
    refuse_if(refusals_for_step(CLAIMED, on, done=shipping.days_of(found), mode=row.mode, today=at.date()))
    loss = landed_weight.loss(shipping.net_kg(found), shipping.landed_kg(found) or Decimal(0), weights=weights_of(row))
    refuse_if(landed_weight.refusals_for_claim(loss))
    is_late = bool(landed_weight.flags_for_claim(arrived_on=found[ARRIVED].on, claimed_on=on))
    content = {
        "lost_kg": _plain(loss.lost_kg),
        "franchise_kg": _plain(loss.franchise_kg),
        "owed_kg": _plain(loss.owed_kg),
        "is_late": is_late,
    }
    return _step(row, CLAIMED, on, content, id=id, by=by, at=at)


@operation
def take_back_milestone(*, id: UUID, by: Actor, at: datetime, milestone_id: UUID, reason: str) -> str:
    """A step written wrong is taken back by a row of its own, the last one first. Returns the id of that row."""
    found = Milestone.objects.get(pk=milestone_id)
    row = _locked(found.shipment_id, by, "trade.receive" if found.kind in (ARRIVED, LANDED, CLAIMED) else "trade.ship")
    done = shipping.standing_milestones(row)
    if found.takes_back_id is not None or found.kind not in done or done[found.kind].id != found.id:
        raise Refused(Refusal("trade.step-already-taken-back", {"step": found.kind}))
    refuse_if(refusals_for_taking_back(found.kind, done=done, mode=row.mode))
    if not reason.strip():
        raise Refused(Refusal("trade.taking-back-needs-a-reason"))
    if found.kind == DEPARTED:
        _tell(row, found.on, at, is_back=True)
    made = Milestone.objects.create(
        id=id, shipment=row, kind=found.kind, on=found.on, takes_back=found, reason=reason.strip(), by_id=by.id, by_name=by.name, at=at
    )
    after = {"shipment": row.number, "step": found.kind, "on": found.on}
    audit.record(by=by, at=at, what="trade.take-back-milestone", about=made, after=after, reason=reason.strip())
    return str(id)


def weights_of(shipment: Shipment) -> str:
    """Which weight counts: "landed" where any of its contracts says so."""
    versions = [version_in_force(contract) for contract in shipping.contracts_in(shipment)]
    return "landed" if any(version and clauses_of(version).weights == "landed" for version in versions) else "shipped"


def _locked(shipment_id: UUID, by: Actor, right: str) -> Shipment:
    row = Shipment.objects.select_for_update().get(pk=shipment_id)
    require(by, right, row)
    return row


def _step(row: Shipment, kind: str, on: date, content: Mapping[str, Any], *, id: UUID, by: Actor, at: datetime, reason: str = "") -> str:
    done = shipping.days_of(shipping.standing_milestones(row))
    refuse_if(refusals_for_step(kind, on, done=done, mode=row.mode, today=at.date()))
    made = Milestone.objects.create(
        id=id, shipment=row, kind=kind, on=on, content=content, reason=reason, by_id=by.id, by_name=by.name, at=at
    )
    audit.record(
        by=by,
        at=at,
        what="trade.record-milestone",
        about=made,
        after={"shipment": row.number, "step": kind, "on": on, **content},
        reason=reason,
    )
    return str(id)


def _kept_back(item: Item, asked: Requirement) -> Refusal:
    facts = {"paper": item.document, "about": item.about, "row": asked.key, "source": asked.source, "who": asked.verified_by}
    return Refusal("trade.paper-keeps-goods-back", facts)


def _tell(row: Shipment, on: date, at: datetime, *, is_back: bool) -> None:
    """Supply keeps where its lots went."""
    contracts, kg = shipping.contracts_in(row), shipping.stuffed_kg(shipping.standing_milestones(row))
    lots = [
        (str(line.stock_id), _plain(kg.get((line.contract_id, line.position), Decimal(0))))
        for line in shipping.lines_of(contracts)
        if line.stock_id
    ]
    buyers = tuple(sorted({contract.buyer.name for contract in contracts}))
    announce(ShipmentLeft(str(row.id), row.number, buyers, tuple(lots), on.isoformat(), at.isoformat(), is_back), at=at)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
