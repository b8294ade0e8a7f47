"""Questions about enrolled devices: which there are, which one this is, who may take a turn on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest
from uuid import UUID

from django.db.models import F, QuerySet

from rochdale.base import tenancy
from rochdale.base.actor import Actor
from rochdale.base.codes import hash_of
from rochdale.people.device_secrets import CODE, hash_of_secret
from rochdale.people.models import Delegation, Device, Enrolment, Office, Person
from rochdale.people.queries import actor, organizations_of
from rochdale.people.rules.signs import Sign, signs_of


@dataclass(frozen=True, slots=True)
class AtDevice:
    """Somebody who can take a turn on a device by PIN."""

    id: UUID
    name: str
    sign: Sign
    pin_set_at: datetime
    is_only_deputy: bool
    """Holds no office of the own there, and acts in an officer's name only after choosing it."""


def devices_of(organization_id: UUID) -> QuerySet[Device]:
    """All devices of an organization: enrolled ones first, by name; then those struck off, the latest first."""
    rows = Device.objects.filter(organization_id=organization_id).select_related("enrolled_by")
    return rows.order_by(F("struck_off_at").desc(nulls_first=True), "name", "id")


def device_with(carried: str) -> Device | None:
    """The device whose cookie says `carried` (`id.secret`), also one that is struck off. None for anything else."""
    id, _, secret = carried.partition(".")
    try:
        with tenancy.everywhere("a device says by its secret whose it is"):
            row = Device.objects.select_related("organization").filter(pk=UUID(id)).first()
    except ValueError:
        return None
    return row if row is not None and compare_digest(row.secret_sha256, hash_of_secret(secret)) else None


def people_at(organization_id: UUID, at: datetime) -> list[AtDevice]:
    """Those who chose a PIN and may act in the organization now, by an office or as a deputy, by name."""
    officers = set(Office.objects.at(at).filter(organization_id=organization_id).values_list("person_id", flat=True))
    deputies = set(Delegation.objects.at(at).filter(office__organization_id=organization_id).values_list("deputy_id", flat=True))
    known = Person.objects.filter(pk__in=officers | deputies, is_active=True, pin__isnull=False)
    rows = known.select_related("pin").order_by("name", "id")
    signs = signs_of(row.id for row in rows)
    return [AtDevice(row.id, row.name, signs[row.id], row.pin.set_at, row.id not in officers) for row in rows]


def may_take_turns(person_id: UUID, organization_id: UUID, at: datetime) -> bool:
    """Whether the person may act in the organization now, in the own name or as a deputy."""
    return any(choice.organization.id == organization_id for choice in organizations_of(person_id, at))


def enrolment_with(code: str) -> Enrolment | None:
    """What the code was made for, whether or not it can still be used."""
    with tenancy.everywhere("a code says whose it is"):
        return Enrolment.objects.select_related("organization").filter(code_sha256=hash_of(code, purpose=CODE)).first()


def maker_of(enrolment: Enrolment, at: datetime) -> Actor | None:
    """The leader on whose account a device enrols itself, with the offices held now."""
    return actor(enrolment.by_id, at, organization_id=enrolment.organization_id)
