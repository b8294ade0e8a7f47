"""What is paid of a delivery: the worked example of the reference (supply, section 3), and rounding."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rochdale.supply.rules import cash
from rochdale.supply.rules.deliveries import Priced, Weighed
from rochdale.supply.rules.money import (
    Debt,
    average_price,
    most_kept,
    payable,
    refusals_for_keeping,
    refusals_for_payment,
    second_payment,
    share_of,
)

LAK = 100
"""Minor units of one kip."""


def test_the_worked_example_of_the_reference() -> None:
    net_g = Weighed(628_000, 3_000, 5_000).net_g
    value = Priced(Decimal(12_000), "LAK", Decimal(500)).value_of(net_g)
    first = share_of(value.minor, Decimal("0.8"))
    plan = payable(first, {"credit": 400_000 * LAK})
    assert (net_g, value.minor, first) == (620_000, 7_130_000 * LAK, 5_704_000 * LAK)
    assert (plan.pays_minor, plan.kept_minor, plan.carried_minor) == (5_304_000 * LAK, 400_000 * LAK, 0)


@pytest.mark.parametrize(
    ("weight_g", "price", "value"),
    [(43_350, "1853", 80_328), (80_500, "1001", 80_581)],
)
def test_money_is_rounded_half_up_once(weight_g: int, price: str, value: int) -> None:
    assert Priced(Decimal(price), "XAF").value_of(weight_g).minor == value == second_payment(weight_g, Decimal(price), "XAF")


@pytest.mark.parametrize(
    ("says", "due", "keeps", "code"),
    [
        ("no mandate", 1000, {"credit": 10}, "supply.deduction-without-mandate"),
        ("more than is owed", 1000, {"advance": 301}, "supply.deduction-above-debt"),
        ("above the share signed", 500, {"advance": 251}, "supply.deduction-above-mandate"),
        ("a negative deduction", 500, {"advance": -1}, "supply.deduction-is-negative"),
        ("no debt of that kind", 500, {"other": 1}, "supply.deduction-without-mandate"),
    ],
)
def test_a_deduction_that_was_not_signed_is_refused(says: str, due: int, keeps: dict[str, int], code: str) -> None:
    debts = [Debt("advance", 300, Decimal("0.5")), Debt("credit", 100)]
    assert [refusal.code for refusal in refusals_for_keeping(due, keeps, debts, "XAF")][:1] == [code], says


def test_deductions_above_the_payment_are_refused() -> None:
    debts = [Debt("advance", 900, Decimal(1)), Debt("credit", 900, Decimal(1))]
    codes = [refusal.code for refusal in refusals_for_keeping(1000, {"advance": 600, "credit": 600}, debts, "XAF")]
    assert codes == ["supply.deductions-above-payment"]


def test_the_most_that_may_be_kept_stays_within_debts_shares_and_the_payment() -> None:
    debts = [Debt("advance", 900, Decimal("0.75")), Debt("credit", 900, Decimal("0.75"))]
    assert most_kept(1000, debts) == {"advance": 750, "credit": 250}
    assert most_kept(1000, [Debt("advance", 100, Decimal("0.5")), Debt("credit", 900)]) == {"advance": 100}
    assert most_kept(999, [Debt("advance", 900, Decimal("0.333"))]) == {"advance": 332}, "a share is rounded down"
    assert most_kept(-5, debts) == {}


def test_what_is_below_the_smallest_note_is_carried_not_lost() -> None:
    plan = payable(80_328, {"advance": 1_000}, note_minor=25)
    assert (plan.pays_minor, plan.carried_minor) == (79_325, 3)
    assert plan.due_minor == plan.pays_minor + plan.kept_minor + plan.carried_minor


def test_a_payment_above_what_is_owed_is_refused() -> None:
    assert [refusal.code for refusal in refusals_for_payment(101, 100, "XAF")] == ["supply.payment-above-owed"]
    assert [refusal.code for refusal in refusals_for_payment(0, 100, "XAF")] == ["supply.nothing-to-pay"]
    assert not list(refusals_for_payment(100, 100, "XAF"))


def test_an_average_price_is_by_the_kg() -> None:
    assert average_price(7_130_000 * LAK, 620_000, "LAK") == Decimal("11500.00")
    assert average_price(0, 0, "LAK") is None


@pytest.mark.parametrize("currency", ["LAK", "XAF", "XOF", "EUR", "USD", "LKR", "KES"])
def test_notes_and_coins_are_whole_minor_units_largest_first(currency: str) -> None:
    found = cash.pieces(currency)
    assert list(found.minor) == sorted(set(found.minor), reverse=True)
    assert found.minor[-1] > 0
    assert found.pays_in_minor in found.minor


def test_a_count_adds_up() -> None:
    counts = {"10000000": 3, "5000000": 1, "50000": 7}
    assert cash.counted_minor(counts) == (300_000 + 50_000 + 3_500) * LAK
    assert not list(cash.refusals_for_count(counts, "LAK"))
    codes = [refusal.code for refusal in cash.refusals_for_count({"123": 1, "50000": -1}, "LAK")]
    assert codes == ["supply.piece-is-unknown", "supply.count-is-no-count"]
