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
    in_name_of_id: str = ""
    """The officer for whom a deputy acts; empty when the actor acts in the own name."""
    in_name_of_name: str = ""

    @property
    def account_key(self) -> str:
        """For whom the actor acts, as a session remembers it: the organization, and the officer when it is a deputy."""
        return f"{self.organization_id or ''}{f':{self.in_name_of_id}' if self.in_name_of_id else ''}"

    @property
    def accounts(self) -> frozenset[str]:
        """Ids of all on whose account this is done: the actor, and the officer in whose name."""
        return frozenset({self.id, self.in_name_of_id} - {""})


SYSTEM = Actor(id="system", name="Rochdale")
"""The installation itself: scheduled work, seeds, deliveries of news."""
