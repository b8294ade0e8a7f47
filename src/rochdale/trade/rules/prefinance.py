"""Money lent against contracts until the buyer pays: what may be drawn, what it costs, what a receipt pays (docs/rules/prefinance.md).

Interest is simple: principal × rate × days/360 on what is drawn and not paid back, added up exactly and rounded only where it is shown or
paid. A receipt pays interest, then principal, then the fee and what else was agreed, then the cooperative. How things stand on a day is
read from all movements up to that day, so that one written late finds its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from itertools import pairwise

from rochdale.kernel.money import EXACT, Money
from rochdale.kernel.refusal import Refusal
from rochdale.trade.rules.interest import interest

PAYERS = ("buyer", "cooperative")
HIGH_RATE = Decimal("0.30")
"""A year. Local rates can exceed it (intelligence.coffee 2024); it is told, never refused."""


class Kind(Enum):
    """Money goes out to the cooperative, or comes back. On one day it goes out first."""

    DRAW = "draw"
    RECEIPT = "receipt"


@dataclass(frozen=True, slots=True)
class Deduction:
    """What was agreed to be kept out of the proceeds, by name."""

    name: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Terms:
    """What lender and cooperative agreed. `advance_rate` is a share of the contracts' value, `rate` that of a year of 360 days."""

    limit: Money
    """The most that is ever owed, without interest."""
    advance_rate: Decimal
    rate: Decimal
    fee: Money
    due_on: date
    pays_back: str
    account: str
    deductions: tuple[Deduction, ...] = ()


@dataclass(frozen=True, slots=True)
class Cover:
    """A pledged contract: what of it is still to come in for the cooperative, and its kg."""

    contract: str
    value: Money
    kg: Decimal
    is_lapsed: bool = False
    agreed: Money | None = None
    """What it was worth when it was pledged."""


@dataclass(frozen=True, slots=True)
class Move:
    """Money on a day. `key` orders what happened on the same day."""

    kind: Kind
    on: date
    amount: Money
    key: str


@dataclass(frozen=True, slots=True)
class Split:
    """Where a receipt went. The parts are the whole of it."""

    interest: Money
    principal: Money
    fee: Money
    deductions: Money
    cooperative: Money

    @property
    def to_lender(self) -> Money:
        """All that the lender keeps."""
        return self.interest + self.principal + self.fee + self.deductions


@dataclass(frozen=True, slots=True)
class Line:
    """One movement with what it did. `interest` is what ran up since the movement before, rounded as it is shown."""

    move: Move
    interest: Money
    split: Split | None
    """None for a draw."""
    principal: Money
    """Owed after it, without interest."""


@dataclass(frozen=True, slots=True)
class Position:
    """How it stands at the end of a day."""

    on: date
    lines: tuple[Line, ...]
    drawn: Money
    principal: Money
    accrued: Money
    """All interest up to the day, paid or not."""
    interest: Money
    """Interest that is not paid yet."""
    fee: Money
    deductions: Money
    to_cooperative: Money
    """What of the receipts went on to the cooperative."""
    late: Money
    """Interest that ran up after the due day."""
    saved: Money
    """Interest that would have run up to the due day on what was paid back before."""
    days_late: int

    @property
    def owed(self) -> Money:
        """Everything that has still to be paid to the lender."""
        return self.principal + self.interest + self.fee + self.deductions

    @property
    def paid(self) -> Money:
        """Everything the lender has kept of the receipts."""
        splits = [line.split.to_lender for line in self.lines if line.split]
        return Money.total(splits, self.principal.currency)


Rates = Sequence[tuple[date, Decimal]]
"""From which day on which rate counts, oldest first."""


