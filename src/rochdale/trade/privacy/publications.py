"""Privacy of what the parties of a sale tell and publish."""

from __future__ import annotations

from rochdale.base.privacy import classify, internal, named, of, told
from rochdale.trade.privacy.kinds import ID, WHEN

classify(
    "trade.SaleFigure",
    internal(ID, "id", "contract", "organization", "by_id"),
    of("trade.sales", "code", "amount", "currency", "on", "visibility"),
    told("trade.deeds", "evidence"),
    named("trade.deeds", by_name="by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id"),
)
classify(
    "trade.Publication",
    internal(ID, "id", "contract", "organization", "picture_id", "by_id", "code"),
    of("trade.sales", "kind", "sha256"),
    told("trade.deeds", "content"),
    named("trade.deeds", by_name="by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id"),
)
classify(
    "trade.PublicationAnswer",
    internal(ID, "id", "publication", "organization", "by_id"),
    internal("between the parties of a contract", "is_yes"),
    named("trade.deeds", by_name="by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id"),
)
