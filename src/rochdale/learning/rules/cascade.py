"""The cascade of trainers: who prepared whom, at which level, and what became of it (reference learning.md, section 4).

A level follows from links alone; a link that was withdrawn counts no more from its day. What a level asks is a rule of ours, no
standard's: who falls short of it is told so on the trainer's page and refused nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from rochdale.kernel.refusal import Refusal

QUIET = timedelta(days=180)
"""A trainer without a group for so long is a dead end of the cascade, until somebody calls."""


class Level(StrEnum):
    """What somebody is prepared to do, from least to most."""

    FACILITATOR = "facilitator"
    TRAINER = "trainer"
    MASTER = "master"

    @property
    def rank(self) -> int:
        return list(Level).index(self)


@dataclass(frozen=True, slots=True)
class Link:
    """A trainer was prepared for a level, by another (None: from outside), and since when. `until_on`: withdrawn, from this day."""

    trainer: UUID
    by: UUID | None
    level: Level
    on: date
    until_on: date | None = None

    def counts_on(self, day: date) -> bool:
        return self.on <= day and (self.until_on is None or day < self.until_on)


@dataclass(frozen=True, slots=True)
class Led:
    """A group that a trainer brought to a module."""

    trainer: UUID
    group: UUID
    last_on: date
    runs: int
    people: int
    promises: int
    kept: int
    outcomes: int = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """What somebody has shown, for the next level."""

    half_days: int = 0
    of_half_days: int = 0
    has_both_answers: bool = False
    has_practised: bool = False
    groups: int = 0
    prepared: int = 0
    """Others whom this person prepared and who led a group."""


ENOUGH_HALVES = 0.75
GROUPS_OF_A_TRAINER = 2
GROUPS_OF_A_MASTER, PREPARED_BY_A_MASTER = 6, 2


def missing_for(level: Level, shown: Shown) -> list[Refusal]:
    """What is not there yet for this level. Told, never refused."""
    found = list[Refusal]()
    least = ENOUGH_HALVES if level is Level.FACILITATOR else 1.0
    if shown.half_days < least * shown.of_half_days or not shown.of_half_days:
        found.append(Refusal("learning.half-days-are-missing", {"count": shown.half_days, "of": shown.of_half_days}))
    if not shown.has_both_answers:
        found.append(Refusal("learning.answers-are-missing"))
    if level is not Level.FACILITATOR and not shown.has_practised:
        found.append(Refusal("learning.practice-is-missing"))
    groups = {Level.FACILITATOR: 0, Level.TRAINER: GROUPS_OF_A_TRAINER, Level.MASTER: GROUPS_OF_A_MASTER}[level]
    if shown.groups < groups:
        found.append(Refusal("learning.groups-are-missing", {"count": shown.groups, "of": groups}))
    if level is Level.MASTER and shown.prepared < PREPARED_BY_A_MASTER:
        found.append(Refusal("learning.prepared-are-missing", {"count": shown.prepared, "of": PREPARED_BY_A_MASTER}))
    return found


def level_on(links: Iterable[Link], trainer: UUID, day: date) -> Level | None:
    """The highest level somebody holds on a day."""
    held = [link.level for link in links if link.trainer == trainer and link.counts_on(day)]
    return max(held, key=lambda one: one.rank, default=None)


def refusals_for_link(new: Link, links: Sequence[Link], *, today: date) -> list[Refusal]:
    """Nobody prepares the own self, nor somebody by whom she was prepared, however far up; and not tomorrow."""
    if new.on > today:
        return [Refusal("learning.day-lies-ahead", {"field": "on"})]
    if new.by is None:
        return []
    if new.by == new.trainer:
        return [Refusal("learning.nobody-prepares-the-own-self")]
    return [Refusal("learning.cascade-runs-in-a-circle")] if new.trainer in _above(new.by, links) else []


def notices_for_link(new: Link, links: Sequence[Link]) -> list[Refusal]:
    """Who prepared for a level should have been trainer on that day: told, never refused (reference, section 12)."""
    if new.by is None:
        return []
    held = level_on(links, new.by, new.on)
    return [] if held is not None and held.rank >= Level.TRAINER.rank else [Refusal("learning.who-prepared-was-no-trainer")]


def _above(trainer: UUID, links: Sequence[Link]) -> set[UUID]:
    """Everybody from whom this trainer's preparation comes."""
    by = {(link.trainer, link.by) for link in links if link.by is not None}
    found, open_ = set[UUID](), {trainer}
    while open_:
        found |= open_
        open_ = {above for one, above in by if one in open_ and above is not None} - found
    return found - {trainer}


@dataclass(frozen=True, slots=True)
class Node:
    """A trainer in the cascade. The numbers are the own ones; `below` adds those of everybody prepared."""

    trainer: UUID
    level: Level | None
    generation: int
    """1: prepared from outside."""
    groups: int
    runs: int
    people: int
    promises: int
    kept: int
    outcomes: int
    last_on: date | None
    is_dead_end: bool
    children: tuple[Node, ...] = ()

    @property
    def below(self) -> Sums:
        """Of this trainer and everybody further down."""
        own = Sums(1, self.groups, self.people, self.promises, self.kept, self.outcomes)
        return sum((child.below for child in self.children), own)


@dataclass(frozen=True, slots=True)
class Sums:
    """What a branch of the cascade adds up to."""

    trainers: int = 0
    groups: int = 0
    people: int = 0
    promises: int = 0
    kept: int = 0
    outcomes: int = 0

    def __add__(self, other: Sums) -> Sums:
        return Sums(
            self.trainers + other.trainers, self.groups + other.groups, self.people + other.people,
            self.promises + other.promises, self.kept + other.kept, self.outcomes + other.outcomes,
        )  # fmt: skip


def cascade(links: Sequence[Link], led: Iterable[Led], *, today: date) -> tuple[Node, ...]:
    """The tree: each trainer once, below whoever prepared her first; the first generation at the top, each in the order of the days."""
    groups: dict[UUID, list[Led]] = {}
    for one in led:
        groups.setdefault(one.trainer, []).append(one)
    first: dict[UUID, Link] = {}
    for link in sorted(links, key=lambda one: (one.on, str(one.trainer))):
        first.setdefault(link.trainer, link)
    below: dict[UUID | None, list[Link]] = {}
    for link in first.values():
        below.setdefault(link.by if link.by in first else None, []).append(link)
    return tuple(_node(link, 1, links, groups, below, today) for link in below.get(None, []))


def _node(
    link: Link,
    generation: int,
    links: Sequence[Link],
    led: Mapping[UUID, list[Led]],
    below: Mapping[UUID | None, list[Link]],
    today: date,
) -> Node:
    own = led.get(link.trainer, [])
    level, last_on = level_on(links, link.trainer, today), max((one.last_on for one in own), default=None)
    children = tuple(_node(child, generation + 1, links, led, below, today) for child in below.get(link.trainer, []))
    is_quiet = level is not None and today - (last_on or link.on) > QUIET
    return Node(
        link.trainer, level, generation, len({one.group for one in own}), sum(one.runs for one in own), sum(one.people for one in own),
        sum(one.promises for one in own), sum(one.kept for one in own), sum(one.outcomes for one in own), last_on,
        is_quiet and not children, children,
    )  # fmt: skip
