"""What places, seasons and series must be."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta

from rochdale.kernel.refusal import Refusal

_CODE = re.compile(r"[A-Z0-9]{2,6}")
_PREFIX = re.compile(r"[A-Z][A-Z0-9]{0,7}")
LONGEST_SEASON = timedelta(days=550)


def refusals_for_code(kind: str, name: str, code: str, *, kinds: Collection[str]) -> Iterator[Refusal]:
    """A place has a known kind, a name and a short code for the numbers of its lots."""
    if kind not in kinds:
        yield Refusal("supply.facility-kind-is-unknown", {"kind": kind})
    if not name.strip():
        yield Refusal("supply.facility-needs-a-name")
    if not _CODE.fullmatch(code):
        yield Refusal("supply.code-is-no-code", {"code": code})


def refusals_for_season(name: str, since_on: date, until_on: date, others: Sequence[tuple[str, date, date]]) -> Iterator[Refusal]:
    """A season has a name of its own, lasts at most a year and a half, and overlaps no other of the same product."""
    if not name.strip() or any(name == other for other, _, _ in others):
        yield Refusal("supply.season-needs-a-name", {"name": name})
    if not since_on < until_on <= since_on + LONGEST_SEASON:
        yield Refusal("supply.season-has-no-length", {"since": since_on, "until": until_on})
    for other, since, until in others:
        if since_on < until and since < until_on:
            yield Refusal("supply.seasons-overlap", {"name": other})


def refusals_for_prefix(prefix: str) -> Iterator[Refusal]:
    """A letter first, then letters and figures, eight at most."""
    if not _PREFIX.fullmatch(prefix):
        yield Refusal("supply.prefix-is-no-prefix", {"prefix": prefix})
