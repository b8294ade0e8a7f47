"""What each role is answered in the market: own things for their owner, shared ones for their parties, the whole for the operator."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from rochdale.kernel.ids import new_id
from rochdale.trade.models import Condition, Contract, Lot, Need, Offer
from rochdale.trade.operations import (
    FloorFacts,
    SliceOf,
    accept_match,
    answer_first_refusal,
    answer_version,
    give_first_refusal,
    issue_invoice,
    offer_lot,
    post_need,
    propose_version,
    record_payment,
    record_price_floor,
)
from rochdale.trade.rules.answers import ConditionFacts
from rochdale.trade.rules.goods import Price
from tests.access.matrix import Row, World, row
from tests.trade.containers import a_container, a_market
from tests.trade.goods import need_facts, offer_facts
from tests.trade.sales import clauses, shipped_whole


def prepare(world: World) -> None:
    """Offers of Noy's, one cut from a lot, a need of Freja's, a container they share, one they have agreed on, a floor, a partner asked."""
    at = timezone.now()
    noy, freja, sofia = world.cast.actor("noy"), world.cast.actor("freja"), world.cast.actor("sofia")
    window = {"ready_from": (at + timedelta(days=5)).date(), "ready_until": (at + timedelta(days=90)).date(), "certificates": ()}
    arrival = {"arrive_from": (at + timedelta(days=30)).date(), "arrive_until": (at + timedelta(days=150)).date()}
    offer, private = (
        Offer.objects.get(
            pk=offer_lot(id=new_id(), by=noy, at=at, offer=offer_facts(kg=50_000, **window), reference=name, visibility=visibility)
        )
        for name, visibility in (("B-1", "market"), ("B-2", "private"))
    )
    offer_lot(id=new_id(), by=noy, at=at, offer=offer_facts(kg=900, **window), reference="B-3", slice_of=SliceOf("L-1", 5_000))
    lot = Lot.objects.get()
    need = Need.objects.get(pk=post_need(id=new_id(), by=freja, at=at, need=need_facts(kg=50_000, **arrival), reference="N-1"))
    market = a_market(sofia, at=at)
    open_container, agreed = a_container(market, (offer, need, 9_000)), a_container(market, (offer, need, 6_000), number=2)
    match = agreed.matches.get()
    board = (ConditionFacts("board", (at + timedelta(days=10)).date()),)
    accept_match(id=new_id(), by=noy, at=at, match_id=match.id, conditions=board)
    accept_match(id=new_id(), by=freja, at=at, match_id=match.id)
    floor = FloorFacts("coffee", "arabica", "washed", "", "fairtrade", "FOB", "USD", "lb", 1, None, None, at.date(), None, "Table, page 3")
    until = (at + timedelta(days=20)).date()
    asked = give_first_refusal(
        id=new_id(), by=noy, at=at, offer_id=private.id, partner_id=world.cast.faelles.id, kg=500, price=Price(6, "USD", "kg"), until=until
    )
    contract = Contract.objects.get()
    world.made |= _a_sale(world)
    world.made |= {
        "offer": offer.id, "private": private.id, "lot": lot.id, "need": need.id, "market": market.id, "container": open_container.id,
        "contract": contract.id, "condition": Condition.objects.get().id, "asked": asked,
        "floor": record_price_floor(id=new_id(), by=sofia, at=at, floor=floor),
    }  # fmt: skip


def _a_sale(world: World) -> dict[str, object]:
    """What Freja took when she was asked first: agreed on, invoiced, partly paid, with an amendment proposed."""
    at = timezone.now()
    noy, freja = world.cast.actor("noy"), world.cast.actor("freja")
    window = {"ready_from": (at + timedelta(days=5)).date(), "ready_until": (at + timedelta(days=90)).date(), "certificates": ()}
    offer = offer_lot(id=new_id(), by=noy, at=at, offer=offer_facts(kg=600, **window), reference="B-4", visibility="private")
    asked = give_first_refusal(
        id=new_id(), by=noy, at=at, offer_id=offer, partner_id=world.cast.faelles.id, kg=600, price=Price(6, "USD", "kg"),
        until=(at + timedelta(days=20)).date(),
    )  # fmt: skip
    answer_first_refusal(id=new_id(), by=freja, at=at, first_refusal_id=asked, is_yes=True)
    contract = Contract.objects.get(first_refusal_id=asked)
    version = propose_version(id=new_id(), by=noy, at=at, contract_id=contract.id, over=0, clauses=clauses(noy))
    seal = contract.versions.get(pk=version).sha256
    answer_version(id=new_id(), by=freja, at=at, version_id=version, sha256=seal, is_yes=True)
    invoice = issue_invoice(id=new_id(), by=noy, at=at, contract_id=contract.id, shipped=shipped_whole(contract), shipped_on=at.date())
    paid = record_payment(id=new_id(), by=noy, at=at, invoice_id=invoice, amount=Decimal(100), on=at.date(), reference="FT-1")
    amendment = propose_version(id=new_id(), by=noy, at=at, contract_id=contract.id, over=1, clauses=clauses(noy, days_to_pay=60))
    return {"sale": contract.id, "version": amendment, "invoice": invoice, "payment": paid}


def made(name: str) -> object:
    return lambda world: world.made[name]


def fresh(world: World) -> object:
    return new_id()


OFFER, PRIVATE, NEED = {"offer_id": made("offer")}, {"offer_id": made("private")}, {"need_id": made("need")}
CONTAINER, CONTRACT, MARKET = {"container_id": made("container")}, {"contract_id": made("contract")}, {"market_id": made("market")}
SALE, VERSION = {"contract_id": made("sale")}, {"version_id": made("version")}
INVOICE, PAYMENT = {"invoice_id": made("invoice")}, {"payment_id": made("payment")}
SIGNS = {"member": 403, "officer": 200, "buyer": 200, "operator": 403, "others": 404}
BOOKS = {"member": 403, "officer": 200, "buyer": 403, "operator": 403, "others": 404}
LOT = {"lot_id": made("lot")}
FLOOR, ASKED, CONDITION = {"floor_id": made("floor")}, {"first_refusal_id": made("asked")}, {"condition_id": made("condition")}
SENT = {"operation_id": fresh}
OWN = {"member": 403, "officer": 200, "others": 404}
TRADERS = {"officer": 200, "other_officer": 200, "buyer": 200, "others": 403}
PARTIES = {"member": 200, "officer": 200, "buyer": 200, "operator": 200, "others": 404}
SIGNERS = {"member": 403, "officer": 200, "buyer": 200, "operator": 404, "others": 404}
OPERATOR = {"operator": 200, "others": 403}

ROWS: list[Row] = [
    row("trade:home", others=200),
    row("trade:offers", no_office=403, others=200),
    row("trade:new-offer", **TRADERS),
    row("trade:new-offer", "POST", sends={"step": 1}, **TRADERS),
    row("trade:offer", "GET", OFFER, no_office=404, others=200),
    row("trade:offer", "GET", PRIVATE, member=200, officer=200, others=404),
    row("trade:offer", "GET", {"offer_id": fresh}, others=404),
    row("trade:change-offer", "GET", OFFER, **OWN),
    row("trade:change-offer", "POST", OFFER, SENT, **OWN),
    row("trade:withdraw-offer", "GET", OFFER, **OWN),
    row("trade:withdraw-offer", "POST", OFFER, SENT, **{**OWN, "officer": 302}),
    row("trade:ask-partner", "GET", OFFER, **OWN),
    row("trade:ask-partner", "POST", OFFER, SENT, **OWN),
    row("trade:lots", no_office=403, others=200),
    row("trade:new-lot", **TRADERS),
    row("trade:new-lot", "POST", sends={"step": 1}, **TRADERS),
    row("trade:lot", "GET", LOT, member=200, officer=200, others=404),
    row("trade:lot", "GET", {"lot_id": fresh}, others=404),
    row("trade:offer-part", "GET", LOT, **OWN),
    row("trade:offer-part", "POST", LOT, SENT, **OWN),
    row("trade:on-offer", others=200),
    row("trade:partner", "GET", ASKED, buyer=200, others=404),
    row("trade:partner", "POST", ASKED, SENT, buyer=302, others=404),
    row("trade:needs", no_office=403, others=200),
    row("trade:new-need", **TRADERS),
    row("trade:new-need", "POST", sends={"step": 1}, **TRADERS),
    row("trade:need", "GET", NEED, no_office=404, others=200),
    row("trade:withdraw-need", "GET", NEED, buyer=200, others=404),
    row("trade:withdraw-need", "POST", NEED, SENT, buyer=302, others=404),
    row("trade:wanted", others=200),
    row("trade:matches", no_office=403, others=200),
    row("trade:container", "GET", CONTAINER, **PARTIES),
    row("trade:container", "GET", {"container_id": fresh}, others=404),
    row("trade:say-yes", "GET", CONTAINER, **SIGNERS),
    row("trade:say-yes", "POST", CONTAINER, SENT, **{**SIGNERS, "officer": 302, "buyer": 302}),
    row("trade:say-no", "GET", CONTAINER, **SIGNERS),
    row("trade:say-no", "POST", CONTAINER, {**SENT, "reason": "The price"}, **{**SIGNERS, "officer": 302, "buyer": 302}),
    row("trade:meet-condition", "POST", CONDITION, SENT, member=403, officer=302, buyer=403, operator=403, others=404),
    row("trade:meet-condition", "POST", {"condition_id": fresh}, SENT, others=404),
    row("trade:markets", others=200),
    row("trade:new-market", **OPERATOR),
    row("trade:new-market", "POST", sends=SENT, **OPERATOR),
    row("trade:market", "GET", MARKET, others=200),
    row("trade:market-file", "GET", {**MARKET, "name": "summary.json"}, **OPERATOR),
    row("trade:market-file", "GET", {**MARKET, "name": "sealed.json"}, operator=404, others=403),
    row("trade:floors", others=200),
    row("trade:new-floor", **OPERATOR),
    row("trade:new-floor", "POST", sends=SENT, **OPERATOR),
    row("trade:floor", "GET", FLOOR, others=200),
    row("trade:verify-floor", "GET", FLOOR, **OPERATOR),
    row("trade:verify-floor", "POST", FLOOR, SENT, **OPERATOR),
    row("trade:contracts", no_office=403, others=200),
    row("trade:contract", "GET", CONTRACT, **PARTIES),
    row("trade:contract-file", "GET", CONTRACT, **PARTIES),
    row("trade:contract-file", "GET", {"contract_id": fresh}, others=404),
    row("trade:roles", "GET", CONTRACT, **PARTIES),
    row("trade:roles", "GET", {"contract_id": fresh}, others=404),
    row("trade:propose-roles", "GET", SALE, **SIGNS),
    row("trade:propose-roles", "POST", SALE, SENT, **SIGNS),
    row("trade:say-yes-to-roles", "POST", VERSION, {**SENT, "sha256": "0"}, **{**SIGNS, "officer": 409, "buyer": 409}),
    row("trade:say-no-to-roles", "GET", VERSION, **SIGNS),
    row("trade:say-no-to-roles", "POST", VERSION, SENT, **SIGNS),
    row("trade:new-invoice", "GET", SALE, **BOOKS),
    row("trade:new-invoice", "POST", SALE, SENT, **BOOKS),
    row("trade:invoice", "GET", INVOICE, **PARTIES),
    row("trade:invoice", "GET", {"invoice_id": fresh}, others=404),
    row("trade:invoice-file", "GET", INVOICE, **PARTIES),
    row("trade:invoice-ubl", "GET", INVOICE, **PARTIES),
    row("trade:record-payment", "GET", INVOICE, **BOOKS),
    row("trade:record-payment", "POST", INVOICE, SENT, **BOOKS),
    row("trade:credit-note", "GET", INVOICE, **BOOKS),
    row("trade:credit-note", "POST", INVOICE, SENT, **BOOKS),
    row("trade:settlement", "GET", SALE, member=200, officer=200, others=404),
    row("trade:propose-settlement", "GET", SALE, member=403, officer=200, others=404),
    row("trade:propose-settlement", "POST", SALE, SENT, member=403, officer=200, others=404),
    row("trade:settlement-file", "GET", SALE, others=404),
    row("trade:settlement-proposal", "GET", {"proposal_id": fresh}, others=404),
    row("trade:settlement-proposal", "POST", {"proposal_id": fresh}, SENT, others=404),
    row("trade:refuse-settlement", "POST", {"proposal_id": fresh}, SENT, others=404),
    row("trade:take-back-payment", "GET", PAYMENT, **BOOKS),
    row("trade:take-back-payment", "POST", PAYMENT, SENT, **BOOKS),
]
