"""Goods that left are taken out of their store, and put back when the departure is taken back. Idempotent by the id of the news."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from rochdale.base import tenancy
from rochdale.base.actor import SYSTEM
from rochdale.supply import operations
from rochdale.supply.operations.onward import RETURNED, SHIPPED, Whither
from rochdale.supply.queries.lot_papers import shares_to_return, shares_to_ship


def shipment_left(id: UUID, news: Mapping[str, Any]) -> None:
    """Where each lot of the shipment lies, so much of it is shipped; of what no store holds, nothing is booked."""
    at, is_back = datetime.fromisoformat(str(news["at"])), bool(news["is_back"])
    whither = Whither(str(news["number"]), ", ".join(news["buyers"]))
    with tenancy.everywhere("a shipment has lots of several sellers"):
        for lot_id, kg in news["lots"]:
            lot, weight_g = UUID(lot_id), int(Decimal(kg) * 1000)
            shares = shares_to_return(lot, whither.reference) if is_back else shares_to_ship(lot, weight_g, whither.reference)
            for facility_id, share_g in shares:
                operations.record_onward(
                    id=uuid5(id, f"{lot_id} {facility_id}"), by=SYSTEM, at=at, happened_at=at, lot_id=lot,
                    kind=RETURNED if is_back else SHIPPED, weight_g=share_g, whither=whither, facility_id=facility_id,
                )  # fmt: skip
