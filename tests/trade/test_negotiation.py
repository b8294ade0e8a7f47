"""Two sides about one lot: the thread, who may answer, what it holds, what a yes draws up; and each row of docs/rules/negotiation.md."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from rochdale.kernel.refusal import NotAllowed, Refused
from rochdale.trade.models import Contract, Negotiation, Offer, Turn
from rochdale.trade.operations import (
    accept_bid,
    decline_bid,
    lapse_due_bids,
    make_bid,
    open_negotiation,
    withdraw_bid,
    withdraw_offer,
)
from rochdale.trade.threads import broken_at, newest_bid
from tests.cast import AT, Cast, later
from tests.trade.bids import OUTRIGHT, a_bid, accepted, opened
from tests.trade.goods import a_need, an_offer, fresh

pytestmark = pytest.mark.django_db


def kg(offer: Offer) -> tuple[int, int, int]:
    offer.refresh_from_db()
    return offer.kg_left, offer.kg_reserved, offer.kg_sold


def codes(caught: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in caught.value.refusals]


@pytest.fixture
def offer(cast: Cast) -> Offer:
    return an_offer(cast.actor("noy"), reference="B-1")


@pytest.fixture
def thread(cast: Cast, offer: Offer) -> Negotiation:
    """Freja bids 4.85 for 12,000 kg."""
    return opened(cast, offer)


def counter(cast: Cast, row: Negotiation, who: str, over: int, price: str = "5.10", *, days: int = 1, **changed: object) -> None:
    bid = a_bid(price=replace(OUTRIGHT, amount=Decimal(price)), **changed)
    make_bid(id=fresh(), by=cast.actor(who), at=later(days=days), negotiation_id=row.id, over=over, bid=bid)


def test_a_counter_offer_and_a_yes_draw_up_a_contract(cast: Cast, offer: Offer, thread: Negotiation) -> None:
    assert kg(offer) == (19_200, 0, 0), "a buyer's bid keeps nothing"
    counter(cast, thread, "noy", 1)
    assert kg(offer) == (7_200, 12_000, 0), "a seller's bid keeps its kg"
    contract = accepted(cast, thread, "freja", days=2)
    assert kg(offer) == (7_200, 0, 12_000)
    assert (contract.state, contract.total, contract.currency) == ("binding", Decimal(61_200), "USD")
    assert contract.terms["agreed"]["incoterm"] == "FOB" and contract.terms["lines"][0]["price"] == "5.1000"
    assert {party.organization_id for party in contract.parties.all()} == {cast.bolaven.id, cast.faelles.id}
    thread.refresh_from_db()
    assert (thread.state, thread.kg_held) == ("agreed", 0)
    assert [(turn.number, turn.kind, turn.side) for turn in thread.turns.order_by("number")] == [
        (1, "bid", "buyer"), (2, "bid", "seller"), (3, "yes", "buyer"),
    ]  # fmt: skip


def test_a_seller_bids_on_a_need_with_a_lot_of_its_own(cast: Cast, offer: Offer) -> None:
    need = a_need(cast.actor("freja"), reference="N-1", kg=10_000)
    row = opened(cast, offer, who="noy", need_id=need.id)
    assert kg(offer) == (7_200, 12_000, 0)
    contract = accepted(cast, row, "freja")
    need.refresh_from_db()
    assert (need.kg_left, need.kg_bought) == (0, 10_000)
    assert contract.terms["needs"] == ["N-1"]


def test_the_thread_is_sealed_turn_by_turn_and_never_changed(cast: Cast, thread: Negotiation) -> None:
    counter(cast, thread, "noy", 1)
    turns = list(thread.turns.order_by("number"))
    assert broken_at(turns) is None
    assert turns[1].content["previous"] == turns[0].sha256
    turns[0].content["bid"]["kg"] = 1
    assert broken_at(turns) == 1
    assert broken_at(list(thread.turns.order_by("number"))[1:]) == 1
    with pytest.raises(DatabaseError), transaction.atomic():
        Turn.objects.filter(pk=turns[0].pk).update(sha256="0")
    with pytest.raises(DatabaseError), transaction.atomic():
        Turn.objects.filter(pk=turns[1].pk).delete()


def test_two_answer_the_same_offer_and_the_second_hears_who_was_quicker(cast: Cast, thread: Negotiation) -> None:
    counter(cast, thread, "noy", 1)
    with pytest.raises(Refused) as caught:
        counter(cast, thread, "noy", 1, "5.20")
    assert codes(caught) == ["trade.somebody-was-quicker"]
    assert caught.value.refusals[0].facts == {"by": "Noy Sengdara", "number": 2}
    assert thread.turns.count() == 2


def test_a_double_clicked_acceptance_answers_as_before(cast: Cast, offer: Offer, thread: Negotiation) -> None:
    id, seal = fresh(), newest_bid(thread).sha256
    said = {"by": cast.actor("noy"), "negotiation_id": thread.id, "over": 1, "sha256": seal}
    first = accept_bid(id=id, at=later(days=1), **said)
    assert accept_bid(id=id, at=later(days=1, minutes=1), **said) == first
    with pytest.raises(Refused) as caught:
        accept_bid(id=fresh(), at=later(days=1), **said)
    assert codes(caught) == ["trade.already-agreed"]
    assert Contract.objects.count() == 1
    assert kg(offer) == (7_200, 0, 12_000)


def test_a_buyer_who_disappears_lets_the_offer_lapse_and_the_kg_are_free_again(cast: Cast, offer: Offer, thread: Negotiation) -> None:
    counter(cast, thread, "noy", 1)
    assert lapse_due_bids(later(days=10)) == 0
    assert lapse_due_bids(later(days=11)) == 1
    assert kg(offer) == (19_200, 0, 0)
    thread.refresh_from_db()
    assert thread.state == "lapsed"
    with pytest.raises(Refused) as caught:
        accepted(cast, thread, "freja", days=11)
    assert codes(caught) == ["trade.no-bid-waits"]
    counter(cast, thread, "noy", 3, "4.95", days=11, valid_until=later(days=20).date())
    assert kg(offer) == (7_200, 12_000, 0), "either side may bid anew"


def test_nothing_is_accepted_after_its_day_even_before_the_clock_has_looked(cast: Cast, thread: Negotiation) -> None:
    with pytest.raises(Refused) as caught:
        accepted(cast, thread, days=11)
    assert codes(caught) == ["trade.bid-has-lapsed"]


def test_nobody_answers_an_own_bid(cast: Cast, thread: Negotiation) -> None:
    with pytest.raises(Refused) as caught:
        accepted(cast, thread, "freja")
    assert codes(caught) == ["trade.own-bid-waits"]


def test_a_bid_is_taken_back_and_the_negotiation_goes_on(cast: Cast, offer: Offer, thread: Negotiation) -> None:
    counter(cast, thread, "noy", 1)
    with pytest.raises(Refused) as caught:
        withdraw_bid(id=fresh(), by=cast.actor("freja"), at=AT, negotiation_id=thread.id, over=2)
    assert codes(caught) == ["trade.no-bid-waits"]
    withdraw_bid(id=fresh(), by=cast.actor("noy"), at=AT, negotiation_id=thread.id, over=2, reason="A wrong figure")
    assert kg(offer) == (19_200, 0, 0)
    counter(cast, thread, "freja", 3)


def test_a_no_has_a_reason_and_ends_it(cast: Cast, thread: Negotiation) -> None:
    for reason, code in (("", "trade.no-needs-a-reason"), ("Too little", "")):
        try:
            decline_bid(id=fresh(), by=cast.actor("noy"), at=AT, negotiation_id=thread.id, over=1, reason=reason)
        except Refused as refused:
            assert refused.refusals[0].code == code
    with pytest.raises(Refused) as caught:
        counter(cast, thread, "freja", 2)
    assert codes(caught) == ["trade.negotiation-is-over"]


def test_one_thread_at_a_time_and_the_colleague_is_shown_to_it(cast: Cast, offer: Offer, thread: Negotiation) -> None:
    with pytest.raises(Refused) as caught:
        opened(cast, offer, who="jonas")
    assert codes(caught) == ["trade.negotiation-already-open"]
    assert caught.value.refusals[0].facts["by"] == "Freja Holm"


def test_kg_are_promised_once(cast: Cast, offer: Offer, thread: Negotiation) -> None:
    opened(cast, offer, who="ngozi", kg=12_000)
    accepted(cast, thread)
    with pytest.raises(Refused) as caught:
        accepted(cast, Negotiation.objects.get(buyer=cast.littoral), "noy")
    assert codes(caught) == ["trade.kg-above-left"]
    assert kg(offer) == (7_200, 0, 12_000)


def test_a_seller_takes_the_lot_off_while_its_bid_waits(cast: Cast, offer: Offer, thread: Negotiation) -> None:
    counter(cast, thread, "noy", 1)
    withdraw_offer(id=fresh(), by=cast.actor("noy"), at=AT, offer_id=offer.id)
    accepted(cast, thread, "freja")
    offer.refresh_from_db()
    assert (offer.kg_reserved, offer.kg_sold) == (0, 12_000), "what was promised stays promised"


@pytest.mark.parametrize("who", ["ebong", "sofia", "kham", "vilay"])
def test_only_those_who_sign_for_one_of_the_two_sides_answer(cast: Cast, thread: Negotiation, who: str) -> None:
    with pytest.raises(NotAllowed):
        accepted(cast, thread, who)


def test_a_lot_kept_private_cannot_be_bid_on(cast: Cast) -> None:
    hidden = an_offer(cast.actor("noy"), reference="B-2", visibility="private")
    with pytest.raises(NotAllowed):
        opened(cast, hidden)


def test_a_rate_missing_on_a_day_stops_the_bid_and_stores_nothing(cast: Cast, offer: Offer) -> None:
    with pytest.raises(Refused) as caught:
        opened(cast, offer, price=replace(OUTRIGHT, amount=Decimal(100_000), currency="ETB"))
    assert codes(caught) == ["kernel.missing-rate"]
    assert not Negotiation.objects.exists()


def test_a_certificate_that_ends_before_shipment_is_no_claim(cast: Cast, offer: Offer) -> None:
    window = {"ship_from": AT.date() + timedelta(days=500), "ship_until": AT.date() + timedelta(days=520)}
    with pytest.raises(Refused) as caught:
        opened(cast, offer, **window)
    assert codes(caught) == ["trade.certificate-ends-before-shipment"]


def test_a_bid_on_ones_own_lot_is_no_negotiation(cast: Cast, offer: Offer) -> None:
    with pytest.raises(Refused) as caught:
        open_negotiation(id=fresh(), by=cast.actor("noy"), at=AT, offer_id=offer.id, bid=a_bid())
    assert codes(caught) == ["trade.negotiation-with-oneself"]
