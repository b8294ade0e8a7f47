"""The legal regimes of one entity as dated periods: never two at a time, no gap without a reason, opened and closed by filings alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from rochdale.kernel.period import Period
from rochdale.kernel.refusal import Refusal
from rochdale.registry.rules.facts import Fact
from rochdale.registry.rules.pack import Pack

OPENING = frozenset({"REGISTER", "CONVERT", "MERGE", "DIVIDE", "RESTORE", "HISTORIC"})
CLOSING = frozenset({"REGISTER", "CONVERT", "MERGE", "DIVIDE", "DISSOLVE", "STRIKE_OFF", "HISTORIC"})
"""Filings that end a period. REGISTER: a group that registers under another law is continued."""


@dataclass(frozen=True, slots=True)
class Regime:
    """A period: under which law (id@version as it was then), in which form, under which name and number."""

    period: Period
    pack: str
    form: str
    name: str
    number: str
    opened_by: str
    """Kind of the filing."""
    closed_by: str = ""
    gap_reason: str = ""
    """Why nothing held between the period before and this one."""


def in_order(regimes: Iterable[Regime]) -> list[Regime]:
    """By their first day."""
    return sorted(regimes, key=lambda one: one.period.start or date.min)


def regime_on(regimes: Iterable[Regime], day: date) -> Regime | None:
    """The regime of that day: the first day is in, the last is out."""
    return next((one for one in regimes if one.period.has(day)), None)


def refusals_for_regimes(regimes: Sequence[Regime]) -> list[Refusal]:
    """Why periods cannot stand together as one entity's."""
    ordered = in_order(regimes)
    refusals = [refusal for one in ordered for refusal in _refusals_for_one(one)]
    for before, after in pairwise(ordered):
        if before.period.overlaps(after.period):
            said = {"one": before.form, "other": after.form, "on": after.period.start or date.min}
            refusals.append(Refusal("registry.regimes-overlap", said))
        elif not before.period.is_followed_by(after.period) and not after.gap_reason.strip():
            refusals.append(Refusal("registry.gap-needs-a-reason", {"from": before.period.end, "to": after.period.start}))
    return refusals


def _refusals_for_one(one: Regime) -> list[Refusal]:
    refusals = []
    if one.period.start is None:
        refusals.append(Refusal("registry.regime-without-first-day", {"form": one.form}))
    if one.opened_by not in OPENING:
        refusals.append(Refusal("registry.regime-not-opened-by-filing", {"form": one.form, "kind": one.opened_by or "–"}))
    if one.period.end is not None and one.closed_by not in CLOSING:
        refusals.append(Refusal("registry.regime-not-closed-by-filing", {"form": one.form, "kind": one.closed_by or "–"}))
    return refusals


def followed_by(regimes: Sequence[Regime], new: Regime) -> list[Regime]:
    """The periods once `new` has begun: the open one ends on its first day. `refusals_for_regimes` says whether they can stand."""
    start = new.period.start
    closed = [
        Regime(Period(one.period.start, start), one.pack, one.form, one.name, one.number, one.opened_by, new.opened_by, one.gap_reason)
        if one.period.end is None and start is not None and (one.period.start or date.min) < start
        else one
        for one in regimes
    ]
    return in_order([*closed, new])


def names_ever(regimes: Iterable[Regime]) -> list[tuple[str, Period]]:
    """Each name with its time; a name kept over a change of form is one."""
    return _kept((one.name, one.period) for one in in_order(regimes))


def numbers_ever(regimes: Iterable[Regime]) -> list[tuple[str, Period]]:
    """Each number with its time, as it was written."""
    return _kept((one.number, one.period) for one in in_order(regimes) if one.number)


def _kept(rows: Iterable[tuple[str, Period]]) -> list[tuple[str, Period]]:
    found: list[tuple[str, Period]] = []
    for text, period in rows:
        if found and found[-1][0] == text and found[-1][1].is_followed_by(period):
            found[-1] = (text, Period(found[-1][1].start, period.end))
        else:
            found.append((text, period))
    return found


def number_key(number: str) -> str:
    """What two spellings of a number have in common: capitals, without spaces. It is kept and shown as written."""
    return "".join(number.upper().split())


def holds_number(regimes: Iterable[Regime], number: str) -> bool:
    """Whether the entity has, or ever had, that number."""
    return number_key(number) in {number_key(text) for text, _ in numbers_ever(regimes)}


def legal_continuity(pack: Pack, *, old: str, new: str) -> Fact:
    """Whether the entity stays the same legal person when it changes its form.

    A fact without value where no source settles it, as for a group of 1992 that becomes a cooperative of the Uniform Act: then it is asked,
    recorded and shown, and only the link "continues" is kept.
    """
    procedure = pack.procedure("CONVERT")
    if procedure is None or old not in procedure.goes_from or new not in procedure.goes_to:
        return Fact("procedure[CONVERT].new_legal_person")
    fact = procedure.fact("new_legal_person")
    return Fact(fact.path, None if fact.value is None else not fact.value, fact.basis)
