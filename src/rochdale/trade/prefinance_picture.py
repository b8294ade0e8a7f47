"""What is owed, day by day, as a picture: stairs of what was drawn and paid back, interest on top, the due day as a line. Geometry only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rochdale.kernel.money import Money
from rochdale.trade.rules.prefinance import Position, Terms

WIDTH, HEIGHT, TOP = 360, 130, 24
Corner = tuple[date, Decimal, Decimal]
"""A day, what is owed without interest, and with it."""


@dataclass(frozen=True, slots=True)
class Stairs:
    """Paths in units of the picture, and what stands at its edges."""

    principal: str
    interest: str
    due_x: float
    today_x: float
    first: date
    last: date
    highest: Money
    is_late: bool

    @property
    def due_end(self) -> bool:
        """Whether the due day's words go to the left of its line."""
        return self.due_x > WIDTH / 2


def stairs(stands: Position, terms: Terms) -> Stairs | None:
    """From the first draw to the due day or the day shown, whichever is later. None before anything was drawn."""
    corners = _corners(stands)
    if not corners:
        return None
    first, last = corners[0][0], max(terms.due_on, stands.on)
    days = max((last - first).days, 1)
    most = max(owed for _day, _principal, owed in corners) or Decimal(1)

    def x(day: date) -> float:
        return round(WIDTH * (day - first).days / days, 1)

    def y(amount: Decimal) -> float:
        return round(float(TOP + (HEIGHT - TOP) * (1 - amount / most)), 1)

    low = [(x(day), y(principal)) for day, principal, _owed in corners]
    high = [(x(day), y(owed)) for day, _principal, owed in corners]
    base = [(low[-1][0], float(HEIGHT)), (low[0][0], float(HEIGHT))]
    return Stairs(
        _path([*low, *base]), _path([*high, *reversed(low)]), x(terms.due_on), x(stands.on), first, last,
        Money(most, terms.limit.currency), stands.days_late > 0,
    )  # fmt: skip


def _corners(stands: Position) -> list[Corner]:
    principal = unpaid = Decimal(0)
    found: list[Corner] = []
    for line in stands.lines:
        unpaid += line.interest.amount
        found.append((line.move.on, principal, principal + unpaid))
        principal = line.principal.amount
        unpaid -= line.split.interest.amount if line.split else Decimal(0)
        found.append((line.move.on, principal, principal + unpaid))
    if found:
        found.append((stands.on, principal, principal + stands.interest.amount))
    return found


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{across:g} {down:g}" for across, down in points) + "Z"
