"""Clearing a market: every family, and every part of it that touches no other, on its own and in its own process."""

from __future__ import annotations

import time
from collections.abc import Callable
from platform import python_version

import numpy as np
import ortools
import scipy

from . import greedy
from .bounds import Relaxation, flow_bound
from .loading import Lists, Loading
from .network import build, components, families
from .plan import FamilyBound, Plan
from .problem import Problem
from .rows import priced_rows
from .serial import canonical, problem_sha256

Progress = Callable[[str, int, int], None]


def clear(
    problem: Problem, *, seed: int = 1, time_limit_seconds: float | None = None, on_progress: Progress | None = None
) -> Plan:
    begun = time.monotonic()
    problem = canonical(problem)
    sealed = problem_sha256(problem)
    carried: dict[tuple[str, int], list[tuple[str, str, int]]] = {}
    proven = []
    for family in families(problem):
        network = build(problem, family)
        surplus = bound = 0
        for part in components(network):
            lists = Lists(part)
            loading = Loading(lists)
            greedy.fill(loading, range(len(lists.cost)), lists.gain)
            for arc, kg in sorted(loading.kg.items()):
                carried.setdefault(part.lanes[lists.lane[arc]], []).append((part.offers[lists.offer[arc]], part.needs[lists.need[arc]], kg))
            surplus += loading.surplus
            bound += flow_bound(part)
        zero = Relaxation(network).at(np.zeros(len(network.offers), np.int64), np.zeros(len(network.needs), np.int64)).value
        proven.append(FamilyBound(family, surplus, bound, zero, None))
        if on_progress:
            on_progress(family, len(proven), len(families(problem)))
    matches, shipments = priced_rows(problem, sealed, carried)
    versions = {"python": python_version(), "numpy": np.__version__, "scipy": scipy.__version__, "ortools": ortools.__version__}
    return Plan(matches, shipments, tuple(proven), {}, {}, seed, sealed, versions, seconds=time.monotonic() - begun)
