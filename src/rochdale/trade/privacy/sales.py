"""Privacy of contracts and what follows them."""

from __future__ import annotations

from rochdale.base.privacy import classify, internal, named, of, told
from rochdale.trade.privacy.kinds import ID, WHEN

classify(
    "trade.Contract",
    internal(ID, "id", "container", "first_refusal", "negotiation", "call_off", "buyer"),
    of("trade.sales", "number", "state", "total", "currency", "drawn_up_at", "terms_sha256"),
    of("trade.sales", "terms"),
)
classify("trade.ContractParty", internal(ID, "id", "contract", "organization", "is_buyer"))
classify(
    "trade.ContractVersion",
    internal(ID, "id", "contract", "proposed_by", "by_id"),
    of("trade.sales", "number", "content", "sha256"),
    named("trade.deeds", by_name="by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id"),
)
classify(
    "trade.ContractSignature",
    internal(ID, "id", "version", "organization", "by_id"),
    internal("between the parties of a contract", "is_yes"),
    told("trade.deeds", "reason"),
    named("trade.deeds", by_name="by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id"),
)
classify(
    "trade.Invoice",
    internal(ID, "id", "contract", "organization", "corrects", "by_id"),
    of("trade.sales", "number", "kind", "content", "sha256", "total_minor", "currency", "issued_on", "due_on"),
    named("trade.deeds", by_name="by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id"),
)
classify(
    "trade.Payment",
    internal(ID, "id", "invoice", "takes_back", "by_id"),
    of("trade.sales", "amount_minor", "on", "reference"),
    told("trade.deeds", "reason"),
    named("trade.deeds", by_name="by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id"),
)
classify(
    "trade.PoolSettlement",
    internal(ID, "id", "contract", "organization", "by_id", "prepared_by_id"),
    of("trade.sales", "content", "sha256"),
    named("trade.deeds", by_name="by_id", prepared_by_name="prepared_by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id", "prepared_by_id"),
)
classify(
    "trade.ContractPaper", internal(ID, "id", "contract", "version", "document_id"), internal("the printed contract", "language", "sha256")
)
classify(
    "trade.OnwardSale",
    internal(ID, "id", "contract", "organization", "takes_back", "by_id"),
    of("trade.sales", "position", "kg", "to_whom", "on", "reference"),
    told("trade.deeds", "reason"),
    named("trade.deeds", by_name="by_id"),
    internal(WHEN, "at"),
    ties=("id", "by_id"),
)
