"""Rows of what buyers' law asks: goods in scope, days, risk of countries, papers of legality. A newer row takes an older one's place."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from rochdale.kernel.refusal import Refusal

LEVELS = ("low", "standard", "high")
_EU = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
EU = frozenset(_EU.split(" "))
ANY = "*"


@dataclass(frozen=True, slots=True)
class RuleFacts:
    """One row, shipped or recorded."""

    kind: str
    key: str
    value: str
    topic: str
    since_on: date
    until_on: date | None
    source: str
    is_verified: bool
    is_shipped: bool = False

    def is_valid(self, on: date) -> bool:
        """Holds on that day: the first is in, the last is out."""
        return self.since_on <= on and (self.until_on is None or on < self.until_on)


@cache
def shipped() -> tuple[RuleFacts, ...]:
    """The rows of `proof_rules.toml`."""
    rows = tomllib.loads(Path(__file__).with_name("proof_rules.toml").read_text(encoding="utf-8"))["rows"]
    return tuple(RuleFacts(**{"topic": "", "until_on": None, **row}, is_shipped=True) for row in rows)


def in_force(recorded: Iterable[RuleFacts], *, on: date) -> tuple[RuleFacts, ...]:
    """The rows that hold on a day: of one kind and key the newest; a recorded one before a shipped one. Papers stand beside each other."""
    found: dict[tuple[str, ...], RuleFacts] = {}
    for row in sorted((*shipped(), *recorded), key=lambda row: (not row.is_shipped, row.since_on)):
        key = (row.kind, row.key, row.topic, row.value) if row.kind == "paper" else (row.kind, row.key)
        if row.since_on <= on:
            found[key] = row
    return tuple(row for row in found.values() if row.is_valid(on))


def scope_of(rows: Iterable[RuleFacts], hs: str) -> RuleFacts | None:
    """The row of the longest heading that a code begins with; None: no row names it, so no statement is needed."""
    found = [row for row in rows if row.kind == "scope" and hs.replace(".", "").startswith(row.key)]
    return max(found, key=lambda row: len(row.key), default=None)


def is_in_scope(rows: Iterable[RuleFacts], hs: str) -> bool:
    """Whether goods of that code need a statement."""
    row = scope_of(rows, hs)
    return row is not None and row.value == "in"


def country_risk(rows: Iterable[RuleFacts], country: str) -> RuleFacts | None:
    """The row of a country; None: no row names it, and nothing is concluded from that."""
    return next((row for row in rows if row.kind == "country" and row.key == country), None)


def applies_on(rows: Iterable[RuleFacts], size: str) -> date | None:
    """From which day operators of that size must file."""
    row = next((row for row in rows if row.kind == "applies" and row.key == size), None)
    return date.fromisoformat(row.value) if row else None


def papers_for(rows: Iterable[RuleFacts], country: str, topic: str) -> list[str]:
    """Which papers show a topic in a country; those of the country first."""
    found = [row for row in rows if row.kind == "paper" and row.topic == topic and row.key in (country, ANY)]
    return [row.value for row in sorted(found, key=lambda row: (row.key == ANY, row.value))]


def warning_for_term(rows: Sequence[RuleFacts], *, term: str, origin: str, destination: str, hs: str) -> Refusal | None:
    """Who delivers duty paid into the EU from outside imports: an EORI number and a statement of its own are needed."""
    if term != "DDP" or origin in EU or destination not in EU or not is_in_scope(rows, hs):
        return None
    return Refusal("supply.seller-becomes-importer", {"country": destination})


def refusals_for_rule(row: RuleFacts) -> Iterable[Refusal]:
    """Why a row cannot be recorded."""
    wrong = {
        "scope": row.value not in ("in", "out") or not row.key.isdigit() or not 2 <= len(row.key) <= 10,
        "applies": row.key not in ("large", "small") or not _is_day(row.value),
        "country": row.value not in LEVELS or not _is_country(row.key),
        "paper": not row.topic or not row.value or not (row.key == ANY or _is_country(row.key)),
    }
    if wrong.get(row.kind, True):
        yield Refusal("supply.row-of-law-says-nothing", {"key": row.key, "value": row.value})
    if len(row.source.strip()) < 5:
        yield Refusal("supply.row-of-law-needs-a-source")
    if row.until_on is not None and row.until_on <= row.since_on:
        yield Refusal("supply.row-of-law-ends-before-it-begins")


def _is_country(text: str) -> bool:
    return len(text) == 2 and text.isascii() and text.isupper()


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
