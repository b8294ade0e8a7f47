"""Every page as a browser has it: nothing serious for axe, no complaint of the policy, no scrolling sideways, within its budget."""

from __future__ import annotations

import gzip

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.keyboard import Keyboard
from tests.browser.pages import FIRST, PAGES, Shown
from tests.browser.phones import opened_by
from tests.browser.world import DESK, LANGUAGES, PHONE, open_page, reader, until

PAGE_BYTES = 14 * 1024
FIRST_VISIT_BYTES = 64 * 1024
SERIOUS = {"serious", "critical"}
names = [page.name for page in PAGES]


def serious(page: Page) -> list[tuple[str, list[str]]]:
    """What axe finds serious or critical on the page as it stands."""
    found = [each for each in Axe().run(page).response["violations"] if each["impact"] in SERIOUS]
    return [(each["id"], [str(node["target"]) for node in each["nodes"]][:4]) for each in found]


@pytest.mark.heavy
@pytest.mark.parametrize("shown", PAGES, ids=names)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_fits_a_phone_keeps_its_budget_and_troubles_nobody(browser: Browser, base: str, shown: Shown, language: str) -> None:
    with opened_by(browser, base, shown, width=PHONE, language=language) as page:
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda trouble: said.append(str(trouble)))
        status = open_page(page, base, shown.address)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE, "scrolls sideways"
        assert [each for each in said if f"status of {status}" not in each] == []
        html = page.evaluate("fetch(location.href).then((answer) => answer.text())")
        weight = len(gzip.compress(html.encode(), 6))
        assert weight <= PAGE_BYTES, f"{weight:,} bytes"
        assert serious(page) == []
        if language == LANGUAGES[0]:
            page.set_viewport_size({"width": DESK, "height": 900})
            assert serious(page) == [], "on a desk"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_page_ever_weighs_at_most_64_kb_with_style_script_and_fonts(browser: Browser, base: str, language: str) -> None:
    with reader(browser, base, width=PHONE, language=language) as page:
        open_page(page, base, FIRST)
        page.wait_for_load_state("networkidle")
        weights = page.evaluate(
            """[...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
               .map((each) => [each.name.split("/").pop() || "page", each.transferSize])"""
        )
        assert sum(weight for _, weight in weights) <= FIRST_VISIT_BYTES, weights


def test_the_first_key_leads_past_the_masthead(browser: Browser, base: str) -> None:
    with reader(browser, base) as page:
        open_page(page, base, "/gallery/")
        keys = Keyboard(page)
        keys.press("Skip to content")
        page.wait_for_url("**#main")
        keys.reach("Pictures drawn from figures")
        assert keys.has_visible_focus()


def test_language_and_light_can_be_chosen_without_script(browser: Browser, base: str) -> None:
    with reader(browser, base, script=False) as page:
        open_page(page, base, "/gallery/")
        page.locator(".foot button[value=fr]").click()
        assert page.locator("html").get_attribute("lang") == "fr"
        page.locator(".foot button[value=sun]").click()
        assert page.locator("html").get_attribute("data-light") == "sun"
        assert page.url.endswith("/gallery/")


def test_a_table_is_searched_and_turned_without_script_and_by_its_address(browser: Browser, base: str) -> None:
    with reader(browser, base, script=False) as page:
        open_page(page, base, "/gallery/")
        page.get_by_role("link", name="More rows").click()
        turned = page.url
        assert "day-after=" in turned
        page.get_by_label("What are you looking for?").fill("keo")
        page.get_by_role("button", name="Look").click()
        expect(page.locator("#day tbody tr")).to_have_count(3)
        page.goto(turned)
        assert page.locator("#day tbody tr").count() == 6


def test_the_same_table_turns_in_place_with_script(browser: Browser, base: str) -> None:
    with reader(browser, base) as page:
        open_page(page, base, "/gallery/")
        first = page.locator("tbody th").first.inner_text()
        until(page, "Boolean(window.htmx)")
        page.evaluate("window.stays = true")
        page.get_by_role("link", name="More rows").click()
        page.wait_for_url("**day-after**")
        assert page.locator("tbody th").first.inner_text() != first
        assert page.evaluate("window.stays") is True


def test_a_kept_page_is_readable_without_a_line_and_another_says_so(browser: Browser, base: str) -> None:
    context = browser.new_context(locale="en")
    page = context.new_page()
    page.goto(f"{base}/gallery/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    until(page, "caches.open('pages').then((cache) => cache.keys()).then((kept) => kept.length > 0)")
    context.set_offline(True)
    page.reload()
    assert page.get_by_role("heading", level=1).inner_text() == "Everything the\npages are made of".replace("\n", " ")
    page.goto(f"{base}/sign-in/")
    assert "no line" in page.get_by_role("heading", level=1).inner_text()
    context.close()
