"""Fixing a price that was agreed to be fixed: so many kg at the quotation of a day."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.operations import operation
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.permissions import require
from rochdale.trade.agreed_lines import fixed_kg
from rochdale.trade.bids import bid_of, reckoned_at
from rochdale.trade.models import Contract, Fixation, Negotiation
from rochdale.trade.rules.fixing import refusals_for_fixation


@operation
def fix_price(*, id: UUID, by: Actor, at: datetime, contract_id: UUID, kg: int, quotation: Decimal, on: date) -> str:
    """Fix kg of a contract at a quotation, by whoever has the call. Never below the minimum. Returns the contract's id."""
    contract = Contract.objects.select_for_update().get(pk=contract_id)
    require(by, "trade.sign-contract", contract)
    row = Negotiation.objects.select_for_update().select_related("offer").filter(contract=contract).first()
    bid = bid_of(contract.terms["agreed"]) if row else None
    if row is None or bid is None or not bid.price.is_open:
        raise Refused(Refusal("trade.nothing-to-fix", {"contract": contract.number}))
    side = row.side_of(by.organization_id)
    left = contract.terms["lines"][0]["kg"] - fixed_kg(contract)
    refuse_if(refusals_for_fixation(bid.price, side, kg, quotation, on, left_kg=left, first=row.changed_at.date(), today=at.date()))
    price = reckoned_at(bid, quotation, row.offer, on=contract.drawn_up_at.date())
    made = Fixation.objects.create(
        id=id, negotiation=row, kg=kg, quotation=quotation, on=on, price_per_kg=price.per_kg, premium_per_kg=price.premium_per_kg,
        side=side, by_id=by.id, by_name=by.name, at=at,
    )  # fmt: skip
    audit.record(by=by, at=at, what="trade.fix-price", about=made, after={"contract": contract.number, "kg": kg, "on": on})
    return str(contract.id)
