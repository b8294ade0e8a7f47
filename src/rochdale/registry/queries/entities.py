"""One entity as everybody may see it: what it is, what it was and when, and every filing about it with both of its days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from rochdale.registry.models import EntityNow, Filing
from rochdale.registry.rules.history import Period, periods
from rochdale.registry.rules.ledger import FIELDS, TOLD_BESIDE, Filed, Kind, Said, moments, state_on


@dataclass(frozen=True, slots=True)
class FilingSeen:
    """A filing: from which day it counts, when it was recorded, and what it says. Who filed it is not told."""

    id: UUID
    kind: Kind
    legal_on: date
    recorded_at: datetime
    says: Mapping[str, object]
    corrected_by: tuple[int, ...]
    """Places in the history of the corrections that took its place, counted from 1."""
    corrects: int
    """Of a correction, the place of the filing that it corrects; 0 for others."""
    reason: str


@dataclass(frozen=True, slots=True)
class EntitySeen:
    """An entity of the public register."""

    id: UUID
    country: str
    since_on: date
    state: Said
    periods: Sequence[Period]
    """Newest first."""
    filings: Sequence[FilingSeen]
    """In the order in which they were recorded."""
    filed: Sequence[Filed]
    same_as: UUID | None = None
    """The entry that stays where this one turned out to be the same."""

    @property
    def place(self) -> tuple[str, ...]:
        """Names of the places of its seat, from wide to narrow."""
        return places_of(self.state)

    @property
    def office(self) -> str:
        """Code of the office whose register it stands in."""
        return str(self.state.get("office", ""))

    def on(self, on: date, known_at: datetime | None = None) -> Said:
        """What it was on a day, as it was known then; nothing before its first filing."""
        return state_on(self.filed, on, known_at=known_at)


def says_now(filing: Filing) -> Mapping[str, object]:
    """What a filing says today: its own words, or those of the newest correction that took its place."""
    newest = Filing.objects.filter(corrects=filing).order_by("-recorded_at", "-id").first()
    says: Mapping[str, object] = (newest or filing).says
    return says


def places_of(state: Said) -> tuple[str, ...]:
    """Names of the places of the seat in a state, from wide to narrow."""
    seat = state.get("seat")
    return tuple(str(name) for name in seat.get("names", [])) if isinstance(seat, dict) else ()


def entity_seen(entity_id: UUID) -> EntitySeen | None:
    """The entity with its whole history; None where nothing was registered under that id."""
    now = EntityNow.objects.select_related("entity").filter(pk=entity_id).first()
    if now is None:
        return None
    rows = list(Filing.objects.filter(entity_id=entity_id).order_by("recorded_at", "id"))
    filed = [row.facts() for row in rows]
    return EntitySeen(
        now.entity_id, now.entity.country, now.since_on, now.state, periods(moments(filed))[::-1], _seen(rows), filed, now.same_as_id
    )


def _seen(rows: Sequence[Filing]) -> list[FilingSeen]:
    at = {row.id: number for number, row in enumerate(rows, 1)}
    corrections: dict[UUID, tuple[int, ...]] = {}
    for row in rows:
        if row.corrects_id:
            corrections[row.corrects_id] = (*corrections.get(row.corrects_id, ()), at[row.id])
    return [
        FilingSeen(
            row.id, Kind(row.kind), row.legal_on, row.recorded_at,
            {name: row.says[name] for name in (*FIELDS, *TOLD_BESIDE) if name in row.says},
            corrections.get(row.id, ()), at[row.corrects_id] if row.corrects_id else 0, row.reason,
        )
        for row in rows
    ]  # fmt: skip
