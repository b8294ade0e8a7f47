"""Goods that left are taken out of their store, and put back when the departure is taken back."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from rochdale.base.news import deliver_waiting
from rochdale.kernel.ids import new_id
from rochdale.supply.models import EvidencePack, Lot, Onward, Stock
from rochdale.supply.queries.lot_papers import shares_to_ship
from rochdale.trade.models import Contract, Shipment
from rochdale.trade.operations import SliceOf, answer_first_refusal, give_first_refusal, offer_lot, take_back_milestone
from rochdale.trade.rules.goods import Price
from rochdale.trade.shipping_papers import checklist_of
from tests.cast import Cast
from tests.supply.world import World
from tests.trade.goods import offer_facts
from tests.trade.shipments import agree, begun, book, left, ready

pytestmark = pytest.mark.django_db


def on_its_way(world: World, cast: Cast) -> tuple[Lot, Shipment]:
    """900 of 1,600 kg of a lot in store, sold to Freja, begun to be shipped."""
    at, manager, freja = world.at, world.manager, cast.actor("freja")
    heap = Lot.objects.get(deliveries=world.deliver("A", 10_000, plots=["11"]))
    green = Lot.objects.get(pk=world.run("hull", {world.run("wash", {heap.id: 10_000}, {"parchment": "2000"}): 2000}, {"green": "1600"}))
    window = {"ready_from": (at + timedelta(days=5)).date(), "ready_until": (at + timedelta(days=90)).date(), "certificates": ()}
    offer = offer_lot(id=new_id(), by=manager, at=at, offer=offer_facts(kg=900, **window), reference="O", slice_of=SliceOf(green.code))
    until = (at + timedelta(days=20)).date()
    asked = give_first_refusal(
        id=new_id(), by=manager, at=at, offer_id=UUID(offer), partner_id=cast.faelles.id, kg=900, price=Price(6, "USD", "kg"), until=until
    )
    answer_first_refusal(id=new_id(), by=freja, at=at, first_refusal_id=UUID(asked), is_yes=True)
    contract = Contract.objects.get()
    agree(contract, manager, [freja], at)
    return green, begun(contract, manager, at)


def test_a_pack_that_supply_issued_counts_at_once_and_a_draft_does_not(world: World, cast: Cast) -> None:
    green, shipment = on_its_way(world, cast)
    row = EvidencePack.objects.create(
        organization_id=green.organization_id, lot=green, number="EP-1", sha256="0" * 64, manifest={"files": []}, document_id=new_id(),
        weight_g=1_600_000, for_whom="Freja", keep_until=date(2031, 1, 1), happened_at=world.at, recorded_at=world.at, by_id="x",
        by_name="x",
    )  # fmt: skip
    book(shipment, world.manager, world.at, arrives_on=date(2027, 3, 1))
    found = {item.document: item for item in checklist_of(shipment, today=world.at.date())}
    assert not found["evidence-pack"].holds
    EvidencePack.objects.filter(pk=row.pk).update(state="issued")
    (item,) = (one for one in checklist_of(shipment, today=world.at.date()) if one.document == "evidence-pack")
    assert item.holds and [paper.number for paper in item.papers] == ["EP-1"]


def test_what_left_is_no_longer_in_store_until_it_is_taken_back(world: World, cast: Cast) -> None:
    at, manager = world.at, world.manager
    green, shipment = on_its_way(world, cast)
    ready(shipment, manager, at)
    made = left(shipment, manager, at, reason="An example")
    for _again in range(2):
        deliver_waiting(at=at)
    row = Onward.objects.get(kind="shipped")
    assert (row.lot, row.weight_g, row.reference, row.to_whom) == (green, 900_000, shipment.number, cast.faelles.name)
    assert sum(Stock.objects.filter(lot=green).values_list("weight_g", flat=True)) == 700_000
    assert shares_to_ship(green.id, 900_000, shipment.number) == [], "told twice, booked once"
    take_back_milestone(id=new_id(), by=manager, at=at, milestone_id=UUID(made), reason="It stands in the yard.")
    deliver_waiting(at=at)
    assert sum(Stock.objects.filter(lot=green).values_list("weight_g", flat=True)) == 1_600_000
