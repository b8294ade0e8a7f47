"""Clearing a market: families share nothing, parts of a family that touch nowhere neither; each is worked on in its own process."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from platform import python_version

import highspy
import numpy as np
import ortools
import scipy

from .network import Network, build, components, families, total
from .own_process import Progress
from .plan import FamilyBound, Plan
from .problem import Problem
from .reduction import reduced
from .rows import priced_rows
from .serial import canonical, problem_sha256
from .tasks import EXACT_ARCS, MODEL_ARCS, Budget, Outcome, Task, run

ALONE_BELOW = 1_500
"""Markets with fewer arcs are cleared at once: starting a process would take longer."""


@dataclass(slots=True)
class _Family:
    """One family on its way: its whole network, the parts that some plan may use, and what the tasks found for each."""

    name: str
    network: Network
    parts: list[Network] = field(default_factory=list)
    proven: Outcome = field(default_factory=Outcome)
    plans: list[Outcome] = field(default_factory=list)
    cuts: list[Outcome] = field(default_factory=list)


def clear(
    problem: Problem, *, seed: int = 1, time_limit_seconds: float | None = None, on_progress: Progress | None = None,
    budget: Budget | None = None, processes: int | None = None,
) -> Plan:  # fmt: skip
    """The best plan found within the budget, with proven bounds. Raises ValueError where the problem contradicts itself.

    The same problem, seed, budget and versions give the same plan, whatever the order of rows and the number of processes.
    `time_limit_seconds` caps the work of finding; where it strikes, `stopped_early` says so and the run need not replay.
    """
    begun = time.monotonic()
    _check(problem)
    problem, budget = canonical(problem), budget or Budget()
    found = [_family(problem, name) for name in families(problem)]
    _work(found, seed, budget, time_limit_seconds, on_progress or _silent, processes)
    sealed = problem_sha256(problem)
    matches, shipments = priced_rows(problem, sealed, _carried(found))
    return Plan(
        matches, shipments, tuple(_bound(family) for family in found),
        dict(_multipliers(found, "offers", "pi")), dict(_multipliers(found, "needs", "rho")), seed, sealed,
        {"python": python_version(), "numpy": np.__version__, "scipy": scipy.__version__, "ortools": ortools.__version__,
         "highs": highspy.Highs().version()},
        budget.as_counts(), any(outcome.is_capped for family in found for outcome in (family.proven, *family.plans, *family.cuts)),
        time.monotonic() - begun,
    )  # fmt: skip


def _silent(stage: str, done: int, of: int) -> None:
    pass


def _check(problem: Problem) -> None:
    for rows in (problem.offers, problem.needs, problem.routes):
        ids = [row.id for row in rows]
        if len(ids) != len(set(ids)):
            raise ValueError("ids are not unique")
    if not 0 <= problem.insurance < 10_000:
        raise ValueError("insurance is a share below 1")
    for need in problem.needs:
        if need.bid * 10_000 > need.limit * (10_000 - problem.insurance):
            raise ValueError(f"need {need.id} bids more than its limit allows after insurance")


def _family(problem: Problem, name: str) -> _Family:
    network = build(problem, name)
    return _Family(name, network, list(components(reduced(network))))


def _work(found: Sequence[_Family], seed: int, budget: Budget, cap: float | None, say: Progress, processes: int | None) -> None:
    jobs = list(_jobs(found, seed, budget))
    arcs = sum(len(family.network.arc_gain) for family in found)
    workers = 1 if arcs < ALONE_BELOW else (processes or os.cpu_count() or 1)
    if cap is not None:
        whole = sum(task.weight for _, _, _, task in jobs)
        jobs = [(*job[:3], replace(job[3], seconds=cap * min(1.0, workers * job[3].weight / whole) * 0.9)) for job in jobs]
    for done, (number, outcome) in enumerate(_outcomes([job[3] for job in jobs], workers), 1):
        family, kind, place, _ = jobs[number]
        if kind == "prove":
            family.proven = outcome
        else:
            (family.plans if kind == "plan" else family.cuts)[place] = outcome
        say(family.name, done, len(jobs))


def _jobs(found: Sequence[_Family], seed: int, budget: Budget) -> Iterator[tuple[_Family, str, int, Task]]:
    """Heaviest first, so that processes end together; what a task finds does not hang on the order."""
    jobs = []
    for family in found:
        family.plans, family.cuts = [Outcome()] * len(family.parts), [Outcome()] * len(family.parts)
        jobs.append((family, "prove", 0, Task("prove", family.network, seed, budget)))
        for place, part in enumerate(family.parts):
            jobs.append((family, "plan", place, Task("plan", part, seed, budget)))
            if EXACT_ARCS < len(part.arc_gain) <= MODEL_ARCS:
                jobs.append((family, "cut", place, Task("cut", part, seed, budget)))
    yield from sorted(jobs, key=lambda job: (-job[3].weight, job[0].name, job[1], job[2]))


def _outcomes(tasks: Sequence[Task], workers: int) -> Iterator[tuple[int, Outcome]]:
    if workers == 1:
        yield from ((number, run(task)) for number, task in enumerate(tasks))
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting = {pool.submit(run, task): number for number, task in enumerate(tasks)}
        for future in as_completed(waiting):
            yield waiting[future], future.result()


def _carried(found: Sequence[_Family]) -> dict[tuple[str, int], list[tuple[str, str, int]]]:
    carried: dict[tuple[str, int], list[tuple[str, str, int]]] = {}
    for family in found:
        for part, plan in zip(family.parts, family.plans, strict=True):
            if plan.kg is None:
                continue
            for arc in np.flatnonzero(plan.kg).tolist():
                row = (part.offers[part.arc_offer[arc]], part.needs[part.arc_need[arc]], int(plan.kg[arc]))
                carried.setdefault(part.lanes[part.arc_lane[arc]], []).append(row)
    return carried


def surplus(network: Network, kg: np.ndarray[tuple[int], np.dtype[np.int64]]) -> int:
    """Σ gain·kg − Σ cost·containers."""
    load = total(network.arc_lane, kg, len(network.lanes))
    return int(network.arc_gain @ kg - network.lane_cost @ -(-load // network.lane_capacity))


def _bound(family: _Family) -> FamilyBound:
    """Bounds of parts add up; a part without an exact bound leaves the family without one."""
    value = sum(surplus(part, plan.kg) for part, plan in zip(family.parts, family.plans, strict=True) if plan.kg is not None)
    exact: int | None = 0
    for plan, cut in zip(family.plans, family.cuts, strict=True):
        proven = plan.bound if plan.bound is not None else cut.bound
        exact = None if exact is None or proven is None else exact + proven
    return FamilyBound(family.name, value, family.proven.bound, family.proven.lagrangian_bound, exact)


def _multipliers(found: Sequence[_Family], side: str, name: str) -> Iterator[tuple[str, int]]:
    for family in found:
        values = getattr(family.proven, name)
        if values is not None:
            yield from ((row, int(value)) for row, value in zip(getattr(family.network, side), values, strict=True) if value)
