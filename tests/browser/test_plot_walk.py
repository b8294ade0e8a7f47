"""Walking around a plot in Chromium with a position that is told to it: points, accuracy and area grow, and the outline is kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.pages import SELLER
from tests.browser.world import PHONE, reader

pytestmark = [pytest.mark.browser, pytest.mark.heavy]
WEST, SOUTH, SIDE = 106.355, 15.305, 0.001
CORNERS = [(SOUTH, WEST), (SOUTH, WEST + SIDE), (SOUTH + SIDE, WEST + SIDE), (SOUTH + SIDE, WEST)]


@contextmanager
def at_a_new_plot(browser: Browser, base: str, number: str, *, script: bool = True) -> Iterator[Page]:
    """The page on which the outline of a fresh plot is drawn."""
    with reader(browser, base, width=PHONE, persona=SELLER, script=script) as page:
        page.goto(f"{base}/supply/growers/")
        page.locator("table tbody a").first.click()
        page.get_by_role("link", name="Add a plot").click()
        page.get_by_label("Number of the plot").fill(f"{number}-{uuid4().hex[:6]}")
        page.get_by_label("Country").fill("LA")
        page.get_by_role("button", name="Keep it and go on").click()
        page.wait_for_url("**/draw/")
        yield page


def stand(page: Page, latitude: float, longitude: float, accuracy: float = 5) -> None:
    page.context.set_geolocation({"latitude": latitude, "longitude": longitude, "accuracy": accuracy})
    page.wait_for_timeout(300)


def figures(page: Page) -> tuple[str, str]:
    return page.locator("[data-count]").inner_text(), page.locator("[data-area]").inner_text()


def test_a_plot_is_walked_and_the_last_point_dropped(browser: Browser, base: str) -> None:
    with at_a_new_plot(browser, base, "WALK-1") as page:
        page.context.grant_permissions(["geolocation"], origin=base)
        stand(page, *CORNERS[0])
        page.get_by_role("button", name="Begin to walk").click()
        page.locator("[data-count]", has_text="1").wait_for()
        stand(page, SOUTH + 0.000005, WEST)
        assert figures(page)[0] == "1", "half a metre is no new point"
        stand(page, SOUTH + 0.5, WEST + 0.5, accuracy=80)
        assert figures(page)[0] == "1", "too inexact: no point is set"
        assert "too inexact" in page.inner_text("plot-walk")
        for corner in CORNERS[1:]:
            stand(page, *corner)
        assert figures(page) == ("4", "1.19")
        assert page.locator("[data-accuracy]").inner_text() == "5"
        page.get_by_role("button", name="Drop the last point").click()
        assert figures(page) == ("3", "0.59")
        page.get_by_role("button", name="Set a corner here").click()
        page.get_by_role("button", name="Stop walking").click()
        assert not [one for one in Axe().run(page).response["violations"] if one["impact"] in {"serious", "critical"}]
        page.get_by_role("button", name="Keep this outline").click()
        page.wait_for_url("**/supply/plots/*/")
        text = page.inner_text("main")
        assert "Walked with a phone" in text and "1.18" in text and "± 5" in text


def test_corners_are_tapped_among_the_neighbours(browser: Browser, base: str) -> None:
    with at_a_new_plot(browser, base, "TAP-1") as page:
        assert page.locator(".walk-around").count() > 0, "the neighbours are drawn"
        box = page.locator(".walk-map").bounding_box()
        assert box is not None
        for x, y in ((0.4, 0.4), (0.6, 0.4), (0.6, 0.6)):
            page.locator(".walk-map").click(position={"x": box["width"] * x, "y": box["height"] * y})
        assert figures(page)[0] == "3"
        assert len(page.get_by_label("Corners of the plot").input_value().splitlines()) == 3
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE


def test_without_script_the_points_are_typed(browser: Browser, base: str) -> None:
    with at_a_new_plot(browser, base, "TYPE-1", script=False) as page:
        assert page.locator("[data-panel]").is_hidden()
        page.get_by_label("Corners of the plot").fill("\n".join(f"{lat + 0.01:.6f} {lon:.6f}" for lat, lon in CORNERS))
        page.get_by_role("button", name="Keep this outline").click()
        page.wait_for_url("**/supply/plots/*/")
        assert "Typed in" in page.inner_text("main")


def test_without_a_line_and_without_a_pin_nothing_is_lost_and_it_is_said(browser: Browser, base: str) -> None:
    with at_a_new_plot(browser, base, "LINE-1") as page:
        typed = "\n".join(f"{lat + 0.02:.6f} {lon:.6f}" for lat, lon in CORNERS)
        page.get_by_label("Corners of the plot").fill(typed)
        page.wait_for_timeout(500)
        page.context.set_offline(True)
        page.get_by_role("button", name="Keep this outline").click()
        page.get_by_text("nobody has entered a PIN on this phone").wait_for()
        assert page.get_by_label("Corners of the plot").input_value() == typed
        page.context.set_offline(False)
        page.get_by_role("button", name="Keep this outline").click()
        page.wait_for_url("**/supply/plots/*/")
