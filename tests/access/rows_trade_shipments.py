"""What each role is answered about shipments, their papers, and the rows of what a route asks for."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from rochdale.trade.models import Contract, Milestone, Shipment
from rochdale.trade.operations import answer_first_refusal, begin_shipment, give_first_refusal, offer_lot
from rochdale.trade.rules.goods import Price
from tests.access.matrix import Row, World, row
from tests.trade.goods import fresh as new_id
from tests.trade.goods import offer_facts
from tests.trade.shipments import agree, bring, ready


def prepare(world: World) -> None:
    """A shipment of Noy's for Freja that is ready to leave, with a paper; a contract that nobody has begun to ship."""
    at = timezone.now()
    noy, freja = world.cast.actor("noy"), world.cast.actor("freja")
    contract, unshipped = _sold(world, "B-7"), _sold(world, "B-8")
    for one in (contract, unshipped):
        agree(one, noy, [freja], at)
    made = begin_shipment(id=new_id(), by=noy, at=at, contract_ids=[contract.id], mode="sea")
    shipment = Shipment.objects.get(pk=made)
    ready(shipment, noy, at, 600)
    world.made |= {
        "shipment": shipment.id, "unshipped": unshipped.id, "step": Milestone.objects.get(shipment=shipment, kind="sealed").id,
        "shipping_paper": bring(shipment, noy, at, "phytosanitary"),
    }  # fmt: skip


def _sold(world: World, reference: str) -> Contract:
    at = timezone.now()
    noy, freja = world.cast.actor("noy"), world.cast.actor("freja")
    window = {"ready_from": (at + timedelta(days=5)).date(), "ready_until": (at + timedelta(days=90)).date(), "certificates": ()}
    offer = offer_lot(id=new_id(), by=noy, at=at, offer=offer_facts(kg=600, **window), reference=reference, visibility="private")
    asked = give_first_refusal(
        id=new_id(), by=noy, at=at, offer_id=offer, partner_id=world.cast.faelles.id, kg=600, price=Price(6, "USD", "kg"),
        until=(at + timedelta(days=20)).date(),
    )  # fmt: skip
    answer_first_refusal(id=new_id(), by=freja, at=at, first_refusal_id=asked, is_yes=True)
    return Contract.objects.get(first_refusal_id=asked)


def made(name: str) -> object:
    return lambda world: world.made[name]


def fresh(world: World) -> object:
    return new_id()


SHIPMENT, NONE = {"shipment_id": made("shipment")}, {"shipment_id": fresh}
UNSHIPPED, STEP, PAPER = {"contract_id": made("unshipped")}, {"milestone_id": made("step")}, {"paper_id": made("shipping_paper")}
SENT = {"operation_id": fresh}
PARTIES = {"member": 200, "officer": 200, "buyer": 200, "operator": 200, "others": 404}
SELLS = {"member": 403, "officer": 200, "buyer": 403, "operator": 403, "others": 404}
HANDLES = {"member": 403, "officer": 200, "buyer": 200, "operator": 403, "others": 404}
OPERATOR = {"operator": 200, "others": 403}
ROW = {"key": "laos-transit"}

AT_API = {"anonymous": 401}
SELLS_API, HANDLES_API = {**SELLS, **AT_API}, {**HANDLES, **AT_API}
TODAY = {"on": lambda world: timezone.now().date().isoformat()}

