"""The front door for trade: what became of a lot. Shipping takes goods out of the store; what comes back is put in again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.operations import operation
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.people.permissions import require
from rochdale.supply import books
from rochdale.supply.books import Deed
from rochdale.supply.models import Facility, FacilityKind, Lot, MovementKind, Onward
from rochdale.supply.operations.runs import close_heap
from rochdale.supply.operations.shared import own

OFFERED, WITHDRAWN, SOLD, SHIPPED, RETURNED = "offered", "withdrawn", "sold", "shipped", "returned"
KINDS = (OFFERED, WITHDRAWN, SOLD, SHIPPED, RETURNED)


@dataclass(frozen=True, slots=True)
class Whither:
    """To whom goods go, whom to call there in a recall, and the number of the offer, contract or shipment."""

    reference: str
    to_whom: str = ""
    contact: str = ""
    statement_reference: str = ""


@operation
def record_onward(
    *,
    id: UUID,
    by: Actor,
    at: datetime,
    happened_at: datetime,
    lot_id: UUID,
    kind: str,
    weight_g: int,
    whither: Whither,
    facility_id: UUID | None = None,
) -> str:
    """Record an offer (or its end), sale, shipment or return of (part of) a lot. Returns the id.

    `facility_id`: where shipped or returned goods lie.
    """
    lot = Lot.objects.select_for_update().filter(pk=lot_id).first()
    if lot is None:
        raise Refused(Refusal("supply.not-found", {"what": "lot"}))
    require(by, "supply.record-onward", lot)
    organization = lot.organization_id
    if kind not in KINDS:
        raise Refused(Refusal("supply.onward-kind-is-unknown", {"kind": kind}))
    if weight_g <= 0 or not whither.reference.strip():
        raise Refused(Refusal("supply.onward-says-too-little"))
    row = Onward.objects.create(
        id=id, organization_id=organization, lot=lot, kind=kind, weight_g=weight_g, reference=whither.reference.strip()[:60],
        to_whom=whither.to_whom.strip()[:200], contact=whither.contact.strip()[:300],
        statement_reference=whither.statement_reference.strip()[:60], at=happened_at,
    )  # fmt: skip
    if kind in {SHIPPED, RETURNED}:
        facility = own(Facility.objects.exclude(kind=FacilityKind.ROAD), organization, pk=facility_id)
        _refuse_more_back_than_left(lot, kind, weight_g)
        close_heap(lot)
        signed_g = weight_g if kind == RETURNED else -weight_g
        books.move(Deed(by, happened_at, at, id), lot=lot, facility=facility, kind=MovementKind.SHIPPED, weight_g=signed_g)
    after = {"lot": lot.code, "kind": kind, "weight_g": weight_g, "reference": row.reference}
    audit.record(by=by, at=at, what="supply.record-onward", about=row, after=after)
    return str(id)


def _refuse_more_back_than_left(lot: Lot, kind: str, weight_g: int) -> None:
    if kind == RETURNED:
        sums = {name: sum(Onward.objects.filter(lot=lot, kind=name).values_list("weight_g", flat=True)) for name in (SHIPPED, RETURNED)}
        if sums[RETURNED] > sums[SHIPPED]:
            raise Refused(Refusal("supply.more-back-than-left", {"lot": lot.code}))
