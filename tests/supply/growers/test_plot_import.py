"""Files of plots through the screens: seen before kept, kept in batches, brought twice without a second plot."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.urls import reverse

from rochdale.base.models import AuditEntry, ImportedRow, Job
from rochdale.supply.models import Grower, Plot, PlotVersion
from tests.supply.growers.desk import bring, feature, geojson, keep, read, send, signed_in
from tests.supply.world import World

pytestmark = pytest.mark.django_db(transaction=True)
TWO = (feature("X-1", "A", 106.31), feature("X-2", "B", 106.32))
KML = """<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>Hill</name>
<ExtendedData><Data name="plot id"><value>K-1</value></Data><Data name="grower number"><value>C</value></Data></ExtendedData>
<Polygon><outerBoundaryIs><LinearRing><coordinates>106.360000,15.200000 106.361000,15.200000 106.361000,15.201000 106.360000,15.201000
106.360000,15.200000</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></Document></kml>"""
POINTS = "plot id;grower number;latitude;longitude;area ha\nP-1;A;15.400001;106.400001;1.5\nP-2;A;15.410001;106.410001;5\n"


def test_a_file_is_seen_before_it_is_kept(world: World, tmp_path: Path) -> None:
    clerk = signed_in(world.clerk.id)
    run = bring(clerk, geojson(*TWO, feature("X-3", "B", 106.3202)), "plots.geojson")
    page = read(clerk, "supply:plots-preview", run.id)
    assert "3 plots in this file" in page and "Keep 3 plots" in page
    assert page.count("<svg viewBox") >= 2, "a picture of each plot with a finding"
    assert not Plot.objects.filter(own_number__startswith="X-").exists()
    keep(clerk, run, tmp_path)
    rows = Plot.objects.filter(own_number__startswith="X-").order_by("number")
    assert [(row.number, row.grower.number, row.country, row.place) for row in rows] == [
        ("X-1", "A", "LA", "Paksong"), ("X-2", "B", "LA", "Paksong"), ("X-3", "B", "LA", "Paksong"),
    ]  # fmt: skip
    told = AuditEntry.objects.filter(what="supply.register-plot", after__number__startswith="X")
    assert ImportedRow.objects.filter(run=run).count() == told.count() == 3
    assert "From the file plots.geojson, row 1." in read(clerk, "supply:plot", rows[0].id)
    assert Job.objects.get().done == 3


def test_the_same_file_twice_makes_no_second_plot_and_a_changed_outline_a_second_version(world: World, tmp_path: Path) -> None:
    clerk = signed_in(world.clerk.id)
    keep(clerk, bring(clerk, geojson(*TWO), "plots.geojson"), tmp_path)
    again = bring(clerk, geojson(*TWO), "plots.geojson")
    assert again.preview["more"]["unchanged"] == 2
    keep(clerk, again, tmp_path)
    kept = Plot.objects.filter(own_number__startswith="X-")
    assert kept.count() == PlotVersion.objects.filter(plot__in=kept).count() == 2
    keep(clerk, bring(clerk, geojson(TWO[0], feature("X-2", "B", 106.33)), "plots.geojson"), tmp_path)
    assert {plot.number: plot.versions.count() for plot in Plot.objects.filter(own_number__startswith="X-")} == {"X-1": 1, "X-2": 2}


def test_plots_without_a_number_of_their_own_are_known_by_their_outline(world: World, tmp_path: Path) -> None:
    clerk = signed_in(world.clerk.id)
    nameless = feature("", "A", 106.31)
    for _ in range(2):
        keep(clerk, bring(clerk, geojson(nameless), "plots.geojson"), tmp_path)
    assert Plot.objects.filter(grower__number="A", number__startswith="P-").count() == 1


def test_what_was_handed_out_comes_back_as_the_same_plots(world: World, tmp_path: Path) -> None:
    clerk = signed_in(world.clerk.id)
    keep(clerk, bring(clerk, geojson(*TWO), "plots.geojson"), tmp_path)
    before = Plot.objects.count()
    content = clerk.get(reverse("supply:plots-geojson")).content
    run = keep(clerk, bring(clerk, content, "own.geojson"), tmp_path)
    assert ImportedRow.objects.filter(run=run, refusals=[]).count() == before
    assert Plot.objects.count() == before


def test_a_refused_plot_is_told_with_its_reason_and_the_rest_is_kept(world: World, tmp_path: Path) -> None:
    clerk = signed_in(world.clerk.id)
    abroad = feature("X-9", "A", 100.5, 13.7)
    run = bring(clerk, geojson(TWO[0], abroad), "plots.geojson")
    page = read(clerk, "supply:plots-preview", run.id)
    assert "X-9" in page and "refused" in page and "Keep 1 plot" in page
    keep(clerk, run, tmp_path)
    assert set(Plot.objects.filter(own_number__startswith="X-").values_list("own_number", flat=True)) == {"X-1"}


def test_whose_plot_it_is_must_be_known(world: World, tmp_path: Path) -> None:
    clerk = signed_in(world.clerk.id)
    stranger = feature("X-4", "Z-77", 106.34)
    run = bring(clerk, geojson(stranger), "plots.geojson")
    assert "No plot of this file can be kept" in read(clerk, "supply:plots-preview", run.id)
    keep(clerk, bring(clerk, geojson(stranger), "plots.geojson", makes_growers="on"), tmp_path)
    made = Grower.objects.get(number="Z-77")
    assert (made.person.name, made.village, made.plots.get().number) == ("Grower Z-77", "Paksong", "X-4")


def test_producers_without_a_number_get_one_once(world: World, tmp_path: Path) -> None:
    clerk = signed_in(world.clerk.id)
    nameless = [feature(number, "", west, ProducerName="Zoé Ébong") for number, west in (("X-5", 106.35), ("X-6", 106.36))]
    for _ in range(2):
        keep(clerk, bring(clerk, geojson(*nameless), "plots.geojson", makes_growers="on"), tmp_path)
    made = Grower.objects.get(person__name="Zoé Ébong")
    assert made.number.startswith("N-") and made.plots.count() == 2


def test_what_no_record_names_is_said_once_for_all(world: World, tmp_path: Path) -> None:
    clerk = signed_in(world.clerk.id)
    bare = [feature(f"X-{n}", "", 106.3 + n / 100, ProducerName="", ProducerCountry="", ProductionPlace="") for n in (7, 8)]
    run = bring(clerk, geojson(*bare), "plots.geojson", country="LA", place="Hill", producer="Grower A", grower="A")
    keep(clerk, run, tmp_path)
    assert [(row.country, row.place, row.is_held) for row in Plot.objects.filter(own_number__startswith="X-")] == [
        ("LA", "Hill", False)
    ] * 2


def test_a_kml_and_a_table_are_read_by_the_same_door(world: World, tmp_path: Path) -> None:
    clerk = signed_in(world.clerk.id)
    said = {"country": "LA", "place": "Hill", "producer": "Grower"}
    keep(clerk, bring(clerk, KML.encode(), "hill.kml", **said), tmp_path)
    assert Plot.objects.get(own_number="K-1").name == "Hill"
    run = bring(clerk, POINTS.encode(), "points.csv", **said)
    assert "P-2" in read(clerk, "supply:plots-preview", run.id), "5 ha need an outline"
    keep(clerk, run, tmp_path)
    row = Plot.objects.get(own_number="P-1")
    assert row.newest is not None and row.newest.is_point and not Plot.objects.filter(own_number="P-2").exists()


def test_an_unreadable_file_keeps_nothing(world: World) -> None:
    clerk = signed_in(world.clerk.id)
    file = io.BytesIO(b'{"type": "FeatureCollection", "features": [')
    file.name = "broken.geojson"
    page = send(clerk, "supply:bring-plots", file=file, product="coffee").content.decode()
    assert "first in line 1" in page


def test_several_batches_keep_every_row_once(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rochdale.base.imports.AT_ONCE", 3)
    clerk = signed_in(world.clerk.id)
    many = [feature(f"X-{number}", "ABC"[number % 3], 106.3 + number / 500) for number in range(10)]
    run = keep(clerk, bring(clerk, geojson(*many), "plots.geojson"), tmp_path)
    assert list(ImportedRow.objects.filter(run=run).order_by("number").values_list("number", flat=True)) == list(range(1, 11))
    assert Plot.objects.filter(own_number__startswith="X-").count() == 10
    assert Job.objects.get().answer == {"kept": 10, "refused": 0}
