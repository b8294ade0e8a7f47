"""What becomes of organizations is told to learning, which shows it to the trainers behind them. Idempotent by the id of the news."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from rochdale.base.actor import SYSTEM
from rochdale.learning import operations


def registered(id: UUID, news: Mapping[str, Any]) -> None:
    """An organization is registered."""
    _record(id, news["organization_id"], "registered", news["on"], news["number"], news["at"])


def assembly_reported(id: UUID, news: Mapping[str, Any]) -> None:
    """An assembly was held."""
    for organization_id in news["organization_ids"]:
        _record(id, organization_id, "assembly", news["on"], "", news["at"])


def first_delivery(id: UUID, news: Mapping[str, Any]) -> None:
    """An organization took its first delivery."""
    _record(id, news["organization_id"], "delivered", news["on"], news["receipt_no"], news["at"])


def contract_drawn_up(id: UUID, news: Mapping[str, Any]) -> None:
    """The sellers of a contract sold."""
    on = datetime.fromisoformat(news["at"]).date().isoformat()
    for organization_id in news["seller_ids"]:
        _record(id, organization_id, "sold", on, news["number"], news["at"])


def _record(id: UUID, organization_id: str, kind: str, on: str, reference: str, at: str) -> None:
    operations.record_outcome(
        id=uuid5(id, f"{organization_id} {kind}"), by=SYSTEM, at=datetime.fromisoformat(at), organization_id=UUID(organization_id),
        kind=kind, on=date.fromisoformat(on), reference=reference,
    )  # fmt: skip
