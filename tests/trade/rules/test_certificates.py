"""What a certificate covers and on which day; who may be in a group of operators."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.trade.rules.certificates import (
    Change,
    Status,
    claim_of,
    refusals_for_certificate,
    refusals_for_claim,
    refusals_for_group_member,
    refusals_for_status,
)
from tests.trade.profiles import held

ENDS = date(2027, 12, 31)
SUSPENDED = (Change(date(2027, 3, 1), Status.SUSPENDED),)
WITHDRAWN = (Change(date(2027, 2, 1), Status.WITHDRAWN),)
AGAIN = (*SUSPENDED, Change(date(2027, 5, 1), Status.VALID))


@pytest.mark.parametrize(
    ("says", "certificate", "asked", "codes"),
    [
        ("carries coffee on its first day", {}, {"on": date(2026, 1, 1)}, []),
        ("carries coffee on its last day", {}, {"on": ENDS}, []),
        ("not on the day before it begins", {}, {"on": date(2025, 12, 31)}, ["trade.certificate-not-begun"]),
        ("not on the day after it ends", {}, {"on": date(2028, 1, 1)}, ["trade.certificate-has-ended"]),
        ("not while suspended", {"changes": SUSPENDED}, {"on": date(2027, 3, 1)}, ["trade.certificate-is-suspended"]),
        ("but on the day before that", {"changes": SUSPENDED}, {"on": date(2027, 2, 28)}, []),
        ("and once it is in force again", {"changes": AGAIN}, {"on": date(2027, 5, 1)}, []),
        ("never after it was withdrawn", {"changes": WITHDRAWN}, {}, ["trade.certificate-is-withdrawn"]),
        ("not other goods", {}, {"product": "cocoa"}, ["trade.certificate-not-for-product"]),
        ("any site where it names none", {}, {"site": "Paksong mill"}, []),
        ("a site that it names, however written", {"sites": frozenset({"Paksong Mill"})}, {"site": " paksong  mill"}, []),
        ("no other site", {"sites": frozenset({"Paksong Mill"})}, {"site": "Pakse"}, ["trade.certificate-not-for-site"]),
        ("no site said: the site is not tested", {"sites": frozenset({"Paksong Mill"})}, {}, []),
        (
            "every reason at once",
            {"sites": frozenset({"A"}), "changes": SUSPENDED},
            {"product": "tea", "site": "B", "on": date(2028, 1, 12)},
            [
                "trade.certificate-has-ended", "trade.certificate-is-suspended", "trade.certificate-not-for-product",
                "trade.certificate-not-for-site",
            ],
        ),
    ],
)  # fmt: skip
def test_a_claim(says: str, certificate: dict[str, Any], asked: dict[str, Any], codes: list[str]) -> None:
    question = {"product": "coffee", "site": "", "on": date(2027, 3, 15), **asked}
    assert [one.code for one in refusals_for_claim(held(**certificate), **question)] == codes, says


def test_it_says_by_how_many_days() -> None:
    """Reference, section 1: "certificate ends 12 days before the bill of lading"."""
    (refusal,) = refusals_for_claim(held(), product="coffee", on=date(2028, 1, 12))
    assert refusal.facts["days"] == 12


def test_a_renewal_takes_its_place_by_itself() -> None:
    old, new = held(), held(number="LA-BIO-18", valid_from=date(2028, 1, 1), valid_until=date(2028, 12, 31))
    claim = claim_of([old, new], scheme="organic", product="coffee", on=date(2028, 2, 1))
    assert claim.certificate == new and claim.refusals == ()
    assert claim_of([old, new], scheme="organic", product="coffee", on=date(2027, 2, 1)).certificate == old
    assert [one.code for one in claim_of([old], scheme="fairtrade", product="coffee", on=ENDS).refusals] == ["trade.certificate-not-held"]


@given(st.dates(date(2025, 1, 1), date(2029, 1, 1)), st.permutations([0, 1, 2]))
def test_a_claim_does_not_hang_on_the_order_of_certificates(on: date, order: list[int]) -> None:
    rows = [held(), held(number="B", valid_from=date(2027, 6, 1), valid_until=date(2028, 5, 31)), held(number="C", changes=SUSPENDED)]
    found = claim_of([rows[number] for number in order], scheme="organic", product="coffee", on=on)
    assert found == claim_of(rows, scheme="organic", product="coffee", on=on)
    if found.certificate:
        assert refusals_for_claim(found.certificate, product="coffee", on=on) == []


@pytest.mark.parametrize(
    ("says", "certificate", "codes"),
    [
        ("as it stands", {}, []),
        ("without a number", {"number": " "}, ["trade.certificate-without-name"]),
        ("ending before it begins", {"valid_until": date(2025, 1, 1)}, ["trade.certificate-ends-before-it-starts"]),
        ("for longer than any", {"valid_until": date(2037, 1, 1)}, ["trade.certificate-too-long"]),
        ("for nothing", {"products": frozenset()}, ["trade.certificate-covers-nothing"]),
        ("for something unknown", {"products": frozenset({"gold"})}, ["trade.product-unknown"]),
    ],
)  # fmt: skip
def test_writing_one_down(says: str, certificate: dict[str, Any], codes: list[str]) -> None:
    assert [one.code for one in refusals_for_certificate(held(**certificate), products={"coffee"})] == codes, says


@pytest.mark.parametrize(
    ("says", "changes", "status", "reason", "codes"),
    [
        ("suspended, with a reason", (), Status.SUSPENDED, "letter 12", []),
        ("without one", (), Status.SUSPENDED, " ", ["trade.status-needs-a-reason"]),
        ("valid as it is", (), Status.VALID, "letter", ["trade.status-is-so-already"]),
        ("back from suspension", SUSPENDED, Status.VALID, "letter", []),
        ("back from withdrawal", WITHDRAWN, Status.VALID, "letter", ["trade.certificate-stays-withdrawn"]),
    ],
)  # fmt: skip
def test_a_change_of_status(says: str, changes: tuple[Change, ...], status: Status, reason: str, codes: list[str]) -> None:
    on = date(2027, 3, 20)
    assert [one.code for one in refusals_for_status(held(changes=changes), status, on=on, today=on, reason=reason)] == codes, says
    future = refusals_for_status(held(), Status.SUSPENDED, on=date(2027, 3, 21), today=on, reason="letter")
    assert [one.code for one in future] == ["trade.status-in-the-future"]


@pytest.mark.parametrize(
    ("says", "members", "hectares", "turnover", "codes"),
    [
        ("member 2,000", 1_999, "5", None, []),
        ("member 2,001", 2_000, "5", None, ["trade.group-is-full"]),
        ("5.0001 ha and no turnover known", 0, "5.0001", None, ["trade.group-member-too-large"]),
        ("12 ha with a turnover of EUR 25,000", 0, "12", "25000", []),
        ("12 ha with a cent more", 0, "12", "25000.01", ["trade.group-member-too-large"]),
        ("no land", 0, "0", None, ["trade.group-member-without-land"]),
    ],
)  # fmt: skip
def test_a_group_of_operators(says: str, members: int, hectares: str, turnover: str | None, codes: list[str]) -> None:
    found = refusals_for_group_member(members=members, hectares=Decimal(hectares), turnover_eur=Decimal(turnover) if turnover else None)
    assert [one.code for one in found] == codes, says
