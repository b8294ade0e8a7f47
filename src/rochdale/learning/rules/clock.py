"""The clock of a module: its activities may flex, its total may not (reference learning.md, section 2)."""

from __future__ import annotations

from collections.abc import Sequence


def flexed(planned: Sequence[int], used: Sequence[int], total: int) -> tuple[int, ...]:
    """Minutes for each activity still to come.

    `planned` has the minutes of every activity, `used` those that went into the first ones, `total` what there is for all of them.
    What was used beyond the plan comes out of the later ones, each by its share; nothing is added to the total. Minutes saved stay
    for whoever needs them.
    """
    ahead = planned[len(used) :]
    left = max(total - sum(used), 0)
    wanted = sum(ahead)
    if left >= wanted:
        return tuple(ahead)
    cut = [minutes * left // wanted for minutes in ahead]
    for place in range(left - sum(cut)):
        cut[place] += 1
    return tuple(cut)
