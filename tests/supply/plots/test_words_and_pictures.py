"""Every finding has its sentence, and every plot that can be drawn is drawn with the corner that is wrong."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from rochdale.base.words import worded_codes
from rochdale.supply import plot_words
from rochdale.supply.plot_pictures import PlotPicture, draw_checked, draw_plot, draw_plots
from rochdale.supply.plot_words import called, message
from rochdale.supply.rules import plots
from rochdale.supply.rules.plots import CASES
from tests.supply.plots.made import SOUTH, WEST, checked, feature, one, polygon, square

FOLDER = Path(plots.__file__).parent


def made_codes() -> set[str]:
    """Codes that stand in the source of the package."""
    texts = [
        node.value
        for path in FOLDER.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
    ]
    return {text for text in texts if isinstance(text, str) and re.fullmatch(r"supply\.plot-[a-z0-9-]*[a-z0-9]", text)}


def test_every_code_has_words_and_every_word_a_code() -> None:
    said = {code for group in (plot_words.FILES, plot_words.RECORDS, plot_words.FIGURES, plot_words.RINGS) for code in group}
    said |= {code for group in (plot_words.PLACES, plot_words.AREAS, plot_words.OVERLAPS) for code in group}
    assert CASES.keys() <= made_codes() <= worded_codes()
    assert said - made_codes() == {"supply.plot-file-not-there"}


def test_a_message_can_stand_alone() -> None:
    plot = one(polygon([square()[place] for place in (0, 2, 1, 3, 0)]))
    with translation.override("en"):
        assert called(plot) == "Feature 1, A-1"
        assert message(plot, plot.findings[-1]) == (
            "Feature 1, A-1: Two sides cross at 11.500903, 4.000903. Put the corners in the order in which one walks around the plot."
        )


def rendered(picture: PlotPicture | None) -> ElementTree.Element:
    assert picture is not None
    html = render_to_string("supply/plot_picture.html", {"picture": picture, "title": "Plot A-1: two sides cross"})
    assert "style=" not in html
    figure = ElementTree.fromstring(html.partition("-->")[2] or html)
    return figure[0]


def classes(svg: ElementTree.Element) -> list[str]:
    return [element.get("class", "") for element in svg.iter()]


def test_a_bow_tie_is_drawn_in_red_with_its_crossing_marked() -> None:
    plot = one(polygon([square()[place] for place in (0, 2, 1, 3, 0)]))
    picture = draw_checked(plot)
    assert picture is not None and picture.refused and not picture.sound
    (mark,) = picture.marks
    assert mark.x == pytest.approx(180, abs=2) and mark.y == pytest.approx(picture.height / 2, abs=2)
    assert {"l-madder", "f-madder"} <= set(classes(rendered(picture)))


def test_a_sound_plot_is_drawn_in_green_with_its_neighbours_a_scale_and_north() -> None:
    plot = one(polygon())
    picture = draw_checked(plot, neighbours=[polygon(square(WEST + 0.0018)), polygon(square(WEST + 1))])
    assert picture is not None and picture.sound.count("M") == 1 and picture.neighbours.count("M") == 1
    assert picture.scale.metres in {20, 50, 100} and 30 < picture.scale.width <= 120
    svg = rendered(picture)
    assert "l-leaf" in classes(svg) and "l-edge dash" in classes(svg)
    assert {"N", f"{picture.scale.metres} m"} <= {text.text for text in svg.iter() if text.tag.endswith("text")}


def test_a_point_is_a_dot_and_what_has_no_place_has_no_picture() -> None:
    picture = draw_checked(one({"type": "Point", "coordinates": [WEST, SOUTH]}, Area=1))
    assert picture is not None and len(picture.dots) == 1
    assert draw_checked(one(None)) is None
    assert draw_plot({"type": "Polygon", "coordinates": []}) is None


def test_many_plots_are_outlines_where_they_can_be_seen_and_dots_where_not() -> None:
    near = draw_plots(
        [plot.geometry or {} for plot in checked(feature(polygon()), feature(polygon(square(WEST + 0.004)), plot_id="B")).features]
    )
    assert near is not None and near.sound.count("M") == 2 and not near.dots
    far = draw_plots([polygon(square(WEST + number)) for number in range(5)])
    assert far is not None and not far.sound and len(far.dots) == 5


def test_a_picture_stays_light() -> None:
    ring = [[WEST + number / 1e6, SOUTH + (number % 2) / 1e6] for number in range(20_000)]
    picture = draw_plot(polygon([*ring, [WEST, SOUTH + 0.01], ring[0]]))
    assert picture is not None and len(picture.sound) < 6_000
