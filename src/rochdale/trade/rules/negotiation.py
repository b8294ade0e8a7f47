"""Offers and counter-offers between a seller and a buyer: what a bid must say, who may answer it and until when.

The thread is a list of turns; only the newest bid waits for an answer, and only the other side gives it (docs/rules/negotiation.md).
All days are inclusive.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from rochdale.kernel.money import EXACT
from rochdale.kernel.place import refusals_for_named_place
from rochdale.kernel.refusal import Refusal
from rochdale.trade.rules.goods import Known, refusals_for_kg
from rochdale.trade.rules.price_terms import PriceTerms, refusals_for_price_terms
from rochdale.trade.rules.versions import MOST_TOLERANCE, WEIGHTS

SELLER, BUYER = "seller", "buyer"
INCOTERMS = ("EXW", "FCA", "FAS", "FOB", "CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DDP")
FORMS = {"": "", "GCA": "coffee", "ESCC": "coffee", "FCC": "cocoa"}
"""Forms of contract with the product they are for; they are named and never reproduced."""
SAMPLE_CLAUSES = ("", "pss", "sas-nans")
"""No sample agreed on; a pre-shipment sample; subject to approval of sample, no approval no sale."""
MOST_SILENCE_DAYS = 60
MOST_SCORE = 100


@dataclass(frozen=True, slots=True)
class Bid:
    """What one side puts to the other, whole: whoever says yes to it has a contract. `tolerance` is a share of the weight."""

    kg: int
    price: PriceTerms
    incoterm: str
    place: str
    ship_from: date
    ship_until: date
    valid_until: date
    costs_to_board: Decimal | None = None
    """What lies between the named place and the ship, for 1 kg in the price's currency: a floor elsewhere than FOB needs it."""
    form: str = ""
    crop_year: str = ""
    grade: str = ""
    screen: str = ""
    defects: str = ""
    protocol: str = ""
    score: Decimal | None = None
    bags: int | None = None
    bag_kg: Decimal | None = None
    tolerance: Decimal = Decimal("0.03")
    weights: str = "shipped"
    sample_clause: str = ""
    silence_days: int | None = None
    """After so many days with a sample, silence counts as approval; None: it never does."""
    payment: str = ""
    arbitration: str = ""


@dataclass(frozen=True, slots=True)
class ThreadFacts:
    """Where a negotiation stands: `state` (open, agreed, declined, withdrawn, lapsed) and its newest turn."""

    state: str
    number: int
    side: str
    by: str
    valid_until: date


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of a bid that is not as in the bid before; `rise` is the change where both are numbers."""

    field: str
    before: Any
    after: Any

    @property
    def rise(self) -> Decimal | int | None:
        if isinstance(self.before, (int, Decimal)) and isinstance(self.after, (int, Decimal)):
            return self.after - self.before
        return None


def other(side: str) -> str:
    """Who sits on the other side of the table."""
    return BUYER if side == SELLER else SELLER


def refusals_for_bid(bid: Bid, known: Known, *, product: str, on: date) -> list[Refusal]:
    """Everything that keeps a bid from being put, in the order of the form."""
    return [
        *refusals_for_kg(bid.kg, kg_promised=0),
        *refusals_for_price_terms(bid.price, known, product=product, on=on),
        *_delivery(bid, on),
        *_quality(bid),
        *_clauses(bid, product),
        *_deadline(bid, on),
    ]


def refusals_for_certificates(certificates: Iterable[tuple[str, date | None]], ship_from: date) -> list[Refusal]:
    """A certificate is a claim on the goods shipped: it holds on the first day of shipment."""
    return [
        Refusal(
            "trade.certificate-ends-before-shipment",
            {"scheme": scheme, "ends": until, "ready": ship_from, "days": (ship_from - until).days},
        )
        for scheme, until in certificates
        if until is not None and until < ship_from
    ]


def refusals_for_answer(thread: ThreadFacts, side: str, over: int, *, on: date) -> list[Refusal]:
    """A yes or a no is said to the newest bid, by the other side, by its day."""
    found = list(_closed(thread)) or list(_overtaken(thread, over))
    if found:
        return found
    if thread.state != "open":
        return [Refusal("trade.no-bid-waits", {"state": thread.state})]
    if thread.side == side:
        return [Refusal("trade.own-bid-waits", {"until": thread.valid_until})]
    return [Refusal("trade.bid-has-lapsed", {"until": thread.valid_until})] if on > thread.valid_until else []


def refusals_for_next_bid(thread: ThreadFacts, side: str, over: int, *, on: date) -> list[Refusal]:
    """A counter-offer answers the newest bid. Once that was taken back or its day has passed, either side may bid anew."""
    if thread.state in ("withdrawn", "lapsed"):
        return list(_overtaken(thread, over))
    return refusals_for_answer(thread, side, over, on=on)


def refusals_for_withdrawal(thread: ThreadFacts, side: str, over: int) -> list[Refusal]:
    """Only one's own newest bid is taken back."""
    found = list(_closed(thread)) or list(_overtaken(thread, over))
    if found:
        return found
    return [] if thread.state == "open" and thread.side == side else [Refusal("trade.no-bid-waits", {"state": thread.state})]


