"""The rules of the certification path and of growers, case by case."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest

from rochdale.supply.rules import certification as rules
from rochdale.supply.rules.certification import GapFacts, InspectionFacts
from rochdale.supply.rules.growers import Known, possible_duplicates, refusals_for_leaving

ON = date(2026, 11, 26)
FROM, UNTIL = date(2026, 1, 1), date(2026, 12, 31)
FRESH = InspectionFacts(ON - timedelta(days=30), "approved")
LATE, IN_TIME = ON - timedelta(days=1), ON
OPEN, CLOSED = False, True


def approve(**changes: object) -> list[str]:
    facts: dict[str, object] = {
        "on": ON, "valid_from": FROM, "valid_until": UNTIL, "approved_now": 5, "most_growers": 2000, "inspection": FRESH, "gaps": [],
    }  # fmt: skip
    return [refusal.code.removeprefix("supply.") for refusal in rules.refusals_for_approval(**facts | changes)]


@pytest.mark.parametrize(
    ("sentence", "changes", "refused"),
    [
        ("visited a month ago and approved", {}, []),
        ("visited 400 days ago is just in time", {"inspection": InspectionFacts(ON - timedelta(days=400), "approved")}, []),
        (
            "visited 401 days ago is too old",
            {"inspection": InspectionFacts(ON - timedelta(days=401), "approved")},
            ["inspection-is-too-old"],
        ),
        ("never visited", {"inspection": None}, ["grower-was-never-inspected"]),
        ("visited and refused", {"inspection": InspectionFacts(ON, "refused")}, ["inspection-refused-the-grower"]),
        ("visited, with conditions", {"inspection": InspectionFacts(ON, "conditions")}, []),
        ("a major gap past its day", {"gaps": [GapFacts(True, LATE, OPEN)]}, ["major-gap-is-overdue"]),
        ("a major gap on its last day", {"gaps": [GapFacts(True, IN_TIME, OPEN)]}, []),
        ("a major gap past its day, but closed", {"gaps": [GapFacts(True, LATE, CLOSED)]}, []),
        ("a minor gap past its day", {"gaps": [GapFacts(False, LATE, OPEN)]}, []),
        ("member 2,000", {"approved_now": 1999}, []),
        ("member 2,001", {"approved_now": 2000}, ["group-is-full"]),
        ("a scheme without a limit", {"approved_now": 5000, "most_growers": None}, []),
        ("a day after the certificate ended", {"valid_until": ON - timedelta(days=1)}, ["certificate-is-not-in-force"]),
        ("a day before it began", {"valid_from": ON + timedelta(days=1)}, ["certificate-is-not-in-force"]),
        ("two reasons are both told", {"approved_now": 2000, "inspection": None}, ["group-is-full", "grower-was-never-inspected"]),
    ],
)
def test_who_may_be_approved(sentence: str, changes: dict[str, object], refused: list[str]) -> None:
    assert approve(**changes) == refused, sentence


ALL_YES = {question.code: "yes" for question in rules.questions_for("organic")}


@pytest.mark.parametrize(
    ("sentence", "changes", "refused"),
    [
        ("all answered with yes", {}, []),
        ("a question left out", {"answers": {**ALL_YES, "no-synthetics": ""}}, ["inspection-has-open-questions"]),
        ("no visit before today", {"on": ON + timedelta(days=1)}, ["inspection-is-to-come"]),
        ("approved with a major no", {"answers": {**ALL_YES, "no-synthetics": "no"}}, ["inspection-approves-a-major-gap"]),
        ("approved with a minor no", {"answers": {**ALL_YES, "buffer": "no"}}, []),
        ("refused with a major no", {"answers": {**ALL_YES, "no-synthetics": "no"}, "result": "refused"}, []),
        ("conditions without a gap", {"result": "conditions"}, ["conditions-need-a-gap"]),
        ("conditions with a gap", {"result": "conditions", "gaps": [False]}, []),
        ("approved with a major gap", {"gaps": [True]}, ["inspection-approves-a-major-gap"]),
        ("no result", {"result": ""}, ["inspection-needs-a-result"]),
    ],
)
def test_what_an_inspection_must_say(sentence: str, changes: dict[str, object], refused: list[str]) -> None:
    facts: dict[str, object] = {"scheme": "organic", "answers": ALL_YES, "result": "approved", "on": ON, "today": ON, "gaps": []}
    assert [refusal.code.removeprefix("supply.") for refusal in rules.refusals_for_inspection(**facts | changes)] == refused, sentence


def test_every_scheme_asks_what_every_grower_is_asked_and_no_question_twice() -> None:
    for scheme, questions in rules.checklists().items():
        codes = [question.code for question in questions]
        assert len(set(codes)) == len(codes), scheme
        assert "no-children" in codes, scheme


@pytest.mark.parametrize(
    ("last", "state"),
    [(None, "late"), (ON - timedelta(days=365), "late"), (ON - timedelta(days=320), "soon"), (ON - timedelta(days=10), "done")],
)
def test_when_the_next_visit_is_due(last: date | None, state: str) -> None:
    assert rules.due_state(rules.due_on(last, FROM), ON) == state


def known(name: str, year: int | None, village: str) -> Known:
    return Known(uuid4(), name, year, village)


@pytest.mark.parametrize(
    ("sentence", "one", "other", "are_alike"),
    [
        ("same name, year and village", ("Noy Keo", 1980, "Dongmai"), ("Noy Keo", 1980, "Dongmai"), True),
        ("accents, case and blanks apart", ("Zoé Ébong", 1980, "Mbanga"), ("ZOE  EBONG", 1980, "mbanga "), True),
        ("born in another year", ("Noy Keo", 1980, "Dongmai"), ("Noy Keo", 1981, "Dongmai"), False),
        ("from another village", ("Noy Keo", 1980, "Dongmai"), ("Noy Keo", 1980, "Paksong"), False),
        ("a year that nobody knows", ("Noy Keo", None, "Dongmai"), ("Noy Keo", None, "Dongmai"), False),
        ("a village that nobody wrote down", ("Noy Keo", 1980, ""), ("Noy Keo", 1980, ""), False),
    ],
)
def test_who_may_be_written_down_twice(sentence: str, one: tuple, other: tuple, are_alike: bool) -> None:  # type: ignore[type-arg]
    assert bool(possible_duplicates([known(*one), known(*other)])) is are_alike, sentence


def test_nobody_leaves_before_coming_or_tomorrow() -> None:
    assert not list(refusals_for_leaving(ON, registered_on=ON, today=ON))
    assert list(refusals_for_leaving(ON - timedelta(days=1), registered_on=ON, today=ON))
    assert list(refusals_for_leaving(ON + timedelta(days=1), registered_on=ON, today=ON))
