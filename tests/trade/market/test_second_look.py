"""What a row left over is told of changes is put to the test: changed so, and the market cleared again."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rochdale.trade.market import second_look
from rochdale.trade.market.changes import Change, applied_to_need, applied_to_offer
from rochdale.trade.market.clearing import clear
from rochdale.trade.market.explanation import LeftoverExplanation, explain_leftovers, told_change
from rochdale.trade.market.generator import generate
from rochdale.trade.market.plan import Plan
from rochdale.trade.market.problem import Need, Offer, Problem, Route
from rochdale.trade.market.second_look import TOLERANCE, explained
from rochdale.trade.market.serial import explained_from_json, explained_to_json, plan_to_json, problem_to_json

SEA = Route("sea", "coffee", "LA1", "DK1", "sea", "20ft", 19_200, 19_200_000, 1)
ROUTES = (
    SEA,
    replace(SEA, id="truck", mode="truck", unit="truck", capacity_kg=6_000, cost=7_000_000, transit_slots=2),
    replace(SEA, id="near", origin="VN1", cost=15_000_000),
    replace(SEA, id="south", destination="IT1", cost=17_000_000),
)
OFFER = Offer("O", "Coop O", "coffee", "arabica", "washed", "SCA", 8_400, frozenset(), 12_000, "LA1", 0, 3, 40_000, 0)
NEED = Need("N", "Buyer N", "coffee", "", "", "SCA", None, frozenset(), 19_200, 0, None, "DK1", 1, 5, 50_000, 50_000)

certificates = st.frozensets(st.sampled_from(["FT", "ORG"]), max_size=2)
lots = st.builds(
    lambda coop, species, score, held, kg, port, first, stays, reserve, floor: replace(
        OFFER, cooperative=coop, species=species, score=score, certificates=held, kg=kg, port=port, first_slot=first,
        last_slot=first + stays, reserve=reserve, floor=floor,
    ),
    st.sampled_from("abc"), st.sampled_from(["arabica", "arabica", "robusta"]), st.sampled_from([8_000, 8_200, 8_400, 8_600]), certificates,
    st.sampled_from([600, 1_500, 3_000, 6_000, 9_000, 12_000, 15_000]), st.sampled_from(["LA1", "VN1"]), st.integers(0, 3),
    st.integers(0, 3), st.integers(30_000, 52_000), st.sampled_from([0, 0, 0, 40_000]),
)  # fmt: skip
wants = st.builds(
    lambda species, least, asked, kg, lot, suppliers, port, first, waits, bid: replace(
        NEED, species=species, min_score=least, certificates=asked, kg=kg, min_lot_kg=min(lot, kg), max_suppliers=suppliers, port=port,
        first_slot=first, last_slot=first + waits, limit=bid, bid=bid,
    ),
    st.sampled_from(["", "arabica"]), st.sampled_from([None, 8_100, 8_300, 8_500]),
    st.frozensets(st.sampled_from(["FT", "ORG"]), max_size=1),
    st.sampled_from([1_500, 3_000, 6_000, 9_000, 12_000, 19_200]), st.sampled_from([0, 0, 600, 3_000, 19_200]),
    st.sampled_from([None, None, 1, 2]), st.sampled_from(["DK1", "DK1", "IT1"]), st.integers(1, 5), st.integers(0, 4),
    st.integers(36_000, 56_000),
)  # fmt: skip


@st.composite
def small_markets(draw: st.DrawFn) -> Problem:
    """A few lots and needs of all kinds, from two ports to two, by ship and by truck."""
    offers = [replace(lot, id=f"O{k}") for k, lot in enumerate(draw(st.lists(lots, min_size=1, max_size=6)))]
    needs = [replace(want, id=f"N{k}") for k, want in enumerate(draw(st.lists(wants, min_size=1, max_size=5)))]
    routes = draw(st.sampled_from([ROUTES, ROUTES[:1], ROUTES[:2], ROUTES[::2]]))
    return Problem(tuple(offers), tuple(needs), routes, "USD", 10)


def silent(stage: str, done: int, total: int) -> None:
    pass


def is_proven(plan: Plan) -> bool:
    return plan.bound - plan.surplus <= max(plan.bound // TOLERANCE, 1)


def matched(plan: Plan, name: str) -> int:
    return sum(match.kg for match in plan.matches if name in (match.offer, match.need))


def with_change(market: Problem, row: LeftoverExplanation, change: Change) -> Problem:
    if row.side == "offer":
        return replace(market, offers=tuple(applied_to_offer(one, change) if one.id == row.id else one for one in market.offers))
    needs = tuple(applied_to_need(one, change, market.insurance) if one.id == row.id else one for one in market.needs)
    return replace(market, needs=needs)


def generous(market: Problem, row: LeftoverExplanation) -> Iterator[Change]:
    """Every single change as far as the rule page says, each alone and each with as much of a price; written from the page."""
    one = next(one for one in (*market.offers, *market.needs) if one.id == row.id)
    if isinstance(one, Offer):
        names = sorted(set().union(*(need.certificates for need in market.needs)) - one.certificates)
        price = Change("price", 0, min(one.reserve * 60 // 100, one.reserve - max(one.floor, 1)), 0)
        plain = [
            Change("kg", 0, 38_400, 0),
            Change("window-earlier", 0, 26, 0),
            Change("window-later", 0, 26, 0),
            Change("score", 0, 800, 0),
        ]
    else:
        names, price = sorted(one.certificates), Change("price", 0, one.limit * 60 // 100, 0)
        plain = [Change("kg", 0, 38_400, 0), Change("window-earlier", 0, 26, 0), Change("window-later", 0, 26, 0)]
        plain += [Change("min-lot", 0, 38_400, 0)] + ([Change("suppliers", 0, 3, 0)] if one.max_suppliers else [])
        plain += [Change("score", 0, 800, 0)] if one.min_score else []
    plain += [Change("kg", 0, 38_400, 0), Change("window-earlier", 0, 26, 0), Change("window-later", 0, 26, 0)]
    plain += [Change("certificate", 0, 1, 0, name) for name in names]
    prices = [price] if price.high > 0 else []
    yield from (*prices, *plain, *(replace(change, also=one) for change in plain for one in prices))


SETTINGS = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SETTINGS
@given(small_markets())
def test_whoever_makes_the_change_that_was_told_is_matched(market: Problem) -> None:
    plan = clear(market)
    for row in explained(market, plan, {}, silent):
        if row.change and is_proven(plan):
            again = clear(with_change(market, row, row.change))
            assert matched(again, row.id) > 0 or not is_proven(again), row


@pytest.mark.heavy
@settings(SETTINGS, max_examples=15)
@given(small_markets())
def test_whoever_hears_that_no_change_helps_is_helped_by_none(market: Problem) -> None:
    plan = clear(market)
    for row in explained(market, plan, {}, silent):
        if row.change or row.is_squeezed_out or not is_proven(plan):
            continue
        assert row.is_settled, "a small market leaves nothing open"
        for change in generous(market, row):
            again = clear(with_change(market, row, change))
            has_more = matched(again, row.id) > row.kg_matched
            assert not has_more or again.surplus <= plan.surplus + plan.surplus // TOLERANCE + 1, (row, change)


def by_id(rows: list[LeftoverExplanation]) -> dict[str, LeftoverExplanation]:
    return {row.id: row for row in rows}


def redirected() -> Problem:
    """One container of goods and two buyers in two ports: the poorer one could have it for 0.10 more."""
    rich = replace(NEED, limit=52_000, bid=52_000, kg=12_000)
    poor = replace(NEED, id="M", buyer="Buyer M", port="IT1", limit=49_600, bid=49_600, kg=12_000)
    return Problem((OFFER,), (rich, poor), (SEA, ROUTES[3]), "USD", 10)


def test_a_need_that_could_draw_a_whole_container_to_its_own_port_hears_at_what_price() -> None:
    market = redirected()
    plan = clear(market)
    assert by_id(explain_leftovers(market, plan, {}))["M"].change is None, "it cannot join the plan as it stands"
    change = by_id(explained(market, plan, {}, silent))["M"].change
    assert change is not None and (change.what, change.low, change.high) == ("price", 0, 2_480)


def test_a_small_lot_that_fills_a_smallest_delivery_with_another_hears_when_it_must_be_ready() -> None:
    early = replace(OFFER, id="E", cooperative="Coop E", kg=9_000, first_slot=1, last_slot=1, reserve=40_000)
    late = replace(OFFER, kg=3_000, first_slot=3, last_slot=4)
    need = replace(NEED, kg=12_000, min_lot_kg=12_000, first_slot=2, last_slot=3, limit=56_000, bid=56_000)
    market = Problem((early, late), (need,), (SEA,), "USD", 10)
    assert by_id(explain_leftovers(market, clear(market), {}))["O"].change is None
    change = by_id(explained(market, clear(market), {}, silent))["O"].change
    assert change is not None and (change.what, change.low, change.high) == ("window-earlier", 1, 2)


def test_what_a_certificate_costs_and_the_minimum_it_brings_are_reckoned_with() -> None:
    market = Problem((OFFER,), (replace(NEED, certificates=frozenset({"FT"})),), (SEA,), "USD", 10)
    plan = clear(market)
    for terms, told in (((0, 0), "certificate"), ((200, 45_000), "certificate"), ((200, 49_000), ""), ((12_000, 0), "certificate+price")):
        row = by_id(explained(market, plan, {("O", "FT"): terms}, silent))["O"]
        found = f"{row.change.what}{'+price' if row.change.also else ''}" if row.change else ""
        assert found == told, terms
        if row.change:
            assert matched(clear(with_change(market, row, row.change)), "O")


def test_a_part_too_large_to_be_cleared_again_is_told_only_that_nothing_was_found(monkeypatch: pytest.MonkeyPatch) -> None:
    market = generate(40, 40, 1)
    plan = clear(market)

    def codes() -> set[str]:
        rows = [row for row in explained(market, plan, {}, silent) if row.change is None and not row.is_squeezed_out]
        told = [told_change(row, currency="USD", slot_days=14) for row in rows]
        return {refusal.code for refusal in told if refusal}

    assert codes() == {"market.change-none"}
    monkeypatch.setattr(second_look, "MOST_ARCS", 0)
    assert codes() == {"market.change-none", "market.change-not-found"}


def test_looks_are_counted_and_the_same_market_gives_the_same_words(monkeypatch: pytest.MonkeyPatch) -> None:
    market = redirected()
    plan = clear(market)
    assert explained(market, plan, {}, silent) == explained(market, plan, {}, silent)
    monkeypatch.setattr(second_look, "MOST_LOOKS", 0)
    assert by_id(explained(market, plan, {}, silent))["M"].change is None


def test_the_page_names_the_limits_that_hold() -> None:
    page = " ".join((Path(__file__).resolve().parents[3] / "docs" / "rules" / "sealed-limits.md").read_text(encoding="utf-8").split())
    assert f"with every change at once has at most {second_look.MOST_ARCS} arcs" in page
    assert f"at most {second_look.MOST_FAMILY_ROWS} offers and needs" in page
    assert f"at most {second_look.MOST_LOOKS} parts are cleared again" in page
    assert f"its {second_look.NODES} nodes" in page and f"1/{TOLERANCE:,} of the surplus" in page


def test_explanations_travel_as_json() -> None:
    market = generate(40, 40, 2)
    rows = explained(market, clear(market), {}, silent)
    assert explained_from_json(json.loads(json.dumps(explained_to_json(rows)))) == rows


def test_it_runs_in_a_process_of_its_own_and_says_how_far_it_is(tmp_path: Path) -> None:
    market = redirected()
    plan = clear(market)
    asked = {"problem": problem_to_json(market), "plan": plan_to_json(plan), "certified": [["O", "FT", 1, 2]]}
    (tmp_path / "asked.json").write_text(json.dumps(asked))
    command = [sys.executable, "-m", second_look.__name__, str(tmp_path / "asked.json"), str(tmp_path / "explained.json")]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert [json.loads(line)["stage"] for line in done.stdout.splitlines()] == ["explain", "second-look"]
    rows = explained_from_json(json.loads((tmp_path / "explained.json").read_text()))
    assert rows == explained(market, plan, {}, silent)
