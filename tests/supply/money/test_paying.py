"""At the counter: deliveries are paid once, debts are kept as signed, payments are taken back whole."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import NotAllowed, Refused
from rochdale.supply import operations
from rochdale.supply.models import AccountEntry, Payment
from rochdale.supply.operations.paying import Handover
from tests.supply.money.purse import KIP, Purse, paid_out, the_books_balance

pytestmark = pytest.mark.django_db


def refused(call: object, *args: object, **kwargs: object) -> str:
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)  # type: ignore[operator]
    return caught.value.refusals[0].code


def test_the_worked_example_is_paid_at_the_counter(purse: Purse) -> None:
    purse.credit("A", 400_000)
    purse.mandate("A", "credit")
    delivery = purse.world.deliver("A", 620, price_deduction=Decimal(500))
    payment = Payment.objects.get(pk=purse.pay(delivery, share=Decimal("0.8")))
    assert payment.amount_minor == 5_304_000 * KIP
    assert purse.owed("A") == 7_130_000 - 5_704_000
    assert purse.owed("A", "credit") == 0
    assert purse.in_box() == 10_000_000 - 5_304_000
    the_books_balance()


def test_the_share_of_the_season_is_paid_when_none_is_named(purse: Purse) -> None:
    operations.set_first_share(id=new_id(), by=purse.world.manager, at=purse.at(), season_id=purse.season, share=Decimal("0.6"))
    purse.pay(purse.world.deliver("A", 100))
    assert (paid_out(), purse.owed("A")) == (720_000 * KIP, 480_000)


def test_a_delivery_is_paid_once(purse: Purse) -> None:
    delivery = purse.world.deliver("A", 100)
    purse.pay(delivery, share=Decimal("0.5"))
    assert refused(purse.pay, delivery) == "supply.delivery-is-paid"
    assert purse.owed("A") == 600_000


def test_the_same_payment_sent_twice_is_one(purse: Purse) -> None:
    delivery, id, moment = purse.world.deliver("A", 100), new_id(), purse.moment()
    for _ in range(2):
        operations.pay_delivery(id=id, by=purse.world.clerk, delivery_id=delivery, handover=purse.cash(), **moment)
    assert Payment.objects.count() == 1


def test_without_a_mandate_nothing_is_kept(purse: Purse) -> None:
    purse.advance("A", 300_000)
    delivery = purse.world.deliver("A", 100)
    assert refused(purse.pay, delivery, keeps={"advance": 100_000 * KIP}) == "supply.deduction-without-mandate"
    purse.pay(delivery)
    assert (purse.owed("A"), purse.owed("A", "advance")) == (0, -300_000)


def test_a_mandate_keeps_up_to_its_share_and_ends_when_taken_back(purse: Purse) -> None:
    purse.advance("A", 1_000_000)
    mandate = purse.mandate("A", "advance", "0.25")
    first = purse.world.deliver("A", 100)
    purse.pay(first)
    assert purse.owed("A", "advance") == -700_000
    second = purse.world.deliver("A", 100)
    assert refused(purse.pay, second, keeps={"advance": 300_001 * KIP}) == "supply.deduction-above-mandate"
    operations.end_mandate(id=new_id(), by=purse.world.clerk, at=purse.at(), mandate_id=mandate)
    purse.pay(second)
    assert purse.owed("A", "advance") == -700_000


def test_all_of_a_payment_may_go_to_a_debt(purse: Purse) -> None:
    purse.advance("A", 2_000_000)
    purse.mandate("A", "advance")
    payment = Payment.objects.get(pk=purse.pay(purse.world.deliver("A", 100)))
    assert (payment.amount_minor, purse.owed("A"), purse.owed("A", "advance")) == (0, 0, -800_000)
    purse.take_back(payment.id)
    assert (purse.owed("A"), purse.owed("A", "advance")) == (1_200_000, -2_000_000)
    the_books_balance()


def test_more_than_is_owed_is_refused(purse: Purse) -> None:
    purse.world.deliver("A", 10)
    pays = {"by": purse.world.clerk, "grower_id": purse.world.growers["A"], "season_id": purse.season, "currency": "LAK"}
    over = {"id": new_id(), "amount_minor": 120_001 * KIP, "handover": purse.cash()}
    assert refused(operations.pay_owed, **pays, **over, **purse.moment()) == "supply.payment-above-owed"
    operations.pay_owed(**pays, id=new_id(), amount_minor=20_000 * KIP, handover=purse.cash(), **purse.moment())
    assert purse.owed("A") == 100_000


def test_more_cash_than_is_in_the_box_is_refused_naming_the_box(purse: Purse) -> None:
    delivery = purse.world.deliver("A", 1000)
    with pytest.raises(Refused) as caught:
        purse.pay(delivery)
    assert caught.value.refusals[0].code == "supply.not-so-much-cash"
    assert caught.value.refusals[0].facts["box"] == "Box 1"
    assert purse.owed("A") == 12_000_000


def test_what_is_below_the_smallest_note_is_paid_with_the_next_delivery(purse: Purse) -> None:
    purse.pay(purse.world.deliver("A", "43.35"), handover=purse.cash(note_minor=1_000 * KIP))
    assert (paid_out(), purse.owed("A")) == (520_000 * KIP, 200)
    tiny = purse.world.deliver("A", "0.05")
    assert refused(purse.pay, tiny, handover=purse.cash(note_minor=1_000 * KIP)) == "supply.below-the-smallest-note"
    assert purse.owed("A") == 800


def test_mobile_money_needs_no_box_and_keeps_its_reference(purse: Purse) -> None:
    payment = Payment.objects.get(pk=purse.pay(purse.world.deliver("A", 10), handover=Handover("mobile", reference="MP-77")))
    assert (payment.box_id, payment.reference, purse.in_box()) == (None, "MP-77", 10_000_000)
    assert refused(purse.pay, purse.world.deliver("A", 10), handover=Handover("cash")) == "supply.cash-needs-a-box"


def test_a_payment_is_taken_back_whole_and_its_cash_returns(purse: Purse) -> None:
    purse.advance("A", 300_000)
    purse.mandate("A", "advance")
    delivery = purse.world.deliver("A", 100)
    payment = purse.pay(delivery)
    back = purse.take_back(payment)
    assert (purse.owed("A"), purse.owed("A", "advance"), purse.in_box()) == (1_200_000, -300_000, 9_700_000)
    assert refused(purse.take_back, payment) == refused(purse.take_back, back) == "supply.payment-is-taken-back"
    purse.pay(delivery)
    assert purse.owed("A") == 0
    the_books_balance()


def test_an_advance_that_was_kept_back_is_not_taken_back(purse: Purse) -> None:
    advance = purse.advance("A", 300_000)
    purse.mandate("A", "advance")
    purse.pay(purse.world.deliver("A", 10))
    assert refused(purse.take_back, advance) == "supply.advance-was-kept-back"


def test_while_the_price_is_open_only_an_advance_is_paid(purse: Purse) -> None:
    delivery = purse.world.deliver("A", 100, price_list_id=None)
    assert refused(purse.pay, delivery) == "supply.price-is-settled-later"
    purse.advance("A", 500_000)
    assert (purse.owed("A"), purse.owed("A", "advance")) == (0, -500_000)


def test_a_price_settled_later_is_paid_and_goes_when_the_delivery_is_taken_back(purse: Purse) -> None:
    one, two = (purse.world.deliver(grower, 100, price_list_id=None) for grower in ("A", "B"))
    settles = {"by": purse.world.manager, "per_kg": Decimal("11500.5"), "currency": "LAK"}
    operations.settle_price(id=new_id(), delivery_ids=[one, two], **settles, **purse.moment())
    assert purse.owed("A") == purse.owed("B") == 1_150_050
    again = {"id": new_id(), "delivery_ids": [one], **settles, **purse.moment()}
    assert refused(operations.settle_price, **again) == "supply.price-is-settled"
    purse.pay(one)
    purse.world.reverse(two)
    assert (purse.owed("A"), purse.owed("B")) == (0, 0)
    the_books_balance()


def test_a_price_is_settled_by_a_leader_only(purse: Purse) -> None:
    delivery = purse.world.deliver("A", 100, price_list_id=None)
    with pytest.raises(NotAllowed):
        operations.settle_price(
            id=new_id(), by=purse.world.clerk, delivery_ids=[delivery], per_kg=Decimal(1), currency="LAK", **purse.moment()
        )
    assert AccountEntry.objects.count() == 0


def test_a_delivery_that_was_taken_back_is_not_paid(purse: Purse) -> None:
    delivery = purse.world.deliver("A", 100)
    purse.world.reverse(delivery)
    assert refused(purse.pay, delivery) == "supply.delivery-is-taken-back"
