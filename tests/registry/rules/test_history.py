"""The periods of an entity touch, never overlap, and open only where something changed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rochdale.kernel.ids import new_id
from rochdale.registry.rules.history import is_public, periods
from rochdale.registry.rules.ledger import Filed, Kind, moments

FIRST = datetime(2026, 1, 1, tzinfo=UTC)


def filed(step: int, on: date, **says: str) -> Filed:
    return Filed(new_id(), Kind.CHANGE if step else Kind.HISTORIC, on, FIRST + timedelta(minutes=step), says)


def test_a_group_that_became_a_cooperative_has_two_periods() -> None:
    made = periods(moments([filed(0, date(1996, 3, 4), form="GIC", number="1"), filed(1, date(2014, 8, 1), form="SCOOPS", number="2")]))
    assert [(one.from_on, one.until_on, one.says["form"]) for one in made] == [
        (date(1996, 3, 4), date(2014, 8, 1), "GIC"),
        (date(2014, 8, 1), None, "SCOOPS"),
    ]


def test_what_is_not_told_opens_no_period() -> None:
    assert len(periods(moments([filed(0, date(1996, 3, 4), form="GIC"), filed(1, date(1997, 1, 1), object="honey")]))) == 1


@given(st.lists(st.tuples(st.dates(date(1990, 1, 1), date(2026, 1, 1)), st.sampled_from("abc")), max_size=12))
def test_periods_touch_and_say_something_else_each(changes: list[tuple[date, str]]) -> None:
    made = periods(moments(filed(step, on, name=name) for step, (on, name) in enumerate(changes)))
    for one, after in pairwise(made):
        assert one.until_on == after.from_on > one.from_on
        assert one.says != after.says
    assert all(one.until_on is None for one in made[-1:])


def test_a_number_of_members_that_could_point_to_a_person_is_not_public() -> None:
    assert [is_public("members", number) for number in (4, 5, 80)] == [False, True, True]
    assert is_public("name", "Four friends")
