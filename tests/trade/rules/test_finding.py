"""Who fits what is looked for, filter by filter; who sees what; how ready somebody is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.trade.profile_pictures import months_named
from rochdale.trade.rules.finding import Candidate, Sought, find
from rochdale.trade.rules.introductions import is_connected, refusals_for_introduction, refusals_for_side
from rochdale.trade.rules.profiles import bits, months, refusals_for_picture
from rochdale.trade.rules.readiness import ReadyFacts, readiness
from rochdale.trade.rules.visibility import LEVELS, PARTS, Reader, is_seen, refusals_for_level, refusals_for_request, refusals_for_showing
from tests.trade.profiles import goods, held

ON = date(2026, 11, 2)
ONE, TWO, THREE = UUID(int=1), UUID(int=2), UUID(int=3)
LAOS = Candidate(ONE, "Bolaven", "LA", "LAPKZ", 120.0, (goods(), goods(product="tea", species="", process="")), (held(),))
CAMEROON = Candidate(TWO, "Mungo", "CM", "CMDLA", None, (goods(product="cocoa", species="", process="", score=None, protocol=""),), ())


@pytest.mark.parametrize(
    ("says", "sought", "names", "left"),
    [
        ("anything", Sought(), ["Bolaven", "Mungo"], [2]),
        ("coffee", Sought(product="coffee"), ["Bolaven"], [2, 1]),
        ("those who buy", Sought(is_bought=True), [], [0]),
        ("in February", Sought(product="coffee", month=2), ["Bolaven"], [2, 1, 1]),
        ("in July", Sought(product="coffee", month=7), [], [2, 1, 0]),
        ("84 points under the same protocol", Sought(protocol="SCA-2004", min_score=Decimal(84)), ["Bolaven"], [2, 1]),
        ("84 points under another protocol: never compared", Sought(protocol="CVA-2024", min_score=Decimal(80)), [], [2, 0]),
        ("60 t a year", Sought(product="coffee", kg=60_000), ["Bolaven"], [2, 1, 1]),
        ("a kilogram more", Sought(product="coffee", kg=60_001), [], [2, 1, 0]),
        ("organic today", Sought(scheme="organic"), ["Bolaven"], [2, 1]),
        ("organic in December 2027, to its last day", Sought(scheme="organic", certified_in=date(2027, 12, 3)), ["Bolaven"], [2, 1]),
        ("organic in January 2028", Sought(scheme="organic", certified_in=date(2028, 1, 3)), [], [2, 0]),
        ("organic tea: the scope says coffee", Sought(product="tea", scheme="organic"), [], [2, 1, 0]),
        ("in Cameroon", Sought(country="CM"), ["Mungo"], [2, 1]),
        ("within 200 km; an unknown distance does not fit", Sought(within_km=200), ["Bolaven"], [2, 1]),
        ("within 100 km", Sought(within_km=100), [], [2, 0]),
    ],
)  # fmt: skip
def test_a_search(says: str, sought: Sought, names: list[str], left: list[int]) -> None:
    found = find([CAMEROON, LAOS], sought, on=ON)
    assert [row.name for row in found.rows] == names, says
    assert [step.left for step in found.steps] == left, says
    assert found == find([LAOS, CAMEROON], sought, on=ON), "the order of rows changes nothing"


def test_a_card_holds_the_goods_that_fit_alone() -> None:
    (row,) = find([LAOS], Sought(product="coffee"), on=ON).rows
    assert [one.product for one in row.goods] == ["coffee"]


STRANGER, USER = Reader(), Reader(is_user=True, is_officer=True, own=TWO)


@pytest.mark.parametrize(
    ("says", "level", "reader", "sees"),
    [
        ("no level is private, also for users", None, USER, False),
        ("public for anybody", "public", STRANGER, True),
        ("users for those who act here", "users", USER, True),
        ("users not for the street", "users", STRANGER, False),
        ("connections for the connected", "connections", replace(USER, connected=frozenset({ONE})), True),
        ("connections not for another's", "connections", replace(USER, connected=frozenset({THREE})), False),
        ("connections not for who is on the list", "connections", replace(USER, listed=frozenset({ONE})), False),
        ("the list for who stands on it", "list", replace(USER, listed=frozenset({ONE})), True),
        ("the list not for plain members of the reader", "list", replace(USER, listed=frozenset({ONE}), is_officer=False), False),
        ("private for whom it was shown", "private", replace(USER, granted={ONE: frozenset({"papers"})}), True),
        ("private not what else there is", "private", replace(USER, granted={ONE: frozenset({"plots"})}), False),
        ("private for the owner", "private", replace(USER, own=ONE), True),
    ],
)  # fmt: skip
def test_who_sees_a_part(says: str, level: str | None, reader: Reader, sees: bool) -> None:
    assert is_seen("papers", level, ONE, reader) is sees, says


@given(st.sampled_from(PARTS), st.sampled_from([None, *LEVELS]))
def test_a_stranger_sees_what_is_public_and_nothing_else(part: str, level: str | None) -> None:
    assert is_seen(part, level, ONE, Reader()) == (level == "public")


def test_levels_and_requests() -> None:
    assert [one.code for one in refusals_for_level("people", "public")] == ["trade.people-are-not-public"]
    assert [one.code for one in refusals_for_level("name", "public")] == ["trade.part-unknown"]
    assert [one.code for one in refusals_for_level("goods", "all")] == ["trade.level-unknown"]
    assert refusals_for_request(["papers"], why="We buy organic", is_own=False, is_waiting=False) == []
    bad = refusals_for_request(["goods"], why="hi", is_own=True, is_waiting=True)
    assert {one.code for one in bad} == {
        "trade.asks-itself", "trade.part-is-not-asked-for", "trade.request-says-no-why", "trade.request-waits-already",
    }  # fmt: skip
    assert [one.code for one in refusals_for_showing(["plots"], asked=["papers"], until_on=None, reason="", today=ON)] == [
        "trade.part-was-not-asked-for", "trade.showing-needs-a-day",
    ]  # fmt: skip
    assert [one.code for one in refusals_for_showing([], asked=["papers"], until_on=None, reason=" ", today=ON)] == [
        "trade.no-needs-a-reason"
    ]


def test_introductions() -> None:
    said = {"introducer": THREE, "one": ONE, "other": TWO, "text": "Both sell to the same roaster", "commission": "nothing", "parts": ()}
    assert refusals_for_introduction(**said, is_introducer=True, is_known=False) == []  # type: ignore[arg-type]
    wrong = {**said, "other": THREE, "commission": " ", "text": "Hi"}
    bad = refusals_for_introduction(**wrong, is_introducer=False, is_known=True)  # type: ignore[arg-type]
    assert {one.code for one in bad} == {
        "trade.not-an-introducer", "trade.introduction-needs-two-others", "trade.introduced-already", "trade.introduction-says-no-why",
        "trade.commission-not-stated",
    }  # fmt: skip
    assert not is_connected({ONE, TWO}, {ONE: True}) and is_connected({ONE, TWO}, {ONE: True, TWO: True})
    assert [one.code for one in refusals_for_side(ONE, {ONE: True}, is_yes=True, reason="")] == ["trade.introduction-already-answered"]
    assert [one.code for one in refusals_for_side(ONE, {}, is_yes=False, reason="")] == ["trade.no-needs-a-reason"]


@given(st.frozensets(st.integers(1, 12)))
def test_months_survive_being_put_together(chosen: frozenset[int]) -> None:
    assert months(bits(chosen)) == chosen


def test_months_over_the_turn_of_the_year_are_one_run() -> None:
    assert months_named({11, 12, 1, 2}) == "November to February"
    assert months_named({1, 5}) == "January, May"
    assert months_named(set(range(1, 13))) == "all months of the year"


def test_pictures_are_small_and_speak() -> None:
    assert refusals_for_picture(pictures=1, size=300_000, is_picture=True, says="The drying tables") == []
    found = refusals_for_picture(pictures=2, size=300_001, is_picture=False, says=" ")
    assert [one.code for one in found] == [
        "trade.two-pictures-already", "trade.no-picture", "trade.picture-too-large", "trade.picture-says-nothing",
    ]  # fmt: skip


def test_readiness_is_counted() -> None:
    empty = ReadyFacts(is_seller=True, goods=0, has_words=False, contacts=0, is_found=False, certified_until=None, certificates=0, papers=0)
    assert {line.state for line in readiness(empty, on=ON)} == {"need", "wait"}
    full = replace(
        empty, goods=2, has_words=True, contacts=1, is_found=True, certified_until=date(2027, 12, 31), certificates=1, papers=1, plots=4,
        plots_mapped=4, lots=2, lots_with_quality=2, packs=1, has_manager=True, has_treasurer_of_its_own=True,
        accounts_agreed=1, on_market=1,
    )  # fmt: skip
    assert {line.state for line in readiness(full, on=ON)} == {"good"}
    partly = replace(full, plots_mapped=3, certified_until=date(2026, 12, 24))
    states = {line.code: line.state for line in readiness(partly, on=ON)}
    assert states["plots"] == "wait" and states["certificate"] == "wait", "partly mapped; the certificate ends within 90 days"
    buyer = {line.code for line in readiness(replace(full, is_seller=False), on=ON)}
    assert buyer.isdisjoint({"plots", "quality", "evidence", "account"}), "a buyer has no plots"
