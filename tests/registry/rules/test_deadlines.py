"""Counting days, working days and months; what silence does, and what it never does."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.kernel.period import Period
from rochdale.registry.rules.deadlines import (
    Counting,
    Silence,
    Term,
    Unit,
    consent_by_silence,
    counted,
    counting_of,
    due,
    months_after,
    silence,
)
from rochdale.registry.rules.facts import Basis, Fact, Status
from rochdale.registry.rules.pack import DecisionDays
from tests.registry.law import CM_1992, LA, OHADA, one, pack

PLAIN = Counting()
DAYS, WORKING, MONTHS = Unit.DAYS, Unit.WORKING_DAYS, Unit.MONTHS
HOLIDAY = date(2026, 5, 20)  # a Wednesday: the national day of Cameroon


@pytest.mark.parametrize(
    ("says", "start", "term", "expects"),
    [
        ("30 calendar days from Monday 2 March 2026", date(2026, 3, 2), Term(30, DAYS), date(2026, 4, 1)),
        ("5 working days from Friday 6 March 2026", date(2026, 3, 6), Term(5, WORKING), date(2026, 3, 13)),
        ("6 months after 31 August 2025", date(2025, 8, 31), Term(6, MONTHS), date(2026, 2, 28)),
        ("7 months after 31 December 2025", date(2025, 12, 31), Term(7, MONTHS), date(2026, 7, 31)),
        ("6 months after 31 August before a leap year's February", date(2027, 8, 31), Term(6, MONTHS), date(2028, 2, 29)),
        ("12 months after 29 February", date(2028, 2, 29), Term(12, MONTHS), date(2029, 2, 28)),
        ("no days at all end on the day of receipt", date(2026, 3, 7), Term(0, WORKING), date(2026, 3, 7)),
        ("1 working day from a Friday is Monday", date(2026, 3, 6), Term(1, WORKING), date(2026, 3, 9)),
        ("1 working day from a Saturday is Monday", date(2026, 3, 7), Term(1, WORKING), date(2026, 3, 9)),
    ],
)
def test_counting(says: str, start: date, term: Term, expects: date) -> None:
    assert counted(start, term, PLAIN) == expects


def test_a_holiday_is_no_working_day() -> None:
    assert counted(date(2026, 5, 19), Term(1, WORKING), Counting(holidays=frozenset({HOLIDAY}))) == date(2026, 5, 21)


def test_a_weekend_is_what_the_pack_says() -> None:
    friday_saturday = counting_of(pack(LA, ("[counting]", '[counting]\nweekend = ["fri", "sat"]')))
    assert counted(date(2026, 3, 5), Term(1, WORKING), friday_saturday) == date(2026, 3, 8)


@pytest.mark.parametrize(
    ("says", "moves", "on", "warned"),
    [
        ("where nobody read it, it stays and warns", None, HOLIDAY, ["registry.last-day-is-no-working-day"]),
        ("where the law moves it, it moves", "moves", HOLIDAY + timedelta(days=1), []),
        ("where the law does not, it stays", "stays", HOLIDAY, []),
    ],
)
def test_a_last_day_that_is_a_holiday(says: str, moves: str | None, on: date, warned: list[str]) -> None:
    rules = Counting(holidays=frozenset({HOLIDAY}), moves=Fact("x", moves))
    found = due(date(2026, 4, 20), Term(30, DAYS), rules)
    assert (found.on, [warning.code for warning in found.warnings]) == (on, warned)


@pytest.mark.parametrize(
    ("says", "pauses", "on", "warned"),
    [
        ("where nobody read it, it runs and warns", None, date(2026, 4, 1), ["registry.clock-runs-for-all-we-know"]),
        ("where the law says so, it pauses", "pauses", date(2026, 4, 11), []),
        ("where the law says so, it runs", "runs", date(2026, 4, 1), []),
    ],
)
def test_a_request_for_changes(says: str, pauses: str | None, on: date, warned: list[str]) -> None:
    rules = Counting(weekend=frozenset(), pauses=Fact("x", pauses))
    found = due(date(2026, 3, 2), Term(30, DAYS), rules, pauses=[Period(date(2026, 3, 10), date(2026, 3, 20))])
    assert (found.on, [warning.code for warning in found.warnings]) == (on, warned)


def test_a_pause_after_the_last_day_comes_too_late() -> None:
    rules = Counting(weekend=frozenset(), pauses=Fact("x", "pauses"))
    assert due(date(2026, 3, 2), Term(30, DAYS), rules, pauses=[Period(date(2026, 4, 2), date(2026, 4, 20))]).on == date(2026, 4, 1)


def test_working_days_pause_for_working_days() -> None:
    rules = Counting(pauses=Fact("x", "pauses"))
    assert due(date(2026, 3, 6), Term(5, WORKING), rules, pauses=[Period(date(2026, 3, 9), date(2026, 3, 16))]).on == date(2026, 3, 20)


RECEIVED = date(2026, 3, 2)
DAY_31 = RECEIVED + timedelta(days=31)


def test_cameroon_day_31_without_decision_alerts_both_offices_and_registers_nobody() -> None:
    law = one(CM_1992)
    rule = law.procedure("REGISTER").decision_days
    assert silence(RECEIVED, rule, counting_of(law), at=DAY_31 - timedelta(days=1)).silence is Silence.WAITING
    found = silence(RECEIVED, rule, counting_of(law), at=DAY_31)
    assert (found.silence, found.alerts, found.effect, found.acts_on) == (
        Silence.ALERT,
        ("deciding", "supervising"),
        "deemed_registered",
        None,
    )
    assert found.on == date(2026, 4, 1) and found.reason.facts["grade"] == "memory"


@pytest.mark.parametrize("grade", list(Status))
def test_only_a_verified_silence_acts(grade: Status) -> None:
    basis = Basis(grade, "art. 1")
    rule = DecisionDays(Fact("d", 30, basis), "calendar", Fact("s", "deemed_registered", basis))
    found = silence(RECEIVED, rule, PLAIN, at=DAY_31)
    assert (found.silence is Silence.ACTS) == (grade is Status.VERIFIED)
    assert (found.acts_on == DAY_31) == (grade is Status.VERIFIED)


def test_verified_days_with_an_unread_meaning_do_not_act() -> None:
    rule = DecisionDays(Fact("d", 30, Basis(Status.VERIFIED)), "calendar", Fact("s", "deemed_registered", Basis(Status.REPORTED)))
    assert silence(RECEIVED, rule, PLAIN, at=DAY_31).silence is Silence.ALERT


def test_where_the_last_day_is_in_doubt_nothing_acts() -> None:
    basis = Basis(Status.VERIFIED, "art. 1")
    rule = DecisionDays(Fact("d", 30, basis), "calendar", Fact("s", "deemed_registered", basis))
    pauses = [Period(date(2026, 3, 10), date(2026, 3, 20))]
    assert silence(RECEIVED, rule, PLAIN, at=DAY_31, pauses=pauses).silence is Silence.ALERT


def test_where_no_time_is_known_the_registrar_is_asked() -> None:
    law = one(LA)
    found = silence(RECEIVED, law.procedure("REGISTER").decision_days, counting_of(law), at=DAY_31)
    assert (found.silence, found.on, found.reason.code) == (Silence.UNKNOWN, None, "registry.time-for-decision-unknown")


def test_togo_alerts_and_nobody_knows_what_silence_means() -> None:
    law = one(OHADA).within("TG")
    found = silence(RECEIVED, law.procedure("REGISTER").decision_days, counting_of(law), at=DAY_31)
    assert (found.silence, found.effect) == (Silence.ALERT, "none_known")


@pytest.mark.parametrize(
    ("at", "expects"),
    [(date(2026, 6, 2), Silence.WAITING), (date(2026, 6, 3), Silence.ACTS)],
)
def test_three_months_of_silence_are_consent_to_a_transfer(at: date, expects: Silence) -> None:
    found = consent_by_silence(date(2026, 3, 2), one(OHADA), at=at)
    assert (found.silence, found.effect, found.on) == (expects, "consent", date(2026, 6, 2))


def test_where_the_law_is_silent_on_transfers_nobody_consents() -> None:
    assert consent_by_silence(date(2026, 3, 2), one(LA), at=date(2030, 1, 1)).silence is Silence.UNKNOWN


DATES = st.dates(date(1950, 1, 1), date(2150, 12, 31))


@given(DATES, st.integers(0, 120), st.integers(0, 120))
def test_more_months_never_end_earlier(day: date, months: int, more: int) -> None:
    assert months_after(day, months) <= months_after(day, months + more)
    assert months_after(day, months).day <= day.day


@given(DATES, st.integers(1, 200), st.frozensets(DATES, max_size=20))
def test_working_days_end_on_one_and_hold_as_many(day: date, count: int, holidays: frozenset[date]) -> None:
    rules = Counting(holidays=holidays)
    end = counted(day, Term(count, WORKING), rules)
    between = (day + timedelta(days=place) for place in range(1, (end - day).days + 1))
    assert rules.is_working_day(end) and sum(map(rules.is_working_day, between)) == count
