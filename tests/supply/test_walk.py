"""From a plot to a lot and back: the worked graph of the reference (supply, section 6), through the operations."""

from __future__ import annotations

from uuid import UUID

import pytest

from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refused
from rochdale.supply import operations
from rochdale.supply.models import Balance, Delivery, Lot, RunOutput, Stock
from rochdale.supply.queries import trace
from tests.supply.world import World

pytestmark = pytest.mark.django_db


def lot_of(delivery_id: UUID) -> Lot:
    return Delivery.objects.get(pk=delivery_id).lot


@pytest.fixture
def graph(world: World) -> dict[str, object]:
    """D1 620 kg (A, plot 11), D2 380 (B, 21 and 22), D3 500 (C, 31); T1: D1 + D2 → L1 200; T2: D3 → L2 96; T3: 150 + 96 → L3 196.8."""
    first = world.deliver("A", 620, plots=["11"])
    second = world.deliver("B", 380, plots=["21", "22"])
    heap = lot_of(first)
    assert lot_of(second) == heap
    one = world.run("wash", {heap.id: 1000}, {"parchment": "200"})
    third = world.deliver("C", 500, plots=["31"])
    assert lot_of(third) != heap, "a heap that was drawn on takes nothing more"
    two = world.run("wash", {lot_of(third).id: 500}, {"parchment": "96"})
    three = world.run("hull", {one: 150, two: 96}, {"green": "196.8"})
    return {"D1": first, "D2": second, "D3": third, "L1": one, "L2": two, "L3": three}


def test_back_from_the_green_lot_to_every_delivery(world: World, graph: dict[str, UUID]) -> None:
    found = trace.behind(Lot.objects.get(pk=graph["L3"]))
    assert found.total_g == 196_800
    assert {found.lots[graph["L1"]], found.lots[graph["L2"]]} == {120_000, 76_800}
    by_delivery = {source.delivery_id: source.weight_g for source in found.sources}
    assert by_delivery == {graph["D1"]: 74_400, graph["D2"]: 45_600, graph["D3"]: 76_800}
    assert found.by_plots()[tuple(sorted([world.plots["21"], world.plots["22"]]))] == 45_600
    assert found.untraced_g == 0


def test_forward_from_a_plot_to_what_still_lies(world: World, graph: dict[str, UUID]) -> None:
    found = trace.forward_of_plot(world.plots["11"])
    assert (found.came[graph["L3"]], found.lies[graph["L1"]], found.delivered_g) == (465_000, 155_000, 620_000)
    assert trace.forward_of_plot(world.plots["31"]).came[graph["L3"]] == 500_000


def test_the_store_and_the_account_say_the_same(world: World, graph: dict[str, UUID]) -> None:
    assert sum(Stock.objects.values_list("weight_g", flat=True)) == 50_000 + 196_800
    assert Balance.objects.get(grower_id=world.growers["A"]).amount_minor == 620 * 12_000 * 100


def test_a_reversal_that_would_make_the_store_negative_names_the_lot(world: World, graph: dict[str, UUID]) -> None:
    with pytest.raises(Refused) as refused:
        world.reverse(graph["D1"])
    assert refused.value.refusals[0].code == "supply.not-so-much-in-store"
    assert refused.value.refusals[0].facts["lot"] == lot_of(graph["D1"]).code


def test_a_reversal_takes_goods_and_money_back(world: World) -> None:
    delivery = world.deliver("A", 43.35)
    world.reverse(delivery)
    assert [row.weight_g for row in Stock.objects.all()] == [0]
    assert Balance.objects.get(grower_id=world.growers["A"]).amount_minor == 0


def test_a_run_is_taken_back_whole_or_not_at_all(world: World, graph: dict[str, UUID]) -> None:
    run = RunOutput.objects.get(lot_id=graph["L3"]).run_id
    operations.reverse_run(id=new_id(), by=world.clerk, at=world.at, happened_at=world.at, run_id=run, reason="weighed wrong")
    assert Stock.objects.get(lot_id=graph["L1"]).weight_g == 200_000
    with pytest.raises(Refused):
        operations.reverse_run(id=new_id(), by=world.clerk, at=world.at, happened_at=world.at, run_id=run, reason="again")
