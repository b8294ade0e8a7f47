"""Plots through the screens: written down, typed, checked, drawn anew, released, retired, handed out."""

from __future__ import annotations

import io
import json

import pytest
from django.urls import reverse

from rochdale.base.models import Look
from rochdale.base.tables import read_table
from rochdale.kernel.ids import new_id
from rochdale.supply import operations
from rochdale.supply.models import Plot, PlotVersion
from rochdale.supply.operations.growers import PersonFacts, PlotGiven
from tests.cast import AT, Cast
from tests.supply.growers.desk import corners, feature, geojson, read, send, signed_in
from tests.supply.world import World, square

pytestmark = pytest.mark.django_db
FACTS = {"product": "coffee", "country": "LA", "place": "Dongmai", "tenure": "custom", "declared_area_ha": "1.2", "planted_year": "2015"}


def test_a_plot_is_written_down_and_then_drawn(world: World) -> None:
    clerk = signed_in(world.clerk.id)
    asked = read(clerk, "supply:new-plot", world.growers["A"])
    assert 'value="A-1"' in asked, "a number is proposed"
    there = send(clerk, "supply:new-plot", world.growers["A"], number="A-1", **FACTS)["Location"]
    row = Plot.objects.get(number="A-1")
    assert there == reverse("supply:draw-plot", args=[row.id])
    assert row.is_held, "without an outline it feeds no traced lot"
    send(clerk, "supply:draw-plot", row.id, points=corners(), capture="walked", accuracy_m="4.2")
    row.refresh_from_db()
    assert row.newest is not None
    assert (row.newest.capture, str(row.newest.accuracy_m), row.is_held) == ("walked", "4.2", False)
    assert row.newest.drawn_area_ha is not None and abs(float(row.newest.drawn_area_ha) - 1.19) < 0.02
    page = read(clerk, "supply:plot", row.id)
    assert "<svg" in page and "± " in page


def test_figures_keep_their_decimals_from_the_field_to_the_row(world: World) -> None:
    clerk = signed_in(world.clerk.id)
    typed = "15.200100 106.300100\n15.200100 106.301100\n15.201100 106.301100\n15.201100 106.300100"
    send(clerk, "supply:draw-plot", world.plots["11"], points=typed)
    newest = Plot.objects.get(number="11").newest
    assert newest is not None
    assert "supply.plot-few-decimals" not in {finding["code"] for finding in newest.findings}
    send(clerk, "supply:draw-plot", world.plots["31"], points="15.21 106.31\n15.21 106.312\n15.212 106.312\n15.212 106.31")
    coarse = Plot.objects.get(number="31").newest
    assert coarse is not None and "supply.plot-few-decimals" in {finding["code"] for finding in coarse.findings}


@pytest.mark.parametrize(
    ("sentence", "points", "says"),
    [
        ("nothing at all", "", "There is no outline here."),
        ("words instead of figures", "here and there", "Line 1 is no point"),
        ("latitude and longitude swapped", "\n".join(" ".join(line.split()[::-1]) for line in corners().splitlines()), "15.2"),
        ("sides that cross", "15.200000 106.300000\n15.201000 106.301000\n15.200000 106.301000\n15.201000 106.300000", "cross"),
        ("in another country", corners(101.5, 13.7), "LA"),
    ],
)
def test_what_cannot_be_kept_is_told_and_the_points_stay_in_the_field(world: World, sentence: str, points: str, says: str) -> None:
    clerk = signed_in(world.clerk.id)
    answer = send(clerk, "supply:draw-plot", world.plots["11"], points=points)
    assert answer.status_code == 200, sentence
    page = answer.content.decode()
    assert says in page and points.splitlines()[:1] == [line for line in points.splitlines()[:1] if line in page], sentence
    assert PlotVersion.objects.filter(plot_id=world.plots["11"]).count() == 1


def test_a_new_outline_is_a_new_version_and_the_same_again_is_none(world: World) -> None:
    clerk, plot = signed_in(world.clerk.id), world.plots["11"]
    for points in (corners(), corners(), corners(106.32)):
        send(clerk, "supply:draw-plot", plot, points=points)
    assert list(PlotVersion.objects.filter(plot_id=plot).order_by("version").values_list("version", flat=True)) == [1, 2, 3]
    assert "Outlines, newest first" in read(clerk, "supply:plot", plot)


