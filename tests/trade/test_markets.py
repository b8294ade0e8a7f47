"""Calling a market: what takes part, what binds, what changes meanwhile, and that nothing unchecked is shown."""

from __future__ import annotations

import json
import subprocess
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest

from rochdale.base.jobs import Running, Surroundings
from rochdale.base.models import Job
from rochdale.kernel.refusal import NotAllowed, Refused
from rochdale.trade import jobs
from rochdale.trade.models import Container, Market, Match, Offer, PriceFloor, Unmatched
from rochdale.trade.operations import (
    FloorFacts,
    call_market,
    decline_match,
    give_first_refusal,
    record_price_floor,
    show_market,
    verify_price_floor,
    withdraw_offer,
)
from rochdale.trade.rules.goods import Price
from rochdale.trade.snapshot import Scope
from tests.cast import AT, Cast, later
from tests.trade.conftest import Clear
from tests.trade.goods import a_need, an_offer, fresh

pytestmark = pytest.mark.django_db
HERE = Surroundings("here", lambda: AT, lambda: False)
FLOOR = FloorFacts(
    "coffee",
    "arabica",
    "washed",
    "",
    "fairtrade",
    "FOB",
    "USD",
    "kg",
    Decimal("6.30"),
    None,
    None,
    AT.date().replace(day=1),
    None,
    "Table, page 3",
)


def frozen_answer(market: Market, folder: Path) -> dict[str, object]:
    source, target = folder / "in.json", folder / "out.json"
    source.write_text(json.dumps(market.frozen_input))
    subprocess.run([*jobs.ENGINE, str(source), str(target)], check=True, stdout=subprocess.DEVNULL)
    answer: dict[str, object] = json.loads(target.read_text())
    return answer


