"""What each role is answered in negotiations and samples: the officers of the two sides, and nobody else, not even the operator."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from rochdale.kernel.ids import new_id
from rochdale.trade.models import Allowance, Negotiation
from rochdale.trade.operations import (
    SampleRequest,
    accept_bid,
    ask_for_sample,
    make_bid,
    offer_lot,
    open_negotiation,
    post_need,
    propose_allowance,
    receive_sample,
    reject_sample,
    send_sample,
)
from rochdale.trade.threads import newest_bid
from tests.access.matrix import Row, World, row
from tests.trade.bids import a_bid
from tests.trade.goods import need_facts, offer_facts


def prepare(world: World) -> None:
    """A bid of Freja's that waits for Noy, one agreed on, a need, a sample on its way and one rejected with an allowance proposed."""
    at = timezone.now()
    noy, freja, ebong = world.cast.actor("noy"), world.cast.actor("freja"), world.cast.actor("ebong")
    window = {"ready_from": (at + timedelta(days=5)).date(), "ready_until": (at + timedelta(days=90)).date(), "certificates": ()}
    arrival = {"arrive_from": (at + timedelta(days=30)).date(), "arrive_until": (at + timedelta(days=150)).date()}
    ships = {"ship_from": (at + timedelta(days=10)).date(), "ship_until": (at + timedelta(days=40)).date()}
    bid = a_bid(kg=1_000, valid_until=(at + timedelta(days=7)).date(), **ships)
    lots = [
        offer_lot(id=new_id(), by=noy, at=at, offer=offer_facts(kg=2_000, **window), reference=f"T-{number}", visibility=visibility)
        for number, visibility in ((1, "market"), (2, "market"), (3, "private"))
    ]
    need = post_need(id=new_id(), by=freja, at=at, need=need_facts(kg=9_000, **arrival), reference="N-9")
    thread, agreed = (open_negotiation(id=new_id(), by=freja, at=at, offer_id=lot, bid=bid) for lot in lots[:2])
    make_bid(id=new_id(), by=noy, at=at, negotiation_id=agreed, over=1, bid=bid)
    seal = newest_bid(Negotiation.objects.get(pk=agreed)).sha256
    contract = accept_bid(id=new_id(), by=freja, at=at, negotiation_id=agreed, over=2, sha256=seal)
    due = (at + timedelta(days=9)).date()
    sample = ask_for_sample(id=new_id(), by=freja, at=at, offer_id=lots[0], asked=SampleRequest("offer", 300, "SCA-2004", due, "Aarhus"))
    rejected = ask_for_sample(
        id=new_id(), by=freja, at=at, contract_id=contract, asked=SampleRequest("pre-shipment", 300, "SCA-2004", due, "Aarhus")
    )
    send_sample(id=new_id(), by=noy, at=at, sample_id=rejected, courier="Post", tracking="", seal="7", sent_on=at.date())
    receive_sample(id=new_id(), by=freja, at=at, sample_id=rejected, received_on=at.date())
    reject_sample(id=new_id(), by=freja, at=at, sample_id=rejected, reason="Mouldy")
    propose_allowance(id=new_id(), by=freja, at=at, sample_id=rejected, per_kg=Decimal("0.10"), reason="Mouldy")
    world.made |= {
        "t-lot": lots[0], "t-hidden": lots[2], "t-need": need, "thread": thread, "t-contract": contract, "sample": sample,
        "t-rejected": rejected, "allowance": Allowance.objects.get().id,
    }  # fmt: skip
    assert ebong


def made(name: str) -> object:
    return lambda world: world.made[name]


def fresh(world: World) -> object:
    return new_id()


THREAD, LOT, NEED = {"negotiation_id": made("thread")}, {"offer_id": made("t-lot")}, {"need_id": made("t-need")}
CONTRACT, SAMPLE, REJECTED = {"contract_id": made("t-contract")}, {"sample_id": made("sample")}, {"sample_id": made("t-rejected")}
ALLOWANCE, HIDDEN = {"allowance_id": made("allowance")}, {"offer_id": made("t-hidden")}
SENT = {"operation_id": fresh}
SIDES = {"member": 403, "officer": 200, "buyer": 200, "others": 404}
SENDS = {"member": 403, "officer": 200, "buyer": 403, "others": 404}
GETS = {"member": 403, "officer": 403, "buyer": 200, "others": 404}
KNOWS = {"member": 200, "officer": 200, "buyer": 200, "others": 404}
ANSWERED = {**SENT, "over": 9, "sha256": "0"}
OTHERS = {"member": 403, "no_office": 404, "registrar": 403, "operator": 403}
BUYS = {**OTHERS, "officer": 200, "other_officer": 200, "buyer": 200, "others": 404}
API = {"anonymous": 401}
REFUSED = {**API, "member": 403, "officer": 409, "buyer": 409, "others": 404}

