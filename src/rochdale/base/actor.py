"""Who does something. `base` knows no person: it keeps an id and a printed name, and the offices that person holds at this moment."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Actor:
    """The one on whose account an operation is booked, acting for at most one organization."""

    id: str
    name: str
    organization_id: UUID | None = None
    organization_name: str = ""
    offices: frozenset[str] = frozenset()
    """Offices held now in that organization, e.g. {"manager"}; read by the permission predicates of `people`."""


SYSTEM = Actor(id="system", name="Rochdale")
"""The installation itself: scheduled work, seeds, deliveries of news."""
