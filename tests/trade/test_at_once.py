"""Many at the same moment: nothing is promised twice, whoever comes first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from rochdale.kernel.refusal import Refused
from rochdale.trade.models import Contract, Lot, Offer
from rochdale.trade.operations import SliceOf, accept_match, decline_match, offer_lot
from tests.cast import AT, Cast
from tests.trade.containers import a_container, a_market
from tests.trade.goods import a_need, an_offer, fresh, offer_facts

pytestmark = pytest.mark.django_db(transaction=True)


def all_at_once(*calls: Callable[[], object]) -> Counter[str]:
    """Each call in a thread and connection of its own; what came of them: "done" or the code of the refusal."""

    def run(call: Callable[[], object]) -> str:
        try:
            call()
            return "done"
        except Refused as refused:
            return refused.refusals[0].code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return Counter(pool.map(run, calls))


def test_eight_slices_of_4000_kg_from_a_lot_of_19200(cast: Cast) -> None:
    by = cast.actor("noy")
    offer_lot(id=fresh(), by=by, at=AT, offer=offer_facts(kg=1_200), slice_of=SliceOf("A-2026", 19_200))

    def cut() -> None:
        offer_lot(id=fresh(), by=by, at=AT, offer=offer_facts(kg=4_000), slice_of=SliceOf("A-2026", 19_200))

    assert all_at_once(*[cut] * 8) == {"done": 4, "trade.lot-exceeded": 4}
    assert Lot.objects.get().kg_taken == 17_200 == sum(Offer.objects.values_list("kg", flat=True))


def test_the_same_offer_sent_six_times_is_one(cast: Cast) -> None:
    id, by = fresh(), cast.actor("noy")
    assert all_at_once(*[lambda: offer_lot(id=id, by=by, at=AT, offer=offer_facts())] * 6) == {"done": 6}
    assert Offer.objects.count() == 1


def test_two_last_yeses_draw_up_one_contract(cast: Cast) -> None:
    offer, need = an_offer(cast.actor("noy")), a_need(cast.actor("freja"))
    container = a_container(a_market(cast.actor("sofia"), at=AT), (offer, need, 19_200))
    match, seller, buyer = container.matches.get().id, cast.actor("noy"), cast.actor("freja")
    said = all_at_once(
        lambda: accept_match(id=fresh(), by=seller, at=AT, match_id=match),
        lambda: accept_match(id=fresh(), by=buyer, at=AT, match_id=match),
        lambda: accept_match(id=fresh(), by=buyer, at=AT, match_id=match),
    )
    assert said["done"] == 2
    assert Contract.objects.count() == 1
    assert list(Offer.objects.values_list("kg_sold", "kg_reserved")) == [(19_200, 0)]


def test_a_yes_and_a_no_at_once_leave_either_a_contract_or_free_kg(cast: Cast) -> None:
    offer, need = an_offer(cast.actor("noy")), a_need(cast.actor("freja"))
    container = a_container(a_market(cast.actor("sofia"), at=AT), (offer, need, 19_200))
    match, seller, buyer = container.matches.get().id, cast.actor("noy"), cast.actor("freja")
    accept_match(id=fresh(), by=seller, at=AT, match_id=match)
    all_at_once(
        lambda: accept_match(id=fresh(), by=buyer, at=AT, match_id=match),
        lambda: decline_match(id=fresh(), by=buyer, at=AT, match_id=match, reason="No"),
    )
    offer.refresh_from_db()
    assert (Contract.objects.count(), offer.kg_sold, offer.kg_left) in {(1, 19_200, 0), (0, 0, 19_200)}
