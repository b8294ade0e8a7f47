"""The life of an entity as a ribbon: how long it had which form, and when it ended. Geometry only; `registry/life.html` draws it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from rochdale.registry.called import form_name
from rochdale.registry.queries.entities import EntitySeen
from rochdale.registry.rules.history import Period, periods
from rochdale.registry.rules.ledger import Status, moments

WIDTH, LEAST = 340, 6
LETTER = 8
"""Width of a letter, about."""
YEAR = 38


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of the ribbon."""

    x: float
    width: float
    fill: str
    label: str
    """Code of the form; "" where it does not fit."""
    is_over: bool

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class Mark:
    """A year under the ribbon."""

    x: float
    year: int


@dataclass(frozen=True, slots=True)
class Life:
    """What the template draws."""

    pieces: Sequence[Piece]
    marks: Sequence[Mark]
    title: str


def life_of(seen: EntitySeen, today: date) -> Life | None:
    """The ribbon of an entity; None where nothing ever changed of form or status: a sentence says it better."""
    parts = [one for one in periods(moments(seen.filed), ("form", "status")) if one.from_on <= today]
    if len(parts) < 2:
        return None
    first = parts[0].from_on
    scale = WIDTH / max((today - first).days, 1)
    pieces, fills = [], iter(("f-bark", "f-indigo", "f-leaf", "f-lac", "f-bark", "f-indigo"))
    for one in parts:
        x = (one.from_on - first).days * scale
        width = max(((one.until_on or today) - one.from_on).days * scale, LEAST)
        is_over = one.says.get("status") == Status.DISSOLVED
        code = "" if is_over else str(one.says.get("form", ""))
        fill = "f-rule" if is_over else next(fills, "f-indigo")
        pieces.append(Piece(x, min(width, WIDTH - x), fill, code if len(code) * LETTER < width - 6 else "", is_over))
    return Life(pieces, _marks([one.from_on for one in parts], pieces), ", ".join(_told(seen, one) for one in parts))


def _marks(days: Sequence[date], pieces: Sequence[Piece]) -> list[Mark]:
    made: list[Mark] = []
    for day, piece in zip(days, pieces, strict=True):
        if not made or piece.x - made[-1].x >= YEAR:
            made.append(Mark(min(piece.x, WIDTH - YEAR), day.year))
    return made


def _told(seen: EntitySeen, one: Period) -> str:
    if one.says.get("status") == Status.DISSOLVED:
        return _("dissolved in %(year)s") % {"year": one.from_on.year}
    form = form_name(str(one.says.get("form", "")), seen.country) or _("no form stated")
    return _("%(form)s from %(year)s") % {"form": form, "year": one.from_on.year}