ROWS: list[Row] = [
    row("trade:negotiations", no_office=403, others=200),
    row("trade:negotiation", "GET", THREAD, **SIDES),
    row("trade:negotiation", "GET", {"negotiation_id": fresh}, others=404),
    row("trade:counter", "GET", THREAD, **SIDES),
    row("trade:counter", "POST", THREAD, SENT, **SIDES),
    row("trade:make-bid", "GET", THREAD, **SIDES),
    row("trade:make-bid", "POST", THREAD, {"step": 1}, **SIDES),
    row("trade:accept-bid", "GET", THREAD, **SIDES),
    row("trade:accept-bid", "POST", THREAD, ANSWERED, **SIDES),
    row("trade:decline-bid", "GET", THREAD, **SIDES),
    row("trade:decline-bid", "POST", THREAD, SENT, **SIDES),
    row("trade:withdraw-bid", "GET", THREAD, **SIDES),
    row("trade:withdraw-bid", "POST", THREAD, SENT, **SIDES),
    row("trade:bid-on-offer", "GET", LOT, **{**BUYS, "buyer": 302}),
    row("trade:bid-on-offer", "POST", LOT, {"step": 1}, **BUYS),
    row("trade:bid-on-offer", "GET", HIDDEN, member=403, officer=200, others=404),
    row("trade:bid-on-need", "GET", NEED, **BUYS),
    row("trade:bid-on-need", "POST", NEED, {"step": 1}, **BUYS),
    row("trade:fix-price", "GET", CONTRACT, member=403, officer=200, buyer=200, operator=403, others=404),
    row("trade:fix-price", "POST", CONTRACT, SENT, member=403, officer=200, buyer=200, operator=403, others=404),
    row("trade:samples", no_office=403, others=200),
    row("trade:sample", "GET", SAMPLE, **KNOWS),
    row("trade:sample", "GET", {"sample_id": fresh}, others=404),
    row("trade:sample-label", "GET", SAMPLE, **KNOWS),
    row("trade:send-sample", "GET", SAMPLE, **SENDS),
    row("trade:send-sample", "POST", SAMPLE, SENT, **SENDS),
    row("trade:receive-sample", "GET", SAMPLE, **GETS),
    row("trade:receive-sample", "POST", SAMPLE, SENT, **GETS),
    row("trade:judge-sample", "GET", SAMPLE, **GETS),
    row("trade:judge-sample", "POST", SAMPLE, SENT, **GETS),
    row("trade:approve-sample", "GET", SAMPLE, **GETS),
    row("trade:approve-sample", "POST", SAMPLE, SENT, **GETS),
    row("trade:reject-sample", "GET", SAMPLE, **GETS),
    row("trade:reject-sample", "POST", SAMPLE, SENT, **GETS),
    row("trade:replace-sample", "GET", SAMPLE, **SIDES),
    row("trade:replace-sample", "POST", SAMPLE, SENT, **SIDES),
    row("trade:propose-allowance", "GET", REJECTED, **SIDES),
    row("trade:propose-allowance", "POST", REJECTED, SENT, **SIDES),
    row("trade:answer-allowance", "GET", ALLOWANCE, **SIDES),
    row("trade:answer-allowance", "POST", ALLOWANCE, SENT, **{**SIDES, "officer": 302}),
    row("trade:end-sale", "GET", REJECTED, **GETS),
    row("trade:end-sale", "POST", REJECTED, SENT, **GETS),
    row("trade:ask-of-offer", "GET", LOT, **BUYS),
    row("trade:ask-of-offer", "POST", LOT, SENT, **BUYS),
    row("trade:ask-of-contract", "GET", CONTRACT, member=403, officer=200, buyer=200, operator=403, others=404),
    row("trade:ask-of-contract", "POST", CONTRACT, SENT, member=403, officer=200, buyer=200, operator=403, others=404),
    row("api:negotiations", **API, no_office=403, others=200),
    row("api:negotiation", "GET", THREAD, **API, **SIDES),
    row("api:open_negotiation", "POST", **API, others=400),
    row("api:make_bid", "POST", THREAD, **API, others=400),
    row("api:accept_bid", "POST", THREAD, {"over": 9, "sha256": "0"}, **REFUSED),
    row("api:decline_bid", "POST", THREAD, {"over": 9}, **REFUSED),
    row("api:withdraw_bid", "POST", THREAD, {"over": 9}, **REFUSED),
    row("api:samples", **API, no_office=403, others=200),
    row("api:sample", "GET", SAMPLE, **API, **KNOWS),
    row("api:ask_for_sample", "POST", **API, others=400),
    row("api:send_sample", "POST", SAMPLE, **API, others=400),
    row("api:receive_sample", "POST", SAMPLE, **API, others=400),
    row("api:judge_sample", "POST", SAMPLE, {"grade": "A"}, **{**REFUSED, "officer": 403}),
    row("api:answer_sample", "POST", SAMPLE, {"is_yes": True}, **{**REFUSED, "officer": 403}),
    row("api:bars", "GET", CONTRACT, **API, **KNOWS | {"operator": 200}),
]
