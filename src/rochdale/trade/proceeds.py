"""What a settlement left for a cooperative's growers, and the sale as supply is told of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from rochdale.kernel.money import Money
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.supply.operations.sale_payments import Sale
from rochdale.supply.queries.sales import SoldLot, to_growers
from rochdale.trade.models import Contract, PoolSettlement
from rochdale.trade.settling import standing_invoices, stock_of_line

RECKONED = ("share", "organic", "shortfall", "claim", "advance", "interest", "own_costs", "balance")
TAKEN_OFF = ("shortfall", "claim", "advance", "interest", "own_costs")


@dataclass(frozen=True, slots=True)
class Left:
    """One cooperative's line of a settlement: what it left, what of it is on its way to growers already, and the premium beside it."""

    line: Mapping[str, Any]
    most: Money
    before: Money
    premium: Money

    @property
    def left(self) -> Money:
        """What may still be proposed."""
        return self.most - self.before


def left_for_growers(contract: Contract, organization_id: UUID, at: datetime) -> Left | None:
    """The line of a cooperative; None while nothing is settled."""
    row = PoolSettlement.objects.filter(contract=contract).first()
    line = next((one for one in row.content["lines"] if one["code"] == str(organization_id)), None) if row else None
    if line is None:
        return None
    currency = contract.currency
    balance, premium = (Money(Decimal(line[name] or 0), currency) for name in ("balance", "premium"))
    most = balance if balance.amount > 0 else Money.zero(currency)
    return Left(line, most, to_growers(organization_id, contract.id, currency, at), premium)


def sold_lots_of(contract: Contract, line: Mapping[str, Any]) -> list[SoldLot]:
    """The lots in store that a line of a settlement sold. A lot whose books are kept elsewhere is refused: it cannot be shared out."""
    stock = stock_of_line(contract)
    elsewhere = [lot["reference"] for lot in line["lots"] if stock[int(lot["position"])] is None]
    if elsewhere:
        raise Refused(Refusal("trade.lot-without-books", {"lots": elsewhere}))
    found: list[SoldLot] = []
    for lot in line["lots"]:
        id = stock[int(lot["position"])]
        assert id is not None, "refused above"
        found.append(SoldLot(id, Decimal(lot["kg"]), Decimal(lot["worth"])))
    return found


def sale_for_supply(contract: Contract, left: Left) -> Sale:
    """What growers are told of the sale that pays them."""
    reckoning = []
    for name in RECKONED:
        figure = Decimal(left.line[name])
        if figure or name == "balance":
            reckoning.append((name, str(-figure if name in TAKEN_OFF else figure)))
    invoices = [row.number for row in standing_invoices(contract)]
    lots = sold_lots_of(contract, left.line)
    return Sale(contract.id, contract.number, contract.terms["buyer"]["name"], invoices, lots, reckoning, left.most)
