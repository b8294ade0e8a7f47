"""How long what is kept: dated rows with source and grade (`retention.toml`), and the daily round that removes what is over.

A row binds when it is a rule of this house or when its text was read (verified); any lower grade is shown and warns. Tables that are
append-only are never shortened by the clock: the row says so, and what it says is what happens.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from rochdale.base import ticking
from rochdale.base.mail import SEND
from rochdale.base.models import Job, JobState, Tick

SHIPPED = Path(__file__).with_name("retention.toml")
FOR_GOOD, WHILE_USED = "for-good", "while-used"
BINDING = frozenset({"house", "verified"})
YEAR = 365.25
GRADES = BINDING | {"reported", "memory", "unverified"}


@dataclass(frozen=True, slots=True)
class Period:
    """One row of the table."""

    code: str
    since: date
    keeps: int | str
    """Days, `for-good` or `while-used`."""
    then: str
    source: str
    grade: str
    counts_from: str = ""
    countries: tuple[str, ...] = ()
    """ISO 3166; empty: everywhere."""
    blocks: tuple[str, ...] = ()
    """Offices whose holders cannot be erased before the days are over."""

    @property
    def binds(self) -> bool:
        """Whether something is removed or refused for it; else it warns."""
        return self.grade in BINDING

    @property
    def days(self) -> int | None:
        """How many days, where the row counts days."""
        return self.keeps if isinstance(self.keeps, int) else None


TITLES: Mapping[str, str | Promise] = {
    "people.invitations": _("Invitations that ended"),
    "people.slips": _("Slips that ended"),
    "people.enrolments": _("Codes with which devices were enrolled"),
    "base.letters": _("Letters that were sent"),
    "learning.drafts": _("Sheets of a group that were never closed"),
    "base.export-files": _("The file with everything of an organization"),
    "base.marks-of-the-clock": _("Marks of tasks that no version does any more"),
    "base.audit-trail": _("Who did what"),
    "base.looks": _("Who looked at whose data"),
    "base.documents": _("Files that were brought or printed"),
    "people.requests-to-erase": _("Signed requests to be erased"),
    "law.accounts-ohada": _("The name of whoever kept the books, in OHADA countries"),
    "law.accounts-dk": _("The name of whoever kept the books, in Denmark"),
    "law.accounts-la": _("The name of whoever kept the books, in Laos"),
}
GRADES_TOLD: Mapping[str, str | Promise] = {
    "house": _("A rule of this house"),
    "verified": _("Read in the text itself"),
    "reported": _("Reported by others; the text was not read. It only warns."),
    "memory": _("From memory; the text was not read. It only warns."),
    "unverified": _("Nobody has checked it. It only warns."),
}


def in_words(period: Period) -> str:
    """How long, as a person says it."""
    if period.days is None:
        return gettext("for good") if period.keeps == FOR_GOOD else gettext("as long as it is used")
    years = round(period.days / YEAR)
    if years and abs(period.days - years * YEAR) < 2:
        return ngettext("%(count)s year", "%(count)s years", years) % {"count": years}
    return ngettext("%(count)s day", "%(count)s days", period.days) % {"count": period.days}


Sweep = Callable[[datetime], int]
"""Removes what ended before that moment, and answers how many rows went. Idempotent."""

_sweeps: dict[str, Sweep] = {}


def read_periods(content: str) -> tuple[Period, ...]:
    """The rows of a table. ValueError names a row that says too little or something unknown."""
    return tuple(_period(row) for row in tomllib.loads(content)["period"])


def _period(row: Mapping[str, Any]) -> Period:
    try:
        found = Period(**{**row, "countries": tuple(row.get("countries", ())), "blocks": tuple(row.get("blocks", ()))})
    except TypeError as trouble:
        raise ValueError(f"{row.get('code')}: {trouble}") from trouble
    if found.grade not in GRADES or not found.source or (found.days is None and found.keeps not in (FOR_GOOD, WHILE_USED)):
        raise ValueError(f"{found.code}: grade, source or period is missing or unknown")
    return found


@cache
def shipped() -> tuple[Period, ...]:
    """The table as shipped."""
    return read_periods(SHIPPED.read_text(encoding="utf-8"))


def periods(on: date, known: Iterable[Period] | None = None) -> tuple[Period, ...]:
    """The row of each code that holds on a day, by code: of several the one that began last."""
    newest: dict[str, Period] = {}
    for row in sorted(shipped() if known is None else known, key=lambda row: row.since):
        if row.since <= on:
            newest[row.code] = row
    return tuple(newest[code] for code in sorted(newest))


def sweep(code: str, function: Sweep) -> None:
    """Register what removes the rows of a period that are over."""
    if _sweeps.setdefault(code, function) is not function:
        raise ValueError(f"two sweeps for {code}")


def swept() -> frozenset[str]:
    """The codes for which something is removed."""
    return frozenset(_sweeps)


def remove_what_is_over(since: datetime, until: datetime) -> None:
    """Once a day: everything whose period ended before `until` goes, however long the installation was off."""
    for row in periods(until.date()):
        if row.code in _sweeps and row.binds and row.days is not None:
            _sweeps[row.code](until - timedelta(days=row.days))


def _letters(before: datetime) -> int:
    over = (JobState.DONE, JobState.FAILED, JobState.STOPPED)
    return Job.objects.filter(kind=SEND, state__in=over, ended_at__lt=before).delete()[0]


def _marks_of_the_clock(before: datetime) -> int:
    known = [schedule.name for schedule in ticking.schedules()]
    return Tick.objects.exclude(name__in=known).filter(done_until__lt=before).delete()[0]


sweep("base.letters", _letters)
sweep("base.marks-of-the-clock", _marks_of_the_clock)
ticking.every(1440, remove_what_is_over)
