"""Officials asked to founding assemblies."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q

from rochdale.kernel.ids import new_id
from rochdale.registry.models.dossiers import Dossier
from rochdale.registry.models.offices import RegisterOffice
from rochdale.registry.rules.attendance import WAITS, Booking


class Attendance(models.Model):
    """A group asks the office to send somebody to its founding assembly; what became of it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="attendances")
    office = models.ForeignKey(RegisterOffice, models.PROTECT, related_name="attendances")
    group = models.CharField(max_length=200)
    """What it calls itself, for an office that does not see the draft."""
    meets_on = models.DateField()
    hour = models.CharField(max_length=20, blank=True)
    place = models.CharField(max_length=200)
    state = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Booking], default=Booking.ASKED.value)
    official_id = models.CharField(max_length=64, blank=True)
    official_name = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    booked_by_id = models.CharField(max_length=64, blank=True)
    """Who wrote the newest state."""
    booked_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[one.value for one in Booking]), name="a_booking_is_in_a_known_state"),
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(state__in=sorted(one.value for one in WAITS)),
                name="an_official_is_asked_for_once_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["office", "meets_on", "id"], name="assemblies_by_office")]

    def __str__(self) -> str:
        return self.group

    @property
    def organization_id(self) -> UUID | None:
        """Whose assembly it is, as permissions ask for it."""
        return self.dossier.applicant_id
