"""Questions about warnings: batches of one's offices, what was found of an entity, what stays its case."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from rochdale.base.actor import Actor
from rochdale.people.permissions import readable
from rochdale.registry.models import Finding, Stay, WarningBatch


def batches_of(by: Actor) -> QuerySet[WarningBatch]:
    """Those of one's offices and of those under them, newest first."""
    rows = readable(by, "registry.keep-standing", WarningBatch.objects.select_related("office"))
    return rows.order_by("-at", "-id")


def findings_now(entity_id: UUID) -> list[Finding]:
    """What was found of an entity and holds."""
    return list(Finding.objects.filter(entity_id=entity_id, until_on=None).order_by("since_on", "id"))


def stays_now(entity_id: UUID) -> list[Stay]:
    """What keeps it from being warned."""
    return list(Stay.objects.filter(entity_id=entity_id, until_on=None).order_by("since_on", "id"))
