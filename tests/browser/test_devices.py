"""Enrolled devices in a browser: signs and beans instead of words, taking turns without a line, shared and lost phones."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.keyboard import Keyboard
from tests.browser.pages import SELLER
from tests.browser.phones import CLERK, PINS, become, enrolled, in_english
from tests.browser.world import LANGUAGES, PHONE, WAITS_MS, until

pytestmark = pytest.mark.browser

HOUR = 3_600_000
NO_WORDS = """document.querySelectorAll("main, main *")
    .forEach((each) => each.childNodes.forEach((node) => node.nodeType === Node.TEXT_NODE && node.remove()))"""
IS_EXTRACTABLE = """new Promise((done) => { indexedDB.open("device").onsuccess = (event) => {
    const all = event.target.result.transaction("keys").objectStore("keys").getAll();
    all.onsuccess = () => done(all.result[0].key.extractable); }; })"""
TIME_LEFT = "caches.open('device').then((kept) => kept.match('/here/kept-until')).then((at) => at.text()).then((at) => at - Date.now())"


@contextmanager
def phone(browser: Browser, base: str, *, name: str = "Scale phone", is_shared: bool = False, script: bool = True) -> Iterator[Page]:
    """An enrolled phone in the hand, nobody signed in, at "Who are you?"."""
    context = browser.new_context(
        viewport={"width": PHONE, "height": 740},
        locale="en",
        java_script_enabled=script,
        storage_state=enrolled(browser, base, name, is_shared=is_shared),
    )
    context.set_default_timeout(WAITS_MS)
    page = context.new_page()
    page.goto(f"{base}/here/")
    yield page
    context.set_offline(False)
    context.close()


def tap(page: Page, pin: str) -> None:
    for figure in pin:
        page.locator(f".keys button[value='{figure}']").click()
    page.locator(".keys [type=submit]").click()


def enter(page: Page, base: str, persona: str) -> None:
    """Take a turn with a line; the page one was asked for at first."""
    page.goto(f"{base}/here/?next=/me/")
    page.get_by_role("link", name=persona).click()
    tap(page, PINS[persona])
    page.wait_for_url(f"{base}/me/")
    assert page.get_by_role("heading", level=1).inner_text() == persona
    in_english(page, base)
    page.reload()


def strike_off(page: Page, base: str, name: str, because: str) -> None:
    """What a leader does on the page of devices."""
    offices = page.get_by_role("link", name="Who holds which office").get_attribute("href")
    page.goto(base + str(offices).replace("/people/", "/devices/"))
    page.get_by_role("link", name=f"Strike off {name}").click()
    page.get_by_label(because).check(force=True)
    page.get_by_role("button", name="Strike it off").click()
    assert f"{name} is struck off." in page.inner_text("main")


def kept(page: Page, store: str) -> list[dict[str, Any]]:
    """What lies in a store of the device."""
    script = """(name) => new Promise((done) => { const asked = indexedDB.open("device");
        asked.onupgradeneeded = () => asked.transaction.abort(); asked.onerror = () => done([]);
        asked.onsuccess = () => { const all = asked.result.transaction(name).objectStore(name).getAll();
        all.onsuccess = () => { asked.result.close(); done(all.result.map((row) => ({ ...row, key: String(row.key) }))); }; }; })"""
    return list(page.evaluate(script, store))


def ready_for_no_line(page: Page, base: str) -> None:
    """The service worker is there, and the page "Who are you?" is kept."""
    page.goto(f"{base}/here/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    until(page, "caches.open('device').then((cache) => cache.match('/here/')).then(Boolean)")
    page.wait_for_selector("who-is-here[data-ready]")


def serious(page: Page) -> list[tuple[str, list[str]]]:
    found = [each for each in Axe().run(page).response["violations"] if each["impact"] in {"serious", "critical"}]
    return [(each["id"], [str(node["target"]) for node in each["nodes"]][:4]) for each in found]


def test_somebody_who_does_not_read_gets_in_by_sign_and_beans(browser: Browser, base: str) -> None:
    with phone(browser, base) as page:
        page.goto(f"{base}/here/?next=/me/")
        tile = page.get_by_role("link", name=CLERK)
        sign = tile.locator("use").first.get_attribute("href"), tile.locator("rect").first.get_attribute("class")
        page.evaluate(NO_WORDS)
        assert page.inner_text("main").strip() == ""
        by_sign = page.locator(".tile", has=page.locator(f"use[href='{sign[0]}']")).filter(has=page.locator(f"rect.{sign[1]}"))
        assert by_sign.count() == 1
        by_sign.click()
        page.wait_for_selector(".keys")
        assert page.locator("h1 .sign use").get_attribute("href") == sign[0], "the person is shown back to herself"
        page.evaluate(NO_WORDS)
        keys = page.locator(".keys button:has(svg:not(.icon))").all()
        by_beans = {key.locator("use").count(): key for key in keys}
        assert sorted(by_beans) == list(range(10))
        for number, figure in enumerate(PINS[CLERK], 1):
            by_beans[int(figure)].click()
            assert page.locator(".knots .is-tied").count() == number
        page.locator(".keys button:has(use[href$='#i-next'])").click()
        page.wait_for_url(f"{base}/me/")
        assert page.get_by_role("heading", level=1).inner_text() == CLERK


def test_keys_are_large_and_a_wrong_pin_is_told_in_shape_colour_and_word(browser: Browser, base: str) -> None:
    with phone(browser, base) as page:
        page.get_by_role("link", name=CLERK).click()
        boxes = [key.bounding_box() for key in page.locator(".keys button").all()]
        assert len(boxes) == 12 and all(box and box["height"] >= 64 and box["width"] >= 64 for box in boxes)
        assert page.locator("[name=pin]").get_attribute("type") == "hidden", "no browser offers to keep it"
        tap(page, "29")
        assert page.url.count("/here/") == 1 and page.locator("[data-wrong]").is_hidden(), "two figures are not sent"
        tap(page, "48")
        told = page.locator("[data-wrong]")
        told.wait_for(state="visible")
        assert "This is not the PIN." in told.inner_text() and told.locator("use[href$='#i-no']").count() == 1
        assert page.locator(".knots .is-tied").count() == 0
        page.locator(".keys button[value='1']").click()
        assert told.is_hidden()
        page.locator("[data-erase]").click()
        assert page.locator(".knots .is-tied").count() == 0


def test_the_pad_by_keyboard(browser: Browser, base: str) -> None:
    with phone(browser, base) as page:
        page.goto(f"{base}/here/?next=/me/")
        keys = Keyboard(page)
        keys.press(SELLER)
        page.wait_for_selector(".keys")
        page.keyboard.type("99")
        page.keyboard.press("Backspace")
        page.keyboard.press("Backspace")
        page.keyboard.type(PINS[SELLER])
        assert page.locator("[data-said]").inner_text().endswith(str(len(PINS[SELLER])))
        keys.reach("Go on")
        assert keys.has_visible_focus()
        page.keyboard.press("Enter")
        page.wait_for_url(f"{base}/me/")


def test_the_pad_without_script(browser: Browser, base: str) -> None:
    with phone(browser, base, script=False) as page:
        page.goto(f"{base}/here/?next=/me/")
        page.get_by_role("link", name=SELLER).click()
        assert page.locator(".keys").is_hidden()
        field = page.get_by_role("textbox", name="Your PIN")
        assert (field.get_attribute("type"), field.get_attribute("inputmode")) == ("password", "numeric")
        field.fill("1111")
        page.get_by_role("button", name="Go on").click()
        assert "This is not the PIN." in page.inner_text("main")
        page.get_by_role("textbox", name="Your PIN").fill(PINS[SELLER])
        page.get_by_role("button", name="Go on").click()
        page.wait_for_url(f"{base}/me/")
        assert page.get_by_role("heading", level=1).inner_text() == SELLER


@pytest.mark.heavy
def test_taking_turns_without_a_line_and_sending_what_was_done(browser: Browser, base: str) -> None:
    with phone(browser, base) as page:
        ready_for_no_line(page, base)
        enter(page, base, CLERK)
        page.get_by_role("button", name="Somebody else").click()
        page.wait_for_url(f"{base}/here/")
        assert [row["id"] for row in kept(page, "people")] != []
        page.context.set_offline(True)
        page.goto(f"{base}/me/")
        page.wait_for_url(f"{base}/here/")
        page.wait_for_selector("who-is-here[data-ready]")
        assert page.get_by_role("link", name=SELLER).locator("[data-needs-line]").is_visible(), "never entered a PIN here"
        tile = page.get_by_role("link", name=CLERK)
        assert tile.locator("[data-needs-line]").is_hidden()
        tile.click()
        tap(page, "111122")
        page.locator("[data-wrong]").wait_for(state="visible")
        tap(page, PINS[CLERK])
        page.wait_for_selector("who-is-here[data-arrived]")
        assert CLERK in page.inner_text("main") and "There is no line." in page.inner_text("main")
        assert serious(page) == []
        keep = "(url) => import(url).then((outbox) => outbox.keep('/me/language/', { language: 'fr' }))"
        url = page.locator("who-is-here").get_attribute("data-outbox")
        page.evaluate(keep, url)
        assert [piece["address"] for piece in kept(page, "work")] == ["/me/language/"]
        page.get_by_role("link", name="Somebody else").last.click()
        page.wait_for_selector("who-is-here[data-ready]")
        assert kept(page, "here") == [], "whoever comes back to the question is nobody yet"
        assert page.get_by_role("link", name=CLERK).locator("[data-kept] b").inner_text() == "1"
        page.context.set_offline(False)
        page.goto(f"{base}/here/")
        page.wait_for_selector("who-is-here[data-ready]")
        page.get_by_role("link", name=CLERK).click()
        tap(page, PINS[CLERK])
        page.wait_for_url(f"{base}/")
        assert kept(page, "work") == []
        page.context.clear_cookies(name="django_language")
        page.goto(f"{base}/me/")
        assert page.locator("html").get_attribute("lang") == "fr"
        become(page, base, CLERK)


@pytest.mark.heavy
def test_wrong_pins_without_a_line_are_counted_and_the_wait_grows(browser: Browser, base: str) -> None:
    with phone(browser, base) as page:
        ready_for_no_line(page, base)
        enter(page, base, SELLER)
        page.goto(f"{base}/here/")
        page.wait_for_selector("who-is-here[data-ready]")
        page.context.set_offline(True)
        page.goto(f"{base}/here/")
        page.wait_for_selector("who-is-here[data-ready]")
        page.get_by_role("link", name=SELLER).click()
        for _ in range(4):
            tap(page, "1111")
            page.locator("[data-wrong]").wait_for(state="visible")
        tap(page, "1111")
        page.locator("[data-waits]").wait_for(state="visible")
        assert page.locator("[data-minutes]").inner_text() == "5"
        page.reload()
        page.wait_for_selector(".keys")
        tap(page, PINS[SELLER])
        page.locator("[data-waits]").wait_for(state="visible")
        row = kept(page, "people")[0]
        assert row["wrong"] == 5, "a try during the wait is not looked at"


@pytest.mark.heavy
def test_what_is_kept_is_as_little_as_possible_and_holds_no_pin(browser: Browser, base: str) -> None:
    with phone(browser, base) as page:
        ready_for_no_line(page, base)
        enter(page, base, SELLER)
        rows = kept(page, "people")
        assert [set(row) - {"key"} for row in rows] == [{"id", "salt", "iv", "box", "set_at", "minutes", "expires_at", "wrong", "until"}]
        assert kept(page, "keys")[0]["key"] == "[object CryptoKey]"
        assert page.evaluate(IS_EXTRACTABLE) is False


@pytest.mark.heavy
def test_after_seven_days_without_the_server_nothing_is_left(browser: Browser, base: str) -> None:
    with phone(browser, base) as page:
        ready_for_no_line(page, base)
        enter(page, base, SELLER)
        page.goto(f"{base}/here/")
        page.wait_for_selector("who-is-here[data-ready]")
        left = page.evaluate(TIME_LEFT)
        assert 7 * 24 * HOUR - HOUR < left <= 7 * 24 * HOUR
        page.context.set_offline(True)
        page.clock.set_fixed_time(page.evaluate("Date.now()") + 7 * 24 * HOUR + 60_000)
        page.goto(f"{base}/here/")
        page.wait_for_selector("who-is-here[data-ready]")
        assert kept(page, "people") == []
        page.evaluate("caches.open('device').then((c) => c.put('/here/kept-until', new Response('1')))")
        page.goto(f"{base}/here/")
        assert "no line" in page.get_by_role("heading", level=1).inner_text()
        assert page.evaluate("caches.has('device')") is False


@pytest.mark.heavy
def test_a_lost_phone_that_is_struck_off_is_out_and_wiped_when_it_is_heard_of(browser: Browser, base: str) -> None:
    name = f"Phone {uuid4().hex[:6]}"
    with phone(browser, base, name=name) as page:
        ready_for_no_line(page, base)
        enter(page, base, CLERK)
        assert kept(page, "people")
        with phone(browser, base) as other:
            enter(other, base, SELLER)
            strike_off(other, base, name, "Lost or stolen")
            assert "You are signed out." not in other.inner_text("main")
        page.goto(f"{base}/me/")
        assert "/sign-in/" in page.url
        assert kept(page, "people") == [] and kept(page, "keys") == [], "any contact is enough"
        assert page.evaluate("caches.has('device')") is False
        page.goto(f"{base}/here/")
        assert "belongs to nobody yet" in page.get_by_role("heading", level=1).inner_text()


@pytest.mark.heavy
def test_where_a_browser_does_not_wipe_by_itself_the_page_does(browser: Browser, base: str) -> None:
    with phone(browser, base) as page:
        ready_for_no_line(page, base)
        enter(page, base, CLERK)
        page.context.clear_cookies(name="device")
        page.goto(f"{base}/here/")
        page.wait_for_selector("who-is-here[data-wiped]", state="attached")
        assert page.evaluate("caches.has('device')") is False
        assert kept(page, "people") == [] and kept(page, "keys") == []


@pytest.mark.heavy
def test_a_shared_phone_shows_what_was_done_once_and_asks_who_is_next(browser: Browser, base: str) -> None:
    broken = f"Phone {uuid4().hex[:6]}"
    with phone(browser, base, is_shared=True, name="Phone of all") as page:
        enter(page, base, SELLER)
        enrolled(browser, base, broken, is_shared=False)
        strike_off(page, base, broken, "Broken")
        assert "You are signed out." in page.inner_text("main")
        assert serious(page) == []
        page.get_by_role("link", name="Next").click()
        page.wait_for_url(f"{base}/here/")
        page.goto(f"{base}/me/")
        page.wait_for_url("**/here/?next=*")


@pytest.mark.heavy
@pytest.mark.parametrize("light", ["day", "dark", "sun"])
def test_axe_finds_nothing_serious_and_nothing_scrolls_sideways(browser: Browser, base: str, light: str) -> None:
    with phone(browser, base) as page:
        for language in LANGUAGES:
            page.context.add_cookies(
                [{"name": "django_language", "value": language, "url": base}, {"name": "light", "value": light, "url": base}]
            )
            page.goto(f"{base}/here/")
            page.wait_for_selector("who-is-here[data-ready]")
            assert serious(page) == [], language
            page.locator(".tile").first.click()
            page.wait_for_selector(".keys")
            assert serious(page) == [], language
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
