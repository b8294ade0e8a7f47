"""The audit trail: every change is somebody's, and no entry is ever changed or removed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import models

from rochdale.base.actor import Actor
from rochdale.base.models import AuditEntry


def record(
    *,
    by: Actor,
    at: datetime,
    what: str,
    about: models.Model,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    reason: str = "",
) -> None:
    """Write one entry, in the transaction of the change it tells of.

    `what` is the operation as `context.verb-object`; `before` and `after` hold only the fields that changed, never passwords,
    tokens, ballots or sealed limits.
    """
    AuditEntry.objects.create(
        at=at,
        by_id=by.id,
        by_name=by.name,
        organization_id=by.organization_id,
        organization_name=by.organization_name,
        what=what,
        about_kind=about._meta.label,
        about_id=str(about.pk),
        before=dict(before or {}),
        after=dict(after or {}),
        reason=reason,
    )


def entries_of(organization_id: UUID | None) -> models.QuerySet[AuditEntry]:
    """What was done on account of an organization, newest first; nothing for none."""
    rows = AuditEntry.objects.filter(organization_id=organization_id).order_by("-id")
    return rows if organization_id else rows.none()
