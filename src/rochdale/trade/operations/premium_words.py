"""What a premium goes to is told to the growers whose goods earned it: it stands on their statements, in the words of the assembly."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid5

from rochdale.base.actor import Actor
from rochdale.supply import operations as supply
from rochdale.trade.models import Contract, PremiumEntry, PremiumPlan
from rochdale.trade.settling import seller_of_line, stock_of_line


def tell_growers(plan: PremiumPlan, by: Actor, at: datetime) -> None:
    """One sentence for each sale whose premium came in: the projects and their budgets, as they were named."""
    uses = "; ".join(f"{one.name} {one.budget}" for one in plan.projects.select_related("plan").order_by("name", "id"))
    of_it = {"organization_id": plan.organization_id, "product": plan.product, "currency": plan.currency}
    paid = PremiumEntry.objects.filter(**of_it, kind=PremiumEntry.Kind.RECEIPT).values("invoice__contract_id")
    for contract in Contract.objects.filter(pk__in=paid).order_by("number", "id"):
        pairs = zip(seller_of_line(contract), stock_of_line(contract), strict=True)
        lots = [stock for seller, stock in pairs if seller == plan.organization_id and stock]
        if lots:
            supply.leave_word_on_statements(
                id=uuid5(plan.id, str(contract.id)), by=by, at=at, organization_id=plan.organization_id, kind="premium",
                sale_id=contract.id, reference=contract.number, lot_ids=lots, from_whom=by.organization_name, text=uses,
            )  # fmt: skip
