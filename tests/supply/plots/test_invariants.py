"""What holds for any plot and any bytes."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from rochdale.kernel.refusal import Refused
from rochdale.supply.plot_words import message
from rochdale.supply.rules.plots import CASES, ExportPlot, Finding, PlotFile, check_plots, fingerprint, traces_geojson
from rochdale.supply.rules.plots.reading import ENDINGS
from tests.supply.plots.made import checked, collection, feature, polygon

NAMES = st.sampled_from([f"plots{ending}" for ending in (*ENDINGS, "")])


@st.composite
def outlines(draw: st.DrawFn) -> list[list[float]]:
    """A ring around a point inside Cameroon, seen from which its corners stand in order: it never crosses itself."""
    lon, lat = draw(st.floats(11, 13)), draw(st.floats(4, 6))
    corners = draw(st.integers(3, 30))
    lengths = draw(st.lists(st.floats(0.0005, 0.002), min_size=corners, max_size=corners))
    turns = [2 * math.pi * number / corners for number in range(corners)]
    ring = [[round(lon + far * math.cos(turn), 6), round(lat + far * math.sin(turn), 6)] for far, turn in zip(lengths, turns, strict=True)]
    return [*ring, ring[0]]


@given(outlines())
def test_a_sound_outline_is_accepted_goes_out_and_comes_back_the_same(ring: list[list[float]]) -> None:
    (plot,) = checked(feature(polygon(ring))).features
    assert plot.verdict in {"accepted", "check"} and all(finding.rule == "C9" for finding in plot.findings)
    assert plot.geometry is not None
    (file,) = traces_geojson([ExportPlot("A-1", "Ayissi", "CM", "Obala", plot.geometry)])
    (back,) = check_plots(file, "back.geojson").features
    assert (back.verdict, back.geometry, back.drawn_area_ha) == ("accepted", plot.geometry, plot.drawn_area_ha)


@given(outlines(), st.booleans(), st.integers(0, 29))
def test_what_is_kept_is_closed_and_against_the_clock_and_told_wherever_it_starts(
    ring: list[list[float]], turned: bool, start: int
) -> None:
    open_ring = ring[:-1][start % (len(ring) - 1) :] + ring[:-1][: start % (len(ring) - 1)]
    came = [*open_ring, open_ring[0]]
    (plot,) = checked(feature(polygon(came[::-1] if turned else came))).features
    assert plot.geometry is not None
    kept = plot.geometry["coordinates"][0]
    assert kept[0] == kept[-1]
    lons, lats = zip(*kept, strict=True)
    area, _ = Geod(ellps="WGS84").polygon_area_perimeter(lons, lats)
    assert area > 0
    assert float(plot.drawn_area_ha or 0) == pytest.approx(area / 10_000, abs=6e-5)
    assert plot.geometry_sha256 == fingerprint(polygon(ring))


figures = st.one_of(
    st.floats(), st.integers(-400, 400), st.none(), st.text(max_size=4), st.booleans(), st.sampled_from([1e999, 11.5, 4.0, -0.0])
)
coordinates = st.recursive(figures, lambda inner: st.lists(inner, max_size=5), max_leaves=30)
geometries = st.recursive(
    st.one_of(
        st.none(),
        st.text(max_size=5),
        st.fixed_dictionaries(
            {
                "type": st.sampled_from(["Point", "Polygon", "MultiPolygon", "MultiPoint", "LineString", "x", 3, None]),
                "coordinates": coordinates,
            }
        ),
    ),
    lambda inner: st.fixed_dictionaries(
        {"type": st.just("GeometryCollection"), "geometries": st.lists(inner, max_size=3) | st.text(max_size=2)}
    ),
    max_leaves=6,
)
properties = st.dictionaries(
    st.sampled_from(["plot_id", "ProducerName", "ProducerCountry", "ProductionPlace", "Area", "area_ha", "area", "area_unit", "x"]),
    figures,
    max_size=6,
)


@settings(max_examples=300)
@given(
    st.lists(
        st.fixed_dictionaries({"type": st.just("Feature"), "properties": properties | st.none(), "geometry": geometries}),
        min_size=1,
        max_size=3,
    )
)
def test_any_features_give_verdicts_with_sentences(features: list[dict[str, Any]]) -> None:
    _look_through(check_plots(json.dumps({"type": "FeatureCollection", "features": features}).encode(), "x.geojson"))


def _look_through(file: PlotFile) -> None:
    for plot in file.features:
        assert plot.id
        assert (plot.geometry is None) == (plot.verdict == "refused")
        for finding in plot.findings:
            assert finding.facts["rule"] == CASES[finding.code][0]
            assert "%(" not in message(plot, finding)
            assert Finding.kept(json.loads(json.dumps(finding.plain))).code == finding.code


SOUND = [
    collection(feature(polygon())),
    b'<?xml version="1.0"?><kml><Placemark><Point><coordinates>11.5,4.0</coordinates></Point></Placemark></kml>',
    b"plot_id,lon,lat,area_ha,wkt\nA,11.500001,4.000001,1.2,\nB,,,,POLYGON((11.5 4.0, 11.6 4.0, 11.6 4.1, 11.5 4.0))\n",
    json.dumps([{"plot_shape": "4.0 11.5 0 0;4.1 11.5 0 0;4.1 11.6 0 0;4.0 11.5 0 0", "_uuid": "1"}]).encode(),
]


@settings(max_examples=300)
@given(st.sampled_from(SOUND), NAMES, st.data())
def test_a_spoilt_file_is_read_or_refused(sound: bytes, name: str, more: st.DataObject) -> None:
    content = bytearray(sound)
    for _ in range(more.draw(st.integers(1, 6))):
        at = more.draw(st.integers(0, len(content) - 1))
        content[at : at + more.draw(st.integers(0, 4))] = more.draw(st.binary(max_size=3))
        content = content or bytearray(b" ")
    _never_breaks(bytes(content), name)


@settings(max_examples=200)
@given(st.binary(max_size=300), NAMES)
def test_any_bytes_are_read_or_refused(content: bytes, name: str) -> None:
    _never_breaks(content, name)
    _never_breaks(b"PK\x03\x04" + content, name)


def _never_breaks(content: bytes, name: str) -> None:
    try:
        _look_through(check_plots(content, name))
    except Refused as refused:
        assert refused.refusals


@pytest.mark.parametrize(
    "text",
    ["POLYGON", "POLYGON((", "POLYGON(((((((((((((((1 2)", "POINT Z (1 2 3)", "POLYGON EMPTY", "GEOMETRYCOLLECTION(POINT(1 2),", ")"],
)
def test_any_wkt_gives_a_verdict(text: str) -> None:
    _never_breaks(f'plot_id,wkt\nA,"{text}"\n'.encode(), "x.csv")


def test_ten_thousand_corners_of_one_plot_are_no_trouble() -> None:
    turns = [2 * math.pi * number / 10_000 for number in range(10_000)]
    ring = [[round(11.5 + 0.03 * math.cos(turn), 7), round(4.5 + 0.03 * math.sin(turn), 7)] for turn in turns]
    (plot,) = checked(feature(polygon([*ring, ring[0]]))).features
    assert plot.verdict == "check"
