"""The three main journeys — offer a lot, clear the market, answer a match — without script and by keyboard alone, on a phone."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.keyboard import Keyboard
from tests.browser.pages import OPERATOR, SELLER
from tests.browser.world import PHONE, reader

pytestmark = pytest.mark.browser

PERSONAS = (SELLER, "Somphone Vong", "Viengkham Rattana", "Afi Koudjo", "Mutinta Hamoonga", "Emmanuel Zoa", "Mette Kjær", "Tendai Moyo")
PATIENCE_SECONDS = 90


def someone_asked(browser: Browser, base: str) -> tuple[str, str]:
    """A persona whose answer is waited for, and the address of that container."""
    for persona in PERSONAS:
        with reader(browser, base, persona=persona, script=False) as page:
            page.goto(f"{base}/market/matches/")
            for link in page.locator("main a[href*='/market/matches/']").all():
                address = str(link.get_attribute("href"))
                if "Say yes for" in page.context.request.get(base + address).text():
                    return persona, address
    raise AssertionError("the demo world has no container that waits for a persona")


def wait_for_result(page: Page) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while "Gained by all together" not in page.inner_text("main"):
        assert time.monotonic() < until, page.inner_text("main")
        time.sleep(1)
        page.reload()


def put_on_the_market(page: Page, base: str, *, kg: str, least: str) -> None:
    """Five short screens, from the kind of goods to the market."""
    page.goto(f"{base}/market/offers/new/")
    page.get_by_label("Green coffee").check(force=True)
    page.get_by_label("How much is it?").fill(kg)
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Where does it leave from?").fill("VNDAD")
    page.get_by_label("From when is it ready there?").fill("2027-01-05")
    page.get_by_label("Until when can you keep it?").fill("2027-03-31")
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("What is the least you accept?").fill(least)
    page.get_by_label("In which currency?").select_option("USD")
    page.get_by_role("button", name="Go on").click()
    assert "Step 5 of 5" in page.inner_text("main")
    page.get_by_role("button", name="Put it on the market").click()


def test_a_lot_is_offered_without_script(browser: Browser, base: str) -> None:
    with reader(browser, base, width=PHONE, persona=SELLER, script=False) as page:
        put_on_the_market(page, base, kg="1250", least="4.15")
        assert "Your lot is on the market." in page.inner_text("main")
        assert "1,250" in page.inner_text("main")


def test_a_lot_is_offered_by_keyboard(browser: Browser, base: str) -> None:
    with reader(browser, base, width=PHONE, persona=SELLER) as page:
        page.goto(f"{base}/market/offers/new/")
        keys = Keyboard(page)
        keys.choose("What do you sell?", "Green coffee")
        keys.write("How much is it?", "1350")
        assert keys.has_visible_focus()
        keys.press("Go on")
        keys.press("Go on")
        keys.write("Where does it leave from?", "VNDAD")
        keys.write_day("From when is it ready there?", "2027-01-05")
        keys.write_day("Until when can you keep it?", "2027-03-31")
        keys.press("Go on")
        keys.write("What is the least you accept?", "4.15")
        keys.press("Go on")
        keys.press("Put it on the market")
        assert "Your lot is on the market." in page.inner_text("main")


def test_a_container_is_refused_or_taken_without_script(browser: Browser, base: str) -> None:
    persona, address = someone_asked(browser, base)
    with reader(browser, base, width=PHONE, persona=persona, script=False) as page:
        page.goto(base + address)
        page.get_by_role("link", name="Say yes for").click()
        page.get_by_role("button", name="Say yes").click()
        assert "You said yes." in page.inner_text("main")
        assert page.get_by_role("link", name="Say yes for").count() == 0


def test_a_container_is_taken_by_keyboard(browser: Browser, base: str) -> None:
    persona, address = someone_asked(browser, base)
    with reader(browser, base, width=PHONE, persona=persona) as page:
        page.goto(base + address)
        keys = Keyboard(page)
        keys.press("Say yes for")
        keys.press("Say yes")
        assert "You said yes." in page.inner_text("main")


def test_a_market_is_called_and_cleared_without_script(browser: Browser, base: str) -> None:
    with reader(browser, base, width=PHONE, persona=OPERATOR, script=False) as page:
        page.goto(f"{base}/market/markets/new/")
        page.get_by_role("button", name="Call the market").click()
        wait_for_result(page)
        assert "A second program checked every match" in page.inner_text("main")


def test_a_market_is_called_by_keyboard(browser: Browser, base: str) -> None:
    with reader(browser, base, width=PHONE, persona=OPERATOR) as page:
        page.goto(f"{base}/market/markets/new/")
        Keyboard(page).press("Call the market")
        wait_for_result(page)


def test_a_contract_of_the_demo_is_a_pdf(browser: Browser, base: str) -> None:
    with reader(browser, base, persona=OPERATOR, script=False) as page:
        page.goto(f"{base}/market/contracts/")
        page.locator("main a[href*='/market/contracts/']").first.click()
        address = str(page.get_by_role("link", name="Contract (PDF)").get_attribute("href"))
        paper = page.context.request.get(base + address)
        assert paper.headers["content-type"] == "application/pdf"
        assert paper.body().startswith(b"%PDF-")
