"""Questions about offices: whose a seat is, which ones somebody acts for, what numbers are left."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from rochdale.base.actor import Actor
from rochdale.registry.models import NumberBlock, RegisterOffice
from rochdale.registry.permissions import own_paths
from rochdale.registry.rules.offices import office_for


def office_of_seat(country: str, seat: str, on: date) -> RegisterOffice | None:
    """Where a group with that seat is registered on that day."""
    rows = {row.id: row for row in RegisterOffice.objects.filter(country=country).order_by("path")}
    found = office_for([row.facts() for row in rows.values()], seat, on)
    return rows[found.id] if found else None


def offices_of(by: Actor) -> list[RegisterOffice]:
    """Those the organization acted for keeps the register in today, and nothing under them."""
    return list(RegisterOffice.objects.filter(body_id=by.organization_id, until_on=None).order_by("path")) if by.organization_id else []


def offices_under(by: Actor) -> list[RegisterOffice]:
    """Those it keeps today, and all under them, with those that were closed."""
    found = Q(pk__in=())
    for path in own_paths(by):
        found |= Q(path=path) | Q(path__startswith=f"{path}/")
    return list(RegisterOffice.objects.filter(found).order_by("path"))


def blocks_of(office: RegisterOffice, year: int) -> list[NumberBlock]:
    """Its blocks of a year that the centre allotted."""
    own = f"{office.country}:{office.code}:"
    return [block for block in office.blocks.filter(year=year).order_by("scope", "first") if not block.scope.startswith(own)]
