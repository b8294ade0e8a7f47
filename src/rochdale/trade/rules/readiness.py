"""How ready a cooperative is to export, line by line, from what is there (docs/rules/profiles.md). Nothing is typed in.

A line is `good`, `wait` (partly, or soon over) or `need`. A buyer is asked for the lines of buyers alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

SOON = timedelta(days=90)
"""A certificate that ends sooner than that may not reach a shipment (a rule of ours)."""
State = Literal["good", "wait", "need"]


@dataclass(frozen=True, slots=True)
class ReadyFacts:
    """What is there on a day. Counts, days, and no names."""

    is_seller: bool
    goods: int
    has_words: bool
    contacts: int
    is_found: bool
    """Its goods are shown to at least those who trade here."""
    certified_until: date | None
    """The last day of the longest certificate in force, None for none."""
    certificates: int
    """Those in force."""
    papers: int
    """Those of them whose paper is here."""
    plots: int = 0
    plots_mapped: int = 0
    lots: int = 0
    lots_with_quality: int = 0
    packs: int = 0
    has_manager: bool = False
    has_treasurer_of_its_own: bool = False
    """Whoever keeps the money is not the one who leads."""
    accounts_agreed: int = 0
    """Contracts in which all agreed on the account that is paid."""
    on_market: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list: which, how it stands, and the two figures behind it ("3 of 5")."""

    code: str
    state: State
    done: int = 0
    of: int = 0
    day: date | None = None


def readiness(facts: ReadyFacts, *, on: date) -> tuple[Line, ...]:
    """All lines in the order in which they are best put right."""
    lines = [
        Line("goods", _if(facts.goods > 0), facts.goods),
        Line("words", _if(facts.has_words)),
        Line("contact", _if(facts.contacts > 0), facts.contacts),
        Line("found", _if(facts.is_found)),
        *_papers(facts, on),
        *(_supply(facts) if facts.is_seller else ()),
        Line("offices", "good" if facts.has_manager and facts.has_treasurer_of_its_own else "wait" if facts.has_manager else "need"),
        *([Line("account", "good" if facts.accounts_agreed else "wait", facts.accounts_agreed)] if facts.is_seller else []),
        Line("market", _if(facts.on_market > 0), facts.on_market),
    ]
    return tuple(lines)


def _if(is_so: bool) -> State:
    return "good" if is_so else "need"


def _papers(facts: ReadyFacts, on: date) -> Iterator[Line]:
    until = facts.certified_until
    state: State = "need" if until is None or until < on else "wait" if until - on < SOON else "good"
    yield Line("certificate", state, facts.certificates, day=until)
    if facts.certificates:
        yield Line("paper", _share(facts.papers, facts.certificates), facts.papers, facts.certificates)


def _supply(facts: ReadyFacts) -> Iterator[Line]:
    yield Line("plots", _share(facts.plots_mapped, facts.plots), facts.plots_mapped, facts.plots)
    yield Line("quality", _share(facts.lots_with_quality, facts.lots), facts.lots_with_quality, facts.lots)
    yield Line("evidence", _if(facts.packs > 0), facts.packs)


def _share(done: int, of: int) -> State:
    return "need" if not done else "good" if done >= of else "wait"