def differences(before: Bid, after: Bid) -> tuple[Difference, ...]:
    """What changed from one bid to the next, in the order of the form; the price's parts one by one."""
    found = []
    for field in fields(Bid):
        one, two = getattr(before, field.name), getattr(after, field.name)
        if isinstance(one, PriceTerms):
            found += [
                Difference(f"price.{part.name}", getattr(one, part.name), getattr(two, part.name))
                for part in fields(PriceTerms)
                if getattr(one, part.name) != getattr(two, part.name)
            ]
        elif one != two:
            found.append(Difference(field.name, one, two))
    return tuple(found)


def _closed(thread: ThreadFacts) -> Iterator[Refusal]:
    if thread.state == "agreed":
        yield Refusal("trade.already-agreed", {"by": thread.by})
    if thread.state == "declined":
        yield Refusal("trade.negotiation-is-over", {"by": thread.by})


def _overtaken(thread: ThreadFacts, over: int) -> Iterator[Refusal]:
    if over != thread.number:
        yield Refusal("trade.somebody-was-quicker", {"by": thread.by, "number": thread.number})


def _delivery(bid: Bid, on: date) -> Iterator[Refusal]:
    if bid.incoterm not in INCOTERMS:
        yield Refusal("trade.incoterm-unknown", {"incoterm": bid.incoterm, "known": list(INCOTERMS)})
    else:
        yield from refusals_for_named_place(bid.incoterm, bid.place)
    if bid.ship_until < bid.ship_from:
        yield Refusal("trade.window-ends-before-it-starts", {"starts": bid.ship_from, "ends": bid.ship_until})
    elif bid.ship_until < on:
        yield Refusal("trade.window-is-over", {"ends": bid.ship_until, "today": on})


def _quality(bid: Bid) -> Iterator[Refusal]:
    if bid.score is not None and not bid.protocol:
        yield Refusal("trade.score-without-protocol", {"score": bid.score})
    if bid.score is not None and not 0 <= bid.score <= MOST_SCORE:
        yield Refusal("trade.score-out-of-range", {"score": bid.score})
    if (bid.bags is None) != (bid.bag_kg is None):
        yield Refusal("trade.bags-without-weight", {})
    elif bid.bags is not None and bid.bag_kg is not None:
        whole, room = EXACT.multiply(Decimal(bid.bags), bid.bag_kg), EXACT.multiply(Decimal(bid.kg), bid.tolerance)
        if abs(whole - bid.kg) > room:
            facts = {"bags": bid.bags, "bag_kg": bid.bag_kg, "bags_kg": whole, "kg": bid.kg}
            yield Refusal("trade.bags-do-not-weigh-that", facts)


def _clauses(bid: Bid, product: str) -> Iterator[Refusal]:
    if bid.form not in FORMS:
        yield Refusal("trade.clause-unknown", {"word": bid.form})
    elif FORMS[bid.form] not in ("", product):
        yield Refusal("trade.form-for-other-goods", {"form": bid.form})
    if not 0 <= bid.tolerance <= MOST_TOLERANCE:
        yield Refusal("trade.tolerance-out-of-range", {"most": str(MOST_TOLERANCE * 100)})
    for word, known in ((bid.weights, WEIGHTS), (bid.sample_clause, SAMPLE_CLAUSES)):
        if word not in known:
            yield Refusal("trade.clause-unknown", {"word": word})
    if bid.silence_days is not None and not (bid.sample_clause and 1 <= bid.silence_days <= MOST_SILENCE_DAYS):
        yield Refusal("trade.silence-without-clause", {"most": MOST_SILENCE_DAYS})


def _deadline(bid: Bid, on: date) -> Iterator[Refusal]:
    if not on <= bid.valid_until <= max(bid.ship_until, on):
        yield Refusal("trade.bid-deadline", {"first": on, "last": max(bid.ship_until, on)})
