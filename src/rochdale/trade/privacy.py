"""What trade keeps of people, and what an organization may let others see of its trade: this context's part of the privacy register."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.privacy import Level, classify, internal, kind, named, of, public, told

kind(
    "trade.deeds",
    title=_("Your name in the market"),
    why=_("So that a party knows who offered, answered and signed."),
    seen_by=_("Those who act for your organization, and the parties of a container you answered for."),
    outlasts=_("What was offered and answered stays, with a made-up name."),
)
kind(
    "trade.limits",
    title=_("Reserves and limits"),
    why=_("So that a market can be cleared without anybody's limit being known."),
    seen_by=_("Your own officers, and the clearing. Not the operator, not the other side."),
    level=Level.INTERNAL,
)
kind(
    "trade.certificates",
    title=_("Certificates of your lots"),
    why=_("So that a buyer can trust what stands on the bag."),
    seen_by=_("Everybody sees which certificates a lot on the market has. Numbers are seen by those with whom they are shared."),
    level=Level.INTERNAL,
    shared_says=_("The certificates of all your lots, with their numbers and days. No price."),
)
kind(
    "trade.sales",
    title=_("What was sold"),
    why=_("So that a contract can be shown and counted."),
    seen_by=_("The parties of the contract, and the market's operator."),
    level=Level.INTERNAL,
    shared_says=_("Number, day, goods and kg of your contracts. No price and not the other party's name: they are not yours alone."),
)

_ID = "joins rows; says nothing by itself"
_WHEN = "tells when"
_GOODS = "what is on the market"
_CLEARING = "how the market was cleared"

classify("trade.Lot", internal(_ID, "id", "organization", "stock"), internal("what a cooperative has", "code", "kg", "kg_taken"))
classify(
    "trade.Offer",
    internal(_ID, "id", "organization", "lot", "offered_by_id"),
    public(
        _GOODS,
        *("reference", "cooperative", "country", "product", "species", "process", "protocol", "score", "kg", "kg_reserved", "kg_sold"),
        *("terms", "port", "ready_from", "ready_until", "visibility", "state"),
    ),
    of("trade.limits", "reserve_price", "currency", "price_unit"),
    told("trade.deeds", "origin"),
    named("trade.deeds", offered_by_name="offered_by_id"),
    internal(_WHEN, "offered_at", "changed_at"),
    ties=("id", "offered_by_id"),
)
classify("trade.OfferCertificate", internal(_ID, "id", "offer"), of("trade.certificates", "scheme", "number", "valid_from", "valid_until"))
classify(
    "trade.Need",
    internal(_ID, "id", "organization", "posted_by_id"),
    public(
        _GOODS,
        *("reference", "buyer", "product", "species", "process", "protocol", "min_score", "certifications", "kg", "kg_reserved"),
        *("kg_bought", "min_lot_kg", "max_suppliers", "port", "arrive_from", "arrive_until", "visibility", "state"),
    ),
    of("trade.limits", "max_landed_price", "currency", "price_unit"),
    named("trade.deeds", posted_by_name="posted_by_id"),
    internal(_WHEN, "posted_at"),
)
classify(
    "trade.FirstRefusal",
    internal(_ID, "id", "offer", "partner"),
    internal("between two partners", "kg", "price", "currency", "price_unit", "until", "state"),
    internal(_WHEN, "given_at", "answered_at"),
    told("trade.deeds", "given_by_name", "answered_by_name", "reason"),
    ties=("id",),
)
classify(
    "trade.Market",
    internal(_ID, "id", "called_by_id", "job_id"),
    public("a market everybody may look up", "number", "state", "products", "answer_by", "currency", "rate_on", "surplus", "bound"),
    named("trade.deeds", called_by_name="called_by_id"),
    of("trade.limits", "frozen_input", "plan"),
    internal(_CLEARING, "defaults_used", "settings_used", "seed", "summary", "verdict", "trouble", "seconds", "has_stopped_early"),
    internal(_WHEN, "called_at", "started_at", "finished_at"),
)
classify(
    "trade.Container",
    internal(_ID, "id", "market", "release_code"),
    internal(
        "between those who share it",
        *("code", "number", "product", "origin", "destination", "mode", "way", "unit", "capacity_kg", "load_kg", "distance_km"),
        *("cost", "fixed_cost", "departs_on", "arrives_on", "state"),
    ),
    internal(_WHEN, "settled_at"),
)
classify(
    "trade.Match",
    internal(_ID, "id", "container", "offer", "need", "floor"),
    internal(
        "between seller and buyer",
        *("kg", "price_per_kg", "floor_per_kg", "extra_per_kg", "freight_per_kg", "insurance_per_kg", "landed_per_kg", "inland_per_kg"),
        *("freight_amount", "insurance_amount", "reasons"),
    ),
)
classify(
    "trade.Unmatched",
    internal(_ID, "id", "market", "offer", "need"),
    internal("for the owner of the offer or need", "kg_left", "code", "facts", "change_code", "change_facts"),
)
classify(
    "trade.Answer",
    internal(_ID, "id", "container", "organization", "by_id"),
    internal("between those who share a container", "is_yes"),
    told("trade.deeds", "reason"),
    named("trade.deeds", by_name="by_id"),
    internal(_WHEN, "at"),
    ties=("id", "by_id"),
)
classify(
    "trade.Condition",
    internal(_ID, "id", "answer"),
    internal("between those who share a container", "kind", "due"),
    told("trade.deeds", "met_by_name"),
    internal(_WHEN, "met_at"),
    ties=("id",),
)
classify("trade.Counter", internal("the last number given out", "name", "last"))
classify(
    "trade.Contract",
    internal(_ID, "id", "container", "first_refusal", "buyer"),
    of("trade.sales", "number", "state", "total", "currency", "drawn_up_at", "terms_sha256"),
    of("trade.sales", "terms"),
)
classify("trade.ContractParty", internal(_ID, "id", "contract", "organization", "is_buyer"))
classify(
    "trade.ContractVersion",
    internal(_ID, "id", "contract", "proposed_by", "by_id"),
    of("trade.sales", "number", "content", "sha256"),
    named("trade.deeds", by_name="by_id"),
    internal(_WHEN, "at"),
    ties=("id", "by_id"),
)
classify(
    "trade.ContractSignature",
    internal(_ID, "id", "version", "organization", "by_id"),
    internal("between the parties of a contract", "is_yes"),
    told("trade.deeds", "reason"),
    named("trade.deeds", by_name="by_id"),
    internal(_WHEN, "at"),
    ties=("id", "by_id"),
)
classify(
    "trade.Invoice",
    internal(_ID, "id", "contract", "organization", "corrects", "by_id"),
    of("trade.sales", "number", "kind", "content", "sha256", "total_minor", "currency", "issued_on", "due_on"),
    named("trade.deeds", by_name="by_id"),
    internal(_WHEN, "at"),
    ties=("id", "by_id"),
)
classify(
    "trade.Payment",
    internal(_ID, "id", "invoice", "takes_back", "by_id"),
    of("trade.sales", "amount_minor", "on", "reference"),
    told("trade.deeds", "reason"),
    named("trade.deeds", by_name="by_id"),
    internal(_WHEN, "at"),
    ties=("id", "by_id"),
)
classify(
    "trade.PoolSettlement",
    internal(_ID, "id", "contract", "organization", "by_id", "prepared_by_id"),
    of("trade.sales", "content", "sha256"),
    named("trade.deeds", by_name="by_id", prepared_by_name="prepared_by_id"),
    internal(_WHEN, "at"),
    ties=("id", "by_id", "prepared_by_id"),
)
classify("trade.ContractPaper", internal(_ID, "id", "contract", "document_id"), internal("the printed contract", "language", "sha256"))
classify(
    "trade.PriceFloor",
    internal(_ID, "id", "superseded_by", "verified_by_id"),
    public(
        "a minimum everybody may look up",
        *("product", "species", "form", "origin", "scheme", "level", "currency", "unit", "minimum", "organic_differential", "premium"),
        *("valid_from", "valid_to", "source", "verified_on"),
    ),
    told("trade.deeds", "recorded_by_name", "verification_note"),
    named("trade.deeds", verified_by="verified_by_id"),
    internal(_WHEN, "recorded_at"),
    ties=("id",),
)
