"""What a group tells of the module it did: one sheet of named fields, whether it comes from a phone, page by page, or from paper.

Fields: `name-1`, `sex-1`, `age-1`, `before-1`, `after-1` of the first person; `used-t1-1` minutes of an activity, empty where it was left
out; `made-t1-1-0-2` the first row, third column of its worksheet; `what-1`, `who-1`, `by-1` of a promise; `began`, `place`, `group`.
Required answers: reference learning.md, sections 4 and 12.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from rochdale.kernel.refusal import Refusal
from rochdale.learning.rules.course import Activity

Fields = Mapping[str, str]
FEWEST, MOST = 4, 8
"""A group outside of this is warned, not refused (unverified)."""
MOST_PEOPLE, MOST_PROMISES = 12, 12
MOST_ANSWERS = 4
MOST_MINUTES = 600
LONGEST_NAME, LONGEST_TEXT = 80, 500
SEXES = ("f", "m", "x")
AGES = ("to-17", "18-35", "36-59", "from-60")
"""Bands of the years of one's age: members of the statistics, never a birthday."""
_FIELD = re.compile(r"(name|sex|age|before|after|what|who|by)-\d{1,2}|began|place|group|(used|made)-[a-z0-9-]{2,60}")
_CELL = re.compile(r"made-(?P<activity>.+)-(?P<row>\d+)-(?P<column>\d+)")


@dataclass(frozen=True, slots=True)
class Person:
    """Who took part, and what this person answered before and after: 0 the least, 3 the most."""

    number: int
    name: str
    sex: str = ""
    age: str = ""
    before: int | None = None
    after: int | None = None


@dataclass(frozen=True, slots=True)
class Did:
    """Minutes of an activity; None where it was left out."""

    activity: str
    minutes: int | None


@dataclass(frozen=True, slots=True)
class Promise:
    """What somebody promised. Without a person or a day it is a draft."""

    number: int
    what: str
    who: str
    by_on: date | None

    @property
    def is_draft(self) -> bool:
        return not (self.who and self.by_on)


@dataclass(frozen=True, slots=True)
class RunTold:
    """A run as it was told. `made` has the cells of each worksheet by row and column."""

    group: str
    place: str
    began_on: date | None
    people: tuple[Person, ...]
    did: tuple[Did, ...]
    made: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    promises: tuple[Promise, ...] = ()

    @property
    def minutes(self) -> int:
        """Of all activities, without opening and close."""
        return sum(one.minutes or 0 for one in self.did)


def only_known(fields: Fields) -> dict[str, str]:
    """What belongs to a sheet, of what somebody sends; a text far beyond its line is cut, and told by `read_run`."""
    return {name: text.replace("\0", "")[: LONGEST_TEXT + 1] for name, text in fields.items() if _FIELD.fullmatch(name)}


def read_run(fields: Fields, activities: Iterable[Activity]) -> tuple[RunTold, list[Refusal]]:
    """What the fields say. A field that cannot be read is refused by its name; nothing else is lost."""
    faults = list[Refusal]()
    known = {one.id: one for one in activities}
    people = _people(fields, faults)
    told = RunTold(
        group=_text(fields, "group", LONGEST_NAME, faults), place=_text(fields, "place", LONGEST_NAME, faults),
        began_on=_day(fields, "began", faults), people=people, did=tuple(_did(fields, id, faults) for id in known),
        made=_made(fields, known, faults), promises=_promises(fields, faults),
    )  # fmt: skip
    return told, faults


def refusals_for_run(told: RunTold, *, today: date) -> list[Refusal]:
    """Why it cannot be kept."""
    found = list[Refusal]()
    if not told.people:
        found.append(Refusal("learning.nobody-is-named", {"field": "name-1"}))
    if told.began_on is None:
        found.append(Refusal("learning.which-day", {"field": "began"}))
    elif told.began_on > today + timedelta(days=1):  # east of us it is tomorrow already
        found.append(Refusal("learning.day-lies-ahead", {"field": "began"}))
    if not any(one.minutes is not None for one in told.did):
        found.append(Refusal("learning.nothing-was-done", {"field": f"used-{told.did[0].activity}" if told.did else "began"}))
    return found


