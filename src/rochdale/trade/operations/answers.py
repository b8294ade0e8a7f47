"""What parties say to a proposal, and what follows when all have said yes, one says no, or a day passes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db.models import F

from rochdale.base import audit
from rochdale.base.actor import SYSTEM, Actor
from rochdale.base.news import announce
from rochdale.base.operations import operation
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.permissions import require
from rochdale.trade.models import Answer, Condition, Container, Contract, FirstRefusal, Match, Need, Offer
from rochdale.trade.news import ContainerReleased
from rochdale.trade.operations.contracts import draw_up_contract, restate_contracts
from rochdale.trade.operations.slices import give_slice_back
from rochdale.trade.permissions import own_organization
from rochdale.trade.rules import answers as rules
from rochdale.trade.rules.answers import ConditionFacts, ContainerFacts, Outcome


@operation
def accept_match(*, id: UUID, by: Actor, at: datetime, match_id: UUID, conditions: tuple[ConditionFacts, ...] = ()) -> str:
    """Say yes for one's organization to its part of the container of this match. Returns the id of the answer.

    The last yes draws up the contracts.
    """
    container = _locked(match_id)
    _answerable(container, by, at)
    refuse_if(rules.refusals_for_conditions(conditions, on=at.date(), departs_on=container.departs_on))
    answer = Answer.objects.create(
        id=id, container=container, organization_id=own_organization(by), is_yes=True, by_id=by.id, by_name=by.name, at=at
    )
    Condition.objects.bulk_create(Condition(answer=answer, kind=one.kind, due=one.due) for one in conditions)
    audit.record(
        by=by, at=at, what="trade.accept-match", about=container, after={"answer": "yes", "conditions": [one.kind for one in conditions]}
    )
    if rules.outcome(_facts(container), _answers(container), on=at.date()) is Outcome.ACCEPTED:
        _settle(container, at)
    return str(id)


@operation
def decline_match(*, id: UUID, by: Actor, at: datetime, match_id: UUID, reason: str) -> str:
    """Say no, and why. The container is released at once. Returns the id of the answer."""
    container = _locked(match_id)
    _answerable(container, by, at)
    if not reason.strip():
        raise Refused(Refusal("trade.no-needs-a-reason", {}))
    Answer.objects.create(
        id=id,
        container=container,
        organization_id=own_organization(by),
        is_yes=False,
        reason=reason.strip(),
        by_id=by.id,
        by_name=by.name,
        at=at,
    )
    audit.record(by=by, at=at, what="trade.decline-match", about=container, after={"answer": "no"}, reason=reason.strip())
    release(container, "declined", at)
    return str(id)


@operation
def meet_condition(*, id: UUID, by: Actor, at: datetime, condition_id: UUID) -> str:
    """Record that what one's yes was subject to is now so. Returns the id of the condition."""
    condition = Condition.objects.select_for_update().select_related("answer__container").get(pk=condition_id)
    require(by, "trade.answer-partner", condition.answer.organization_id)
    if condition.met_at is not None:
        raise Refused(Refusal("trade.condition-already-met", {"met": condition.met_at.date()}))
    if condition.due < at.date():
        raise Refused(Refusal("trade.condition-too-late", {"due": at.date(), "last": condition.due}))
    condition.met_at, condition.met_by_name = at, by.name
    condition.save(update_fields=["met_at", "met_by_name"])
    audit.record(by=by, at=at, what="trade.meet-condition", about=condition.answer.container, after={"condition": condition.kind})
    restate_contracts(condition.answer.container, at)
    return str(condition_id)


@operation
def lapse_matches(*, id: UUID, by: Actor, at: datetime) -> int:
    """Release what nobody answered in time, what hung on a condition that was not met, and what a partner let pass. Returns how many."""
    on = at.date()
    late = Container.objects.select_for_update().filter(state=Container.State.PROPOSED, market__answer_by__lt=on).order_by("id")
    for container in late:
        release(container, "nobody-answered", at)
    unmet = _with_unmet_conditions(on)
    for container in unmet:
        Contract.objects.filter(container=container).update(state=Contract.State.LAPSED)
        release(container, "condition-not-met", at)
    passed = FirstRefusal.objects.select_for_update().filter(state=FirstRefusal.State.WAITING, until__lt=on).order_by("id")
    for refusal in passed:
        Offer.objects.filter(pk=refusal.offer_id).update(kg_reserved=F("kg_reserved") - refusal.kg)
        FirstRefusal.objects.filter(pk=refusal.id).update(state=FirstRefusal.State.LAPSED, answered_at=at)
        audit.record(by=by, at=at, what="trade.lapse-first-refusal", about=refusal, after={"kg_released": refusal.kg})
    return len(late) + len(unmet) + len(passed)


