"""Dossiers, offices and numbers as rules: who moves what, which office a seat has, how a number is built, what a round changed."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from rochdale.kernel.period import Period
from rochdale.kernel.refusal import Refused
from rochdale.registry.rules.dossiers import Ground, Move, State, after, changed_parts, refusals_for_refusing
from rochdale.registry.rules.facts import Basis, Fact, Status
from rochdale.registry.rules.numbers import Block, filled, refusals_for_block, series_in
from rochdale.registry.rules.offices import Office, office_for, refusals_for_office
from rochdale.registry.rules.verdicts import Row, Verdict

TODAY, ALWAYS = date(2026, 11, 2), Period(date(2020, 1, 1))

MOVES = [
    ("a draft is handed in", State.DRAFT, Move.SUBMIT, State.SUBMITTED),
    ("nothing is decided before somebody took it up", State.SUBMITTED, Move.APPROVE, None),
    ("what was asked for is answered", State.CHANGES_REQUESTED, Move.ANSWER, State.IN_REVIEW),
    ("what never came lapses", State.CHANGES_REQUESTED, Move.LAPSE, State.LAPSED),
    ("a decision is the end", State.REFUSED, Move.APPROVE, None),
    ("nobody withdraws what stands in the register", State.REGISTERED, Move.WITHDRAW, None),
    ("sent on, it waits to be taken up there", State.IN_REVIEW, Move.TRANSFER, State.SUBMITTED),
]


@pytest.mark.parametrize(("says", "state", "move", "expects"), MOVES, ids=[row[0] for row in MOVES])
def test_moves(says: str, state: State, move: Move, expects: State | None) -> None:
    assert after(state, move) is expects


def office(code: str, *territory: str, days: Period = ALWAYS, is_registering: bool = True) -> Office:
    return Office(uuid4(), "LA", code, code, territory, days, is_registering)


NATION, PROVINCE, DISTRICT = office("N", "LA"), office("P", "LA/champasak"), office("D", "LA/champasak/paksong")
SEATS = [
    ("the narrowest territory counts", [NATION, PROVINCE, DISTRICT], "LA/champasak/paksong/lak", "D"),
    ("the province where no district registers", [NATION, PROVINCE, DISTRICT], "LA/champasak/pakse", "P"),
    ("a name that begins alike is another place", [PROVINCE], "LA/champasakdi/lak", None),
    ("an office that only watches takes nothing in", [office("N", "LA", is_registering=False)], "LA/vientiane", None),
    ("an office that has ended takes nothing in", [office("P", "LA", days=Period(date(2020, 1, 1), TODAY))], "LA/vientiane", None),
]


@pytest.mark.parametrize(("says", "offices", "seat", "expects"), SEATS, ids=[row[0] for row in SEATS])
def test_each_seat_has_its_office(says: str, offices: list[Office], seat: str, expects: str | None) -> None:
    found = office_for(offices, seat, TODAY)
    assert (found.code if found else None) == expects


def test_two_offices_never_have_the_same_place_and_a_part_of_it_is_allowed() -> None:
    assert [one.code for one in refusals_for_office(office("X", "LA/champasak"), [PROVINCE])] == ["registry.territory-is-anothers"]
    assert refusals_for_office(DISTRICT, [PROVINCE, NATION]) == []


def test_a_number_is_built_as_its_law_says() -> None:
    template = "{region}/{class}/{seq_office}/{yy}/{seq_nat}"
    assert series_in(template) == ("seq_office", "seq_nat")
    parts = {"region": "SW", "class": "GP", "seq_office": 24, "yy": "05", "seq_nat": 10234}
    assert filled(template, parts) == "SW/GP/24/05/10234"
    assert filled("{province}-{seq:06d}", {"province": "CS", "seq": 51}) == "CS-000051"
    with pytest.raises(Refused) as caught:
        filled(template, {**parts, "region": ""})
    assert caught.value.refusals[0].code == "registry.number-part-unknown"


BLOCKS = [
    ("the next block begins after the last", Block(51, 100), [Block(1, 50)], []),
    ("one number in common is one too many", Block(50, 100), [Block(1, 50)], ["registry.block-overlaps"]),
    ("numbers count from one up", Block(0, 10), [], ["registry.block-is-no-range"]),
    ("a block is not counted backwards", Block(10, 9), [], ["registry.block-is-no-range"]),
]


@pytest.mark.parametrize(("says", "block", "others", "expects"), BLOCKS, ids=[row[0] for row in BLOCKS])
def test_blocks(says: str, block: Block, others: list[Block], expects: list[str]) -> None:
    assert [one.code for one in refusals_for_block(block, others)] == expects


def test_the_office_is_told_at_a_fifth_left() -> None:
    assert [Block(1, 50, used).is_low for used in (39, 40, 50)] == [False, True, True]


def row(verdict: Verdict) -> Row:
    return Row("min-members", verdict, Fact("min_members", 5, Basis(Status.VERIFIED, "art. 204")))


GROUNDS = [
    ("a broken rule of the law is a ground by itself", [Ground("min-members")], Verdict.REFUSE, []),
    ("a warning is none", [Ground("min-members")], Verdict.WARN, ["registry.ground-without-text"]),
    ("unless the officer says it and cites a text", [Ground("min-members", says="Too few", cite="art. 9")], Verdict.WARN, []),
    ("a sentence without a text is none", [Ground(says="Too few")], Verdict.PASS, ["registry.ground-without-text"]),
    ("none at all", [], Verdict.REFUSE, ["registry.refusal-without-ground"]),
]


@pytest.mark.parametrize(("says", "grounds", "verdict", "expects"), GROUNDS, ids=[one[0] for one in GROUNDS])
def test_no_refusal_without_a_ground(says: str, grounds: list[Ground], verdict: Verdict, expects: list[str]) -> None:
    assert [one.code for one in refusals_for_refusing(grounds, [row(verdict)])] == expects


def test_a_round_tells_only_what_it_says_otherwise_person_by_person() -> None:
    noy, other = {"name": "Noy", "shares": "1"}, {"name": "Noy", "shares": "2"}
    before = {"purpose": {"object": "Coffee", "years": "99"}, "founders": {"rows": [noy, other]}}
    now = {
        "purpose": {"object": "Tea", "years": "99"},
        "founders": {"rows": [noy, {**other, "shares": "3"}, {"name": "Mali", "shares": "1"}]},
    }
    assert changed_parts(now, before) == {
        "purpose.object": ("Coffee", "Tea"),
        "founders.rows.Noy (2).shares": ("2", "3"),
        "founders.rows.Mali.shares": (None, "1"),
    }
