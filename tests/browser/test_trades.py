"""Sales of other goods than coffee, by pressing buttons from the profile to the money, each on the phones of those who take part.

What differs is what is looked at: whether evidence of plots is asked for, which papers the route needs, francs and yen without small coin.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import sales, trades, trust
from tests.browser.sales import Trade
from tests.browser.world import PHONE, reader

pytestmark = [pytest.mark.browser, pytest.mark.heavy]


class Phones:
    """A phone for each person, without script, signed in once."""

    def __init__(self, stack: ExitStack, browser: Browser, base: str) -> None:
        self.stack, self.browser, self.base = stack, browser, base

    def of(self, persona: str) -> Page:
        """The phone of that person."""
        return self.stack.enter_context(reader(self.browser, self.base, width=PHONE, persona=persona, script=False))


@pytest.fixture
def phones(browser: Browser, base: str) -> Iterator[Phones]:
    with ExitStack() as stack:
        yield Phones(stack, browser, base)


def sell(trade: Trade, base: str, seller: Page, buyer: Page, second: Page) -> None:
    """From the market to the money, as every trade goes."""
    sales.put_up(seller, base, trade)
    number = sales.bid_and_agree(buyer, seller, base, trade)
    sales.share_roles(seller, buyer, base, trade, number)
    sales.send(seller, base, trade, number)
    sales.receive(buyer, base, number)
    sales.be_paid(seller, base, trade, number)
    sales.share_out(seller, second, base, trade, number)


def test_pineapple_of_togo_goes_to_italy_without_evidence_of_plots(phones: Phones, base: str) -> None:
    trade = trades.PINEAPPLE
    seller, buyer, second = (phones.of(name) for name in (trade.seller, trade.buyer, trade.second))
    trust.ask_to_see(buyer, seller, base, trade, "prices", "What was paid before")
    sell(trade, base, seller, buyer, second)


def test_a_truckload_of_dried_fish_goes_to_the_neighbours(phones: Phones, base: str) -> None:
    trade = trades.FISH_BY_TRUCK
    seller, buyer, second = (phones.of(name) for name in (trade.seller, trade.buyer, trade.second))
    trust.ask_to_see(buyer, seller, base, trade, "prices", "What was paid before")
    sell(trade, base, seller, buyer, second)
