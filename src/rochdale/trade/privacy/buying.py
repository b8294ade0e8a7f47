"""Privacy of buying together: what members order is theirs and their officers'; quotes are sealed until they are opened."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.privacy import Level, Note, classify, internal, kept_as_it_is, kind, named, of, told
from rochdale.trade.privacy.kinds import ID, WHEN

kind(
    "trade.orders",
    title=_("What you ordered together with others"),
    why=_("So that you get what you ordered, and pay no more than your part."),
    seen_by=_("You yourself, and the officers of your cooperative. Suppliers see only the sum of all members."),
    outlasts=_("The books of the cooperative must add up for years. Your name is replaced by a made-up one."),
)
kind(
    "trade.quotes",
    title=_("Quotes of suppliers"),
    why=_("So that nobody knows another quote before all are opened."),
    seen_by=_("The supplier itself; after the opening the officers of the cooperative that asked."),
    level=Level.INTERNAL,
)

_OWN = "how a cooperative buys"
_ASKED = "between a cooperative and the suppliers it asks"


def _deed(*ids: str) -> list[Note]:
    """An id, its keys, and who did it when."""
    return [*internal(ID, "id", "by_id", *ids), *internal(WHEN, "at"), *named("trade.deeds", by_name="by_id")]


classify(
    "trade.BuyingRound",
    _deed("organization", "tender"),
    internal(_OWN, "number", "title", "product", "currency", "preference", "order_until", "needed_by", "state"),
    ties=("id", "by_id"),
)
classify("trade.RoundPlace", internal(ID, "id", "organization", "round", "facility"))
classify("trade.RoundItem", internal(ID, "id", "organization", "round"), internal(_OWN, "position", "what", "unit"))
classify(
    "trade.MemberOrder",
    _deed("organization", "item", "grower", "facility"),
    kept_as_it_is("trade.orders", "number", "quantity"),
    ties=("grower", "by_id"),
)
classify(
    "trade.Tender",
    _deed("organization"),
    internal(_ASKED, "number", "content", "currency", "preference", "needed_by", "others_from", "until", "opened_at"),
    ties=("id", "by_id"),
)
classify(
    "trade.Asked",
    _deed("tender", "supplier"),
    told("trade.deeds", "name", "address"),
    internal(_ASKED, "is_cooperative"),
    ties=("id", "by_id"),
)
classify("trade.Quote", _deed("asked", "document_id"), of("trade.quotes", "number", "content", "sha256"), ties=("id", "by_id"))
classify(
    "trade.Award",
    _deed("tender", "prepared_by_id"),
    of("trade.quotes", "content", "sha256"),
    named("trade.deeds", prepared_by_name="prepared_by_id"),
    ties=("id", "by_id", "prepared_by_id"),
)
classify(
    "trade.Arrival",
    _deed("organization", "item", "asked", "facility"),
    internal(_OWN, "quantity"),
    told("trade.deeds", "note"),
    ties=("id", "by_id"),
)
classify(
    "trade.Allotment",
    _deed("organization", "item", "grower", "facility"),
    kept_as_it_is("trade.orders", "run", "quantity", "amount_minor"),
    ties=("grower", "by_id"),
)
classify("trade.HandOut", _deed("organization", "allotment"), kept_as_it_is("trade.orders", "means"), ties=("allotment", "by_id"))
classify(
    "trade.SupplierPayment",
    _deed("organization", "tender", "asked"),
    internal(_OWN, "amount_minor", "currency", "on", "reference"),
    ties=("id", "by_id"),
)
