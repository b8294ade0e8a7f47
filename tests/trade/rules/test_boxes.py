"""Containers: the number on the door, what goes in, what it weighs."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.trade.rules.boxes import Box, as_written, check_digit, refusals_for_gross_mass, refusals_for_load, refusals_for_number

BOX = Box("CSQU3054383", Decimal(28_300), Decimal(2_200))


@pytest.mark.parametrize(
    ("sentence", "number", "codes"),
    [
        ("the example of ISO 6346 is valid", "CSQU3054383", []),
        ("one figure off is refused", "CSQU3054384", ["trade.container-number-wrong"]),
        ("small letters, blanks and a dash are read", "csqu 305438-3", []),
        ("another box of the standard", "TEXU3070079", []),
        ("a remainder of ten is written 0", "MSCU0000060", []),
        ("ten signs are none", "CSQU305438", ["trade.container-number-misshapen"]),
        ("the fourth letter says what it is", "CSQA3054383", ["trade.container-number-misshapen"]),
        ("nothing is none", "", ["trade.container-number-misshapen"]),
    ],
)
def test_number_of_a_container(sentence: str, number: str, codes: list[str]) -> None:
    assert [one.code for one in refusals_for_number(as_written(number))] == codes, sentence


@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=3, max_size=3), st.integers(0, 999_999), st.integers(4, 9), st.integers(1, 9))
def test_one_wrong_figure_is_always_found(owner: str, serial: int, at: int, more: int) -> None:
    start = f"{owner}U{serial:06d}"
    sound = f"{start}{check_digit(start)}"
    wrong = sound[:at] + str((int(sound[at]) + more) % 10) + sound[at + 1 :]
    # Modulo 11 tells every figure apart; only 10 and 0 are written alike.
    assert check_digit(wrong[:10]) != int(wrong[10]) or sound[10] == "0"


@pytest.mark.parametrize(
    ("sentence", "net_kg", "codes"),
    [
        ("just what it may carry", 28_300, []),
        ("a kg more is refused", 28_301, ["trade.net-above-payload"]),
        ("320 bags of coffee", 19_200, []),
    ],
)
def test_net_weight_stays_within_the_payload(sentence: str, net_kg: int, codes: list[str]) -> None:
    assert [one.code for one in refusals_for_load(BOX, net_kg=Decimal(net_kg))] == codes, sentence


def test_a_plate_says_something() -> None:
    assert [one.code for one in refusals_for_load(Box("X", Decimal(0), Decimal(1)), net_kg=Decimal(1))] == ["trade.container-plate-missing"]


@pytest.mark.parametrize(
    ("sentence", "gross_kg", "codes"),
    [
        ("goods, bags and container", 21_600, []),
        ("goods and container without a gram of bags", 21_400, []),
        ("less than both together cannot be", 21_399, ["trade.gross-mass-too-low"]),
        ("more than the container may weigh", 30_501, ["trade.gross-mass-too-high"]),
    ],
)
def test_gross_mass(sentence: str, gross_kg: int, codes: list[str]) -> None:
    found = refusals_for_gross_mass(Decimal(gross_kg), net_kg=Decimal(19_200), box=BOX)
    assert [one.code for one in found] == codes, sentence
