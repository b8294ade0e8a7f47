"""Paying growers out of what a settlement left: trade says how much and for which lots, supply shares it out by deliveries."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from uuid import UUID, uuid5

from rochdale.base.actor import Actor
from rochdale.base.operations import operation
from rochdale.kernel.money import Money
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.supply import operations as supply
from rochdale.trade.models import Contract
from rochdale.trade.permissions import own_organization
from rochdale.trade.proceeds import left_for_growers, sale_for_supply
from rochdale.trade.rules.settlement import refusals_for_growers


@operation
def pay_growers(*, id: UUID, by: Actor, at: datetime, contract_id: UUID, amount: Decimal, paid_currency: str) -> str:
    """Prepare a second payment to the growers behind the lots of a settled sale. `amount` is in the currency of the contract.

    All of them together stay within what the settlement left for the cooperative. Another person of it decides. Returns the id of the
    proposal, which is supply's.
    """
    contract = Contract.objects.select_for_update(of=("self",)).get(pk=contract_id)
    left = left_for_growers(contract, own_organization(by), at)
    if left is None:
        raise Refused(Refusal("trade.not-settled-yet", {"contract": contract.number}))
    asked = Money(amount, contract.currency).rounded()
    refuse_if(refusals_for_growers(asked, left.before, left.most, left.premium))
    sale = sale_for_supply(contract, left)
    return supply.propose_sale_payment(id=uuid5(id, "growers"), by=by, at=at, sale=sale, amount=asked.amount, paid_currency=paid_currency)
