"""Phones that the seller's cooperative has enrolled, and every page of `pages.PAGES` as its reader sees it, on such a phone or without."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from playwright.sync_api import Browser, Page, StorageState

from tests.browser.pages import SELLER, Shown
from tests.browser.world import DESK, WAITS_MS, reader

CLERK = "Noi Chanthala"
PINS = {SELLER: "2947", CLERK: "830561"}


def become(page: Page, base: str, persona: str) -> None:
    page.goto(f"{base}/demo/")
    page.locator("section", has_text=persona).locator("form button").first.click()
    page.wait_for_load_state()


def in_english(page: Page, base: str) -> None:
    """Whoever signs in brings the own language; these tests read English."""
    page.context.add_cookies([{"name": "django_language", "value": "en", "url": base}])


def choose_pin(page: Page, base: str, persona: str) -> None:
    become(page, base, persona)
    in_english(page, base)
    page.goto(f"{base}/me/pin/")
    page.get_by_label("Which PIN do you choose?").fill(PINS[persona])
    page.get_by_label("The same PIN once more").fill(PINS[persona])
    page.get_by_role("button", name="Keep this PIN").click()
    assert "Your PIN is kept." in page.inner_text("main")


@cache
def enrolled(browser: Browser, base: str, name: str, *, is_shared: bool) -> StorageState:
    """What a phone carries that the seller's cooperative has enrolled; seller and clerk have PINs."""
    context = browser.new_context(locale="en", service_workers="block")
    context.set_default_timeout(WAITS_MS)
    page = context.new_page()
    for persona in (CLERK, SELLER):
        choose_pin(page, base, persona)
    page.get_by_role("link", name="Devices of my organization").click()
    page.get_by_role("link", name="Enrol this device").click()
    page.get_by_label("What is the device called?").fill(name)
    page.get_by_label("phone", exact=True).check(force=True)
    page.get_by_label("It goes from hand to hand.").set_checked(is_shared)
    page.get_by_role("button", name="Enrol this device").click()
    assert "This device is enrolled." in page.inner_text("main")
    page.get_by_role("button", name="Somebody else").click()
    page.wait_for_url(f"{base}/here/")
    state = context.storage_state()
    context.close()
    return state


@contextmanager
def opened_by(browser: Browser, base: str, shown: Shown, *, width: int = DESK, language: str = "en") -> Iterator[Page]:
    """A page as its reader has it: signed in as the persona, or on the enrolled phone."""
    state = enrolled(browser, base, "Scale phone", is_shared=False) if shown.is_on_phone else None
    with reader(browser, base, width=width, language=language, persona=shown.persona, state=state) as page:
        yield page