def refusals_for_terms(terms: Terms, *, on: date) -> list[Refusal]:
    """Terms that cannot be. A high rate is none of them: see `warnings_for_terms`."""
    refusals = []
    if terms.limit.minor <= 0:
        refusals.append(Refusal("trade.prefinance-not-above-zero"))
    if not 0 < terms.advance_rate <= 1:
        refusals.append(Refusal("trade.advance-rate-out-of-range"))
    if terms.rate < 0 or terms.fee.amount < 0:
        refusals.append(Refusal("trade.prefinance-cost-below-zero"))
    if terms.due_on <= on:
        refusals.append(Refusal("trade.prefinance-due-is-over", {"on": terms.due_on}))
    if terms.pays_back not in PAYERS or not terms.account.strip():
        refusals.append(Refusal("trade.prefinance-payer-unknown"))
    if any(one.amount.minor <= 0 or not one.name.strip() for one in terms.deductions):
        refusals.append(Refusal("trade.deduction-without-name-or-amount"))
    return refusals


def warnings_for_terms(terms: Terms) -> list[Refusal]:
    """What is said before a yes."""
    if terms.rate <= HIGH_RATE:
        return []
    return [Refusal("trade.prefinance-rate-is-high", {"percent": f"{(terms.rate * 100).normalize():f}", "usual": str(HIGH_RATE * 100)})]


@dataclass(frozen=True, slots=True)
class Cost:
    """What the whole limit costs when it is drawn on one day and paid back on the due day."""

    days: int
    interest: Money
    fee: Money
    per_kg: Money

    @property
    def total(self) -> Money:
        """Interest and fee."""
        return self.interest + self.fee


def cost_of(terms: Terms, *, drawn_on: date, kg: Decimal) -> Cost:
    """In money, and for each of the pledged kg (not rounded; nothing for no kg)."""
    days = max((terms.due_on - drawn_on).days, 0)
    currency = terms.limit.currency
    owed = Money(interest(terms.limit.amount, terms.rate, days), currency).rounded()
    whole = owed + terms.fee
    return Cost(days, owed, terms.fee, whole / kg if kg else Money.zero(currency))


def available(terms: Terms, covers: Iterable[Cover], principal: Money) -> Money:
    """Sum of value × advance rate, at most the limit, less what is owed. Below zero where the contracts cover less than that."""
    most = borrowing_base(terms, covers)
    return (most if most < terms.limit else terms.limit) - principal


def borrowing_base(terms: Terms, covers: Iterable[Cover]) -> Money:
    """What the contracts that have not lapsed let one owe."""
    values = Money.total((one.value for one in covers if not one.is_lapsed), terms.limit.currency)
    return (values * terms.advance_rate).rounded()


def refusals_for_draw(amount: Money, terms: Terms, covers: Sequence[Cover], principal: Money, *, on: date) -> list[Refusal]:
    """Never more than is available, and nothing once it is due."""
    if on > terms.due_on:
        return [Refusal("trade.draw-after-due", {"due": terms.due_on})]
    left = available(terms, covers, principal)
    if amount.minor <= 0:
        return [Refusal("trade.prefinance-not-above-zero")]
    if left < amount:
        zero = Money.zero(left.currency)
        return [Refusal("trade.draw-above-available", {"available": str(max(left, zero, key=lambda money: money.amount))})]
    return []


def warnings_for_cover(terms: Terms, covers: Sequence[Cover], position: Position) -> list[Refusal]:
    """A contract that lapsed or shrank, and what is owed beyond what the rest covers."""
    warnings = [Refusal("trade.pledged-contract-lapsed", {"contract": one.contract}) for one in covers if one.is_lapsed]
    base = borrowing_base(terms, covers)
    if base < position.principal:
        facts = {"covered": str(base), "owed": str(position.principal), "short": str(position.principal - base)}
        warnings.append(Refusal("trade.prefinance-cover-is-short", facts))
    return warnings


def waterfall(amount: Money, *, interest: Money, principal: Money, fee: Money, deductions: Money) -> Split:
    """What a receipt pays, in this order; what is left goes to the cooperative. The parts sum to the amount."""
    left, parts = amount, []
    for owed in (interest, principal, fee, deductions):
        parts.append(owed if owed < left else left)
        left = left - parts[-1]
    return Split(parts[0], parts[1], parts[2], parts[3], left)


