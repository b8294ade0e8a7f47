"""A frame two sides agree on, and what is called off within it (docs/rules/frameworks.md).

The frame says goods, total kg, period and how a price is found; a call-off says kg, when, and the day's quotation. What is called off, and
not refused by the other side, never exceeds the frame.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from rochdale.kernel.place import refusals_for_named_place
from rochdale.kernel.refusal import Refusal
from rochdale.trade.rules.goods import Known, Price, refusals_for_price
from rochdale.trade.rules.price_terms import DIFFERENTIAL, EXCHANGES, FAIRTRADE, OUTRIGHT, PriceTerms

FORMS = ("ESCC", "GCA", "FCC", "CMAA", "own")
"""Forms of contract by name; their text is copyright and is never reproduced."""
KINDS = (OUTRIGHT, DIFFERENTIAL, FAIRTRADE)
TERMS = ("FOB", "FCA", "EXW")
MOST_NOTICE_DAYS = 365


@dataclass(frozen=True, slots=True)
class Frame:
    """What is agreed for all call-offs. `price` has no quotation yet; its month and quotation are those of the call-off's day."""

    product: str
    species: str
    process: str
    certificates: tuple[str, ...]
    protocol: str
    min_score: Decimal | None
    total_kg: int
    min_kg: int
    """The least of one call-off; the last one may be the rest."""
    valid_from: date
    valid_until: date
    price: PriceTerms
    incoterm: str
    place: str
    form: str
    notice_days: int
    other: str = ""


@dataclass(frozen=True, slots=True)
class CallFacts:
    """What is called off: kg, when it is ready, at which quotation (none for an outright price)."""

    kg: int
    ready_from: date
    ready_until: date
    month: str = ""
    quotation: Decimal | None = None
    quoted_in: str = ""
    quoted_on: date | None = None


def refusals_for_frame(frame: Frame, known: Known, *, on: date) -> list[Refusal]:
    """Everything that keeps a frame from being one."""
    return [*_goods(frame, known), *_period(frame, on), *_price(frame, known), *refusals_for_named_place(frame.incoterm, frame.place)]


def refusals_for_new_version(frame: Frame, *, called_kg: int) -> list[Refusal]:
    """What is called off already stays: a frame shrinks no further."""
    if frame.total_kg < called_kg:
        return [Refusal("trade.frame-below-called-off", {"kg": frame.total_kg, "called_kg": called_kg})]
    return []


def refusals_for_call(frame: Frame, call: CallFacts, *, called_kg: int, ends_on: date | None, on: date) -> list[Refusal]:
    """Within the frame's kg, its least, its period, and before it ends by notice."""
    left = frame.total_kg - called_kg
    last = min(frame.valid_until, ends_on) if ends_on else frame.valid_until
    refusals = []
    if call.kg <= 0 or call.kg > left:
        refusals.append(Refusal("trade.call-off-above-frame", {"kg": call.kg, "left_kg": left}))
    elif call.kg < frame.min_kg and call.kg != left:
        refusals.append(Refusal("trade.call-off-below-least", {"kg": call.kg, "least_kg": frame.min_kg}))
    if on > last or call.ready_from < frame.valid_from or call.ready_until > last or call.ready_until < call.ready_from:
        refusals.append(Refusal("trade.call-off-outside-period", {"first": frame.valid_from, "last": last}))
    return refusals


def refusals_for_notice(frame: Frame, ends_on: date, *, on: date) -> list[Refusal]:
    """A frame ends no sooner than its days of notice from today."""
    days = (ends_on - on).days
    if days < frame.notice_days:
        return [Refusal("trade.notice-too-short", {"days": days, "notice_days": frame.notice_days})]
    return []


def price_called(frame: Frame, call: CallFacts) -> PriceTerms:
    """The frame's price with the quotation of the call-off."""
    return replace(frame.price, month=call.month, quotation=call.quotation, quoted_in=call.quoted_in, quoted_on=call.quoted_on)


def _goods(frame: Frame, known: Known) -> Iterator[Refusal]:
    if frame.product not in known.products:
        yield Refusal("trade.product-unknown", {"product": frame.product, "known": sorted(known.products)})
    if frame.total_kg <= 0:
        yield Refusal("trade.kg-not-positive", {"kg": frame.total_kg})
    elif not 0 <= frame.min_kg <= frame.total_kg:
        yield Refusal("trade.least-call-off-above-frame", {"least_kg": frame.min_kg, "kg": frame.total_kg})
    if frame.min_score is not None and not frame.protocol:
        yield Refusal("trade.score-without-protocol", {"score": frame.min_score})
    if frame.form not in FORMS or frame.incoterm not in TERMS:
        yield Refusal("trade.clause-unknown", {"word": frame.form if frame.form not in FORMS else frame.incoterm})


def _period(frame: Frame, on: date) -> Iterator[Refusal]:
    if frame.valid_until < frame.valid_from:
        yield Refusal("trade.window-ends-before-it-starts", {"starts": frame.valid_from, "ends": frame.valid_until})
    elif frame.valid_until < on:
        yield Refusal("trade.window-is-over", {"ends": frame.valid_until, "today": on})
    if not 0 <= frame.notice_days <= MOST_NOTICE_DAYS:
        yield Refusal("trade.notice-out-of-range", {"most": MOST_NOTICE_DAYS})


def _price(frame: Frame, known: Known) -> Iterator[Refusal]:
    price = frame.price
    if price.kind not in KINDS:
        yield Refusal("trade.price-kind-unknown", {"kind": price.kind})
    elif price.kind == OUTRIGHT:
        yield from refusals_for_price(Price(price.amount, price.currency, price.unit), known)
    elif price.exchange not in EXCHANGES or EXCHANGES[price.exchange].product != frame.product:
        codes = [code for code, exchange in EXCHANGES.items() if exchange.product == frame.product]
        yield Refusal("trade.exchange-unknown", {"exchange": price.exchange, "known": codes})
