"""Who prepares and who signs at an office of the register, on which days."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from rochdale.kernel.ids import new_id
from rochdale.kernel.period import Period
from rochdale.registry.models.offices import RegisterOffice
from rochdale.registry.rules.signing import Named, Role


class OfficeRole(models.Model):
    """Somebody has a role at an office. It is ended, never removed: letters of its days stand on it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    office = models.ForeignKey(RegisterOffice, models.PROTECT, related_name="roles")
    person_id = models.CharField(max_length=64)
    person_name = models.CharField(max_length=200)
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    title = models.CharField(max_length=120, blank=True)
    """As letters print it under the name; empty for the common word."""
    order = models.CharField(max_length=200)
    """What named this person: the order with its number and day."""
    since_on = models.DateField()
    until_on = models.DateField(null=True)
    ended_because = models.CharField(max_length=300, blank=True)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until_on__isnull=True) | Q(until_on__gt=F("since_on")), name="a_role_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(role__in=[role.value for role in Role]), name="a_role_is_a_known_one"),
            models.CheckConstraint(condition=~Q(role=Role.INTERIM.value) | Q(until_on__isnull=False), name="an_interim_role_ends_on_a_day"),
        ]
        indexes = [models.Index(fields=["office", "since_on", "id"], name="roles_of_an_office")]

    def __str__(self) -> str:
        return self.person_name

    def facts(self) -> Named:
        """As the rules read it."""
        return Named(self.person_id, self.person_name, Role(self.role), Period(self.since_on, self.until_on), self.title)
