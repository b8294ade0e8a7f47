"""Privacy of shipments and their papers."""

from __future__ import annotations

from rochdale.base.privacy import classify, internal, named, of, told
from rochdale.trade.privacy.kinds import ID, WHEN

classify(
    "trade.Shipment",
    internal(ID, "id", "organization", "by_id"),
    of("trade.sales", "number", "mode"),
    named("trade.deeds", by_name="by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id"),
)
classify("trade.ShipmentContract", internal(ID, "id", "shipment", "contract"))
classify(
    "trade.Milestone",
    internal(ID, "id", "shipment", "takes_back", "by_id"),
    of("trade.sales", "kind", "on", "content"),
    told("trade.deeds", "reason"),
    named("trade.deeds", by_name="by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id"),
)
classify("trade.Seal", internal(ID, "id", "milestone"), of("trade.sales", "number"))
classify(
    "trade.ShippingPaper",
    internal(ID, "id", "shipment", "organization", "takes_back", "document_id", "by_id"),
    of("trade.sales", "kind", "about", "number", "issuer", "issued_on", "valid_until", "figures", "sha256"),
    told("trade.deeds", "reason"),
    named("trade.deeds", by_name="by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id"),
)
classify(
    "trade.DocumentRequirement",
    internal(ID, "id", "by_id", "verified_by_id"),
    internal("what a route asks for; about nobody", "key", "content", "source", "verified_on"),
    told("trade.deeds", "verification_note"),
    named("trade.deeds", by_name="by_id", verified_by="verified_by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id", "verified_by_id"),
)
