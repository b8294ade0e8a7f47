"""A group does a module on one small phone: the line is gone once the stage was opened, and comes back when all is done."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.world import PHONE, until

pytestmark = pytest.mark.heavy
PEOPLE = ("Boun", "Noy", "Keo", "Mali", "Sone")


def kind(page: Page) -> str:
    return str(page.evaluate("document.querySelector('[data-page]:not([hidden])').dataset.kind"))


def fill_in(page: Page) -> None:
    """What a group writes on the page that is open."""
    here = kind(page)
    if here == "who":
        for number, name in enumerate(PEOPLE, 1):
            page.fill(f"#name-{number}", name)
    if here in {"before", "after"}:
        for number in range(1, len(PEOPLE) + 1):
            page.locator(f'input[name="{here}-{number}"]').nth(0 if here == "before" else 3).check()
    if here == "made" and (field := page.locator("[data-page]:not([hidden]) input").first).count():
        field.fill("All of us")
    if here == "promises":
        page.fill("#what-1", "Ask my uncle")
        page.fill("#who-1", "Noy")
        page.fill("#by-1", "2027-01-24")
    if here == "end":
        page.fill("#used-t1-1", "30")
        page.fill("#used-t1-2", "20")
        page.fill("#place", "Ban Nong")


def do_decide(page: Page, began: str = "") -> str:
    """Module T6 to its end; gives the key of the group."""
    while kind(page) != "end":
        page.locator('[data-turn-to="next"]').click()
    page.fill("#used-t6-1", "20")
    if began:
        page.fill("#began", began)
    page.locator('[data-turn-to="close"]').click()
    if not began:
        expect(page.locator("[data-sent]")).to_be_visible()
    return page.locator("[data-key]").inner_text().replace(" ", "")


@pytest.mark.parametrize("language", ["en", "fr", "lo"])
def test_a_module_without_a_line_and_sent_twice_without_doubling(browser: Browser, base: str, language: str) -> None:
    context = browser.new_context(viewport={"width": PHONE, "height": 780}, locale=language)
    context.add_cookies([{"name": "django_language", "value": language, "url": base}])
    page = context.new_page()
    try:
        page.goto(f"{base}/learning/think/")
        until(page, "navigator.serviceWorker.ready.then(() => true)")
        until(page, "document.querySelector('keep-pages').hasAttribute('data-kept')")
        context.set_offline(True)
        page.goto(f"{base}/learning/think/t1/run/")
        for _step in range(100):
            fill_in(page)
            if kind(page) == "end":
                break
            page.locator('[data-turn-to="next"]').click()
        page.locator('[data-turn-to="close"]').click()
        waiting = page.evaluate("localStorage.getItem('learning-outbox')")
        page.reload()  # the phone was switched off
        assert page.evaluate("localStorage.getItem('learning-outbox')") == waiting
        context.set_offline(False)
        page.locator('[data-turn-to="send"]').click()
        expect(page.locator("[data-sent]")).to_be_visible()
        # The answer was lost on the way, so the phone thinks that it still waits, and sends again.
        page.evaluate("(waiting) => localStorage.setItem('learning-outbox', waiting)", waiting)
        page.reload()
        until(page, "localStorage.getItem('learning-outbox') === '[]'")
        page.locator("[data-group]").click()
        expect(page.locator("section[aria-labelledby^=run-]")).to_have_count(1)
        expect(page.get_by_text("Ask my uncle")).to_be_visible()
        expect(page.get_by_text("Boun, Noy, Keo, Mali, Sone")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
        page.goto(f"{base}/learning/think/t6/run/")  # the same group goes on: its names stand there, and its key is the same
        assert page.input_value("#name-2") == "Noy"
        assert do_decide(page) == page.evaluate("JSON.parse(localStorage['learning-group']).key")
        page.locator("[data-group]").click()
        expect(page.locator("section[aria-labelledby^=run-]")).to_have_count(2)
    finally:
        context.close()


def test_a_refused_sheet_comes_back_open_with_its_reason(browser: Browser, base: str) -> None:
    context = browser.new_context(viewport={"width": PHONE, "height": 780}, locale="en", service_workers="block")
    page = context.new_page()
    try:
        page.goto(f"{base}/learning/think/t6/run/")
        page.fill("#name-1", "Boun")
        do_decide(page, began="2099-01-01")
        expect(page.locator("[data-says]")).to_contain_text("still to come")
        assert page.input_value("#began") == "2099-01-01"
        page.fill("#began", "2026-01-01")
        page.locator('[data-turn-to="close"]').click()
        expect(page.locator("[data-sent]")).to_be_visible()
    finally:
        context.close()


def test_a_sheet_that_another_page_sent_and_that_was_refused_waits_open_on_its_own(browser: Browser, base: str) -> None:
    context = browser.new_context(viewport={"width": PHONE, "height": 780}, locale="en", service_workers="block")
    page = context.new_page()
    try:
        page.goto(f"{base}/learning/think/t6/run/")
        page.fill("#name-1", "Boun")
        context.set_offline(True)
        do_decide(page, began="2099-01-01")
        context.set_offline(False)
        page.goto(f"{base}/learning/think/t3/run/")
        until(page, "localStorage.getItem('learning-outbox') === '[]'")
        page.goto(f"{base}/learning/think/t6/run/")
        expect(page.locator("[data-says]")).to_contain_text("still to come")
        assert page.input_value("#name-1") == "Boun"
    finally:
        context.close()
