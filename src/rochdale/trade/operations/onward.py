"""What the importer sells on of what arrived."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.operations import operation
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.permissions import require
from rochdale.trade.models import Contract, OnwardSale
from rochdale.trade.onward import arrived_kg, importer_of, sold_on_kg
from rochdale.trade.permissions import own_organization
from rochdale.trade.rules.onward import refusals_for_onward_sale


@operation
def record_onward_sale(
    *, id: UUID, by: Actor, at: datetime, contract_id: UUID, position: int, kg: Decimal, to_whom: str, on: date, reference: str = ""
) -> str:
    """Write what was sold on of a lot. Never more than arrived. By the importer. Returns the id."""
    row = Contract.objects.select_for_update().get(pk=contract_id)
    _require_importer(row, by)
    arrived = arrived_kg(row)
    if not 0 <= position < len(arrived):
        raise Refused(Refusal("trade.invoice-line-unknown"))
    left = {"arrived_kg": arrived[position], "sold_kg": sold_on_kg(row, position)}
    refuse_if(refusals_for_onward_sale(kg, **left, to_whom=to_whom, on=on, today=at.date()))
    made = OnwardSale.objects.create(
        id=id, contract=row, position=position, kg=kg, to_whom=to_whom.strip(), on=on, reference=reference.strip(),
        organization_id=own_organization(by), by_id=by.id, by_name=by.name, at=at,
    )  # fmt: skip
    after = {"contract": row.number, "position": position, "kg": f"{kg.normalize():f}", "on": on}
    audit.record(by=by, at=at, what="trade.record-onward-sale", about=made, after=after)
    return str(id)


@operation
def take_back_onward_sale(*, id: UUID, by: Actor, at: datetime, sale_id: UUID, reason: str) -> str:
    """A sale written wrong is taken back by a row of its own. Returns the id."""
    found = OnwardSale.objects.get(pk=sale_id)
    row = Contract.objects.select_for_update().get(pk=found.contract_id)
    _require_importer(row, by)
    if found.takes_back_id is not None or OnwardSale.objects.filter(takes_back=found).exists():
        raise Refused(Refusal("trade.payment-already-taken-back", {"reference": found.reference or found.to_whom}))
    if not reason.strip():
        raise Refused(Refusal("trade.taking-back-needs-a-reason"))
    made = OnwardSale.objects.create(
        id=id, contract=row, position=found.position, kg=-found.kg, to_whom=found.to_whom, on=found.on, reference=found.reference,
        organization_id=own_organization(by), takes_back=found, reason=reason.strip(), by_id=by.id, by_name=by.name, at=at,
    )  # fmt: skip
    after = {"contract": row.number, "kg": f"{found.kg.normalize():f}"}
    audit.record(by=by, at=at, what="trade.take-back-onward-sale", about=made, after=after, reason=reason.strip())
    return str(id)


def _require_importer(row: Contract, by: Actor) -> None:
    require(by, "trade.sell-on", own_organization(by))
    if importer_of(row) != own_organization(by):
        raise Refused(Refusal("trade.only-the-importer-sells-on"))
