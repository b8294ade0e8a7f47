"""Who can hold which office when, and who can belong to which union."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from rochdale.kernel.refusal import Refusal
from rochdale.people.rules.kinds import LEADING, MEMBERS_OF_UNIONS, OFFICES_OF, SET_UP_BY_THE_INSTALLATION, Kind, OfficeName

LONGEST_DELEGATION = timedelta(days=92)
"""About a quarter. Whoever is away longer hands the office over: a rule of ours, no law's."""


@dataclass(frozen=True, slots=True)
class Term:
    """The time in which an office is held: from `since_at`, up to but not including `until_at` (None: until ended)."""

    since_at: datetime
    until_at: datetime | None = None

    def holds_at(self, at: datetime) -> bool:
        return self.since_at <= at and (self.until_at is None or at < self.until_at)

    def overlaps(self, other: Term) -> bool:
        return (other.until_at is None or self.since_at < other.until_at) and (self.until_at is None or other.since_at < self.until_at)


def refusals_for_appointment(
    *, person_is_active: bool, kind: Kind, office: str, term: Term, held: Iterable[Term], is_outsider: bool, has_leader: bool
) -> list[Refusal]:
    """Why `office` cannot be given in an organization of `kind`.

    `held` are the person's terms in the same office there. An outsider (registrar, market operator) appoints only the first
    leader of an organization: after that it governs itself (`has_leader`). Nobody but the installation appoints into a watching body.
    """
    refusals = []
    if not person_is_active:
        refusals.append(Refusal("people.person-is-inactive"))
    if office not in OFFICES_OF[kind]:
        refusals.append(Refusal("people.office-is-not-of-this-kind", {"office": office, "kind": kind.value}))
    if term.until_at is not None and term.until_at <= term.since_at:
        refusals.append(Refusal("people.term-ends-before-it-starts", {"since": term.since_at.date(), "until": term.until_at.date()}))
    elif any(term.overlaps(other) for other in held):
        refusals.append(Refusal("people.office-is-already-held", {"office": office}))
    if is_outsider:
        refusals += refusals_for_outsider(kind=kind, office=office, has_leader=has_leader)
    return refusals


def refusals_for_outsider(*, kind: Kind, office: str = OfficeName.MANAGER, has_leader: bool) -> list[Refusal]:
    """Why a registrar or market operator cannot appoint in an organization of others: it leads itself, or the office leads nobody."""
    if kind in SET_UP_BY_THE_INSTALLATION:
        return [Refusal("people.kind-is-set-up-by-the-installation", {"kind": kind.value})]
    if has_leader:
        return [Refusal("people.organization-appoints-its-own")]
    return [] if office in LEADING else [Refusal("people.only-a-leader-comes-from-outside")]


def refusals_for_ending(term: Term, *, until_at: datetime, at: datetime, is_last_leader: bool) -> list[Refusal]:
    """An office ends once, after it began, and not in the past: what was done in it stays done. Somebody must lead after it."""
    if term.until_at is not None and term.until_at <= at:
        return [Refusal("people.office-has-ended", {"until": term.until_at.date()})]
    if until_at <= term.since_at:
        return [Refusal("people.term-ends-before-it-starts", {"since": term.since_at.date(), "until": until_at.date()})]
    if until_at < at:
        return [Refusal("people.office-cannot-end-in-the-past", {"until": until_at.date()})]
    return [Refusal("people.last-leader-stays")] if is_last_leader else []


def refusals_for_affiliation(
    *, member_id: UUID, member_kind: Kind, union_id: UUID, union_kind: Kind, since_on: date, is_member_already: bool, has_union_above: bool
) -> list[Refusal]:
    """Why an organization cannot join a union. `has_union_above`: the union itself belongs, however far up, to the newcomer."""
    refusals = []
    if union_kind is not Kind.UNION:
        refusals.append(Refusal("people.only-a-union-has-members"))
    if member_kind not in MEMBERS_OF_UNIONS:
        refusals.append(Refusal("people.kind-cannot-join-a-union", {"kind": member_kind.value}))
    if member_id == union_id or has_union_above:
        refusals.append(Refusal("people.union-cannot-belong-to-itself"))
    if is_member_already:
        refusals.append(Refusal("people.is-affiliated-already", {"on": since_on}))
    return refusals


def refusals_for_leaving(*, since_on: date, ended_on: date | None, until_on: date) -> list[Refusal]:
    """An affiliation ends once, and after the day it began."""
    if ended_on is not None:
        return [Refusal("people.affiliation-has-ended", {"until": ended_on})]
    if until_on <= since_on:
        return [Refusal("people.term-ends-before-it-starts", {"since": since_on, "until": until_on})]
    return []


@dataclass(frozen=True, slots=True)
class DeputyFacts:
    """Somebody who is to deputize. `delegated`: the periods for which the same office was given to the same person before."""

    is_the_officer: bool
    is_active: bool
    is_of_the_organization: bool
    delegated: tuple[Term, ...] = ()


def refusals_for_delegation(term: Term, *, office: str, period: Term, at: datetime, deputy: DeputyFacts) -> list[Refusal]:
    """Why an officer cannot let a deputy act for `period`. `term` is that of the office: nobody lends longer than that."""
    until = period.until_at
    if until is None or until <= period.since_at:
        return [Refusal("people.delegation-needs-an-end")]
    refusals = _refusals_for_deputy(period, deputy)
    if office == OfficeName.MEMBER:
        refusals.append(Refusal("people.membership-is-not-delegated"))
    if not term.holds_at(period.since_at) or (term.until_at is not None and until > term.until_at):
        refusals.append(Refusal("people.delegation-outlasts-the-office"))
    if until <= at:
        refusals.append(Refusal("people.delegation-is-over-already"))
    if until - period.since_at > LONGEST_DELEGATION:
        refusals.append(Refusal("people.delegation-is-too-long", {"most_days": LONGEST_DELEGATION.days}))
    return refusals


def _refusals_for_deputy(period: Term, deputy: DeputyFacts) -> list[Refusal]:
    refusals = []
    if deputy.is_the_officer:
        refusals.append(Refusal("people.nobody-is-the-own-deputy"))
    if not deputy.is_active:
        refusals.append(Refusal("people.person-is-inactive"))
    if not deputy.is_of_the_organization:
        refusals.append(Refusal("people.deputy-is-a-stranger"))
    if any(period.overlaps(other) for other in deputy.delegated):
        refusals.append(Refusal("people.is-deputy-already"))
    return refusals
