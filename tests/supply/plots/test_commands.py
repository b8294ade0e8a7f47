"""`rochdale supply check-plots`: a table for people, JSON for programs, and an exit code that says whether anything was refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.utils import translation

from rochdale.supply.commands import supply
from tests.supply.plots.made import SOUTH, WEST, collection, feature, polygon, square


def run(*words: str) -> Result:
    with translation.override("en"):
        return CliRunner().invoke(supply, ["check-plots", *words])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "plots.geojson"


def answer(*words: str) -> Any:
    return json.loads(run(*words, "--json").stdout)


def test_sound_plots_end_with_zero(file: Path) -> None:
    file.write_bytes(collection(feature(polygon()), feature(polygon(square(WEST + 0.004)), plot_id="B-2")))
    assert run(str(file)).exit_code == 0
    assert [(plot["index"], plot["id"], plot["verdict"], plot["findings"]) for plot in answer(str(file))["features"]] == [
        (0, "A-1", "accepted", []),
        (1, "B-2", "accepted", []),
    ]


def test_repairs_and_doubts_end_with_zero_too(file: Path) -> None:
    file.write_bytes(collection(feature(polygon(square()[::-1])), feature({"type": "Point", "coordinates": [WEST, SOUTH]}, plot_id="B-2")))
    assert [plot["verdict"] for plot in answer(str(file))["features"]] == ["repaired", "check"]
    assert run(str(file), "--json").exit_code == 0


def test_one_refused_plot_ends_with_one_and_is_named(file: Path) -> None:
    file.write_bytes(collection(feature(polygon()), feature(polygon(square()[:-1]), plot_id="B-2")))
    assert run(str(file)).exit_code == run(str(file), "--json").exit_code == 1
    (finding,) = answer(str(file))["features"][1]["findings"]
    assert finding["code"] == "supply.plot-ring-open"
    assert finding["message"].startswith("Feature 2, B-2: The outline does not close")
    shown = " ".join(run(str(file)).stdout.split())
    assert "Feature 2, B-2" in shown and "refused" in shown and "1 accepted, 1 refused" in shown


def test_a_country_for_plots_that_name_none(file: Path) -> None:
    file.write_bytes(collection(feature({"type": "Point", "coordinates": [4.0009, 11.5009]}, ProducerCountry=None, Area=1)))
    (plot,) = answer(str(file), "--country", "CM")["features"]
    assert (plot["verdict"], plot["findings"][-1]["code"]) == ("refused", "supply.plot-axes-swapped")
    assert "11.5009, 4.0009" in plot["findings"][-1]["message"]


@pytest.mark.parametrize(
    ("content", "words", "code"),
    [
        (b"not json", [], "supply.plot-file-unreadable"),
        (b'{"type": "FeatureCollection", "features": []}', [], "supply.plot-file-no-plots"),
        (collection(feature(polygon())), ["--country", "XX"], "kernel.unknown-country"),
        (None, [], "supply.plot-file-not-there"),
    ],
)
def test_a_file_that_cannot_be_read(file: Path, content: bytes | None, words: list[str], code: str) -> None:
    if content is not None:
        file.write_bytes(content)
    assert run(str(file), *words, "--json").exit_code == run(str(file), *words).exit_code == 1
    refused = answer(str(file), *words)
    assert refused.keys() == {"refused"} and refused["refused"].keys() == {"code", "message"}
    assert refused["refused"]["code"] == code
    assert run(str(file), *words).stderr.strip() == refused["refused"]["message"]


def test_what_is_said_of_the_whole_file_is_a_notice(file: Path) -> None:
    file.write_bytes(collection(feature(polygon(), ProducerName=None, ProducerCountry=None, ProductionPlace=None)))
    told = answer(str(file))
    assert [notice["code"].rpartition("-")[2] for notice in told["notices"]] == ["producer", "country", "place"]
    assert "No plot of the file names its producer." in " ".join(run(str(file)).stdout.split())


def test_units_and_commas_may_be_said(tmp_path: Path) -> None:
    table = tmp_path / "plots.csv"
    table.write_text(f"plot_id;lon;lat;area\nA-1;{WEST:.6f};{SOUTH:.6f};6,25\n".replace(".", ","), encoding="utf-8")
    assert answer(str(table))["features"][0]["verdict"] == "refused"
    (plot,) = answer(str(table), "--decimal-comma", "--area-unit", "rai")["features"]
    assert (plot["verdict"], plot["area_ha"]) == ("accepted", "1.0000")


def test_text_that_no_terminal_can_write_does_no_harm(file: Path) -> None:
    file.write_bytes(collection(feature(polygon(), plot_id="A\ud800\x00-1", ProducerCountry="\ud800X")))
    (plot,) = answer(str(file))["features"]
    assert (plot["id"], plot["verdict"]) == ("A-1", "refused")
    assert run(str(file)).exit_code == 1
