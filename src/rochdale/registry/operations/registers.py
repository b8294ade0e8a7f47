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
from rochdale.registry.models import Entity, EntityNow, Filing
from rochdale.registry.projection import refresh
from rochdale.registry.rules.ledger import FIELDS, Kind, changes

Row = Mapping[str, Any]


@operation
def bring_rows(*, id: UUID, by: Actor, at: datetime, office: str, as_of: date, rows: Sequence[Row]) -> dict[str, Any]:
    """Rows of a register as `layouts.read_register` tells them, kept as of a day. Gives what became of them.

    `entity` of a row is the one it tells of (`queries.registers.entities_of`), empty for a new one. A row that says nothing new files
    nothing. `since` of a new row is its legal day; without one it is `as_of`.
    """
    require(by, "registry.bring", by)
    ids = [row["entity"] for row in rows if row["entity"]]
    held = EntityNow.objects.select_for_update(of=("self",)).filter(entity_id__in=ids).order_by("entity_id")
    known = {str(now.entity_id): now for now in held}
    brought = _Brought(id, by, at, office, as_of)
    for row in rows:
        if row["entity"]:
            brought.compare(row, known[row["entity"]])
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

    def compare(self, row: Row, now: EntityNow) -> None:
        differs = changes(now.state, _says(row))
        if not differs:
            self.same += 1
            return
        ended = differs.get("status") == "dissolved" and row.get("until")
        self._file(now.entity_id, Kind.CHANGE, date.fromisoformat(row["until"]) if ended else self.as_of, row, differs)
        self.changed.append({"entity": str(now.entity_id), "was": {name: now.state.get(name) for name in differs}, "is": differs})

    def _file(self, entity_id: UUID, kind: Kind, on: date, row: Row, says: Mapping[str, Any]) -> None:
        filed = f"{row['source']}/{kind.value}"
        self.filings.append(
            Filing(
                id=uuid5(self.id, filed), entity_id=entity_id, kind=kind.value, legal_on=on, recorded_at=self.at, office=self.office,
                says=dict(says), source=row["source"], by_id=self.by.id, by_name=self.by.name,
            )
        )  # fmt: skip


def _says(row: Row) -> dict[str, Any]:
    return {name: row[name] for name in FIELDS if name in row and row[name] not in ("", [], None)}
