"""A pooled tender: sealed quotes, their comparison on common terms, and the award (docs/rules/buying-together.md).

What is compared is the landed price for one unit in the currency of the round: price and delivery to the collection places. A cooperative
supplier is preferred by the share that was agreed on and stated in the tender; it changes who wins, never what is paid.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import combinations
from uuid import UUID

from rochdale.kernel.money import EXACT, is_currency
from rochdale.kernel.refusal import Refusal

MOST_WHOLE_QUOTES = 8
MOST_LEAD_DAYS = 365


@dataclass(frozen=True, slots=True)
class Wanted:
    """One item of a tender: its place in the list, and how much all members together want."""

    position: int
    what: str
    unit: str
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """What a supplier asks for one item. `delivery` is one amount to all collection places; `minimum` the least it supplies."""

    position: int
    price: Decimal
    delivery: Decimal
    minimum: Decimal
    lead_days: int


@dataclass(frozen=True, slots=True)
class Quote:
    """A sealed quote. `is_whole`: all its items in full, or none."""

    currency: str
    valid_until: date
    is_whole: bool
    lines: tuple[QuoteLine, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """When a tender takes quotes: cooperatives from the beginning, all others from a day, until a moment."""

    others_from: datetime
    until: datetime
    is_open: bool
    """Whether the quotes have been opened."""


def refusals_for_window(*, at: datetime, others_from: datetime, until: datetime, needed_by: date) -> list[Refusal]:
    """Quotes end after they begin and before the goods are needed; others are asked before the end."""
    refusals = [] if until > at else [Refusal("trade.quotes-end-in-the-past")]
    if not at <= others_from < until:
        refusals.append(Refusal("trade.others-never-asked"))
    return refusals + ([Refusal("trade.quotes-end-after-need", {"on": needed_by})] if until.date() > needed_by else [])


def refusals_for_moment(window: Window, *, is_cooperative: bool, at: datetime) -> list[Refusal]:
    """Sealed quotes come in until the end or the opening; others than cooperatives once their days begin."""
    if window.is_open:
        return [Refusal("trade.quotes-are-open")]
    if at > window.until:
        return [Refusal("trade.quote-too-late", {"until": window.until.date()})]
    if not is_cooperative and at < window.others_from:
        return [Refusal("trade.cooperatives-are-asked-first", {"from": window.others_from.date()})]
    return []


def refusals_for_quote(quote: Quote, items: Sequence[Wanted], *, until: date) -> list[Refusal]:
    """Some item, each once and above zero, in a currency that exists, valid beyond the opening."""
    refusals = [] if quote.lines else [Refusal("trade.quote-is-empty")]
    known = {item.position: item for item in items}
    if not is_currency(quote.currency):
        refusals.append(Refusal("trade.currency-unknown", {"currency": quote.currency}))
    if quote.valid_until <= until:
        refusals.append(Refusal("trade.quote-ends-before-award", {"until": until}))
    if len({line.position for line in quote.lines}) != len(quote.lines) or any(line.position not in known for line in quote.lines):
        return [*refusals, Refusal("trade.quote-line-unknown")]
    for line in quote.lines:
        what = known[line.position].what
        if line.price <= 0 or line.delivery < 0 or line.minimum < 0:
            refusals.append(Refusal("trade.quote-not-above-zero", {"what": what}))
        if not 0 <= line.lead_days <= MOST_LEAD_DAYS:
            refusals.append(Refusal("trade.lead-days-out-of-range", {"most": MOST_LEAD_DAYS}))
    return refusals


@dataclass(frozen=True, slots=True)
class Bid:
    """An opened quote with its supplier. `rate`: what one unit of its currency is worth in the currency of the round that day."""

    supplier: UUID
    name: str
    is_cooperative: bool
    quote: Quote
    rate: Decimal


def landed(line: QuoteLine, quantity: Decimal, rate: Decimal) -> Decimal:
    """Price for one unit with its part of the delivery, in the currency of the round; unrounded."""
    return EXACT.multiply(EXACT.add(line.price, EXACT.divide(line.delivery, quantity)), rate)


def compared(value: Decimal, *, is_cooperative: bool, preference: Decimal) -> Decimal:
    """What it is compared at: a cooperative supplier's price counts less by the preference."""
    return EXACT.multiply(value, 1 - preference) if is_cooperative else value


def obstacles(line: QuoteLine, quote: Quote, quantity: Decimal, *, on: date, needed_by: date) -> list[Refusal]:
    """Why a line cannot win: it has run out, its minimum is above what is ordered, or it comes too late."""
    found = [] if quote.valid_until >= on else [Refusal("trade.quote-has-ended", {"on": quote.valid_until})]
    if line.minimum > quantity:
        found.append(Refusal("trade.below-minimum-order", {"minimum": f"{line.minimum:f}", "quantity": f"{quantity:f}"}))
    arrives = on + timedelta(days=line.lead_days)
    return found + ([Refusal("trade.arrives-too-late", {"arrives": arrives, "needed": needed_by})] if arrives > needed_by else [])


