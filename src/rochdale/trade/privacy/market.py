"""Privacy of lots, offers, needs, markets and floors."""

from __future__ import annotations

from rochdale.base.privacy import classify, internal, named, of, public, told
from rochdale.trade.privacy.kinds import ID, WHEN

_GOODS = "what is on the market"
_CLEARING = "how the market was cleared"

classify("trade.Lot", internal(ID, "id", "organization", "stock"), internal("what a cooperative has", "code", "kg", "kg_taken"))
classify(
    "trade.Offer",
    internal(ID, "id", "organization", "lot", "offered_by_id"),
    public(
        _GOODS,
        *("reference", "cooperative", "country", "product", "species", "process", "protocol", "score", "kg", "kg_reserved", "kg_sold"),
        *("terms", "port", "ready_from", "ready_until", "visibility", "state"),
    ),
    of("trade.limits", "reserve_price", "currency", "price_unit"),
    told("trade.deeds", "origin"),
    named("trade.deeds", offered_by_name="offered_by_id"),
    internal(WHEN, "offered_at", "changed_at"),
    ties=("id", "offered_by_id"),
)
classify(
    "trade.OfferCertificate", internal(ID, "id", "offer", "held"), of("trade.certificates", "scheme", "number", "valid_from", "valid_until")
)
classify(
    "trade.Need",
    internal(ID, "id", "organization", "posted_by_id"),
    public(
        _GOODS,
        *("reference", "buyer", "product", "species", "process", "protocol", "min_score", "certifications", "kg", "kg_reserved"),
        *("kg_bought", "min_lot_kg", "max_suppliers", "port", "arrive_from", "arrive_until", "visibility", "state"),
    ),
    of("trade.limits", "max_landed_price", "currency", "price_unit"),
    named("trade.deeds", posted_by_name="posted_by_id"),
    internal(WHEN, "posted_at"),
)
classify(
    "trade.FirstRefusal",
    internal(ID, "id", "offer", "partner"),
    internal("between two partners", "kg", "price", "currency", "price_unit", "until", "state"),
    internal(WHEN, "given_at", "answered_at"),
    told("trade.deeds", "given_by_name", "answered_by_name", "reason"),
    ties=("id",),
)
classify(
    "trade.Market",
    internal(ID, "id", "called_by_id", "job_id", "day", "follows"),
    public("a market everybody may look up", "number", "state", "products", "answer_by", "currency", "rate_on", "surplus", "bound"),
    named("trade.deeds", called_by_name="called_by_id"),
    of("trade.limits", "frozen_input", "plan"),
    internal(_CLEARING, "defaults_used", "settings_used", "seed", "summary", "verdict", "trouble", "seconds", "has_stopped_early"),
    internal(WHEN, "called_at", "started_at", "finished_at"),
)
classify(
    "trade.MarketDay",
    internal(ID, "id", "organization", "by_id"),
    public(
        "a market day is announced", "number", "products", "opens_on", "closes_on", "answer_by", "state", "report", "sha256", "closed_at"
    ),
    internal("who is invited", "invited"),
    named("trade.deeds", by_name="by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id"),
)
classify(
    "trade.DayReminder",
    internal(ID, "id", "day", "reminded", "by_id"),
    internal(WHEN, "on", "at"),
    named("trade.deeds", by_name="by_id"),
    ties=("id", "by_id"),
)
classify(
    "trade.Container",
    internal(ID, "id", "market", "release_code"),
    internal(
        "between those who share it",
        *("code", "number", "product", "origin", "destination", "mode", "way", "unit", "capacity_kg", "load_kg", "distance_km"),
        *("cost", "fixed_cost", "departs_on", "arrives_on", "state"),
    ),
    internal(WHEN, "settled_at"),
)
classify(
    "trade.Match",
    internal(ID, "id", "container", "offer", "need", "floor"),
    internal(
        "between seller and buyer",
        *("kg", "price_per_kg", "floor_per_kg", "extra_per_kg", "freight_per_kg", "insurance_per_kg", "landed_per_kg", "inland_per_kg"),
        *("freight_amount", "insurance_amount", "reasons"),
    ),
)
classify(
    "trade.Unmatched",
    internal(ID, "id", "market", "offer", "need"),
    internal("for the owner of the offer or need", "kg_left", "code", "facts", "change_code", "change_facts"),
)
classify(
    "trade.Answer",
    internal(ID, "id", "container", "organization", "by_id"),
    internal("between those who share a container", "is_yes"),
    told("trade.deeds", "reason"),
    named("trade.deeds", by_name="by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id"),
)
classify(
    "trade.Condition",
    internal(ID, "id", "answer"),
    internal("between those who share a container", "kind", "due"),
    told("trade.deeds", "met_by_name"),
    internal(WHEN, "met_at"),
    ties=("id",),
)
classify("trade.Counter", internal("the last number given out", "name", "last"))
classify(
    "trade.PriceFloor",
    internal(ID, "id", "superseded_by", "verified_by_id"),
    public(
        "a minimum everybody may look up",
        *("product", "species", "form", "origin", "scheme", "level", "currency", "unit", "minimum", "organic_differential", "premium"),
        *("valid_from", "valid_to", "source", "verified_on"),
    ),
    told("trade.deeds", "recorded_by_name", "verification_note"),
    named("trade.deeds", verified_by="verified_by_id"),
    internal(WHEN, "recorded_at"),
    ties=("id",),
)
