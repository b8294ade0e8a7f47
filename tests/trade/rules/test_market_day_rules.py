"""What is missing before a clearing, and what a report may tell: each row says what it shows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID, uuid5

import pytest

from rochdale.trade.rules import market_days as rules
from rochdale.trade.rules.market_days import Entered, LeftOver, Matched, RowFacts, Run

NAMES = UUID("0192f000-0000-7000-8000-000000000000")
DAY = date(2026, 11, 2)
FULL = {
    "schemes": frozenset({"fairtrade"}), "certified_until": date(2027, 6, 1), "ready_until": date(2027, 3, 1), "rate_on": DAY,
}  # fmt: skip


def who(name: str) -> UUID:
    return uuid5(NAMES, name)


@pytest.mark.parametrize(
    ("says", "row", "codes"),
    [
        ("nothing is missing", FULL, []),
        ("no certificate", {**FULL, "schemes": frozenset()}, ["trade.day-without-certificate"]),
        ("a certificate ends before the goods may leave", {**FULL, "certified_until": date(2027, 2, 1)}, ["trade.day-certificate-ends"]),
        ("no score", {**FULL, "has_score": False}, ["trade.day-without-quality"]),
        ("a scheme with a minimum, and no verified row", {**FULL, "has_floor": False}, ["trade.day-without-floor"]),
        ("no rate", {**FULL, "rate_on": None}, ["trade.day-without-rate"]),
        ("a rate of eleven days ago", {**FULL, "rate_on": date(2026, 10, 22)}, ["trade.day-rate-is-old"]),
        ("a rate of ten days ago will do", {**FULL, "rate_on": date(2026, 10, 23)}, []),
        ("a need has neither certificate nor score of its own", {"is_offer": False, "rate_on": DAY, "has_score": False}, []),
    ],
)  # fmt: skip
def test_what_is_missing(says: str, row: dict[str, object], codes: list[str]) -> None:
    facts = RowFacts(**{"organization_id": who("A"), "reference": "A-1", "is_offer": True, **row})  # type: ignore[arg-type]
    assert [one.code for one in rules.missing_of(facts, on=DAY)] == codes, says


@pytest.mark.parametrize(
    ("says", "opens", "closes", "answers", "codes"),
    [
        ("a week, and two to answer", 2, 9, 23, []),
        ("closes before it opens", 9, 8, 23, ["trade.day-closes-before-it-opens"]),
        ("answers before it closes", 2, 9, 9, ["trade.day-answered-before-it-closes"]),
        ("already over", 1, 1, 9, ["trade.day-is-over"]),
    ],
)
def test_days_in_their_order(says: str, opens: int, closes: int, answers: int, codes: list[str]) -> None:
    days = {"opens_on": opens, "closes_on": closes, "answer_by": answers}
    found = rules.refusals_for_day(**{name: date(2026, 11, day) for name, day in days.items()}, on=DAY)
    assert [one.code for one in found] == codes, says


ENTERED = [
    Entered(who("A"), True, "coffee", 20_000), Entered(who("B"), True, "coffee", 9_000), Entered(who("C"), True, "coffee", 6_000),
    Entered(who("D"), True, "coffee", 4_000), Entered(who("E"), True, "cocoa", 25_000), Entered(who("X"), False, "coffee", 30_000),
    Entered(who("Y"), False, "coffee", 8_000), Entered(who("Z"), False, "cocoa", 12_500),
]  # fmt: skip
MATCHED = [
    Matched(who("A"), who("X"), "coffee", 10_200, "accepted"), Matched(who("B"), who("X"), "coffee", 9_000, "accepted"),
    Matched(who("C"), who("Y"), "coffee", 6_000, "released", "declined"), Matched(who("C"), who("Y"), "coffee", 6_000, "accepted"),
]  # fmt: skip
LEFT = [LeftOver(who(name), True, "market.no-route") for name in "ADE"] + [LeftOver(who("Z"), False, "market.price")]
RUNS = [
    Run(1, Decimal("9000.00"), Decimal("9100.00"), frozenset(map(who, "ABC")), frozenset(map(who, "XYZ"))),
    Run(2, Decimal("500.00"), Decimal("500.00"), frozenset({who("C")}), frozenset({who("Y")})),
]


def test_the_report_of_a_day() -> None:
    report = rules.report_of(ENTERED, MATCHED, LEFT, RUNS)
    assert (report.sellers, report.buyers, report.left_out) == (5, 3, 3), "D, E and Z got nothing"
    coffee = report.products[1]
    assert (coffee.offered, coffee.needed, coffee.matched, coffee.agreed, coffee.released) == (39_000, 38_000, 31_200, 25_200, 6_000)
    assert report.released_why == (("declined", 6_000),)
    assert report.reasons == (("market.no-route", 3), ("", 1)), "what fewer than three have is not named"
    assert (report.small_sellers, report.small_permille) == (3, 673), "21,000 of 31,200 kg from B, C and D"
    assert rules.report_of(ENTERED[::-1], MATCHED[::-1], LEFT[::-1], RUNS[::-1]) == report


def test_money_of_fewer_than_three_on_a_side_is_not_told() -> None:
    first, second = rules.report_of(ENTERED, MATCHED, LEFT, RUNS).runs
    assert (first.surplus, first.bound) == (Decimal("9000.00"), Decimal("9100.00"))
    assert (second.surplus, second.bound) == (None, None), "one seller and one buyer could reckon each other's limit"


def test_a_share_that_would_single_somebody_out_is_not_told() -> None:
    alone = [one for one in ENTERED if one.organization_id in {who("A"), who("B"), who("C"), who("D")} or not one.is_offer]
    assert rules.report_of(alone, MATCHED, LEFT, RUNS).small_permille is None, "all but one are small: the rest is that one's"
