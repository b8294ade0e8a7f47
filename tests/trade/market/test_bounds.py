"""Bounds: the worked figures of docs/rules/clearing.md, the trap of thin cargo, and that no plan ever passes them."""

from __future__ import annotations

from random import Random

import pytest

from rochdale.trade.market.bounds import flow_bound, lagrangian_value
from rochdale.trade.market.clearing import clear
from rochdale.trade.market.generator import generate
from rochdale.trade.market.network import Network, build
from rochdale.trade.market.problem import Problem
from rochdale.trade.market.reduction import reduced
from rochdale.trade.market.serial import canonical

from .worked import market, money, need, offer, table, trap, worked

FIGURES = {row["bounds"]: money(row["value"]) for row in table("clearing.md", "bounds")}


def coffee(problem: Problem) -> Network:
    return build(canonical(problem), "coffee")


def test_flow_bound_of_the_worked_market() -> None:
    assert flow_bound(coffee(worked())) == FIGURES["flow, first market (U = 22,000 kg, 0.10 per kg)"]


def test_the_trap_thin_cargo_counts_in_the_flow_bound() -> None:
    bound = flow_bound(reduced(coffee(trap())))
    assert bound == FIGURES["the trap: 10,000 kg at 1.00 and 9,200 kg at 0.05 on one lane, flow"]
    assert bound >= FIGURES["the trap: its optimum"] == clear(trap()).surplus


LAGRANGIANS = [
    ("Lagrangian, all multipliers 0 (without the kg of partners in u1, u2 it would be 7,560)", {}, {}),
    ("Lagrangian, ρ of need 2 is 0.20", {}, {"2": 2_000}),
    ("Lagrangian, ρ of need 2 is 0.20 and π of offer 1 is 0.40", {"1": 4_000}, {"2": 2_000}),
]


@pytest.mark.parametrize(("figure", "pi", "rho"), LAGRANGIANS, ids=[row[0] for row in LAGRANGIANS])
def test_lagrangian_of_the_worked_market(figure: str, pi: dict[str, int], rho: dict[str, int]) -> None:
    assert lagrangian_value(worked(), "coffee", pi, rho) == FIGURES[figure]


def test_any_multipliers_bound_every_plan() -> None:
    problem = generate(80, 80, 5)
    plan, draw = clear(problem), Random(1)
    for family in plan.families:
        for most in (0, 100, 5_000):
            pi = {row.id: draw.randint(0, most) for row in problem.offers}
            rho = {row.id: draw.randint(0, most) for row in problem.needs}
            assert lagrangian_value(problem, family.family, pi, rho) >= family.surplus


def test_the_stored_multipliers_prove_the_stored_bound() -> None:
    problem = generate(80, 80, 5)
    plan = clear(problem)
    for family in plan.families:
        assert lagrangian_value(problem, family.family, plan.offer_multipliers, plan.need_multipliers) == family.lagrangian_bound


def test_arcs_that_can_never_reach_a_minimum_lot_are_dropped() -> None:
    problem = market([offer("1", kg=5_000), offer("2", kg=5_000)], [need(min_lot_kg=12_000)])
    assert len(coffee(problem).arc_gain) == 2
    assert len(reduced(coffee(problem)).arc_gain) == 0


def test_a_minimum_lot_counts_only_the_suppliers_that_may_come() -> None:
    lots = [offer("1", kg=8_000), offer("2", kg=8_000)]
    assert len(reduced(coffee(market(lots, [need(min_lot_kg=12_000, max_suppliers=2)]))).arc_gain) == 2
    assert len(reduced(coffee(market(lots, [need(min_lot_kg=12_000, max_suppliers=1)]))).arc_gain) == 0