def test_only_the_operator_calls_a_market_and_only_when_there_is_something_to_clear(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        call_market(id=fresh(), by=cast.actor("noy"), at=AT)
    an_offer(cast.actor("noy"))
    with pytest.raises(Refused) as refused:
        call_market(id=fresh(), by=cast.actor("sofia"), at=AT)
    assert refused.value.refusals[0].code == "trade.nothing-to-clear"
    assert not Job.objects.exists()


def test_one_market_at_a_time_and_numbers_without_gaps(cast: Cast, clear: Clear) -> None:
    an_offer(cast.actor("noy"), kg=6_000)
    a_need(cast.actor("freja"), product="tea", species="", process="", protocol="", min_score=None)
    first = call_market(id=fresh(), by=cast.actor("sofia"), at=AT)
    with pytest.raises(Refused) as refused:
        call_market(id=fresh(), by=cast.actor("sofia"), at=AT)
    assert refused.value.refusals[0].code == "trade.market-still-running"
    Market.objects.filter(pk=first).update(state="stopped")
    assert clear().number == 2


def test_a_verified_floor_binds_and_an_unverified_one_warns(cast: Cast, clear: Clear) -> None:
    """The need pays at most 6.20 landed; with a floor of 6.30 no match can be."""
    an_offer(cast.actor("noy"))
    a_need(cast.actor("freja"))
    row = record_price_floor(id=fresh(), by=cast.actor("sofia"), at=AT, floor=FLOOR)
    market = clear()
    assert [warning["code"] for warning in market.settings_used["warnings"]] == ["trade.floor-not-verified"]
    container = Container.objects.get()
    decline_match(id=fresh(), by=cast.actor("freja"), at=AT, match_id=container.matches.get().id, reason="We wait for the floor")
    verify_price_floor(id=fresh(), by=cast.actor("sofia"), at=AT, floor_id=UUID(row), note="The table itself")
    clear(at=later(days=1))
    assert Container.objects.count() == 1
    assert Unmatched.objects.get(market__number=2, need=None).code == "market.offer-minimum-too-high"


def test_a_match_names_the_floor_it_keeps(cast: Cast, clear: Clear) -> None:
    an_offer(cast.actor("noy"))
    a_need(cast.actor("freja"))
    row = record_price_floor(id=fresh(), by=cast.actor("sofia"), at=AT, floor=FloorFacts(**{**_fields(FLOOR), "minimum": Decimal("4.80")}))
    verify_price_floor(id=fresh(), by=cast.actor("sofia"), at=AT, floor_id=UUID(row), note="The table itself")
    clear()
    match = Match.objects.get()
    assert match.floor_per_kg == Decimal("4.80") <= match.price_per_kg
    assert match.floor == PriceFloor.objects.get()


def _fields(floor: FloorFacts) -> dict[str, object]:
    return {name: getattr(floor, name) for name in FloorFacts.__slots__}


def test_floors_may_not_overlap_but_may_supersede(cast: Cast) -> None:
    by = cast.actor("sofia")
    old = record_price_floor(id=fresh(), by=by, at=AT, floor=FLOOR)
    with pytest.raises(Refused) as refused:
        record_price_floor(id=fresh(), by=by, at=AT, floor=FLOOR)
    assert refused.value.refusals[0].code == "trade.floors-overlap"
    new = record_price_floor(id=fresh(), by=by, at=AT, floor=FloorFacts(**{**_fields(FLOOR), "minimum": Decimal(7)}), supersedes=UUID(old))
    assert str(PriceFloor.objects.get(pk=old).superseded_by_id) == new
    with pytest.raises(Refused) as refused:
        verify_price_floor(id=fresh(), by=by, at=AT, floor_id=UUID(old), note="Too late")
    assert refused.value.refusals[0].code == "trade.floor-already-superseded"


def test_what_a_partner_is_asked_about_stays_out_of_the_market(cast: Cast, clear: Clear) -> None:
    offer = an_offer(cast.actor("noy"))
    a_need(cast.actor("freja"))
    price = Price(Decimal(5), "USD", "kg")
    give_first_refusal(
        id=fresh(), by=cast.actor("noy"), at=AT, offer_id=offer.id, partner_id=cast.organizations["littoral"].id, kg=12_000, price=price,
        until=later(days=5).date(),
    )  # fmt: skip
    clear()
    assert Match.objects.get().kg == 7_200


def test_an_offer_withdrawn_meanwhile_releases_its_container_and_nothing_else(cast: Cast, tmp_path: Path) -> None:
    gone, kept = an_offer(cast.actor("noy"), reference="A"), an_offer(cast.actor("ngozi"), reference="B", port="THLCH", country="TH")
    a_need(cast.actor("freja"), kg=19_200 * 2)
    market = Market.objects.get(pk=call_market(id=fresh(), by=cast.actor("sofia"), at=AT))
    answer = frozen_answer(market, tmp_path)
    withdraw_offer(id=fresh(), by=cast.actor("noy"), at=AT, offer_id=gone.id)
    show_market(id=fresh(), by=cast.actor("sofia"), at=AT, market_id=market.id, answer=json.dumps(answer).encode())
    states = dict(Match.objects.values_list("offer__reference", "container__state"))
    assert states == {"A": "released", "B": "proposed"}
    assert Container.objects.get(state="released").release_code == "changed-meanwhile"
    assert list(Offer.objects.order_by("reference").values_list("kg_reserved", flat=True)) == [0, kept.kg]


def test_a_result_the_verifier_faults_is_kept_and_shown_to_nobody(cast: Cast, tmp_path: Path) -> None:
    an_offer(cast.actor("noy"))
    a_need(cast.actor("freja"))
    market = Market.objects.get(pk=call_market(id=fresh(), by=cast.actor("sofia"), at=AT))
    answer = frozen_answer(market, tmp_path) | {"faults": [{"code": "market.verify-oversold", "facts": {"id": "A", "kg": 2, "most_kg": 1}}]}
    assert show_market(id=fresh(), by=cast.actor("sofia"), at=AT, market_id=market.id, answer=json.dumps(answer).encode()) == "rejected"
    assert not Container.objects.exists() and not Unmatched.objects.exists()
    assert list(Offer.objects.values_list("kg_reserved", flat=True)) == [0]


def test_a_job_that_runs_again_shows_the_market_once(cast: Cast, tmp_path: Path) -> None:
    an_offer(cast.actor("noy"))
    a_need(cast.actor("freja"))
    market_id = call_market(id=fresh(), by=cast.actor("sofia"), at=AT)
    Job.objects.update(state="running", worker=HERE.name)
    running = Running(UUID(market_id), cast.actor("sofia"), 1, 0, HERE)
    assert jobs.clear_market(running, {"market": market_id}) == "shown"
    assert jobs.clear_market(running, {"market": market_id}) == "shown"
    assert Container.objects.count() == 1


def test_an_engine_that_stops_leaves_everything_as_it_was(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    an_offer(cast.actor("noy"))
    a_need(cast.actor("freja"))
    market_id = call_market(id=fresh(), by=cast.actor("sofia"), at=AT)
    monkeypatch.setattr(jobs, "ENGINE", (jobs.ENGINE[0], "-c", "raise SystemExit('out of memory')"))
    with pytest.raises(Refused) as refused:
        jobs.clear_market(Running(UUID(market_id), cast.actor("sofia"), 1, 0, HERE), {"market": market_id})
    assert refused.value.refusals[0].facts["trouble"] == "out of memory"
    assert Market.objects.get().state == "stopped"
    assert list(Offer.objects.values_list("kg_reserved", flat=True)) == [0]


def test_a_market_of_some_products_leaves_the_others_alone(cast: Cast, clear: Clear) -> None:
    an_offer(cast.actor("noy"))
    a_need(cast.actor("freja"))
    with pytest.raises(Refused) as refused:
        clear(scope=Scope(products=("tea",)))
    assert refused.value.refusals[0].code == "trade.nothing-to-clear"
    assert clear(scope=Scope(products=("coffee",))).state == "shown"
