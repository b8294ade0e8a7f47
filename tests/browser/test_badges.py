"""A certificate of learning scanned where there is no line: the phone checks it by itself, with the page it kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from playwright.sync_api import Browser

from rochdale.kernel.signing_keys import new_key, read_key
from rochdale.learning.rules.credentials import signer_of
from rochdale.learning.rules.issuers import did_of
from tests.browser.world import PHONE, WAITS_MS, until
from tests.learning.badges import BADGE

pytestmark = [pytest.mark.browser, pytest.mark.heavy]
PAGE = "/learning/badges/"


def test_the_text_of_the_large_code_is_checked_without_a_line(browser: Browser, base: str) -> None:
    issuer = did_of(f"{base}/learning/by/K7QM2XPD9FRT/")
    now, day = datetime.now(UTC).replace(microsecond=0), timedelta(days=1)
    badge = replace(BADGE, issuer_id=issuer, valid_from=now - day)

    def token(key: str = "", **changed: object) -> str:
        signer = signer_of(read_key(key or settings.CERTIFICATE_KEY).for_purpose("learning").key())
        return signer.sign(replace(badge, **changed).claims(), issuer)  # type: ignore[arg-type]

    context = browser.new_context(viewport={"width": PHONE, "height": 800}, locale="en")
    context.set_default_timeout(WAITS_MS)
    page = context.new_page()
    page.goto(base + PAGE)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    until(page, f"caches.match('{PAGE}').then((kept) => Boolean(kept))")
    until(page, "caches.open('files').then((cache) => cache.keys()).then((kept) => kept.some((one) => one.url.includes('check')))")
    context.set_offline(True)
    for text, says in (
        (token(), "Whether it was taken back since was not checked."),
        (token(holder="ນາງ ມະລິ"), "ນາງ ມະລິ"),
        (token()[:-5] + "AAAAA", "Not valid."),
        (token(new_key()), "We do not know who issued it"),
        (token(valid_until=now), "its time is over"),
        (token(valid_from=now + day), "It is not valid yet."),
        (token(issuer_id="did:web:elsewhere.example"), "We do not know who issued it"),
        ("nothing", "Not valid."),
    ):
        page.goto(base + PAGE)
        page.get_by_label("Number or text of the certificate").fill(text)
        page.get_by_role("button", name="Check it").click()
        page.locator("[data-said]", has_text=says).wait_for()
    context.close()
