"""Matches: one's own, one with everything that explains it, and the answer to it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema
from pydantic import Field

from rochdale.base.endpoints import REFUSING, Day, Given, Made, Operation, Page, Paging, Paragraph, Refusals, operation_id, page_of
from rochdale.kernel.refusal import Refusal
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest
from rochdale.people.permissions import require
from rochdale.people.proving import require_just_proven
from rochdale.trade import operations
from rochdale.trade.api.shapes import Figure, Told, told
from rochdale.trade.models import Condition, Container, Match
from rochdale.trade.queries import matches as queries
from rochdale.trade.queries.matches import ContainerSeen, LineSeen
from rochdale.trade.rules.answers import ConditionFacts

router = Router(tags=[gettext_noop("Matches")])


class MatchShown(Schema):
    """So many kg of one offer for one need in one container. Prices are for 1 kg, in `currency`."""

    id: UUID
    container_id: UUID
    market: int
    state: str
    seller: str
    buyer: str
    offer_reference: str
    need_reference: str
    product: str
    kg: int
    price_per_kg: Figure
    landed_per_kg: Figure
    currency: str
    origin: str
    destination: str
    departs_on: date
    arrives_on: date
    answer_by: date
    is_sale: bool


class Waterfall(Schema):
    """From the farm gate to the buyer's port, for 1 kg: each part, and what has come together at the port and on landing."""

    farm_gate: Figure
    inland: Figure
    price: Figure
    certificates: Figure
    container_share: Figure
    way: Figure
    insurance: Figure
    landed: Figure


class FloorPaid(Schema):
    """The verified minimum that the price had to reach."""

    per_kg: Figure
    scheme: str
    source: str


class ContainerShown(Schema):
    """The container that the match is in."""

    number: int
    mode: str
    unit: str
    load_kg: int
    capacity_kg: int
    percent_full: int
    cost: Figure
    distance_km: int


class ShareShown(Schema):
    """What one cooperative puts into the container; `bags` is null for goods without bags."""

    name: str
    kg: int
    bags: int | None
    is_mine: bool


class FitShown(Schema):
    """What was asked, and what was found."""

    what: str
    asked: str
    found: str
    is_met: bool


class OtherShown(Schema):
    """A lot that is not in the container, and its first reason, which is never a price."""

    name: str
    reason: Told
    numbers: str


class SplitShown(Schema):
    """The published band of the sellers' share of the surplus, in percent."""

    low_percent: int
    high_percent: int


class ConditionShown(Schema):
    """What a yes is subject to."""

    id: UUID
    kind: str
    due: date
    is_met: bool
    may_meet: bool


class AnswerShown(Schema):
    """What a party said; `is_yes` is null while it has said nothing."""

    organization: str
    is_yes: bool | None
    reason: str
    conditions: list[ConditionShown]


class MatchInFull(MatchShown):
    """A match opened: what the price is made of, who shares the container, why these and why not the others, who has answered."""

    waterfall: Waterfall
    floor: FloorPaid | None
    container: ContainerShown
    shares: list[ShareShown]
    fits: list[FitShown]
    reasons: list[Told]
    others: list[OtherShown]
    split: SplitShown
    answers: list[AnswerShown]
    may_answer: bool
    has_answered: bool


class ConditionGiven(Given):
    """What a yes hangs on, and the last day by which it must be met."""

    kind: Literal["sample", "evidence", "board"]
    due: Day


class Yes(Operation):
    """A yes for the whole part of one's organization in the container of the match."""

    conditions: Annotated[list[ConditionGiven], Field(max_length=3)] = []


class No(Operation):
    """A no, and why. The others read it."""

    reason: Paragraph


@router.get("/matches", response={200: Page[MatchShown], REFUSING: Refusals}, summary=gettext_noop("My matches"))
def my_matches(request: ActingRequest, paging: Query[Paging]) -> Page[MatchShown]:
    """What the organization acted for would sell or buy, newest market first."""
    require(request.actor, "trade.see", request.actor)
    rows = queries.my_matches(request.actor).select_related("offer", "need", "container__market")
    ordered = rows.order_by("-container__market__number", "container__number", "id")
    return page_of(request, ordered, paging, lambda row: MatchShown.model_validate(_figures(row, request)))


@router.get("/matches/{uuid:match_id}", response={200: MatchInFull, REFUSING: Refusals}, summary=gettext_noop("One match, explained"))
def match(request: ActingRequest, match_id: UUID) -> MatchInFull:
    """No figure here is the other side's limit, or lets it be worked out."""
    container = _container(request, "trade.see-container", match_id)
    row = container.matches.select_related("offer", "need", "container__market").get(pk=match_id)
    seen = queries.container_seen(container, request.actor, request.at.date())
    line = next(line for line in seen.lines if line.id == match_id)
    return MatchInFull.model_validate(_figures(row, request) | _opened(seen, line) | _why(row, container, request))


