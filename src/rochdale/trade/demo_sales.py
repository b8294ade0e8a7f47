"""Sales of the demo world from the market to the money, played through the operations as far as `demo_sales.toml` says."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID

from rochdale.base import tenancy, two_persons
from rochdale.base.actor import Actor
from rochdale.base.models import Proposal
from rochdale.kernel.money import Money
from rochdale.supply.queries.offerable import offerable
from rochdale.trade import demo_profiles
from rochdale.trade.demo import Row, Stall, worlds_goods
from rochdale.trade.demo_after import tell
from rochdale.trade.demo_money import borrow, close_loan, use_premium
from rochdale.trade.demo_shipping import come_in, ship
from rochdale.trade.invoicing import Shipped
from rochdale.trade.models import Contract, Invoice, Market, Match, Negotiation, Offer
from rochdale.trade.operations import (
    Costs,
    SampleRequest,
    accept_bid,
    accept_match,
    answer_version,
    approve_sample,
    ask_for_sample,
    issue_credit_note,
    issue_invoice,
    make_bid,
    open_negotiation,
    pay_growers,
    propose_settlement,
    propose_version,
    receive_sample,
    record_payment,
    send_sample,
)
from rochdale.trade.rules.negotiation import Bid
from rochdale.trade.rules.price_terms import PriceTerms
from rochdale.trade.rules.versions import Clauses
from rochdale.trade.settling import LotClaim, Report, seller_of_line
from rochdale.trade.threads import newest_bid

SALES = Path(__file__).with_name("demo_sales.toml")
SEASON = "before"
STEPS = ("accepted", "agreed", "financed", "sampled", "left", "invoiced", "arrived", "paid", "settled", "growers", "premium", "told")
ACCEPTED_AFTER, AGREED_AFTER, INVOICED_AFTER, SETTLED_AFTER = timedelta(days=1), timedelta(days=4), timedelta(days=1), timedelta(days=6)


def seasons_sales() -> dict[str, Any]:
    """The rows of the season before."""
    return tomllib.loads(SALES.read_text(encoding="utf-8"))


def seed(*, at: datetime, organization_id: Callable[[str], UUID], person_id: Callable[[str], UUID]) -> None:
    """Write how each is found and trusted, clear the market of the season before, and play each sale up to where it stands."""
    goods = seasons_sales()
    stall = Stall(at + timedelta(days=goods["called"]), organization_id, person_id, SEASON)
    called_at = Market.objects.filter(pk=stall.id("market")).values_list("called_at", flat=True).first()
    stall = replace(stall, called_at=called_at or stall.called_at)
    demo_profiles.seed(stall)
    replace(stall, season="").record_floors(worlds_goods())  # the same rows as this season's market asks of
    stall.put_up(goods, is_fresh=False)
    stall.clear(goods["operator"])
    with tenancy.everywhere("the demo world plays what each of its organizations does"):
        for row in goods["sales"]:
            Sale(own_season(stall, row, at), goods, row).play(row["until"])


def own_season(stall: Stall, row: Row, at: datetime) -> Stall:
    """A sale outside the market of the season has its own first day."""
    if "called" not in row:
        return stall
    began = Negotiation.objects.filter(pk=stall.id("sale", row["name"], "talk")).values_list("opened_at", flat=True).first()
    return replace(stall, called_at=began or at + timedelta(days=row["called"]))


@dataclass(frozen=True)
class Sale:
    """One contract of the season, and what its parties did after the market was cleared."""

    stall: Stall
    goods: Row
    row: Row

    def play(self, until: str) -> None:
        """Every step up to and with `until`, one of STEPS. What was played before stays as it is."""
        for step in STEPS[: STEPS.index(until) + 1]:
            getattr(self, f"_{step}")()

    @property
    def name(self) -> str:
        """The need it served, or what a negotiated one is called."""
        return str(self.row["name"])

    @cached_property
    def contract(self) -> Contract:
        if "bids" in self.row:
            return Contract.objects.get(negotiation_id=self.id("talk"))
        return Contract.objects.get(container_id=self.matches[0].container_id, buyer_id=self.matches[0].need.organization_id)

    @cached_property
    def matches(self) -> list[Match]:
        rows = Match.objects.filter(need_id=self.stall.id("need", self.name)).select_related("offer", "need", "container")
        return list(rows.order_by("id"))

    def id(self, *words: str) -> UUID:
        return self.stall.id("sale", self.name, *words)

    def _accepted(self) -> None:
        if "bids" in self.row:
            self._talk()
            return
        at = self.stall.called_at + ACCEPTED_AFTER
        for party in sorted({self.matches[0].need.organization_id, *(match.offer.organization_id for match in self.matches)}):
            match = self.stall.match(self.name, party)
            accept_match(id=self.id("accept", str(party)), by=self.speaker(party, at), at=at, match_id=match)

    def _put_up(self) -> None:
        """The oldest lot in store of that form, whole, offered for this sale; or goods of which no store is kept here."""
        row = self.row["put_up"]
        if "kg" in row:
            self.stall.offer(row, self.stall.called_at, self.goods["certificates"])
            return
        lots = [lot for lot in offerable(self.stall.owner(row["by"])) if lot.form == row["form"]]
        if lots and not Offer.objects.filter(pk=self.offer_id).exists():
            self.stall.offer({**row, "lot": [lots[-1].code, lots[-1].kg], "kg": lots[-1].kg}, self.stall.called_at, {})

    @property
    def offer_id(self) -> UUID:
        """The offer that was negotiated about."""
        return self.stall.id("offer", self.row["offer"])

    def _talk(self) -> None:
        """Bid against bid, a day apart; the other side says yes to the last."""
        talk, at = self.id("talk"), self.stall.called_at
        if "put_up" in self.row:
            self._put_up()
        for over, (by, price, note) in enumerate(self.row["bids"]):
            at, bid = self.stall.called_at + timedelta(days=over), self._bid(price)
            if over == 0:
                open_negotiation(id=talk, by=self.stall.actor(by, at), at=at, offer_id=self.offer_id, bid=bid, note=note)
            else:
                make_bid(
                    id=self.id("bid", str(over)), by=self.stall.actor(by, at), at=at, negotiation_id=talk, over=over, bid=bid, note=note
                )
        last = newest_bid(Negotiation.objects.get(pk=talk))
        taker = self.stall.actor(self.row.get("accepted_by", self.row["seller"]), at)
        accept_bid(id=self.id("yes"), by=taker, at=at + timedelta(hours=3), negotiation_id=talk, over=last.number, sha256=last.sha256)

    def _bid(self, price: str) -> Bid:
        (incoterm, place), (first, last), (clause, grade) = self.row["term"], self.row["ship"], self.row["form"]
        kg, currency = Offer.objects.get(pk=self.offer_id).kg, self.row.get("currency", "USD")
        return Bid(
            kg=kg, price=PriceTerms("outright", Decimal(price), currency, "kg"), incoterm=incoterm, place=place,
            ship_from=self.stall.day(first), ship_until=self.stall.day(last), valid_until=self.stall.day(8), grade=grade,
            sample_clause=clause,
        )  # fmt: skip

    def _sampled(self) -> None:
        """Asked for, sent, tasted and approved, before anything leaves."""
        if "sample" not in self.row:
            return
        by, grams, address, note = self.row["sample"]
        sample, at = self.id("sample"), self.stall.called_at + AGREED_AFTER + timedelta(days=1)
        buyer, seller = self.stall.actor(by, at), self.stall.actor(self.row["seller"], at)
        asked = SampleRequest("pre-shipment", grams, "", at.date() + timedelta(days=12), address)
        ask_for_sample(id=sample, by=buyer, at=at, asked=asked, contract_id=self.contract.id)
        sent = at + timedelta(days=2)
        send_sample(
            id=self.id("sample", "sent"), by=seller, at=sent, sample_id=sample, courier="DHL", tracking="7712084402", seal="UVA-0031",
            sent_on=sent.date(),
        )  # fmt: skip
        came = at + timedelta(days=7)
        receive_sample(id=self.id("sample", "came"), by=buyer, at=came, sample_id=sample, received_on=came.date())
        approve_sample(id=self.id("sample", "approved"), by=buyer, at=came + timedelta(days=1), sample_id=sample, note=note)

    def _agreed(self) -> None:
        at = self.stall.called_at + AGREED_AFTER
        seller = self.stall.actor(self.row["seller"], at)
        clauses, version = self._clauses(seller), self.id("version")
        propose_version(id=version, by=seller, at=at, contract_id=self.contract.id, over=0, clauses=clauses)
        sha256 = self.contract.versions.get(pk=version).sha256
        for party in sorted(self.contract.party_ids - {seller.organization_id}):
            by, said_at = self.speaker(party, at), at + timedelta(hours=5)
            answer_version(id=self.id("yes", str(party)), by=by, at=said_at, version_id=version, sha256=sha256, is_yes=True)

    def _clauses(self, seller: Actor) -> Clauses:
        row = self.row
        assert seller.organization_id is not None
        is_pool = len(self.contract.seller_ids) > 1
        return Clauses(
            seller_id=seller.organization_id, seller_address=row["seller_address"], seller_vat_id="",
            seller_registration=row["seller_registration"], exporter=row["exporter"][0], exporter_licence=row["exporter"][1],
            importer=row["importer"][0], importer_country=row["importer"][1], buyer_address=row["buyer_address"], payee=row["account"][0],
            account=row["account"][1], bank=row["account"][2], pool_holder_id=seller.organization_id if is_pool else None,
            days_to_pay=row["days_to_pay"], tolerance=Decimal("0.03"), weights="shipped", bears_shortfall="short",
            bears_claim=row.get("bears_claim", "lot"), step=Decimal(row.get("step", "0")), base_score=Decimal(row.get("base_score", "0")),
            reference_moisture=Decimal(row.get("moisture", "0.12")), disputes=row["disputes"], other="",
        )  # fmt: skip

    @property
    def _sailed_at(self) -> datetime:
        day = self.stall.day(self.row["ship"][0]) if "ship" in self.row else self.matches[0].container.departs_on
        return self.stall.called_at.replace(year=day.year, month=day.month, day=day.day)

    def shipped(self) -> list[Shipped]:
        """Kg of each lot that left."""
        lines, short = self.contract.terms["lines"], self.row.get("short", {})
        return [Shipped(place, Decimal(line["kg"] - short.get(line["reference"], 0))) for place, line in enumerate(lines)]

    def _left(self) -> None:
        ship(self, leaves_at=self._sailed_at)

    def _arrived(self) -> None:
        come_in(self, leaves_at=self._sailed_at)

    def buyer(self, at: datetime) -> Actor:
        """Whoever speaks for the buyer."""
        return self.speaker(self.contract.buyer_id, at)

    def _invoiced(self) -> None:
        at, shipped = self._sailed_at + INVOICED_AFTER, self.shipped()
        premium = sum((one.kg for one in shipped), Decimal(0)) * Decimal(self.row.get("premium_per_kg", "0"))
        issue_invoice(
            id=self.id("invoice"), by=self.stall.actor(self.row["seller"], at), at=at, contract_id=self.contract.id, shipped=shipped,
            shipped_on=self._sailed_at.date(), premium=premium.quantize(Decimal("0.01")),
        )  # fmt: skip

    @property
    def invoice(self) -> Invoice:
        return Invoice.objects.get(pk=self.id("invoice"))

    @property
    def claim(self) -> tuple[str, Decimal, str]:
        """Whose lot the buyer claimed for, how much, and why."""
        who, amount, reason = self.row.get("claim", ("", "0", ""))
        return who, Decimal(amount), reason

    def _paid(self) -> None:
        at = self._sailed_at + INVOICED_AFTER + timedelta(days=self.row["paid_after"])
        keeper, (_who, claim, reason) = self.stall.actor(self.row["treasurer"], at), self.claim
        invoice = self.invoice
        if claim:
            issue_credit_note(id=self.id("claim"), by=keeper, at=at, invoice_id=invoice.id, amount=claim, reason=reason)
        record_payment(
            id=self.id("payment"), by=keeper, at=at, invoice_id=invoice.id, amount=invoice.total.amount - claim, on=at.date(),
            reference=f"SWIFT {self.id('bank').int % 900_000 + 100_000}",
        )  # fmt: skip
        close_loan(self, at + timedelta(days=1))

    @property
    def settled_at(self) -> datetime:
        """When the money was shared out."""
        return self._sailed_at + INVOICED_AFTER + timedelta(days=self.row["paid_after"]) + SETTLED_AFTER

    def _settled(self) -> None:
        at = self.settled_at
        keeper, manager = self.stall.actor(self.row["treasurer"], at), self.stall.actor(self.row["seller"], at)
        shared, reserve, empty = (Decimal(amount) for amount in self.row["costs"])
        proposal = propose_settlement(
            id=self.id("settlement"), by=keeper, at=at, contract_id=self.contract.id, costs=Costs(shared, empty, reserve),
            reports=list(self._reports()), claims=list(self._claims()),
        )  # fmt: skip
        self.confirm(proposal, manager, at + timedelta(days=1))

    def _growers(self) -> None:
        """A share of what the settlement left goes to the growers behind the lots."""
        if "to_growers" not in self.row:
            return
        at = self.settled_at + timedelta(days=2)
        keeper, manager = self.stall.actor(self.row["treasurer"], at), self.stall.actor(self.row["seller"], at)
        left = sum((Decimal(line["balance"]) for line in self.contract.settlement.content["lines"]), Decimal(0))
        amount = Money(left * Decimal(self.row["to_growers"]), self.contract.currency).rounded()
        proposal = pay_growers(
            id=self.id("growers"), by=keeper, at=at, contract_id=self.contract.id, amount=amount.amount, paid_currency=amount.currency
        )
        self.confirm(proposal, manager, at + timedelta(hours=4))

    def _financed(self) -> None:
        borrow(self, self.stall.called_at + AGREED_AFTER)

    def _premium(self) -> None:
        use_premium(self, self.settled_at + timedelta(days=2))

    def _told(self) -> None:
        tell(self, self.settled_at + timedelta(days=2, hours=6))

    def confirm(self, proposal: str, by: Actor, at: datetime) -> None:
        """A second person says yes."""
        row = Proposal.objects.get(pk=proposal)
        two_persons.confirm(id=self.id("confirm", proposal), by=by, at=at, proposal_id=row.id, content_sha256=row.content_sha256)

    def _reports(self) -> Iterator[Report]:
        for key, (moisture, score, advance, rate, days) in self.row["reports"].items():
            yield Report(
                self.stall.organization_id(key), Decimal(moisture) if moisture else None, Decimal(score) if score else None,
                Decimal(advance), Decimal(rate), days,
            )  # fmt: skip

    def _claims(self) -> Iterator[LotClaim]:
        """The first lot of whom the buyer claimed against."""
        claimant, claim, _reason = self.claim
        if claim:
            yield LotClaim(seller_of_line(self.contract).index(self.stall.organization_id(claimant)), claim)

    def speaker(self, organization: UUID, at: datetime) -> Actor:
        """Whoever offered, asked or bid for the organization."""
        said = [row["by"] for row in (*self.goods["offers"], *self.goods["needs"])] + [bid[0] for bid in self.row.get("bids", ())]
        return self.stall.actor(next(by for by in said if self.stall.owner(by) == organization), at)
