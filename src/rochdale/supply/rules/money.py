"""What a grower is paid, what is kept of it for a debt, and what is carried (reference: supply, section 3).

Amounts are whole minor units of one currency; each is rounded half-up once, where it is made. What is due is kept, paid or carried: nothing
is lost, for what is not paid stays on the account.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from rochdale.kernel.money import EXACT, Money
from rochdale.kernel.refusal import Refusal
from rochdale.supply.rules.weights import kg

ALL = Decimal(1)


@dataclass(frozen=True, slots=True)
class Debt:
    """What a grower owes on one account, and the most of a payment that may be kept for it (nothing without a signed mandate)."""

    account: str
    owes_minor: int
    most_share: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Payable:
    """What is due, and what becomes of it."""

    due_minor: int
    kept: Mapping[str, int] = field(default_factory=dict)
    """By account of the debt."""
    pays_minor: int = 0
    carried_minor: int = 0
    """Below the smallest note: stays on the account."""

    @property
    def kept_minor(self) -> int:
        """All that is kept back."""
        return sum(self.kept.values())


def share_of(amount_minor: int, share: Decimal) -> int:
    """That share of an amount, rounded half-up once."""
    return int(EXACT.multiply(Decimal(amount_minor), share).to_integral_value(ROUND_HALF_UP))


def most_kept(due_minor: int, debts: Sequence[Debt]) -> dict[str, int]:
    """The most that mandates let us keep of a payment: each debt up to its share, all together no more than is due.

    Shares round down, so that nobody keeps more than was signed.
    """
    kept: dict[str, int] = {}
    left = max(due_minor, 0)
    for debt in debts:
        if debt.most_share is not None and debt.owes_minor > 0:
            allowed = int(EXACT.multiply(Decimal(max(due_minor, 0)), debt.most_share))
            kept[debt.account] = min(debt.owes_minor, allowed, left)
            left -= kept[debt.account]
    return {account: amount for account, amount in kept.items() if amount}


def refusals_for_keeping(due_minor: int, keeps: Mapping[str, int], debts: Sequence[Debt], currency: str) -> Iterator[Refusal]:
    """A deduction needs a mandate and a debt, keeps within the share signed, and takes no more than is paid."""
    known = {debt.account: debt for debt in debts}
    for account, amount in keeps.items():
        debt = known.get(account)
        if amount < 0:
            yield Refusal("supply.deduction-is-negative")
        elif amount and (debt is None or debt.most_share is None):
            yield Refusal("supply.deduction-without-mandate", {"amount": said(amount, currency)})
        elif amount and debt and amount > debt.owes_minor:
            yield Refusal("supply.deduction-above-debt", {"amount": said(amount, currency), "owes": said(debt.owes_minor, currency)})
        elif amount and debt and debt.most_share is not None and amount > int(EXACT.multiply(Decimal(due_minor), debt.most_share)):
            percent = format((debt.most_share * 100).normalize(), "f")
            yield Refusal("supply.deduction-above-mandate", {"amount": said(amount, currency), "percent": percent})
    if sum(keeps.values()) > due_minor:
        yield Refusal("supply.deductions-above-payment", {"kept": said(sum(keeps.values()), currency), "due": said(due_minor, currency)})


def payable(due_minor: int, keeps: Mapping[str, int], *, note_minor: int = 1) -> Payable:
    """What is handed over of what is due: less deductions, in whole notes; the remainder is carried."""
    left = due_minor - sum(keeps.values())
    carried = left % note_minor
    return Payable(due_minor, {account: amount for account, amount in keeps.items() if amount}, left - carried, carried)


def refusals_for_share(share: Decimal) -> Iterator[Refusal]:
    """Something of it, at most all."""
    if not 0 < share <= 1:
        yield Refusal("supply.share-is-no-share", {"share": str(share)})


def refusals_for_payment(due_minor: int, owed_minor: int, currency: str) -> Iterator[Refusal]:
    """Something, and no more than is owed."""
    if due_minor <= 0:
        yield Refusal("supply.nothing-to-pay")
    elif due_minor > owed_minor:
        yield Refusal("supply.payment-above-owed", {"asked": said(due_minor, currency), "owed": said(max(owed_minor, 0), currency)})


def second_payment(net_g: int, per_kg: Decimal, currency: str) -> int:
    """What so many grams get at so much for each kg, rounded half-up once."""
    return Money(EXACT.multiply(kg(net_g), per_kg), currency).minor


def average_price(value_minor: int, net_g: int, currency: str) -> Decimal | None:
    """For one kg, in the currency; nothing where nothing was weighed."""
    return EXACT.divide(Money.of_minor(value_minor, currency).amount, kg(net_g)).quantize(Decimal("0.01")) if net_g > 0 else None


def said(amount_minor: int, currency: str) -> str:
    """As a fact of a refusal."""
    return str(Money.of_minor(amount_minor, currency))
