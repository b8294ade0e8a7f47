"""Lazy greedy: open the container that gains most, again and again, until none gains anything."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence

from .loading import Loading, Move


def fill(loading: Loading, lanes: Iterable[int], gain: Sequence[int]) -> None:
    """Fill room in open containers and open new ones on `lanes` while that gains at `gain` per arc. Ties go to the smaller lane.

    What a container can gain falls as goods are used up, so an entry on top of the heap that still holds is the best of all.
    (Minimum lots and supplier limits can break that rule; then the order is a little worse, the plan still keeps them.)
    """
    heap = [(-worth, lane) for lane in lanes if (worth := _next(loading, lane, gain)[0]) > 0]
    heapq.heapify(heap)
    while heap:
        _, lane = heapq.heappop(heap)
        worth, moves = _next(loading, lane, gain)
        if worth <= 0:
            continue
        if heap and -worth > heap[0][0]:
            heapq.heappush(heap, (-worth, lane))
            continue
        for arc, kg in moves:
            loading.add(arc, kg)
        heapq.heappush(heap, (-worth, lane))


def _next(loading: Loading, lane: int, gain: Sequence[int]) -> tuple[int, list[Move]]:
    """Gain of the best next step on a lane: top up what is open, or one container more."""
    lists = loading.lists
    room = loading.containers[lane] * lists.capacity[lane] - loading.load[lane]
    if room:
        worth, moves = loading.best_fill(lane, room, gain)
        if worth > 0:
            return worth, moves
    if loading.containers[lane] >= lists.most[lane]:
        return 0, []
    worth, moves = loading.best_fill(lane, room + lists.capacity[lane], gain)
    return worth - lists.cost[lane], moves