def notices_for_run(told: RunTold, *, total: int) -> list[Refusal]:
    """What is told and refuses nothing. `total` are the minutes of all activities of the module."""
    found = list[Refusal]()
    if len(told.people) < FEWEST:
        found.append(Refusal("learning.group-is-small", {"count": len(told.people), "fewest": FEWEST}))
    if len(told.people) > MOST:
        found.append(Refusal("learning.group-is-large", {"count": len(told.people), "most": MOST}))
    if told.minutes > total:
        found.append(Refusal("learning.over-the-total", {"minutes": told.minutes, "most": total}))
    if alone := [one.name for one in told.people if one.after is not None and one.before is None]:
        found.append(Refusal("learning.after-without-before", {"names": ", ".join(alone)}))
    if drafts := [one.what for one in told.promises if one.is_draft]:
        found.append(Refusal("learning.promise-is-a-draft", {"what": "; ".join(drafts)}))
    return found


def _text(fields: Fields, name: str, longest: int, faults: list[Refusal]) -> str:
    text = " ".join(fields.get(name, "").replace("\0", "").split())
    if len(text) > longest:
        faults.append(Refusal("learning.text-is-too-long", {"field": name, "most": longest}))
    return text[:longest]


def _day(fields: Fields, name: str, faults: list[Refusal]) -> date | None:
    if not (text := fields.get(name, "").strip()):
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        faults.append(Refusal("learning.is-no-day", {"field": name, "text": text[:40]}))
        return None


def _people(fields: Fields, faults: list[Refusal]) -> tuple[Person, ...]:
    found, seen = list[Person](), set[tuple[str, str, str]]()
    for number in range(1, MOST_PEOPLE + 1):
        name = _text(fields, f"name-{number}", LONGEST_NAME, faults)
        sex, age = (_one_of(fields, f"{what}-{number}", allowed, faults) for what, allowed in (("sex", SEXES), ("age", AGES)))
        who = (name.casefold(), sex, age)
        if not name or who in seen:  # whoever stands on the sheet twice is one person
            continue
        seen.add(who)
        before, after = (_answer(fields, f"{when}-{number}", faults) for when in ("before", "after"))
        found.append(Person(number, name, sex, age, before, after))
    return tuple(found)


def _one_of(fields: Fields, name: str, allowed: tuple[str, ...], faults: list[Refusal]) -> str:
    said = fields.get(name, "")
    if said and said not in allowed:
        faults.append(Refusal("learning.is-no-choice", {"field": name, "text": said[:40]}))
        return ""
    return said


def _answer(fields: Fields, name: str, faults: list[Refusal]) -> int | None:
    said = _one_of(fields, name, tuple(map(str, range(MOST_ANSWERS))), faults)
    return int(said) if said else None


def _did(fields: Fields, activity: str, faults: list[Refusal]) -> Did:
    said = fields.get(f"used-{activity}", "").strip()
    minutes = minutes_in(said)
    if said and minutes is None:
        faults.append(Refusal("learning.minutes-will-not-do", {"field": f"used-{activity}", "text": said[:40], "most": MOST_MINUTES}))
    return Did(activity, minutes)


def minutes_in(said: str) -> int | None:
    """A whole number of minutes; None for anything else."""
    return int(said) if said.isascii() and said.isdigit() and int(said) <= MOST_MINUTES else None


def _made(fields: Fields, known: Mapping[str, Activity], faults: list[Refusal]) -> dict[str, dict[str, str]]:
    """Of a sensitive activity nothing is kept but that it was done (decent work: no name, no family, no photograph)."""
    found = dict[str, dict[str, str]]()
    for name in fields:
        match = _CELL.fullmatch(name)
        activity = known.get(match["activity"]) if match else None
        if match and activity and not activity.is_sensitive and (text := _text(fields, name, LONGEST_TEXT, faults)):
            found.setdefault(activity.id, {})[f"{int(match['row'])}-{int(match['column'])}"] = text
    return found


def _promises(fields: Fields, faults: list[Refusal]) -> tuple[Promise, ...]:
    found = []
    for number in range(1, MOST_PROMISES + 1):
        what = _text(fields, f"what-{number}", LONGEST_TEXT, faults)
        who = _text(fields, f"who-{number}", LONGEST_NAME, faults)
        by_on = _day(fields, f"by-{number}", faults)
        if what:
            found.append(Promise(number, what, who, by_on))
    return tuple(found)
