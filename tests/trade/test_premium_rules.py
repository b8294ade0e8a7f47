"""A premium: only a quorate assembly unlocks it, nothing above what came in or was voted, 25 % for productivity or quality warned of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from rochdale.kernel.money import Money
from rochdale.trade.rules.premium import (
    SHIPPED,
    Assembly,
    Project,
    differs_from_due,
    has_quorum,
    lacks_bettering,
    least_for_bettering,
    refusals_for_assembly,
    refusals_for_expense,
    refusals_for_plan,
    unspent_since,
)

DAY = date(2027, 3, 12)
MET = Assembly(DAY, members=120, needed=61, present=84, yes=70, no=8, abstained=6)
COFFEE = SHIPPED["coffee"]


def usd(amount: str) -> Money:
    return Money(Decimal(amount), "USD")


RECEIVED, NONE = usd("8465.75"), usd("0")
TABLES = Project("Drying tables", "productivity", usd("2116.44"))


def test_a_quarter_of_the_worked_receipt() -> None:
    assert least_for_bettering(RECEIVED, COFFEE) == usd("2116.44")
    assert lacks_bettering(RECEIVED, usd("2100.00"), COFFEE) == usd("16.44"), "a plan with 2,100.00 is flagged"
    assert lacks_bettering(RECEIVED, usd("2116.44"), COFFEE) == NONE, "2,116.44 passes"
    assert lacks_bettering(RECEIVED, NONE, SHIPPED[""]) == NONE, "of other products nothing is asked"
    assert not COFFEE.is_verified


ASSEMBLIES = [
    ("84 of 120, 61 needed, 70 to 8", MET, []),
    ("61 are just enough", replace(MET, present=61, yes=61, no=0, abstained=0), []),
    ("60 are no quorum", replace(MET, present=60, yes=60, no=0, abstained=0), ["trade.assembly-without-quorum"]),
    ("bylaws that ask for nobody are no bylaws", replace(MET, needed=0), ["trade.assembly-without-quorum"]),
    ("more votes than people", replace(MET, yes=77), ["trade.assembly-counts-wrong"]),
    ("more people than members", replace(MET, present=121), ["trade.assembly-counts-wrong"]),
    ("as many no as yes", replace(MET, yes=39, no=39), ["trade.assembly-said-no"]),
    ("tomorrow's assembly", replace(MET, held_on=date(2027, 3, 14)), ["trade.assembly-is-to-come"]),
]


@pytest.mark.parametrize(("sentence", "assembly", "codes"), ASSEMBLIES)
def test_assemblies(sentence: str, assembly: Assembly, codes: list[str]) -> None:
    assert [one.code for one in refusals_for_assembly(assembly, date(2027, 3, 13))] == codes, sentence
    assert has_quorum(assembly) is (0 < assembly.needed <= assembly.present)


PLANS = [
    ("all of it", [Project("School", "education", usd("8465.75"))], NONE, []),
    ("a cent above what came in", [Project("School", "education", usd("8465.76"))], NONE, ["trade.premium-plan-above-receipt"]),
    ("together with an earlier plan", [TABLES], usd("6349.32"), ["trade.premium-plan-above-receipt"]),
    ("nothing", [], NONE, ["trade.premium-plan-is-empty"]),
    ("a project without a budget", [replace(TABLES, budget=NONE)], NONE, ["trade.premium-project-says-too-little"]),
    ("a kind that we do not know", [replace(TABLES, category="party")], NONE, ["trade.premium-project-says-too-little"]),
]


@pytest.mark.parametrize(("sentence", "projects", "planned", "codes"), PLANS)
def test_plans(sentence: str, projects: list[Project], planned: Money, codes: list[str]) -> None:
    assert [one.code for one in refusals_for_plan(projects, received=RECEIVED, planned=planned)] == codes, sentence


EXPENSES = [
    ("all of the budget", "2116.44", NONE, DAY, []),
    ("2,150 on a budget of 2,116.44 needs a new vote", "2150", NONE, DAY, ["trade.premium-expense-above-budget"]),
    ("a cent after the rest", "0.01", usd("2116.44"), DAY, ["trade.premium-expense-above-budget"]),
    ("before the vote", "1", NONE, date(2027, 3, 11), ["trade.premium-day-out-of-range"]),
    ("tomorrow", "1", NONE, date(2027, 6, 1), ["trade.premium-day-out-of-range"]),
    ("nothing", "0", NONE, DAY, ["trade.premium-amount-not-above-zero"]),
]


@pytest.mark.parametrize(("sentence", "amount", "spent", "on", "codes"), EXPENSES)
def test_expenses(sentence: str, amount: str, spent: Money, on: date, codes: list[str]) -> None:
    found = refusals_for_expense(usd(amount), spent=spent, budget=TABLES.budget, on=on, voted_on=DAY, today=date(2027, 5, 1))
    assert [one.code for one in found] == codes, sentence


OLD = [
    ("two years are not three", [(date(2025, 1, 1), usd("100"))], "0", "0.00 USD"),
    ("on the day it becomes old", [(date(2024, 3, 1), usd("100"))], "0", "100.00 USD"),
    ("the oldest is spent first", [(date(2023, 1, 1), usd("100")), (date(2026, 1, 1), usd("50"))], "70", "30.00 USD"),
    ("all of the old is spent", [(date(2023, 1, 1), usd("100"))], "100", "0.00 USD"),
    ("29 February has its day", [(date(2024, 2, 29), usd("5"))], "0", "5.00 USD"),
]


@pytest.mark.parametrize(("sentence", "receipts", "spent", "old"), OLD)
def test_what_lies_for_more_than_three_years(sentence: str, receipts: list[tuple[date, Money]], spent: str, old: str) -> None:
    assert str(unspent_since(receipts, usd(spent), COFFEE, date(2027, 3, 1))) == old, sentence


def test_what_came_in_may_differ_from_what_is_due() -> None:
    assert differs_from_due(RECEIVED, usd("8400")) == usd("-65.75")
