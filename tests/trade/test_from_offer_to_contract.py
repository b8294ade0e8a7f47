"""The whole way: a lot and a need, a market, two answers, a contract."""

from __future__ import annotations

from pathlib import Path

import pytest

from rochdale.base.worker import Worker
from rochdale.trade.models import Container, Contract, Market, Match
from rochdale.trade.operations import accept_match, call_market
from tests.cast import AT, Cast
from tests.trade.goods import a_need, an_offer, fresh

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_lot_becomes_a_contract(cast: Cast, tmp_path: Path) -> None:
    offer, need = an_offer(cast.actor("noy")), a_need(cast.actor("freja"))
    market_id = call_market(id=fresh(), by=cast.actor("sofia"), at=AT)
    with Worker(folder=tmp_path, clock=lambda: AT, rest_seconds=0) as worker:
        worker.run(until_idle=True)
    market = Market.objects.get(pk=market_id)
    assert (market.state, market.trouble, market.verdict) == ("shown", "", [])
    match = Match.objects.get(container__market=market)
    assert match.kg == 19_200
    assert 4.40 <= match.price_per_kg < match.landed_per_kg <= 6.20
    offer.refresh_from_db()
    need.refresh_from_db()
    assert (offer.kg_left, need.kg_left) == (0, 0)
    accept_match(id=fresh(), by=cast.actor("noy"), at=AT, match_id=match.id)
    assert not Contract.objects.exists()
    accept_match(id=fresh(), by=cast.actor("freja"), at=AT, match_id=match.id)
    contract = Contract.objects.get()
    assert contract.state == "binding"
    assert contract.number == "RC-2026-0001"
    assert Container.objects.get().state == "accepted"
    offer.refresh_from_db()
    assert (offer.kg_sold, offer.kg_reserved) == (19_200, 0)
