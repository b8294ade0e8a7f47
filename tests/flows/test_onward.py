"""A lot in store goes on the market in slices, and supply keeps what became of it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from rochdale.base.news import deliver_waiting
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refused
from rochdale.supply.models import Lot, Onward
from rochdale.trade import operations
from rochdale.trade.models import Lot as OnMarket
from rochdale.trade.models import Need, Offer
from rochdale.trade.operations import SliceOf, accept_match, offer_lot, post_need
from tests.cast import Cast
from tests.supply.world import World
from tests.trade.containers import a_container, a_market
from tests.trade.goods import need_facts, offer_facts

pytestmark = pytest.mark.django_db


@pytest.fixture
def green(world: World) -> Lot:
    """1,600 kg of green coffee in store."""
    heap = Lot.objects.get(deliveries=world.deliver("A", 10_000, plots=["11"]))
    parchment = world.run("wash", {heap.id: 10_000}, {"parchment": "2000"})
    return Lot.objects.get(pk=world.run("hull", {parchment: 2000}, {"green": "1600"}))


def offered(world: World, lot: Lot, kg: int) -> UUID:
    window = {"ready_from": (world.at + timedelta(days=5)).date(), "ready_until": (world.at + timedelta(days=90)).date()}
    facts = offer_facts(kg=kg, certificates=(), **window)
    return UUID(offer_lot(id=new_id(), by=world.manager, at=world.at, offer=facts, reference=f"O-{kg}", slice_of=SliceOf(lot.code)))


def onward(lot: Lot) -> list[tuple[str, int, str]]:
    return sorted(Onward.objects.filter(lot=lot).values_list("kind", "weight_g", "reference"))


def test_an_offer_is_a_slice_of_a_lot_that_exists(world: World, cast: Cast, green: Lot) -> None:
    offered(world, green, 1_000)
    on_market = OnMarket.objects.get()
    assert (on_market.stock_id, on_market.kg, on_market.kg_left) == (green.id, 1_600, 600)
    with pytest.raises(Refused) as refused:
        offered(world, green, 700)
    assert refused.value.refusals[0].facts["too_much_kg"] == 100
    assert onward(green) == [("offered", 1_000_000, "O-1000")]


def test_what_was_drawn_from_the_store_cannot_be_offered(world: World, cast: Cast, green: Lot) -> None:
    offered(world, green, 1_000)
    world.run("split", {green.id: 500}, {"green": "500"})
    with pytest.raises(Refused):
        offered(world, green, 200)
    offered(world, green, 100)


def test_an_offer_taken_back_is_told(world: World, cast: Cast, green: Lot) -> None:
    operations.withdraw_offer(id=new_id(), by=world.manager, at=world.at, offer_id=offered(world, green, 400))
    assert onward(green) == [("offered", 400_000, "O-400"), ("withdrawn", 400_000, "O-400")]


def test_a_contract_says_to_whom_the_lot_was_sold(world: World, cast: Cast, green: Lot) -> None:
    freja, at = cast.actor("freja"), world.at
    arrival = {"arrive_from": (at + timedelta(days=30)).date(), "arrive_until": (at + timedelta(days=150)).date()}
    need = post_need(id=new_id(), by=freja, at=at, need=need_facts(kg=1_000, **arrival), reference="N-1")
    offer = Offer.objects.get(pk=offered(world, green, 1_000))
    container = a_container(a_market(cast.actor("sofia"), at=at), (offer, Need.objects.get(pk=need), 900))
    for by in (world.manager, freja):
        accept_match(id=new_id(), by=by, at=at, match_id=container.matches.get().id)
    deliver_waiting(at=at)
    deliver_waiting(at=at)
    sold = Onward.objects.get(kind="sold")
    assert (sold.lot, sold.weight_g, sold.to_whom) == (green, 900_000, cast.faelles.name)
    assert sold.reference.startswith("RC-")
