"""A sale by pressing buttons, from the first bid to the money: buyer, seller and the seller's treasurer, each on a phone of her own."""

from __future__ import annotations

from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.pages import BUYER, SELLER
from tests.browser.test_journeys import put_on_the_market
from tests.browser.walking import answer, press, walk
from tests.browser.world import PHONE, reader

pytestmark = [pytest.mark.browser, pytest.mark.heavy]

TREASURER = "Sengdao Vilaysak"


def test_a_sale_is_walked_from_the_first_bid_to_the_money(browser: Browser, base: str) -> None:
    with ExitStack() as phones:
        seller, buyer, treasurer = (
            phones.enter_context(reader(browser, base, width=PHONE, persona=persona, script=False))
            for persona in (SELLER, BUYER, TREASURER)
        )
        put_on_the_market(seller, base, kg="6000", least="4.50")
        buyer.goto(seller.url)

        press(buyer, "Make a bid")
        walk(buyer, "Send the bid", amount="5.20", incoterm="FOB", place="VNDAD")
        seller.goto(buyer.url)
        press(seller, "Say yes")
        press(seller, "Say yes")
        contract = seller.url
        expect(seller.locator("h1")).to_contain_text("Contract")

        press(seller, "Agree on who does what")
        press(seller, "Propose who does what")
        walk(seller, "Propose it", seller_address="Ban Dongmai, Paksong", account="0102000314417", bank="COEBLALA")
        buyer.goto(contract)
        press(buyer, "Agree on who does what")
        press(buyer, "Say yes")

        seller.goto(contract)
        press(seller, "Ship the goods")
        press(seller, "Begin")
        today = send_off(seller)

        seller.goto(contract)
        press(seller, "Write an invoice")
        press(seller, "Issue it")
        assert "31,200.00" in seller.inner_text("main")
        press(seller, "Money came in")
        answer(seller, amount="31200", paid_on=today, on=today, reference="SWIFT 1")
        press(seller, "Record it")

        seller.goto(contract)
        press(seller, "Share out the money")
        press(seller, "Reckon it")
        walk(seller, "Reckon it", reserve="200", shared_costs="1000")
        assert "Counts as" not in seller.inner_text("main"), "one who sells alone is compared with nobody"
        assert "30,000.00 USD" in seller.inner_text("main")
        treasurer.goto(seller.url)
        press(treasurer, "It is right. Decide it")
        seller.goto(contract)
        assert not seller.locator("main .act a").count(), "nothing is left to do"


def send_off(seller: Page) -> str:
    """Booked, stuffed, weighed, sealed and gone, signed for what is missing. The answer is the day, as the form has it."""
    press(seller, "Book the way")
    today = str(seller.locator("main form [name='arrives_on']").evaluate("() => new Date().toISOString().slice(0, 10)"))
    walk(
        seller,
        "Book the way",
        origin="VNDAD",
        destination="DKAAR",
        closes_on=today,
        leaves_on=today,
        arrives_on=today,
        carrier="Example Line",
        vessel="Mekong Star",
        voyage="031W",
        number="BK100",
    )
    for step, said in {
        "Write down what went in": {"box": "MSKU9070323"},
        "Write down the gross mass": {"gross_kg": "8360"},
        "Write down the seals": {"seals": seller.url.rstrip("/")[-8:]},
        "It has left": {"reason": "The papers follow by courier; the buyer knows"},
    }.items():
        press(seller, step)
        answer(seller, **said)
        press(seller, step)
    assert "Left without" in seller.inner_text("main")
    return today
