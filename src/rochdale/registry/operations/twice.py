"""What people decide of entities that may have been registered twice. Every decision can be taken back, and nothing is moved by any."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.operations import operation
from rochdale.kernel.refusal import refuse_if
from rochdale.people.permissions import require
from rochdale.registry.models import ActsFor, Dossier, Entity, EntityNow, EntityTie, PairDecision, ProposedPair, Submission
from rochdale.registry.permissions import require_office
from rochdale.registry.projection import decided_of, refresh
from rochdale.registry.rules.dossiers import ENDS
from rochdale.registry.rules.submissions import SubmissionState
from rochdale.registry.rules.twice import (
    Joining,
    PairVerdict,
    pair_of,
    refusals_for_decision,
    refusals_for_merging,
    refusals_for_taking_back,
)
from rochdale.registry.standing_rows import refresh_standing


@operation
def keep_apart(*, id: UUID, by: Actor, at: datetime, one_id: UUID, other_id: UUID, reason: str) -> str:
    """They are two: the pair is never proposed again. Returns the id of the decision.

    Refused: `registry.pair-of-one`, `registry.pair-is-decided`, `registry.pair-without-reason`.
    """
    _both(by, one_id, other_id)
    pair = pair_of(one_id, other_id)
    refuse_if(refusals_for_decision(pair, reason, decided_of(set(pair))))
    return _decide(id, by, at, one_id, other_id, PairVerdict.TWO, reason)


@operation
def merge(*, id: UUID, by: Actor, at: datetime, stays_id: UUID, goes_id: UUID, reason: str) -> str:
    """They are one: from now on the one that goes is found under the one that stays. Its filings stay its own. Returns the decision's id.

    Refused beside the above: `rules.twice.refusals_for_merging`.
    """
    now = _both(by, stays_id, goes_id)
    pair = pair_of(stays_id, goes_id)
    decided = decided_of(set(pair))
    refuse_if(refusals_for_decision(pair, reason, decided))
    refuse_if(refusals_for_merging(_joining(now, stays_id, goes_id), decided, {one: row.name for one, row in now.items()}))
    return _decide(id, by, at, stays_id, goes_id, PairVerdict.ONE, reason, stays_id)


@operation
def take_back_decision(*, id: UUID, by: Actor, at: datetime, one_id: UUID, other_id: UUID, reason: str) -> str:
    """What was decided of a pair counts no more: all is as if nobody had decided. Returns the id.

    Refused: `registry.pair-is-not-decided`, `registry.pair-without-reason`.
    """
    _both(by, one_id, other_id)
    pair = pair_of(one_id, other_id)
    refuse_if(refusals_for_taking_back(pair, reason, decided_of(set(pair))))
    return _decide(id, by, at, one_id, other_id, PairVerdict.OPEN, reason)


def _both(by: Actor, one_id: UUID, other_id: UUID) -> dict[UUID, EntityNow]:
    """Both, locked in one order for everybody; only whoever keeps the register of both, or above both, decides."""
    require(by, "registry.judge-pairs", by)
    ids = {one_id, other_id}
    list(Entity.objects.select_for_update().filter(pk__in=ids).order_by("id"))
    now = {row.entity_id: row for row in EntityNow.objects.filter(pk__in=ids).select_related("entity")}
    if len(now) != len(ids):
        raise EntityNow.DoesNotExist
    for row in now.values():
        require_office(by, row.entity.country, row.office)
    return now


def _joining(now: dict[UUID, EntityNow], stays_id: UUID, goes_id: UUID) -> Joining:
    dossiers = Dossier.objects.filter(entity_id=goes_id).exclude(state__in=[state.value for state in ENDS])
    papers = Submission.objects.filter(entity_id=goes_id).exclude(state=SubmissionState.ACCEPTED.value)
    acting = {row.entity_id: row.organization for row in _acting(stays_id, goes_id)}
    goes, stays = acting.get(goes_id), acting.get(stays_id)
    return Joining(
        stays_id, goes_id, now[stays_id].entity.country == now[goes_id].entity.country, dossiers.count() + papers.count(),
        goes.name if goes and goes != stays else "",
        EntityTie.objects.filter(Q(entity_id=goes_id) | Q(other=goes_id), from_on__isnull=False, until_on=None).exists(),
    )  # fmt: skip


def _acting(*entity_ids: UUID) -> list[ActsFor]:
    return list(ActsFor.objects.filter(entity_id__in=entity_ids, until_on=None).select_related("organization").order_by("id"))


def _decide(
    id: UUID, by: Actor, at: datetime, one_id: UUID, other_id: UUID, verdict: PairVerdict, reason: str, stays_id: UUID | None = None
) -> str:
    first, second = pair_of(one_id, other_id)
    number = PairDecision.objects.filter(first_id=first, second_id=second).count() + 1
    row = PairDecision.objects.create(
        id=id, first_id=first, second_id=second, number=number, verdict=verdict.value, stays_id=stays_id, reason=reason.strip(),
        by_id=by.id, by_name=by.name, at=at,
    )  # fmt: skip
    in_force = "" if verdict is PairVerdict.OPEN else verdict.value
    ProposedPair.objects.filter(first_id=first, second_id=second).update(verdict=in_force)
    if verdict is not PairVerdict.TWO:
        refresh([first, second])
        refresh_standing([first, second], at.date())
    after = {"first": str(first), "second": str(second), "verdict": verdict.value, "stays": str(stays_id or "")}
    audit.record(by=by, at=at, what="registry.decide-pair", about=row, after=after, reason=row.reason)
    return str(row.id)
