"""What is done with a project: begun with its funder and targets, and changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.operations import operation
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.learning.models import Project
from rochdale.people.permissions import require


@dataclass(frozen=True, slots=True)
class ProjectTold:
    """What a project is. `targets`: by the name of what is counted, how many were promised to the funder."""

    name: str
    funder: str
    since_on: date
    until_on: date
    reference: str = ""
    targets: Mapping[str, int] = field(default_factory=dict)


def _fields(told: ProjectTold) -> Any:
    """The columns that are told."""
    if told.until_on < told.since_on:
        raise Refused(Refusal("learning.project-ends-before-it-begins", {"field": "until_on"}))
    return {
        "name": told.name, "funder": told.funder, "reference": told.reference, "since_on": told.since_on, "until_on": told.until_on,
        "targets": {name: count for name, count in told.targets.items() if count > 0},
    }  # fmt: skip


@operation
def begin_project(*, id: UUID, by: Actor, at: datetime, told: ProjectTold) -> str:
    """A project of the organization acted for. Returns its id."""
    require(by, "learning.keep-projects", by)
    assert by.organization_id is not None  # the permission asks for an office
    row = Project.objects.create(id=id, organization_id=by.organization_id, at=at, **_fields(told))
    audit.record(by=by, at=at, what="learning.begin-project", about=row, after={"name": row.name, "targets": row.targets})
    return str(id)


@operation
def change_project(*, id: UUID, by: Actor, at: datetime, project_id: UUID, told: ProjectTold) -> str:
    """Change what a project is; what was promised before stands in the audit trail."""
    row = Project.objects.select_for_update().get(pk=project_id)
    require(by, "learning.keep-projects", row)
    before = {"name": row.name, "targets": row.targets}
    for name, value in _fields(told).items():
        setattr(row, name, value)
    row.save()
    audit.record(by=by, at=at, what="learning.change-project", about=row, before=before, after={"name": row.name, "targets": row.targets})
    return str(row.id)
