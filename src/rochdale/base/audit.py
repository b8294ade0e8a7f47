"""The audit trail: every change is somebody's, and no entry is ever changed or removed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext

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
        **_account(by), at=at, what=what, before=dict(before or {}), after=dict(after or {}), reason=reason, **_about(about)
    )


def record_each(*, by: Actor, at: datetime, what: str, things: Iterable[tuple[models.Model, Mapping[str, object]]]) -> None:
    """One entry for each of many things of which the same was done, each with its `after`."""
    AuditEntry.objects.bulk_create(
        AuditEntry(**_account(by), at=at, what=what, after=dict(after), **_about(about)) for about, after in things
    )


def _account(by: Actor) -> dict[str, Any]:
    return {
        "by_id": by.id,
        "by_name": by.name,
        "in_name_of_id": by.in_name_of_id,
        "in_name_of_name": by.in_name_of_name,
        "organization_id": by.organization_id,
        "organization_name": by.organization_name,
    }


def _about(about: models.Model) -> dict[str, str]:
    return {"about_kind": about._meta.label, "about_id": str(about.pk)}


def entries_of(organization_id: UUID | None) -> models.QuerySet[AuditEntry]:
    """What was done on account of an organization, newest first; nothing for none."""
    rows = AuditEntry.objects.filter(organization_id=organization_id).order_by("-id")
    return rows if organization_id else rows.none()


def entries_on_account_of(person_id: str) -> models.QuerySet[AuditEntry]:
    """What a person did, and what deputies did in the person's name, newest first."""
    return AuditEntry.objects.filter(models.Q(by_id=person_id) | models.Q(in_name_of_id=person_id)).order_by("-id")


def deed(what: str) -> str:
    """Marks a `what` that is not written right at `record`, so that translators get it."""
    return what


def in_words(what: str) -> str:
    """An entry's `what` in the reader's language: "people.end-office" is "end office"."""
    return gettext(what.partition(".")[2].replace("-", " "))
