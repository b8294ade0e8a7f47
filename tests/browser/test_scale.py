"""The scale in a browser: figures reckoned on the device as on the server, few keystrokes, spoken numerals, and a day without a line."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from rochdale.supply.rules.deliveries import Priced
from rochdale.supply.rules.receipts import check
from rochdale.supply.rules.weights import grams
from tests.browser.pages import SELLER
from tests.browser.phones import CLERK, PINS, enrolled
from tests.browser.test_devices import enter, kept, phone, ready_for_no_line, serious, tap
from tests.browser.world import CHROMIUM, DESK, FLAGS, PHONE, WAITS_MS, reader

pytestmark = pytest.mark.browser

POINT = "Paksong road"
SENDS_MS = 120_000
VALUES = [
    ("43.35", "1853", "XAF"),
    ("0.001", "500", "XAF"),
    ("0.001", "499", "XAF"),
    ("86.5", "12000", "LAK"),
    ("10", "1.2345", "EUR"),
    ("99999.999", "123456.7891", "XAF"),
    ("0.005", "0.1", "EUR"),
    ("1234.567", "0.0001", "USD"),
]
TYPED = [
    ("1,234.5", ".", ",", "1234.5"),
    ("1 234,5", ",", "\u202f", "1234.5"),
    ("4.125", ",", ".", "4125"),
    ("4.125", ".", ",", "4.125"),
    ("1,234", ".", ",", "1234"),
    ("1,234", ",", "\u202f", "1.234"),
    ("86,5", ".", ",", "86.5"),
    ("໘໖.໕", ",", ".", "86.5"),
    ("12kg", ".", ",", None),
    ("-5", ".", ",", None),
    ("", ".", ",", None),
]
SPOKEN = [
    ("en", "43.35", "40 3 point 3 5"),
    ("en", "0.5", "0 point 5"),
    ("en", "80328", "80 thousand 3 hundred 20 8"),
    ("en", "1020000.00", "1 million 20 thousand"),
    ("fr", "21", "20 et 1"),
    ("fr", "71.05", "60 et 11 point 0 5"),
    ("fr", "80", "80"),
    ("fr", "81", "80 1"),
    ("fr", "99", "80 19"),
    ("fr", "1999", "mille 9 cent 80 19"),
    ("fr", "200000", "2 cent mille"),
    ("lo", "11", "ten one-after-ten"),
    ("lo", "21", "twenty one-after-ten"),
    ("lo", "35", "3 ten 5"),
    ("lo", "1250000", "1 million 2 hundred-thousand 5 ten-thousand"),
    ("lo", "43.35", "4 ten 3 point 3 5"),
]


def at_point(page: Page, base: str) -> None:
    page.goto(f"{base}/supply/scale/point/")
    page.get_by_role("button", name=POINT).click()
    page.wait_for_url(f"{base}/supply/scale/")


def module(page: Page, base: str, name: str) -> str:
    """The address of a script, as the page of a grower has it."""
    page.goto(f"{base}/supply/scale/?q=D001")
    page.wait_for_selector("weigh-form[data-ready]")
    found = page.locator(f"script[src*='supply/{name}']").get_attribute("src") if name == "weigh" else None
    return str(found or page.locator("weigh-form").get_attribute(f"data-{name}"))


def test_the_device_reckons_as_the_server_does(browser: Browser, base: str) -> None:
    with reader(browser, base, persona=CLERK) as page:
        at_point(page, base)
        url = module(page, base, "weigh")
        for kg, price, currency in VALUES:
            minor = Priced(Decimal(price), currency).value_of(grams(Decimal(kg))).minor
            digits = {"XAF": 0}.get(currency, 2)
            script = "([url, kg, price, digits]) => import(url).then((rule) => String(rule.valueOf(rule.grams(kg, {}), price, digits)))"
            assert page.evaluate(script, [url, kg, price, digits]) == str(minor), (kg, price)
        assert Priced(Decimal(1853), "XAF").value_of(43_350).minor == 80_328
        for typed, decimal, thousands, plain in TYPED:
            script = "([url, typed, decimal, thousands]) => import(url).then((rule) => rule.read(typed, { decimal, thousands }))"
            assert page.evaluate(script, [url, typed, decimal, thousands]) == plain, typed
        script = "(url) => import(url).then((rule) => rule.checkOf('o', 'K1-000001', 43350n, 80328n))"
        assert page.evaluate(script, url) == check("o", "K1-000001", 43_350, 80_328)


def test_numerals_are_put_together_as_they_are_spoken(browser: Browser, base: str) -> None:
    with reader(browser, base, persona=CLERK) as page:
        at_point(page, base)
        url = module(page, base, "say")
        script = "([url, language, plain]) => import(url).then((say) => say.numeral(language, plain).join(' '))"
        for language, plain, words in SPOKEN:
            assert page.evaluate(script, [url, language, plain]) == words, (language, plain)
        clips = json.loads(page.request.get(base + str(page.locator("weigh-form").get_attribute("data-clips"))).text())
        spoken = "(url) => import(url).then((say) => [...Array(3000).keys()].flatMap((n) => say.numeral('en', String(n * 7919))))"
        assert set(page.evaluate(spoken, url)) <= clips.keys(), "every word of a numeral has a clip"
        page.evaluate("window.heard = new Promise((hear) => document.addEventListener('said', (event) => hear(event.detail))); true")
        page.fill("[name=gross]", "86.5")
        page.locator("weigh-form [data-say]").first.click()
        assert page.evaluate("window.heard.then((words) => words[0].join(' '))") == "80 6 point 5 kg"


def test_a_delivery_takes_at_most_twelve_keys_beyond_the_figures(browser: Browser, base: str) -> None:
    with reader(browser, base, width=DESK, persona=CLERK) as page:
        at_point(page, base)
        keys = 0

        def press(key: str) -> None:
            nonlocal keys
            keys += 1
            page.keyboard.press(key)

        page.keyboard.type("D001")
        press("Enter")
        page.wait_for_selector("weigh-form[data-ready]")
        page.keyboard.type("86.5")
        press("Tab")
        page.keyboard.type("3")
        press("Tab")
        page.keyboard.type("0.5")
        press("Enter")
        assert page.locator("[data-preview] [data-net]").inner_text() == "85.000"
        assert page.locator("[data-preview] [data-value]").inner_text().startswith("1,020,000"), "the price is seen before it is confirmed"
        assert page.evaluate("document.activeElement.matches('[data-give]')")
        press("Enter")
        page.wait_for_url("**/supply/deliveries/*/")
        assert "85.000 kg" in page.inner_text("main")
        assert keys <= 12


def test_the_grower_sees_giant_figures_and_nothing_is_serious(browser: Browser, base: str) -> None:
    with reader(browser, base, width=PHONE, persona=CLERK) as page:
        at_point(page, base)
        page.goto(f"{base}/supply/scale/?q=D001")
        page.fill("[name=gross]", "86.5")
        assert serious(page) == [] and page.evaluate("document.documentElement.scrollWidth") <= PHONE
        page.get_by_role("button", name="Show to the grower").click()
        size = "(place) => parseFloat(getComputedStyle(place).fontSize)"
        assert page.locator("dialog .huge").first.evaluate(size) >= 36
        assert page.locator("dialog").evaluate("(dialog) => dialog.scrollWidth") <= PHONE
        page.get_by_role("button", name="Back", exact=True).click()
        page.get_by_role("button", name="Give receipt").click()
        page.wait_for_url("**/supply/deliveries/*/")
        assert serious(page) == []


def test_without_script_it_is_two_plain_pages(browser: Browser, base: str) -> None:
    with reader(browser, base, width=PHONE, persona=CLERK, script=False) as page:
        at_point(page, base)
        page.get_by_label("Who brings it?").fill("D002")
        page.get_by_role("button", name="Go on").click()
        page.get_by_label("How much does it weigh?").fill("50.25")
        page.get_by_role("button", name="Show the price").click()
        assert "603,000.00 LAK" in page.inner_text("main")
        page.get_by_role("button", name="Give receipt").click()
        assert "50.250 kg" in page.inner_text("main") and "The receipt is written." in page.inner_text("main")


def test_the_pack_goes_when_somebody_signs_out_and_nothing_waits(browser: Browser, base: str) -> None:
    with phone(browser, base) as page:
        ready_for_no_line(page, base)
        enter(page, base, CLERK)
        at_point(page, base)
        page.wait_for_selector("scale-ready[data-ready]", state="attached")
        pack = kept(page, "packs")[0]
        assert pack["point"]["name"] == POINT and pack["growers"][0].keys() == {"id", "number", "name", "card", "plots", "claims"}
        page.get_by_role("button", name="Somebody else").click()
        page.wait_for_selector("who-is-here[data-ready]")
        assert kept(page, "packs") == []
        page.goto(f"{base}/supply/scale/without-a-line/")
        page.wait_for_selector("scale-desk[data-ready]")
        assert "Nothing to weigh with is kept on this device." in page.inner_text("main")


class Handset:
    """A phone with a storage of its own on disk, that can lose its battery and be switched on again."""

    def __init__(self, browser: Browser, base: str, storage: Path, name: str) -> None:
        self.browser, self.base, self.storage, self.name = browser, base, storage, name
        self.context = self._on()
        self.context.add_cookies(enrolled(browser, base, name, is_shared=False)["cookies"])
        self.context.close()  # enrolled the day before: a browser writes cookies to the disk some seconds later
        self.context = self._on()
        self.page = self.context.pages[0]

    def _on(self) -> BrowserContext:
        context = self.browser.browser_type.launch_persistent_context(
            self.storage, executable_path=CHROMIUM, args=list(FLAGS), viewport={"width": PHONE, "height": 740}, locale="en",
            accept_downloads=True,
        )  # fmt: skip
        context.set_default_timeout(6 * WAITS_MS)
        return context

    def battery_dies(self) -> None:
        """The whole browser is killed, nothing is closed in order; then it is switched on again."""
        mine = f"--user-data-dir={self.storage}".encode()
        for process in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                if mine in process.read_bytes():
                    os.kill(int(process.parent.name), signal.SIGKILL)
            except (FileNotFoundError, ProcessLookupError):
                continue
        time.sleep(1)
        for lock in self.storage.glob("Singleton*"):
            lock.unlink(missing_ok=True)
        self.context = self._on()
        self.page = self.context.pages[0]

    def begins_the_day(self) -> None:
        """With a line: the PIN, the point; the device keeps what it needs."""
        ready_for_no_line(self.page, self.base)
        self.enter("/supply/scale/point/")
        self.page.get_by_role("button", name=POINT).click()
        self.page.wait_for_selector("scale-ready[data-ready]", state="attached")

    def enter(self, onward: str) -> None:
        self.page.goto(f"{self.base}/here/?next={onward}")
        self.page.wait_for_selector("who-is-here[data-ready]")
        self.page.locator("a.tile", has_text=CLERK).click()
        tap(self.page, PINS[CLERK])
        self.page.wait_for_url(f"{self.base}{onward}", timeout=SENDS_MS)
        self.context.add_cookies([{"name": "django_language", "value": "en", "url": self.base}])

    def at_the_desk(self) -> None:
        """Without a line: the PIN, then the scale."""
        self.page.goto(f"{self.base}/here/")
        self.page.wait_for_selector("who-is-here[data-ready]")
        self.page.locator("a.tile", has_text=CLERK).click()
        tap(self.page, PINS[CLERK])
        self.page.wait_for_selector("who-is-here[data-arrived]")
        self.page.get_by_role("link", name="Weigh deliveries").click()
        self.page.wait_for_selector("scale-desk[data-ready]")

    def weigh_by_hand(self, grower: str, kg: str) -> str:
        """One delivery as a clerk types it; the number on the receipt."""
        self.page.get_by_label("Who brings it?").fill(grower)
        self.page.keyboard.press("Enter")
        self.page.get_by_label("How much does it weigh?").fill(kg)
        self.page.keyboard.press("Enter")
        self.page.keyboard.press("Enter")
        number = self.page.locator("[data-given] [data-number]").inner_text()
        self.page.get_by_role("button", name="Next grower").click()
        return number

    def weigh_many(self, first: int, count: int) -> None:
        """The same page, driven by script: a long day."""
        self.page.evaluate(
            """async ([first, count]) => {
            const desk = document.querySelector("scale-desk");
            for (let turn = first; turn < first + count; turn += 1) {
                const grower = desk.pack.growers[turn % desk.pack.growers.length];
                desk.weigh(grower);
                const one = desk.querySelector("weigh-form");
                one.form.elements.gross.value = (20 + turn * 0.35).toFixed(2);
                await desk.keep(grower, one.show());
            }
            desk.ask(); }""",
            [first, count],
        )

    def receipts(self) -> dict[str, tuple[int, int, int]]:
        """What waits on the phone: number, grams and amount by id."""

        found = {}
        for piece in kept(self.page, "work"):
            form = {name: values[0] for name, values in parse_qs(piece["body"]).items()}
            found[piece["id"].replace("-", "")] = (
                int(form["number"]),
                int(form["gross_g"]) - int(form["tare_g"]),
                int(form["shown_minor"]),
            )
        return found


@contextmanager
def handset(browser: Browser, base: str, folder: Path, name: str) -> Iterator[Handset]:
    made = Handset(browser, base, folder, name)
    yield made
    made.context.close()


def in_the_books(folder: Path) -> dict[str, tuple[int, int, int]]:
    with sqlite3.connect(f"file:{folder}/rochdale.sqlite3?mode=ro", uri=True) as books:
        rows: list[Any] = books.execute("select id, number, net_g, value_minor from supply_delivery where device_id is not null").fetchall()
    assert len(rows) == len({id for id, *_ in rows})
    return {id.replace("-", ""): (number, net_g, minor) for id, number, net_g, minor in rows}


@pytest.mark.heavy
def test_a_day_without_a_line_on_two_phones(browser: Browser, base: str, folder: Path, tmp_path: Path) -> None:
    before = in_the_books(folder)
    with handset(browser, base, tmp_path / "one", "Scale one") as one, handset(browser, base, tmp_path / "two", "Scale two") as two:
        for each in (one, two):
            each.begins_the_day()
            each.context.set_offline(True)
            each.at_the_desk()
        assert serious(one.page) == []
        first, second = one.weigh_by_hand("D001", "86.5"), two.weigh_by_hand("D001", "86.5")
        assert first != second, "two phones without a line never give the same number"
        assert [one.weigh_by_hand("Keomany", "12.35"), two.weigh_by_hand("D003", "43.35")] != [first, second]
        one.weigh_many(0, 98)
        two.weigh_many(0, 40)
        written = two.receipts()
        two.battery_dies()
        two.context.set_offline(True)
        two.at_the_desk()
        assert two.receipts() == written, "what was given a receipt outlives the battery"
        two.weigh_many(40, 58)
        assert two.page.locator("[data-waiting] [data-count]").inner_text() == "100"
        day = one.receipts() | two.receipts()
        assert len(day) == 200
        with two.page.expect_download() as saved:
            two.page.get_by_role("link", name="Save what is kept here to a file").click()
        file = tmp_path / "rochdale-kept.json"
        saved.value.save_as(file)
        assert in_the_books(folder) == before, "nothing left the phones yet"
        one.context.set_offline(False)
        one.enter("/supply/deliveries/day/")
        assert kept(one.page, "work") == []
        with reader(browser, base, persona=SELLER) as office:
            office.context.set_default_timeout(60_000)
            office.goto(f"{base}/supply/scale/bring/")
            office.set_input_files("[name=file]", file)
            office.get_by_role("button", name="Take what is in it").click()
            assert "100 in the books, 0 not." in office.inner_text("main")
        two.context.set_offline(False)
        two.enter("/supply/deliveries/day/")
        assert kept(two.page, "work") == [], "it sends as well, and nothing counts twice"
        arrived = {id: row for id, row in in_the_books(folder).items() if id not in before}
        assert arrived == day
