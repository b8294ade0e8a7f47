"""Questions about desks without a line: whether this installation is one, which are out, what waits to be settled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db.models import Count, Model, Q, QuerySet

from rochdale.base.actor import Actor
from rochdale.registry.models import Desk, DeskHere, DeskItem, Dossier, NumberBlock, RegisterOffice
from rochdale.registry.permissions import own_paths
from rochdale.registry.rules.desks import Outcome
from rochdale.registry.rules.dossiers import State

M = TypeVar("M", bound=Model)
IS_HERE = Q(desk=None) | Q(desk__came_back=True)
"""Blocks that no desk has with it."""


def desk_here() -> DeskHere | None:
    """That this installation is a desk; None at a centre."""
    return DeskHere.objects.select_related("desk__office").first()


def desk_out(office: RegisterOffice) -> Desk | None:
    """The desk that works for an office without a line, asked at the centre."""
    return Desk.objects.filter(office=office, closed_at=None, here=None).first()


def of_own_offices(by: Actor, rows: QuerySet[M], path: str) -> QuerySet[M]:
    """Those of the offices the organization acted for keeps, and of those under them. `path`: the way to the office's path."""
    found = Q(pk__in=())
    for own in own_paths(by):
        found |= Q(**{path: own}) | Q(**{f"{path}__startswith": f"{own}/"})
    return rows.filter(found)


def desks_of(by: Actor) -> QuerySet[Desk]:
    """Desks of one's offices, those that are out first, with how many things of each wait."""
    rows = of_own_offices(by, Desk.objects.select_related("office"), "office__path")
    waiting = Count("items", filter=Q(items__state=Outcome.QUEUED.value))
    return rows.annotate(waiting=waiting).order_by("closed_at", "office__path", "-at", "id")


def queue_of(by: Actor) -> QuerySet[DeskItem]:
    """What waits for somebody to say whose word counts, oldest first."""
    rows = of_own_offices(by, DeskItem.objects.select_related("desk__office"), "desk__office__path")
    return rows.filter(state=Outcome.QUEUED.value).order_by("at", "id")


def blocks_out(desk: Desk) -> Sequence[NumberBlock]:
    """The blocks a desk took along."""
    return list(desk.blocks.order_by("year", "scope", "first"))


def drafts_here() -> int:
    """Dossiers that are being keyed: they stay at the desk until they are handed in."""
    return Dossier.objects.filter(state=State.DRAFT.value).exclude(keyed_by_id="").count()


def own_scopes(office: RegisterOffice) -> dict[str, Any]:
    """How the series are found that an office counts by itself."""
    return {"office": office, "scope__startswith": f"{office.country}:{office.code}:"}
