"""So much more for each kg: prepared by one, decided by another, one entry a grower, exact when a delivery is taken back later."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refused
from rochdale.supply import operations
from rochdale.supply.models import AccountEntry
from rochdale.supply.operations.second import Goods
from tests.supply.money.purse import Purse, the_books_balance

pytestmark = pytest.mark.django_db


def propose(purse: Purse, per_kg: str = "1500", **goods: str) -> str:
    return operations.propose_second_payment(
        id=new_id(), by=purse.world.manager, at=purse.at(), kind="second", goods=Goods(purse.season, "LAK", **goods), per_kg=Decimal(per_kg)
    )


def test_each_grower_gets_one_entry_once_it_is_decided(purse: Purse) -> None:
    for grower, weight in (("A", 100), ("A", "50.5"), ("B", 10)):
        purse.pay(purse.world.deliver(grower, weight))
    proposal = propose(purse)
    assert (purse.owed("A"), purse.owed("B")) == (0, 0)
    purse.confirm(proposal)
    assert (purse.owed("A"), purse.owed("B"), purse.owed("C")) == (225_750, 15_000, 0)
    assert AccountEntry.objects.filter(kind="second").count() == 2


def test_only_goods_of_the_form_and_grade_count(purse: Purse) -> None:
    purse.world.deliver("A", 100, grade="A")
    purse.world.deliver("B", 100, grade="B")
    before = purse.owed("B")
    purse.confirm(propose(purse, form="cherry", grade="A"))
    assert (purse.owed("A"), purse.owed("B")) == (before + 150_000, before)


def test_goods_without_the_claim_get_nothing(purse: Purse) -> None:
    purse.world.deliver("A", 100)
    with pytest.raises(Refused) as caught:
        propose(purse, claim="organic")
    assert caught.value.refusals[0].code == "supply.nothing-was-delivered"


def test_deliveries_that_came_meanwhile_refuse_it_whole(purse: Purse) -> None:
    purse.world.deliver("A", 100)
    proposal = propose(purse)
    purse.world.deliver("B", 1)
    with pytest.raises(Refused) as caught:
        purse.confirm(proposal)
    assert caught.value.refusals[0].code == "supply.deliveries-have-changed"
    assert not AccountEntry.objects.filter(kind="second").exists()


def test_a_delivery_taken_back_later_gives_its_second_payment_back_to_the_minor_unit(purse: Purse) -> None:
    one, two = purse.world.deliver("A", "33.333"), purse.world.deliver("A", "66.667")
    purse.confirm(propose(purse, "33.3333"))
    purse.world.at = purse.at()
    purse.world.reverse(one)
    purse.world.at = purse.at()
    purse.world.reverse(two)
    assert sum(AccountEntry.objects.values_list("amount_minor", flat=True)) == 0
    the_books_balance()
