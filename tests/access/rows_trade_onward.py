"""What each role is answered about goods an importer sells on: parties and importer see it, the importer alone writes."""

from __future__ import annotations

from decimal import Decimal

from django.utils import timezone

from rochdale.kernel.ids import new_id
from rochdale.trade.models import Contract
from rochdale.trade.operations import record_onward_sale
from tests.access.matrix import Row, World, row


def prepare(world: World) -> None:
    """Fælles Brugs, which buys and imports, sold on 100 kg of the sale that `rows_trade` prepared."""
    at = timezone.now()
    contract = Contract.objects.get(pk=world.made["sale"])
    world.made["onward"] = record_onward_sale(
        id=new_id(), by=world.cast.actor("freja"), at=at, contract_id=contract.id, position=0, kg=Decimal(100), to_whom="Roaster in Odense",
        on=at.date(),
    )  # fmt: skip


def made(name: str) -> object:
    return lambda world: world.made[name]


SALE, ONWARD = {"contract_id": made("sale")}, {"sale_id": made("onward")}
SENT = {"operation_id": lambda world: new_id()}
IMPORTS = {"member": 404, "officer": 404, "buyer": 200, "operator": 404, "others": 404}

ROWS: list[Row] = [
    row("trade:onward", "GET", SALE, member=200, officer=200, buyer=200, operator=200, others=404),
    row("trade:sell-on", "GET", SALE, **IMPORTS),
    row("trade:sell-on", "POST", SALE, SENT, **IMPORTS),
    row("trade:take-back-onward", "GET", ONWARD, **IMPORTS),
    row("trade:take-back-onward", "POST", ONWARD, SENT, **IMPORTS),
]
