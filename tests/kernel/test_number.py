from __future__ import annotations

from decimal import Decimal

import pytest

from rochdale.kernel.number import parse_number
from rochdale.kernel.refusal import Refused


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1234.5", "1234.5"),
        ("1,234.50", "1234.50"),  # English
        ("1 234,50", "1234.50"),  # French, with a blank
        ("1\u202f234,5", "1234.5"),  # French, as typographers set it
        ("1.234.567", "1234567"),  # German groups
        ("1,234,567", "1234567"),
        ("1.234,5", "1234.5"),
        ("1'234.5", "1234.5"),  # Swiss
        ("0,125", "0.125"),  # nobody groups after a zero
        ("12,5", "12.5"),
        ("-3", "-3"),
        ("\u221212", "-12"),  # a real minus sign
        ("໑໒໓", "123"),  # Lao figures
        (".5", "0.5"),
        (" 60 ", "60"),
    ],
)
def test_numbers_as_people_write_them(text: str, number: str) -> None:
    assert parse_number(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "kg", "1 2 x", "1,23,456.7", "12.34.5", "--3", "1e5", "NaN", "inf", "1" * 31, "½"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="not-a-number"):
        parse_number(text)


def test_one_comma_before_three_figures_is_asked_about() -> None:
    with pytest.raises(Refused, match="number-reads-two-ways"):
        parse_number("1,234")


def test_a_file_that_declares_its_mark_is_not_asked() -> None:
    assert parse_number("1,234", decimal_mark=".") == 1234
    assert parse_number("1,234", decimal_mark=",") == Decimal("1.234")
