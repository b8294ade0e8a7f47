"""What is due by the clock is done once, and what was missed is caught up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from rochdale.base import ticking
from rochdale.base.models import Tick
from rochdale.base.ticking import every, tick

pytestmark = pytest.mark.django_db
AT = datetime(2027, 3, 1, 8, 7, 30, tzinfo=UTC)
periods: list[tuple[str, str]] = []


def note(since: datetime, until: datetime) -> None:
    periods.append((f"{since:%d %H:%M}", f"{until:%d %H:%M}"))


@pytest.fixture(autouse=True)
def empty(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(ticking, "_schedules", {})
    periods.clear()
    yield


@pytest.mark.parametrize(
    ("minutes", "period"),
    [(1, ("01 08:06", "01 08:07")), (5, ("01 08:00", "01 08:05")), (60, ("01 07:00", "01 08:00")), (1440, ("28 00:00", "01 00:00"))],
)
def test_the_last_whole_period_is_due_first(minutes: int, period: tuple[str, str]) -> None:
    every(minutes, note)
    assert tick(at=AT) == 1
    assert tick(at=AT + timedelta(seconds=20)) == 0
    assert periods == [period]


def test_hours_that_were_missed_are_caught_up_in_one_go() -> None:
    every(60, note)
    tick(at=AT)
    tick(at=AT + timedelta(hours=30))
    assert periods[1:] == [("01 08:00", "02 14:00")]


def test_a_clock_set_back_does_nothing_twice() -> None:
    every(60, note)
    tick(at=AT)
    assert tick(at=AT - timedelta(hours=2)) == 0


def test_what_fails_stays_due_and_holds_up_no_other() -> None:
    troubles = [RuntimeError()]

    def fail(since: datetime, until: datetime) -> None:
        Tick.objects.create(name="half done", done_until=until)
        if troubles:
            raise troubles.pop()

    every(60, fail)
    every(60, note)
    assert tick(at=AT) == 1
    assert not Tick.objects.filter(name="half done").exists()
    assert tick(at=AT + timedelta(minutes=1)) == 1
    assert len(periods) == 1


@pytest.mark.parametrize("minutes", [0, -5, 7, 2880])
def test_a_period_divides_the_day(minutes: int) -> None:
    with pytest.raises(ValueError, match="divide a day"):
        every(minutes, note)
