"""The steps of a sale, by its buttons and links, for any goods: offered, agreed, sent, paid, shared out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from playwright.sync_api import Page

from tests.browser.walking import Said, answer, bring, chips, follow, inside, market, names, press, row, shown, walk

TODAY = datetime.now(tz=UTC).date()
EVIDENCE = "Evidence pack (EUDR)"


def day(number: int, *, not_before: date = TODAY) -> str:
    """So many days from today, as a form has it."""
    return max(TODAY + timedelta(days=number), not_before).isoformat()


@dataclass(frozen=True)
class Trade:
    """One sale: who takes part, what each of them writes, and what a person would notice on the way."""

    name: str
    seller: str
    second: str
    """Who decides how the money is shared out."""
    buyer: str
    cooperative: str
    shops: str
    product: str
    sold: Mapping[str, Said]
    kg: str
    asked: Mapping[str, Said]
    answered: str
    price: str
    """For 1 kg, as the contract shows it."""
    roles: Mapping[str, Said]
    way: Mapping[str, Said]
    gone_into: Mapping[str, Said]
    gross_kg: str
    papers: frozenset[str]
    """Everything that the checklist asks for, by name."""
    brought: Mapping[str, Mapping[str, Said]]
    invoiced: str
    costs: Mapping[str, Said]
    left: str
    seals: str = ""
    mode: str = "sea"
    keeps_back: frozenset[str] = field(default_factory=frozenset)
    """Of the papers, those without which the goods do not leave."""


def put_up(seller: Page, base: str, trade: Trade) -> None:
    """Five short questions, and it is on the market."""
    market(seller, base)
    follow(seller, "Sell something")
    walk(seller, "Put it on the market", product=trade.product, kg=trade.kg, **trade.sold)
    assert "Your lot is on the market." in shown(seller)


def put_up_from_store(seller: Page, base: str, trade: Trade) -> None:
    """A part of a lot that lies in store, the first that is heavy enough."""
    market(seller, base)
    follow(seller, "My lots")
    heavy_enough = next(text for text in seller.locator("main a.door").all_inner_texts() if _kg(text) >= int(trade.kg))
    follow(seller, heavy_enough.splitlines()[0])
    walk(seller, "Put it on the market", kg=trade.kg, **trade.sold)
    assert "Your lot is on the market." in shown(seller)


def _kg(door: str) -> int:
    found = re.search(r"([\d,]+) kg", door)
    return int(found[1].replace(",", "")) if found else 0


def bid_and_agree(buyer: Page, seller: Page, base: str, trade: Trade) -> str:
    """A bid, a counter-offer, a yes. The answer is the number of the contract."""
    market(buyer, base)
    follow(buyer, "What others offer")
    row(buyer, trade.cooperative, f"{int(trade.kg):,} kg")
    press(buyer, "Make a bid")
    walk(buyer, "Send the bid", **trade.asked)
    market(seller, base)
    follow(seller, "My negotiations")
    row(seller, trade.shops, "Waiting for your answer")
    press(seller, "Make a counter-offer")
    answer(seller, amount=trade.answered)
    press(seller, "Send it")
    market(buyer, base)
    follow(buyer, "My negotiations")
    row(buyer, trade.cooperative, "Waiting for your answer")
    press(buyer, "Say yes")
    assert names(buyer)["For all of it"] == trade.invoiced
    press(buyer, "Say yes")
    assert names(buyer)["Price for 1 kg"] == trade.price
    return buyer.locator("h1 .num").inner_text()


def contract(page: Page, base: str, number: str) -> None:
    """From the market to one's own contract of that number."""
    market(page, base)
    follow(page, "My contracts")
    row(page, number)


def share_roles(seller: Page, buyer: Page, base: str, trade: Trade, number: str) -> None:
    """Who sells by law, exports, imports and is paid: the seller proposes, the buyer finds it waiting and says yes."""
    contract(seller, base, number)
    press(seller, "Agree on who does what")
    press(seller, "Propose who does what")
    walk(seller, "Propose it", **trade.roles)
    market(buyer, base)
    follow(buyer, f"Contract {number}")
    press(buyer, "Say yes")
    press(buyer, "Open the contract")
    assert "Agreed by all parties" in shown(buyer)


