"""Registration numbers: a block per office, series and year; the lowest unused of it, issued once, never again (reference section 6).

A template as Cameroon's SW/GP/24/05/10234 has two series: {seq_office} the office counts itself, {seq_nat} is allotted by the centre.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rochdale.kernel.refusal import Refusal, Refused

_HOLE = re.compile(r"\{(\w+)(?::0?(\d+)d)?\}")
_SERIES = re.compile(r"seq\w*")
OWN_SERIES = "seq_office"
"""The series that an office counts by itself, without a block of the centre."""
LOW_PERCENT = 20


@dataclass(frozen=True, slots=True)
class Block:
    """Numbers from `first` to `last`, both included, of which `used` are issued or void."""

    first: int
    last: int
    used: int = 0

    @property
    def size(self) -> int:
        """How many numbers it was allotted."""
        return self.last - self.first + 1

    @property
    def left(self) -> int:
        """How many may still be issued."""
        return self.size - self.used

    @property
    def is_low(self) -> bool:
        """Whether the centre should allot another: a fifth or less is left."""
        return self.left * 100 <= self.size * LOW_PERCENT


def series_in(template: str) -> tuple[str, ...]:
    """The series that a template counts, in its order."""
    return tuple(name for name, _width in _HOLE.findall(template) if _SERIES.fullmatch(name))


def filled(template: str, parts: Mapping[str, str | int]) -> str:
    """The number. Refuses (`registry.number-part-unknown`) where the template asks for something that nobody gave."""

    def part(hole: re.Match[str]) -> str:
        name, width = hole[1], hole[2]
        if parts.get(name) in (None, ""):
            raise Refused(Refusal("registry.number-part-unknown", {"part": name, "template": template}))
        return str(parts[name]).zfill(int(width)) if width else str(parts[name])

    return _HOLE.sub(part, template)


def refusals_for_block(block: Block, others: Sequence[Block]) -> list[Refusal]:
    """A block counts from one up, and shares no number with another of its series and year, whichever office has it."""
    if not 1 <= block.first <= block.last:
        return [Refusal("registry.block-is-no-range", {"first": block.first, "last": block.last})]
    both = next((one for one in others if one.first <= block.last and block.first <= one.last), None)
    return [Refusal("registry.block-overlaps", {"first": both.first, "last": both.last})] if both else []
