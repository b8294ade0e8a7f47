"""Privacy of frameworks and call-offs."""

from __future__ import annotations

from rochdale.base.privacy import classify, internal, named, of, told
from rochdale.trade.privacy.kinds import ID, WHEN

classify(
    "trade.Framework",
    internal(ID, "id", "organization", "buyer", "by_id"),
    of("trade.sales", "number"),
    named("trade.deeds", by_name="by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id"),
)
classify(
    "trade.FrameworkVersion",
    internal(ID, "id", "framework", "proposed_by", "by_id"),
    of("trade.sales", "number", "content", "sha256"),
    named("trade.deeds", by_name="by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id"),
)
classify(
    "trade.FrameworkSignature",
    internal(ID, "id", "version", "organization", "by_id"),
    internal("between the two sides", "is_yes"),
    told("trade.deeds", "reason"),
    named("trade.deeds", by_name="by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id"),
)
classify(
    "trade.FrameworkNotice",
    internal(ID, "id", "framework", "organization", "by_id"),
    of("trade.sales", "ends_on"),
    told("trade.deeds", "reason"),
    named("trade.deeds", by_name="by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id"),
)
classify(
    "trade.CallOff",
    internal(ID, "id", "framework", "version", "organization", "by_id"),
    of("trade.sales", "number", "kg", "content", "sha256"),
    named("trade.deeds", by_name="by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id"),
)
classify(
    "trade.Filling",
    internal(ID, "id", "call_off", "offer"),
    internal("the order of the lines", "position"),
    of("trade.sales", "kg"),
    ties=("id",),
)
classify(
    "trade.CallOffAnswer",
    internal(ID, "id", "call_off", "organization", "by_id"),
    internal("between the two sides", "is_yes"),
    told("trade.deeds", "reason"),
    named("trade.deeds", by_name="by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id"),
)
