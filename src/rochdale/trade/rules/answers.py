"""Who answers a proposal, what the answers together mean, and when a contract binds. All days are inclusive."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from uuid import UUID

from rochdale.kernel.refusal import Refusal

DAYS_TO_ANSWER = 14
MOST_DAYS_FOR_A_CONDITION = 180
KINDS = frozenset({"sample", "evidence", "board"})


class Outcome(Enum):
    """What the answers to a container mean together."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    LAPSED = "lapsed"


class Standing(Enum):
    """Whether a contract binds."""

    CONDITIONAL = "conditional"
    BINDING = "binding"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class ConditionFacts:
    """What a yes is subject to: `kind` of `KINDS`, to be met on or before `due`."""

    kind: str
    due: date
    is_met: bool = False


@dataclass(frozen=True, slots=True)
class ContainerFacts:
    """A container waiting for answers: its parties (buyers and sellers) and the last day to answer."""

    state: str
    parties: frozenset[UUID]
    answer_by: date


def outcome(container: ContainerFacts, answers: Mapping[UUID, bool], *, on: date) -> Outcome:
    """One no is enough to release a container; a missing answer releases it once the last day has passed."""
    if any(not answers[party] for party in container.parties & answers.keys()):
        return Outcome.DECLINED
    if container.parties <= answers.keys():
        return Outcome.ACCEPTED
    return Outcome.LAPSED if on > container.answer_by else Outcome.WAITING


def refusals_for_answer(container: ContainerFacts, party: UUID, answered: bool | None, *, on: date) -> list[Refusal]:
    """`answered` is what this party said before, None where it has not. An answer stands."""
    if container.state != "proposed":
        return [Refusal("trade.container-already-settled", {"state": container.state})]
    if party not in container.parties:
        return [Refusal("trade.not-a-party", {})]
    if answered is not None:
        return [Refusal("trade.already-answered", {})]
    if on > container.answer_by:
        return [Refusal("trade.answer-too-late", {"answer_by": container.answer_by})]
    return []


def refusals_for_conditions(conditions: Iterable[ConditionFacts], *, on: date, departs_on: date) -> list[Refusal]:
    """A condition names its kind once and a day between today and the ship; a board cannot approve after the goods have left."""
    refusals, seen = [], set[str]()
    for condition in conditions:
        if condition.kind not in KINDS:
            refusals.append(Refusal("trade.condition-unknown", {"kind": condition.kind}))
        elif condition.kind in seen:
            refusals.append(Refusal("trade.condition-twice", {"kind": condition.kind}))
        elif condition.due < on:
            refusals.append(Refusal("trade.condition-in-the-past", {"due": condition.due, "today": on}))
        elif condition.due > min(departs_on, on + timedelta(days=MOST_DAYS_FOR_A_CONDITION)):
            last = min(departs_on, on + timedelta(days=MOST_DAYS_FOR_A_CONDITION))
            refusals.append(Refusal("trade.condition-too-late", {"due": condition.due, "last": last}))
        seen.add(condition.kind)
    return refusals


def standing(conditions: Iterable[ConditionFacts], *, on: date) -> Standing:
    """Binding once every condition is met; lapsed once the day of an unmet one has passed."""
    unmet = [condition for condition in conditions if not condition.is_met]
    if not unmet:
        return Standing.BINDING
    return Standing.LAPSED if any(condition.due < on for condition in unmet) else Standing.CONDITIONAL


def last_day_to_answer(called_on: date) -> date:
    """Everybody asked by a market has the same last day."""
    return called_on + timedelta(days=DAYS_TO_ANSWER)
