"""First refusal: given, taken, declined, lapsed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from rochdale.kernel.refusal import NotAllowed, Refused
from rochdale.trade.models import Contract, FirstRefusal, Offer
from rochdale.trade.operations import (
    FloorFacts,
    answer_first_refusal,
    change_offer,
    give_first_refusal,
    lapse_due,
    record_price_floor,
    verify_price_floor,
    withdraw_offer,
)
from rochdale.trade.rules.goods import Price
from tests.cast import AT, Cast, later
from tests.trade.goods import an_offer, fresh

pytestmark = pytest.mark.django_db


def ask(cast: Cast, offer: Offer, *, kg: int = 6_000, price: str = "5.00", unit: str = "kg") -> FirstRefusal:
    row = give_first_refusal(
        id=fresh(),
        by=cast.actor("noy"),
        at=AT,
        offer_id=offer.id,
        partner_id=cast.organizations["faelles"].id,
        kg=kg,
        price=Price(Decimal(price), "USD", unit),
        until=later(days=10).date(),
    )
    return FirstRefusal.objects.get(pk=row)


def answer(cast: Cast, row: FirstRefusal, is_yes: bool, *, days: int = 1, who: str = "freja") -> str:
    return answer_first_refusal(id=fresh(), by=cast.actor(who), at=later(days=days), first_refusal_id=row.id, is_yes=is_yes)


def kg(offer: Offer) -> tuple[int, int, int]:
    offer.refresh_from_db()
    return offer.kg_left, offer.kg_reserved, offer.kg_sold


def test_what_is_kept_for_a_partner_is_promised(cast: Cast) -> None:
    offer = an_offer(cast.actor("noy"))
    ask(cast, offer)
    assert kg(offer) == (13_200, 6_000, 0)
    by, id = cast.actor("noy"), offer.id
    window = {"ready_from": date(2026, 12, 1), "ready_until": date(2027, 3, 31)}
    for change in (
        lambda: withdraw_offer(id=fresh(), by=by, at=AT, offer_id=id),
        lambda: change_offer(id=fresh(), by=by, at=AT, offer_id=id, kg=9_000, reserve_price=Decimal(4), **window),
    ):
        with pytest.raises(Refused) as refused:
            change()
        assert refused.value.refusals[0].code == "trade.partner-is-asked"


def test_the_partner_takes_it_and_a_contract_is_drawn_up(cast: Cast) -> None:
    offer = an_offer(cast.actor("noy"))
    row = ask(cast, offer, price="230", unit="quintal46")
    contract = Contract.objects.get(pk=answer(cast, row, True))
    assert kg(offer) == (13_200, 0, 6_000)
    assert (contract.total, contract.currency, contract.state) == (Decimal(30_000), "USD", "binding")
    assert contract.terms["incoterm"] == "FOB" and contract.terms["lines"][0]["price"] == "5.0000"


def test_a_no_gives_it_to_the_market(cast: Cast) -> None:
    offer = an_offer(cast.actor("noy"))
    assert answer(cast, ask(cast, offer), False) == ""
    assert kg(offer) == (19_200, 0, 0)
    assert not Contract.objects.exists()
    ask(cast, offer, kg=19_200)


def test_a_day_that_passes_gives_it_to_the_market_too(cast: Cast) -> None:
    offer = an_offer(cast.actor("noy"))
    row = ask(cast, offer)
    assert lapse_due(later(days=10)) == 0
    assert lapse_due(later(days=11)) == 1
    assert kg(offer) == (19_200, 0, 0)
    with pytest.raises(Refused) as refused:
        answer(cast, row, True, days=11)
    assert refused.value.refusals[0].code == "trade.first-refusal-settled"


@pytest.mark.parametrize("who", ["noy", "ebong", "sofia"])
def test_only_the_partner_answers(cast: Cast, who: str) -> None:
    row = ask(cast, an_offer(cast.actor("noy")))
    with pytest.raises(NotAllowed):
        answer(cast, row, True, who=who)


def test_not_below_a_verified_floor(cast: Cast) -> None:
    offer, by = an_offer(cast.actor("noy")), cast.actor("sofia")
    floor = FloorFacts(
        "coffee",
        "arabica",
        "washed",
        "",
        "fairtrade",
        "FOB",
        "USD",
        "lb",
        Decimal("1.80"),
        None,
        None,
        date(2026, 1, 1),
        None,
        "Table, page 3",
    )
    row = record_price_floor(id=fresh(), by=by, at=AT, floor=floor)
    ask_at = "3.90"
    verify_price_floor(id=fresh(), by=by, at=AT, floor_id=UUID(row), note="The table itself")
    with pytest.raises(Refused) as refused:
        ask(cast, offer, price=ask_at)
    assert refused.value.refusals[0].code == "trade.below-floor"
    ask(cast, offer, price="3.97")
