"""Files for the EU system: six decimals as text, whole files below the limit, and the same plots when they come back."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from rochdale.kernel.refusal import Refused
from rochdale.supply.rules.plots import ExportPlot, check_plots, fingerprint, traces_geojson
from tests.supply.plots.made import SOUTH, WEST, one, polygon, square


def export(geometry: dict[str, Any], plot_id: str = "A-1", **more: Any) -> ExportPlot:
    return ExportPlot(plot_id, "Ayissi", "CM", "Obala", geometry, **more)


def written(*plots: ExportPlot) -> str:
    (file,) = traces_geojson(plots)
    return file.decode()


def test_coordinates_are_text_of_six_decimals_and_four_properties_travel() -> None:
    text = written(export(polygon(square(106.5, 18.0, 0.001))))
    assert "[106.500000,18.000000]" in text
    (out,) = json.loads(text)["features"]
    assert out["properties"] == {"ProducerName": "Ayissi", "ProducerCountry": "CM", "ProductionPlace": "Obala"}
    point = written(export({"type": "Point", "coordinates": [WEST, SOUTH]}, area_ha=Decimal("1.2")))
    assert json.loads(point)["features"][0]["properties"]["Area"] == 1.2
    assert all(len(figure.partition(".")[2]) == 6 for figure in re.findall(r"\[(-?[\d.]+),", point))


def test_a_ring_that_six_decimals_would_spoil_gets_eight() -> None:
    ring = [
        [WEST, SOUTH],
        [WEST + 2e-7, SOUTH + 1e-7],
        [WEST + 0.001, SOUTH],
        [WEST + 0.001, SOUTH + 0.001],
        [WEST, SOUTH + 0.001],
        [WEST, SOUTH],
    ]
    text = written(export(polygon(ring)), export(polygon(square()), "B-2"))
    first, second = text.split("A-1")[1].split("B-2")
    assert re.search(r"\[\d+\.\d{8},", first) and not re.search(r"\[\d+\.\d{6},", first)
    assert re.search(r"\[\d+\.\d{6},", second)


def test_what_went_out_comes_back_as_the_same_plots() -> None:
    kept = one({"type": "MultiPolygon", "coordinates": [[square()], [square(WEST + 0.004)]]}).geometry
    assert kept is not None
    (plot,) = check_plots(written(export(dict(kept))).encode(), "back.geojson").features
    assert (plot.verdict, plot.own_id, plot.geometry) == ("accepted", "A-1", kept)


def test_files_are_split_between_plots_below_the_limit() -> None:
    plots = [export(polygon(square()), f"P-{number}") for number in range(100)]
    files = list(traces_geojson(plots, most_bytes=5_000))
    assert len(files) > 1 and all(len(file) < 5_000 for file in files)
    ids = [out["id"] for file in files for out in json.loads(file)["features"]]
    assert ids == [plot.plot_id for plot in plots]


def test_above_four_hectares_no_point_goes_out() -> None:
    with pytest.raises(Refused) as refused:
        list(traces_geojson([export(polygon(square(side=0.001806)), as_point=True)]))
    assert [(refusal.code, refusal.facts["plot"]) for refusal in refused.value.refusals] == [("supply.plot-needs-polygon", "A-1")]
    with pytest.raises(Refused):
        list(traces_geojson([export({"type": "Point", "coordinates": [WEST, SOUTH]}, area_ha=Decimal("4.0001"))]))
    with pytest.raises(Refused):
        list(traces_geojson([export({"type": "Point", "coordinates": [WEST, SOUTH]})]))


def test_up_to_four_hectares_an_outline_may_go_out_as_a_point_inside_it() -> None:
    (out,) = json.loads(written(export(polygon(square(side=0.001804)), as_point=True)))["features"]
    lon, lat = out["geometry"]["coordinates"]
    assert WEST < lon < WEST + 0.001804 and SOUTH < lat < SOUTH + 0.001804
    assert out["properties"]["Area"] == 3.9964


def test_no_plots_make_no_file() -> None:
    assert list(traces_geojson([])) == []


# Real files of others, kept beside the project.


def test_the_plots_of_eudr_valid_are_accepted(outside: Path) -> None:
    for name, kind in (("point-under-4ha", "Point"), ("polygon-over-4ha", "Polygon"), ("multipolygon-farm", "MultiPolygon")):
        file = check_plots((outside / "plots" / "eudr-valid" / f"{name}.geojson").read_bytes(), f"{name}.geojson")
        (plot,) = file.features
        assert plot.verdict == "accepted"
        assert plot.geometry is not None and plot.geometry["type"] == kind
        assert plot.declared_area_ha is not None and plot.declared_area_ha != plot.drawn_area_ha


WHISP = {"6": "0.494", "8": "1.443", "10": "9.121", "27": "1.965", "36": "7.577"}


def test_the_plots_of_whisp_are_accepted_and_measured(outside: Path) -> None:
    content = (outside / "plots" / "whisp-5-plots.geojson").read_bytes()
    file = check_plots(content, "whisp.geojson")
    assert {plot.own_id: plot.verdict for plot in file.features} == dict.fromkeys(WHISP, "accepted")
    for plot in file.features:
        assert plot.drawn_area_ha == pytest.approx(Decimal(WHISP[plot.own_id]), rel=Decimal("0.005"))
    may_be_points = {plot.own_id for plot in file.features if plot.outer_area_ha is not None and plot.outer_area_ha <= 4}
    assert may_be_points == {"6", "8", "27"}


def test_real_plots_come_back_with_the_same_rings_at_six_decimals(outside: Path) -> None:
    for path in sorted((outside / "plots").rglob("*.geojson")):
        came = check_plots(path.read_bytes(), path.name).features
        plots = [ExportPlot(plot.id, "x", "CM", "y", plot.geometry or {}, plot.declared_area_ha) for plot in came]
        (file,) = traces_geojson(plots)
        back = [out["geometry"] for out in json.loads(file)["features"]]
        assert [fingerprint(geometry) for geometry in back] == [plot.geometry_sha256 for plot in came]


def test_a_plot_without_identifier_gets_one(outside: Path) -> None:
    (plot,) = check_plots((outside / "plots" / "traces-names-example.geojson").read_bytes(), "x.geojson").features
    assert (plot.verdict, plot.own_id, plot.country) == ("repaired", "", "NL")
    assert plot.drawn_area_ha == pytest.approx(Decimal("21.46"), rel=Decimal("0.005"))


def test_the_empty_workbook_of_inatrace_holds_no_farmers(outside: Path) -> None:
    with pytest.raises(Refused) as refused:
        check_plots((outside / "plots" / "inatrace-farmer-list-en.xlsx").read_bytes(), "farmers.xlsx")
    assert [refusal.code for refusal in refused.value.refusals] == ["supply.plot-file-no-farmers"]


def test_a_plot_is_told_by_its_outline_wherever_it_starts() -> None:
    ring = square()
    assert fingerprint(polygon(ring)) == fingerprint(polygon([*ring[2:], *ring[1:3]])) == fingerprint(polygon(ring[::-1]))
