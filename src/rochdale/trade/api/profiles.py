"""Profiles for programs: the search, what one reader may see of a profile, one's own goods and levels, requests to see."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema, Status
from pydantic import ConfigDict, Field

from rochdale.base import looks
from rochdale.base.endpoints import (
    REFUSING,
    Amount,
    Code,
    Day,
    Given,
    Line,
    Made,
    Operation,
    Paragraph,
    Refusals,
    WholeKg,
    operation_id,
    refuse_unknown,
)
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest
from rochdale.people.permissions import require
from rochdale.people.proving import require_just_proven
from rochdale.people.queries import organization
from rochdale.people.sharing import subject_of
from rochdale.trade import operations
from rochdale.trade.api.shapes import Figure, Process, Protocol, Species
from rochdale.trade.models import ProfileGoods, ViewRequest
from rochdale.trade.profile_names import KINDS
from rochdale.trade.profile_tables import table_of
from rochdale.trade.queries.certificates import CertificateSeen
from rochdale.trade.queries.introductions import RequestSeen, request_seen, requests
from rochdale.trade.queries.profiles import parts_seen, profile_seen, search
from rochdale.trade.queries.readiness import ready_lines
from rochdale.trade.rules.finding import Sought
from rochdale.trade.rules.profiles import GoodsFacts
from rochdale.trade.rules.visibility import ASKABLE

router = Router(tags=[gettext_noop("Profiles")])
A_PAGE = 50
Month = Annotated[int, Field(ge=1, le=12)]


class SoughtGiven(Given):
    """What is looked for; left out means any. `certified_in`: any day of the month in which the certificate must hold."""

    model_config = ConfigDict(strict=False)  # an address holds nothing but text
    buys: bool = False
    product: str = ""
    species: str = ""
    process: str = ""
    protocol: str = ""
    min_score: Amount | None = None
    month: Month | None = None
    scheme: str = ""
    certified_in: Day | None = None
    country: Annotated[str, Field(max_length=2)] = ""
    near: Annotated[str, Field(max_length=5)] = ""
    within_km: Annotated[int, Field(ge=0, le=40_000)] | None = None
    kg: Annotated[int, Field(ge=0, le=10**9)] | None = None
    after: UUID | None = None

    def sought(self) -> Sought:
        """As the rule reads it."""
        return Sought(
            self.buys, self.product, self.species, self.process, self.protocol, self.min_score, self.month, self.scheme, self.certified_in,
            self.country, self.within_km, self.kg,
        )  # fmt: skip


class GoodsShown(Schema):
    """Goods of a profile; months from 1 to 12."""

    buys: bool
    product: str
    species: str
    process: str
    available: list[int]
    harvest: list[int]
    least_kg: int
    most_kg: int
    protocol: str
    score: Figure | None

    @classmethod
    def of(cls, facts: GoodsFacts) -> GoodsShown:
        """As the rules hold it."""
        return cls(
            buys=facts.is_bought, product=facts.product, species=facts.species, process=facts.process, available=sorted(facts.available),
            harvest=sorted(facts.harvest), least_kg=facts.least_kg, most_kg=facts.most_kg, protocol=facts.protocol, score=facts.score,
        )  # fmt: skip


class CardShown(Schema):
    """An organization that fits, with the goods that do. `distance_km` is null where a position is not known."""

    id: UUID
    name: str
    country: str
    place: str
    distance_km: int | None
    goods: list[GoodsShown]


class StepShown(Schema):
    """A filter, and how many organizations were left after it."""

    filter: str
    left: int


class FoundShown(Schema):
    """Who fits among those who show you their goods. `next`: the value of `after` for the rows that follow."""

    count: int
    steps: list[StepShown]
    rows: list[CardShown]
    next: UUID | None


class HeldShown(Schema):
    """A certificate. State: valid, soon, ended, not-begun, suspended, withdrawn."""

    id: UUID
    scheme: str
    number: str
    holder: str
    certifier: str
    products: list[str]
    sites: list[str]
    valid_from: date
    valid_until: date
    state: str
    sha256: str

    @classmethod
    def of(cls, one: CertificateSeen) -> HeldShown:
        """For whoever may see it."""
        facts = one.facts
        return cls(
            id=one.id, scheme=facts.scheme, number=facts.number, holder=facts.holder, certifier=facts.certifier,
            products=sorted(facts.products), sites=sorted(facts.sites), valid_from=facts.valid_from, valid_until=facts.valid_until,
            state=one.state, sha256=one.sha256,
        )  # fmt: skip


class ProfileShown(Schema):
    """What you may see of a profile; `parts` names the parts that are open to you."""

    id: UUID
    name: str
    kind: str
    country: str
    place: str
    parts: list[str]
    text: str
    languages: list[str]
    goods: list[GoodsShown]
    certificates: list[HeldShown]


class PartGiven(Operation):
    """What you look for: its owner reads it."""

    purpose: Line


class ProfilePartShown(Schema):
    """A part that is opened one by one, as the page shows it."""

    columns: list[str]
    rows: list[list[str]]


class GoodsGiven(Operation):
    """What you grow or buy, when, and about how much a year. With `goods_id` in place of what stood there."""

    goods_id: UUID | None = None
    buys: bool = False
    product: Code
    species: Species = ""
    process: Process = ""
    available: Annotated[list[Month], Field(max_length=12)]
    harvest: Annotated[list[Month], Field(max_length=12)] = []
    least_kg: WholeKg
    most_kg: WholeKg
    protocol: Protocol = ""
    score: Amount | None = None


class LevelGiven(Operation):
    """A part, and who may see it: public, users, connections, list or private."""

    part: Code
    level: Code


class RequestGiven(Operation):
    """What you would like to see (papers, plots, quality, prices, people), and why."""

    parts: Annotated[list[Code], Field(max_length=10)]
    why: Paragraph


class RequestAnswer(Operation):
    """The parts that you show, and their last day; no parts and a reason for a no."""

    parts: Annotated[list[Code], Field(max_length=10)] = []
    until_on: Day | None = None
    reason: Paragraph = ""


class RequestShown(Schema):
    """A request to see. State: waiting, no, open, passed, taken-back."""

    id: UUID
    owner: str
    asker: str
    parts: list[str]
    why: str
    state: str
    shown: list[str]
    until_on: date | None
    reason: str

    @classmethod
    def of(cls, seen: RequestSeen) -> RequestShown:
        """For one of its sides."""
        return cls(
            id=seen.id, owner=seen.owner, asker=seen.asker, parts=list(seen.parts), why=seen.why, state=seen.state, shown=list(seen.shown),
            until_on=seen.until_on, reason=seen.reason,
        )  # fmt: skip


class ReadyShown(Schema):
    """A line of readiness. State: good, wait, need."""

    code: str
    state: str
    done: int
    of: int
    day: date | None


@router.get("/profiles", response={200: FoundShown, REFUSING: Refusals}, summary=gettext_noop("Find a partner"))
def find_profiles(request: ActingRequest, given: Query[SoughtGiven]) -> FoundShown:
    """Only what is shown to you is found, and counted. Rows stand by name; `after` is the id of the last row you have."""
    refuse_unknown(request.GET, SoughtGiven.model_fields)
    found = search(given.sought(), request.actor, near=given.near, on=request.at.date())
    ids = [row.id for row in found.rows]
    first = ids.index(given.after) + 1 if given.after in ids else 0
    rows = found.rows[first : first + A_PAGE]
    return FoundShown(
        count=len(ids), steps=[StepShown(filter=step.filter, left=step.left) for step in found.steps],
        rows=[
            CardShown(
                id=row.id, name=row.name, country=row.country, place=row.place,
                distance_km=None if row.distance_km is None else round(row.distance_km), goods=[GoodsShown.of(one) for one in row.goods],
            )
            for row in rows
        ],
        next=rows[-1].id if first + A_PAGE < len(ids) else None,
    )  # fmt: skip


@router.get("/profiles/{uuid:organization_id}", response={200: ProfileShown, REFUSING: Refusals}, summary=gettext_noop("A profile"))
def one_profile(request: ActingRequest, organization_id: UUID) -> ProfileShown:
    """As far as you may see it; unknown where nothing of it is for you."""
    who = organization(organization_id)
    seen = profile_seen(who, request.actor, request.at.date()) if who else None
    if who is None or seen is None or seen.is_empty:
        raise Http404
    return ProfileShown(
        id=who.id, name=who.name, kind=who.kind, country=who.country, place=who.place, parts=sorted(seen.parts), text=seen.text,
        languages=list(seen.languages), goods=[GoodsShown.of(facts) for _id, facts in seen.goods],
        certificates=[HeldShown.of(one) for one in seen.certificates],
    )  # fmt: skip


@router.post(
    "/profiles/{uuid:organization_id}/parts/{part}",
    response={200: ProfilePartShown, REFUSING: Refusals},
    summary=gettext_noop("Look at a part"),
)
def look_at_part(request: ActingRequest, organization_id: UUID, part: str, given: PartGiven) -> ProfilePartShown:
    """A look is told before it is had: your name and `purpose` are read by its owner."""
    if part not in ASKABLE or part not in parts_seen(organization_id, request.actor):
        raise Http404
    if organization_id != request.actor.organization_id:
        subject = subject_of(KINDS[part], organization_id)
        id = operation_id(request, given)
        looks.tell_purpose(id=id, by=request.actor, at=request.at, subject=subject, purpose=given.purpose)
    table = table_of(part, organization_id, request.at)
    return ProfilePartShown(
        columns=[str(column.heading) for column in table.columns],
        rows=[[str(column.show(row)) for column in table.columns] for row in table.rows],
    )


@router.get("/readiness", response={200: list[ReadyShown], REFUSING: Refusals}, summary=gettext_noop("How ready we are"))
def my_readiness(request: ActingRequest) -> list[ReadyShown]:
    """Of the organization acted for, counted now."""
    require(request.actor, "trade.see-own-profile", request.actor)
    us = organization(request.actor.organization_id) if request.actor.organization_id else None
    if us is None:
        raise Http404
    return [ReadyShown(code=one.code, state=one.state, done=one.done, of=one.of, day=one.day) for one in ready_lines(us, request.at)]


@router.post("/profile/goods", response={201: Made, REFUSING: Refusals}, summary=gettext_noop("Put goods into the profile"))
def put_profile_goods(request: ActingRequest, given: GoodsGiven) -> Status[Made]:
    """What you grow or buy. The same product, kind and preparation stand there once."""
    require(request.actor, "trade.keep-profile", request.actor)
    if given.goods_id:
        get_or_404(request.actor, "trade.keep-profile", ProfileGoods.objects.all(), pk=given.goods_id)
    facts = GoodsFacts(
        given.buys, given.product, given.species, given.process, frozenset(given.harvest), frozenset(given.available), given.least_kg,
        given.most_kg, given.protocol, given.score,
    )  # fmt: skip
    made = operations.put_goods_in_profile(
        id=operation_id(request, given), by=request.actor, at=request.at, goods=facts, goods_id=given.goods_id
    )
    return Status(201, Made(id=UUID(made)))


@router.post("/profile/levels", response={200: LevelGiven, REFUSING: Refusals}, summary=gettext_noop("Say who sees a part"))
def set_profile_level(request: ActingRequest, given: LevelGiven) -> LevelGiven:
    """What was allowed on request stays as it is."""
    require(request.actor, "trade.set-levels", request.actor)
    operations.set_level(id=operation_id(request, given), by=request.actor, at=request.at, part=given.part, level=given.level)
    return given


@router.post("/profiles/{uuid:organization_id}/requests", response={201: Made, REFUSING: Refusals}, summary=gettext_noop("Ask to see more"))
def ask_for_parts(request: ActingRequest, organization_id: UUID, given: RequestGiven) -> Status[Made]:
    """They choose what they show you, and until when."""
    require(request.actor, "trade.ask-to-see", request.actor)
    if not parts_seen(organization_id, request.actor):
        raise Http404
    made = operations.ask_to_see(
        id=operation_id(request, given), by=request.actor, at=request.at, organization_id=organization_id, parts=given.parts, why=given.why
    )
    return Status(201, Made(id=UUID(made)))


@router.get("/view-requests", response={200: list[RequestShown], REFUSING: Refusals}, summary=gettext_noop("Requests to see more"))
def my_view_requests(request: ActingRequest) -> list[RequestShown]:
    """Asked by you and of you, newest first, at most 100."""
    require(request.actor, "trade.see-own-profile", request.actor)
    return [RequestShown.of(request_seen(row, request.actor)) for row in requests(request.actor)[:100]]


@router.post(
    "/view-requests/{uuid:request_id}/answer", response={200: Made, REFUSING: Refusals}, summary=gettext_noop("Say yes until a day, or no")
)
def answer_view_request(request: ActingRequest, request_id: UUID, given: RequestAnswer) -> Made:
    """Parts and a day for a yes; no parts and a reason for a no."""
    row = _request(request, request_id)
    require_just_proven(request)
    made = operations.answer_request(
        id=operation_id(request, given), by=request.actor, at=request.at, request_id=row.id, parts=given.parts, until_on=given.until_on,
        reason=given.reason,
    )  # fmt: skip
    return Made(id=UUID(made))


@router.post("/view-requests/{uuid:request_id}/stop", response={200: Made, REFUSING: Refusals}, summary=gettext_noop("Take it back"))
def stop_view_request(request: ActingRequest, request_id: UUID, given: Operation) -> Made:
    """Nothing more is seen from this moment on."""
    row = _request(request, request_id)
    require_just_proven(request)
    return Made(id=UUID(operations.stop_showing(id=operation_id(request, given), by=request.actor, at=request.at, request_id=row.id)))


def _request(request: ActingRequest, request_id: UUID) -> ViewRequest:
    def knows(by: object, row: ViewRequest) -> bool:
        return request.actor.organization_id in {row.organization_id, row.asker_id}

    return get_or_404(request.actor, "trade.answer-request", ViewRequest.objects.all(), knows=knows, pk=request_id)
