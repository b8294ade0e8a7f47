"""Who imports under a contract, what arrived of each lot and what of it was sold on."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Sum

from rochdale.kernel.shares import whole_shares
from rochdale.people.queries import organizations
from rochdale.trade.models import Contract, Invoice
from rochdale.trade.shipping import landed_kg, standing_milestones, stuffed_kg
from rochdale.trade.versions import clauses_of, version_in_force


def importer_of(contract: Contract) -> UUID:
    """The organization of the name that the roles in force give as importer; the buyer where none or several are called so."""
    version = version_in_force(contract)
    name = clauses_of(version).importer.strip().casefold() if version else ""
    found = [one.id for one in organizations() if one.name.casefold() == name]
    return found[0] if len(found) == 1 else contract.buyer_id


def arrived_kg(contract: Contract) -> list[Decimal]:
    """Of each lot, in the order of the contract: its part of the weight on arrival; before anything was weighed, what is invoiced."""
    landed = [Decimal(0) for _line in contract.terms["lines"]]
    is_weighed = False
    for shipment in contract.shipments.order_by("number"):
        found = standing_milestones(shipment)
        weighed = landed_kg(found)
        if weighed is None:
            continue
        is_weighed = True
        for (id, position), grams in whole_shares(int(weighed * 1000), stuffed_kg(found)).items():
            if id == contract.id:
                landed[position] += Decimal(grams) / 1000
    return landed if is_weighed else _invoiced(contract)


def _invoiced(contract: Contract) -> list[Decimal]:
    kg = [Decimal(0) for _line in contract.terms["lines"]]
    for row in contract.invoices.filter(kind=Invoice.Kind.INVOICE).prefetch_related("credit_notes").order_by("number"):
        if sum(one.total_minor for one in row.credit_notes.all()) < row.total_minor:
            for line in row.content["lines"]:
                if line["kind"] == "goods":
                    kg[line["position"]] += Decimal(line["quantity"])
    return kg


@dataclass(frozen=True, slots=True)
class OnwardSum:
    """What arrived under a contract, what of it was sold on, and to how many; nobody is named."""

    arrived_kg: Decimal
    sold_kg: Decimal
    buyers: int


def onward_sum(contract: Contract) -> OnwardSum | None:
    """All onward sales together; None while nothing was sold on. What was taken back is not in it."""
    rows = list(contract.onward_sales.filter(takes_back=None, taken_back_by=None).order_by("on", "at", "id"))
    if not rows:
        return None
    buyers = {row.to_whom.strip().casefold() for row in rows}
    return OnwardSum(sum(arrived_kg(contract), Decimal(0)), sum((row.kg for row in rows), Decimal(0)), len(buyers))


def sold_on_kg(contract: Contract, position: int) -> Decimal:
    """What of a lot was sold on."""
    return contract.onward_sales.filter(position=position).aggregate(sum=Sum("kg"))["sum"] or Decimal(0)
