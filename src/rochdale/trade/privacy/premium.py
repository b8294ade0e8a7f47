"""Privacy of the premium ledger."""

from __future__ import annotations

from rochdale.base.privacy import classify, internal, named, told
from rochdale.trade.privacy.kinds import ID, WHEN

_LEDGER = "what the members decided on, for the notice board of the organization"

classify(
    "trade.PremiumPlan",
    internal(ID, "id", "organization", "document_id", "by_id", "prepared_by_id"),
    internal(_LEDGER, "product", "currency", "held_on", "members", "needed", "present", "yes", "no", "abstained"),
    named("trade.deeds", by_name="by_id", prepared_by_name="prepared_by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id", "prepared_by_id"),
)
classify("trade.PremiumProject", internal(ID, "id", "organization", "plan"), internal(_LEDGER, "name", "category", "budget_minor"))
classify(
    "trade.PremiumEntry",
    internal(ID, "id", "organization", "invoice", "project", "document_id", "takes_back", "by_id"),
    internal(_LEDGER, "kind", "product", "currency", "amount_minor", "on", "kg", "rate", "due_minor", "paid"),
    told("trade.deeds", "what", "reason"),
    named("trade.deeds", by_name="by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id"),
)
classify(
    "trade.PremiumSetting",
    internal(ID, "id", "organization", "by_id"),
    internal(_LEDGER, "product", "bettering", "most_years", "source", "is_verified"),
    named("trade.deeds", by_name="by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id"),
)
