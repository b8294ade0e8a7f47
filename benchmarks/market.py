"""Clears invented markets of 100, 1,000 and 10,000 lines a side and three published instances, and prints what came of it.

    python benchmarks/market.py [--sizes 100,1000,10000] [--seeds 1] [--optima FOLDER]

Gap is to the proven bound; "pair greedy" ships the best pairs one by one; memory is the peak of the largest process.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import time
from pathlib import Path

import numpy as np

from rochdale.trade.market import location
from rochdale.trade.market.clearing import clear
from rochdale.trade.market.generator import generate
from rochdale.trade.market.network import Network, build, families
from rochdale.trade.market.plan import Plan
from rochdale.trade.market.problem import PRICE_UNIT, Problem
from rochdale.trade.market.serial import canonical
from rochdale.trade.market.tasks import Budget, Task, run
from rochdale.trade.market.verification import faults

ROOT = Path(__file__).resolve().parents[1]


def pair_greedy(network: Network) -> int:
    """Pairs by falling gain after full-container freight, each as much as it can take; then lanes that lose money are left out."""
    per_kg = network.lane_cost // network.lane_capacity
    order = np.lexsort((np.arange(len(network.arc_gain)), per_kg[network.arc_lane] - network.arc_gain))
    unsold, unmet, kg = network.supply.tolist(), network.demand.tolist(), [0] * len(order)
    suppliers: list[set[int]] = [set() for _ in unmet]
    delivered: dict[tuple[int, int], int] = {}
    for arc in order.tolist():
        i, j, lane = int(network.arc_offer[arc]), int(network.arc_need[arc]), int(network.arc_lane[arc])
        amount, stop = min(unsold[i], unmet[j]), (j, int(network.lane_arrival[lane]))
        who, may_come = int(network.cooperative[i]), len(suppliers[j]) < network.most_suppliers[j]
        if not amount or amount + delivered.get(stop, 0) < network.min_lot[j] or not (who in suppliers[j] or may_come):
            continue
        unsold[i], unmet[j], kg[arc] = unsold[i] - amount, unmet[j] - amount, kg[arc] + amount
        delivered[stop] = delivered.get(stop, 0) + amount
        suppliers[j].add(who)
    load, earned = np.zeros(len(network.lanes), np.int64), np.zeros(len(network.lanes), np.int64)
    np.add.at(load, network.arc_lane, kg)
    np.add.at(earned, network.arc_lane, np.array(kg, np.int64) * network.arc_gain)
    return int(np.maximum(earned - network.lane_cost * -(-load // network.lane_capacity), 0).sum())


def line(size: int, seed: int) -> str:
    """One row of the table of markets."""
    problem = canonical(generate(size, size, seed))
    begun, before = time.perf_counter(), os.times()
    plan = clear(problem, seed=seed)
    seconds, after = time.perf_counter() - begun, os.times()
    cpu = sum(after[:4]) - sum(before[:4])
    naive = sum(pair_greedy(build(problem, family)) for family in families(problem))
    memory = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    found = faults(problem, plan)
    containers = sum(shipment.containers for shipment in plan.shipments)
    verdict = f"{len(found)} faults" if found else "passed"
    return (
        f"{size:>7,} {seed:>4} {plan.surplus / PRICE_UNIT:>14,.0f} {plan.bound / PRICE_UNIT:>14,.0f}"
        f" {1 - plan.surplus / max(plan.bound, 1):>7.2%} {plan.surplus / max(naive, 1):>7.3f} {seconds:>8.1f} {cpu:>8.1f} {memory:>8,.0f}"
        f" {containers:>10,} {fill(problem, plan):>6.1%} {verdict:<8}  {plan.input_sha256[:12]}"
    )


def fill(problem: Problem, plan: Plan) -> float:
    """Load of all containers over what they could hold."""
    capacity = {route.id: route.capacity_kg for route in problem.routes}
    room = sum(capacity[shipment.route] * shipment.containers for shipment in plan.shipments)
    return sum(shipment.load_kg for shipment in plan.shipments) / max(room, 1)


def optima(folder: Path) -> None:
    """The published instances, by the code that fills containers."""
    print(f"\n{'instance':<24} {'published':>12} {'found':>12} {'difference':>11} {'proven':>12} {'seconds':>8}")
    matched, published = 0, json.loads((folder / "optima.json").read_text())
    for name, value in published.items():
        instance = (location.read_cap if name.startswith("cap") else location.read_sscflp)(folder / name)
        begun = time.perf_counter()
        outcome = run(Task("plan", location.network(instance), 1, Budget(nodes=1_000)))
        cost = location.cost_of(instance, outcome.kg) if outcome.kg is not None else float("inf")
        proven = (location.reward(instance) * int(instance.demand.sum()) - (outcome.bound or 0)) / location.MONEY
        matched += abs(cost - value) <= 1e-6 * value
        print(f"{name:<24} {value:>12,.2f} {cost:>12,.2f} {cost - value:>11.4f} {proven:>12,.2f} {time.perf_counter() - begun:>8.1f}")
    print(f"matched {matched} of {len(published)}")


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--sizes", default="100,1000,10000")
    parser.add_argument("--seeds", default="1")
    parser.add_argument("--optima", type=Path, default=ROOT.parent / "shared" / "fixtures" / "optimisation")
    given = parser.parse_args()
    versions: Plan = clear(generate(10, 10, 1))
    print(", ".join(f"{name} {version}" for name, version in versions.versions.items()), f"· {os.cpu_count()} cores")
    print(f"{'lines':>7} {'seed':>4} {'surplus':>14} {'bound':>14} {'gap':>7} {'/greedy':>7} {'seconds':>8} {'cpu s':>8} {'peak MB':>8}"
          f" {'containers':>10} {'fill':>6} verifier  input")  # fmt: skip
    for size in map(int, given.sizes.split(",")):
        for seed in map(int, given.seeds.split(",")):
            print(line(size, seed), flush=True)
    if given.optima.is_dir():
        optima(given.optima)


if __name__ == "__main__":
    main()
