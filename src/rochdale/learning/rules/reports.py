"""What many runs add up to: who learned what, how much of it was done, and what moved. Never a name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

YOUNG = ("to-17", "18-35")


@dataclass(frozen=True, slots=True)
class Learner:
    """Somebody on a sheet: sex, band of age, and the answers before and after (0 the least, 3 the most)."""

    sex: str = ""
    age: str = ""
    before: int | None = None
    after: int | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A module done by a group. `done` of `activities` were done, in `minutes` of `planned`."""

    group: UUID
    module: tuple[str, str]
    on: date
    minutes: int
    planned: int
    done: int
    activities: int
    people: tuple[Learner, ...]

    @property
    def is_complete(self) -> bool:
        """Every activity was done."""
        return self.done == self.activities


@dataclass(frozen=True, slots=True)
class Learned:
    """What runs add up to. A person of a group that did three modules sat three times and is one person."""

    runs: int
    complete: int
    groups: int
    people: int
    women: int
    young: int
    seats: int
    minutes: int
    pairs: int
    """People on a sheet who answered both before and after."""
    moved: int
    """Those of them who chose a higher answer afterwards."""


def learned(runs: Sequence[Run]) -> Learned:
    """How many people: in each group, as many as were there at the one module with the most of them."""
    fullest: dict[UUID, Run] = {}
    for run in runs:
        if run.group not in fullest or len(run.people) > len(fullest[run.group].people):
            fullest[run.group] = run
    people = [person for run in fullest.values() for person in run.people]
    pairs = [(one.before, one.after) for run in runs for one in run.people if one.before is not None and one.after is not None]
    return Learned(
        len(runs), sum(run.is_complete for run in runs), len(fullest), len(people), sum(one.sex == "f" for one in people),
        sum(one.age in YOUNG for one in people), sum(len(run.people) for run in runs), sum(run.minutes for run in runs), len(pairs),
        sum(after > before for before, after in pairs),
    )  # fmt: skip


def by_module(runs: Iterable[Run]) -> list[tuple[tuple[str, str], Learned]]:
    """Each module with what its runs add up to, the one most often done first."""
    of: dict[tuple[str, str], list[Run]] = {}
    for run in runs:
        of.setdefault(run.module, []).append(run)
    return sorted(((module, learned(rows)) for module, rows in of.items()), key=lambda pair: (-pair[1].runs, pair[0]))


def by_month(runs: Sequence[Run]) -> list[tuple[date, int]]:
    """How many runs each month had, from the first to the last one, months without any too."""
    months = sorted({run.on.replace(day=1) for run in runs})
    if not months:
        return []
    counted, month = list[tuple[date, int]](), months[0]
    while month <= months[-1]:
        counted.append((month, sum(run.on.replace(day=1) == month for run in runs)))
        month = month.replace(year=month.year + month.month // 12, month=month.month % 12 + 1)
    return counted