def lapse_due(at: datetime) -> int:
    """What the clock does each minute: nothing is written when nothing is due."""
    on = at.date()
    is_due = (
        Container.objects.filter(state=Container.State.PROPOSED, market__answer_by__lt=on).exists()
        or Condition.objects.filter(met_at=None, due__lt=on, answer__container__state=Container.State.ACCEPTED).exists()
        or FirstRefusal.objects.filter(state=FirstRefusal.State.WAITING, until__lt=on).exists()
    )
    return lapse_matches(id=new_id(), by=SYSTEM, at=at) if is_due else 0


def release(container: Container, code: str, at: datetime) -> None:
    """Give the kg of a container back to its offers and needs, for the next clearing."""
    was_accepted = container.state == Container.State.ACCEPTED
    matches = list(Match.objects.filter(container=container).order_by("id"))
    for match in matches:
        _give_back(match, was_accepted)
    container.state, container.release_code, container.settled_at = Container.State.RELEASED, code, at
    container.save(update_fields=["state", "release_code", "settled_at"])
    audit.record(by=SYSTEM, at=at, what="trade.release-container", about=container, after={"state": "released", "why": code})
    parties = tuple(str(party) for party in sorted(container.party_ids))
    announce(ContainerReleased(str(container.id), container.code, parties, code, at.isoformat()), at=at)


def _with_unmet_conditions(on: date) -> list[Container]:
    late = Condition.objects.filter(met_at=None, due__lt=on, answer__container__state=Container.State.ACCEPTED)
    return list(Container.objects.select_for_update().filter(pk__in=late.values("answer__container")).order_by("id"))


def _locked(match_id: UUID) -> Container:
    return Container.objects.select_for_update().get(matches=match_id)


def _answerable(container: Container, by: Actor, at: datetime) -> None:
    require(by, "trade.answer", container)
    party = own_organization(by)
    refuse_if(rules.refusals_for_answer(_facts(container), party, _answers(container).get(party), on=at.date()))


def _facts(container: Container) -> ContainerFacts:
    return ContainerFacts(container.state, frozenset(container.party_ids), container.market.answer_by)


def _answers(container: Container) -> Mapping[UUID, bool]:
    return dict(Answer.objects.filter(container=container).values_list("organization_id", "is_yes"))


def _settle(container: Container, at: datetime) -> None:
    """Reserved becomes sold, and every buyer in the container gets its contract."""
    for match in Match.objects.filter(container=container).order_by("id"):
        Offer.objects.filter(pk=match.offer_id).update(kg_reserved=F("kg_reserved") - match.kg, kg_sold=F("kg_sold") + match.kg)
        Need.objects.filter(pk=match.need_id).update(kg_reserved=F("kg_reserved") - match.kg, kg_bought=F("kg_bought") + match.kg)
    container.state, container.settled_at = Container.State.ACCEPTED, at
    container.save(update_fields=["state", "settled_at"])
    buyers = sorted(set(Match.objects.filter(container=container).values_list("need__organization_id", flat=True)))
    for buyer in buyers:
        draw_up_contract(id=uuid5(container.id, f"contract {buyer}"), by=SYSTEM, at=at, container_id=container.id, buyer_id=buyer)


def _give_back(match: Match, was_accepted: bool) -> None:
    sold, bought = ("kg_sold", "kg_bought") if was_accepted else ("kg_reserved", "kg_reserved")
    Offer.objects.filter(pk=match.offer_id).update(**{sold: F(sold) - match.kg})
    Need.objects.filter(pk=match.need_id).update(**{bought: F(bought) - match.kg})
    give_slice_back(match.offer_id, match.kg)
