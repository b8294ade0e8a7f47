"""Finding multipliers π, ρ whose Lagrangian is low. Good or poor, they prove a bound: see `bounds.lagrangian_value`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .bounds import Relaxation
from .network import Network, Whole

PATIENCE = 8


@dataclass(frozen=True, slots=True)
class Multipliers:
    """π per offer and ρ per need of a network, and the bound they prove there."""

    pi: Whole
    rho: Whole
    value: int


def find(network: Network, starts: list[tuple[Whole, Whole]], target: int, rounds: int, must_stop: Callable[[], bool]) -> Multipliers:
    """Subgradient descent from the best of some starts, and from zero. `target` is the surplus of a known plan.

    Step λ(L - target)/|g|² along available - used; λ shrinks after some rounds without progress. Deterministic.
    """
    relaxation = Relaxation(network)
    zero = (np.zeros(len(network.offers), np.int64), np.zeros(len(network.needs), np.int64))
    tried = [(relaxation.at(pi, rho), pi, rho) for pi, rho in [*starts, zero]]
    now, pi, rho = min(tried, key=lambda one: one[0].value)
    best = Multipliers(pi, rho, now.value)
    scale, stale = 1.0, 0
    for _ in range(rounds):
        slack_pi, slack_rho = (network.supply - now.sold).astype(float), (network.demand - now.met).astype(float)
        slack_pi[(pi == 0) & (slack_pi > 0)] = 0
        slack_rho[(rho == 0) & (slack_rho > 0)] = 0
        length = float(slack_pi @ slack_pi + slack_rho @ slack_rho)
        if not length or scale < 1e-3 or must_stop():
            break
        step = scale * (now.value - target) / length
        pi = np.maximum(np.round(pi - step * slack_pi), 0).astype(np.int64)
        rho = np.maximum(np.round(rho - step * slack_rho), 0).astype(np.int64)
        now = relaxation.at(pi, rho)
        stale += 1
        if now.value < best.value:
            best, stale = Multipliers(pi, rho, now.value), 0
        elif stale >= PATIENCE:
            scale, stale, pi, rho = scale / 2, 0, best.pi, best.rho
            now = relaxation.at(pi, rho)
    return best
