"""Deadlines: how days, working days and months are counted, and what silence does (docs/rules/registry-deadlines.md)."""

from __future__ import annotations

import calendar
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from rochdale.kernel.period import DAY, Period
from rochdale.kernel.refusal import Refusal
from rochdale.registry.rules.facts import Fact
from rochdale.registry.rules.pack import DecisionDays, Pack
from rochdale.registry.rules.verdicts import with_basis

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
UNREAD_MOVES, UNREAD_PAUSES = Fact("counting.last_day_on_holiday"), Fact("counting.request_for_changes")
USUAL_WEEKEND = frozenset({5, 6})
LONGEST_SEARCH = 3660
"""Days after which working days are no more looked for: every day would be a holiday."""


class Unit(StrEnum):
    """What a term is counted in."""

    DAYS = "calendar"
    WORKING_DAYS = "working"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Term:
    """So many days, working days or months."""

    count: int
    unit: Unit = Unit.DAYS


@dataclass(frozen=True, slots=True)
class Counting:
    """How a law counts. `moves` and `pauses`: facts of the pack ("moves"/"stays", "pauses"/"runs"), without value where nobody read it."""

    holidays: frozenset[date] = frozenset()
    weekend: frozenset[int] = USUAL_WEEKEND
    moves: Fact = UNREAD_MOVES
    pauses: Fact = UNREAD_PAUSES

    def is_working_day(self, day: date) -> bool:
        """Neither weekend nor holiday."""
        return day.weekday() not in self.weekend and day not in self.holidays


@dataclass(frozen=True, slots=True)
class Due:
    """The last day, and what a person should know about it."""

    on: date
    warnings: tuple[Refusal, ...] = ()


def counting_of(pack: Pack, *, holidays: Collection[date] = ()) -> Counting:
    """How a pack counts. `holidays`: those of the country and office, beside the pack's own."""
    rules = pack.counting
    weekend = rules.fact("weekend").texts
    return Counting(
        holidays=frozenset({*pack.holidays, *holidays}),
        weekend=frozenset(WEEKDAYS.index(day) for day in weekend) if weekend else USUAL_WEEKEND,
        moves=rules.fact("last_day_on_holiday"),
        pauses=rules.fact("request_for_changes"),
    )


