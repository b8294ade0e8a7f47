"""Yes, no, silence and conditions, on containers as a market leaves them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from rochdale.base.models import NewsItem
from rochdale.kernel.refusal import NotAllowed, Refused
from rochdale.trade.models import Condition, Container, Contract, Lot, Match, Need, Offer
from rochdale.trade.operations import SliceOf, accept_match, decline_match, lapse_due, meet_condition, offer_lot, withdraw_offer
from rochdale.trade.rules.answers import ConditionFacts
from tests.cast import AT, Cast, later
from tests.trade.containers import a_container, a_market
from tests.trade.goods import a_need, an_offer, fresh, offer_facts

pytestmark = pytest.mark.django_db
BOARD = (ConditionFacts("board", date(2026, 11, 20)),)


@pytest.fixture
def container(cast: Cast) -> Container:
    """Bolaven ships 12,000 kg and the union of the Littoral 7,200 kg to Fælles Brugs."""
    first, second = an_offer(cast.actor("noy"), reference="B-1"), an_offer(cast.actor("ngozi"), reference="L-1", kg=7_200)
    need = a_need(cast.actor("freja"))
    return a_container(a_market(cast.actor("sofia"), at=AT), (first, need, 12_000), (second, need, 7_200))


def match_of(container: Container) -> Match:
    return container.matches.order_by("id").first()  # type: ignore[return-value]  # every container here has one


def say_yes(cast: Cast, container: Container, who: str, conditions: tuple[ConditionFacts, ...] = ()) -> str:
    return accept_match(id=fresh(), by=cast.actor(who), at=AT, match_id=match_of(container).id, conditions=conditions)


def left() -> list[int]:
    return [*Offer.objects.order_by("reference").values_list("kg_reserved", flat=True), *Need.objects.values_list("kg_reserved", flat=True)]


def test_the_last_yes_draws_up_one_contract_with_all_sellers(cast: Cast, container: Container) -> None:
    for who in ("noy", "ngozi", "freja"):
        assert not Contract.objects.exists()
        say_yes(cast, container, who)
    contract = Contract.objects.get()
    assert contract.state == "binding"
    assert sorted(line["seller"]["name"] for line in contract.terms["lines"]) == [
        "Bolaven Coffee Growers",
        "Littoral Union of Cooperatives",
    ]
    assert contract.total == 19_200 * 5
    assert list(Offer.objects.order_by("reference").values_list("kg_sold", "kg_reserved")) == [(12_000, 0), (7_200, 0)]
    assert NewsItem.objects.filter(kind="ContractDrawnUp").count() == 1


def test_a_contract_holds_no_sealed_price(cast: Cast, container: Container) -> None:
    Offer.objects.update(reserve_price="3.210987")
    Need.objects.update(max_landed_price="9.876543")
    for who in ("noy", "ngozi", "freja"):
        say_yes(cast, container, who)
    told = str(Contract.objects.get().terms)
    assert "3.21" not in told and "9.87" not in told


def test_a_no_releases_the_container_and_its_kg(cast: Cast, container: Container) -> None:
    say_yes(cast, container, "noy")
    assert left() == [12_000, 7_200, 19_200]
    decline_match(id=fresh(), by=cast.actor("freja"), at=AT, match_id=match_of(container).id, reason="The ship is too late for us.")
    container.refresh_from_db()
    assert (container.state, container.release_code) == ("released", "declined")
    assert left() == [0, 0, 0]
    with pytest.raises(Refused) as refused:
        say_yes(cast, container, "ngozi")
    assert refused.value.refusals[0].code == "trade.container-already-settled"


def test_a_no_needs_a_reason_and_an_answer_stands(cast: Cast, container: Container) -> None:
    with pytest.raises(Refused) as refused:
        decline_match(id=fresh(), by=cast.actor("freja"), at=AT, match_id=match_of(container).id, reason="  ")
    assert refused.value.refusals[0].code == "trade.no-needs-a-reason"
    say_yes(cast, container, "freja")
    with pytest.raises(Refused) as refused:
        decline_match(id=fresh(), by=cast.actor("freja"), at=AT, match_id=match_of(container).id, reason="Changed our mind")
    assert refused.value.refusals[0].code == "trade.already-answered"


@pytest.mark.parametrize("who", ["kham", "vilay", "ebong", "sofia", "pao"])
def test_only_signers_of_a_party_may_answer(cast: Cast, container: Container, who: str) -> None:
    with pytest.raises(NotAllowed):
        say_yes(cast, container, who)


def test_silence_lapses_after_the_last_day(cast: Cast, container: Container) -> None:
    say_yes(cast, container, "noy")
    assert lapse_due(later(days=14)) == 0
    assert lapse_due(later(days=15)) == 1
    container.refresh_from_db()
    assert (container.state, container.release_code) == ("released", "nobody-answered")
    assert left() == [0, 0, 0]
    assert lapse_due(later(days=16)) == 0


def test_a_contract_waits_for_its_conditions_and_binds_when_they_are_met(cast: Cast, container: Container) -> None:
    say_yes(cast, container, "noy", BOARD)
    for who in ("ngozi", "freja"):
        say_yes(cast, container, who)
    assert Contract.objects.get().state == "conditional"
    condition = Condition.objects.get()
    with pytest.raises(NotAllowed):
        meet_condition(id=fresh(), by=cast.actor("freja"), at=AT, condition_id=condition.id)
    meet_condition(id=fresh(), by=cast.actor("noy"), at=later(days=5), condition_id=condition.id)
    assert Contract.objects.get().state == "binding"
    assert lapse_due(later(days=60)) == 0


def test_a_condition_that_is_not_met_in_time_lapses_the_contract(cast: Cast, container: Container) -> None:
    say_yes(cast, container, "noy", BOARD)
    for who in ("ngozi", "freja"):
        say_yes(cast, container, who)
    assert lapse_due(AT + timedelta(days=18)) == 0
    assert lapse_due(AT + timedelta(days=19)) == 1
    assert Contract.objects.get().state == "lapsed"
    container.refresh_from_db()
    assert container.release_code == "condition-not-met"
    assert list(Offer.objects.values_list("kg_sold", flat=True)) == [0, 0]
    with pytest.raises(Refused):
        meet_condition(id=fresh(), by=cast.actor("noy"), at=later(days=19), condition_id=Condition.objects.get().id)


def test_what_was_withdrawn_goes_back_to_its_lot_when_its_container_is_released(cast: Cast) -> None:
    by = cast.actor("noy")
    id = offer_lot(id=fresh(), by=by, at=AT, offer=offer_facts(kg=12_000), slice_of=SliceOf("A-2026", 19_200))
    offer, need = Offer.objects.get(pk=id), a_need(cast.actor("freja"))
    container = a_container(a_market(cast.actor("sofia"), at=AT), (offer, need, 9_000))
    withdraw_offer(id=fresh(), by=by, at=AT, offer_id=offer.id)
    assert Lot.objects.get().kg_taken == 9_000, "what is proposed stays promised"
    decline_match(id=fresh(), by=cast.actor("freja"), at=AT, match_id=match_of(container).id, reason="No")
    assert Lot.objects.get().kg_taken == 0
