"""Rounds, orders, tenders and quotes as rules see them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Sum

from rochdale.base.rates import rate_table
from rochdale.kernel.exchange import factor
from rochdale.kernel.money import EXACT, Money
from rochdale.kernel.refusal import Refused
from rochdale.trade.models import Allotment, Arrival, Asked, BuyingRound, MemberOrder, Tender
from rochdale.trade.models import Quote as Row
from rochdale.trade.rules.tender import Bid, Quote, QuoteLine, Terms, Wanted, Window

COOPERATIVES = frozenset({"cooperative", "group", "union", "consumer-cooperative"})
NOTHING = Decimal(0)


def orders_now(round: BuyingRound) -> list[MemberOrder]:
    """What members want, as each last said; what was taken back is left out. By item and number of the member."""
    last: dict[tuple[UUID, UUID], MemberOrder] = {}
    rows = MemberOrder.objects.filter(item__round=round).select_related("item", "grower__person", "facility")
    for row in rows.order_by("item__position", "grower__village", "grower__number", "number"):
        last[row.item_id, row.grower_id] = row
    return [row for row in last.values() if row.quantity > 0]


def by_item(rows: Iterable[MemberOrder | Allotment | Arrival]) -> dict[UUID, Decimal]:
    """Sums of quantities by item."""
    sums: dict[UUID, Decimal] = {}
    for row in rows:
        sums[row.item_id] = sums.get(row.item_id, NOTHING) + row.quantity
    return sums


def arrivals_of(round: BuyingRound) -> list[Arrival]:
    """What came, oldest first."""
    return list(Arrival.objects.filter(item__round=round).select_related("item", "asked", "facility").order_by("at", "id"))


def allotments_of(round: BuyingRound) -> list[Allotment]:
    """What members get, by place, village and number."""
    rows = Allotment.objects.filter(item__round=round).select_related("item", "grower__person", "facility", "hand_out")
    return list(rows.order_by("facility__name", "grower__village", "grower__number", "item__position", "run", "id"))


def wanted_of(tender: Tender) -> list[Wanted]:
    """The items of a tender."""
    return [Wanted(one["position"], one["what"], one["unit"], Decimal(one["quantity"])) for one in tender.content["items"]]


def window_of(tender: Tender) -> Window:
    """When a tender takes quotes."""
    return Window(tender.others_from, tender.until, tender.opened_at is not None)


def terms_of(tender: Tender, on: date) -> Terms:
    """On what the quotes of a tender are compared."""
    return Terms(tender.preference, on, tender.needed_by)


def quote_content(quote: Quote) -> dict[str, Any]:
    """As stored: figures and days as text."""
    lines = [{name: str(value) if isinstance(value, Decimal) else value for name, value in asdict(line).items()} for line in quote.lines]
    return {
        "currency": quote.currency, "valid_until": quote.valid_until.isoformat(), "is_whole": quote.is_whole,
        "lines": lines,
    }  # fmt: skip


def quote_of(content: Mapping[str, Any]) -> Quote | None:
    """A stored quote; nothing where it was withdrawn."""
    if not content:
        return None
    lines = tuple(
        QuoteLine(one["position"], Decimal(one["price"]), Decimal(one["delivery"]), Decimal(one["minimum"]), one["lead_days"])
        for one in content["lines"]
    )
    return Quote(content["currency"], date.fromisoformat(content["valid_until"]), content["is_whole"], lines)


def last_quotes(tender: Tender) -> list[tuple[Asked, Row | None]]:
    """Every supplier asked with its last quote, cooperatives first, by name."""
    last = {row.asked_id: row for row in Row.objects.filter(asked__tender=tender).order_by("asked_id", "number")}
    rows = tender.asked.select_related("supplier").order_by("-is_cooperative", "name", "id")
    return [(asked, last.get(asked.id)) for asked in rows]


def rate_of(currency: str, tender: Tender, on: date) -> Decimal | None:
    """What one unit of a currency is worth in that of the round on a day; nothing where nobody has entered a rate."""
    try:
        return factor(currency, tender.currency, on, rate_table()).value
    except Refused:
        return None


def bids_of(tender: Tender, on: date) -> tuple[list[Bid], list[str]]:
    """Opened quotes that can be compared on a day, and the currencies without a rate that keep others out."""
    found: list[Bid] = []
    missing: set[str] = set()
    for asked, row in last_quotes(tender):
        quote = quote_of(row.content) if row else None
        rate = rate_of(quote.currency, tender, on) if quote else None
        if quote and rate is None:
            missing.add(quote.currency)
        elif quote and rate is not None:
            found.append(Bid(asked.id, asked.name, asked.is_cooperative, quote, rate))
    return found, sorted(missing)


def cost_of(content: Mapping[str, Any], position: int, asked_id: UUID, quantity: Decimal) -> Decimal:
    """What so much of an item from a supplier costs in the currency of the round, as awarded; unrounded."""
    line = awarded_line(content, position, asked_id)
    return EXACT.multiply(Decimal(line["landed"]), quantity) if line else NOTHING


def awarded_line(content: Mapping[str, Any], position: int, asked_id: UUID) -> dict[str, Any] | None:
    """What a supplier was awarded of an item."""
    lines = (line for line in content["lines"] if line["position"] == position and line["supplier_id"] == str(asked_id))
    return next(lines, None)


def owed_to(content: Mapping[str, Any], asked_id: UUID) -> Money | None:
    """What a supplier gets for all it was awarded, in the currency of its quote."""
    lines = [line for line in content["lines"] if line["supplier_id"] == str(asked_id)]
    return Money.total((Money(Decimal(line["pays"]), line["currency"]) for line in lines), lines[0]["currency"]) if lines else None


def sum_allotted(round: BuyingRound, item_id: UUID) -> int:
    """Minor units that members owe for what was shared out of an item so far."""
    return Allotment.objects.filter(item__round=round, item_id=item_id).aggregate(sum=Sum("amount_minor"))["sum"] or 0
