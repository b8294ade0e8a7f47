"""The cascade as it is seen: trainers, the groups they brought, the promises kept, and what became of the organizations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Max
from django.utils.functional import Promise

from rochdale.base.words import sentence
from rochdale.kernel.refusal import Refusal
from rochdale.learning.models import (
    Attendance,
    Credential,
    CredentialKind,
    Found,
    Group,
    GroupTie,
    GroupTrainer,
    Outcome,
    Trainer,
    TrainerLink,
)
from rochdale.learning.operations.credentials import subject_of
from rochdale.learning.queries.promises import made_in_earnest
from rochdale.learning.queries.trainers import links
from rochdale.learning.rules.cascade import Led, Node, Sums, cascade
from rochdale.learning.workshop_words import LEVELS, RESULTS

MOST_BEADS, DEEPEST = 24, 6
"""Of groups shown for one trainer, and of generations that are indented."""


def led_by(trainers: Iterable[UUID] | None = None) -> list[Led]:
    """The groups that trainers brought, with what they did: of these trainers, or of all."""
    rows = GroupTrainer.objects.filter(group__runs__isnull=False)
    rows = rows.filter(trainer_id__in=trainers) if trainers is not None else rows
    told = rows.annotate(last_on=Max("group__runs__began_on"), count=Count("group__runs", distinct=True)).order_by("group_id")
    groups = [row.group_id for row in told]
    promises = made_in_earnest().filter(run__group__in=groups)
    made = dict(promises.order_by().values_list("run__group").annotate(n=Count("pk")))
    kept = dict(promises.filter(now=Found.KEPT).order_by().values_list("run__group").annotate(n=Count("pk")))
    people = people_of(groups)
    results = outcomes_of(groups)
    return [
        Led(
            row.trainer_id, row.group_id, row.last_on, row.count, people.get(row.group_id, 0), made.get(row.group_id, 0),
            kept.get(row.group_id, 0), len(results.get(row.group_id, ())),
        )
        for row in told
    ]  # fmt: skip


def people_of(groups: Sequence[UUID]) -> dict[UUID, int]:
    """How many people a group has: the most that were there at one of its modules."""
    most: dict[UUID, int] = {}
    counted = Attendance.objects.filter(run__group__in=groups).order_by().values_list("run__group", "run").annotate(n=Count("pk"))
    for group, _run, count in counted:
        most[group] = max(most.get(group, 0), count)
    return most


def outcomes_of(groups: Sequence[UUID]) -> dict[UUID, list[Outcome]]:
    """What became of the organization that a group became, or is a part of, since the group began."""
    ties = GroupTie.objects.filter(group__in=groups).select_related("group").order_by("at", "id")
    of: dict[UUID, list[Outcome]] = {}
    for row in Outcome.objects.filter(organization_id__in=[tie.organization_id for tie in ties]).order_by("on", "kind"):
        of.setdefault(row.organization_id, []).append(row)
    return {
        tie.group_id: found
        for tie in ties
        if (found := [row for row in of.get(tie.organization_id, []) if row.on >= tie.group.began_at.date()])
    }


@dataclass(frozen=True, slots=True)
class NodeSeen:
    """A trainer in the tree, with the name only those see who may."""

    id: UUID
    name: str
    home: str
    level: Promise | str
    depth: int
    own: Node
    below: Sums

    @property
    def beads(self) -> list[int]:
        """Where the beads of the groups are drawn, at most so many."""
        return [6 + 13 * place for place in range(min(self.own.groups, MOST_BEADS))]

    @property
    def width(self) -> int:
        """Of the picture of the beads."""
        return 13 * min(self.own.groups, MOST_BEADS)


def tree(organization_id: UUID | None, today: date) -> list[NodeSeen]:
    """The branches with a trainer of this organization in them, each trainer after whoever prepared her; all branches for none."""
    trainers = {row.id: row for row in Trainer.objects.order_by("at", "id")}
    roots = cascade(links(), led_by(), today=today)
    shown = (root for root in roots if organization_id is None or _has(root, trainers, organization_id))
    return [_seen(node, trainers) for root in shown for node in _all(root)]


def _all(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _all(child)


def _has(root: Node, trainers: Mapping[UUID, Trainer], organization_id: UUID) -> bool:
    return any(trainers[node.trainer].organization_id == organization_id for node in _all(root))


def _seen(node: Node, trainers: Mapping[UUID, Trainer]) -> NodeSeen:
    row = trainers[node.trainer]
    level = LEVELS[node.level] if node.level else ""
    return NodeSeen(row.id, row.name, row.home, level, min(node.generation, DEEPEST), node, node.below)


@dataclass(frozen=True, slots=True)
class GroupOfTrainer:
    """A group that a trainer brought, and what became of it."""

    name: str
    place: str
    led: Led
    results: tuple[tuple[Promise, date], ...]


@dataclass(frozen=True, slots=True)
class LinkSeen:
    """A level, who prepared for it, and what was missing."""

    row: TrainerLink
    level: Promise
    by: str
    notices: tuple[str, ...]


def groups_of(trainer: Trainer) -> list[GroupOfTrainer]:
    """The groups a trainer brought, the newest first."""
    led = {one.group: one for one in led_by([trainer.id])}
    rows = {row.id: row for row in Group.objects.filter(pk__in=led)}
    results = outcomes_of(list(led))
    told = [
        GroupOfTrainer(
            rows[id].name, rows[id].place, one, tuple((RESULTS[result.kind], result.on) for result in results.get(id, ()))
        )
        for id, one in led.items()
    ]  # fmt: skip
    return sorted(told, key=lambda one: one.led.last_on, reverse=True)


def links_of(trainer: Trainer) -> list[LinkSeen]:
    """The levels of a trainer, the newest first."""
    rows = trainer.links.select_related("trained_by", "workshop", "withdrawal").order_by("-on", "-id")
    return [
        LinkSeen(
            row, LEVELS[row.level], row.trained_by.name if row.trained_by else row.outside,
            tuple(sentence(Refusal(one["code"], one["facts"])) for one in row.notices),
        )
        for row in rows
    ]  # fmt: skip


def issued_to(trainer: Trainer) -> list[Credential]:
    """The certificates of a trainer that were not taken back."""
    person = subject_of(f"{CredentialKind.TRAINER} {trainer.organization_id} {trainer.id}")
    return list(Credential.objects.filter(subject_id=person, revocation=None).order_by("-issued_at", "id"))


def sums_of(trainers: Iterable[UUID]) -> Sums:
    """What the groups of these trainers add up to, each trainer once."""
    wanted = list(trainers)
    led = led_by(wanted)
    return Sums(
        len(wanted), len({one.group for one in led}), sum(one.people for one in led), sum(one.promises for one in led),
        sum(one.kept for one in led), sum(one.outcomes for one in led),
    )  # fmt: skip


def trained_at(workshop_id: UUID) -> list[Trainer]:
    """Who became a trainer at a workshop."""
    return list(Trainer.objects.filter(links__workshop=workshop_id).distinct().order_by("name", "id"))