@dataclass(frozen=True, slots=True)
class Terms:
    """On what the bids are compared."""

    preference: Decimal
    on: date
    needed_by: date


def best(items: Sequence[Wanted], bids: Sequence[Bid], terms: Terms) -> dict[int, UUID]:
    """By item the supplier of the cheapest plan as compared: most items first, then the least total, then names.

    Each item goes to one supplier; a whole quote wins with all its items or none. Bids that meet an obstacle are left out.
    """
    sound = {
        (bid.supplier, line.position): line
        for bid in bids
        for line in bid.quote.lines
        for item in items
        if item.position == line.position and not obstacles(line, bid.quote, item.quantity, on=terms.on, needed_by=terms.needed_by)
    }
    whole = [bid for bid in bids if bid.quote.is_whole and all((bid.supplier, one.position) in sound for one in bid.quote.lines)]
    whole = sorted(whole, key=lambda bid: (bid.name, str(bid.supplier)))[:MOST_WHOLE_QUOTES]
    plans = []
    for count in range(len(whole) + 1):
        for chosen in combinations(whole, count):
            taken = [line.position for bid in chosen for line in bid.quote.lines]
            if len(set(taken)) == len(taken):
                plans.append(_plan(items, bids, chosen, sound, terms))
    return min(plans, key=lambda plan: (-len(plan.winners), plan.total, plan.names)).winners


@dataclass(frozen=True, slots=True)
class _Plan:
    winners: dict[int, UUID]
    total: Decimal
    names: tuple[str, ...]


def _plan(
    items: Sequence[Wanted], bids: Sequence[Bid], chosen: Sequence[Bid], sound: Mapping[tuple[UUID, int], QuoteLine], terms: Terms
) -> _Plan:
    winners, total, names = {}, Decimal(0), []
    for item in items:
        fixed = [bid for bid in chosen if any(line.position == item.position for line in bid.quote.lines)]
        candidates = fixed or [bid for bid in bids if not bid.quote.is_whole and (bid.supplier, item.position) in sound]
        found = min(
            (
                (_compared(sound[bid.supplier, item.position], item, bid, terms), not bid.is_cooperative, bid.name, bid)
                for bid in candidates
            ),
            key=lambda one: one[:3],
            default=None,
        )
        if found:
            winners[item.position] = found[3].supplier
            total = EXACT.add(total, EXACT.multiply(found[0], item.quantity))
            names.append(found[2])
    return _Plan(winners, total, tuple(names))


def _compared(line: QuoteLine, item: Wanted, bid: Bid, terms: Terms) -> Decimal:
    return compared(landed(line, item.quantity, bid.rate), is_cooperative=bid.is_cooperative, preference=terms.preference)


@dataclass(frozen=True, slots=True)
class Share:
    """So much of one item from one supplier."""

    position: int
    supplier: UUID
    quantity: Decimal


def refusals_for_award(
    shares: Sequence[Share], items: Sequence[Wanted], bids: Sequence[Bid], terms: Terms, *, reason: str
) -> list[Refusal]:
    """Something, nothing twice, no more than ordered, nothing under a minimum, whole quotes whole; another than the best with a reason."""
    wanted, by_supplier = {item.position: item for item in items}, {bid.supplier: bid for bid in bids}
    refusals = [] if shares else [Refusal("trade.award-is-empty")]
    for position in sorted({one.position for one in shares}):
        given = sum((one.quantity for one in shares if one.position == position), Decimal(0))
        if position not in wanted or given > wanted[position].quantity:
            refusals.append(Refusal("trade.award-above-orders", {"what": wanted[position].what if position in wanted else position}))
    for one in shares:
        refusals += _refusals_for_share(one, by_supplier.get(one.supplier), wanted.get(one.position), terms)
    refusals += [refusal for bid in bids if bid.quote.is_whole for refusal in _whole_or_none(bid, shares, wanted)]
    won = {(one.position, one.supplier) for one in shares}
    if not refusals and won != set(best(items, bids, terms).items()) and not reason.strip():
        refusals.append(Refusal("trade.award-needs-a-reason"))
    return refusals


def _refusals_for_share(share: Share, bid: Bid | None, item: Wanted | None, terms: Terms) -> list[Refusal]:
    line = next((line for line in bid.quote.lines if line.position == share.position), None) if bid else None
    if bid is None or line is None or item is None or share.quantity <= 0:
        return [Refusal("trade.award-without-quote")]
    late = "trade.arrives-too-late"
    found = obstacles(line, bid.quote, share.quantity, on=terms.on, needed_by=terms.needed_by)
    return [refusal for refusal in found if refusal.code != late]


def _whole_or_none(bid: Bid, shares: Sequence[Share], wanted: Mapping[int, Wanted]) -> list[Refusal]:
    mine = {one.position: one.quantity for one in shares if one.supplier == bid.supplier}
    in_full = {line.position: wanted[line.position].quantity for line in bid.quote.lines if line.position in wanted}
    return [] if not mine or mine == in_full else [Refusal("trade.quote-is-whole-or-none", {"supplier": bid.name})]
