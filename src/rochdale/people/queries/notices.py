"""Questions about notices: one's own, and how many are new."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from rochdale.people.models import Notice, Office
from rochdale.people.queries.offices import Letterbox


def notices_of(person_id: str) -> QuerySet[Notice]:
    """A person's notices, newest first."""
    return Notice.objects.filter(person_id=person_id).order_by("-at", "-id")


def new_notices(person_id: str) -> int:
    """How many a person has not read."""
    return Notice.objects.filter(person_id=person_id, read_at=None).count()


def addressees(organization_id: UUID, offices: Collection[str], at: datetime) -> list[Letterbox]:
    """Those who hold one of `offices` at that moment, each once, by name; the address is empty where there is none."""
    rows = Office.objects.at(at).filter(organization_id=organization_id, office__in=list(offices), person__is_active=True)
    found = {row.person_id: row.person for row in rows.select_related("person").order_by("person__name", "person_id", "id")}
    return [Letterbox(person.id, person.name, person.email or "", person.language) for person in found.values()]
