"""Workshops to come and those that were held, as everybody may know of them; the list and the agenda of one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise

from rochdale.learning.models import Participant, Workshop
from rochdale.learning.rules.workshops import Line, Session
from rochdale.learning.workshop_words import KINDS
from rochdale.people.queries import organizations_by_id

MOST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class InTheList:
    """A workshop in the list of all."""

    row: Workshop
    kind: Promise
    holder: str
    places_left: int
    people: int


def _counted() -> QuerySet[Workshop]:
    replaced = Participant.objects.exclude(replaces=None).values("replaces")
    of_the_list = Q(people__is_out=False) & ~Q(people__id__in=replaced)
    return Workshop.objects.filter(called_off_at=None).annotate(count=Count("people", filter=of_the_list))


def workshops_ahead(today: date, most: int = MOST_SHOWN) -> list[InTheList]:
    """Those that are not over, the next one first. What was called off is not shown."""
    return _seen(_counted().filter(ends_on__gte=today).order_by("begins_on", "id")[:most])


def workshops_held(today: date, most: int = MOST_SHOWN) -> list[InTheList]:
    """Those that are over, the newest first."""
    return _seen(_counted().filter(ends_on__lt=today).order_by("-begins_on", "id")[:most])


def _seen(found: Iterable[Workshop]) -> list[InTheList]:
    rows = list(found)
    names = organizations_by_id([row.organization_id for row in rows])
    return [
        InTheList(
            row, KINDS[row.kind], names[row.organization_id].name if row.organization_id in names else "",
            max(row.capacity - row.count, 0), row.count,  # type: ignore[attr-defined]  # counted with the question
        )
        for row in rows
    ]  # fmt: skip


def on_the_list(workshop: Workshop) -> list[Participant]:
    """Whose line was neither replaced nor struck out, in the order they came, with their sign-ins."""
    rows = workshop.people.order_by("at", "id").prefetch_related("sign_ins")
    replaced = set(workshop.people.exclude(replaces=None).values_list("replaces", flat=True))
    return [row for row in rows if row.id not in replaced and not row.is_out]


def halves_of(row: Participant) -> frozenset[int]:
    """The half-days somebody signed in for."""
    return frozenset(one.half for one in row.sign_ins.all())


def lines_of(agenda: Sequence[Mapping[str, object]]) -> tuple[Line, ...]:
    """An agenda as it is kept, for the rules and the pages."""
    return tuple(_line(one) for one in agenda)


def _line(kept: Mapping[str, object]) -> Line:
    module = kept["module"]
    return Line(
        int(str(kept["day"])), time.fromisoformat(str(kept["begins"])), int(str(kept["minutes"])), str(kept["title"]),
        (str(module[0]), str(module[1])) if isinstance(module, list) else None, str(kept["leader"]), Session(str(kept["kind"])),
    )  # fmt: skip
