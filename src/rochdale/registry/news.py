"""News of the register: what other contexts hear of an organization that acts for an entity."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Registered:
    """An organization's dossier was approved: its entity is registered, under this number. `on` is an ISO day, `at` an ISO moment."""

    organization_id: str
    entity_id: str
    number: str
    on: str
    at: str


@dataclass(frozen=True, slots=True)
class AssemblyReported:
    """The minutes of an assembly were accepted; it was held `on` that day, by an entity for which these organizations act."""

    organization_ids: tuple[str, ...]
    entity_id: str
    on: str
    at: str
