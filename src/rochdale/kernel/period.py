"""Days from one to another, the last day excluded, either end open: [start, end)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import Self

from rochdale.kernel.refusal import Refusal, Refused

DAY = timedelta(days=1)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")  # fromisoformat also reads week dates


def parse_date(text: str) -> date:
    """A day as 2026-01-31 (ISO 8601). Every other spelling is refused: 3/4/2026 is two different days."""
    try:
        if not _DATE.fullmatch(text.strip()):
            raise ValueError
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Refused(Refusal("kernel.not-a-date", {"text": text[:40]})) from None


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` (included) until `end` (excluded); None on a side means without limit there."""

    start: date | None
    end: date | None = None

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.end <= self.start:
            raise Refused(Refusal("kernel.period-ends-before-it-starts", {"start": self.start.isoformat(), "end": self.end.isoformat()}))

    @classmethod
    def through(cls, first: date | None, last: date | None) -> Self:
        """As people write it, with the last day included."""
        if first is not None and last is not None and last < first:
            raise Refused(Refusal("kernel.period-ends-before-it-starts", {"start": first.isoformat(), "end": last.isoformat()}))
        return cls(first, None if last in (None, date.max) else last + DAY)

    @classmethod
    def parse(cls, first: str, last: str) -> Self:
        """Two ISO days, the last one included; an empty text leaves that side open."""
        return cls.through(*(parse_date(text) if text.strip() else None for text in (first, last)))

    @property
    def last(self) -> date | None:
        """The last day that belongs to it."""
        return None if self.end is None else self.end - DAY

    @property
    def days(self) -> int | None:
        """How many days; None where a side is open."""
        return None if self.start is None or self.end is None else (self.end - self.start).days

    def has(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self._from <= day and (self.end is None or day < self.end)

    def holds(self, other: Period) -> bool:
        """Whether every day of the other lies in this one."""
        return self._from <= other._from and self._until >= other._until

    def overlaps(self, other: Period) -> bool:
        """Whether they share a day; periods that only touch do not."""
        return self._from < other._until and other._from < self._until

    def shared_with(self, other: Period) -> Period | None:
        """The days in both, or None."""
        if not self.overlaps(other):
            return None
        start, end = max(self._from, other._from), min(self._until, other._until)
        return Period(None if start == _BEGINNING else start, None if end == _NEVER else end)

    def is_followed_by(self, other: Period) -> bool:
        """Whether the other starts on the very day this one has ended."""
        return self.end is not None and self.end == other.start

    @property
    def _from(self) -> date:
        return self.start or _BEGINNING

    @property
    def _until(self) -> date:
        return self.end or _NEVER

    def __str__(self) -> str:
        return f"{self.start or ''}/{self.last or ''}"


_BEGINNING, _NEVER = date.min, date.max


def overlapping(periods: Sequence[Period]) -> list[tuple[int, int]]:
    """Which pairs share a day, by position: for rows of which only one may be valid on any day."""
    return [(i, j) for (i, one), (j, other) in combinations(enumerate(periods), 2) if one.overlaps(other)]
