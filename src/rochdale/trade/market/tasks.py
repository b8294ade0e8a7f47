"""What clearing is made of: small pieces of work on one network each, that can run side by side in processes.

- `plan`: find a good plan of one part of a family; parts with few arcs are solved exactly, which also proves a bound;
- `cut`: prove a bound of a larger part with the exact model's relaxation and its cuts;
- `prove`: flow bound and multipliers of a whole family.
"""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass, replace
from math import inf

import numpy as np

from . import greedy, multipliers
from .bounds import flow_bound, supplier_bound
from .exact import MARGIN, Model, Relaxed
from .loading import Lists, Loading
from .network import UNLIMITED, Network, Whole, most_load
from .reduction import reduced
from .search import Search
from .solver import Effort

EXACT_ARCS = 800
"""Up to here the exact model usually finds and proves the optimum within its nodes."""
KERNEL_ARCS = 1_000
"""Up to here the arcs that the relaxation uses are put to the exact model in one piece."""
SHORTLIST_ARCS = 24_000
"""So many arcs of a huge part are put to the linear relaxation; its time grows much faster than its size."""
MODEL_ARCS = 15_000
"""Up to here the linear relaxation of the exact model is solved as a whole."""


@dataclass(frozen=True, slots=True)
class Budget:
    """How much is tried, in counts, so that a run replays exactly on any machine."""

    rebuilds: int = 25
    """Ruin-and-recreate steps for every 1,000 arcs, and at least so many."""
    most_rebuilds: int = 600
    arcs_per_rebuild: int = 150
    nodes: int = 40
    """Branch-and-bound nodes of an exact model of 700 arcs; more where it is smaller."""
    rounds: int = 10
    """Rounds of cuts for the bound of a part of 12,000 arcs; more where it is smaller."""
    multiplier_rounds: int = 300
    pricings: int = 4
    """Times that the arcs of a huge part are priced anew before the last relaxation."""

    def as_counts(self) -> dict[str, int]:
        """For the record of the run."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Task:
    """`kind` is "plan", "cut" or "prove". `seconds` is a cap; without it the answer depends on nothing but the task."""

    kind: str
    network: Network
    seed: int
    budget: Budget
    seconds: float = inf

    @property
    def weight(self) -> float:
        """Rough share of the work."""
        arcs = len(self.network.arc_gain)
        return {"plan": 1.2, "cut": 1.0, "prove": 0.05}[self.kind] * (arcs + 200)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a task found; fields that are not its business stay None. `pi` and `rho` belong to the network of a `prove` task."""

    kg: Whole | None = None
    bound: int | None = None
    lagrangian_bound: int | None = None
    pi: Whole | None = None
    rho: Whole | None = None
    is_capped: bool = False


