"""Clearing: the worked table of docs/rules/clearing.md, what may be matched, and what a run promises."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from rochdale.trade.market.clearing import clear
from rochdale.trade.market.generator import generate
from rochdale.trade.market.network import UNLIMITED, last_slot_valid
from rochdale.trade.market.problem import Offer, Route, Split
from rochdale.trade.market.serial import plan_from_json, plan_to_json, problem_from_json, problem_sha256, problem_to_json
from rochdale.trade.market.verification import faults

from .worked import ROUTE, market, money, need, offer, table, trap, worked

VARIANTS = {
    "as above": {},
    "need 1 takes 12,000 kg or nothing": {"min_lot_kg": 12_000},
    "need 1 takes one supplier": {"max_suppliers": 1},
}


def test_the_page_lists_every_variant() -> None:
    assert [row["market"] for row in table("clearing.md", "market")] == list(VARIANTS)


@pytest.mark.parametrize("row", table("clearing.md", "market"), ids=lambda row: row["market"])
def test_the_worked_market_is_cleared_to_its_optimum(row: dict[str, str]) -> None:
    problem = worked(**VARIANTS[row["market"]])
    plan = clear(problem)
    assert plan.surplus == money(row["surplus"])
    assert faults(problem, plan) == []


def test_thin_cargo_tops_up_an_open_container() -> None:
    plan = clear(trap())
    assert plan.surplus == money("8540")
    assert {match.offer for match in plan.matches} == {"1", "2"}


MATCHES = [
    ("an empty wish means any", {}, {}, UNLIMITED),
    ("another species was asked for", {}, {"species": "robusta"}, None),
    ("the process asked for", {}, {"process": "washed"}, UNLIMITED),
    ("another process was asked for", {}, {"process": "natural"}, None),
    ("a score above the minimum under the same protocol", {}, {"protocol": "grade", "min_score": 8_000}, UNLIMITED),
    ("a score below the minimum", {}, {"protocol": "grade", "min_score": 9_001}, None),
    ("scores of different protocols are never compared", {}, {"protocol": "sca", "min_score": 1}, None),
    ("a lot without a score meets no minimum", {"score": None}, {"protocol": "grade", "min_score": 1}, None),
    ("a missing certificate", {"certificates": frozenset({"FT"})}, {"certificates": frozenset({"FT", "ORG"})}, None),
    ("more certificates than asked for", {"certificates": frozenset({"FT", "ORG"})}, {"certificates": frozenset({"FT"})}, UNLIMITED),
    ("a certificate that ends", {"certificates": frozenset({"FT"}), "certificate_last_slot": (("FT", 4),)},
     {"certificates": frozenset({"FT"})}, 4),
    ("a certificate that ends, unasked for", {"certificates": frozenset({"FT"}), "certificate_last_slot": (("FT", 4),)}, {}, UNLIMITED),
    ("another family", {}, {"family": "tea"}, None),
]  # fmt: skip


@pytest.mark.parametrize(("why", "of_offer", "of_need", "last"), MATCHES, ids=[row[0] for row in MATCHES])
def test_which_quality_answers_a_need(why: str, of_offer: dict[str, object], of_need: dict[str, object], last: int | None) -> None:
    assert last_slot_valid(offer(**of_offer), need(**of_need)) == last


TRADES = [
    ("the slots fit", {}, {}, 1),
    ("the lot is ready too late", {"first_slot": 1, "last_slot": 2}, {}, 0),
    ("the buyer waits longer", {"first_slot": 1, "last_slot": 2}, {"last_slot": 4}, 1),
    ("the certificate ends before the ship leaves",
     {"first_slot": 1, "last_slot": 2, "certificates": frozenset({"FT"}), "certificate_last_slot": (("FT", 0),)},
     {"last_slot": 5, "certificates": frozenset({"FT"})}, 0),
    ("bid and ask are equal: nothing to gain", {"reserve": 50_000}, {}, 0),
    ("the floor binds above the reserve", {"floor": 50_001}, {}, 0),
    ("too little to pay a container", {"kg": 900}, {}, 0),
    ("a lot smaller than the minimum lot", {"kg": 5_000}, {"min_lot_kg": 6_000}, 0),
    ("a minimum lot above the need means all of it", {}, {"kg": 5_000, "min_lot_kg": 6_000}, 1),
    ("another port", {"port": "VNSGN"}, {}, 0),
]  # fmt: skip


@pytest.mark.parametrize(("why", "of_offer", "of_need", "rows"), TRADES, ids=[row[0] for row in TRADES])
def test_when_a_trade_comes_about(why: str, of_offer: dict[str, object], of_need: dict[str, object], rows: int) -> None:
    problem = market([offer(**of_offer)], [need(**of_need)])
    plan = clear(problem)
    assert len(plan.matches) == rows
    assert faults(problem, plan) == []


def test_two_lots_of_one_cooperative_count_as_one_supplier() -> None:
    lots = [offer("1", kg=9_000, cooperative="both"), offer("2", kg=9_000, cooperative="both"), offer("3", kg=10_000)]
    plan = clear(market(lots, [need(max_suppliers=1)]))
    assert sorted(match.offer for match in plan.matches) == ["1", "2"]


def test_the_cheaper_of_two_ways_is_taken_and_each_has_its_own_capacity() -> None:
    truck = replace(ROUTE, id="truck", mode="truck", unit="truck", capacity_kg=30_000, cost=10_000_000)
    plan = clear(market([offer(kg=30_000)], [need(kg=30_000)], ROUTE, truck))
    assert [(shipment.route, shipment.containers) for shipment in plan.shipments] == [("truck", 1)]


def test_an_empty_market_clears_to_nothing() -> None:
    assert clear(market([], [])).matches == ()
    assert clear(market([offer()], [])).bound == 0


CONTRADICTIONS = [
    ("two offers with one id", market([offer(), offer()], [need()])),
    ("a bid that passes its own limit", market([offer()], [need(bid=50_001)])),
    ("a bid that passes its limit once insured", market([offer()], [need()], insurance=100)),
    ("insurance of all the value", market([offer()], [need()], insurance=10_000)),
]


@pytest.mark.parametrize(("why", "problem"), CONTRADICTIONS, ids=[row[0] for row in CONTRADICTIONS])
def test_a_market_that_contradicts_itself_is_refused(why: str, problem: object) -> None:
    with pytest.raises(ValueError, match=r"unique|limit|share"):
        clear(problem)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def small() -> object:
    return generate(120, 120, 3)


def test_an_invented_market_passes_the_independent_verifier(small) -> None:  # type: ignore[no-untyped-def]
    plan = clear(small)
    assert plan.matches
    assert plan.surplus <= plan.bound
    assert faults(small, plan) == []


def test_the_order_of_rows_and_the_number_of_processes_decide_nothing(small, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    shuffled = small
    for name in ("offers", "needs", "routes"):
        rows = list(getattr(small, name))
        Random(name).shuffle(rows)
        shuffled = replace(shuffled, **{name: tuple(rows)})
    first = clear(small)
    monkeypatch.setattr("rochdale.trade.market.clearing.ALONE_BELOW", 0)
    assert replace(clear(shuffled, processes=2), seconds=0) == replace(first, seconds=0)


def test_a_time_limit_leaves_a_valid_plan_that_says_so(small) -> None:  # type: ignore[no-untyped-def]
    plan = clear(small, time_limit_seconds=0.0)
    assert plan.stopped_early
    assert plan.matches
    assert faults(small, plan) == []


def test_insurance_is_charged_to_the_buyer_within_the_limit() -> None:
    problem = market([offer(kg=19_000)], [need(limit=50_600, bid=50_000)], insurance=77)
    plan = clear(problem)
    (match,) = plan.matches
    assert match.insurance > 0
    assert match.buyer_price <= 50_600
    assert faults(problem, plan) == []


def test_problem_and_plan_survive_json(small) -> None:  # type: ignore[no-untyped-def]
    assert problem_from_json(json.loads(json.dumps(problem_to_json(small)))) == small
    plan = clear(worked())
    assert plan_from_json(json.loads(json.dumps(plan_to_json(plan)))) == plan


def test_the_hash_hangs_on_content_not_on_order() -> None:
    problem = worked()
    turned = replace(problem, offers=problem.offers[::-1], needs=problem.needs[::-1])
    assert problem_sha256(turned) == problem_sha256(problem)
    assert problem_sha256(replace(problem, split=Split(5_000, 1))) != problem_sha256(problem)


def test_the_engine_runs_as_a_process_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "problem.json").write_text(json.dumps(problem_to_json(worked())))
    command = [sys.executable, "-m", "rochdale.trade.market", str(tmp_path / "problem.json"), str(tmp_path / "plan.json"), "--seed", "5"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    said = [json.loads(line) for line in ran.stdout.splitlines()]
    assert said[-1]["stage"] == "done"
    assert all(line["done"] <= line["total"] for line in said)
    plan = plan_from_json(json.loads((tmp_path / "plan.json").read_text()))
    assert (plan.surplus, plan.seed) == (money("7520"), 5)


def test_the_engine_says_what_it_cannot_read(tmp_path: Path) -> None:
    (tmp_path / "problem.json").write_text("{}")
    command = [sys.executable, "-m", "rochdale.trade.market", str(tmp_path / "problem.json"), str(tmp_path / "plan.json")]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 2
    assert "problem.json" in ran.stderr
    assert not (tmp_path / "plan.json").exists()


def test_a_load_beyond_one_container_is_split_into_numbered_ones() -> None:
    problem = market([offer(kg=30_000)], [need(kg=30_000)])
    plan = clear(problem)
    assert [(match.container, match.kg) for match in plan.matches] == [(1, 19_200), (2, 10_800)]
    assert faults(problem, plan) == []


def test_routes_of_another_family_carry_nothing() -> None:
    other = Route("t", "tea", "LAVTE", "DKCPH", "sea", "20ft", 19_200, 1, 3)
    lot: Offer = offer()
    assert clear(market([lot], [need()], other)).matches == ()
