"""A group as it sees itself: what it did, what it made, what it promised and what became of that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch
from django.utils.functional import Promise

from rochdale.base.words import sentence
from rochdale.kernel.refusal import Refused
from rochdale.learning.cascade_page import outcomes_of
from rochdale.learning.models import ActionItem, ActivityRun, Attendance, Group, GroupRun, GroupTie, GroupTrainer, Visit
from rochdale.learning.packs import module_of
from rochdale.learning.rules.course import Activity, text_in
from rochdale.learning.rules.runs import notices_for_run
from rochdale.learning.run_page import Row, worksheet_rows
from rochdale.learning.run_words import FOUND, ORIGINS
from rochdale.learning.workshop_words import RESULTS
from rochdale.people.queries import organizations_by_id

MOST_RUNS = 60


@dataclass(frozen=True, slots=True)
class MadeSeen:
    """What was made in an activity."""

    title: str
    product: str
    minutes: int | None
    rows: tuple[Row, ...]
    """Only what was written."""


@dataclass(frozen=True, slots=True)
class PromiseSeen:
    """A promise, and how it stands: as a look and a word."""

    id: UUID
    what: str
    who: str
    by_on: date | None
    look: str
    word: Promise | str
    note: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class RunSeen:
    """One run of a group."""

    id: UUID
    title: str
    pack: str
    module: str
    began_on: date
    minutes: int
    total: int
    origin: Promise | str
    notices: tuple[str, ...]
    """What the group is told of it; nothing of it was refused."""
    people: tuple[str, ...]
    before: tuple[int, ...]
    """How many gave each answer, from least to most."""
    after: tuple[int, ...]
    answers: tuple[str, ...]
    made: tuple[MadeSeen, ...]
    promises: tuple[PromiseSeen, ...]

    @property
    def answered(self) -> list[tuple[str, int, str, int, str]]:
        """Each answer with how many gave it before and after, as a figure and as a row of dots."""
        rows = zip(self.answers, self.before, self.after, strict=True)
        return [(text, before, "●" * before, after, "●" * after) for text, before, after in rows]


@dataclass(frozen=True, slots=True)
class GroupSeen:
    """A group with its runs, the newest first."""

    name: str
    place: str
    runs: tuple[RunSeen, ...]
    trainer: str
    """Who brought it; "" where nobody was named."""
    tied_to: str | None
    """The organization it became, or is a part of."""
    results: tuple[tuple[Promise, date], ...]
    """What became of that organization since."""

    @property
    def promises(self) -> tuple[PromiseSeen, ...]:
        return tuple(one for run in self.runs for one in run.promises)


def group_seen(group: Group, language: str, today: date) -> GroupSeen:
    """All a group did."""
    visits = Prefetch("promises__visits", queryset=Visit.objects.order_by("-on", "-at", "-id"))
    promises = Prefetch("promises", queryset=ActionItem.objects.order_by("number"))
    people = Prefetch("people", queryset=Attendance.objects.order_by("number"))
    did = Prefetch("did", queryset=ActivityRun.objects.order_by("id"))
    rows = (
        group.runs.select_related("group").order_by("-began_on", "-at", "-id").prefetch_related(promises, visits, people, did)[:MOST_RUNS]
    )
    brought, tie = GroupTrainer.objects.filter(group=group).select_related("trainer").first(), GroupTie.objects.filter(group=group).first()
    results = tuple((RESULTS[one.kind], one.on) for one in outcomes_of([group.id]).get(group.id, ()))
    return GroupSeen(
        group.name, group.place, tuple(_run(row, language, today) for row in rows), brought.trainer.name if brought else "",
        organizations_by_id([tie.organization_id])[tie.organization_id].name if tie else None, results,
    )  # fmt: skip


def _run(row: GroupRun, language: str, today: date) -> RunSeen:
    try:
        course, module = module_of(row.pack, row.module)
    except Refused as refused:
        raise LookupError(f"a run of {row.pack}/{row.module}, which is no longer shipped") from refused
    known = {one.id: one for one in course.in_language(module, language)}
    people, total = list(row.people.all()), sum(one.minutes for one in known.values())
    return RunSeen(
        row.id, text_in(module.title, language), row.pack, row.module, row.began_on, row.minutes, total, ORIGINS[row.origin],
        tuple(sentence(one) for one in notices_for_run(row.told(), total=total)), tuple(one.name for one in people),
        _count(one.before for one in people), _count(one.after for one in people), text_in(course.surveys[module.id].answers, language),
        tuple(_made(one, known[one.activity]) for one in row.did.all() if one.activity in known),
        tuple(_promise(one, today) for one in row.promises.all()),
    )  # fmt: skip


def _count(said: Iterable[int | None]) -> tuple[int, ...]:
    found = [0, 0, 0, 0]
    for one in said:
        if one is not None:
            found[one] += 1
    return tuple(found)


def _made(row: ActivityRun, activity: Activity) -> MadeSeen:
    written: Mapping[str, str] = {f"made-{activity.id}-{place}": text for place, text in row.made.items()}
    rows = [Row(one.head, tuple(cell for cell in one.cells if cell.value)) for one in worksheet_rows(activity, written)]
    return MadeSeen(activity.title, activity.product, row.minutes, tuple(one for one in rows if one.cells))


def _promise(row: ActionItem, today: date) -> PromiseSeen:
    newest = next(iter(row.visits.all()), None)
    if newest is not None:
        look, word = FOUND[newest.found]
        return PromiseSeen(row.id, row.what, row.who, row.by_on, look, word, newest.note, is_late=False)
    is_late = row.by_on is not None and row.by_on < today
    return PromiseSeen(row.id, row.what, row.who, row.by_on, "", "", "", is_late)
