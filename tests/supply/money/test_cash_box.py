"""Floats, and the blind count: it closes as counted, signed by two, and the difference is booked and told."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

import pytest

from rochdale.base import mail
from rochdale.base.models import Job, NewsItem, Proposal
from rochdale.flows.letters import cash_box_differed
from rochdale.kernel.ids import new_id
from rochdale.kernel.money import Money
from rochdale.kernel.refusal import NotAllowed, Refused
from rochdale.people.models import Person
from rochdale.supply import operations
from rochdale.supply.models import CashEntry, DayClose
from tests.supply.money.purse import KIP, Purse, the_books_balance

pytestmark = pytest.mark.django_db


def count(purse: Purse, kip: dict[int, int]) -> str:
    counts = {str(piece * KIP): number for piece, number in kip.items()}
    return operations.count_box(
        id=new_id(), by=purse.world.clerk, at=purse.at(), box_id=purse.box, on=purse.now.date(), counts=counts
    )  # fmt: skip


def test_a_count_that_is_right_closes_without_a_word(purse: Purse) -> None:
    purse.confirm(count(purse, {100_000: 100}))
    close = DayClose.objects.get()
    assert (close.counted_minor, close.expected_minor, close.by_name, close.second_name) == (
        10_000_000 * KIP, 10_000_000 * KIP, "Noi", "Bounthan",
    )  # fmt: skip
    assert not NewsItem.objects.filter(kind="CashBoxDiffered").exists()


def test_the_counter_does_not_learn_what_was_expected(purse: Purse) -> None:
    proposal = Proposal.objects.get(pk=count(purse, {100_000: 99}))
    assert str(10_000_000 * KIP) not in str(proposal.content)
    assert not DayClose.objects.exists()


def test_a_difference_closes_as_counted_and_is_booked_and_told(purse: Purse) -> None:
    purse.confirm(count(purse, {100_000: 99, 20_000: 4, 500: 3}))
    assert purse.in_box() == 9_981_500
    assert CashEntry.objects.get(kind="over-short").amount_minor == -18_500 * KIP
    told = NewsItem.objects.get(kind="CashBoxDiffered").content
    assert (told["box"], told["difference"]) == ("Box 1", "-18500.00 LAK")
    close = DayClose.objects.get()
    operations.look_at_difference(id=new_id(), by=purse.world.manager, at=purse.at(), close_id=close.id)
    close.refresh_from_db()
    assert close.is_seen
    the_books_balance()


def test_nobody_signs_the_own_count(purse: Purse) -> None:
    proposal = count(purse, {100_000: 100})
    with pytest.raises(Refused) as caught:
        purse.confirm(proposal, by=purse.world.clerk)
    assert caught.value.refusals[0].code == "base.maker-cannot-check"


def test_what_is_paid_between_count_and_signature_is_no_difference(purse: Purse) -> None:
    proposal = count(purse, {100_000: 100})
    purse.pay(purse.world.deliver("A", 100))
    purse.confirm(proposal)
    assert DayClose.objects.get().expected_minor == 10_000_000 * KIP
    assert purse.in_box() == 8_800_000


def test_a_day_is_counted_once(purse: Purse) -> None:
    proposal = count(purse, {100_000: 100})
    with pytest.raises(Refused) as waits:
        count(purse, {100_000: 100})
    purse.confirm(proposal)
    with pytest.raises(Refused) as closed:
        count(purse, {100_000: 100})
    assert [waits.value.refusals[0].code, closed.value.refusals[0].code] == ["supply.count-waits", "supply.day-is-closed"]


def test_a_float_is_returned_but_no_more_than_there_is(purse: Purse) -> None:
    def back(kip: int) -> str:
        return operations.return_float(
            id=new_id(), by=purse.treasurer, box_id=purse.box, money=Money(Decimal(kip), "LAK"), **purse.moment()
        )

    assert UUID(back(4_000_000))
    with pytest.raises(Refused) as caught:
        back(6_000_001)
    assert caught.value.refusals[0].code == "supply.not-so-much-cash"
    assert purse.in_box() == 6_000_000


def test_a_clerk_does_not_give_out_floats(purse: Purse) -> None:
    with pytest.raises(NotAllowed):
        operations.issue_float(id=new_id(), by=purse.world.clerk, box_id=purse.box, money=Money(Decimal(1), "LAK"), **purse.moment())


def test_the_manager_gets_a_letter_about_a_difference(purse: Purse) -> None:
    Person.objects.filter(pk=purse.world.manager.id).update(email="keo@example.org")
    purse.confirm(count(purse, {100_000: 99}))
    item = NewsItem.objects.get(kind="CashBoxDiffered")
    for _ in range(2):
        cash_box_differed(item.id, item.content)
    letter = Job.objects.get(kind=mail.SEND).content
    assert letter["to"] == "keo@example.org"
    assert "Box 1: the count differs by -100000.00 LAK" in letter["subject"]
    assert "Counted: 9900000.00 LAK. Expected: 10000000.00 LAK." in letter["text"]
