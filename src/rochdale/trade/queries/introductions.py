"""Questions about introductions and connections. The introducer learns who has answered, never what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from rochdale.base.actor import Actor
from rochdale.people.permissions import may
from rochdale.trade.models import Connection, Introducer, Introduction, ViewRequest
from rochdale.trade.permissions import owner_id


def connections_of(organization_id: UUID) -> Mapping[UUID, frozenset[str]]:
    """By the other side: the parts that both opened to each other, besides the people to talk to."""
    found: dict[UUID, set[str]] = defaultdict(set)
    for row in connections(organization_id).filter(until_at=None):
        found[row.other_id if row.one_id == organization_id else row.one_id] |= set(row.introduction.parts)
    return {id: frozenset(parts) for id, parts in found.items()}


def connections(organization_id: UUID | None) -> QuerySet[Connection]:
    """All connections of an organization, those in force first."""
    rows = (
        Connection.objects.filter(Q(one_id=organization_id) | Q(other_id=organization_id)) if organization_id else Connection.objects.none()
    )
    return rows.select_related("introduction__organization", "one", "other").order_by("until_at", "-since_at", "id")


def introductions(by: Actor) -> QuerySet[Introduction]:
    """Those that `by` made or is a side of, newest first."""
    if by.organization_id is None:
        return Introduction.objects.none()
    mine = Q(organization_id=by.organization_id) | Q(one_id=by.organization_id) | Q(other_id=by.organization_id)
    rows = Introduction.objects.filter(mine).select_related("organization", "one", "other")
    return rows.prefetch_related("answers").order_by("-at", "id")


@dataclass(frozen=True, slots=True)
class SideSeen:
    """One of the two. `says`: answered, waiting; for the side itself also yes or no."""

    id: UUID
    name: str
    says: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class IntroductionSeen:
    """An introduction for one reader."""

    id: UUID
    introducer: str
    text: str
    commission: str
    parts: tuple[str, ...]
    on: date
    sides: tuple[SideSeen, ...]
    is_connected: bool
    """Told to the sides alone."""
    may_answer: bool
    is_mine: bool
    """The reader made it."""


def introduction_seen(row: Introduction, by: Actor) -> IntroductionSeen:
    """An introduction as its introducer or one of its sides sees it."""
    said = {one.organization_id: one.is_yes for one in row.answers.all()}
    sides = tuple(_side(side.id, side.name, said.get(side.id), by) for side in (row.one, row.other))
    is_side = by.organization_id in row.side_ids
    waits = is_side and by.organization_id not in said and False not in said.values()
    return IntroductionSeen(
        row.id, row.organization.name, row.text, row.commission, tuple(row.parts), row.at.date(), sides,
        is_side and len(said) == len(row.side_ids) and all(said.values()), waits and may(by, "trade.answer-introduction", row),
        row.organization_id == by.organization_id,
    )  # fmt: skip


def _side(id: UUID, name: str, said: bool | None, by: Actor) -> SideSeen:
    is_mine = id == by.organization_id
    told = "waiting" if said is None else "answered" if not is_mine else "yes" if said else "no"
    return SideSeen(id, name, told, is_mine)


def introducers() -> QuerySet[Introducer]:
    """Those who may introduce, and those who could, the former first."""
    return Introducer.objects.select_related("organization").order_by("until_at", "organization__name", "id")


def is_introducer(organization_id: UUID | None) -> bool:
    """Whether an organization may introduce others now."""
    return organization_id is not None and Introducer.objects.filter(organization_id=organization_id, until_at=None).exists()


def waiting_introductions(by: Actor) -> list[Introduction]:
    """Those that wait for the answer of `by`."""
    return [row for row in introductions(by) if introduction_seen(row, by).may_answer]


def requests(by: Actor) -> QuerySet[ViewRequest]:
    """Requests to see, asked by us or of us, newest first."""
    if by.organization_id is None:
        return ViewRequest.objects.none()
    rows = ViewRequest.objects.filter(Q(organization_id=by.organization_id) | Q(asker_id=by.organization_id))
    return rows.select_related("organization", "asker", "answer", "end").order_by("-at", "id")


@dataclass(frozen=True, slots=True)
class RequestSeen:
    """A request to see. State: waiting, no, open, passed, taken-back."""

    id: UUID
    owner_id: UUID
    owner: str
    asker_id: UUID
    asker: str
    parts: tuple[str, ...]
    why: str
    by_name: str
    on: date
    state: str
    shown: tuple[str, ...]
    until_on: date | None
    reason: str
    is_ours: bool
    """We are asked."""


def request_seen(row: ViewRequest, by: Actor) -> RequestSeen:
    """A request for one of its two sides."""
    answer, end = getattr(row, "answer", None), getattr(row, "end", None)
    state = "waiting" if answer is None else "no" if not answer.parts else "open"
    if end is not None:
        state = "passed" if end.has_passed else "taken-back"
    return RequestSeen(
        row.id, row.organization_id, row.organization.name, row.asker_id, row.asker.name, tuple(row.parts), row.why, row.by_name,
        row.at.date(), state, tuple(answer.parts) if answer else (), answer.until_on if answer else None, answer.reason if answer else "",
        row.organization_id == by.organization_id,
    )  # fmt: skip


def waiting_requests(by: Actor) -> int:
    """How many wait for our answer."""
    return requests(by).filter(organization_id=owner_id(by), answer=None).count()
