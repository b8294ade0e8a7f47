"""What may be decided of two entries: neither chains nor circles, nobody left waiting, everything can be taken back."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.registry.rules.twice import (
    Decided,
    Joining,
    PairVerdict,
    in_force,
    merged_in,
    pair_of,
    refusals_for_decision,
    refusals_for_merging,
    refusals_for_taking_back,
)

A, B, C = (UUID(int=number) for number in (1, 2, 3))
NAMES = {A: "A", B: "B", C: "C"}


def one(stays: UUID, goes: UUID) -> Decided:
    return Decided(*pair_of(stays, goes), PairVerdict.ONE, stays)


def two(first: UUID, second: UUID) -> Decided:
    return Decided(*pair_of(first, second), PairVerdict.TWO)


def taken_back(first: UUID, second: UUID) -> Decided:
    return Decided(*pair_of(first, second), PairVerdict.OPEN)


@pytest.mark.parametrize(
    ("says", "decided", "more", "codes"),
    [
        ("nothing was decided", [], {}, []),
        ("what was taken back counts no more", [one(A, B), taken_back(A, B)], {}, []),
        ("others that were kept apart do not matter", [two(B, C)], {}, []),
        ("two go into the same one", [one(A, C)], {}, []),
        ("the one that stays went into another: a chain", [one(C, A)], {}, ["registry.entity-is-merged"]),
        ("the one that goes went into another", [one(C, B)], {}, ["registry.entity-is-merged"]),
        ("the one that goes stands for another: a chain", [one(B, C)], {}, ["registry.others-stand-under-it"]),
        ("its group waits for an answer", [], {"at_the_office": 2}, ["registry.merging-with-open-papers"]),
        ("its cooperative would lose its way in", [], {"acts_otherwise": "SCOOPS B"}, ["registry.merging-who-acts"]),
        ("it belongs to a union", [], {"is_tied": True}, ["registry.merging-what-is-tied"]),
        ("registers of two countries", [], {"is_one_register": False}, ["registry.pair-of-two-registers"]),
    ],
)
def test_b_goes_into_a(says: str, decided: list[Decided], more: dict[str, object], codes: list[str]) -> None:
    found = refusals_for_merging(Joining(A, B, **more), decided, NAMES)  # type: ignore[arg-type]
    assert [refusal.code for refusal in found] == codes, says


@pytest.mark.parametrize(
    ("says", "pair", "reason", "decided", "codes"),
    [
        ("a pair nobody decided", (A, B), "Asked both", [], []),
        ("one with itself", (A, A), "Asked", [], ["registry.pair-of-one"]),
        ("without a reason", (A, B), "  ", [], ["registry.pair-without-reason"]),
        ("decided already", (A, B), "Asked both", [two(A, B)], ["registry.pair-is-decided"]),
        ("taken back since", (A, B), "Asked both", [two(A, B), taken_back(A, B)], []),
    ],
)
def test_a_pair_is_decided_once(says: str, pair: tuple[UUID, UUID], reason: str, decided: list[Decided], codes: list[str]) -> None:
    assert [one.code for one in refusals_for_decision(pair, reason, decided)] == codes, says


def test_only_what_counts_is_taken_back() -> None:
    assert [one.code for one in refusals_for_taking_back((A, B), "A slip", [])] == ["registry.pair-is-not-decided"]
    assert [one.code for one in refusals_for_taking_back((A, B), "", [two(A, B)])] == ["registry.pair-without-reason"]
    assert refusals_for_taking_back((A, B), "A slip", [one(A, B)]) == []


MANY = [UUID(int=number) for number in range(1, 7)]
MOVES = st.lists(st.tuples(st.sampled_from(MANY), st.sampled_from(MANY), st.sampled_from(PairVerdict)), max_size=40)


@given(MOVES)
def test_whatever_is_tried_there_is_never_a_chain_and_all_taken_back_is_as_before(
    moves: list[tuple[UUID, UUID, PairVerdict]],
) -> None:
    decided: list[Decided] = []
    for stays, goes, verdict in moves:
        pair = pair_of(stays, goes)
        about = [row for row in decided if {row.first, row.second} & set(pair)]
        if verdict is PairVerdict.OPEN:
            refused = refusals_for_taking_back(pair, "Why", about)
        else:
            refused = refusals_for_decision(pair, "Why", about)
            if verdict is PairVerdict.ONE:
                refused += refusals_for_merging(Joining(stays, goes), about, dict.fromkeys(MANY, ""))
        if not refused:
            decided.append(Decided(*pair, verdict, stays if verdict is PairVerdict.ONE else None))
        merged = merged_in(decided)
        assert not set(merged) & set(merged.values())
    for first, second in in_force(decided):
        decided.append(taken_back(first, second))
    assert merged_in(decided) == {} and in_force(decided) == {}
