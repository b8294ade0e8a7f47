"""Who looked at restricted data, and why: each look is told with its purpose, and the owner and the person concerned can read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from rochdale.base.actor import Actor
from rochdale.base.models import Look
from rochdale.base.operations import operation
from rochdale.kernel.refusal import Refusal, Refused

REMEMBERED = timedelta(minutes=30)
"""For how long one purpose covers looking at the same subject."""
SHORTEST, LONGEST = 5, 300


@dataclass(frozen=True, slots=True)
class Subject:
    """What is looked at: a kind of data of the privacy register, of an organization or of one person."""

    what: str
    about_kind: str
    about_id: str
    owner_id: UUID | None = None
    person_id: UUID | None = None

    @property
    def key(self) -> str:
        """The same for the same subject."""
        return f"{self.what}/{self.about_kind}/{self.about_id}"


@operation
def tell_purpose(*, id: UUID, by: Actor, at: datetime, subject: Subject, purpose: str) -> str:
    """Say what one looks for, before one sees it. Returns the number of the look."""
    text = " ".join(purpose.split())
    if len(text) < SHORTEST:
        raise Refused(Refusal("base.look-needs-a-purpose", {"least": SHORTEST}))
    row = Look.objects.create(
        at=at,
        by_id=by.id,
        by_name=by.name,
        organization_id=by.organization_id,
        organization_name=by.organization_name,
        owner_id=subject.owner_id,
        about_person_id=subject.person_id,
        what=subject.what,
        about_kind=subject.about_kind,
        about_id=subject.about_id,
        purpose=text[:LONGEST],
    )
    return str(row.id)


def has_told(by: Actor, subject: Subject, at: datetime) -> bool:
    """Whether `by` told a purpose for this very subject within the last half hour, acting for the same organization."""
    told = Look.objects.filter(by_id=by.id, organization_id=by.organization_id, at__gt=at - REMEMBERED, at__lte=at)
    return told.filter(what=subject.what, about_kind=subject.about_kind, about_id=subject.about_id).exists()


def looks_at_organization(organization_id: UUID | None) -> QuerySet[Look]:
    """Who looked at the data of an organization; nothing for none."""
    rows = Look.objects.filter(owner_id=organization_id).order_by("-id")
    return rows if organization_id else rows.none()


def looks_at_person(person_id: UUID) -> QuerySet[Look]:
    """Who looked at the data of a person."""
    return Look.objects.filter(about_person_id=person_id).order_by("-id")
