"""What the pages of offices show: where each stands, for which places, who signs there, and who did before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from rochdale.base.actor import Actor
from rochdale.base.countries import country_name
from rochdale.people import queries as people
from rochdale.people.permissions import may
from rochdale.registry.models import OfficeRole, RegisterOffice
from rochdale.registry.queries.signing import could_have
from rochdale.registry.rules.signing import SIGNING, Role
from rochdale.registry.signing_words import ROLES


@dataclass(frozen=True, slots=True)
class RoleTold:
    """A role as people read it."""

    row: OfficeRole
    what: str
    is_open: bool
    """Whether it may still be ended."""


def roles_told(office: RegisterOffice, today: date) -> tuple[list[RoleTold], list[RoleTold]]:
    """Those of today and to come, then those that are over, the newest first."""
    rows = list(office.roles.order_by("-since_on", "-id"))
    told = [RoleTold(row, str(ROLES[row.role]), row.until_on is None or row.until_on > today) for row in rows]
    return [one for one in told if one.is_open], [one for one in told if not one.is_open]


def signers_today(office: RegisterOffice, today: date) -> list[str]:
    """Names of those who sign on that day; nobody where none was named."""
    return [row.person_name for row in office.roles.order_by("since_on", "id") if Role(row.role) in SIGNING and row.facts().days.has(today)]


def places_told(office: RegisterOffice) -> str:
    """Its territory: codes read as names, the whole country by its name."""
    return ", ".join(
        country_name(code) if "/" not in code else code.partition("/")[2].replace("-", " ").title() for code in office.territory
    )


def namer_of(office: RegisterOffice) -> RegisterOffice:
    """The office whose people name who signs: the one above, where somebody keeps it."""
    return office.parent if office.parent and office.parent.body_id else office


def may_name(by: Actor, office: RegisterOffice) -> bool:
    """Whether somebody may name and end roles there."""
    return office.until_on is None and may(by, "registry.name-roles", namer_of(office))


def people_choices(office: RegisterOffice, at: datetime, by: Actor) -> list[tuple[str, str]]:
    """Who could be named, with what they are in the office's organization: clerks may only prepare."""
    signing = could_have(office, Role.SIGNATORY, at)
    found = could_have(office, Role.PREPARER, at)
    told = [(id, name if id in signing else _("%(name)s, clerk") % {"name": name}) for id, name in found.items() if id not in by.accounts]
    return sorted(told, key=lambda one: one[1])


def body_choices(country: str) -> list[tuple[str, str]]:
    """Registrars of the country."""
    return [(str(one.id), one.name) for one in people.organizations(kinds=["registrar"]) if one.country == country]
