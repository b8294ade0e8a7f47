"""Questions about who signs: by whose roles a decision is signed, and who could have one."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from rochdale.base.actor import Actor
from rochdale.people import queries as people
from rochdale.registry.models import OfficeRole, RegisterOffice
from rochdale.registry.rules.signing import SIGNING, Named, Role, signature

HELD_BY = {Role.PREPARER: ("clerk", "registrar"), **dict.fromkeys(SIGNING, ("registrar",))}
"""Which office in the organization a role needs."""


def office_acting(by: Actor, office: RegisterOffice) -> RegisterOffice:
    """For which office somebody acts there: that one, else the nearest above it that the own organization keeps."""
    found: RegisterOffice | None = office
    while found is not None and found.body_id != by.organization_id:
        found = found.parent
    return found or office


def named_at(office: RegisterOffice) -> list[Named]:
    """All who ever had a role there, oldest first."""
    return [row.facts() for row in OfficeRole.objects.filter(office=office).order_by("since_on", "id")]


def could_have(office: RegisterOffice, role: Role, at: datetime) -> dict[str, str]:
    """Name by id of those in the office's organization who hold what the role needs."""
    if office.body_id is None:
        return {}
    held = people.officers_of(office.body_id, at)
    return {str(one.person_id): one.person_name for one in held if one.office in HELD_BY[role]}


def signer_of(office: RegisterOffice, by: Actor, at: datetime) -> tuple[dict[str, str], str]:
    """Whose name stands under a letter that is printed before it is signed: whoever prints it, or else the one who signs that day."""
    named = named_at(office_acting(by, office))
    today = [one for one in named if one.role in SIGNING and one.days.has(at.date())]
    mine = signature(named, by.accounts, at.date(), in_name_of=by.in_name_of_name)
    if mine.role or not today:
        return asdict(mine), by.name
    return {"role": today[-1].role.value, "title": today[-1].title, "in_name_of": ""}, today[-1].name
