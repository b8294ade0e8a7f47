"""What needs two persons (maker and checker): one prepares an act, another one looks at it and decides. Only then is it done.

A context registers an act with `act(...)`; `propose` keeps what the maker wants, `confirm` does it in the same transaction in which the
checker signs. Maker and checker are two human beings, and neither is the officer in whose name the other acts. The row is locked while
it is decided, and the database itself refuses a maker who checks (`maker_is_not_checker`), so two taps at once decide once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.models import Proposal, ProposalState, on_account_of
from rochdale.base.operations import content_sha256, operation
from rochdale.kernel.refusal import Refusal, Refused

Content = Mapping[str, Any]
Perform = Callable[[Proposal, Actor, datetime], object]
"""Gets the proposal, the checker and the moment; does the act through operations; returns something JSON can hold."""
May = Callable[[Actor, Content], None]
"""Returns when the actor may make (or check) this act, else raises `NotAllowed`."""


@dataclass(frozen=True, slots=True)
class Act:
    """A kind of act that needs two persons."""

    name: str
    lapses_after: timedelta
    may_make: May
    may_check: May
    perform: Perform


_acts: dict[str, Act] = {}


def act(name: str, *, lapses_after: timedelta, may_make: May, may_check: May, perform: Perform) -> Act:
    """Register an act under `context.verb-object`."""
    if name in _acts:
        raise ValueError(f"two acts called {name}")
    _acts[name] = Act(name, lapses_after, may_make, may_check, perform)
    return _acts[name]


def acts() -> tuple[Act, ...]:
    """All registered acts by name."""
    return tuple(_acts[name] for name in sorted(_acts))


@operation
def propose(*, id: UUID, by: Actor, at: datetime, act: str, content: Content) -> str:
    """The maker prepares an act. Nothing happens until another person confirms it. Returns the id of the proposal."""
    known = _acts[act]
    known.may_make(by, content)
    row = Proposal.objects.create(
        id=id,
        act=act,
        content=dict(content),
        content_sha256=content_sha256(content),
        at=at,
        expires_at=at + known.lapses_after,
        **on_account_of(by),
    )
    audit.record(by=by, at=at, what="base.propose", about=row, after={"act": act, "sha256": row.content_sha256})
    return str(row.id)


@operation
def confirm(*, id: UUID, by: Actor, at: datetime, proposal_id: UUID, content_sha256: str) -> str:
    """The checker, who has seen the content with that hash, confirms: the act is done now, or refused whole."""
    row = _open_row(proposal_id, at)
    if row.content_sha256 != content_sha256:
        raise Refused(Refusal("base.proposal-is-another"))
    _require_checker(row, by)
    _decide(row, by, at, ProposalState.DONE)
    row.answer = _acts[row.act].perform(row, by, at)
    row.save(update_fields=["answer"])
    return str(row.id)


@operation
def refuse_proposal(*, id: UUID, by: Actor, at: datetime, proposal_id: UUID, reason: str) -> str:
    """The checker refuses, and says why."""
    row = _open_row(proposal_id, at)
    _require_checker(row, by)
    if not reason.strip():
        raise Refused(Refusal("base.proposal-needs-a-reason"))
    _decide(row, by, at, ProposalState.REFUSED, reason.strip())
    return str(row.id)


@operation
def withdraw_proposal(*, id: UUID, by: Actor, at: datetime, proposal_id: UUID) -> str:
    """The maker takes it back."""
    row = _open_row(proposal_id, at)
    if by.id != row.by_id:
        raise Refused(Refusal("base.only-the-maker-withdraws"))
    _decide(row, by, at, ProposalState.WITHDRAWN)
    return str(row.id)


def lapse_due(at: datetime) -> int:
    """Close what nobody decided in time. Returns how many."""
    due = Proposal.objects.filter(state=ProposalState.OPEN, expires_at__lte=at)
    return due.update(state=ProposalState.LAPSED, decided_at=at)


def proposals_of(organization_id: UUID | None) -> QuerySet[Proposal]:
    """Everything prepared for an organization, newest first; nothing for none."""
    rows = Proposal.objects.filter(organization_id=organization_id).order_by("-at", "-id")
    return rows if organization_id else rows.none()


def open_proposals(organization_id: UUID | None, at: datetime) -> QuerySet[Proposal]:
    """What waits for a second person in an organization."""
    return proposals_of(organization_id).filter(state=ProposalState.OPEN, expires_at__gt=at)


def may_check(by: Actor, row: Proposal) -> bool:
    """Whether `by` may decide the proposal: to show the button, or not."""
    try:
        _require_checker(row, by)
    except Refused:
        return False
    return True


def _open_row(proposal_id: UUID, at: datetime) -> Proposal:
    row = Proposal.objects.select_for_update().get(pk=proposal_id)
    if row.state != ProposalState.OPEN or row.expires_at <= at:
        state = ProposalState.LAPSED.value if row.state == ProposalState.OPEN else row.state
        raise Refused(Refusal("base.proposal-is-decided", {"state": state}))
    return row


def _require_checker(row: Proposal, by: Actor) -> None:
    if by.accounts & row.actor.accounts:
        raise Refused(Refusal("base.maker-cannot-check"))
    _acts[row.act].may_check(by, row.content)


def _decide(row: Proposal, by: Actor, at: datetime, state: ProposalState, reason: str = "") -> None:
    row.state, row.decided_by_id, row.decided_by_name, row.decided_at, row.reason = state, by.id, by.name, at, reason
    row.save(update_fields=["state", "decided_by_id", "decided_by_name", "decided_at", "reason"])
    audit.record(by=by, at=at, what=_DEEDS[state], about=row, after={"act": row.act, "sha256": row.content_sha256}, reason=reason)


_DEEDS = {
    ProposalState.DONE: audit.deed("base.confirm"),
    ProposalState.REFUSED: audit.deed("base.refuse-proposal"),
    ProposalState.WITHDRAWN: audit.deed("base.withdraw-proposal"),
}
