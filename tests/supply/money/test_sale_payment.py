"""Growers are paid out of a sale by the deliveries in its lots: the worked vector, ties, what has no grower, and that no cent is lost."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID, uuid5

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rochdale.kernel.money import Money
from rochdale.supply.rules.sales import Behind, Part, Sold, refusals_for_sale, refusals_for_sum, share_out

NAMES = UUID("0192f000-0000-7000-8000-000000000000")


def id_of(word: str) -> UUID:
    return uuid5(NAMES, word)


def lot(name: str, brought: dict[str, int], *, total: int = 0, sold: int = 0, worth: str = "1") -> Sold:
    """`brought`: grams of the lot by grower, one delivery each."""
    behind = tuple(Behind(id_of(f"{name}/{grower}"), id_of(grower), grower, grams) for grower, grams in brought.items())
    whole = total or sum(brought.values())
    return Sold(id_of(name), whole, sold or whole, Decimal(worth), behind)


def usd(amount: str) -> Money:
    return Money(Decimal(amount), "USD")


def by_grower(parts: tuple[Part, ...]) -> dict[UUID, int]:
    sums: dict[UUID, int] = {}
    for part in parts:
        sums[part.grower_id] = sums.get(part.grower_id, 0) + part.amount_minor
    return sums


THREE = {"A": 4_500_000, "B": 3_000_000, "C": 1_500_000}
ONE_PRICE = [lot("L", {"A": 100}, worth="100"), lot("M", {"B": 200}, worth="200")]
TWO_PRICES = [lot("L", {"A": 100}, worth="200"), lot("M", {"B": 100}, worth="100")]
WORKED = {"A": 250000, "B": 166667, "C": 83333}
SHARED = [
    ("5,000.00 over 4,500, 3,000 and 1,500 kg at equal grade", "5000", [lot("L", THREE)], WORKED),
    ("half of the lot was sold: the same people, the same shares", "5000", [lot("L", THREE, sold=4_500_000)], WORKED),
    ("two lots at one price are one", "300", ONE_PRICE, {"A": 10000, "B": 20000}),
    ("a lot that sold at twice the price brings twice as much", "300", TWO_PRICES, {"A": 20000, "B": 10000}),
    ("a cent left over goes to the first number", "100", [lot("L", {"C": 1, "A": 1, "B": 1})], {"A": 3334, "B": 3333, "C": 3333}),
    ("a third has no grower and stays", "90", [lot("L", {"A": 1, "B": 1}, total=3)], {"A": 3000, "B": 3000}),
]


@pytest.mark.parametrize(("sentence", "money", "lots", "shares"), SHARED)
def test_shares(sentence: str, money: str, lots: list[Sold], shares: dict[str, int]) -> None:
    found = share_out(lots, usd(money))
    assert by_grower(found.parts) == {id_of(name): minor for name, minor in shares.items()}, sentence
    assert sum(part.amount_minor for part in found.parts) + found.untraced_minor == usd(money).minor, sentence


REFUSED = [
    ("nothing to pay", "0", [lot("L", THREE)], ["supply.nothing-to-pay"]),
    ("more was sold than the lot held", "1", [lot("L", {"A": 10}, sold=11)], ["supply.more-sold-than-the-lot"]),
    ("nobody is behind it", "1", [lot("L", {}, total=10)], ["supply.nobody-is-behind-the-lots"]),
]


@pytest.mark.parametrize(("sentence", "money", "lots", "codes"), REFUSED)
def test_refused(sentence: str, money: str, lots: list[Sold], codes: list[str]) -> None:
    assert [one.code for one in refusals_for_sale(lots, usd(money))] == codes, sentence


def test_all_that_is_proposed_stays_within_what_was_left() -> None:
    assert refusals_for_sum(usd("2000"), usd("3000"), usd("5000")) == []
    assert [one.code for one in refusals_for_sum(usd("2000.01"), usd("3000"), usd("5000"))] == ["supply.more-than-the-sale-left"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(st.sampled_from("ABCDEF"), st.integers(1, 10**7), min_size=1),
    st.dictionaries(st.sampled_from("ABCDEF"), st.integers(1, 10**7)),
    st.integers(0, 10**6), st.integers(1, 10**9),
)  # fmt: skip
def test_no_cent_is_made_or_lost(first: dict[str, int], second: dict[str, int], untraced: int, minor: int) -> None:
    lots = [lot("L", first, total=sum(first.values()) + untraced), *([lot("M", second, worth="3")] if second else [])]
    for currency in ("USD", "XAF"):
        found = share_out(lots, Money.of_minor(minor, currency))
        assert sum(part.amount_minor for part in found.parts) + found.untraced_minor == minor
        assert all(part.amount_minor >= 0 for part in found.parts)
        assert sum(part.sold_g for part in found.parts) + found.untraced_g == sum(one.sold_g for one in lots)
        assert share_out([lots[-1], *lots[:-1]], Money.of_minor(minor, currency)).untraced_minor == found.untraced_minor
