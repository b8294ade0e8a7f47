"""Workshops: the agenda, who was there in which half-day, and what it adds up to (reference learning.md, sections 2, 4, 11 and 12)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from rochdale.kernel.refusal import Refusal

NOON = time(12, 30)
"""Who signs in before it signs in for the morning."""
DAY_BEGINS, LUNCH_AT = time(8, 30), time(12, 0)
LUNCH, PAUSE, LONGEST_STRETCH = 60, 15, 120
"""Minutes: of the meal, of a pause, and of sitting without one."""
DAY_ENDS = time(17, 0)
MOST_DAYS, MOST_SESSIONS, MOST_PEOPLE = 10, 60, 400
LOWEST, HIGHEST = 1, 4
"""An evaluation is given in four faces."""


class Kind(StrEnum):
    """What a workshop is for."""

    TRAINERS = "trainers"
    COURSE = "course"
    MEETING = "meeting"
    CONSULTATION = "consultation"


class Session(StrEnum):
    """What a line of the agenda is."""

    MODULE = "module"
    TALK = "talk"
    PAUSE = "pause"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an agenda: on which day, when, for how many minutes. `module` is pack and module, `title` what others read."""

    day: int
    begins: time
    minutes: int
    title: str = ""
    module: tuple[str, str] | None = None
    leader: str = ""
    kind: Session = Session.TALK

    @property
    def ends(self) -> time:
        """Of the same day; midnight is refused before."""
        return (datetime.combine(date.min, self.begins) + timedelta(minutes=self.minutes)).time()


@dataclass(frozen=True, slots=True)
class Days:
    """From the first to the last day, both included."""

    begins_on: date
    ends_on: date
    capacity: int

    @property
    def count(self) -> int:
        return (self.ends_on - self.begins_on).days + 1

    @property
    def halves(self) -> range:
        """Half-days, numbered from 1: odd ones are mornings."""
        return range(1, 2 * self.count + 1)


@dataclass(frozen=True, slots=True)
class Somebody:
    """A participant, as counted."""

    name: str
    organization: str
    sex: str
    age: str
    halves: frozenset[int]
    before: int | None = None
    after: int | None = None

    @property
    def is_young(self) -> bool:
        """Up to 35 years, as the movement and most of its funders count youth."""
        return self.age in ("to-17", "18-35")


@dataclass(frozen=True, slots=True)
class Tally:
    """What many participants add up to. Who said neither sex nor age is in `people` alone."""

    people: int = 0
    women: int = 0
    men: int = 0
    young: int = 0


def refusals_for_days(days: Days) -> list[Refusal]:
    """Why a workshop cannot be on these days."""
    if days.ends_on < days.begins_on:
        return [Refusal("learning.workshop-ends-before-it-begins", {"field": "ends_on"})]
    found = list[Refusal]()
    if days.count > MOST_DAYS:
        found.append(Refusal("learning.workshop-is-too-long", {"most": MOST_DAYS, "days": days.count, "field": "ends_on"}))
    if not 1 <= days.capacity <= MOST_PEOPLE:
        found.append(Refusal("learning.workshop-has-no-places", {"most": MOST_PEOPLE, "field": "capacity"}))
    return found


def refusals_for_agenda(lines: Sequence[Line], days: Days) -> list[Refusal]:
    """A line lies on a day of the workshop, ends on that day, and begins when the one before it is over."""
    found = list[Refusal]()
    ended: dict[int, int] = {}
    for line in sorted(lines, key=lambda one: (one.day, one.begins)):
        start = line.begins.hour * 60 + line.begins.minute
        facts = {"day": line.day, "at": f"{line.begins:%H:%M}"}
        if not 1 <= line.day <= days.count:
            found.append(Refusal("learning.session-on-no-day", facts))
        if line.minutes < 1 or start + line.minutes >= 24 * 60:
            found.append(Refusal("learning.session-has-no-time", facts))
        elif start < ended.get(line.day, 0):
            found.append(Refusal("learning.sessions-overlap", facts))
        ended[line.day] = max(ended.get(line.day, 0), start + line.minutes)
    return found


