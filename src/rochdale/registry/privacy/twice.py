"""Privacy of pairs: that two entries are one is public, with the reason; what is only proposed is the office's."""

from __future__ import annotations

from rochdale.base.privacy import classify, internal, named, public, told

_PROPOSED = "which entries may be one, and why"

classify(
    "registry.ProposedPair",
    internal(_PROPOSED, "id", "first", "second", "country", "office", "other_office", "evidence", "why", "verdict"),
)
classify(
    "registry.PairDecision",
    public("which entries are one, or two", "id", "first", "second", "number", "verdict", "stays", "at"),
    internal("joins rows; says nothing by itself", "by_id"),
    told("base.deeds", "reason"),
    named("base.deeds", by_name="by_id"),
    ties=("by_id",),
)