def send(seller: Page, base: str, trade: Trade, number: str) -> None:
    """Booked, packed, weighed, sealed; every paper that the route asks for is named; those who issue them are asked; it leaves."""
    contract(seller, base, number)
    press(seller, "Ship the goods")
    answer(seller, mode=trade.mode)
    press(seller, "Begin")
    press(seller, "Book the way")
    walk(seller, "Book the way", **trade.way)
    step(seller, "Write down what went in", **trade.gone_into)
    if trade.mode == "sea":
        step(seller, "Write down the gross mass", gross_kg=trade.gross_kg)
    step(seller, "Write down the seals", seals=trade.seals)
    asked_for = chips(seller, "papers")
    assert set(asked_for) == trade.papers
    assert {name for name, says in asked_for.items() if says == "keeps goods back"} == trade.keeps_back
    if EVIDENCE in trade.papers:
        prove(seller, base, trade, number)
    for name, said in trade.brought.items():
        inside(seller, "papers", name)
        bring(seller, **said)
    assert all(chips(seller, "papers")[name] == "there" for name in trade.brought)
    step(seller, "It has left")


def prove(seller: Page, base: str, trade: Trade, number: str) -> None:
    """Plots are shared with this one buyer; then the store makes a pack that shows where the lot grew, and it counts in the checklist."""
    inside(seller, "papers", EVIDENCE)
    follow(seller, "Make the pack of lot")
    follow(seller, "Share plots with a buyer")
    answer(seller, what="supply.plots", reader=trade.shops, purpose="To show where the lot grew")
    press(seller, "Share it")
    contract(seller, base, number)
    press(seller, "Go on with the shipment")
    inside(seller, "papers", EVIDENCE)
    follow(seller, "Make the pack of lot")
    answer(seller, kind="issued", reader=trade.shops)
    press(seller, "Make the pack")
    contract(seller, base, number)
    press(seller, "Go on with the shipment")
    assert chips(seller, "papers")[EVIDENCE] == "there"


def step(page: Page, called: str, **said: Said) -> None:
    """A step of a shipment: its button, a few fields, and the button of the same name."""
    press(page, called)
    answer(page, **said)
    press(page, called)


def receive(buyer: Page, base: str, number: str) -> None:
    """The buyer finds the shipment from the contract, and writes down that it came and what it weighed."""
    contract(buyer, base, number)
    inside(buyer, "shipments", "S-")
    press(buyer, "It has arrived")
    press(buyer, "It has arrived")


def be_paid(seller: Page, base: str, trade: Trade, number: str) -> None:
    """An invoice for what left, and the money that came in on it."""
    contract(seller, base, number)
    press(seller, "Write an invoice")
    press(seller, "Issue it")
    assert names(seller)["Total"] == trade.invoiced
    press(seller, "Money came in")
    answer(seller, reference=f"SWIFT {trade.name}")
    press(seller, "Record it")
    assert names(seller)["Still to pay"].startswith("0")
    press(seller, "Share out the money")


def share_out(seller: Page, second: Page, base: str, trade: Trade, number: str) -> None:
    """One reckons what is left; a second person finds it waiting, looks, and decides."""
    press(seller, "Reckon it")
    walk(seller, "Reckon it", **trade.costs)
    market(second, base)
    follow(second, "The money of a sale")
    assert names(second)["Gets now"] == trade.left
    press(second, "It is right. Decide it")
    assert "Decided by two" in shown(second)
    contract(seller, base, number)
    assert not seller.locator("main .act a").count(), "nothing is left to do"


def taste(buyer: Page, seller: Page, base: str, number: str) -> None:
    """No approval, no sale: a sample is asked for, sent, tasted and approved before anything ships."""
    contract(buyer, base, number)
    press(buyer, "Ask for a sample")
    answer(buyer, due_on=day(7), address="Maashaven 4, Rotterdam")
    press(buyer, "Ask for it")
    assert "nothing ships before this sample is approved" in shown(buyer)
    contract(seller, base, number)
    inside(seller, "samples", "S-")
    step(seller, "It is sent", courier="DHL", seal="UVA-0044", sent_on=day(0))
    contract(buyer, base, number)
    inside(buyer, "samples", "S-")
    step(buyer, "It is here", received_on=day(0))
    press(buyer, "Write down the result")
    answer(buyer, grade="Orange Pekoe broken", note="Bright liquor, clean leaf")
    press(buyer, "Save the result")
    press(buyer, "Approve it")
    press(buyer, "Approve it")
    assert "Approved" in shown(buyer)
