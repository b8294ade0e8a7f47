"""The same land twice: within a file, against plots that are kept, and against plots of others, of whom nothing is told."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
import shapely

from rochdale.supply.rules.plots import Neighbour, PlotFile
from tests.supply.plots.made import SOUTH, WEST, checked, feature, polygon, rules, square


def neighbour(geometry: Any, *, is_own: bool = True, own_id: str = "", plot_id: str = "K-1") -> Neighbour:
    return Neighbour(plot_id, "Kamga", is_own, geometry, own_id)


def beside(geometry: Any, *neighbours: Neighbour, **properties: Any) -> PlotFile:
    return checked(feature(geometry, **properties), neighbours=neighbours)


@pytest.mark.parametrize(
    ("says", "moved", "found"),
    [
        ("sides that touch", 0.001804, []),
        ("a strip of a walker's error", 0.001794, []),
        ("two per cent", 0.001768, ["O1"]),
        ("half", 0.0009, ["O1"]),
        ("nearly all", 0.0001, ["O1"]),
    ],
)
def test_overlaps_within_a_file_are_told_to_both(says: str, moved: float, found: list[str]) -> None:
    file = checked(feature(polygon()), feature(polygon(square(WEST + moved)), plot_id="B-2"))
    assert [rules(plot) for plot in file.features] == [found, found]


def test_nine_tenths_in_common_are_held_as_the_same_land() -> None:
    file = checked(feature(polygon()), feature(polygon(square(WEST + 0.0001)), plot_id="B-2"))
    assert [(plot.verdict, plot.is_held) for plot in file.features] == [("check", True)] * 2
    assert {finding.code for plot in file.features for finding in plot.findings} == {"supply.plot-duplicate"}


def test_a_small_plot_inside_a_large_one_is_measured_against_the_small_one() -> None:
    small = feature(polygon(square(WEST + 0.0005, SOUTH + 0.0005, 0.0003)), plot_id="B-2")
    (finding,) = checked(feature(polygon()), small).features[0].findings
    assert (finding.code, finding.facts["percent"]) == ("supply.plot-duplicate", Decimal("100.0"))


def test_parts_of_one_plot_that_overlap_another_are_added_up() -> None:
    parts = {"type": "MultiPolygon", "coordinates": [[square(side=0.0018)], [square(WEST + 0.003, side=0.0018)]]}
    across = polygon([[WEST, SOUTH], [WEST + 0.0048, SOUTH], [WEST + 0.0048, SOUTH + 0.0009], [WEST, SOUTH + 0.0009], [WEST, SOUTH]])
    (finding,) = checked(feature(parts), feature(across, plot_id="B-2")).features[0].findings
    assert finding.facts["overlap_ha"] == pytest.approx(Decimal("3.9787"), rel=Decimal("0.001"))


def test_refused_plots_are_no_ones_neighbours() -> None:
    file = checked(feature(polygon()), feature(polygon(), plot_id="B-2", ProducerCountry="XX"))
    assert file.features[0].verdict == "accepted"


def test_an_own_neighbour_is_named_and_that_of_others_is_not() -> None:
    half = polygon(square(WEST + 0.0009))
    (own,) = beside(polygon(), neighbour(half)).features[0].findings
    assert (own.rule, own.facts["other"], own.facts["grower"]) == ("O1", "K-1", "Kamga")
    (foreign,) = beside(polygon(), neighbour(half, is_own=False)).features[0].findings
    assert (foreign.rule, foreign.outcome) == ("O2", "check")
    assert "Kamga" not in str(foreign) and "K-1" not in str(foreign)


def test_neighbours_may_come_as_wkb() -> None:
    drawn = shapely.to_wkb(shapely.Polygon(square(WEST + 0.0009)))
    assert rules(beside(polygon(), neighbour(drawn)).features[0]) == ["O1"]


def test_the_same_outline_again_is_no_second_plot() -> None:
    kept = neighbour(polygon(), own_id="A-1")
    (again,) = beside(polygon(), kept).features
    assert (again.same_as, again.findings) == ("K-1", ())
    (turned,) = beside(polygon([*square()[2:], *square()[1:3]]), kept).features
    assert (turned.same_as, turned.verdict) == ("K-1", "accepted")
    (nameless,) = beside(polygon(), kept, plot_id=None).features
    assert nameless.same_as == "K-1"


def test_a_changed_outline_of_a_plot_does_not_overlap_its_older_one() -> None:
    (changed,) = beside(polygon(square(side=0.0017)), neighbour(polygon(), own_id="A-1")).features
    assert (changed.same_as, changed.verdict) == ("", "accepted")


def test_the_outline_of_another_grower_under_another_id_is_held() -> None:
    (plot,) = beside(polygon(), neighbour(polygon(), own_id="Z-9")).features
    assert (plot.same_as, plot.is_held, rules(plot)) == ("", True, ["O1"])


@pytest.mark.parametrize(("metres", "found"), [(5, ["O3"]), (9.5, ["O3"]), (11, [])])
def test_points_within_ten_metres(metres: float, found: list[str]) -> None:
    points = [{"type": "Point", "coordinates": [WEST, round(SOUTH + north / 110_570, 7)]} for north in (0, metres)]
    file = checked(feature(points[0], Area=1), feature(points[1], Area=1, plot_id="B-2"))
    assert [rules(plot) for plot in file.features] == [found, found]
    (foreign,) = beside(points[0], neighbour(points[1], is_own=False), Area=1).features
    assert rules(foreign) == found and "Kamga" not in str(foreign.findings)


def test_a_file_saved_twice_into_one_is_held_plot_by_plot() -> None:
    twice = [feature(polygon(square(WEST + step)), plot_id=None) for step in (0, 0.004, 0, 0.004, 0)]
    file = checked(*twice)
    assert [(plot.is_held, sorted(rules(plot))) for plot in file.features] == [
        (True, ["O1", "O1", "P3"]),
        (True, ["O1", "P3"]),
        (True, ["O1", "P3"]),
        (True, ["O1", "P3"]),
        (True, ["O1", "P3"]),
    ]
    assert len({plot.id for plot in file.features}) == 5
    points = checked(*[feature({"type": "Point", "coordinates": [WEST, SOUTH]}, plot_id=None, Area=1)] * 3)
    assert all("O3" in rules(plot) for plot in points.features)


def test_a_pile_of_plots_on_one_spot_is_told_in_measure() -> None:
    pile = [feature(polygon(square(WEST + number / 1e6)), plot_id=f"P-{number}") for number in range(120)]
    file = checked(*pile)
    assert all(1 <= len(plot.findings) <= 20 for plot in file.features)
