"""Privacy of the ledger: what is public of a cooperative, and who filed it. Nothing of a member stands here."""

from __future__ import annotations

from rochdale.base.privacy import classify, internal, named, public, told

_REGISTER = "of the public register: filings and what an entity is by them"
_WHEN = "when it was recorded here"

classify("registry.Entity", internal(_WHEN, "at"), public(_REGISTER, "id", "country"))
classify(
    "registry.Filing",
    internal("shape and origin of what was filed", "schema", "source", "told_on", "by_id"),
    internal(_WHEN, "recorded_at"),
    public(_REGISTER, "id", "entity", "kind", "legal_on", "office", "says", "corrects"),
    told("base.deeds", "reason"),
    named("base.deeds", by_name="by_id"),
    ties=("by_id",),
)
classify(
    "registry.EntityNow",
    public(_REGISTER, "entity", "name", "acronym", "form", "number", "office", "status", "pack", "place", "state", "since_on", "same_as"),
    internal("whether it was compared with others", "is_compared"),
)
classify("registry.EntityTie", public(_REGISTER, "id", "entity", "other", "kind", "from_on", "until_on"))
