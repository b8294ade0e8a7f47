"""Questions about certificates: who stands on the approved list, who is due for a visit, what is still open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from rochdale.base.actor import Actor
from rochdale.people.permissions import readable
from rochdale.supply.models import Approval, Certificate, Gap, Grower, Inspection
from rochdale.supply.rules.certification import GapFacts, InspectionFacts, due_on, due_state


def certificates(by: Actor) -> QuerySet[Certificate]:
    """The certificates of the group, the longest valid first, with how many growers are approved."""
    rows = readable(by, "supply.see", Certificate.objects.all())
    return rows.annotate(approved=Count("approvals", filter=Q(approvals__until_on=None))).order_by("-valid_until", "id")


def suspended(organization_id: UUID) -> Mapping[tuple[str, str], date]:
    """Since when certificates of a cooperative are suspended, by scheme and number; the others are not named."""
    rows = Certificate.objects.filter(organization_id=organization_id, suspended_at__isnull=False).order_by("id")
    return {(row.scheme, row.number): row.suspended_at.date() for row in rows if row.suspended_at}


def approved(certificate: Certificate, on: date) -> QuerySet[Approval]:
    """Who stands on the approved list that day, by number."""
    rows = Approval.objects.filter(certificate=certificate, since_on__lte=on).filter(Q(until_on=None) | Q(until_on__gt=on))
    return rows.select_related("grower__person").order_by("grower__number", "id")


def last_inspection(certificate: Certificate, grower: Grower) -> InspectionFacts | None:
    """The newest visit to a grower for this scheme. A visit for an earlier certificate of the scheme counts."""
    rows = Inspection.objects.filter(grower=grower, certificate__scheme=certificate.scheme).order_by("-happened_at", "-id")
    row = rows.first()
    return InspectionFacts(row.happened_at.date(), row.result) if row else None


def gaps_of(certificate: Certificate, grower: Grower) -> list[GapFacts]:
    """What was to be put right under this scheme."""
    rows = Gap.objects.filter(inspection__grower=grower, inspection__certificate__scheme=certificate.scheme).order_by("due_on", "id")
    return [GapFacts(row.is_major, row.due_on, row.closed_at is not None) for row in rows]


def open_gaps(by: Actor) -> QuerySet[Gap]:
    """What has to be put right, the most urgent first."""
    rows = readable(by, "supply.see", Gap.objects.filter(closed_at=None))
    return rows.select_related("inspection__grower__person", "inspection__certificate").order_by("due_on", "id")


@dataclass(frozen=True, slots=True)
class Due:
    """When a grower is to be visited next."""

    pk: UUID
    number: str
    name: str
    village: str
    is_approved: bool
    last_on: date | None
    due_on: date
    state: str
    """late, soon or done."""


@dataclass(frozen=True, slots=True)
class Round:
    """How far the yearly round of visits is."""

    growers: Sequence[Due]

    @property
    def total(self) -> int:
        """Growers to visit within a year."""
        return len(self.growers)

    @property
    def visited(self) -> int:
        """Those whose visit is not due."""
        return sum(1 for due in self.growers if due.state != "late")

    @property
    def percent(self) -> float:
        """Visited, as a share of all."""
        return 100 * self.visited / self.total if self.total else 100.0


def due_for_inspection(certificate: Certificate, on: date) -> Round:
    """Every grower of the cooperative who has not left, the longest waiting first; approved ones before those who want to join."""
    listed = set(Approval.objects.filter(certificate=certificate, until_on=None).values_list("grower_id", flat=True))
    visits: Mapping[UUID, datetime] = dict(
        Inspection.objects.filter(organization_id=certificate.organization_id, certificate__scheme=certificate.scheme)
        .values("grower_id")
        .annotate(last=Max("happened_at"))
        .values_list("grower_id", "last")
    )
    rows = (
        Grower.objects.filter(organization_id=certificate.organization_id, left_on=None).select_related("person").order_by("number", "id")
    )
    found = [_due(row, visits.get(row.id), row.id in listed, on) for row in rows]
    return Round(sorted(found, key=lambda due: (not due.is_approved, due.due_on, due.number)))


def _due(row: Grower, last: datetime | None, is_approved: bool, on: date) -> Due:
    last_on = last.date() if last else None
    due = due_on(last_on, row.registered_at.date())
    return Due(row.id, row.number, row.person.name, row.village, is_approved, last_on, due, due_state(due, on))


def inspections_of(grower: Grower) -> QuerySet[Inspection]:
    """Visits to a grower, newest first."""
    return Inspection.objects.filter(grower=grower).select_related("certificate").prefetch_related("gaps").order_by("-happened_at", "-id")
