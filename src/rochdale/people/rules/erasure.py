"""When a person may be erased, and when it becomes possible: nobody who holds office, is held by a dispute, or whose time is not over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from rochdale.kernel.refusal import Refusal


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """One office of the person: where, which, until when (None: until ended), and in which country."""

    organization: str
    office: str
    country: str
    until_on: date | None


@dataclass(frozen=True, slots=True)
class HoldFacts:
    """An organization asked that nothing of the person be erased until a day."""

    organization: str
    until_on: date


@dataclass(frozen=True, slots=True)
class PeriodFacts:
    """A retention period for whoever held an office. It refuses when it `binds`, else it warns."""

    code: str
    offices: frozenset[str]
    countries: frozenset[str]
    days: int
    source: str
    binds: bool

    def ends_on(self, office: OfficeFacts) -> date | None:
        """When the period of an office that ended is over; None where it does not apply."""
        if office.until_on is None or office.office not in self.offices or (self.countries and office.country not in self.countries):
            return None
        return office.until_on + timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why not (`refusals`), what is worth knowing (`warnings`), and the first day on which it is possible (None: not known yet)."""

    refusals: tuple[Refusal, ...]
    warnings: tuple[Refusal, ...]
    possible_on: date | None

    @property
    def may(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.refusals


def verdict(
    *, is_invented: bool, offices: Iterable[OfficeFacts], holds: Iterable[HoldFacts], periods: Iterable[PeriodFacts], on: date
) -> Verdict:
    """What speaks against erasing a person on a day."""
    offices = list(offices)
    refusals = [Refusal("people.persona-stays-as-it-is")] if is_invented else []
    days: list[date | None] = [None] if is_invented else []
    for office in offices:
        if office.until_on is None or office.until_on > on:
            refusals.append(_holds_office(office))
            days.append(office.until_on)
    for hold in holds:
        refusals.append(Refusal("people.erasing-is-held", {"organization": hold.organization, "until": hold.until_on}))
        days.append(hold.until_on)
    kept = list(_kept(offices, periods, on))
    refusals += [refusal for refusal, _, binds in kept if binds]
    days += [until for _, until, binds in kept if binds]
    known = [day for day in days if day is not None]
    possible = max([on, *known]) if len(known) == len(days) else None
    return Verdict(tuple(refusals), tuple(refusal for refusal, _, binds in kept if not binds), possible)


def _holds_office(office: OfficeFacts) -> Refusal:
    facts = {"office": office.office, "organization": office.organization}
    if office.until_on is None:
        return Refusal("people.erasing-holds-office", facts)
    return Refusal("people.erasing-holds-office-until", {**facts, "until": office.until_on})


def _kept(offices: list[OfficeFacts], periods: Iterable[PeriodFacts], on: date) -> Iterable[tuple[Refusal, date, bool]]:
    for period in periods:
        for office in offices:
            until = period.ends_on(office)
            if until is not None and until > on:
                facts = {"organization": office.organization, "until": until, "source": period.source}
                code = Refusal("people.erasing-is-too-early" if period.binds else "people.erasing-may-be-too-early", facts)
                yield code, until, period.binds
