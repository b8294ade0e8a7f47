from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.kernel.period import Period, overlapping, parse_date
from rochdale.kernel.refusal import Refused

MARCH = Period(date(2026, 3, 1), date(2026, 4, 1))
SINCE_APRIL = Period(date(2026, 4, 1))
UNTIL_MARCH = Period(None, date(2026, 3, 1))


def test_the_last_day_as_people_write_it_belongs_to_the_period() -> None:
    assert Period.parse("2026-03-01", "2026-03-31") == MARCH
    assert MARCH.last == date(2026, 3, 31)
    assert MARCH.days == 31
    assert str(MARCH) == "2026-03-01/2026-03-31"
    assert Period.parse("2026-04-01", "") == SINCE_APRIL


@pytest.mark.parametrize(
    ("day", "is_in"), [(date(2026, 2, 28), False), (date(2026, 3, 1), True), (date(2026, 3, 31), True), (date(2026, 4, 1), False)]
)
def test_the_end_is_the_first_day_outside(day: date, is_in: bool) -> None:
    assert MARCH.has(day) is is_in


def test_periods_that_only_touch_do_not_overlap() -> None:
    assert not MARCH.overlaps(SINCE_APRIL)
    assert MARCH.is_followed_by(SINCE_APRIL)
    assert not UNTIL_MARCH.overlaps(MARCH)
    assert MARCH.shared_with(SINCE_APRIL) is None


def test_an_open_side_has_no_limit() -> None:
    always = Period(None)
    assert always.has(date.min) and always.holds(SINCE_APRIL) and always.holds(UNTIL_MARCH)
    assert not SINCE_APRIL.holds(always)
    assert SINCE_APRIL.days is None and SINCE_APRIL.last is None
    assert always.shared_with(SINCE_APRIL) == SINCE_APRIL


@pytest.mark.parametrize(("first", "last"), [("2026-03-02", "2026-03-01"), ("2027-01-01", "2026-12-31")])
def test_a_window_that_ends_before_it_starts_is_refused(first: str, last: str) -> None:
    with pytest.raises(Refused, match="period-ends-before-it-starts"):
        Period.parse(first, last)


def test_an_empty_period_is_refused() -> None:
    with pytest.raises(Refused):
        Period(date(2026, 3, 1), date(2026, 3, 1))


@pytest.mark.parametrize("text", ["3/4/2026", "2026-13-01", "2026-02-30", "20260301", "2026-W09-1", "", "soon"])
def test_a_day_is_written_year_month_day(text: str) -> None:
    with pytest.raises(Refused, match="not-a-date"):
        parse_date(text)


def test_rows_that_overlap_are_named() -> None:
    assert overlapping([MARCH, SINCE_APRIL, Period(date(2026, 3, 31), date(2026, 4, 2))]) == [(0, 2), (1, 2)]


DAYS = st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
PERIODS = st.tuples(DAYS, DAYS).filter(lambda pair: None in pair or pair[0] < pair[1]).map(lambda pair: Period(*pair))


@given(PERIODS, PERIODS, st.dates(date(2019, 1, 1), date(2031, 1, 1)))
def test_a_day_is_in_both_exactly_when_it_is_in_what_they_share(one: Period, other: Period, day: date) -> None:
    shared = one.shared_with(other)
    assert (one.has(day) and other.has(day)) == (shared is not None and shared.has(day))
    assert one.overlaps(other) == other.overlaps(one) == (shared is not None)
