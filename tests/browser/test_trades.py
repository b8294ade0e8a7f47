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


def agree(trade: Trade, base: str, seller: Page, buyer: Page) -> str:
    """A bid, a counter-offer, a yes; then who does what. The answer is the number of the contract."""
    number = sales.bid_and_agree(buyer, seller, base, trade)
    sales.share_roles(seller, buyer, base, trade, number)
    return number


def deliver(trade: Trade, base: str, number: str, *, seller: Page, buyer: Page, second: Page) -> None:
    """From the booking to the decision of a second person on what is left."""
    sales.send(seller, base, trade, number)
    sales.receive(buyer, base, number)
    sales.be_paid(seller, base, trade, number)
    sales.share_out(seller, second, base, trade, number)


def test_pineapple_of_togo_goes_to_italy_without_evidence_of_plots(phones: Phones, base: str) -> None:
    trade = trades.PINEAPPLE
    seller, buyer, second = phones.of(trade.seller), phones.of(trade.buyer), phones.of(trade.second)
    trust.ask_to_see(buyer, seller, base, trade, "prices", "What was paid before")
    sales.put_up(seller, base, trade)
    deliver(trade, base, agree(trade, base, seller, buyer), seller=seller, buyer=buyer, second=second)


def test_cocoa_of_cameroon_is_introduced_sold_in_francs_and_proves_where_it_grew(phones: Phones, base: str) -> None:
    trade = trades.COCOA
    seller, buyer, second = phones.of(trade.seller), phones.of(trade.buyer), phones.of(trade.second)
    trust.introduce(phones.of("Claire Dumont"), (seller, phones.of("Marco Olivieri")), base, trade, "plots")
    trust.find(buyer, base, trade)
    trust.look(buyer, "Plots, summed up")
    sales.put_up_from_store(seller, base, trade)
    deliver(trade, base, agree(trade, base, seller, buyer), seller=seller, buyer=buyer, second=second)


def test_tea_of_sri_lanka_is_tasted_before_it_ships(phones: Phones, base: str) -> None:
    trade = trades.TEA
    seller, buyer, second = phones.of(trade.seller), phones.of(trade.buyer), phones.of(trade.second)
    trust.keep_certificate(
        seller, base, scheme="rainforest-alliance", number="RA-LK-6231", certifier="Preferred by Nature", holder=trade.cooperative,
        products="tea", valid_from=sales.day(-20), valid_until=sales.day(700),
    )  # fmt: skip
    trust.ask_to_see(buyer, seller, base, trade, "prices", "What was paid before")
    sales.put_up(seller, base, trade)
    number = agree(trade, base, seller, buyer)
    sales.taste(buyer, seller, base, number)
    deliver(trade, base, number, seller=seller, buyer=buyer, second=second)


def test_lao_coffee_for_japan_needs_a_residue_report_and_no_evidence_of_plots(phones: Phones, base: str) -> None:
    trade = trades.COFFEE_FOR_JAPAN
    seller, buyer, second = phones.of(trade.seller), phones.of(trade.buyer), phones.of(trade.second)
    trust.ask_to_see(buyer, seller, base, trade, "prices", "What was paid before")
    sales.put_up(seller, base, trade)
    deliver(trade, base, agree(trade, base, seller, buyer), seller=seller, buyer=buyer, second=second)


@pytest.mark.parametrize("trade", [trades.PAPAYA, trades.FROZEN_FISH], ids=lambda trade: trade.name)
def test_fruit_and_fish_of_sri_lanka_go_to_an_importer_of_cooperatives(phones: Phones, base: str, trade: Trade) -> None:
    seller, buyer, second = phones.of(trade.seller), phones.of(trade.buyer), phones.of(trade.second)
    trust.find(buyer, base, trade)
    trust.look(buyer, "Results of quality")
    sales.put_up(seller, base, trade)
    deliver(trade, base, agree(trade, base, seller, buyer), seller=seller, buyer=buyer, second=second)


def test_a_truckload_of_dried_fish_goes_to_the_neighbours(phones: Phones, base: str) -> None:
    trade = trades.FISH_BY_TRUCK
    seller, buyer, second = phones.of(trade.seller), phones.of(trade.buyer), phones.of(trade.second)
    trust.ask_to_see(buyer, seller, base, trade, "prices", "What was paid before")
    sales.put_up(seller, base, trade)
    deliver(trade, base, agree(trade, base, seller, buyer), seller=seller, buyer=buyer, second=second)
