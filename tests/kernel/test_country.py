from __future__ import annotations

from itertools import pairwise

import pytest

from rochdale.kernel.country import REGIONS, country_code, country_codes, neighbours, outlines, region_of, share_land_border
from rochdale.kernel.refusal import Refused


def test_every_country_lies_in_one_region() -> None:
    assert len(country_codes()) == len(set(country_codes())) == sum(map(len, REGIONS.values())) == 250  # 249 of ISO 3166 and Kosovo


@pytest.mark.parametrize(
    ("country", "region"),
    [
        ("LA", "south-eastern-asia"),
        ("CM", "middle-africa"),
        ("TG", "western-africa"),
        ("ZM", "eastern-africa"),
        ("LK", "southern-asia"),
        ("DK", "northern-europe"),
    ],
)
def test_regions_are_those_of_the_united_nations(country: str, region: str) -> None:
    assert region_of(country) == region


def test_a_country_code_is_read_in_any_case_and_refused_when_unknown() -> None:
    assert country_code(" la ") == "LA"
    for unknown in ("", "XX", "LAO", "Laos"):
        with pytest.raises(Refused, match="unknown-country"):
            country_code(unknown)


@pytest.mark.parametrize(
    ("one", "other", "is_border"),
    [
        ("LA", "TH", True),
        ("LA", "VN", True),
        ("CM", "NG", True),
        ("ZM", "ZW", True),
        ("ZM", "BW", True),  # 150 m at Kazungula
        ("TG", "GH", True),
        ("GF", "BR", True),  # drawn as France by Natural Earth
        ("FR", "BR", False),
        ("LA", "SG", False),
        ("LK", "IN", False),  # the sea lies between
        ("CM", "CM", False),
    ],
)
def test_lorries_cross_from_neighbour_to_neighbour(one: str, other: str, is_border: bool) -> None:
    assert share_land_border(one, other) is is_border
    assert share_land_border(other, one) is is_border


def test_borders_have_two_sides() -> None:
    for country in country_codes():
        assert all(country in neighbours(other) for other in neighbours(country)), country


def test_an_island_has_no_neighbours() -> None:
    assert neighbours("LK") == neighbours("JP") == frozenset()


def test_outlines_are_closed_rings_on_the_globe() -> None:
    drawn = outlines()
    assert {"LA", "CM", "TG", "LK", "DK", "IT", "JP", "ST", "SG", "MU"} - drawn.keys() == set()
    for rings in drawn.values():
        for ring in rings:
            assert len(ring) >= 4 and ring[0] == pytest.approx(ring[-1])
            assert max(abs(after[0] - before[0]) for before, after in pairwise(ring)) < 60, "no line around the globe"
            assert all(abs(lon) <= 180 and abs(lat) <= 90 for lon, lat in ring)


def test_a_country_lies_where_it_lies() -> None:
    longitudes, latitudes = zip(*outlines()["LA"][0], strict=True)
    assert 100 <= min(longitudes) < max(longitudes) <= 108
    assert 13.5 <= min(latitudes) < max(latitudes) <= 22.6
