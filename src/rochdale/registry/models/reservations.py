"""Names that are kept for groups until they are registered."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q

from rochdale.kernel.ids import new_id
from rochdale.registry.models.dossiers import Dossier
from rochdale.registry.models.names import LONGEST
from rochdale.registry.models.offices import RegisterOffice
from rochdale.registry.rules.reservations import OPEN, Kept


class NameReservation(models.Model):
    """A group asks that a name at a place be kept for it. While it is kept or refused, the search of names finds it by this id."""

    id = models.UUIDField(primary_key=True, default=new_id)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="reservations")
    office = models.ForeignKey(RegisterOffice, models.PROTECT, related_name="reservations")
    name = models.CharField(max_length=LONGEST)
    form = models.CharField(max_length=40, blank=True)
    place = models.CharField(max_length=LONGEST)
    """Codes of the places of the seat from wide to narrow, with strokes between them."""
    place_names = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Kept], default=Kept.ASKED.value)
    until_on = models.DateField(null=True)
    """The first day on which it is free again."""
    reason = models.CharField(max_length=300, blank=True)
    """Why it was refused, or on what condition it is kept."""
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    decided_by_id = models.CharField(max_length=64, blank=True)
    decided_by_name = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[one.value for one in Kept]), name="a_name_kept_is_in_a_known_state"),
            models.CheckConstraint(condition=~Q(state=Kept.KEPT.value) | Q(until_on__isnull=False), name="a_name_is_kept_until_a_day"),
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(state__in=sorted(one.value for one in OPEN)), name="a_dossier_has_one_name_kept_at_a_time"
            ),
        ]
        indexes = [models.Index(fields=["office", "state", "at", "id"], name="names_kept_by_office")]

    def __str__(self) -> str:
        return self.name

    @property
    def organization_id(self) -> UUID | None:
        """Whose it is, as permissions ask for it."""
        return self.dossier.applicant_id
