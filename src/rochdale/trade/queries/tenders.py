"""Questions about tenders: what a supplier sees of one, and the comparison once quotes are open. Sealed quotes are never among them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from rochdale.base.actor import Actor
from rochdale.kernel.refusal import Refusal
from rochdale.trade.buying import bids_of, last_quotes, quote_of, terms_of, wanted_of
from rochdale.trade.models import Asked, Award, Tender
from rochdale.trade.permissions import owner_id
from rochdale.trade.rules.tender import Bid, Quote, QuoteLine, Wanted, best, compared, landed, obstacles


def asked_of(by: Actor) -> QuerySet[Asked]:
    """Where the organization acted for is asked for a quote, newest first."""
    return Asked.objects.filter(supplier_id=owner_id(by)).select_related("tender").order_by("-at", "-id")


@dataclass(frozen=True, slots=True)
class AskedSeen:
    """A supplier asked, as the buyer sees it: whether it has quoted, not what."""

    id: UUID
    name: str
    address: str
    is_cooperative: bool
    is_on_paper: bool
    has_quoted: bool
    sealed_at: datetime | None
    sha256: str
    document_id: UUID | None


def asked_seen(tender: Tender) -> list[AskedSeen]:
    """All suppliers asked, cooperatives first."""
    return [
        AskedSeen(
            asked.id, asked.name, asked.address, asked.is_cooperative, asked.supplier_id is None, bool(row and row.content),
            row.at if row else None, row.sha256 if row else "", row.document_id if row else None,
        )
        for asked, row in last_quotes(tender)
    ]  # fmt: skip


def own_quote(asked: Asked) -> Quote | None:
    """The quote a supplier gave last; for its own people only."""
    row = asked.quotes.order_by("-number").first()
    return quote_of(row.content) if row else None


@dataclass(frozen=True, slots=True)
class Offered:
    """A supplier's line for one item on common terms: landed for one unit in the currency of the round, and what it is compared at."""

    supplier_id: UUID
    supplier: str
    is_cooperative: bool
    is_whole: bool
    line: QuoteLine
    currency: str
    rate: Decimal
    valid_until: date
    landed: Decimal
    compared: Decimal
    is_best: bool
    obstacles: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """One item with all that was offered for it, the cheapest as compared first."""

    item: Wanted
    offers: tuple[Offered, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The whole table, and the currencies without a rate that keep quotes out."""

    items: tuple[Compared, ...]
    missing: tuple[str, ...]
    best: Mapping[int, UUID]


def comparison(tender: Tender, on: date) -> Comparison:
    """Opened quotes on common terms of a day. Empty while they are sealed."""
    if tender.opened_at is None:
        return Comparison((), (), {})
    bids, missing = bids_of(tender, on)
    items, terms = wanted_of(tender), terms_of(tender, on)
    winners = best(items, bids, terms)
    rows = []
    for item in items:
        offers = [
            _offered(bid, line, item, tender, on, is_best=winners.get(item.position) == bid.supplier)
            for bid in bids
            for line in bid.quote.lines
            if line.position == item.position
        ]
        rows.append(Compared(item, tuple(sorted(offers, key=lambda one: (one.compared, not one.is_cooperative, one.supplier)))))
    return Comparison(tuple(rows), tuple(missing), winners)


def _offered(bid: Bid, line: QuoteLine, item: Wanted, tender: Tender, on: date, *, is_best: bool) -> Offered:
    value = landed(line, item.quantity, bid.rate)
    return Offered(
        bid.supplier, bid.name, bid.is_cooperative, bid.quote.is_whole, line, bid.quote.currency, bid.rate, bid.quote.valid_until, value,
        compared(value, is_cooperative=bid.is_cooperative, preference=tender.preference), is_best,
        tuple(obstacles(line, bid.quote, item.quantity, on=on, needed_by=tender.needed_by)),
    )  # fmt: skip


def won_by(asked: Asked) -> list[dict[str, str]] | None:
    """What a supplier was awarded; nothing where it lost; None while nobody has decided."""
    award = Award.objects.filter(tender=asked.tender_id).first()
    return [line for line in award.content["lines"] if line["supplier_id"] == str(asked.id)] if award else None
