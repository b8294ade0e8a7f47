"""Shares of goods that came short, what a mandate allows, and the best of sealed quotes: each row says what it shows."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.kernel.money import Money
from rochdale.trade.rules import buying as rules
from rochdale.trade.rules import tender
from rochdale.trade.rules.buying import CreditFacts
from rochdale.trade.rules.tender import Bid, Quote, QuoteLine, Share, Terms, Wanted, Window

NAMES = UUID("0192f000-0000-7000-8000-000000000000")
DAY = date(2026, 11, 2)


def d(text: str) -> Decimal:
    return Decimal(text)


@pytest.mark.parametrize(
    ("says", "available", "wanted", "unit", "shares"),
    [
        ("enough came: each gets what was ordered", "60", {"A": "30", "B": "20", "C": "10"}, "XBG", {"A": "30", "B": "20", "C": "10"}),
        ("50 bags for orders of 30, 20, 10: exactly 25, 16.67, 8.33", "50", {"A": "30", "B": "20", "C": "10"}, "XBG",
         {"A": "25", "B": "17", "C": "8"}),
        ("one bag over three equal orders goes to the first by number", "1", {"A": "1", "B": "1", "C": "1"}, "XBG",
         {"A": "1", "B": "0", "C": "0"}),
        ("kilograms are shared by tenths", "10", {"A": "7", "B": "7", "C": "7"}, "KGM", {"A": "3.4", "B": "3.3", "C": "3.3"}),
        ("nothing came", "0", {"A": "3"}, "H87", {"A": "0"}),
    ],
)  # fmt: skip
def test_what_came_is_shared_out(says: str, available: str, wanted: dict[str, str], unit: str, shares: dict[str, str]) -> None:
    found = rules.shared_out(d(available), {key: d(one) for key, one in wanted.items()}, unit)
    assert found == {key: d(one) for key, one in shares.items()}, says


@given(st.integers(0, 500), st.dictionaries(st.text("ABCDEFG", min_size=1, max_size=3), st.integers(1, 90), min_size=1, max_size=9))
def test_all_is_given_and_nobody_gets_more_than_ordered(available: int, wanted: dict[str, int]) -> None:
    orders = {key: Decimal(one) for key, one in wanted.items()}
    shares = rules.shared_out(Decimal(available), orders, "XBG")
    assert sum(shares.values()) == min(available, sum(wanted.values()))
    assert all(0 <= shares[key] <= orders[key] for key in orders)
    again = rules.shared_out(Decimal(available), dict(reversed(orders.items())), "XBG")
    assert again == shares, "the order of rows changes nothing"


def test_members_pay_what_came_cost_to_the_smallest_unit() -> None:
    paid = rules.amounts(Money(d("100"), "USD"), {"A": d("1"), "B": d("1"), "C": d("1")})
    assert [str(paid[key]) for key in "ABC"] == ["33.34 USD", "33.33 USD", "33.33 USD"]


@pytest.mark.parametrize(
    ("says", "charge", "facts", "codes"),
    [
        ("half of 2,000,000 kip earned, nothing owed: 1,000,000 may go on credit", "1000000", CreditFacts(2_000_000_00, 0, d("0.5")), []),
        ("one kip more may not", "1000001", CreditFacts(2_000_000_00, 0, d("0.5")), ["trade.charge-above-mandate"]),
        ("what is owed already counts", "700000", CreditFacts(2_000_000_00, 400_000_00, d("0.5")), ["trade.charge-above-mandate"]),
        ("no mandate, no credit", "1", CreditFacts(2_000_000_00, 0, None), ["trade.charge-without-mandate"]),
        ("a mandate without deliveries keeps nothing back", "1", CreditFacts(0, 0, d("1")), ["trade.charge-above-mandate"]),
        ("a share that costs nothing is no debt", "0", CreditFacts(0, 0, d("1")), []),
    ],
)  # fmt: skip
def test_credit_stays_within_the_mandate(says: str, charge: str, facts: CreditFacts, codes: list[str]) -> None:
    assert [one.code for one in rules.refusals_for_charge(Money(d(charge), "LAK"), facts)] == codes, says


@pytest.mark.parametrize(
    ("quantity", "unit", "codes"),
    [
        ("3", "XBG", []), ("2.5", "XBG", ["trade.quantity-not-in-steps"]), ("2.5", "KGM", []),
        ("-1", "H87", ["trade.quantity-out-of-range"]), ("0", "H87", []), ("2.55", "LTR", ["trade.quantity-not-in-steps"]),
    ],
)  # fmt: skip
def test_orders_are_whole_steps_of_their_unit(quantity: str, unit: str, codes: list[str]) -> None:
    assert [one.code for one in rules.refusals_for_quantity(d(quantity), unit)] == codes


BAGS, SAWS = Wanted(1, "NPK", "XBG", d("60")), Wanted(2, "Saw", "H87", d("12"))
TERMS = Terms(d("0.05"), DAY, date(2027, 3, 1))


def bid(
    name: str, lines: dict[int, str], *, coop: bool = False, whole: bool = False, rate: str = "1", minimum: str = "0", delivery: str = "0",
    lead: int = 10, until: date = date(2027, 1, 1),
) -> Bid:  # fmt: skip
    rows = tuple(QuoteLine(position, d(price), d(delivery), d(minimum), lead) for position, price in lines.items())
    return Bid(uuid5(NAMES, name), name, coop, Quote("LAK", until, whole, rows), d(rate))


DAO = bid("Dao", {1: "100"})


@pytest.mark.parametrize(
    ("says", "bids", "winners"),
    [
        ("the least landed price wins", [bid("Dao", {1: "100"}), bid("Kham", {1: "99"})], {1: "Kham"}),
        ("delivery counts: 99 + 120/60 is 101", [bid("Dao", {1: "100"}), bid("Kham", {1: "99"}, delivery="120")], {1: "Dao"}),
        ("a cooperative may be 5 percent dearer: 105 counts as 99.75", [DAO, bid("Coop", {1: "105"}, coop=True)], {1: "Coop"}),
        ("but not more: 106 counts as 100.70", [bid("Dao", {1: "100"}), bid("Coop", {1: "106"}, coop=True)], {1: "Dao"}),
        ("in another currency at the rate of the day", [bid("Dao", {1: "100"}), bid("Vina", {1: "4"}, rate="24")], {1: "Vina"}),
        ("a minimum above the orders is out", [bid("Dao", {1: "100"}), bid("Kham", {1: "9"}, minimum="61")], {1: "Dao"}),
        ("what comes too late is out", [bid("Dao", {1: "100"}), bid("Kham", {1: "9"}, lead=120)], {1: "Dao"}),
        ("what has ended is out", [bid("Dao", {1: "100"}), bid("Kham", {1: "9"}, until=date(2026, 11, 1))], {1: "Dao"}),
        ("each thing goes to its best", [bid("Dao", {1: "100", 2: "9"}), bid("Kham", {1: "99", 2: "10"})], {1: "Kham", 2: "Dao"}),
        ("all or nothing wins when all of it is cheaper", [DAO, bid("Kham", {2: "10"}), bid("All", {1: "98", 2: "12"}, whole=True)],
         {1: "All", 2: "All"}),
        ("and loses when one part is too dear", [DAO, bid("Kham", {2: "10"}), bid("All", {1: "98", 2: "30"}, whole=True)],
         {1: "Dao", 2: "Kham"}),
        ("more things before less money", [bid("Dao", {1: "1"}), bid("All", {1: "100", 2: "100"}, whole=True)], {1: "All", 2: "All"}),
        ("at the same price a cooperative is taken", [bid("Aa", {1: "95"}), bid("Coop", {1: "100"}, coop=True)], {1: "Coop"}),
        ("nobody quoted", [], {}),
    ],
)  # fmt: skip
def test_the_best_plan(says: str, bids: list[Bid], winners: dict[int, str]) -> None:
    found = tender.best([BAGS, SAWS], bids, TERMS)
    assert found == {position: uuid5(NAMES, name) for position, name in winners.items()}, says
    assert tender.best([BAGS, SAWS], bids[::-1], TERMS) == found, "the order of quotes changes nothing"


def share(name: str, position: int, quantity: str) -> Share:
    return Share(position, uuid5(NAMES, name), d(quantity))


QUOTED = [bid("Dao", {1: "100"}, minimum="20"), bid("Kham", {1: "99"}, minimum="20"), bid("All", {1: "120", 2: "12"}, whole=True)]


@pytest.mark.parametrize(
    ("says", "shares", "reason", "codes"),
    [
        ("the best plan needs no reason", [share("All", 1, "60"), share("All", 2, "12")], "", []),
        ("another one needs a reason", [share("Kham", 1, "60")], "", ["trade.award-needs-a-reason"]),
        ("with a reason it passes", [share("Kham", 1, "60")], "All is not known to us", []),
        ("split between two, each above its minimum", [share("Kham", 1, "40"), share("Dao", 1, "20")], "Two lorries", []),
        ("nothing under a minimum", [share("Kham", 1, "45"), share("Dao", 1, "15")], "x", ["trade.below-minimum-order"]),
        ("no more than was ordered", [share("Kham", 1, "61")], "x", ["trade.award-above-orders"]),
        ("all or nothing is not split", [share("All", 1, "60")], "x", ["trade.quote-is-whole-or-none"]),
        ("only what was quoted", [share("Kham", 2, "1")], "x", ["trade.award-without-quote"]),
        ("somebody", [], "x", ["trade.award-is-empty"]),
    ],
)  # fmt: skip
def test_awards(says: str, shares: list[Share], reason: str, codes: list[str]) -> None:
    found = tender.refusals_for_award(shares, [BAGS, SAWS], QUOTED, TERMS, reason=reason)
    assert [one.code for one in found] == codes, says


@pytest.mark.parametrize(
    ("says", "is_cooperative", "day", "is_open", "codes"),
    [
        ("a cooperative quotes from the first day", True, 1, False, []),
        ("others wait for theirs", False, 1, False, ["trade.cooperatives-are-asked-first"]),
        ("then they quote too", False, 6, False, []),
        ("nobody after the end", True, 21, False, ["trade.quote-too-late"]),
        ("nobody once quotes are open, whatever the day", True, 6, True, ["trade.quotes-are-open"]),
    ],
)
def test_when_quotes_come_in(says: str, is_cooperative: bool, day: int, is_open: bool, codes: list[str]) -> None:
    window = Window(datetime(2026, 11, 5, tzinfo=UTC), datetime(2026, 11, 20, tzinfo=UTC), is_open)
    found = tender.refusals_for_moment(window, is_cooperative=is_cooperative, at=datetime(2026, 11, day, tzinfo=UTC))
    assert [one.code for one in found] == codes, says
