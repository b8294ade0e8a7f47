"""Registers that exist elsewhere: brought as historic filings; a later year files what is new and what has changed, and deletes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.operations import operation
from rochdale.people.permissions import require
from rochdale.registry.models import Entity, Filing
from rochdale.registry.projection import filings_of, refresh
from rochdale.registry.rules.ledger import FIELDS, Filed, Kind, changes, moments, state_on

Row = Mapping[str, Any]


@operation
def bring_rows(*, id: UUID, by: Actor, at: datetime, office: str, as_of: date, rows: Sequence[Row]) -> dict[str, Any]:
    """Rows of a register as `layouts.read_register` tells them, kept as of a day. Gives what became of them.

    `entity` of a row is the one it tells of (`queries.registers.entities_of`), empty for a new one. A row that says nothing new files
    nothing. `since` of a new row is its legal day; without one it is `as_of`.
    """
    require(by, "registry.bring", by)
    ids = {UUID(row["entity"]) for row in rows if row["entity"]}
    list(Entity.objects.select_for_update().filter(id__in=ids).order_by("id"))
    known = dict(filings_of(ids))
    brought = _Brought(id, by, at, office, as_of)
    for row in rows:
        if row["entity"]:
            brought.compare(row, UUID(row["entity"]), known[UUID(row["entity"])])
        else:
            brought.add_new(row)
    Entity.objects.bulk_create(brought.entities)
    Filing.objects.bulk_create(brought.filings)
    touched = {filing.entity_id for filing in brought.filings}
    refresh(touched)
    things = [(entity, {"office": office}) for entity in brought.entities]
    audit.record_each(by=by, at=at, what="registry.bring-rows", things=things)
    changed = [(filing, {"says": filing.says}) for filing in brought.filings if filing.kind == Kind.CHANGE.value]
    audit.record_each(by=by, at=at, what="registry.bring-changes", things=changed)
    return {"new": len(brought.entities), "changed": brought.changed, "same": brought.same, "entities": [str(one) for one in touched]}


@dataclass(slots=True)
class _Brought:
    """What one batch of rows makes."""

    id: UUID
    by: Actor
    at: datetime
    office: str
    as_of: date
    entities: list[Entity] = field(default_factory=list)
    filings: list[Filing] = field(default_factory=list)
    changed: list[dict[str, Any]] = field(default_factory=list)
    same: int = 0

    def add_new(self, row: Row) -> None:
        entity = Entity(id=uuid5(self.id, row["source"]), country=row["country"], at=self.at)
        since = date.fromisoformat(row["since"]) if row.get("since") else self.as_of
        self.entities.append(entity)
        self._file(entity.id, Kind.HISTORIC, since, row, {**_says(row), "office": self.office, "status": "registered"})
        if row.get("until"):
            self._file(entity.id, Kind.CHANGE, date.fromisoformat(row["until"]), row, {"status": row["status"]})

    def compare(self, row: Row, entity_id: UUID, filings: Sequence[Filed]) -> None:
        """With what it was on the day the register tells of. What differs counts from that day on: years are brought in their order."""
        on = max(self.as_of, moments(filings)[0].from_on)
        was = state_on(filings, on)
        differs = changes(was, _says(row))
        if not differs:
            self.same += 1
            return
        ended = differs.get("status") == "dissolved" and row.get("until")
        self._file(entity_id, Kind.CHANGE, date.fromisoformat(row["until"]) if ended else on, row, differs)
        self.changed.append({"entity": str(entity_id), "was": {name: was.get(name) for name in differs}, "is": differs})

    def _file(self, entity_id: UUID, kind: Kind, on: date, row: Row, says: Mapping[str, Any]) -> None:
        filed = f"{row['source']}/{kind.value}"
        self.filings.append(
            Filing(
                id=uuid5(self.id, filed), entity_id=entity_id, kind=kind.value, legal_on=on, recorded_at=self.at, office=self.office,
                says=dict(says), source=row["source"], told_on=self.as_of, by_id=self.by.id, by_name=self.by.name,
            )
        )  # fmt: skip


def _says(row: Row) -> dict[str, Any]:
    return {name: row[name] for name in FIELDS if name in row and row[name] not in ("", [], None)}
