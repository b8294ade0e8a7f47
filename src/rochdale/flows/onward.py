"""What trade does with a lot is told to supply, which keeps it for a recall. Idempotent by the id of the news."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid5

from rochdale.base import tenancy
from rochdale.base.actor import SYSTEM
from rochdale.people.queries import organizations_by_id
from rochdale.supply import operations
from rochdale.supply.operations.onward import SOLD, Whither
from rochdale.trade.queries.contracts import sold_lots


def contract_drawn_up(id: UUID, news: Mapping[str, object]) -> None:
    """Lots of the sellers are sold under this contract."""
    at, buyer = datetime.fromisoformat(str(news["at"])), UUID(str(news["buyer_id"]))
    whither = Whither(str(news["number"]), organizations_by_id([buyer])[buyer].name)
    with tenancy.everywhere("a contract has lots of several sellers"):
        for lot in sold_lots(UUID(str(news["contract_id"]))):
            operations.record_onward(
                id=uuid5(id, str(lot.stock_id)), by=SYSTEM, at=at, happened_at=at, lot_id=lot.stock_id, kind=SOLD, weight_g=lot.kg * 1000,
                whither=whither,
            )  # fmt: skip
