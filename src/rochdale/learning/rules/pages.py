"""The pages of a run in their order: one step at a time, the same on a phone without a line and page by page from the server."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rochdale.learning.rules.course import Activity

OPENS, CLOSES = 8, 8
"""Minutes of reading out; the question before and after takes the other two of ten."""
ASKS = 2
ROLES = ("reader", "clock", "pen", "voice")


class PageKind(StrEnum):
    """What the group does on a page."""

    WHO = "who"
    OPEN = "open"
    BEFORE = "before"
    STEP = "step"
    MADE = "made"
    CLOSE = "close"
    AFTER = "after"
    PROMISES = "promises"
    END = "end"


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a run. `activity` and `step` count from 0."""

    key: str
    kind: PageKind
    minutes: int = 0
    activity: int | None = None
    step: int = 0


def pages_of(activities: Sequence[Activity], *, opens: bool = True) -> tuple[Page, ...]:
    """Who is here, what is read to open, the question, each step, what was made, what is read to close, the question, promises, the end.

    A module that is a part of an event (not `opens`) has the same pages, without minutes of its own to open and to close.
    """
    opening, closing, asking = (OPENS, CLOSES, ASKS) if opens else (0, 0, 0)
    found = [Page("who", PageKind.WHO), Page("open", PageKind.OPEN, opening), Page("before", PageKind.BEFORE, asking)]
    for place, activity in enumerate(activities):
        found += [
            Page(f"{activity.id}-{step}", PageKind.STEP, one.minutes, place, step) for step, one in enumerate(activity.steps)
        ]  # fmt: skip
        found.append(Page(f"{activity.id}-made", PageKind.MADE, 0, place))
    found += [Page("close", PageKind.CLOSE, closing), Page("after", PageKind.AFTER, asking), Page("promises", PageKind.PROMISES)]
    return (*found, Page("end", PageKind.END))


def roles_of(names: Sequence[str], turn: int) -> dict[str, str]:
    """Who has which role in an activity: everybody moves on by one. With fewer than four, one has several."""
    return {role: names[(place + turn) % len(names)] for place, role in enumerate(ROLES)} if names else {}
