"""What answers mean together, and when a contract binds: a sentence per row."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from rochdale.trade.rules.answers import (
    ConditionFacts,
    ContainerFacts,
    Outcome,
    Standing,
    outcome,
    refusals_for_answer,
    refusals_for_conditions,
    standing,
)

A, B, C = UUID(int=1), UUID(int=2), UUID(int=3)
ON = date(2026, 11, 2)
LAST = ON + timedelta(days=14)
OPEN = ContainerFacts("proposed", frozenset({A, B}), LAST)

OUTCOMES: list[tuple[str, dict[UUID, bool], date, Outcome]] = [
    ("nobody has answered", {}, ON, Outcome.WAITING),
    ("one of two said yes", {A: True}, ON, Outcome.WAITING),
    ("both said yes", {A: True, B: True}, ON, Outcome.ACCEPTED),
    ("one no is enough", {A: True, B: False}, ON, Outcome.DECLINED),
    ("a no counts while the other is silent", {B: False}, ON, Outcome.DECLINED),
    ("on the last day there is still time", {A: True}, LAST, Outcome.WAITING),
    ("the day after, silence is a no", {A: True}, LAST + timedelta(days=1), Outcome.LAPSED),
    ("whoever is no party does not count", {A: True, C: False, B: True}, ON, Outcome.ACCEPTED),
]


@pytest.mark.parametrize(("sentence", "answers", "on", "expected"), OUTCOMES, ids=[row[0] for row in OUTCOMES])
def test_outcome(sentence: str, answers: dict[UUID, bool], on: date, expected: Outcome) -> None:
    assert outcome(OPEN, answers, on=on) is expected


@pytest.mark.parametrize(
    ("sentence", "container", "party", "answered", "on", "code"),
    [
        ("a party may answer", OPEN, A, None, ON, ""),
        ("on the last day too", OPEN, A, None, LAST, ""),
        ("a day later not", OPEN, A, None, LAST + timedelta(days=1), "trade.answer-too-late"),
        ("an answer stands", OPEN, A, True, ON, "trade.already-answered"),
        ("a stranger may not", OPEN, C, None, ON, "trade.not-a-party"),
        (
            "a released container asks nobody",
            ContainerFacts("released", frozenset({A}), LAST),
            A,
            None,
            ON,
            "trade.container-already-settled",
        ),
    ],
)
def test_answer(sentence: str, container: ContainerFacts, party: UUID, answered: bool | None, on: date, code: str) -> None:
    assert [refusal.code for refusal in refusals_for_answer(container, party, answered, on=on)] == ([code] if code else [])


DEPARTS = ON + timedelta(days=40)


@pytest.mark.parametrize(
    ("sentence", "conditions", "codes"),
    [
        ("a board by next week", [ConditionFacts("board", ON + timedelta(days=7))], []),
        ("on the day the ship leaves", [ConditionFacts("sample", DEPARTS)], []),
        ("after the ship has left", [ConditionFacts("sample", DEPARTS + timedelta(days=1))], ["trade.condition-too-late"]),
        ("yesterday", [ConditionFacts("evidence", ON - timedelta(days=1))], ["trade.condition-in-the-past"]),
        ("twice the same", [ConditionFacts("board", ON), ConditionFacts("board", ON)], ["trade.condition-twice"]),
        ("the weather", [ConditionFacts("weather", ON)], ["trade.condition-unknown"]),
    ],
)
def test_conditions(sentence: str, conditions: list[ConditionFacts], codes: list[str]) -> None:
    assert [refusal.code for refusal in refusals_for_conditions(conditions, on=ON, departs_on=DEPARTS)] == codes


@pytest.mark.parametrize(
    ("sentence", "conditions", "expected"),
    [
        ("without conditions it binds", [], Standing.BINDING),
        ("a met condition hinders nothing", [ConditionFacts("board", ON, True)], Standing.BINDING),
        ("an unmet one holds it up", [ConditionFacts("board", ON)], Standing.CONDITIONAL),
        ("one of two unmet holds it up", [ConditionFacts("board", ON, True), ConditionFacts("sample", LAST)], Standing.CONDITIONAL),
        ("its day passed, so it lapses", [ConditionFacts("board", ON - timedelta(days=1))], Standing.LAPSED),
        ("met before its day passed", [ConditionFacts("board", ON - timedelta(days=1), True)], Standing.BINDING),
    ],
)
def test_standing(sentence: str, conditions: list[ConditionFacts], expected: Standing) -> None:
    assert standing(conditions, on=ON) is expected
