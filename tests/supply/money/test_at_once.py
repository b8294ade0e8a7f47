"""Two clerks at the same moment: a delivery is paid once, a box never falls below nothing."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from rochdale.kernel.ids import new_id
from rochdale.supply import operations
from rochdale.supply.models import Payment
from tests.supply.money.purse import KIP, a_purse, paid_out, the_books_balance
from tests.supply.world import World
from tests.trade.test_at_once import all_at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_clerks_pay_the_same_delivery(world: World) -> None:
    purse = a_purse(world)
    delivery = world.deliver("A", 100)

    def pay() -> None:
        operations.pay_delivery(
            id=new_id(), by=world.clerk, at=world.at, happened_at=world.at, delivery_id=delivery, handover=purse.cash()
        )  # fmt: skip

    assert all_at_once(*[pay] * 4) == {"done": 1, "supply.delivery-is-paid": 3}
    assert (Payment.objects.count(), purse.owed("A"), purse.in_box()) == (1, 0, 8_800_000)


def test_two_growers_are_paid_from_a_box_that_holds_enough_for_one(world: World) -> None:
    purse = a_purse(world, 1_500_000)

    def paying(delivery: UUID) -> Callable[[], object]:
        return lambda: operations.pay_delivery(
            id=new_id(), by=world.clerk, at=world.at, happened_at=world.at, delivery_id=delivery, handover=purse.cash()
        )

    calls = [paying(world.deliver(grower, 100)) for grower in ("A", "B", "C")]
    assert all_at_once(*calls) == {"done": 1, "supply.not-so-much-cash": 2}
    assert (paid_out(), purse.in_box()) == (1_200_000 * KIP, 300_000)
    the_books_balance()


def test_an_account_and_a_delivery_are_not_paid_both(world: World) -> None:
    purse = a_purse(world)
    delivery = world.deliver("A", 100)
    moment = {"at": world.at, "happened_at": world.at}
    said = all_at_once(
        lambda: operations.pay_delivery(id=new_id(), by=world.clerk, delivery_id=delivery, handover=purse.cash(), **moment),
        lambda: operations.pay_owed(
            id=new_id(), by=world.clerk, grower_id=world.growers["A"], season_id=purse.season, currency="LAK",
            amount_minor=1_200_000 * KIP, handover=purse.cash(), **moment,
        ),
    )  # fmt: skip
    assert said == {"done": 1, "supply.payment-above-owed": 1}
    assert (paid_out(), purse.owed("A")) == (1_200_000 * KIP, 0)
