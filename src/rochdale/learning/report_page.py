"""What the groups of an organization learned in a time, on screen and as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from uuid import UUID

from django.db.models import Count, Max, Prefetch, Q
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from rochdale.base.tables import xlsx_bytes
from rochdale.learning.models import Attendance, Group, GroupRun, Trainer
from rochdale.learning.packs import module_of
from rochdale.learning.queries.promises import made_in_earnest, promises_now
from rochdale.learning.rules.course import text_in
from rochdale.learning.rules.reports import Learned, Learner, Run, by_module, by_month, learned
from rochdale.learning.run_words import FOUND
from rochdale.ui.charts import Bar, Columns, Part, Pillar, bars, columns


def belongs_to(organization_id: UUID) -> Q:
    """Groups it hosts, that its trainers brought, or that are a part of it; a condition on `learning.Group`."""
    brought, tied = Q(brought_by__trainer__organization_id=organization_id), Q(tie__organization_id=organization_id)
    return Q(host_id=organization_id) | brought | tied


@dataclass(frozen=True, slots=True)
class ModuleLine:
    """A module with what its runs add up to."""

    title: str
    of: Learned


@dataclass(frozen=True, slots=True)
class Report:
    """All that is shown."""

    all: Learned
    modules: tuple[ModuleLine, ...]
    months: Columns
    promises: int
    found: tuple[tuple[str, Promise, int], ...]
    """Of the promises with a person and a day: look, word and how many stand so."""
    active: int
    """Trainers of the organization one of whose groups did a module in this time."""
    trainers: int

    @property
    def kinds(self) -> list[Bar]:
        """Women and young people beside all."""
        named = ((_("People"), self.all.people), (_("Women"), self.all.women), (_("Up to 35 years"), self.all.young))
        return bars([Part(name, Decimal(count)) for name, count in named])


def report_of(organization_id: UUID, since: date, until: date, language: str) -> Report:
    """What was done from the first to the last day, both included."""
    rows = _rows(organization_id, since, until)
    runs = [_run(row) for row in rows]
    stands = _promises([row.id for row in rows])
    trainers = Trainer.objects.filter(organization_id=organization_id)
    active = trainers.filter(groups__group__runs__began_on__range=(since, until)).distinct().count()
    months = [Pillar(date_format(month, "YEAR_MONTH_FORMAT"), Decimal(count)) for month, count in by_month(runs)]
    found = tuple((look, word, stands.get(code, 0)) for code, (look, word) in FOUND.items())
    modules = tuple(ModuleLine(_title(module, language), of) for module, of in by_module(runs))
    return Report(learned(runs), modules, columns(months), sum(stands.values()), found, active, trainers.count())


def _rows(organization_id: UUID, since: date, until: date) -> list[GroupRun]:
    people = Prefetch("people", queryset=Attendance.objects.only("run_id", "sex", "age", "before", "after").order_by("number"))
    groups = Group.objects.filter(belongs_to(organization_id)).values("pk")
    rows = GroupRun.objects.filter(group__in=groups, began_on__range=(since, until)).order_by("began_on", "id")
    return list(rows.annotate(done=Count("did", filter=Q(did__minutes__isnull=False))).prefetch_related(people))


def _run(row: GroupRun) -> Run:
    planned, activities = _size(row.pack, row.module)
    people = tuple(Learner(one.sex, one.age, one.before, one.after) for one in row.people.all())
    done: int = row.done  # type: ignore[attr-defined]  # counted with the question
    return Run(row.group_id, (row.pack, row.module), row.began_on, row.minutes, planned, done, activities, people)


@cache
def _size(pack: str, module: str) -> tuple[int, int]:
    course, found = module_of(pack, module)
    activities = course.in_language(found, course.languages[0])
    return sum(one.minutes for one in activities), len(activities)


def _title(pair: tuple[str, str], language: str) -> str:
    _course, module = module_of(*pair)
    return f"{module.id.upper()} {text_in(module.title, language)}"


def _promises(runs: Sequence[UUID]) -> dict[str, int]:
    """How the promises of these runs stand now: by what was found, "" where nobody looked yet."""
    rows = made_in_earnest().filter(run__in=runs)
    return {found or "": count for found, count in rows.order_by().values_list("now").annotate(n=Count("pk"))}


def report_file(organization_id: UUID, since: date, until: date, language: str, *, at: datetime) -> bytes:
    """A workbook: all modules, all groups, all promises. Groups by name and village, nobody by name."""
    told = report_of(organization_id, since, until, language)
    counts = [
        _("Runs"), _("Complete"), _("Groups"), _("People"), _("Women"), _("Up to 35 years"), _("Minutes"), _("Both answers"), _("Moved up"),
    ]  # fmt: skip
    sheets = {
        _("Modules"): ([_("Module"), *counts], [[one.title, *_counts(one.of)] for one in told.modules]),
        _("Groups"): ([_("Group"), _("Village"), _("Modules"), _("Last day"), _("Seats")], _group_rows(organization_id, since, until)),
        _("Promises"): ([_("What"), _("By when"), _("How it stands")], _promise_rows(organization_id, since, until)),
    }  # fmt: skip
    return xlsx_bytes(sheets, at=at)


def _counts(of: Learned) -> list[int]:
    return [of.runs, of.complete, of.groups, of.people, of.women, of.young, of.minutes, of.pairs, of.moved]


def _group_rows(organization_id: UUID, since: date, until: date) -> list[list[object]]:
    in_time = Q(runs__began_on__range=(since, until))
    rows = Group.objects.filter(belongs_to(organization_id)).annotate(
        modules=Count("runs", filter=in_time, distinct=True), last_on=Max("runs__began_on", filter=in_time),
        seats=Count("runs__people", filter=in_time, distinct=True),
    )  # fmt: skip
    return [[row.name, row.place, row.modules, row.last_on, row.seats] for row in rows.filter(modules__gt=0).order_by("name", "id")]


def _promise_rows(organization_id: UUID, since: date, until: date) -> list[list[object]]:
    groups = Group.objects.filter(belongs_to(organization_id)).values("pk")
    rows = promises_now().filter(run__group__in=groups, run__began_on__range=(since, until))
    return [[row.what, row.by_on, str(FOUND[row.now][1]) if row.now else ""] for row in rows.order_by("by_on", "id")]
