from __future__ import annotations

from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.kernel.money import Money, currency_codes, is_currency, minor_digits
from rochdale.kernel.refusal import Refused

D = Decimal


@pytest.mark.parametrize(
    ("currency", "digits"),
    [("XAF", 0), ("XOF", 0), ("JPY", 0), ("VND", 0), ("LAK", 2), ("LKR", 2), ("EUR", 2), ("USD", 2), ("ZMW", 2), ("KWD", 3)],
)
def test_a_currency_has_the_minor_units_of_iso_4217(currency: str, digits: int) -> None:
    assert minor_digits(currency) == digits


@pytest.mark.parametrize("code", ["", "eur", "EURO", "XXX", "XAU", "HRK", "???"])
def test_what_is_not_money_in_use_is_refused(code: str) -> None:
    assert not is_currency(code)
    with pytest.raises(Refused, match="unknown-currency"):
        Money(D(1), code)


def test_currencies_to_choose_from_are_in_order() -> None:
    codes = currency_codes()
    assert list(codes) == sorted(codes)
    assert {"EUR", "LAK", "XAF"} <= set(codes)


@pytest.mark.parametrize("amount", [1.5, "1.5", True, D("NaN"), D("Infinity"), None])
def test_only_exact_numbers_are_money(amount: object) -> None:
    with pytest.raises(TypeError):
        Money(amount, "EUR")  # type: ignore[arg-type]  # the mistake that is tested


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        ("12.345", "EUR", "12.35 EUR"),
        ("-12.345", "EUR", "-12.35 EUR"),
        ("0.5", "XAF", "1 XAF"),
        ("8098228.9", "XAF", "8098229 XAF"),
        ("1.0005", "KWD", "1.001 KWD"),
        ("120000", "LAK", "120000.00 LAK"),
    ],
)
def test_money_is_shown_rounded_half_up_to_its_smallest_unit(amount: str, currency: str, shown: str) -> None:
    assert str(Money(D(amount), currency)) == shown


def test_sums_stay_exact_until_the_end() -> None:
    third = Money(D(100), "EUR") / 3
    assert str(third + third + third) == "100.00 EUR"
    assert str(third.rounded() * 3) == "99.99 EUR"


def test_a_careless_thread_precision_loses_nothing() -> None:
    with localcontext() as context:
        context.prec = 3
        assert str(Money(D("123456.78"), "EUR") + Money(D("0.01"), "EUR")) == "123456.79 EUR"


def test_two_currencies_never_meet_in_a_sum() -> None:
    for together in (lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a < b, lambda a, b: a.ratio_to(b)):
        with pytest.raises(Refused, match="currencies-differ"):
            together(Money(D(1), "EUR"), Money(D(1), "USD"))
    with pytest.raises(Refused, match="currencies-differ"):
        Money.total([Money(D(1), "EUR")], "USD")


def test_money_and_a_bare_number_do_not_add_up() -> None:
    with pytest.raises(TypeError):
        Money(D(1), "EUR") + 1  # type: ignore[operator]  # the mistake that is tested
    with pytest.raises(TypeError):
        Money(D(1), "EUR") * 0.5  # type: ignore[operator]  # the mistake that is tested


def test_minor_units_go_there_and_back() -> None:
    assert Money.of_minor(1234, "EUR") == Money(D("12.34"), "EUR")
    assert Money.of_minor(1234, "XAF") == Money(D(1234), "XAF")
    assert Money(D("1.2345"), "KWD").minor == 1235


def test_sums_signs_and_comparisons() -> None:
    five, two = Money(D(5), "EUR"), Money(D(2), "EUR")
    assert Money.total([five, two], "EUR") == Money(D(7), "EUR")
    assert -five == Money(D(-5), "EUR") and abs(-five) == five
    assert two < five and five > two and five >= five and two <= five
    assert not Money.zero("EUR") and five.ratio_to(two) == D("2.5")
    assert 3 * two == Money(D(6), "EUR")


@pytest.mark.parametrize(
    ("minor", "weights", "parts"),
    [
        (100, {"a": 1, "b": 1, "c": 1}, {"a": 34, "b": 33, "c": 33}),  # ties go to the first key in order
        (100, {"c": 1, "b": 1, "a": 1}, {"c": 33, "b": 33, "a": 34}),  # whatever order they come in
        (10, {"a": 0, "b": 5}, {"a": 0, "b": 10}),  # who has no weight gets nothing
        (-100, {"a": 1, "b": 1, "c": 1}, {"a": -34, "b": -33, "c": -33}),  # a debt is shared as a claim is
        (1, {"big": 90, "small": 10}, {"big": 1, "small": 0}),  # the largest remainder takes the last cent
        (0, {"a": 2, "b": 1}, {"a": 0, "b": 0}),
    ],
)
def test_shares_by_weight(minor: int, weights: dict[str, int], parts: dict[str, int]) -> None:
    assert {key: part.minor for key, part in Money.of_minor(minor, "EUR").split(weights).items()} == parts


@pytest.mark.parametrize("weights", [{}, {"a": 0}, {"a": 2, "b": -1}])
def test_weights_that_sum_to_nothing_or_fall_below_zero_are_refused(weights: dict[str, int]) -> None:
    with pytest.raises(Refused, match="nothing-to-split-by"):
        Money(D(10), "EUR").split(weights)


@given(
    st.integers(-(10**12), 10**12),
    st.dictionaries(st.text("abcdef", min_size=1), st.integers(0, 10**9), min_size=1).filter(lambda weights: any(weights.values())),
)
def test_shares_sum_to_the_whole_and_miss_the_fair_part_by_less_than_a_cent(minor: int, weights: dict[str, int]) -> None:
    parts = Money.of_minor(minor, "EUR").split(weights)
    assert sum(part.minor for part in parts.values()) == minor
    whole = sum(weights.values())
    assert all(abs(D(parts[key].minor) - D(minor) * weight / whole) < 1 for key, weight in weights.items())
