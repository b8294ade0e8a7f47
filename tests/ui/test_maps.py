"""Small maps show what they are asked for, weigh little, and know the date line."""

from __future__ import annotations

import gzip
import re

import pytest

from rochdale.ui.gallery import SEA_ROAD
from rochdale.ui.maps import WIDTH, Map, Spot, draw_map, miller

AARHUS, BANGKOK = Spot((10.25, 56.15), "Aarhus"), Spot((100.88, 13.08), "Laem Chabang")


def ends(drawn: Map) -> list[tuple[float, float]]:
    return [(label.x, label.y) for label in drawn.labels]


def test_the_equator_is_in_the_middle_and_north_is_up() -> None:
    assert miller((100, 0)) == (100, 0)
    assert miller((0, 60))[1] > 60


def test_places_lie_inside_the_picture_and_their_names_too() -> None:
    drawn = draw_map([AARHUS, BANGKOK], road=SEA_ROAD)
    for label in drawn.labels:
        assert 0 < label.x < WIDTH and 0 < label.y < drawn.height
        wide = len(str(label.name)) * 7
        left = label.text_x - (wide if label.anchor == "t-end" else wide / 2 if label.anchor == "t-mid" else 0)
        assert left >= -4 and left + wide <= WIDTH + 12


def test_west_is_left_of_east_and_south_below_north() -> None:
    (aarhus_x, aarhus_y), (bangkok_x, bangkok_y) = ends(draw_map([AARHUS, BANGKOK]))
    assert aarhus_x < bangkok_x and aarhus_y < bangkok_y


def test_a_map_of_half_the_world_weighs_under_five_kilobytes() -> None:
    drawn = draw_map([AARHUS, BANGKOK], road=SEA_ROAD, marked={"LA"})
    assert len(gzip.compress((drawn.land + drawn.marked + drawn.road).encode())) < 5 * 1024


def test_a_road_over_the_date_line_goes_the_short_way() -> None:
    tokyo, valparaiso = (139.8, 35.6), (-71.6, -33.0)
    (tokyo_x, _), (chile_x, _) = ends(draw_map([Spot(tokyo, "Tokyo"), Spot(valparaiso, "Valparaíso")], road=[tokyo, (-170, 0), valparaiso]))
    assert tokyo_x < chile_x
    assert tokyo_x > 0 and chile_x < WIDTH


def test_a_marked_country_is_set_apart_from_the_rest() -> None:
    drawn = draw_map([Spot((28.28, -15.41), "Lusaka")], marked={"ZM"})
    assert drawn.marked.startswith("M") and drawn.marked not in drawn.land


@pytest.mark.parametrize(
    ("spots", "has_scale"),
    [
        pytest.param([Spot((31.05, -29.87), "Durban"), Spot((28.28, -15.41), "Lusaka")], True, id="a region"),
        pytest.param([AARHUS, BANGKOK], False, id="half the world, where no one scale holds"),
    ],
)
def test_a_scale_is_drawn_where_it_holds(spots: list[Spot], has_scale: bool) -> None:
    scale = draw_map(spots).scale
    assert bool(scale) == has_scale
    if scale:
        assert re.fullmatch(r"[125]0*", str(scale.km)) and scale.width <= 0.4 * WIDTH


@pytest.mark.parametrize("turn", [1, -1], ids=["the road ends at the left", "the road ends at the right"])
def test_the_scale_lies_on_neither_a_name_nor_the_road(turn: int) -> None:
    beira, johannesburg = (34.84, -19.84), (34.84 - turn * 6.8, -26.2)
    drawn = draw_map([Spot(beira, "Beira"), Spot(johannesburg, "Johannesburg")], road=[beira, johannesburg])
    assert drawn.scale is not None
    left, right, top = drawn.scale.x, drawn.scale.x + drawn.scale.width, drawn.height - 36
    assert 0 < left < right < WIDTH
    for label in drawn.labels:
        wide = len(str(label.name)) * 7.4
        start = label.text_x - (wide if label.anchor == "t-end" else wide / 2 if label.anchor == "t-mid" else 0)
        assert label.text_y < top or start > right or start + wide < left, label
        assert label.y < top or not left - 5 < label.x < right + 5


def test_one_place_is_a_map_too() -> None:
    assert draw_map([Spot((80.6, 7.3), "Kandy")]).land
