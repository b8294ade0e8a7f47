"""Each case of the table (docs/rules/plots.md) that concerns one plot, by a file that shows it."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from rochdale.supply.rules.plots import CASES, Given, check_plots
from tests.supply.plots.made import SOUTH, WEST, checked, collection, feature, one, polygon, rules, square

POINT = {"type": "Point", "coordinates": [WEST, SOUTH]}
HOLE = square(WEST + 0.0005, SOUTH + 0.0005, 0.0005)[::-1]
FAR = square(WEST + 0.004, SOUTH + 0.004)


def nested(kind: str, coordinates: Any) -> dict[str, Any]:
    return {"type": kind, "coordinates": coordinates}


def with_corner(number: int, position: list[Any]) -> dict[str, Any]:
    ring = square()
    ring[number] = position
    return polygon(ring)


CASES_OF_ONE = [
    # says, rule, verdict, feature
    ("a sound outline", "", "accepted", feature(polygon())),
    ("a point with an area", "", "accepted", feature(POINT, Area=1.2)),
    ("a bare outline of which nothing is said", "F3", "check", polygon()),
    ("no geometry", "P1", "refused", feature(None)),
    ("an empty geometry", "P1", "refused", feature(nested("Polygon", []))),
    ("a kind nobody knows", "P1", "refused", feature(nested("Circle", [[WEST, SOUTH]]))),
    ("a line", "P2", "refused", feature(nested("LineString", square()))),
    ("several lines", "P2", "refused", feature(nested("MultiLineString", [square()]))),
    ("no id", "P3", "repaired", feature(polygon(), plot_id=None)),
    ("no producer", "P4", "check", feature(polygon(), ProducerName=None)),
    ("no country", "P4", "check", feature(polygon(), ProducerCountry=None)),
    ("no place", "P4", "check", feature(polygon(), ProductionPlace=" ")),
    ("a country of three letters", "P5", "refused", feature(polygon(), ProducerCountry="CMR")),
    ("a country that is none", "P5", "refused", feature(polygon(), ProducerCountry="XX")),
    ("a country in small letters", "P5", "repaired", feature(polygon(), ProducerCountry="cm")),
    ("a coordinate that is text", "C1", "refused", feature(with_corner(1, ["11.5", SOUTH]))),
    ("a coordinate that is a word", "C1", "refused", feature(with_corner(1, ["east", SOUTH]))),
    ("a coordinate that is null", "C1", "refused", feature(with_corner(1, [None, SOUTH]))),
    ("a coordinate that is empty", "C1", "refused", feature(with_corner(1, []))),
    ("a coordinate that is no number", "C1", "refused", feature(with_corner(1, [float("nan"), SOUTH]))),
    ("a coordinate that is endless", "C1", "refused", feature(with_corner(1, [float("inf"), SOUTH]))),
    ("a point without coordinates", "C1", "refused", feature(nested("Point", []), Area=1)),
    ("a point at 0, 0", "C2", "refused", feature(nested("Point", [0.0, 0.0]), Area=1, ProducerCountry=None)),
    ("a corner at 0, 0", "C2", "refused", feature(with_corner(1, [0, 0]))),
    ("a longitude of 181", "C3", "refused", feature(with_corner(1, [181.000001, SOUTH]))),
    ("a latitude of -91", "C3", "refused", feature(with_corner(1, [WEST, -91.000001]))),
    ("an altitude", "C4", "repaired", feature(polygon([[*position, 712.5] for position in square()]))),
    ("one figure only", "C4", "refused", feature(with_corner(1, [WEST]))),
    ("four figures", "C4", "refused", feature(with_corner(1, [WEST, SOUTH, 1, 2]))),
    ("brackets too shallow", "C5", "refused", feature(nested("Polygon", square()))),
    ("brackets too deep", "C5", "refused", feature(nested("Polygon", [[square()]]))),
    ("a point in brackets", "C5", "refused", feature(nested("Point", [[WEST, SOUTH]]), Area=1)),
    ("a multipolygon as shallow as a polygon", "C5", "refused", feature(nested("MultiPolygon", [square()]))),
    ("latitude before longitude", "C6", "refused", feature(polygon([[lat, lon] for lon, lat in square()]))),
    ("in Gabon, said to be in Cameroon", "C7", "refused", feature(polygon(square(11.500001, 0.500001)))),
    ("a sign flipped at one corner", "C8", "refused", feature(with_corner(2, [-WEST, SOUTH + 0.0018]))),
    ("no coordinate with six decimals", "C9", "check", feature(polygon(square(11.5, 4.0, 0.002)))),
    ("an outline that does not close", "R1", "refused", feature(polygon([*square()[:-1], [WEST + 0.0001, SOUTH]]))),
    ("three positions", "R2", "refused", feature(polygon([*square()[:2], square()[0]]))),
    ("two different corners", "R2", "refused", feature(polygon([square()[0], square()[1], square()[0], square()[1], square()[0]]))),
    ("a bow tie", "R3", "refused", feature(polygon([square()[place] for place in (0, 2, 1, 3, 0)]))),
    ("sides that lie on each other", "R4", "refused",
     feature(polygon([[11.500001, 4.0], [11.503001, 4.0], [11.503001, 4.002], [11.502001, 4.002], [11.502001, 4.0],
                      [11.501001, 4.0], [11.501001, 4.002], [11.500001, 4.002], [11.500001, 4.0]]))),
    ("a spike", "R4", "refused", feature(polygon([*square()[:3], [WEST + 0.001, SOUTH + 0.004], square()[2], *square()[3:]]))),
    ("a fold along a side", "R4", "refused",
     feature(polygon([square()[0], square()[1], [WEST + 0.0009, SOUTH], [WEST + 0.0009, SOUTH + 0.001], square()[3], square()[0]]))),
    ("the shell again as a hole", "R5", "refused", feature(polygon(square(), square()))),
    ("one part twice", "R5", "refused", feature(nested("MultiPolygon", [[square()], [square()[::-1]]]))),
    ("a corner twice", "R6", "repaired", feature(polygon([square()[0], *square()]))),
    ("with the clock", "R7", "repaired", feature(polygon(square()[::-1]))),
    ("a hole inside", "", "accepted", feature(polygon(square(side=0.002), HOLE))),
    ("a hole outside", "R9", "refused", feature(polygon(square(), FAR))),
    ("a hole across the shell", "R9", "refused", feature(polygon(square(), square(WEST + 0.001, SOUTH + 0.0001, 0.0015)))),
    ("two parts apart", "", "accepted", feature(nested("MultiPolygon", [[square()], [FAR]]))),
    ("one part in a multipolygon", "", "accepted", feature(nested("MultiPolygon", [[square()]]))),
    ("parts that overlap", "R10", "refused", feature(nested("MultiPolygon", [[square()], [square(WEST + 0.0009)]]))),
    ("a point without an area", "A1", "check", feature(POINT)),
    ("a point of just 4 ha", "", "accepted", feature(POINT, Area=4.0)),
    ("a point of a little more", "A2", "refused", feature(POINT, Area=4.0001)),
    ("an area of nothing", "A4", "refused", feature(polygon(), area_ha=0)),
    ("a negative area", "A4", "refused", feature(POINT, Area=-1)),
    ("an area that is a word", "A4", "refused", feature(POINT, Area="large")),
    ("an outline of 8 m²", "A4", "refused", feature(polygon(square(side=0.000025)))),
    ("declared a fifth less than drawn", "A5", "check", feature(polygon(), area_ha=3.3)),
    ("declared within a tenth", "", "accepted", feature(polygon(), area_ha=3.7)),
    ("declared in other units, it seems", "A5", "refused", feature(polygon(), area_ha=9.9)),
    ("an area without a unit", "A6", "refused", feature(polygon(), area=4)),
    ("an area in manzanas of no country", "A6", "refused", feature(polygon(), area=5.7, area_unit="manzanas")),
    ("an area in manzanas of a size", "", "accepted", feature(polygon(), area=5.7, area_unit="manzana7000")),
    ("an area in a unit nobody knows", "A6", "refused", feature(polygon(), area=4, area_unit="football fields")),
    ("an area in rai", "", "accepted", feature(polygon(), area=25, area_unit="ໄຮ່")),
    ("1,100 ha", "A7", "check", feature(polygon(square(side=0.03)))),
]  # fmt: skip


@pytest.mark.parametrize(("says", "rule", "verdict", "given"), CASES_OF_ONE, ids=[case[0] for case in CASES_OF_ONE])
def test_a_plot_is(says: str, rule: str, verdict: str, given: dict[str, Any]) -> None:
    (plot,) = checked(given).features if given["type"] == "Feature" else check_plots(json.dumps(given).encode(), "x.json").features
    gravest = [finding.rule for finding in plot.findings if finding.outcome == plot.verdict]
    assert (plot.verdict, gravest[:1]) == (verdict, [rule] if rule else []), plot.findings
    assert (plot.geometry is None) == (verdict == "refused")


def test_every_row_of_the_table_has_a_case_here_or_beside() -> None:
    elsewhere = {"F4", "F8", "R8", "A3", "O1", "O2", "O3"}
    assert {rule for rule, _ in CASES.values()} == {case[1] for case in CASES_OF_ONE if case[1]} | elsewhere


def test_a_bow_tie_names_the_crossing_and_is_not_mended() -> None:
    plot = one(polygon([[11.5, 4.0], [11.502, 4.002], [11.502, 4.0], [11.5, 4.002], [11.5, 4.0]]))
    (crossing,) = [finding for finding in plot.findings if finding.rule == "R3"]
    assert (crossing.facts["lon"], crossing.facts["lat"]) == (11.501, 4.001)
    assert plot.geometry is None and plot.original == polygon([[11.5, 4.0], [11.502, 4.002], [11.502, 4.0], [11.5, 4.002], [11.5, 4.0]])


def test_a_flipped_sign_names_its_corner() -> None:
    (finding,) = one(with_corner(2, [-WEST, SOUTH + 0.0018])).findings
    assert (finding.facts["vertex"], finding.facts["lon"]) == (3, -WEST)


def test_a_swap_is_proposed_with_the_place_it_would_give_and_not_made() -> None:
    plot = one({"type": "Point", "coordinates": [4.000901, 11.500901]}, Area=1)
    (finding,) = plot.findings
    assert (finding.rule, finding.facts["better_lon"], finding.facts["better_lat"]) == ("C6", 11.500901, 4.000901)
    assert finding.facts["lies_in"] == "NG"
    assert plot.geometry is None


def test_a_swap_is_proposed_where_the_figures_alone_are_impossible() -> None:
    plot = one({"type": "Point", "coordinates": [11.943278, 108.893412]}, Area=1, ProducerCountry="VN")
    assert rules(plot) == ["C3", "C6"]


def test_what_is_repaired_keeps_how_it_came() -> None:
    came = polygon([[lon, lat, 700] for lon, lat in square()[::-1]])
    plot = one(came)
    assert sorted(rules(plot)) == ["C4", "R7"]
    assert plot.original == came
    assert plot.geometry is not None and plot.geometry["coordinates"] == [square()]


def test_one_part_is_kept_as_a_polygon_and_two_as_one_plot() -> None:
    single = one({"type": "MultiPolygon", "coordinates": [[square()]]})
    double = one({"type": "MultiPolygon", "coordinates": [[square()], [FAR]]})
    assert single.geometry == polygon(square())
    assert double.geometry is not None and double.geometry["type"] == "MultiPolygon"
    assert double.drawn_area_ha == pytest.approx(2 * single.drawn_area_ha, rel=Decimal("0.001"))


def test_decimals_are_counted_in_the_text_where_a_parsed_number_would_have_lost_them() -> None:
    text = collection(feature(polygon(square(11.5, 4.0, 0.002)))).decode().replace("11.5,", "11.500000,")
    (plot,) = check_plots(text.encode(), "x.geojson").features
    assert plot.verdict == "accepted"


def test_a_split_record_gives_plots_that_each_need_their_area() -> None:
    points = {"type": "MultiPoint", "coordinates": [[WEST, SOUTH], [WEST + 0.01, SOUTH]]}
    file = checked(feature(points, Area=2))
    assert [(plot.id, plot.verdict, sorted(rules(plot))) for plot in file.features] == [
        ("A-1-1", "check", ["A1", "F4"]),
        ("A-1-2", "check", ["A1", "F4"]),
    ]
    several = {"type": "GeometryCollection", "geometries": [polygon(), {"type": "LineString", "coordinates": square()}]}
    assert [plot.verdict for plot in checked(feature(several)).features] == ["repaired", "refused"]
    assert [rules(plot) for plot in checked(feature({"type": "GeometryCollection", "geometries": []})).features] == [["P1"]]


def test_the_second_plot_of_an_id_is_refused() -> None:
    file = checked(feature(polygon()), feature(polygon(FAR)))
    assert [plot.verdict for plot in file.features] == ["accepted", "refused"]
    assert rules(file.features[1]) == ["F8"]


def test_plots_without_id_get_one_from_their_outline_the_same_each_time() -> None:
    file = checked(feature(polygon(), plot_id=None), feature(polygon(FAR), plot_id=None))
    again = checked(feature(polygon(), plot_id=None), feature(polygon(FAR), plot_id=None))
    assert [plot.id for plot in file.features] == [plot.id for plot in again.features]
    assert len({plot.id for plot in file.features}) == 2
    assert {plot.own_id for plot in file.features} == {""}


def test_a_text_id_of_the_feature_is_the_submitters_and_a_number_is_a_programs() -> None:
    named, numbered = feature(polygon(), plot_id=None), feature(polygon(FAR), plot_id=None)
    named["id"], numbered["id"] = "OB-7", 0
    file = checked(named, numbered)
    assert [plot.own_id for plot in file.features] == ["OB-7", ""]


def test_a_file_that_names_no_producer_anywhere_asks_once() -> None:
    bare = {"ProducerName": None, "ProducerCountry": None, "ProductionPlace": None}
    file = checked(feature(polygon(), **bare))
    assert file.features[0].verdict == "accepted"
    assert file.asks == {"producer", "country", "place"}
    given = checked(feature(polygon(), **bare), given=Given(producer="Union", country="CM", place="Obala"))
    assert given.asks == frozenset() and given.notices == ()
    assert (given.features[0].producer, given.features[0].country) == ("Union", "CM")


def test_a_rows_own_country_goes_before_the_one_of_the_file() -> None:
    file = checked(feature(polygon(), ProducerCountry="GA"), given=Given(country="CM"))
    assert rules(file.features[0]) == ["C7"]


def test_near_a_border_somebody_has_to_look() -> None:
    # South of the Ntem, where our outline of Cameroon ends a little too early.
    plot = one({"type": "Point", "coordinates": [11.343211, 2.200211]}, Area=1)
    (finding,) = plot.findings
    assert (finding.rule, plot.verdict, plot.is_held) == ("C7", "check", True)
    assert 0 < finding.facts["km"] <= 2
