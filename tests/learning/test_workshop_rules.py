"""Workshops and the cascade as rules: days, agenda, half-days, counts, levels, and the tree."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.learning.rules.cascade import (
    Led,
    Level,
    Link,
    Shown,
    cascade,
    level_on,
    missing_for,
    notices_for_link,
    refusals_for_link,
)
from rochdale.learning.rules.workshops import (
    Days,
    Line,
    Session,
    Somebody,
    agenda_for,
    by_organization,
    half_at,
    person_key,
    refusals_for_agenda,
    refusals_for_days,
    tally,
)

FIRST = date(2026, 4, 27)
TWO_DAYS = Days(FIRST, FIRST + timedelta(days=1), 30)


def codes(refusals: list[object]) -> list[str]:
    return [str(getattr(one, "code", "")).removeprefix("learning.") for one in refusals]


@pytest.mark.parametrize(
    ("says", "days", "refused"),
    [
        ("two days", TWO_DAYS, []),
        ("one day", Days(FIRST, FIRST, 8), []),
        ("it ends before it begins", Days(FIRST, FIRST - timedelta(days=1), 8), ["workshop-ends-before-it-begins"]),
        ("eleven days", Days(FIRST, FIRST + timedelta(days=10), 8), ["workshop-is-too-long"]),
        ("nobody may come", Days(FIRST, FIRST, 0), ["workshop-has-no-places"]),
    ],
)
def test_the_days_of_a_workshop(says: str, days: Days, refused: list[str]) -> None:
    assert codes([*refusals_for_days(days)]) == refused, says


@pytest.mark.parametrize(
    ("says", "lines", "refused"),
    [
        ("one after the other", [Line(1, time(8, 30), 90), Line(1, time(10), 60)], []),
        ("the same hour on two days", [Line(1, time(8, 30), 90), Line(2, time(8, 30), 90)], []),
        ("one begins before the other is over", [Line(1, time(8, 30), 90), Line(1, time(9, 59), 60)], ["sessions-overlap"]),
        ("on a third day", [Line(3, time(8, 30), 90)], ["session-on-no-day"]),
        ("into the night", [Line(1, time(23), 60)], ["session-has-no-time"]),
        ("no time at all", [Line(1, time(9), 0)], ["session-has-no-time"]),
    ],
)
def test_the_lines_of_an_agenda(says: str, lines: list[Line], refused: list[str]) -> None:
    assert codes([*refusals_for_agenda(lines, TWO_DAYS)]) == refused, says


def test_the_agenda_of_two_days_for_trainers_has_all_modules_pauses_and_a_meal_each_day() -> None:
    modules = [(("think", "t1"), "T1", 100), (("think", "t3"), "T3", 110), (("think", "t6"), "T6", 70), (("start", "s5"), "S5", 125),
               (("train", "q1"), "Q1", 360)]  # fmt: skip
    told = [(one.day, f"{one.begins:%H:%M}", one.title, one.minutes) for one in agenda_for(modules, days=2)]
    assert told == [
        (1, "08:30", "T1", 100),
        (1, "10:10", "", 15),
        (1, "10:25", "T3", 110),
        (1, "12:15", "", 60),
        (1, "13:15", "T6", 70),
        (1, "14:25", "", 15),
        (1, "14:40", "S5", 125),
        (2, "08:30", "Q1", 360),
    ]


@given(st.lists(st.integers(20, 360), max_size=12), st.integers(1, 5))
def test_an_agenda_that_was_made_is_one_that_would_be_taken(minutes: list[int], days: int) -> None:
    modules = [(("p", str(place)), str(place), each) for place, each in enumerate(minutes)]
    lines = agenda_for(modules, days=days)
    assert not refusals_for_agenda(lines, Days(FIRST, FIRST + timedelta(days=days - 1), 30))
    kept = [one.title for one in lines if one.kind is Session.MODULE]
    assert kept == [str(place) for place in range(len(kept))], "in their order, none left out in between"
    assert not lines or lines[-1].kind is Session.MODULE, "no day ends with a pause"


@pytest.mark.parametrize(
    ("moment", "half"),
    [
        (datetime(2026, 4, 27, 8, 0), 1),
        (datetime(2026, 4, 27, 12, 29), 1),
        (datetime(2026, 4, 27, 12, 30), 2),
        (datetime(2026, 4, 28, 9, 0), 3),
        (datetime(2026, 4, 28, 23, 0), 4),
        (datetime(2026, 4, 26, 23, 0), None),
        (datetime(2026, 4, 29, 0, 1), None),
    ],
)
def test_in_which_half_day_somebody_signs_in(moment: datetime, half: int | None) -> None:
    assert half_at(TWO_DAYS, moment) == half


def test_people_are_counted_by_organization_sex_and_youth() -> None:
    people = [
        Somebody("Noy", "Ban Nong growers", "f", "18-35", frozenset({1, 2, 3, 4})),
        Somebody("Keo", "ban nong  Growers", "m", "36-59", frozenset({1, 2})),
        Somebody("Mali", "Huay Tao", "f", "to-17", frozenset({1})),
        Somebody("Boun", "", "", "", frozenset({1})),
    ]
    counted = tally(people)
    assert (counted.people, counted.women, counted.men, counted.young) == (4, 2, 1, 2)
    assert [(name, of.people) for name, of in by_organization(people)] == [("Ban Nong growers", 2), ("", 1), ("Huay Tao", 1)]
    assert person_key("Noy", "Ban Nong growers") == person_key(" noy ", "BAN  NONG growers") != person_key("Noy", "")


A, B, C, D = (UUID(int=number) for number in range(1, 5))
ALL_OF_A_TRAINER = ["half-days-are-missing", "answers-are-missing", "practice-is-missing", "groups-are-missing"]
ENOUGH = Shown(4, 4, has_both_answers=True, has_practised=True, groups=2)


@pytest.mark.parametrize(
    ("says", "level", "shown", "missing"),
    [
        ("three of four half-days are enough for a facilitator", Level.FACILITATOR, Shown(3, 4, has_both_answers=True), []),
        ("two are not", Level.FACILITATOR, Shown(2, 4, has_both_answers=True), ["half-days-are-missing"]),
        ("a trainer was there throughout, practised and has two groups", Level.TRAINER, ENOUGH, []),
        ("one group", Level.TRAINER, Shown(4, 4, has_both_answers=True, has_practised=True, groups=1), ["groups-are-missing"]),
        ("no practice, no answer after", Level.TRAINER, Shown(4, 4, groups=2), ["answers-are-missing", "practice-is-missing"]),
        ("a master prepared two who led", Level.MASTER, ENOUGH, ["groups-are-missing", "prepared-are-missing"]),
        ("nothing was shown", Level.TRAINER, Shown(), ALL_OF_A_TRAINER),
    ],
)  # fmt: skip
def test_what_a_level_asks_is_told(says: str, level: Level, shown: Shown, missing: list[str]) -> None:
    assert codes([*missing_for(level, shown)]) == missing, says


@pytest.mark.parametrize(
    ("says", "new", "refused", "told"),
    [
        ("by a trainer", Link(B, A, Level.TRAINER, FIRST), [], []),
        ("from outside", Link(B, None, Level.TRAINER, FIRST), [], []),
        ("by oneself", Link(A, A, Level.TRAINER, FIRST), ["nobody-prepares-the-own-self"], []),
        ("by one further down", Link(A, C, Level.MASTER, FIRST), ["cascade-runs-in-a-circle"], ["who-prepared-was-no-trainer"]),
        ("by a facilitator", Link(D, C, Level.FACILITATOR, FIRST), [], ["who-prepared-was-no-trainer"]),
        ("tomorrow", Link(B, A, Level.TRAINER, FIRST + timedelta(days=1)), ["day-lies-ahead"], []),
    ],
)  # fmt: skip
def test_who_can_have_prepared_whom(says: str, new: Link, refused: list[str], told: list[str]) -> None:
    before = FIRST - timedelta(days=30)
    known = [Link(A, None, Level.TRAINER, before), Link(B, A, Level.TRAINER, before), Link(C, B, Level.FACILITATOR, before)]
    assert codes([*refusals_for_link(new, known, today=FIRST)]) == refused, says
    assert codes([*notices_for_link(new, known)]) == told, says


def test_a_level_that_was_withdrawn_counts_until_that_day() -> None:
    links = [Link(A, None, Level.TRAINER, FIRST, FIRST + timedelta(days=10)), Link(A, None, Level.FACILITATOR, FIRST)]
    assert level_on(links, A, FIRST - timedelta(days=1)) is None
    assert level_on(links, A, FIRST + timedelta(days=9)) is Level.TRAINER
    assert level_on(links, A, FIRST + timedelta(days=10)) is Level.FACILITATOR


def test_the_tree_shows_generations_sums_and_dead_ends() -> None:
    links = [Link(A, None, Level.MASTER, FIRST), Link(B, A, Level.TRAINER, FIRST), Link(C, B, Level.FACILITATOR, FIRST),
             Link(D, A, Level.TRAINER, FIRST)]  # fmt: skip
    today = FIRST + timedelta(days=200)
    led = [Led(B, UUID(int=9), today - timedelta(days=20), 3, 6, 4, 2, 1), Led(C, UUID(int=8), today - timedelta(days=190), 1, 5, 1, 1)]
    (root,) = cascade(links, led, today=today)
    assert (root.trainer, root.generation, [one.trainer for one in root.children]) == (A, 1, [B, D])
    assert (root.below.trainers, root.below.groups, root.below.people, root.below.kept, root.below.outcomes) == (4, 2, 11, 3, 1)
    b, d = root.children
    assert not b.is_dead_end
    assert d.is_dead_end, "two hundred days and no group"
    assert b.children[0].is_dead_end, "the last group was 190 days ago"


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=40))
def test_whatever_is_taken_makes_a_tree_in_which_everybody_stands_once(pairs: list[tuple[int, int]]) -> None:
    known = [Link(UUID(int=0), None, Level.MASTER, FIRST)]
    for one, by in pairs:
        new = Link(UUID(int=one), UUID(int=by), Level.TRAINER, FIRST)
        if not refusals_for_link(new, known, today=FIRST):
            known.append(new)
    seen: list[UUID] = []

    def walk(nodes: object) -> None:
        for node in nodes:  # type: ignore[attr-defined]
            seen.append(node.trainer)
            walk(node.children)

    walk(cascade(known, [], today=FIRST))
    assert sorted(seen, key=str) == sorted({link.trainer for link in known}, key=str)
