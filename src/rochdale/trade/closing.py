"""The facts of a closing report, drawn together from settlement, invoices, supply and what each side tells; and the same as frozen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from rochdale.base import tenancy
from rochdale.base.rates import rate_table
from rochdale.kernel.exchange import Rate, convert
from rochdale.kernel.money import Money
from rochdale.supply.queries.sales import SoldLot, paid_for
from rochdale.trade.models import Contract, PoolSettlement, SaleFigure
from rochdale.trade.onward import onward_sum
from rochdale.trade.rules.closing import BUYER_LINES, LOSS, SaleFacts, Stage, share_of_growers, stages
from rochdale.trade.settling import stock_of_line

Content = Mapping[str, Any]


@dataclass(slots=True)
class Sums:
    """Amounts turned into the currency of the sale, with every rate that was used."""

    currency: str
    rates: dict[tuple[str, date], Rate] = field(default_factory=dict)

    def add(self, money: Money, on: date) -> Decimal:
        """The amount on a day; refused where a rate is missing."""
        found = convert(money, self.currency, on, rate_table())
        self.rates |= {(rate.currency, rate.on): rate for rate in found.factor.rates}
        return found.amount.amount


def told(contract: Contract, by: UUID | None, *, is_public: bool = False) -> dict[tuple[UUID, str], SaleFigure]:
    """The newest figure of each organization and line: one's own, and what others show the parties.

    With `is_public` only what all may see.
    """
    rows = SaleFigure.objects.filter(contract=contract).select_related("organization").order_by("at", "id")
    newest = {(row.organization_id, row.code): row for row in rows}
    seen = SaleFigure.Visibility
    if is_public:
        return {key: row for key, row in newest.items() if row.visibility == seen.PUBLIC}
    return {key: row for key, row in newest.items() if row.visibility != seen.PRIVATE or row.organization_id == by}


def facts_of(contract: Contract, settlement: PoolSettlement, figures: Iterable[SaleFigure]) -> tuple[SaleFacts, Sums]:
    """What is known of a settled sale. First payments are those of the deliveries behind the lots, or what a cooperative tells."""
    said, sums = settlement.content, Sums(contract.currency)
    lines = {(row.organization_id, row.code): row for row in figures}
    on = settlement.at.date()
    firsts: list[Decimal | None] = []
    second = Decimal(0)
    for line in said["lines"]:
        first, more = _paid(contract, line, sums, on)
        claimed = lines.get((UUID(line["code"]), "first"))
        firsts.append(sums.add(claimed.money, claimed.on) if first is None and claimed else first)
        second += more
    first = None if any(one is None for one in firsts) else sum((one for one in firsts if one is not None), Decimal(0))
    given = sum((_given(line) for line in said["lines"]), Decimal(0))
    buyer = {row.code: sums.add(row.money, row.on) for row in lines.values() if row.code in BUYER_LINES}
    retail = buyer.pop("retail", None)
    kg = sum((Decimal(line["kg"]) for line in said["lines"]), Decimal(0))
    costs = Decimal(said["shared_costs"]) + Decimal(said["reserve"])
    loss = LOSS.get(contract.terms["lines"][0]["product"], Decimal(1))
    return SaleFacts(kg, first, second, given, costs, Decimal(said["premium"]), buyer, retail, loss), sums


def _given(line: Content) -> Decimal:
    """What a sale gave a cooperative, before what it had had of it already."""
    return Decimal(line["share"]) + Decimal(line["organic"]) - Decimal(line["shortfall"]) - Decimal(line["claim"])


def _paid(contract: Contract, line: Content, sums: Sums, on: date) -> tuple[Decimal | None, Decimal]:
    """First and second payments to one cooperative's growers; no first payment where not every lot's books are kept here."""
    organization = UUID(line["code"])
    with tenancy.within(organization):
        stock = stock_of_line(contract)
        pairs = [(stock[int(lot["position"])], lot) for lot in line["lots"]]
        lots = [SoldLot(id, Decimal(lot["kg"]), Decimal(lot["worth"])) for id, lot in pairs if id is not None]
        found = paid_for(organization, contract.id, lots)
    second = sum((sums.add(Money(amount, code), on) for code, amount in found.second.items()), Decimal(0))
    is_known = len(lots) == len(pairs) and found.priced_kg == found.sold_kg
    first = sum((sums.add(Money(amount, code), on) for code, amount in found.first.items()), Decimal(0))
    return (first if is_known else None), second


def content_of_report(contract: Contract, facts: SaleFacts, sums: Sums) -> dict[str, Any]:
    """What is frozen: every step for 1 kg, the share, both denominators, and the rates with their days."""
    share = share_of_growers(facts)
    return {
        "contract": contract.number,
        "buyer": contract.terms["buyer"]["name"],
        "sellers": sorted({line["seller"]["name"] for line in contract.terms["lines"]}),
        "product": contract.terms["lines"][0]["product"],
        "currency": contract.currency,
        "kg": f"{facts.kg:f}",
        "loss": f"{facts.loss:f}",
        "retail": "" if facts.retail is None else f"{facts.retail:.4f}",
        "share": "" if share is None else f"{share:.4f}",
        "stages": [{"code": one.code, "per_kg": f"{one.per_kg:.4f}", "is_sum": one.is_sum} for one in stages(facts)],
        "onward": _onward(contract),
        "rates": [
            {"currency": rate.currency, "per_eur": f"{rate.per_eur:f}", "on": rate.on.isoformat(), "source": rate.source}
            for rate in sorted(sums.rates.values(), key=lambda rate: (rate.currency, rate.on))
        ],
    }


def _onward(contract: Contract) -> dict[str, str]:
    """What an importer sold on, without a name; empty where nothing was."""
    found = onward_sum(contract)
    if found is None:
        return {}
    return {"arrived_kg": f"{found.arrived_kg.normalize():f}", "sold_kg": f"{found.sold_kg.normalize():f}", "buyers": str(found.buyers)}


def stages_of(content: Content) -> list[Stage]:
    """The frozen steps."""
    return [Stage(one["code"], Decimal(one["per_kg"]), one["is_sum"]) for one in content["stages"]]