@router.post("/matches/{uuid:match_id}/accept", response={200: Made, REFUSING: Refusals}, summary=gettext_noop("Say yes to a match"))
def accept_match(request: ActingRequest, match_id: UUID, given: Yes | None = None) -> Made:
    """For the whole part of one's organization in its container. The last yes draws up the contracts."""
    _container(request, "trade.answer", match_id)
    conditions = tuple(ConditionFacts(one.kind, one.due) for one in given.conditions) if given else ()
    require_just_proven(request)
    made = operations.accept_match(
        id=operation_id(request, given), by=request.actor, at=request.at, match_id=match_id, conditions=conditions
    )
    return Made(id=UUID(made))


@router.post(
    "/matches/{uuid:match_id}/decline", response={200: Made, REFUSING: Refusals}, summary=gettext_noop("Say no to a match, and why")
)
def decline_match(request: ActingRequest, match_id: UUID, given: No) -> Made:
    """The container is released at once, for the next market."""
    _container(request, "trade.answer", match_id)
    require_just_proven(request)
    made = operations.decline_match(
        id=operation_id(request, given), by=request.actor, at=request.at, match_id=match_id, reason=given.reason
    )
    return Made(id=UUID(made))


@router.post(
    "/conditions/{uuid:condition_id}/met", response={200: Made, REFUSING: Refusals}, summary=gettext_noop("Say that a condition is met")
)
def meet_condition(request: ActingRequest, condition_id: UUID, given: Operation | None = None) -> Made:
    """Only whoever made its yes subject to it can say so."""
    if not Condition.objects.filter(Q(answer__organization_id=request.actor.organization_id), pk=condition_id).exists():
        raise Http404
    require_just_proven(request)
    made = operations.meet_condition(id=operation_id(request, given), by=request.actor, at=request.at, condition_id=condition_id)
    return Made(id=UUID(made))


def _container(request: ActingRequest, right: str, match_id: UUID) -> Container:
    """The container of a match of one's own; for the operator of any. A match of others in it is as unknown as none."""
    mine = queries.matches_for(request.actor).filter(pk=match_id)
    rows = queries.every_container().filter(matches__in=mine)
    return get_or_404(request.actor, right, rows, knows=lambda by, row: True)


def _figures(row: Match, request: ActingRequest) -> dict[str, object]:
    container, market = row.container, row.container.market
    return {
        "id": row.id, "container_id": container.id, "market": market.number, "state": container.state, "seller": row.offer.cooperative,
        "buyer": row.need.buyer, "offer_reference": row.offer.reference, "need_reference": row.need.reference, "product": row.offer.product,
        "kg": row.kg, "price_per_kg": row.price_per_kg, "landed_per_kg": row.landed_per_kg, "currency": market.currency,
        "origin": container.origin, "destination": container.destination, "departs_on": container.departs_on,
        "arrives_on": container.arrives_on, "answer_by": market.answer_by,
        "is_sale": row.offer.organization_id == request.actor.organization_id,
    }  # fmt: skip


def _opened(seen: ContainerSeen, line: LineSeen) -> dict[str, object]:
    share = (line.freight * seen.fixed_cost / seen.cost).quantize(Decimal("0.0001")) if seen.cost else Decimal(0)
    return {
        "waterfall": Waterfall(
            farm_gate=line.price - line.inland, inland=line.inland, price=line.price, certificates=line.extra, container_share=share,
            way=line.freight - share, insurance=line.insurance, landed=line.landed,
        ),
        "floor": FloorPaid(per_kg=line.floor, scheme=line.floor_scheme, source=line.floor_source) if line.floor else None,
        "container": ContainerShown.model_validate(seen, from_attributes=True),
        "shares": [ShareShown.model_validate(share, from_attributes=True) for share in seen.shares],
        "answers": [AnswerShown.model_validate(answer, from_attributes=True) for answer in seen.answers],
        "may_answer": seen.may_answer,
        "has_answered": seen.has_answered,
    }  # fmt: skip


def _plain(value: object) -> str:
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _why(row: Match, container: Container, request: ActingRequest) -> dict[str, object]:
    split = queries.split_of(container)
    others = queries.others_of(container, request.actor, request.at.date())
    return {
        "fits": [
            FitShown(what=fit.what, asked=_plain(fit.asked), found=_plain(fit.found), is_met=fit.is_met)
            for fit in queries.fits(row, container)
        ],
        "reasons": told(Refusal(reason["code"], reason["facts"]) for reason in row.reasons),
        "others": [
            OtherShown(name=other.name, reason=Told(code=other.why.code, message=other.why.says), numbers=other.numbers) for other in others
        ],
        "split": SplitShown(low_percent=split.low, high_percent=split.high),
    }
