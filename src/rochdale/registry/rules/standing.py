"""Standing: what an entity owes each year, what is overdue since when, and whether a ground for dissolution is met. A function of a day."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from rochdale.kernel.period import DAY
from rochdale.kernel.refusal import Refusal
from rochdale.registry.rules.deadlines import Counting, Term, Unit, due, months_after
from rochdale.registry.rules.facts import Fact
from rochdale.registry.rules.filing_facts import Owing
from rochdale.registry.rules.ledger import Filed, Moment, Status, held
from rochdale.registry.rules.pack import Ground, Obligation, Pack
from rochdale.registry.rules.verdicts import with_basis


class Standing(StrEnum):
    """Where an entity stands on a day."""

    GOOD = "good"
    OVERDUE = "overdue"
    IN_DISSOLUTION = "in-dissolution"
    LIQUIDATION = "liquidation"
    DISSOLVED = "dissolved"


@dataclass(frozen=True, slots=True)
class Kept:
    """An obligation met: of which period (the day its year ended), on which day."""

    obligation: str
    period: date
    on: date


@dataclass(frozen=True, slots=True)
class Extension:
    """More time for one obligation of one period, with its reason. A row of its own: the pack stays as it is."""

    obligation: str
    period: date
    until: date
    reason: str
    granted_on: date


@dataclass(frozen=True, slots=True)
class EntityFacts:
    """What standing is reckoned from. A year ends in month and day (29 February means the month's last); dissolution steps by their day."""

    form: str
    registered_on: date
    year_ends: tuple[int, int] = (12, 31)
    kept: tuple[Kept, ...] = ()
    extensions: tuple[Extension, ...] = ()
    in_dissolution_on: date | None = None
    liquidation_on: date | None = None
    dissolved_on: date | None = None
    restored_on: date | None = None
    known_from: date | None = None
    """Since when its papers come here. What was due before, in an older register, nobody here knows: it is neither kept nor overdue."""


@dataclass(frozen=True, slots=True)
class Owed:
    """One obligation of one period. `due_on`: None where the pack knows no time, and then it can never be overdue."""

    obligation: str
    period: date
    due_on: date | None
    kept_on: date | None
    fact: Fact
    is_extended: bool = False
    warnings: tuple[Refusal, ...] = ()

    def since(self, at: date) -> date | None:
        """Since when it is overdue on that day; None if it is not."""
        if self.due_on is None or at <= self.due_on or (self.kept_on is not None and self.kept_on <= at):
            return None
        return self.due_on + DAY

    @property
    def is_sure(self) -> bool:
        """Whether a verified fact says so: the rest is a reminder."""
        return self.fact.is_verified


@dataclass(frozen=True, slots=True)
class StandingFound:
    """GOOD, or what is overdue since when, oldest first."""

    standing: Standing
    overdue: tuple[Owed, ...] = ()
    since: date | None = None
    asked: tuple[Owed, ...] = ()
    """Obligations for which the pack knows no time."""


def year_ends(entity: EntityFacts, *, until: date) -> list[date]:
    """Last days of the financial years from registration until a day."""
    month, day = entity.year_ends
    years = range(entity.registered_on.year, until.year + 1)
    ends = (date(year, month, min(day, calendar.monthrange(year, month)[1])) for year in years)
    return [end for end in ends if entity.registered_on <= end <= until]


def owed(pack: Pack, entity: EntityFacts, *, at: date, counting: Counting) -> list[Owed]:
    """Every obligation of every period that has ended by `at`, by due day; those without a due day last."""
    found = [
        one
        for obligation in pack.obligations
        if not obligation.forms or entity.form in obligation.forms
        for period in year_ends(entity, until=at)
        if (one := _owed(obligation, entity, period, at, counting)) is not None
    ]
    return sorted(found, key=lambda one: (one.due_on or date.max, one.period, one.obligation))


def _owed(obligation: Obligation, entity: EntityFacts, period: date, at: date, counting: Counting) -> Owed | None:
    start = _event_on(obligation, entity, period, at)
    if start is None:
        return None
    kept_on = min((one.on for one in entity.kept if one.obligation == obligation.code and one.period == period), default=None)
    fact, term = _term_of(obligation)
    if term is None:
        is_unknown = kept_on is None and entity.known_from is not None and period < entity.known_from
        return None if is_unknown else Owed(obligation.code, period, None, kept_on, fact)
    reckoned = due(start, term, counting)
    more = [one.until for one in entity.extensions if (one.obligation, one.period) == (obligation.code, period) and one.granted_on <= at]
    last = max([reckoned.on, *more])
    if kept_on is None and entity.known_from is not None and last < entity.known_from:
        return None
    return Owed(obligation.code, period, last, kept_on, fact, last > reckoned.on, reckoned.warnings)


def _event_on(obligation: Obligation, entity: EntityFacts, period: date, at: date) -> date | None:
    """From which day a term runs; None while that has not happened."""
    event = (*obligation.fact("due.event").texts, "")[0]
    if event == "agm":
        return min((one.on for one in entity.kept if one.obligation == "AGM" and one.period == period and one.on <= at), default=None)
    if event == "calendar_year_end":
        return date(period.year, 12, 31) if date(period.year, 12, 31) <= at else None
    if event == "registration":
        return entity.registered_on if period == next(iter(year_ends(entity, until=at)), None) else None
    return period


def _term_of(obligation: Obligation) -> tuple[Fact, Term | None]:
    for key, unit in (("due.months_after", Unit.MONTHS), ("due.days_after", Unit.DAYS)):
        fact = obligation.fact(key)
        if fact.number is not None:
            return fact, Term(fact.number, unit)
    return Fact(f"{obligation.path}.due", None, obligation.fact("due.event").basis), None


def standing(pack: Pack, entity: EntityFacts, *, at: date, counting: Counting) -> StandingFound:
    """Where the entity stands on a day, from what was known of that day."""
    ended = _ended(entity, at)
    if ended is not None:
        return ended
    rows = owed(pack, entity, at=at, counting=counting)
    late = tuple(sorted((one for one in rows if one.since(at)), key=lambda one: one.since(at) or at))
    asked = tuple(one for one in rows if one.due_on is None and one.kept_on is None)
    if not late:
        return StandingFound(Standing.GOOD, asked=asked)
    return StandingFound(Standing.OVERDUE, late, late[0].since(at), asked)


def _ended(entity: EntityFacts, at: date) -> StandingFound | None:
    steps = (
        (entity.dissolved_on, Standing.DISSOLVED),
        (entity.liquidation_on, Standing.LIQUIDATION),
        (entity.in_dissolution_on, Standing.IN_DISSOLUTION),
    )
    for on, found in steps:
        is_undone = entity.restored_on is not None and on is not None and on <= entity.restored_on <= at
        if on is not None and on <= at and not is_undone:
            return StandingFound(found, since=on)
    return None


def kept_in(filings: Iterable[Filed]) -> tuple[Kept, ...]:
    """The obligations that filings say were kept, each by what it says after its corrections."""
    known = sorted(filings, key=lambda one: (one.recorded_at, one.id))
    said = {one.id: (one.legal_on, one.says) for one in known if one.corrects is None}
    for one in known:
        if one.corrects in said:
            said[one.corrects] = (said[one.corrects][0], one.says)
    return tuple(
        Kept(str(says["obligation"]), date.fromisoformat(str(says["period"])), on)
        for on, says in said.values()
        if says.get("obligation") and says.get("period")
    )


@dataclass(frozen=True, slots=True)
class Ends:
    """The last day of each step of an end, and of a restoration."""

    liquidation_on: date | None = None
    dissolved_on: date | None = None
    restored_on: date | None = None


def ends_in(found: Sequence[Moment]) -> Ends:
    """The steps of its end and its restoration, from the moments of an entity."""
    steps = Ends()
    was = ""
    for one in held(found, "status"):
        if one.value == Status.LIQUIDATION:
            steps = replace(steps, liquidation_on=one.from_on)
        elif one.value == Status.DISSOLVED:
            steps = replace(steps, dissolved_on=one.from_on)
        elif was:
            steps = replace(steps, restored_on=one.from_on)
        was = one.value
    return steps


def years_from(found: Sequence[Moment], pack: Pack) -> date | None:
    """From when on it has had a form of this law without a break: its years are counted from then. None: it has none now."""
    since = None
    for one in reversed(held(found, "form")):
        if pack.form(one.value) is None:
            break
        since = one.from_on
    return since


def holds_until(entity: EntityFacts, rows: Iterable[Owed], *, at: date) -> date:
    """The last day on which the standing of `at` still holds by itself: the next day that something falls due, or that a year ends."""
    month, day = entity.year_ends
    ends = (date(year, month, min(day, calendar.monthrange(year, month)[1])) for year in (at.year, at.year + 1))
    year_end = next(end for end in ends if end > at) - DAY
    return min([year_end, *(one.due_on for one in rows if one.due_on is not None and one.due_on >= at)])


def owing(found: StandingFound, *, at: date) -> Owing:
    """As a filing meets it (`judging.Case.owing_then`)."""
    return Owing(tuple((one.obligation, since) for one in found.overdue if (since := one.since(at))))


def refusals_for_extension(extension: Extension, *, due_on: date | None) -> list[Refusal]:
    """More time ends later than the time there was, and has a reason."""
    refusals = []
    if not extension.reason.strip():
        refusals.append(Refusal("registry.extension-needs-a-reason"))
    if due_on is not None and extension.until <= due_on:
        refusals.append(Refusal("registry.extension-gives-no-time", {"until": extension.until, "due": due_on}))
    return refusals


@dataclass(frozen=True, slots=True)
class GroundFacts:
    """Days from which grounds run, by ground; None or absent where the ground is not met or nobody knows.

    NOT_STARTED: registration, while nothing has started. INACTIVE: the last activity. NO_AGM: the last assembly, or registration.
    NO_FILING: the day the oldest missing filing was due. NO_ORGAN: when the organ fell vacant. NOT_COOPERATIVE: when a person found so.
    """

    since: Mapping[str, date | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GroundMet:
    """A ground on a day. `may_act`: only where the law was read; otherwise a referral may be prepared, and no more."""

    code: str
    since: date
    met_on: date
    mode: str
    may_act: bool
    reason: Refusal


def grounds_met(pack: Pack, facts: GroundFacts, *, at: date) -> list[GroundMet]:
    """Which grounds for dissolution are met on a day, by the pack."""
    return sorted(_grounds(pack, facts, at), key=lambda one: (one.met_on, one.code))


def _grounds(pack: Pack, facts: GroundFacts, at: date) -> Iterator[GroundMet]:
    for way in pack.dissolutions:
        for ground in way.grounds:
            since = facts.since.get(ground.code)
            met_on = None if since is None else _met_on(ground, since)
            if since is None or met_on is None or met_on > at:
                continue
            basis = ground.months.basis if ground.months is not None else ground.basis
            is_sure = ground.months.is_verified if ground.months is not None else basis.status == "verified"
            said = {"ground": ground.code, "since": since, "met": met_on}
            yield GroundMet(ground.code, since, met_on, way.mode, is_sure and way.mode != "court_on_referral",
                            with_basis(Refusal("registry.ground-for-referral", said), basis))  # fmt: skip


def _met_on(ground: Ground, since: date) -> date | None:
    """The first day after the months; the day itself where the ground knows no time; None where the time is a gap."""
    if ground.months is None:
        return since
    return None if ground.months.number is None else months_after(since, ground.months.number) + DAY
