"""Containers written down as a market would leave them, for tests that are not about clearing."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import F

from rochdale.base.actor import Actor
from rochdale.kernel.ids import new_id
from rochdale.trade.market.defaults import SHIPPED
from rochdale.trade.models import Container, Market, Match, Need, Offer
from rochdale.trade.operations.contracts import next_number


@transaction.atomic
def a_market(by: Actor, *, at: datetime, state: str = "shown") -> Market:
    """A market called today, without what the engine said."""
    return Market.objects.create(
        id=new_id(), number=next_number("market"), state=state, called_by_id=by.id, called_by_name=by.name, called_at=at,
        answer_by=(at + timedelta(days=14)).date(), currency="USD", rate_on=at.date(), surplus=Decimal(100), bound=Decimal(110),
        seconds=1.5,
        defaults_used=DEFAULTS, summary={"gap": 0.09}, settings_used={"first_sailing": at.date().isoformat(), "slot_days": 14},
        plan=EMPTY_PLAN,
        frozen_input={"problem": EMPTY_PROBLEM},
    )  # fmt: skip


def a_container(market: Market, *pairs: tuple[Offer, Need, int], number: int = 1) -> Container:
    """A proposed container of coffee with these kg of offers for needs, reserved on both sides."""
    on = market.called_at.date()
    container = Container.objects.create(
        id=new_id(), market=market, code=f"coffee:VNDAD-DKAAR:20ft/0/{number}", number=number, product="coffee", origin="VNDAD",
        destination="DKAAR",
        mode="sea", unit="20ft", capacity_kg=19_200, load_kg=sum(kg for _, _, kg in pairs), distance_km=18_000, cost=Decimal(3030),
        fixed_cost=Decimal(1050), departs_on=on + timedelta(days=30), arrives_on=on + timedelta(days=72),
    )  # fmt: skip
    for offer, need, kg in pairs:
        Match.objects.create(
            id=new_id(), container=container, offer=offer, need=need, kg=kg, price_per_kg=Decimal(5), freight_per_kg=Decimal("0.16"),
            insurance_per_kg=Decimal("0.02"), landed_per_kg=Decimal("5.18"), inland_per_kg=Decimal("0.14"),
            freight_amount=Decimal("0.16") * kg,
            insurance_amount=Decimal("0.02") * kg,
        )  # fmt: skip
        Offer.objects.filter(pk=offer.pk).update(kg_reserved=F("kg_reserved") + kg)
        Need.objects.filter(pk=need.pk).update(kg_reserved=F("kg_reserved") + kg)
    return container


DEFAULTS = SHIPPED.read_text(encoding="utf-8")
EMPTY_PROBLEM = {
    "offers": [],
    "needs": [],
    "routes": [],
    "currency": "USD",
    "slots": 1,
    "split": {"share": 5000, "spread": 1500},
    "insurance": 33,
}
EMPTY_PLAN = {
    "matches": [], "shipments": [], "families": [], "offer_multipliers": {}, "need_multipliers": {}, "seed": 1, "input_sha256": "",
    "versions": {},
    "budget": {}, "stopped_early": False, "seconds": 0.0,
}  # fmt: skip
