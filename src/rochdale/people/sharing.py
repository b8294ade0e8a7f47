"""What organizations let each other see: questions about consents, and the right that a consent gives.

A consent begins in the moment it is given and holds until it is taken back; there is no other end, so that a right never hangs on a
clock. Each context says in `shows(...)` what a reader sees of a kind that was shared.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from rochdale.base.actor import Actor
from rochdale.base.looks import Subject
from rochdale.base.privacy import Kind, Text, kind_of, shareable
from rochdale.people.models import Organization, Sharing
from rochdale.people.permissions import NOTHING, Grant, acts_for_owner, holds, officer_of_owner, owner_of, permit
from rochdale.people.rules.kinds import LEADING, OfficeName
from rochdale.ui.tables import Table

LEADERS = tuple(sorted(LEADING))
OFFICERS = tuple(office for office in OfficeName if office is not OfficeName.MEMBER)
"""Those who may look at what others share: it was shown to an organization for its work, not to each of its members."""


Show = Callable[[UUID, datetime], Table[Any]]
"""Gets the owner's id and the moment; answers with the table that a reader sees."""
_shows: dict[str, Show] = {}


def shows(what: str, function: Show) -> None:
    """Register what a reader sees of a kind that can be shared; with it comes the right to see it."""
    if kind_of(what) is None or what in _shows:
        raise ValueError(f"{what} is not in the privacy register, or shown twice")
    _shows[what] = function
    permit(right_to(what), officer_of_owner(*LEADERS) | (shared_with(what) & holds(*OFFICERS)), "people.is-not-shared")


def shown(what: str, organization_id: UUID, at: datetime) -> Table[Any]:
    """The table of a shared kind. Whether the reader may see it was asked before."""
    return _shows[what](organization_id, at)


def kinds_shown() -> tuple[Kind, ...]:
    """The kinds that can be shared and have something to show."""
    return tuple(kind for kind in shareable() if kind.code in _shows)


def _given_to(by: Actor, what: str) -> QuerySet[Sharing]:
    if by.organization_id is None:
        return Sharing.objects.none()
    reached = Q(with_organization=None) | Q(with_organization_id=by.organization_id)
    return Sharing.objects.filter(reached, what=what, until_at=None)


def shared_with(what: str) -> Grant:
    """The owner lets the organization acted for, or everybody who acts for one, see this kind of its data."""
    return Grant(
        f"is shown {what}",
        lambda by, subject: _given_to(by, what).filter(organization_id__in=owners_of(subject)).exists(),
        lambda by, owner: Q(**{f"{owner}__in": _given_to(by, what).values("organization_id")}) if by.organization_id else NOTHING,
    )


def is_shared(what: str, owner_id: UUID, with_id: UUID | None) -> bool:
    """Whether an organization lets another (None: everybody) see this kind of its data now."""
    reached = Q(with_organization=None) | (Q(with_organization_id=with_id) if with_id else NOTHING)
    return Sharing.objects.filter(reached, organization_id=owner_id, what=what, until_at=None).exists()


def owners_of(subject: object) -> list[UUID]:
    """The organization a subject belongs to, or nobody."""
    owner = owner_of(subject)
    return [owner] if owner else []


def right_to(what: str) -> str:
    """The name of the right to see a shared kind."""
    context, _, rest = what.partition(".")
    return f"{context}.see-shared-{rest}"


@dataclass(frozen=True, slots=True)
class Consent:
    """One line of the page: what, with whom, why, from when to when, by whom."""

    id: UUID
    what: str
    title: Text
    owner_id: UUID
    owner: str
    reader: str
    """Empty: everybody."""
    purpose: str
    since_at: datetime
    until_at: datetime | None
    given_by: str
    taken_back_by: str


def _consents(rows: QuerySet[Sharing]) -> list[Consent]:
    found = rows.select_related("organization", "with_organization").order_by("until_at", "-since_at", "id")
    ordered = sorted(found, key=lambda row: row.until_at is not None)
    return [
        Consent(
            row.id,
            row.what,
            _title(row.what),
            row.organization_id,
            row.organization.name,
            row.with_organization.name if row.with_organization else "",
            row.purpose,
            row.since_at,
            row.until_at,
            row.given_by_name,
            row.taken_back_by_name,
        )
        for row in ordered
    ]


def _title(what: str) -> Text:
    kind = kind_of(what)
    return kind.title if kind else what


def consents_of(organization_id: UUID) -> list[Consent]:
    """What an organization shares and shared, those in force first."""
    return _consents(Sharing.objects.filter(organization_id=organization_id))


def shared_with_organization(organization_id: UUID) -> list[Consent]:
    """What others let this organization see now."""
    reached = Q(with_organization_id=organization_id) | Q(with_organization=None)
    return _consents(Sharing.objects.filter(reached, until_at=None).exclude(organization_id=organization_id))


def subject_of(what: str, organization_id: UUID) -> Subject:
    """What a look at a shared kind is about."""
    return Subject(what, "people.Organization", str(organization_id), owner_id=organization_id)


def readers(organization_id: UUID) -> Mapping[str, str]:
    """Organizations one can share with, by id: all but the own one."""
    rows = Organization.objects.exclude(pk=organization_id).order_by("name", "id")
    return {str(row.id): row.name for row in rows}


permit("people.share", officer_of_owner(*LEADERS), "people.may-not-share")
permit("people.see-sharings", acts_for_owner, "people.may-not-see-officers")