ROWS: list[Row] = [
    row("api:shipments", **{"no_office": 403, "others": 200, **AT_API}),
    row("api:shipment", "GET", SHIPMENT, **PARTIES, **AT_API),
    row("api:shipment", "GET", NONE, **AT_API, others=404),
    row("api:begin_shipment", "POST", None, {"contract_ids": [], "mode": "sea"}, **AT_API, others=400),
    row("api:book_shipment", "POST", SHIPMENT, {}, **AT_API, others=400),
    row("api:stuff_shipment", "POST", SHIPMENT, {}, **AT_API, others=400),
    row("api:record_gross_mass", "POST", SHIPMENT, {**TODAY, "gross_kg": "9000", "method": "1"}, **{**SELLS_API, "officer": 409}),
    row("api:seal_shipment", "POST", SHIPMENT, {**TODAY, "seals": ["R-1"]}, **{**SELLS_API, "officer": 409}),
    row("api:depart", "POST", SHIPMENT, TODAY, **SELLS_API),
    row("api:arrive", "POST", SHIPMENT, TODAY, **{**HANDLES_API, "officer": 409, "buyer": 409}),
    row("api:record_landed_weight", "POST", SHIPMENT, {**TODAY, "landed_kg": "600"}, **{**HANDLES_API, "officer": 409, "buyer": 409}),
    row("api:claim_weight", "POST", SHIPMENT, TODAY, **{**HANDLES_API, "officer": 409, "buyer": 409}),
    row("api:take_back_step", "POST", {**SHIPMENT, "kind": "sealed"}, {"reason": "Wrong"}, **SELLS_API),
    row("trade:shipments", no_office=403, others=200),
    row("trade:begin-shipment", "GET", UNSHIPPED, **SELLS),
    row("trade:begin-shipment", "POST", UNSHIPPED, {**SENT, "mode": "sea"}, **{**SELLS, "officer": 302}),
    row("trade:shipment", "GET", SHIPMENT, **PARTIES),
    row("trade:shipment", "GET", NONE, others=404),
    row("trade:book-shipment", "GET", SHIPMENT, **SELLS),
    row("trade:book-shipment", "POST", SHIPMENT, {"step": 1}, **SELLS),
    *[row("trade:record-step", "GET", {**SHIPMENT, "kind": kind}, **SELLS) for kind in ("stuffed", "weighed", "sealed", "departed")],
    *[row("trade:record-step", "GET", {**SHIPMENT, "kind": kind}, **HANDLES) for kind in ("arrived", "landed", "claimed")],
    row("trade:record-step", "GET", {**SHIPMENT, "kind": "lost"}, others=404),
    row("trade:record-step", "POST", {**SHIPMENT, "kind": "departed"}, SENT, **SELLS),
    row("trade:record-step", "POST", {**SHIPMENT, "kind": "arrived"}, SENT, **HANDLES),
    row("trade:take-back-step", "GET", STEP, **SELLS),
    row("trade:take-back-step", "GET", {"milestone_id": fresh}, others=404),
    row("trade:take-back-step", "POST", STEP, SENT, **SELLS),
    row("trade:shipping-paper", "GET", {**SHIPMENT, "document": "phytosanitary"}, **PARTIES),
    row("trade:shipping-paper", "GET", {**SHIPMENT, "document": "insurance"}, others=404),
    row("trade:bring-paper", "GET", {**SHIPMENT, "document": "fumigation"}, **HANDLES),
    row("trade:bring-paper", "POST", {**SHIPMENT, "document": "fumigation"}, SENT, **HANDLES),
    row("trade:printed-paper", "GET", {**SHIPMENT, "document": "packing-list"}, **PARTIES),
    row("trade:printed-paper", "GET", {**SHIPMENT, "document": "insurance"}, others=404),
    row("trade:shipping-paper-file", "GET", PAPER, **PARTIES),
    row("trade:shipping-paper-file", "GET", {"paper_id": fresh}, others=404),
    row("trade:take-back-paper", "GET", PAPER, **HANDLES),
    row("trade:take-back-paper", "POST", PAPER, SENT, **HANDLES),
    row("trade:requirements", others=200),
    row("trade:requirement", "GET", ROW, others=200),
    row("trade:requirement", "GET", {"key": "nothing"}, others=404),
    row("trade:new-requirement", **OPERATOR),
    row("trade:new-requirement", "POST", sends={"step": 1}, **OPERATOR),
    row("trade:verify-requirement", "GET", ROW, **OPERATOR),
    row("trade:verify-requirement", "POST", ROW, SENT, **OPERATOR),
]