def agenda_for(modules: Iterable[tuple[tuple[str, str], str, int]], *, days: int, begins: time = DAY_BEGINS) -> tuple[Line, ...]:
    """An agenda of these modules (pack and module, title, minutes), in their order, within `days`.

    A module is never cut by the night: what does not fit any more begins the next morning. Nobody sits longer than two hours without
    a pause, unless one module lasts longer; the meal is at noon or when the module of noon is over. What fits into no day is left out;
    whoever plans sees it missing.
    """
    lines = list[Line]()
    day, now, sat, has_eaten = 1, _minutes(begins), 0, False
    for module, title, minutes in modules:
        for line_minutes, is_meal in _before(now, sat, minutes, has_eaten=has_eaten):
            lines.append(Line(day, _time(now), line_minutes, kind=Session.PAUSE))
            now, sat, has_eaten = now + line_minutes, 0, has_eaten or is_meal
        if now + minutes > _minutes(DAY_ENDS) and now > _minutes(begins):
            while lines and lines[-1].kind is Session.PAUSE and lines[-1].day == day:
                lines.pop()
            day, now, sat, has_eaten = day + 1, _minutes(begins), 0, False
        if day > days:
            break
        lines.append(Line(day, _time(now), minutes, title, module, kind=Session.MODULE))
        now, sat = now + minutes, sat + minutes
    return tuple(lines)


def _before(now: int, sat: int, minutes: int, *, has_eaten: bool) -> list[tuple[int, bool]]:
    """What comes before a module of so many minutes: the meal, a pause, or nothing."""
    if not has_eaten and (now >= _minutes(LUNCH_AT) or now + minutes > _minutes(LUNCH_AT) + LUNCH):
        return [(LUNCH, True)] if sat else []
    return [(PAUSE, False)] if sat and sat + minutes > LONGEST_STRETCH else []


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _time(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)


def half_at(days: Days, moment: datetime) -> int | None:
    """In which half-day `moment` (of the place's clock) lies; None outside of the workshop."""
    day = (moment.date() - days.begins_on).days
    return 2 * day + (1 if moment.time() < NOON else 2) if 0 <= day < days.count else None


def half_told(half: int, begins_on: date) -> tuple[date, bool]:
    """The day of a half-day, and whether it is its morning."""
    return begins_on + timedelta(days=(half - 1) // 2), half % 2 == 1


def folded(text: str) -> str:
    """By which two spellings of one name meet: without blanks at the ends, doubled blanks and capitals."""
    return " ".join(text.casefold().split())


def person_key(name: str, organization: str) -> tuple[str, str]:
    """Two lines of a list with one name and one organization are one person: kept once."""
    return folded(name), folded(organization)


def tally(people: Iterable[Somebody]) -> Tally:
    """What they add up to."""
    rows = list(people)
    return Tally(
        len(rows), sum(one.sex == "f" for one in rows), sum(one.sex == "m" for one in rows), sum(one.is_young for one in rows),
    )  # fmt: skip


def by_organization(people: Iterable[Somebody]) -> list[tuple[str, Tally]]:
    """Each organization with what its people add up to, the largest first."""
    groups: dict[str, list[Somebody]] = {}
    spelt: dict[str, str] = {}
    for one in people:
        key = folded(one.organization)
        spelt.setdefault(key, one.organization.strip())
        groups.setdefault(key, []).append(one)
    return sorted(((spelt[key], tally(rows)) for key, rows in groups.items()), key=lambda pair: (-pair[1].people, pair[0]))


def faces(answers: Iterable[Mapping[str, int]], question: str) -> tuple[int, ...]:
    """How many gave each face, from worst to best."""
    given = Counter(answer[question] for answer in answers if question in answer)
    return tuple(given[face] for face in range(LOWEST, HIGHEST + 1))
