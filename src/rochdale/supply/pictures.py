"""Pictures of lots and runs: what flowed into what, drawn on the server. Geometry only; `supply/stock/flow.html` puts it on the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from rochdale.supply.called import goods_name, weight
from rochdale.supply.models import Lot
from rochdale.supply.queries.lots import RunSeen

WIDTH = 360
BOX_HEIGHT, GAP, LEVEL_GAP, MARGIN = 46, 10, 40, 6
MOST_IN_A_ROW = 3
"""More boxes than these are told together: a phone shows no more names."""


@dataclass(frozen=True, slots=True)
class Box:
    """One lot, or several told together, or what was lost."""

    x: float
    y: float
    width: float
    name: str
    note: str
    url: str = ""
    kind: str = "lot"
    """lot, this, loss."""

    @property
    def middle(self) -> float:
        """Where lines meet it."""
        return self.x + self.width / 2

    @property
    def name_y(self) -> float:
        """Where its name stands."""
        return self.y + 19

    @property
    def note_y(self) -> float:
        """Where its weight stands."""
        return self.y + 36


@dataclass(frozen=True, slots=True)
class Thread:
    """A line from one box down to another."""

    path: str
    thick: float


@dataclass(frozen=True, slots=True)
class Flow:
    """Everything the template draws, from above to below."""

    height: int
    boxes: Sequence[Box]
    threads: Sequence[Thread]
    title: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a box says, before it has a place."""

    name: str
    note: str
    url: str = ""
    kind: str = "lot"
    weight_g: int = 0


def flow_of_run(run: RunSeen) -> Flow:
    """A run: what went in above, what came out and what was lost below."""
    above = _row([_lot(one.lot, one.weight_g) for one in run.inputs])
    below = _row([_lot(one.lot, one.weight_g) for one in run.outputs], most=MOST_IN_A_ROW - 1 if run.run.loss_g > 0 else MOST_IN_A_ROW)
    if run.run.loss_g > 0:
        below = [*below, Told(_("Lost"), weight(run.run.loss_g), kind="loss", weight_g=run.run.loss_g)]
    facts = {"in": weight(run.run.in_g), "out": weight(run.run.out_g)}
    return _drawn([above, below], _("From %(in)s came %(out)s") % facts)


def flow_of_lot(lot: Lot, made_by: RunSeen | None, went_into: Sequence[RunSeen]) -> Flow | None:
    """A lot between what it was made from and what it went into; nothing for a lot that stands alone."""
    above = [_lot(one.lot, one.weight_g) for one in made_by.inputs] if made_by else []
    below = [_lot(one.lot, one.weight_g) for run in went_into for one in run.outputs]
    if not above and not below:
        return None
    this = Told(lot.code, goods_name(lot.form), kind="this")
    return _drawn(
        [row for row in (_row(above), [this], _row(below)) if row], _("What became lot %(lot)s, and what it became") % {"lot": lot.code}
    )


def flow_of_levels(levels: Sequence[Sequence[Told]], title: str) -> Flow:
    """Lots level by level, from above to below."""
    return _drawn([_row(level) for level in levels], title)


def told_lot(id: UUID, code: str, weight_g: int, *, is_this: bool = False) -> Told:
    """A lot for `flow_of_levels`."""
    return Told(code, weight(weight_g), reverse("supply:lot", args=[id]), "this" if is_this else "lot", weight_g)


def _lot(lot: Lot, weight_g: int) -> Told:
    return Told(lot.code, weight(weight_g), reverse("supply:lot", args=[lot.id]), weight_g=weight_g)


def _row(told: Sequence[Told], most: int = MOST_IN_A_ROW) -> list[Told]:
    """At most so many boxes: the rest is one box that says how many it stands for."""
    if len(told) <= most:
        return list(told)
    kept, rest = told[: most - 1], told[most - 1 :]
    total = sum(one.weight_g for one in rest)
    return [*kept, Told(_("%(count)s more") % {"count": len(rest)}, weight(total), weight_g=total)]


def _drawn(rows: Sequence[Sequence[Told]], title: str) -> Flow:
    boxes: list[list[Box]] = []
    for level, row in enumerate(rows):
        y = MARGIN + level * (BOX_HEIGHT + LEVEL_GAP)
        width = (WIDTH - 2 * MARGIN - GAP * (len(row) - 1)) / max(len(row), 1)
        width = min(width, 220)
        left = (WIDTH - width * len(row) - GAP * (len(row) - 1)) / 2
        step = width + GAP
        boxes.append([Box(left + n * step, y, width, _short(one.name, width), one.note, one.url, one.kind) for n, one in enumerate(row)])
    threads = [
        Thread(_curve(one, other), _thick(rows[level][a].weight_g, rows[level]))
        for level in range(len(boxes) - 1)
        for a, one in enumerate(boxes[level])
        for other in boxes[level + 1]
    ]
    height = 2 * MARGIN + len(rows) * BOX_HEIGHT + (len(rows) - 1) * LEVEL_GAP
    return Flow(height, [box for row in boxes for box in row], threads, title)


def _curve(one: Box, other: Box) -> str:
    top, bottom = one.y + BOX_HEIGHT, other.y
    half = (top + bottom) / 2
    return f"M{one.middle:.1f} {top:.1f}C{one.middle:.1f} {half:.1f} {other.middle:.1f} {half:.1f} {other.middle:.1f} {bottom:.1f}"


def _thick(weight_g: int, row: Sequence[Told]) -> float:
    most = max((one.weight_g for one in row), default=0)
    return 1.5 + 4.5 * weight_g / most if most else 2.0


def _short(name: str, width: float) -> str:
    most = max(int(width / 7.6), 6)
    return name if len(name) <= most else f"…{name[-(most - 1) :]}"
