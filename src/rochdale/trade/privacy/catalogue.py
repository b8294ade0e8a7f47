"""Privacy of published prices and of partners' catalogues."""

from __future__ import annotations

from rochdale.base.privacy import classify, internal, named, public
from rochdale.trade.privacy.kinds import ID, WHEN

classify(
    "trade.AskingPrice",
    internal(ID, "id", "offer", "by_id"),
    public("asked in public, on purpose", "price", "currency", "price_unit"),
    named("trade.deeds", by_name="by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id"),
)
classify(
    "trade.PartnerOffer",
    internal(ID, "id", "organization", "by_id"),
    internal(
        "what a partner's own catalogue says",
        *("file", "sha256", "number", "node", "supplier", "name", "says", "kind", "sku", "batch"),
        *("pack_kg", "stock", "price", "price_per_kg", "currency", "vat"),
    ),
    named("trade.deeds", by_name="by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id"),
)
