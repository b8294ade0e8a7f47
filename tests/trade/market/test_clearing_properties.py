"""What holds for every market: checked on many small ones that nobody chose."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rochdale.trade.market.clearing import clear
from rochdale.trade.market.network import build
from rochdale.trade.market.plan import Plan
from rochdale.trade.market.problem import Need, Offer, Problem, Route
from rochdale.trade.market.serial import canonical
from rochdale.trade.market.verification import faults

from .worked import ROUTE, market, need, offer

STEP = 3_000
SETTINGS = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
ROUTES = (ROUTE, replace(ROUTE, id="truck", mode="truck", capacity_kg=6_000, cost=6_000_000, transit_slots=2))

offers = st.builds(
    lambda kg, reserve, cooperative, species, first: (kg, reserve, cooperative, species, first),
    st.integers(1, 4), st.integers(28_000, 40_000), st.sampled_from("ab"), st.sampled_from(["arabica", "robusta"]), st.integers(0, 1),
)  # fmt: skip
needs = st.builds(
    lambda kg, bid, lot, suppliers, species: (kg, bid, lot, suppliers, species),
    st.integers(1, 4), st.integers(30_000, 50_000), st.integers(0, 3), st.sampled_from([1, 2, None]), st.sampled_from(["arabica", ""]),
)  # fmt: skip


@st.composite
def markets(draw: st.DrawFn, most: int = 6) -> Problem:
    """A few lots and needs in steps of 3,000 kg on a sea route and a truck."""
    lots: list[Offer] = [
        offer(str(k), kg=kg * STEP, reserve=reserve, cooperative=cooperative, species=species, first_slot=first, last_slot=first + 1)
        for k, (kg, reserve, cooperative, species, first) in enumerate(draw(st.lists(offers, min_size=1, max_size=most)))
    ]
    wants: list[Need] = [
        need(str(k), kg=kg * STEP, bid=bid, limit=bid, min_lot_kg=lot * STEP, max_suppliers=suppliers, species=species, last_slot=4)
        for k, (kg, bid, lot, suppliers, species) in enumerate(draw(st.lists(needs, min_size=1, max_size=most)))
    ]
    routes: tuple[Route, ...] = draw(st.sampled_from([ROUTES, ROUTES[:1]]))
    return market(lots, wants, *routes)


@SETTINGS
@given(markets())
def test_every_plan_passes_the_verifier_and_stays_below_its_bound(problem: Problem) -> None:
    plan = clear(problem)
    assert faults(problem, plan) == []
    assert 0 <= plan.surplus <= plan.bound


@SETTINGS
@given(markets(), st.randoms(use_true_random=False))
def test_the_order_of_rows_decides_nothing(problem: Problem, shuffle: object) -> None:
    turned = problem
    for name in ("offers", "needs", "routes"):
        rows = list(getattr(problem, name))
        shuffle.shuffle(rows)  # type: ignore[attr-defined]
        turned = replace(turned, **{name: tuple(rows)})
    assert _timeless(clear(turned)) == _timeless(clear(problem))


@settings(SETTINGS, max_examples=25)
@given(markets(most=2))
def test_no_way_of_loading_in_steps_beats_the_plan(problem: Problem) -> None:
    assert clear(problem).surplus >= _best_by_trying(problem)


def _timeless(plan: Plan) -> Plan:
    return replace(plan, seconds=0)


def _best_by_trying(problem: Problem) -> int:
    """Every loading of every arc in steps of 3,000 kg, at most five arcs; what breaks a rule is passed over."""
    network = build(canonical(problem), "coffee")
    arcs = range(min(len(network.arc_gain), 5))
    steps = [range(min(int(network.supply[network.arc_offer[a]]), int(network.demand[network.arc_need[a]])) // STEP + 1) for a in arcs]
    return max((_worth(network, dict(zip(arcs, kg, strict=True))) for kg in product(*steps)), default=0)


def _worth(network: object, steps: dict[int, int]) -> int:
    """Surplus of a loading, or 0 where it breaks a rule. Written plainly, from the page, not from the engine."""
    sold: dict[int, int] = {}
    met: dict[int, int] = {}
    stops: dict[tuple[int, int], int] = {}
    loads: dict[int, int] = {}
    earned: dict[int, int] = {}
    suppliers: dict[int, set[int]] = {}
    for arc, count in steps.items():
        kg, i, j, lane = count * STEP, *(int(getattr(network, f"arc_{end}")[arc]) for end in ("offer", "need", "lane"))
        if kg:
            sold[i], met[j], loads[lane] = sold.get(i, 0) + kg, met.get(j, 0) + kg, loads.get(lane, 0) + kg
            stop = (j, int(network.lane_arrival[lane]))  # type: ignore[attr-defined]
            stops[stop] = stops.get(stop, 0) + kg
            earned[lane] = earned.get(lane, 0) + kg * int(network.arc_gain[arc])  # type: ignore[attr-defined]
            suppliers.setdefault(j, set()).add(int(network.cooperative[i]))  # type: ignore[attr-defined]
    for lane, load in loads.items():
        earned[lane] -= -(-load // int(network.lane_capacity[lane])) * int(network.lane_cost[lane])  # type: ignore[attr-defined]
    holds = [
        all(kg <= network.supply[i] for i, kg in sold.items()),  # type: ignore[attr-defined]
        all(kg <= network.demand[j] for j, kg in met.items()),  # type: ignore[attr-defined]
        all(kg >= network.min_lot[j] for (j, _), kg in stops.items()),  # type: ignore[attr-defined]
        all(len(found) <= network.most_suppliers[j] for j, found in suppliers.items()),  # type: ignore[attr-defined]
        all(worth >= 0 for worth in earned.values()),
    ]
    return sum(earned.values()) if all(holds) else 0