def test_an_outline_comes_from_a_file_with_one_plot_and_not_from_one_with_two(world: World) -> None:
    clerk, plot = signed_in(world.clerk.id), world.plots["11"]

    def file(*features: dict[str, object]) -> io.BytesIO:
        made = io.BytesIO(geojson(*features))
        made.name = "plot.geojson"
        return made

    two = send(clerk, "supply:draw-plot", plot, file=file(feature("1", "A", 106.33), feature("2", "A", 106.34)))
    assert "This file holds 2 plots." in two.content.decode()
    send(clerk, "supply:draw-plot", plot, file=file(feature("1", "A", 106.33)))
    assert PlotVersion.objects.filter(plot_id=plot).order_by("-version")[0].capture == "file"


def test_the_plot_of_a_neighbour_is_named_and_that_of_another_cooperative_is_not(world: World, cast: Cast) -> None:
    noy = cast.actor("noy")
    grower = operations.register_grower(id=new_id(), by=noy, at=AT, number="SECRET-1", person=PersonFacts("Hidden Name"))
    operations.register_plot(
        id=new_id(),
        by=noy,
        at=AT,
        grower_id=grower,
        number="SECRET-1-1",
        plot=PlotGiven("coffee", "LA"),
        outline=square("106.3505", "15.2"),
    )
    clerk = signed_in(world.clerk.id)
    send(clerk, "supply:draw-plot", world.plots["11"], points=corners(106.35))
    page = read(clerk, "supply:plot", world.plots["11"])
    found = {finding["code"]: finding["facts"] for finding in Plot.objects.get(number="11").newest.findings}  # type: ignore[union-attr]
    assert found["supply.plot-overlaps-elsewhere"].keys() == {"rule", "percent", "overlap_ha"}
    assert "SECRET" not in page and "Hidden" not in page and "Bolaven" not in page
    send(clerk, "supply:draw-plot", world.plots["31"], points=corners(106.3497))
    assert "11" in json.dumps(Plot.objects.get(number="31").newest.findings)  # type: ignore[union-attr]


def test_what_is_held_is_released_by_who_certifies_with_a_reason(world: World) -> None:
    manager, clerk = signed_in(world.manager.id), signed_in(world.clerk.id)
    Plot.objects.filter(number="11").update(is_held=True)
    assert clerk.get(reverse("supply:release-plot", args=[world.plots["11"]])).status_code == 403
    assert "11" in read(manager, "supply:plots", query="?only=check")
    send(manager, "supply:release-plot", world.plots["11"], reason="Walked it again, the corner was right")
    assert not Plot.objects.get(number="11").is_held


def test_a_retired_plot_takes_no_new_outline(world: World) -> None:
    clerk, plot = signed_in(world.clerk.id), world.plots["11"]
    send(clerk, "supply:retire-plot", plot, reason="Sold to a neighbour")
    assert "no longer used" in read(clerk, "supply:plot", plot)
    answer = send(clerk, "supply:draw-plot", plot, points=corners())
    assert "no longer in use" in answer.content.decode()


def test_the_own_plots_are_handed_out_and_that_is_written_down(world: World) -> None:
    clerk = signed_in(world.clerk.id)
    content = json.loads(clerk.get(reverse("supply:plots-geojson")).content)
    assert {one["properties"]["plot id"] for one in content["features"]} == {"11", "21", "22", "31"}
    assert Look.objects.filter(what="supply.plots", owner_id=world.organization).count() == 1
    form = read_table(clerk.get(reverse("supply:plots-form")).content)
    assert "type" in form.headings and "name" in form.headings


def test_a_plot_is_walked_on_the_sheet_of_the_field(world: World) -> None:
    clerk = signed_in(world.clerk.id)
    page = clerk.get(reverse("supply:walk"))
    assert page["Rochdale-Keep"] == "again"
    assert "No plot here has the number" in send(clerk, "supply:walk", plot="99", points=corners()).content.decode()
    there = send(clerk, "supply:walk", plot="11", points=corners(), capture="walked")["Location"]
    assert there == reverse("supply:plot", args=[world.plots["11"]])
