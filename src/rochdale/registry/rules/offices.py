"""Offices of the register: a dated tree with territories. A dossier goes to the narrowest office of its seat (reference section 6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from rochdale.kernel.period import Period
from rochdale.kernel.refusal import Refusal
from rochdale.registry.rules.name_checks import is_within


@dataclass(frozen=True, slots=True)
class Office:
    """An office on its days. `territory`: codes of the places it registers for; `path`: codes from the top of the tree down to its own."""

    id: UUID
    country: str
    code: str
    path: str
    territory: tuple[str, ...]
    days: Period
    is_registering: bool = True
    """Whether dossiers come here. A national office may only watch."""


def office_for(offices: Iterable[Office], seat: str, on: date) -> Office | None:
    """Where a group with that seat is registered on that day: of several whose territory holds it, the one with the narrowest."""
    found = [
        (max(len(place) for place in office.territory if is_within(seat, place)), office.path, office)
        for office in offices
        if office.is_registering and office.days.has(on) and any(is_within(seat, place) for place in office.territory)
    ]
    return max(found, key=lambda one: one[:2])[2] if found else None


def refusals_for_office(office: Office, others: Iterable[Office], *, parent: Office | None = None) -> list[Refusal]:
    """Its code is its own, its places lie in those of the office above it, and no other office that registers has the same on one day.

    A part of another's territory is allowed: the narrowest registers.
    """
    if parent is not None and parent.days.end is not None:
        return [Refusal("registry.office-is-closed", {"on": parent.days.end})]
    if parent is not None:
        wider = [place for place in office.territory if not any(is_within(place, above) for above in parent.territory)]
        if wider:
            return [Refusal("registry.territory-is-wider", {"place": wider[0], "office": parent.code})]
    for other in others:
        if other.id == office.id or not other.days.overlaps(office.days):
            continue
        if other.code == office.code:
            return [Refusal("registry.code-is-taken", {"code": office.code})]
        both = set(other.territory) & set(office.territory)
        if both and other.is_registering and office.is_registering:
            return [Refusal("registry.territory-is-anothers", {"place": min(both), "office": other.code})]
    return []


def sees(office_path: str, own_paths: Iterable[str]) -> bool:
    """Whether one of the own offices is that office, or stands above it."""
    return any(office_path == own or office_path.startswith(f"{own}/") for own in own_paths)