def own_part(paid: Money, own: Money, whole: Money) -> Money:
    """Of an invoice of `whole`, what of the money paid so far is for the goods that are one's `own`: premium and others' lots are not.

    Taken of the sum paid so far; the part of one payment is the difference, so that the parts of all payments are `own` to the cent.
    """
    if not whole:
        return Money.zero(whole.currency)
    capped = paid if paid < whole else whole
    return Money(EXACT.divide(EXACT.multiply(own.amount, capped.amount), whole.amount), whole.currency).rounded()


def position(terms: Terms, rates: Rates, moves: Iterable[Move], *, on: date) -> Position:
    """How it stands at the end of `on`; later movements do not count yet. The fee is owed from the first draw on."""
    book = _Book(terms, rates)
    for move in sorted(moves, key=lambda one: (one.on, one.kind is Kind.RECEIPT, one.key)):
        if move.on <= on:
            book.enter(move)
    return book.close(on)


class _Book:
    """The running account: interest exact since the first day, everything paid in whole minor units."""

    def __init__(self, terms: Terms, rates: Rates) -> None:
        self.terms, self.rates = terms, rates
        zero = Money.zero(terms.limit.currency)
        self.principal = self.drawn = self.interest_paid = self.shown = self.to_cooperative = self.saved = zero
        self.fee = self.deductions = zero
        self.exact = self.exact_late = Decimal(0)
        self.day: date | None = None
        self.lines: list[Line] = []

    def enter(self, move: Move) -> None:
        since = self._run_to(move.on)
        if move.kind is Kind.DRAW:
            if not self.drawn:
                self.fee = self.terms.fee
                self.deductions = Money.total((one.amount for one in self.terms.deductions), self.drawn.currency)
            self.principal, self.drawn = self.principal + move.amount, self.drawn + move.amount
            self.lines.append(Line(move, since, None, self.principal))
            return
        owed = {"interest": self._accrued() - self.interest_paid, "principal": self.principal}
        split = waterfall(move.amount, **owed, fee=self.fee, deductions=self.deductions)
        self.interest_paid, self.principal = self.interest_paid + split.interest, self.principal - split.principal
        self.fee, self.deductions = self.fee - split.fee, self.deductions - split.deductions
        self.to_cooperative = self.to_cooperative + split.cooperative
        early = max((self.terms.due_on - move.on).days, 0)
        self.saved = self.saved + Money(interest(split.principal.amount, self._rate(move.on), early), split.principal.currency)
        self.lines.append(Line(move, since, split, self.principal))

    def close(self, on: date) -> Position:
        self._run_to(on)
        accrued = self._accrued()
        owes = bool(self.principal or accrued - self.interest_paid or self.fee or self.deductions)
        return Position(
            on=on, lines=tuple(self.lines), drawn=self.drawn, principal=self.principal, accrued=accrued,
            interest=accrued - self.interest_paid, fee=self.fee, deductions=self.deductions, to_cooperative=self.to_cooperative,
            late=Money(self.exact_late, accrued.currency).rounded(), saved=self.saved.rounded(),
            days_late=max((on - self.terms.due_on).days, 0) if owes else 0,
        )  # fmt: skip

    def _accrued(self) -> Money:
        return Money(self.exact, self.principal.currency).rounded()

    def _rate(self, on: date) -> Decimal:
        return next((rate for since, rate in reversed(self.rates) if since <= on), self.rates[0][1])

    def _run_to(self, on: date) -> Money:
        """Let interest run up to a day. Returns what is shown of it: the rounded sum now less what was shown before."""
        if self.day is not None and self.principal:
            cuts = {self.terms.due_on, *(since for since, _rate in self.rates)}
            days = sorted({self.day, on, *(cut for cut in cuts if self.day < cut < on)})
            for start, end in pairwise(days):
                part = interest(self.principal.amount, self._rate(start), (end - start) // timedelta(days=1))
                self.exact = EXACT.add(self.exact, part)
                if start >= self.terms.due_on:
                    self.exact_late = EXACT.add(self.exact_late, part)
        self.day = on
        before, self.shown = self.shown, self._accrued()
        return self.shown - before
