"""What every table of this context has: an owner, whose rows nobody else reaches (`base.tenancy`)."""

from __future__ import annotations

from uuid import UUID

from django.db import models

from rochdale.base.tenancy import OwnedRows
from rochdale.kernel.ids import new_id


class Owned(models.Model):
    """A row of one cooperative."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    organization_id: UUID

    objects = OwnedRows.as_manager()

    class Meta:
        abstract = True


class Done(models.Model):
    """Who did it and when, as it was recorded here; `happened_at` is the moment by the clock of whoever did it."""

    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)

    class Meta:
        abstract = True
