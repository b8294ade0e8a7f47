"""Privacy of pre-finance: both sides see it, nobody else."""

from __future__ import annotations

from rochdale.base.privacy import classify, internal, named, of, told
from rochdale.trade.privacy.kinds import ID, WHEN

classify(
    "trade.Prefinance",
    internal(ID, "id", "organization", "lender", "by_id"),
    of("trade.loans", "number", "amount_minor", "currency", "needed_by"),
    told("trade.deeds", "purpose"),
    named("trade.deeds", by_name="by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id"),
)
classify(
    "trade.Pledge",
    internal(ID, "id", "prefinance", "contract", "by_id"),
    of("trade.loans", "content"),
    named("trade.deeds", by_name="by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id"),
)
classify(
    "trade.PrefinanceTerms",
    internal(ID, "id", "prefinance", "by_id"),
    of("trade.loans", "number", "content", "sha256"),
    named("trade.deeds", by_name="by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id"),
)
classify(
    "trade.PrefinanceAnswer",
    internal(ID, "id", "terms", "by_id"),
    of("trade.loans", "is_yes"),
    told("trade.deeds", "reason"),
    named("trade.deeds", by_name="by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id"),
)
classify(
    "trade.PrefinanceMove",
    internal(ID, "id", "prefinance", "payment", "organization", "takes_back", "by_id"),
    of("trade.loans", "kind", "amount_minor", "on", "reference"),
    told("trade.deeds", "reason"),
    named("trade.deeds", by_name="by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id"),
)
classify(
    "trade.PrefinanceEnd",
    internal(ID, "id", "prefinance", "organization", "by_id"),
    of("trade.loans", "kind"),
    told("trade.deeds", "reason"),
    named("trade.deeds", by_name="by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id"),
)
