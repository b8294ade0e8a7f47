"""A year as twelve fields, and readiness as beads: geometry only; the templates put it on the page."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from rochdale.trade.profile_names import MONTH_LETTERS
from rochdale.trade.rules.readiness import Line

STEP = 20
WIDTH = 12 * STEP


@dataclass(frozen=True, slots=True)
class MonthField:
    """One month: where it stands, its letter, whether the goods are to be had, whether they are harvested."""

    x: int
    middle: int
    letter: str
    is_available: bool
    is_harvest: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """A year. `says` tells the same in words."""

    months: Sequence[MonthField]
    says: str
    width: int = WIDTH


def calendar(available: Collection[int], harvest: Collection[int] = ()) -> Calendar:
    """The year of some goods."""
    fields = [
        MonthField(number * STEP, number * STEP + STEP // 2, str(letter), number + 1 in available, number + 1 in harvest)
        for number, letter in enumerate(MONTH_LETTERS)
    ]
    says = _("To be had in %(months)s") % {"months": months_named(available)}
    if harvest:
        says = "{}. {}".format(says, _("Harvest in %(months)s") % {"months": months_named(harvest)})
    return Calendar(fields, f"{says}.")


def months_named(months: Collection[int]) -> str:
    """November to March; all year; January, May."""
    if len(set(months)) == len(MONTHS):
        return _("all months of the year")
    runs = _runs(sorted(set(months)))
    return ", ".join(_run(first, last) for first, last in runs)


def _run(first: int, last: int) -> str:
    if first == last:
        return str(MONTHS[first])
    return pgettext("months", "%(first)s to %(last)s") % {"first": MONTHS[first], "last": MONTHS[last]}


def _runs(months: Sequence[int]) -> list[tuple[int, int]]:
    """Neighbouring months together; a run over the turn of the year is one."""
    runs: list[tuple[int, int]] = []
    for month in months:
        if runs and runs[-1][1] == month - 1:
            runs[-1] = (runs[-1][0], month)
        else:
            runs.append((month, month))
    if len(runs) > 1 and runs[0][0] == 1 and runs[-1][1] == len(MONTHS):
        runs = [(runs[-1][0], runs[0][1]), *runs[1:-1]]
    return runs


@dataclass(frozen=True, slots=True)
class Bead:
    """One line of the list as a bead on a thread."""

    x: int
    state: str


def beads(lines: Sequence[Line]) -> list[Bead]:
    """All lines, from left to right."""
    return [Bead(14 + number * 24, line.state) for number, line in enumerate(lines)]
