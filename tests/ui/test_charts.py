"""Pictures say the same as their numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.ui.charts import COLUMNS, COLUMNS_HEIGHT, ROWS, Part, Pillar, Share, bars, columns, container, waterfall


def part(amount: str, *, is_sum: bool = False, is_first: bool = False) -> Part:
    return Part("Part", Decimal(amount), is_sum=is_sum, is_first=is_first)


def test_each_step_of_a_waterfall_begins_where_the_last_one_ended() -> None:
    drawn = waterfall([part("6", is_first=True), part("3"), part("0", is_sum=True), part("1"), part("0", is_sum=True)])
    assert [(bar.start, bar.start + bar.width) for bar in drawn] == [(0, 60), (60, 90), (0, 90), (90, 100), (0, 100)]
    assert [f"{bar.sign}{bar.size}" for bar in drawn] == ["6", "+3", "9", "+1", "10"]


def test_a_step_downwards_goes_back_and_has_a_true_minus() -> None:
    drawn = waterfall([part("10", is_first=True), part("-4"), part("0", is_sum=True)])
    assert (drawn[1].start, drawn[1].width, drawn[1].end, drawn[1].sign) == (60, 40, 60, "−")
    assert drawn[2].size == 6


def test_nothing_is_too_small_to_be_seen_or_drawn_outside() -> None:
    drawn = waterfall([part("1000", is_first=True), part("0.001")])
    assert drawn[1].width > 0 and drawn[1].start + drawn[1].width <= 100


def test_bars_of_nothing_are_drawn() -> None:
    assert bars([]) == [] and bars([part("0")])[0].start == 0


shares = st.lists(st.integers(1, 3000), min_size=1, max_size=12)


@given(shares, st.integers(0, 40_000))
def test_sacks_fit_into_the_container_and_none_lies_on_another(bags: list[int], holds: int) -> None:
    drawn = container([Share(f"No. {number}", count) for number, count in enumerate(bags)], holds_bags=holds)
    places = [(sack.x, sack.y) for stack in drawn.stacks for sack in stack.sacks]
    assert len(places) == len(set(places))
    assert drawn.bags + drawn.free_bags == max(holds, sum(bags))
    assert all(stack.sacks for stack in drawn.stacks)
    if len(bags) <= 6:
        assert len(places) <= COLUMNS * ROWS + len(bags)


@pytest.mark.parametrize(
    ("bags", "a_sack", "sacks"),
    [
        pytest.param([140, 100, 80], 5, [28, 20, 16], id="the container of the example"),
        pytest.param([60], 1, [60], id="few bags are drawn one by one"),
        pytest.param([315, 4, 1], 5, [63, 1, 1], id="who has one bag has a sack"),
        pytest.param([33, 33, 34], 2, [17, 16, 17], id="halves go to the largest remainder"),
    ],
)
def test_how_many_sacks_stand_for_how_many_bags(bags: list[int], a_sack: int, sacks: list[int]) -> None:
    drawn = container([Share("Dongmai", count) for count in bags])
    assert (drawn.bags_a_sack, [len(stack.sacks) for stack in drawn.stacks]) == (a_sack, sacks)


def test_names_that_do_not_fit_under_their_sacks_stand_in_a_key() -> None:
    assert container([Share("Dongmai", 140), Share("Phoukeo", 100), Share("Namsai", 80)]).has_room_for_names
    assert not container([Share("Dongmai", 300), Share("A name far too long", 10)]).has_room_for_names


def test_the_highest_pillar_fills_the_height_and_an_empty_week_is_a_gap() -> None:
    drawn = columns([Pillar("1", Decimal(50)), Pillar("2", Decimal(0)), Pillar("3", Decimal(100))])
    assert [column.height for column in drawn.columns] == [COLUMNS_HEIGHT / 2, 0, COLUMNS_HEIGHT]
    assert drawn.highest is not None and (drawn.highest.name, drawn.first, drawn.last) == ("3", Pillar("1", Decimal(50)), drawn.highest)
    assert [column.x for column in drawn.columns] == sorted(column.x for column in drawn.columns)


def test_no_pillar_is_no_picture() -> None:
    drawn = columns([])
    assert (drawn.columns, drawn.highest, drawn.first, drawn.last) == ([], None, None, None)
