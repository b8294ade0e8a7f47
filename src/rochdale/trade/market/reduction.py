"""Arcs that no valid plan can use, found before anything is searched. Dropping them makes every bound tighter and nothing worse.

Two reasons suffice, in turns until nothing changes: a delivery that cannot reach its minimum lot even with all goods that could
arrive in that slot, and a lane that cannot earn its containers even with the best goods for the best needs.
"""

from __future__ import annotations

import numpy as np

from .bounds import Relaxation
from .exact import largest_suppliers, numbered
from .network import Network


def reduced(network: Network) -> Network:
    """The part of the network that some valid plan might use."""
    while len(network.arc_gain):
        kept = np.flatnonzero(_can_reach_lot(network) & _can_pay(network))
        if len(kept) == len(network.arc_gain):
            break
        network = network.part(kept)
    return network


def _can_pay(network: Network) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return (Relaxation(network).lane_worth() >= 0)[network.arc_lane]


def _can_reach_lot(network: Network) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Per arc: could the largest permitted suppliers of its delivery together bring the minimum lot?"""
    _, stop = numbered(network.arc_need, network.lane_arrival[network.arc_lane])
    limit = np.zeros(int(stop.max()) + 1, dtype=np.int64)
    limit[stop] = network.most_suppliers[network.arc_need]
    return largest_suppliers(network, stop, limit)[stop] >= network.min_lot[network.arc_need]
