"""What of people belongs to an organization and leaves with it; and the work of writing the file."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db.models import Q
from django.utils.translation import gettext_noop

from rochdale.base import retention
from rochdale.base.erased import ErasedPerson
from rochdale.base.jobs import Running, job_kind
from rochdale.base.leaving import Scope, part
from rochdale.base.leaving.writing import Written, write
from rochdale.people.models import Affiliation, Delegation, Device, Household, Office, Organization, Person, Sharing

JOB = "people.export-organization"


Present = Callable[[Scope], Any]
"""Ids of persons whose contacts belong to the organization."""
_present: list[Present] = []


def also_present(function: Present) -> None:
    """Register who else belongs to an organization with contacts, as a context above knows it: its growers, its members."""
    _present.append(function)


def _holds_an_office(scope: Scope) -> Any:
    """Who holds an office here now, or will: their contacts belong to the organization's list of members."""
    held = Q(until_at=None) | Q(until_at__gt=scope.at)
    return Office.objects.filter(held, organization_id=scope.organization_id).values("person_id")


also_present(_holds_an_office)


def _persons(scope: Scope) -> Any:
    is_present = Q(pk__in=[])
    for function in _present:
        is_present |= Q(pk__in=function(scope))
    return Person.objects.filter(is_present)


def _person(scope: Scope, row: Person) -> dict[str, object]:
    """Somebody who is only named in the organization's books leaves as a name."""
    nothing = {"email": None, "phone": None, "sign_in_name": None, "sex": "", "birth_year": None, "household_id": None}
    return {**nothing, "language": "", "persona_says": ""}


def _unknown_secret() -> str:
    """A fingerprint of something nobody knows: what arrives opens nothing."""
    return hashlib.sha256(secrets.token_bytes(32)).hexdigest()


part(
    "people.Organization",
    says="The organization itself, and those it had to do with, by name and place.",
    own=lambda scope: Organization.objects.filter(pk=scope.organization_id),
    lends=True,
)
part(
    "people.Affiliation",
    says="To which unions it belonged, and who belonged to it, from when to when.",
    own=lambda scope: Affiliation.objects.filter(Q(member_id=scope.organization_id) | Q(union_id=scope.organization_id)),
)
part(
    "people.Household",
    says="Households of its members.",
    own=lambda scope: Household.objects.none(),
    lends=True,
)
part(
    "people.Person",
    says="Those who hold an office in it or deliver to it, with contacts; others who stand in its books, by name alone.",
    own=_persons,
    lends=True,
    lent=_person,
    leaves_out={"password": lambda: make_password(None), "last_login": lambda: None},
)
part(
    "people.Office",
    says="Who held which office in it, from when to when; also who is a member.",
    own=lambda scope: Office.objects.filter(organization_id=scope.organization_id),
)
part(
    "people.Delegation",
    says="Who deputized for whom.",
    own=lambda scope: Delegation.objects.filter(office__organization_id=scope.organization_id),
)
part(
    "people.Sharing",
    says="What it let others see, from when to when, and why.",
    own=lambda scope: Sharing.objects.filter(organization_id=scope.organization_id),
)
part(
    "people.Device",
    says="Its phones, tablets and laptops. Their secrets stay behind: each is enrolled anew.",
    own=lambda scope: Device.objects.filter(organization_id=scope.organization_id),
    leaves_out={"secret_sha256": _unknown_secret},
)
part(
    "base.ErasedPerson",
    says="Persons in its books whose name was taken out.",
    own=lambda scope: ErasedPerson.objects.filter(
        person_id__in=Office.objects.filter(organization_id=scope.organization_id).values("person_id")
    ),
)


def export_path(job_id: UUID) -> Path:
    """Where the file of a job lies until it is fetched, or a day old."""
    return Path(settings.VAR) / "exports" / f"{job_id}.zip"


def write_export(organization: Organization, to: Path, at: datetime, running: Running | None = None) -> Written:
    """Write everything of the organization into `to`, telling a running job how far it is."""

    def tell(done: int, total: int) -> None:
        if running:
            running.advance(done + 1, total + 1, gettext_noop("%(done)s of %(total)s parts written"))

    return write(to, Scope(organization.id, at), name=organization.name, progress=tell)


@job_kind(JOB)
def _export(running: Running, content: Any) -> dict[str, object]:
    organization = Organization.objects.get(pk=content["organization"])
    running.advance(0, 1, gettext_noop("Gathering the tables"))
    written = write_export(organization, export_path(running.id), running.at, running)
    return {"sha256": written.sha256, "bytes": written.size_bytes, "rows": written.rows}


def remove_old_exports(before: datetime) -> int:
    """Files that nobody fetched in time."""
    old = [path for path in export_path(UUID(int=0)).parent.glob("*.zip") if path.stat().st_mtime < before.timestamp()]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


retention.sweep("base.export-files", remove_old_exports)
