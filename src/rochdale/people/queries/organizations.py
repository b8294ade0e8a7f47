"""Questions about organizations and the unions they belong to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from rochdale.people.labels import kind_label
from rochdale.people.models import Affiliation, Office, Organization
from rochdale.people.rules.kinds import LEADING, MEMBERS_OF_UNIONS, Kind


@dataclass(frozen=True, slots=True)
class OrganizationFacts:
    """An organization as other contexts see it."""

    id: UUID
    kind: str
    name: str
    country: str
    place: str
    language: str
    is_example: bool

    @property
    def organization_id(self) -> UUID:
        return self.id

    @property
    def is_union(self) -> bool:
        return self.kind == Kind.UNION

    @property
    def kind_label(self) -> str:
        return kind_label(self.kind)


def facts_of(row: Organization) -> OrganizationFacts:
    """A row as other contexts may see it."""
    return OrganizationFacts(row.id, row.kind, row.name, row.country, row.place, row.language, row.is_example)


def organization(id: UUID) -> OrganizationFacts | None:
    """The organization, or None when there is none with this id."""
    row = Organization.objects.filter(pk=id).first()
    return facts_of(row) if row else None


def organizations(*, kinds: Iterable[str] | None = None) -> list[OrganizationFacts]:
    """All organizations, or those of `kinds`, by name."""
    rows = Organization.objects.order_by("name", "id")
    return [facts_of(row) for row in (rows if kinds is None else rows.filter(kind__in=list(kinds)))]


def organizations_by_id(ids: Collection[UUID]) -> Mapping[UUID, OrganizationFacts]:
    """Those organizations that exist, by id."""
    return {row.id: facts_of(row) for row in Organization.objects.filter(pk__in=ids).order_by("id")}


def unions_of(organization_id: UUID, on: date) -> list[OrganizationFacts]:
    """The unions an organization belongs to on that day."""
    rows = Affiliation.objects.on(on).filter(member_id=organization_id).select_related("union")
    return [facts_of(row.union) for row in rows.order_by("union__name", "id")]


def members_of(union_id: UUID, on: date) -> list[OrganizationFacts]:
    """The organizations that belong to a union on that day."""
    rows = Affiliation.objects.on(on).filter(union_id=union_id).select_related("member")
    return [facts_of(row.member) for row in rows.order_by("member__name", "id")]


def affiliations_to(union_id: UUID) -> QuerySet[Affiliation]:
    """Who belongs, belonged or will belong to a union."""
    return Affiliation.objects.filter(union_id=union_id).select_related("member").order_by("member__name", "since_on", "id")


def affiliations_of(organization_id: UUID) -> QuerySet[Affiliation]:
    """To which unions an organization belongs, belonged or will belong, newest first."""
    return Affiliation.objects.filter(member_id=organization_id).select_related("union").order_by("-since_on", "union__name", "id")


def could_join(union_id: UUID, typed: str, *, most: int) -> list[OrganizationFacts]:
    """Organizations of a kind that joins unions, by words of their name."""
    rows = Organization.objects.filter(kind__in=[kind.value for kind in MEMBERS_OF_UNIONS]).exclude(pk=union_id)
    for word in typed.split():
        rows = rows.filter(name__icontains=word)
    return [facts_of(row) for row in rows.order_by("name", "id")[:most]]


def registered(at: datetime) -> QuerySet[Organization]:
    """Every organization, each with `is_led`: whether somebody leads it at that moment."""
    leads = Office.objects.at(at).filter(organization_id=OuterRef("pk"), office__in=LEADING, person__is_active=True)
    return Organization.objects.annotate(is_led=Exists(leads)).order_by("name", "id")
