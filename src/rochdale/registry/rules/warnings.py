"""Two warnings before a referral: who is warned, who waits, who goes on, and who is out at once (reference section 9; lear's batches).

Each entity of a batch goes its own way: a letter that came back holds one, and the others go on.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum, StrEnum

from rochdale.kernel.refusal import Refusal
from rochdale.registry.rules.ledger import Kind, Status
from rochdale.registry.rules.standing import EntityFacts, GroundFacts, Owed


class Level(IntEnum):
    """What is sent: two warnings to the entity, then the referral to the court."""

    FIRST = 1
    SECOND = 2
    REFERRAL = 3


class EntryState(StrEnum):
    """Where an entity of a batch is."""

    WARNED = "warned"
    OUT = "out"
    REFERRED = "referred"


class Because(StrEnum):
    """Why an entity is out."""

    FILED = "filed"
    EXTENDED = "extended"
    COURT_STAY = "court-stay"
    REVIEW = "review"
    NOT_SO = "not-so"
    """What a person had found is so no more."""
    ENDED = "ended"
    """It was dissolved, or is in liquidation."""


class Step(StrEnum):
    """What comes next for an entity."""

    FIRST = "first"
    SECOND = "second"
    REFERRAL = "referral"
    WAIT = "wait"
    HELD = "held"
    """The last letter came back: it goes on once it was sent to an address that holds."""
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that was sent. `returned_on`: it came back."""

    level: Level
    sent_on: date
    returned_on: date | None = None


@dataclass(frozen=True, slots=True)
class Next:
    """What comes next, of which letter, and from which day on."""

    step: Step
    level: Level | None = None
    on: date | None = None


NOTHING = Next(Step.NONE)
STEPS: Mapping[Level, Step] = {Level.FIRST: Step.FIRST, Level.SECOND: Step.SECOND, Level.REFERRAL: Step.REFERRAL}


def next_for(state: EntryState, letters: Sequence[Letter], *, wait_days: int, at: date) -> Next:
    """What comes next for one entity on a day. The days of waiting are counted from the day of sending; the last one is still theirs."""
    if state is not EntryState.WARNED:
        return NOTHING
    if not letters:
        return Next(Step.FIRST, Level.FIRST, at)
    last = letters[-1]
    if last.returned_on is not None:
        return Next(Step.HELD, last.level)
    if last.level is Level.REFERRAL:
        return NOTHING
    over = last.sent_on + timedelta(days=wait_days + 1)
    level = Level(last.level + 1)
    return Next(Step.WAIT, level, over) if at < over else Next(STEPS[level], level, over)


def refusals_for_sending(found: Next, level: Level, *, sent_on: date, proof: str, at: date) -> list[Refusal]:
    """A letter is sent when its turn has come, not in the future, and with its proof."""
    refusals = []
    is_turn = found.level is level and found.step in {STEPS[level], Step.HELD}
    if not is_turn:
        refusals.append(Refusal("registry.letter-out-of-turn", {"on": found.on or at}))
    if sent_on > at or (is_turn and found.on is not None and found.step is not Step.FIRST and sent_on < found.on):
        refusals.append(Refusal("registry.letter-on-a-wrong-day", {"on": sent_on}))
    if not proof.strip():
        refusals.append(Refusal("registry.letter-without-proof"))
    return refusals


def refusals_for_batch(chosen: Collection[object], met: Collection[object], *, wait_days: int) -> list[Refusal]:
    """A batch is of entities that meet the ground that day, at least one, and gives them time."""
    refusals = []
    if not chosen:
        refusals.append(Refusal("registry.batch-of-nobody"))
    if set(chosen) - set(met):
        refusals.append(Refusal("registry.ground-not-met", {"count": len(set(chosen) - set(met))}))
    if wait_days < 1:
        refusals.append(Refusal("registry.batch-gives-no-time"))
    return refusals


FOUND_BY_PERSONS = ("NOT_STARTED", "INACTIVE", "NO_ORGAN", "NOT_COOPERATIVE")
"""Grounds that only a person can find; the others are read from what is owed."""


def ground_facts(entity: EntityFacts, owed: Sequence[Owed], findings: Mapping[str, date], *, at: date) -> GroundFacts:
    """From when grounds run. NO_AGM: the last assembly, else since its papers come here. NO_FILING: when the oldest missing one was due."""
    since: dict[str, date | None] = {code: day for code, day in findings.items() if code in FOUND_BY_PERSONS}
    assemblies = [row for row in owed if row.obligation == "AGM"]
    if any(row.since(at) for row in assemblies):
        held = [one.on for one in entity.kept if one.obligation == "AGM" and one.on <= at]
        since["NO_AGM"] = max(held, default=max(entity.registered_on, entity.known_from or entity.registered_on))
    missing = [row.due_on for row in owed if row.obligation != "AGM" and row.since(at) and row.due_on is not None]
    since["NO_FILING"] = min(missing, default=None)
    return GroundFacts(since)


ENDINGS: Mapping[Kind, tuple[frozenset[str], Status]] = {
    Kind.DISSOLVE: (frozenset({Status.REGISTERED}), Status.LIQUIDATION),
    Kind.LIQUIDATOR: (frozenset({Status.LIQUIDATION}), Status.LIQUIDATION),
    Kind.STRIKE_OFF: (frozenset({Status.REGISTERED, Status.LIQUIDATION}), Status.DISSOLVED),
    Kind.RESTORE: (frozenset({Status.LIQUIDATION, Status.DISSOLVED}), Status.REGISTERED),
}
"""Acts about the end of an entity: from which status, and to which."""
BY_THE_OFFICE = frozenset({Kind.RESTORE})
WITH_LIQUIDATOR = frozenset({Kind.DISSOLVE, Kind.LIQUIDATOR})


def refusals_for_ending(kind: Kind, status: str, *, liquidator: str) -> list[Refusal]:
    """Why an act about the end cannot be: it is in no such state, or nobody is named to wind it up."""
    refusals = []
    if kind not in ENDINGS or status not in ENDINGS[kind][0]:
        refusals.append(Refusal("registry.act-does-not-fit-status", {"status": status}))
    if kind in WITH_LIQUIDATOR and not liquidator.strip():
        refusals.append(Refusal("registry.liquidator-not-named"))
    return refusals


def warned_until(sent_on: date, wait_days: int) -> date:
    """The last day on which what is missing may be brought."""
    return sent_on + timedelta(days=wait_days)
