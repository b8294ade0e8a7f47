"""A certificate scanned where there is no line: the phone checks it by itself, with the page it kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page

from rochdale.kernel.ids import new_id
from rochdale.kernel.signing_keys import new_key, read_key
from rochdale.registry.rules.certificates import Statement, signed
from tests.browser.world import PHONE, WAITS_MS, until

pytestmark = [pytest.mark.browser, pytest.mark.heavy]
STATEMENT = Statement(
    "K7QM-2XPD-9FRT", new_id(), date(2026, 11, 27), datetime(2026, 11, 27, tzinfo=UTC), "PICD", "ສະຫະກອນພູຫອມ", "Pakxong, LA",
    "COOP", "LA-1", "registered", "",
)  # fmt: skip


def token(key: str = "") -> str:
    return signed(STATEMENT, read_key(key or settings.CERTIFICATE_KEY))


@contextmanager
def without_line(browser: Browser, base: str) -> Iterator[Page]:
    """A phone that opened the page once, and has no line now."""
    context = browser.new_context(viewport={"width": PHONE, "height": 800}, locale="en")
    context.set_default_timeout(WAITS_MS)
    page = context.new_page()
    page.goto(f"{base}/register/verify/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    until(page, "caches.match('/register/verify/').then((kept) => Boolean(kept))")
    until(page, "caches.open('files').then((cache) => cache.keys()).then((kept) => kept.some((one) => one.url.includes('verify')))")
    context.set_offline(True)
    yield page
    context.close()


def test_a_scanned_code_is_checked_without_a_line(browser: Browser, base: str) -> None:
    with without_line(browser, base) as page:
        for text, says in (
            (token(), "True on its date."),
            (token()[:-3] + "AAA", "False: it was changed"),
            (token(new_key()), "We do not know the key"),
            ("nothing", "That is no certificate."),
        ):
            page.goto(f"{base}/register/verify/?s={text}")
            page.locator("[data-said]", has_text=says).wait_for()
        page.get_by_label("The text of the certificate").fill(f"https://elsewhere.example/register/verify/?s={token()}")
        page.get_by_role("button", name="Check it").click()
        page.locator("[data-said]", has_text="ສະຫະກອນພູຫອມ").wait_for()


def test_a_browser_without_the_algorithm_says_so(browser: Browser, base: str) -> None:
    with without_line(browser, base) as page:
        page.add_init_script("SubtleCrypto.prototype.importKey = () => Promise.reject(new Error('not supported'))")
        page.goto(f"{base}/register/verify/?s={token()}")
        page.locator("[data-said]", has_text="This phone cannot check a signature by itself.").wait_for()
