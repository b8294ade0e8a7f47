"""A premium: what is due, what came in, what the members decided, what was spent (docs/rules/premium.md).

It is owed to the organization, never part of a price to members. Only a plan that a quorate general assembly voted for unlocks spending.
Shares and years are settings of each organization: their sources are not verified.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rochdale.kernel.money import Money
from rochdale.kernel.refusal import Refusal

CATEGORIES = ("productivity", "quality", "community", "education", "health", "administration", "other")
BETTERING = frozenset({"productivity", "quality"})
"""Categories that make the next harvest better."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What is asked of a product's premium. `bettering`: the least share for productivity or quality, 0 for none asked."""

    bettering: Decimal
    most_years: int
    source: str
    is_verified: bool = False


SHIPPED = {"coffee": Setting(Decimal("0.25"), 3, "Fairtrade Standard for Coffee, 25 % of the premium"), "": Setting(Decimal(0), 3, "")}
"""By product; "" for every other one. Not verified: an organization writes its own."""


@dataclass(frozen=True, slots=True)
class Assembly:
    """A general assembly as its minutes tell. `needed`: how many members must be present by the bylaws."""

    held_on: date
    members: int
    needed: int
    present: int
    yes: int
    no: int
    abstained: int


@dataclass(frozen=True, slots=True)
class Project:
    """What the assembly gave money to."""

    name: str
    category: str
    budget: Money


def has_quorum(assembly: Assembly) -> bool:
    """Whether as many were present as the bylaws ask."""
    return 0 < assembly.needed <= assembly.present


def refusals_for_assembly(assembly: Assembly, on: date) -> list[Refusal]:
    """A day to come, counts that cannot be, no quorum, no majority of those who voted yes or no."""
    if assembly.held_on > on:
        return [Refusal("trade.assembly-is-to-come", {"on": assembly.held_on})]
    counts = (assembly.members, assembly.needed, assembly.yes, assembly.no, assembly.abstained)
    votes = assembly.yes + assembly.no + assembly.abstained
    if min(counts) < 0 or votes > assembly.present or max(assembly.present, assembly.needed) > assembly.members:
        return [Refusal("trade.assembly-counts-wrong", {"members": assembly.members, "present": assembly.present, "votes": votes})]
    if not has_quorum(assembly):
        return [Refusal("trade.assembly-without-quorum", {"present": assembly.present, "needed": assembly.needed})]
    return [] if assembly.yes > assembly.no else [Refusal("trade.assembly-said-no", {"yes": assembly.yes, "no": assembly.no})]


def refusals_for_plan(projects: Sequence[Project], *, received: Money, planned: Money) -> list[Refusal]:
    """No project, one without a name or a budget, or all plans together above what came in."""
    if not projects:
        return [Refusal("trade.premium-plan-is-empty")]
    wrong = [one.name for one in projects if not one.name.strip() or one.budget.amount <= 0 or one.category not in CATEGORIES]
    if wrong:
        return [Refusal("trade.premium-project-says-too-little", {"projects": wrong})]
    total = planned + Money.total((one.budget for one in projects), received.currency)
    return [Refusal("trade.premium-plan-above-receipt", {"planned": str(total), "received": str(received)})] if total > received else []


def least_for_bettering(received: Money, setting: Setting) -> Money:
    """What productivity and quality should get of the premium received, rounded half-up once."""
    return (received * setting.bettering).rounded()


def lacks_bettering(received: Money, bettering: Money, setting: Setting) -> Money:
    """What plans give too little to productivity and quality; nothing where they give enough. A flag, never a refusal."""
    lacking = least_for_bettering(received, setting) - bettering
    return lacking if lacking.amount > 0 else Money.zero(received.currency)


def refusals_for_expense(amount: Money, *, spent: Money, budget: Money, on: date, voted_on: date, today: date) -> list[Refusal]:
    """Nothing, before the vote, on a day to come, or above what the assembly gave: for more, it votes again."""
    if amount.amount <= 0:
        return [Refusal("trade.premium-amount-not-above-zero")]
    if not voted_on <= on <= today:
        return [Refusal("trade.premium-day-out-of-range", {"first": voted_on, "last": today})]
    left = budget - spent
    return [Refusal("trade.premium-expense-above-budget", {"amount": str(amount), "left": str(left)})] if amount > left else []


def differs_from_due(due: Money, received: Money) -> Money:
    """What came in more (or, below zero, less) than the invoice owes. A flag, never a refusal."""
    return received - due


def unspent_since(receipts: Sequence[tuple[date, Money]], spent: Money, setting: Setting, on: date) -> Money:
    """What of receipts older than the most years is not spent, the oldest spent first. A flag, never a refusal."""
    old = Money.total((money for day, money in receipts if _years_after(day, setting.most_years) <= on), spent.currency)
    left = old - spent
    return left if left.amount > 0 else Money.zero(spent.currency)


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
