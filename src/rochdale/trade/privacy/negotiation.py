"""Privacy of negotiations and samples."""

from __future__ import annotations

from rochdale.base.privacy import classify, internal, named, told
from rochdale.trade.privacy.kinds import ID, WHEN

_SIDES = "between the two sides of a negotiation"
_SAMPLE = "between who sends and who receives a sample"

classify(
    "trade.Negotiation",
    internal(ID, "id", "offer", "need", "seller", "buyer"),
    internal(_SIDES, "state", "valid_until", "kg_held", "need_kg"),
    internal(WHEN, "opened_at", "changed_at"),
)
classify(
    "trade.Turn",
    internal(ID, "id", "negotiation", "by_id"),
    internal(_SIDES, "number", "kind", "side", "content", "sha256"),
    told("trade.deeds", "note"),
    named("trade.deeds", by_name="by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id"),
)
classify(
    "trade.Fixation",
    internal(ID, "id", "negotiation", "by_id"),
    internal(_SIDES, "kg", "quotation", "on", "price_per_kg", "premium_per_kg", "side"),
    named("trade.deeds", by_name="by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id"),
)
classify(
    "trade.Sample",
    internal(ID, "id", "seller", "buyer", "offer", "contract", "replaces"),
    internal(
        _SAMPLE,
        *("code", "kind", "position", "lot", "product", "grams", "protocol", "due_on", "clause", "silence_days", "state", "received_on"),
    ),
    told("trade.deeds", "address"),
    internal(WHEN, "told_late_at", "asked_at"),
    ties=("id",),
)
classify(
    "trade.SampleStep",
    internal(ID, "id", "sample", "by_id"),
    internal(_SAMPLE, "number", "kind", "side", "content"),
    told("trade.deeds", "note"),
    named("trade.deeds", by_name="by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id"),
)
classify(
    "trade.Allowance",
    internal(ID, "id", "sample", "by_id", "answered_by_id"),
    internal(_SAMPLE, "per_kg", "currency", "side", "is_yes"),
    told("trade.deeds", "reason"),
    named("trade.deeds", by_name="by_id", answered_by_name="answered_by_id"),
    internal(WHEN, "at", "answered_at"),
    ties=("id", "by_id", "answered_by_id"),
)