class Clock:
    """The cap of a task; never strikes where there is none."""

    def __init__(self, seconds: float) -> None:
        self.end = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds."""
        return self.end - time.monotonic()

    @property
    def has_struck(self) -> bool:
        """Whether it is time to stop."""
        return self.left <= 0


def run(task: Task) -> Outcome:
    """Do one task."""
    clock = Clock(task.seconds)
    if task.kind == "prove":
        return _prove(task, clock)
    if task.kind == "cut":
        return _cut(task, clock)
    return _plan(task, clock)


def _rounds(task: Task) -> int:
    """Rounds for the multipliers: each looks at every arc, so a huge network gets fewer."""
    return max(task.budget.multiplier_rounds * 100_000 // max(len(task.network.arc_gain), 100_000), 60)


def _prove(task: Task, clock: Clock) -> Outcome:
    network = task.network
    flow = flow_bound(reduced(network))
    starts = []
    if 0 < len(network.arc_gain) <= MODEL_ARCS:
        # Without minimum lots and supplier limits the relaxation's prices are those the Lagrangian looks for.
        free = replace(network, min_lot=np.zeros_like(network.min_lot), most_suppliers=np.full_like(network.most_suppliers, UNLIMITED))
        relaxed = Model(free).relax(Effort(seconds=clock.left))
        starts = [(relaxed.offer_price, relaxed.need_price)]
    found = multipliers.find(network, starts, flow * 9 // 10, _rounds(task), lambda: clock.has_struck)
    return Outcome(bound=flow, lagrangian_bound=found.value, pi=found.pi, rho=found.rho, is_capped=clock.has_struck)


def _cut(task: Task, clock: Clock) -> Outcome:
    """Rounds of cuts cost more the larger the model is, so a large part gets fewer."""
    rounds = max(task.budget.rounds * 12_000 // len(task.network.arc_gain), 1)
    answer = Model(task.network).solve(Effort(nodes=1, rounds=rounds, gap=1e-3, seconds=clock.left))
    return Outcome(bound=answer.bound, is_capped=answer.is_capped)


def _plan(task: Task, clock: Clock) -> Outcome:
    network, bound = task.network, None
    lists = Lists(network)
    loading = Loading(lists)
    greedy.fill(loading, range(len(lists.cost)), lists.gain)
    if len(network.arc_gain) <= EXACT_ARCS:
        answer = Model(network).solve(
            Effort(nodes=task.budget.nodes * EXACT_ARCS // (len(network.arc_gain) + 100), gap=1e-5, seconds=clock.left)
        )
        bound = answer.bound
        search = Search(network, loading, np.ones(len(network.arc_gain), bool), task.seed)
        search.adopt(np.arange(len(network.arc_gain)), answer)
        drop_losing_lanes(loading)
        if bound is None or loading.surplus < bound * 0.999:
            _rebuild(search, clock, len(network.arc_gain) // 4, _rebuilds(task))
    else:
        loading, bound = _improved(network, lists, loading, task, clock)
    drop_losing_lanes(loading)
    return Outcome(kg=loading.flows(), bound=bound, is_capped=clock.has_struck)


def _improved(network: Network, lists: Lists, loading: Loading, task: Task, clock: Clock) -> tuple[Loading, int | None]:
    """Solve the exact model on the arcs that the relaxation uses, then ruin and recreate."""
    shortlist, relaxed, bound = _relaxed(network, loading, task, clock)
    if relaxed.bound is None:
        return loading, bound
    loading = _kernel(network, loading, shortlist[relaxed.kg > 0.5], task, clock)
    promising = np.zeros(len(network.arc_gain), bool)
    promising[shortlist] = relaxed.reduced_cost <= _slack(network, shortlist)
    search = Search(network, loading, promising, task.seed)
    _rebuild(search, clock, task.budget.arcs_per_rebuild, _rebuilds(task))
    greedy.fill(loading, range(len(lists.cost)), lists.gain)
    return loading, bound


def _rebuilds(task: Task) -> int:
    budget = task.budget
    return min(max(budget.rebuilds, budget.rebuilds * len(task.network.arc_gain) // 1000), budget.most_rebuilds)


def _rebuild(search: Search, clock: Clock, arcs: int, times: int) -> None:
    for _ in range(times):
        if clock.has_struck:
            break
        search.rebuild(search.neighbourhood(arcs), Effort(nodes=2, gap=3e-3, seconds=clock.left))


def _slack(network: Network, arcs: Whole) -> float:
    """Arcs whose reduced cost is within a quarter of a typical gain are worth a try."""
    return float(np.median(network.arc_gain[arcs])) / 4


def _relaxed(network: Network, loading: Loading, task: Task, clock: Clock) -> tuple[Whole, Relaxed, int | None]:
    """Arcs worth a try, the relaxation over them, and a bound where there was none: all arcs of a part of ordinary size.

    A huge part starts with the arcs that gain most at Lagrangian prices. Lean relaxations then price all arcs anew: those that gain
    most at their prices come in, those that cost most leave.
    """
    arcs = np.arange(len(network.arc_gain))
    if len(arcs) <= MODEL_ARCS:
        return arcs, Model(network).relax(Effort(seconds=clock.left)), None
    found = multipliers.find(network, [], loading.surplus, _rounds(task) // 2, lambda: clock.has_struck)
    in_use = np.array(sorted(loading.kg), dtype=np.int64)
    pi, rho, bound = found.pi, found.rho, supplier_bound(network, found.pi, found.rho)
    size = max(SHORTLIST_ARCS, 8 * (len(network.offers) + len(network.needs)))
    chosen = _most_worth(network, pi, rho, arcs, size)
    load = most_load(network)
    for _ in range(task.budget.pricings):
        if clock.has_struck:
            break
        chosen = np.union1d(chosen, in_use)
        lanes = np.unique(network.arc_lane[chosen])
        relaxed = Model(network.part(chosen), lean_load=load[lanes]).relax(Effort(seconds=clock.left))
        pi, rho = np.zeros_like(network.supply), np.zeros_like(network.demand)
        pi[np.unique(network.arc_offer[chosen])], rho[np.unique(network.arc_need[chosen])] = relaxed.offer_price, relaxed.need_price
        bound = min(bound, supplier_bound(network, pi, rho))
        kept = _cheapest(chosen, relaxed, size // 2)
        chosen = np.concatenate([kept, _most_worth(network, pi, rho, np.setdiff1d(arcs, chosen), size // 2)])
    # Lanes that only chosen arcs can fill are dearer per kg: the last choice is made at that price.
    part = network.part(np.union1d(chosen, in_use))
    relaxed = Model(part, lean_load=most_load(part)).relax(Effort(seconds=clock.left))
    best = np.union1d(_cheapest(np.union1d(chosen, in_use), relaxed, size // 4), in_use)
    return best, Model(network.part(best)).relax(Effort(seconds=clock.left)), bound


def _cheapest(arcs: Whole, relaxed: Relaxed, count: int) -> Whole:
    """The arcs that the relaxation would miss most."""
    return arcs[np.argsort(relaxed.reduced_cost, kind="stable")[:count]]


def _most_worth(network: Network, pi: Whole, rho: Whole, arcs: Whole, count: int) -> Whole:
    """The arcs that gain most per kg at these prices, freight of a full container paid."""
    per_kg = network.lane_cost // network.lane_capacity
    worth = network.arc_gain[arcs] - pi[network.arc_offer[arcs]] - rho[network.arc_need[arcs]] - per_kg[network.arc_lane[arcs]]
    return arcs[np.argsort(-worth, kind="stable")[:count]]


def _kernel(network: Network, loading: Loading, kernel: Whole, task: Task, clock: Clock) -> Loading:
    """The best plan on the arcs that the relaxation uses: as one model where it is small enough, else piece by piece."""
    fresh, flags = Loading(loading.lists), np.zeros(len(network.arc_gain), bool)
    flags[kernel] = True
    search = Search(network, fresh, flags, task.seed)
    if len(kernel) <= KERNEL_ARCS:
        search.adopt(kernel, Model(network.part(kernel), margin=MARGIN).solve(Effort(nodes=1, gap=3e-3, seconds=clock.left)))
    else:
        _rebuild(search, clock, task.budget.arcs_per_rebuild, len(kernel) // 20)
    greedy.fill(fresh, range(len(network.lanes)), loading.lists.gain)
    return fresh if fresh.surplus > loading.surplus else loading


def drop_losing_lanes(loading: Loading) -> None:
    """No lane may cost more than it gains: such a lane is emptied, with what falls below its minimum lot."""
    while True:
        losing = [lane for lane in sorted(loading.on_lane) if loading.load[lane] and _earned(loading, lane) < 0]
        if not losing:
            return
        loading.empty(losing[:1])


def _earned(loading: Loading, lane: int) -> int:
    lists = loading.lists
    return sum(loading.kg[arc] * lists.gain[arc] for arc in loading.on_lane[lane]) - lists.cost[lane] * loading.containers[lane]
