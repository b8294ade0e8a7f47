"""Areas of the reference, on the ellipsoid, within half a percent; the shell decides about 4 ha."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pyproj import Geod

from rochdale.supply.rules.plots import ExportPlot, export_findings, refusal_as_point
from rochdale.supply.rules.plots.measure import ring_ha
from rochdale.supply.rules.plots.tolerances import AS_DECIDED
from tests.supply.plots.made import checked, feature, one, polygon, rules, square


@pytest.mark.parametrize(("side", "expected", "is_allowed"), [(0.001804, "3.9964", True), (0.001806, "4.0052", False)])
def test_two_millionths_of_a_degree_decide_whether_a_point_is_enough(side: float, expected: str, is_allowed: bool) -> None:
    plot = one(polygon(square(11.5, 4.0, side)))
    assert plot.drawn_area_ha == Decimal(expected)
    assert plot.outer_area_ha is not None
    assert (refusal_as_point(plot.outer_area_ha, AS_DECIDED) == []) is is_allowed


def test_a_hole_is_kept_and_its_area_taken_off_but_the_shell_decides() -> None:
    plot = one(polygon(square(11.5, 4.0, 0.002), square(11.5005, 4.0005, 0.001)[::-1]))
    assert (plot.outer_area_ha, plot.drawn_area_ha) == (Decimal("4.9119"), Decimal("3.6840"))
    assert plot.geometry is not None and len(plot.geometry["coordinates"]) == 2
    as_point = ExportPlot("A", "x", "CM", "y", plot.geometry, as_point=True)
    assert [finding.rule for finding in export_findings([as_point])["A"]] == ["A3"]
    as_it_is = ExportPlot("A", "x", "CM", "y", plot.geometry)
    assert [(finding.rule, finding.outcome) for finding in export_findings([as_it_is])["A"]] == [("R8", "check")]


def test_two_squares_that_share_half() -> None:
    file = checked(
        feature(polygon(square(11.5, 4.0, 0.0018)), plot_id="one", ProducerName="Ayissi"),
        feature(polygon(square(11.5009, 4.0, 0.0018)), plot_id="other", ProducerName="Biya"),
    )
    assert [plot.drawn_area_ha for plot in file.features] == [Decimal("3.9787")] * 2
    for plot, other, grower in zip(file.features, ("other", "one"), ("Biya", "Ayissi"), strict=True):
        (overlap,) = [finding for finding in plot.findings if finding.rule == "O1"]
        assert overlap.outcome == "check"
        assert overlap.facts["overlap_ha"] == Decimal("1.9893")
        assert overlap.facts["percent"] == Decimal("50.0")
        assert (overlap.facts["other"], overlap.facts["grower"]) == (other, grower)


def test_a_point_in_nigeria_said_to_be_in_cameroon() -> None:
    assert "C6" in rules(one({"type": "Point", "coordinates": [4.0009, 11.5009]}, Area=1))


def test_the_area_is_that_of_the_reversed_ring() -> None:
    ring = [(lon, lat) for lon, lat in square()]
    lons, lats = zip(*reversed(ring), strict=True)
    area, _ = Geod(ellps="WGS84").polygon_area_perimeter(lons, lats)
    assert ring_ha(ring) == pytest.approx(abs(area) / 10_000, rel=1e-12)
