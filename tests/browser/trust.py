"""Before a sale: a partner is found, asks to see more or is introduced, is shown it with consent at each step; a certificate is kept."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.sales import Trade, day
from tests.browser.walking import Said, answer, follow, market, press, shown, walk


def find(buyer: Page, base: str, trade: Trade) -> None:
    """The buyer finds the cooperative among those who grow it, and opens its profile."""
    market(buyer, base)
    follow(buyer, "Find a partner")
    answer(buyer, product=trade.product)
    press(buyer, "Find")
    found = buyer.locator("main section").filter(has=buyer.get_by_role("heading", name=trade.cooperative))
    found.get_by_role("link", name="Open the profile").click()
    assert buyer.locator("h1").inner_text() == trade.cooperative


def ask_to_see(buyer: Page, seller: Page, base: str, trade: Trade, part: str, called: str) -> None:
    """The buyer asks for a part and says why; the cooperative says yes until a day; the buyer says what for, and looks."""
    find(buyer, base, trade)
    assert not buyer.locator("main a", has_text=called).count(), "it is not shown to everybody"
    press(buyer, "Ask to see more")
    answer(buyer, parts=part, why="We would like to know it before we bid.")
    press(buyer, "Ask them")
    market(seller, base)
    follow(seller, "Our profile")
    follow(seller, "Requests to see more")
    follow(seller, trade.shops)
    press(seller, "Say yes, and until when")
    answer(seller, parts=part, until_on=day(90))
    press(seller, "Show it")
    market(buyer, base)
    follow(buyer, "Our profile")
    follow(buyer, "Requests to see more")
    follow(buyer, trade.cooperative)
    look(buyer, called)


def look(buyer: Page, called: str) -> None:
    """At a part that is shown, after saying what for; within half an hour it is asked once."""
    follow(buyer, called)
    if buyer.locator("main form [name='purpose']").count():
        answer(buyer, purpose="Before we make a bid")
        press(buyer, "Look")
    assert buyer.locator("h1").inner_text() == called


def introduce(introducer: Page, sides: tuple[Page, Page], base: str, trade: Trade, part: str) -> None:
    """A federation proposes that two meet and says what it gets for it; each side says yes alone."""
    market(introducer, base)
    follow(introducer, "Our profile")
    follow(introducer, "Introductions")
    press(introducer, "Introduce two others")
    answer(
        introducer, one=trade.cooperative, other=trade.shops, parts=part, commission="Nothing",
        text="Both have asked us for somebody like the other.",
    )  # fmt: skip
    press(introducer, "Propose it to both")
    for page in sides:
        market(page, base)
        follow(page, "Our profile")
        follow(page, "An introduction")
        press(page, "Say yes")
    assert "Both said yes." in shown(sides[1])


def keep_certificate(seller: Page, base: str, **said: Said) -> None:
    """A certificate is written down as its paper says, with what it covers."""
    market(seller, base)
    follow(seller, "Our profile")
    follow(seller, "Our certificates")
    press(seller, "Write one down")
    walk(seller, "Keep it", **said)
    assert str(said["number"]) in shown(seller)
