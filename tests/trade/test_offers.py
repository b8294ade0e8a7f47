"""Offers and needs as their owners handle them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from rochdale.base.models import AuditEntry, Command, NewsItem
from rochdale.kernel.refusal import AlreadyDoneDifferently, NotAllowed, Refused
from rochdale.trade.models import Lot, Offer
from rochdale.trade.operations import SliceOf, change_offer, offer_lot, withdraw_need, withdraw_offer
from rochdale.trade.rules.goods import Price
from tests.cast import AT, Cast, later
from tests.trade.goods import a_need, an_offer, fresh, offer_facts

pytestmark = pytest.mark.django_db


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


def test_an_offer_sent_twice_is_one_offer(cast: Cast) -> None:
    id, by = fresh(), cast.actor("noy")
    first = offer_lot(id=id, by=by, at=AT, offer=offer_facts())
    assert offer_lot(id=id, by=by, at=later(minutes=5), offer=offer_facts()) == first
    assert Offer.objects.count() == 1
    with pytest.raises(AlreadyDoneDifferently):
        offer_lot(id=id, by=by, at=AT, offer=offer_facts(kg=6_000))


def test_a_member_may_not_offer_and_a_stranger_may_not_change(cast: Cast) -> None:
    with pytest.raises(NotAllowed) as refused:
        an_offer(cast.actor("kham"))
    assert codes(refused) == ["trade.may-not-trade"]
    offer = an_offer(cast.actor("noy"))
    with pytest.raises(NotAllowed):
        withdraw_offer(id=fresh(), by=cast.actor("ebong"), at=AT, offer_id=offer.id)


def test_slices_of_a_lot_fit_into_it_and_come_back_when_withdrawn(cast: Cast) -> None:
    by = cast.actor("noy")

    def cut(kg: int) -> str:
        return offer_lot(id=fresh(), by=by, at=AT, offer=offer_facts(kg=kg), slice_of=SliceOf("A-2026", 19_200))

    first = cut(12_000)
    with pytest.raises(Refused) as refused:
        cut(8_000)
    assert codes(refused) == ["trade.lot-exceeded"]
    assert refused.value.refusals[0].facts["too_much_kg"] == 800
    cut(7_200)
    assert Lot.objects.get().kg_taken == 19_200
    withdraw_offer(id=fresh(), by=by, at=AT, offer_id=Offer.objects.get(pk=first).id)
    assert Lot.objects.get().kg_taken == 7_200
    cut(8_000)
    with pytest.raises(Refused) as refused:
        offer_lot(id=fresh(), by=by, at=AT, offer=offer_facts(kg=60), slice_of=SliceOf("A-2026", 20_000))
    assert codes(refused) == ["trade.lot-weighs-otherwise"]


def test_a_changed_offer_keeps_within_its_lot(cast: Cast) -> None:
    by = cast.actor("noy")
    id = offer_lot(id=fresh(), by=by, at=AT, offer=offer_facts(kg=12_000), slice_of=SliceOf("A-2026", 19_200))
    offer = Offer.objects.get(pk=id)

    def change(kg: int) -> None:
        change_offer(
            id=fresh(), by=by, at=AT, offer_id=offer.id, kg=kg, ready_from=offer.ready_from, ready_until=offer.ready_until,
            reserve_price=Decimal(5),
        )  # fmt: skip

    change(19_200)
    assert Lot.objects.get().kg_taken == 19_200
    with pytest.raises(Refused) as refused:
        change(19_201)
    assert codes(refused) == ["trade.lot-exceeded"]
    change(6_000)
    assert Lot.objects.get().kg_taken == 6_000


def test_a_withdrawn_offer_or_need_is_no_longer_open(cast: Cast) -> None:
    offer, need = an_offer(cast.actor("noy")), a_need(cast.actor("freja"))
    withdraw_offer(id=fresh(), by=cast.actor("noy"), at=AT, offer_id=offer.id)
    withdraw_need(id=fresh(), by=cast.actor("freja"), at=AT, need_id=need.id)
    for again in (
        lambda: withdraw_offer(id=fresh(), by=cast.actor("noy"), at=AT, offer_id=offer.id),
        lambda: withdraw_need(id=fresh(), by=cast.actor("freja"), at=AT, need_id=need.id),
    ):
        with pytest.raises(Refused) as refused:
            again()
        assert codes(refused) == ["trade.not-open"]


def test_a_price_without_an_exchange_rate_is_refused_at_once(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        an_offer(cast.actor("noy"), reserve=Price(Decimal(95_000), "LAK", "kg"))
    assert codes(refused) == ["kernel.missing-rate"]


def test_a_reference_is_used_once(cast: Cast) -> None:
    an_offer(cast.actor("noy"), reference="B-1")
    with pytest.raises(Refused) as refused:
        an_offer(cast.actor("noy"), reference="B-1", kg=600)
    assert codes(refused) == ["trade.reference-used"]
    an_offer(cast.actor("ngozi"), reference="B-1")


def test_history_and_news_hold_no_sealed_price(cast: Cast) -> None:
    rare = Decimal("7.654321")
    offer = an_offer(cast.actor("noy"), reserve=Price(rare, "USD", "kg"))
    a_need(cast.actor("freja"), limit=replace(Price(rare, "USD", "kg")))
    change_offer(
        id=fresh(), by=cast.actor("noy"), at=AT, offer_id=offer.id, kg=600, ready_from=date(2026, 12, 1), ready_until=date(2027, 3, 31),
        reserve_price=rare,
    )  # fmt: skip
    told = [
        *AuditEntry.objects.values_list("before", "after", "reason"),
        *NewsItem.objects.values_list("content"),
        *Command.objects.values_list("answer"),
    ]
    assert "7.65" not in str(told)