def months_after(day: date, months: int) -> date:
    """The same day so many months on; the month's last day where there is no such day: 31 August + 6 months = 28 February."""
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(place, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def counted(start: date, term: Term, counting: Counting) -> date:
    """The last day of a term. The day of receipt is day 0. A holiday at its end is left to `due`."""
    if term.unit is Unit.MONTHS:
        return months_after(start, term.count)
    if term.unit is Unit.DAYS:
        return start + timedelta(days=term.count)
    day, left = start, term.count
    for _ in range(LONGEST_SEARCH):
        if not left:
            break
        day += DAY
        left -= counting.is_working_day(day)
    return day


def due(start: date, term: Term, counting: Counting, *, pauses: Sequence[Period] = ()) -> Due:
    """The last day of a term that began with receipt on `start`, with pauses while changes were asked for.

    Where the pack does not say what a holiday or a request for changes does, nothing moves, and both are warned of.
    """
    on, warnings = counted(start, term, counting), []
    paused = sum(one.days or 0 for one in pauses)
    if paused and counting.pauses.value == "pauses":
        on = _prolonged(on, pauses, term, counting)
    elif paused and not counting.pauses.is_known:
        later = _prolonged(on, pauses, term, counting)
        warnings.append(Refusal("registry.clock-runs-for-all-we-know", {"on": on, "later": later, "days": paused}))
    if term.unit is Unit.WORKING_DAYS or counting.is_working_day(on):
        return Due(on, tuple(warnings))
    moved = _next_working_day(on, counting)
    if counting.moves.value == "moves":
        return Due(moved, tuple(warnings))
    if not counting.moves.is_known:
        warnings.append(Refusal("registry.last-day-is-no-working-day", {"on": on, "later": moved}))
    return Due(on, tuple(warnings))


def _prolonged(on: date, pauses: Sequence[Period], term: Term, counting: Counting) -> date:
    """The clock stands still on each day of a pause: calendar days, or working days where those are counted."""
    for pause in sorted(pauses, key=lambda one: one.start or date.min):
        if pause.start is None or pause.start > on or not pause.days:
            continue
        days = (pause.start + timedelta(days=place) for place in range(pause.days))
        if term.unit is Unit.WORKING_DAYS:
            on = counted(on, Term(sum(counting.is_working_day(day) for day in days), Unit.WORKING_DAYS), counting)
        else:
            on += timedelta(days=pause.days)
    return on


def _next_working_day(day: date, counting: Counting) -> date:
    for _ in range(LONGEST_SEARCH):
        if counting.is_working_day(day):
            break
        day += DAY
    return day


class Silence(StrEnum):
    """What no decision comes to on a day."""

    UNKNOWN = "unknown"
    """The pack knows no time: the registrar is asked."""
    WAITING = "waiting"
    ALERT = "alert"
    """The time is over. Deciding and supervising office are told; nothing happens by itself."""
    ACTS = "acts"
    """The time is over, and a verified fact says what that means."""


@dataclass(frozen=True, slots=True)
class SilenceFound:
    """`effect`: what silence means by the pack, as deemed_registered; it has come about only under ACTS, on the day after `on`."""

    silence: Silence
    on: date | None = None
    """The last day for the decision."""
    effect: str = ""
    days_left: int | None = None
    alerts: tuple[str, ...] = ()
    """Offices to be told: "deciding" and "supervising"."""
    reason: Refusal | None = None
    warnings: tuple[Refusal, ...] = ()

    @property
    def acts_on(self) -> date | None:
        """The day on which silence has spoken."""
        return self.on + DAY if self.silence is Silence.ACTS and self.on else None


OFFICES = ("deciding", "supervising")
INERT = ("", "none_known")


def silence(received: date, rule: DecisionDays, counting: Counting, *, at: date, pauses: Sequence[Period] = ()) -> SilenceFound:
    """What the silence of an office comes to on day `at`, for a dossier received on a day and not decided.

    Only a verified time with a verified meaning acts. Cameroon, 1992: on day 31 both offices are alerted, and nobody is registered.
    """
    days = rule.days.number
    if days is None:
        reason = with_basis(Refusal("registry.time-for-decision-unknown", {"path": rule.days.path}), rule.days.basis)
        return SilenceFound(Silence.UNKNOWN, reason=reason)
    found = due(received, Term(days, Unit(rule.kind)), counting, pauses=pauses)
    effect = rule.on_silence.texts[0] if rule.on_silence.is_known else ""
    return _spoken(found, effect, is_sure=rule.days.is_verified and rule.on_silence.is_verified, at=at, fact=rule.on_silence)


def consent_by_silence(asked: date, pack: Pack, *, at: date) -> SilenceFound:
    """What the silence of those asked about a transfer of shares comes to (AUSCOOP art. 217-220: consent after 3 months)."""
    months, meaning = pack.membership.fact("share_transfer.silence_months"), pack.membership.fact("share_transfer.on_silence")
    if months.number is None or not meaning.is_known:
        reason = with_basis(Refusal("registry.time-for-decision-unknown", {"path": months.path}), months.basis)
        return SilenceFound(Silence.UNKNOWN, reason=reason)
    found = due(asked, Term(months.number, Unit.MONTHS), counting_of(pack))
    return _spoken(found, meaning.texts[0], is_sure=months.is_verified and meaning.is_verified, at=at, fact=meaning)


def _spoken(found: Due, effect: str, *, is_sure: bool, at: date, fact: Fact) -> SilenceFound:
    if at <= found.on:
        return SilenceFound(Silence.WAITING, found.on, effect, (found.on - at).days, warnings=found.warnings)
    over = with_basis(Refusal("registry.time-for-decision-is-over", {"on": found.on, "effect": effect or "–"}), fact.basis)
    if is_sure and effect not in INERT and not found.warnings:
        return SilenceFound(Silence.ACTS, found.on, effect, reason=over)
    return SilenceFound(Silence.ALERT, found.on, effect, alerts=OFFICES, reason=over, warnings=found.warnings)
