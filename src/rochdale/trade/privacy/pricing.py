"""Privacy of quotations and scenarios."""

from __future__ import annotations

from rochdale.base.privacy import classify, internal, named, public
from rochdale.trade.privacy.kinds import ID, WHEN

classify(
    "trade.Quotation",
    internal(ID, "id", "read_for", "by_id"),
    public("what an exchange quoted", "exchange", "month", "on", "value", "quoted_in", "source"),
    named("trade.deeds", by_name="by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id"),
)
classify(
    "trade.ScenarioSheet",
    internal(ID, "id", "organization", "by_id"),
    internal("what an organization supposes before it negotiates; others see it once it is shared", "name", "number", "content", "sha256"),
    named("trade.deeds", by_name="by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id"),
)
classify(
    "trade.ScenarioShare",
    internal(ID, "id", "sheet", "reader", "by_id"),
    internal("how much of a sheet the other side sees", "shows_costs"),
    named("trade.deeds", by_name="by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id"),
)
