"""Many at the same moment: nothing is taken out of a store twice, whoever comes first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection

from rochdale.base import tenancy
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refused
from rochdale.supply import operations
from rochdale.supply.models import Delivery, Lot, Movement, MovementKind, Run, Stock
from rochdale.supply.operations.runs import Given, Taken
from tests.supply.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def all_at_once(*calls: Callable[[], object]) -> Counter[str]:
    """Each call in a thread and connection of its own; what came of them: "done", the code of the refusal, or "the database"."""

    def run(call: Callable[[], object]) -> str:
        try:
            with tenancy.everywhere("tests"):
                call()
            return "done"
        except Refused as refused:
            return refused.refusals[0].code
        except IntegrityError:
            return "the database"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return Counter(pool.map(run, calls))


def heap(world: World) -> Lot:
    return Delivery.objects.get(pk=world.deliver("A", 1000, plots=["11"])).lot


def test_two_batches_that_draw_on_one_lot(world: World) -> None:
    lot = heap(world)

    def wash() -> None:
        operations.record_run(
            id=new_id(), by=world.clerk, at=world.at, happened_at=world.at, kind="wash", facility_id=world.point,
            takes=[Taken(lot.id, 600_000)], gives=[Given("parchment", 120_000)],
        )  # fmt: skip

    assert all_at_once(wash, wash) == {"done": 1, "supply.not-so-much-in-store": 1}
    assert Stock.objects.get(lot=lot).weight_g == 400_000
    assert Run.objects.count() == 1


def test_past_every_operation_the_database_still_lets_only_one_through(world: World) -> None:
    lot = heap(world)

    def take() -> None:
        Movement.objects.create(
            id=new_id(), organization_id=world.organization, lot_id=lot.id, facility_id=world.point, kind=MovementKind.LOST,
            weight_g=-600_000, about_id=new_id(), happened_at=world.at, recorded_at=world.at, by_id="x", by_name="x",
        )  # fmt: skip

    assert all_at_once(take, take) == {"done": 1, "the database": 1}
    assert Stock.objects.get(lot=lot).weight_g == 400_000
