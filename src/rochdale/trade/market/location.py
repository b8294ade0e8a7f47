"""Facility location instances with known optima, put to the same code that fills containers.

A site becomes a lane with its own cost and capacity and at most one container, and an offer of its own cooperative; a customer
becomes a need that gains what is left of a generous reward after the cost of serving it. Single source: at most one supplier, and
all or nothing. Cost of a plan = reward of all demand - surplus. Formats: OR-Library `cap`, and SSCFLP as listed by Oscar Oliveira.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .network import UNLIMITED, Network, Whole

MONEY = 10_000_000
"""Parts of a unit of cost: costs per kg of a customer's whole demand must not lose what the published optimum shows."""


@dataclass(frozen=True, slots=True, eq=False)
class Location:
    """Sites with capacity and opening cost; customers with demand; `cost[customer, site]` for all of a customer's demand."""

    capacity: Whole
    opening: np.ndarray[tuple[int], np.dtype[np.float64]]
    demand: Whole
    cost: np.ndarray[tuple[int, int], np.dtype[np.float64]]
    is_single_source: bool


def read_cap(path: Path) -> Location:
    """OR-Library: sites, customers; capacity and cost of each site; demand of each customer, then its cost from each site."""
    numbers = iter(path.read_text().split())
    sites, customers = int(next(numbers)), int(next(numbers))
    pairs = np.array([[float(next(numbers)), float(next(numbers))] for _ in range(sites)])
    demand, cost = np.zeros(customers), np.zeros((customers, sites))
    for customer in range(customers):
        demand[customer] = float(next(numbers))
        cost[customer] = [float(next(numbers)) for _ in range(sites)]
    return Location(pairs[:, 0].astype(np.int64), pairs[:, 1], demand.astype(np.int64), cost, False)


def read_sscflp(path: Path) -> Location:
    """Sites, customers; capacities; opening costs; demands; then per customer its cost from each site."""
    numbers = np.array(path.read_text().split(), dtype=np.float64)
    sites, customers = int(numbers[0]), int(numbers[1])
    capacity, opening, demand, cost = np.split(numbers[2:], np.cumsum([sites, sites, customers]))
    whole = capacity.astype(np.int64), demand.astype(np.int64)
    return Location(whole[0], opening, whole[1], cost.reshape(customers, sites), True)


def reward(location: Location) -> int:
    """Per kg, in parts of money: more than any kg can cost, so that every customer is worth serving."""
    dearest = (location.cost.max(axis=1) / np.maximum(location.demand, 1)).max()
    return int(MONEY * (dearest + 1.0 + location.opening.max() / max(int(location.demand.min()), 1)))


def network(location: Location) -> Network:
    """The instance as the engine sees it: one arc per customer and site."""
    customers, sites = location.cost.shape
    site = np.repeat(np.arange(sites), customers)
    customer = np.tile(np.arange(customers), sites)
    per_kg = np.round(MONEY * location.cost[customer, site] / location.demand[customer]).astype(np.int64)
    single = location.is_single_source
    return Network(
        "location", tuple(f"site {k:04d}" for k in range(sites)), tuple(f"customer {k:04d}" for k in range(customers)),
        tuple((f"site {k:04d}", 0) for k in range(sites)), location.capacity, location.demand, np.arange(sites),
        location.demand if single else np.zeros(customers, np.int64),
        np.full(customers, 1 if single else UNLIMITED), np.round(MONEY * location.opening).astype(np.int64), location.capacity,
        np.ones(sites, np.int64), np.zeros(sites, np.int64), site, customer, site, reward(location) - per_kg,
    )  # fmt: skip


def cost_of(location: Location, kg: Whole) -> float:
    """What a plan of `network(location)` costs. Infinite where a customer is not served in full."""
    served = kg.reshape(location.cost.T.shape).T
    if (served.sum(axis=1) < location.demand).any():
        return float("inf")
    return float((location.cost * served / location.demand[:, None]).sum() + location.opening[served.sum(axis=0) > 0].sum())
