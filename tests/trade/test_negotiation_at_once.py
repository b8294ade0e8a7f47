"""Many at the same moment at one table; and what leaves of it with each side."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from rochdale.base.leaving.parts import Scope
from rochdale.base.leaving.writing import write
from rochdale.trade.models import Contract, Negotiation, Offer
from rochdale.trade.operations import SampleRequest, accept_bid, ask_for_sample, make_bid
from rochdale.trade.threads import broken_at, newest_bid
from tests.cast import AT, Cast, later
from tests.trade.bids import a_bid, opened
from tests.trade.goods import a_need, an_offer, fresh
from tests.trade.test_at_once import all_at_once


@pytest.mark.django_db(transaction=True)
def test_two_colleagues_answer_one_bid_at_once(cast: Cast) -> None:
    offer = an_offer(cast.actor("noy"))
    thread = opened(cast, offer, who="noy", need_id=a_need(cast.actor("freja")).id)
    seal, freja, jonas = newest_bid(thread).sha256, cast.actor("freja"), cast.actor("jonas")
    said = all_at_once(
        lambda: accept_bid(id=fresh(), by=freja, at=later(days=1), negotiation_id=thread.id, over=1, sha256=seal),
        lambda: accept_bid(id=fresh(), by=jonas, at=later(days=1), negotiation_id=thread.id, over=1, sha256=seal),
        lambda: make_bid(id=fresh(), by=jonas, at=later(days=1), negotiation_id=thread.id, over=1, bid=a_bid(kg=9_000)),
    )
    assert said["done"] == 1, said
    assert Contract.objects.count() <= 1
    assert broken_at(list(thread.turns.order_by("number"))) is None
    offer.refresh_from_db()
    assert offer.kg_left + offer.kg_reserved + offer.kg_sold == offer.kg


@pytest.mark.django_db(transaction=True)
def test_two_buyers_get_the_same_kg_once(cast: Cast) -> None:
    offer, noy = an_offer(cast.actor("noy"), kg=12_000), cast.actor("noy")
    threads = [opened(cast, offer, who=who) for who in ("freja", "ngozi")]
    seals = [newest_bid(thread).sha256 for thread in threads]

    def yes(number: int) -> str:
        return accept_bid(id=fresh(), by=noy, at=later(days=1), negotiation_id=threads[number].id, over=1, sha256=seals[number])

    assert all_at_once(lambda: yes(0), lambda: yes(1)) == {"done": 1, "trade.kg-above-left": 1}
    assert list(Offer.objects.values_list("kg_sold", "kg_reserved")) == [(12_000, 0)]


@pytest.mark.django_db
def test_a_thread_leaves_with_each_side_without_the_names_of_the_other(cast: Cast, tmp_path: Path) -> None:
    offer = an_offer(cast.actor("noy"))
    thread = opened(cast, offer)
    make_bid(id=fresh(), by=cast.actor("noy"), at=AT, negotiation_id=thread.id, over=1, bid=a_bid(kg=9_000))
    request = SampleRequest("offer", 300, "SCA-2004", later(days=9).date(), "Roskildevej 65")
    ask_for_sample(id=fresh(), by=cast.actor("freja"), at=AT, asked=request, offer_id=offer.id)
    for name, own, other in (("bolaven", "Noy Sengdara", "Freja Holm"), ("faelles", "Freja Holm", "Noy Sengdara")):
        organization = cast.organizations[name]
        write(tmp_path / f"{name}.zip", Scope(organization.id, AT), name=organization.name)
        with zipfile.ZipFile(tmp_path / f"{name}.zip") as package:
            tables: dict[str, Any] = {path: json.loads(package.read(path)) for path in package.namelist() if path.endswith(".json")}
        turns = next(rows for path, rows in tables.items() if path.lower().endswith("trade.turn.json"))
        names = {turn["by_name"] for turn in turns}
        assert len(turns) == 2 and own in names and other not in names
        lots = next(rows for path, rows in tables.items() if path.lower().endswith("trade.offer.json"))
        assert lots[0]["reserve_price"] == ("4.400000" if name == "bolaven" else "4.850000"), "a limit stays sealed"
    assert Negotiation.objects.get().kg_held == 9_000
