"""Whether a thing of a desk's report is confirmed, and whose word may count where it is not."""

from __future__ import annotations

from typing import Any

import pytest

from rochdale.kernel.refusal import Refusal
from rochdale.registry.rules.desks import (
    Allotted,
    Found,
    Number,
    Relation,
    Step,
    Way,
    conflicts,
    kept_steps,
    refusals_for_number,
    refusals_for_settling,
    relation,
    state_after,
    ways,
)

BLOCK = Allotted("LA:la-2010:seq", 2026, 1, 50)


@pytest.mark.parametrize(
    ("says", "here", "there", "found"),
    [
        ("not here yet", None, {"a"}, "new"),
        ("brought twice", {"a", "b"}, {"a", "b"}, "known"),
        ("an older report after a newer one", {"a", "b"}, {"a"}, "known"),
        ("the desk went on", {"a"}, {"a", "b"}, "ahead"),
        ("both went on", {"a", "c"}, {"a", "b"}, "apart"),
    ],
)
def test_how_both_sides_stand(says: str, here: set[str] | None, there: set[str], found: str) -> None:
    assert relation(here, there) == found, says


@pytest.mark.parametrize(
    ("says", "number", "codes"),
    [
        ("the first of the block", Number(BLOCK.scope, 2026, 1, ""), []),
        ("the last of the block", Number(BLOCK.scope, 2026, 50, ""), []),
        ("behind the block", Number(BLOCK.scope, 2026, 51, ""), ["registry.desk-number-not-of-block"]),
        ("of another year", Number(BLOCK.scope, 2025, 1, ""), ["registry.desk-number-not-of-block"]),
        ("of another series", Number("CM:cm-1992:seq_nat", 2026, 1, ""), ["registry.desk-number-not-of-block"]),
        ("typed, since nobody has read how the law builds it", Number("", 0, 0, "RSC/7"), []),
    ],
)
def test_numbers_are_of_the_desks_blocks(says: str, number: Number, codes: list[str]) -> None:
    assert [one.code for one in refusals_for_number(number, [BLOCK])] == codes, says


NAME, LAW, TWICE, MOVED = (Refusal(f"registry.desk-{word}") for word in ("name-is-borne", "law-changed", "duplicate", "moved-on"))


@pytest.mark.parametrize(
    ("says", "facts", "codes"),
    [
        ("nothing stands against it", {"decided": True}, []),
        ("a like name stands against a decision", {"decided": True, "names": [NAME]}, [NAME.code]),
        ("it is asked about when it is decided here, if the desk left it open", {"names": [NAME]}, []),
        ("another law stands against a decision", {"decided": True, "law": [LAW]}, [LAW.code]),
        ("a duplicate stands against both", {"duplicates": [TWICE]}, [TWICE.code]),
        ("what both went on with", {"relation": Relation.APART, "moved": [MOVED]}, [MOVED.code]),
        ("what is known needs no second look", {"relation": Relation.KNOWN, "decided": True, "names": [NAME]}, []),
    ],
)
def test_what_stands_against_it(says: str, facts: dict[str, Any], codes: list[str]) -> None:
    assert [one.code for one in conflicts(Found(**facts))] == codes, says


def test_whose_word_may_count() -> None:
    assert ways([NAME.code], Relation.NEW, "") == [Way.DESK, Way.CENTRE]
    assert ways(["registry.desk-number-is-anothers"], Relation.NEW, "") == [Way.CENTRE]
    assert ways([MOVED.code], Relation.APART, "in-review") == [Way.DESK, Way.CENTRE]
    assert ways([MOVED.code], Relation.APART, "registered") == [Way.CENTRE], "what was decided here is decided"


@pytest.mark.parametrize(
    ("state", "way", "reason", "codes"),
    [
        ("queued", "desk", "Asked.", []),
        ("queued", "desk", " ", ["registry.desk-settled-without-reason"]),
        ("queued", "coin", "Asked.", ["registry.desk-way-is-closed"]),
        ("settled", "desk", "Asked.", ["registry.desk-item-is-settled"]),
        ("overtaken", "desk", "Asked.", ["registry.desk-item-is-settled"]),
    ],
)
def test_settling(state: str, way: str, reason: str, codes: list[str]) -> None:
    assert [one.code for one in refusals_for_settling(state, way, ["desk", "centre"], reason)] == codes


STEPS = [Step("b", "take-up"), Step("c", "approve"), Step("a", "submit")]


def test_what_of_the_desks_steps_is_kept() -> None:
    assert kept_steps(STEPS, set(), Way.DESK, Relation.NEW) == tuple(STEPS)
    undecided = kept_steps(STEPS, set(), Way.CENTRE, Relation.NEW)
    assert {step.id for step in undecided} == {"a", "b"}, "all but the decision, in whatever order clocks put them"
    assert kept_steps(STEPS, {"a", "x"}, Way.CENTRE, Relation.APART) == ()


@pytest.mark.parametrize(
    ("says", "way", "codes", "here", "relation_now", "state"),
    [
        ("as the desk has it", Way.DESK, [], "", Relation.NEW, "registered"),
        ("the decision does not count", Way.CENTRE, [NAME.code], "", Relation.NEW, "in-review"),
        ("a duplicate that does not count", Way.CENTRE, [TWICE.code], "", Relation.NEW, "withdrawn"),
        ("the centre goes on from where it is", Way.CENTRE, [MOVED.code], "changes-requested", Relation.APART, "changes-requested"),
        ("what ended here stays ended", Way.CENTRE, [MOVED.code, TWICE.code], "refused", Relation.APART, "refused"),
    ],
)
def test_the_state_once_a_way_is_taken(says: str, way: Way, codes: list[str], here: str, relation_now: Relation, state: str) -> None:
    assert state_after(STEPS, "registered", here, codes, way, relation_now) == state, says
