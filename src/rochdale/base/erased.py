"""Tables of erasing: who was erased, who must not be yet, and the mark that lets a name be taken out of what never changes."""

from __future__ import annotations

from datetime import date
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import CheckConstraint, F, Q

from rochdale.kernel.ids import new_id

NOWHERE = UUID(int=0)


class ErasedPerson(models.Model):
    """A person whose name was taken out. Never changed: a backup that is restored is erased anew by this list."""

    person_id = models.UUIDField(primary_key=True)
    pseudonym = models.CharField(max_length=60, unique=True)
    """English, translated when shown."""
    at = models.DateTimeField()

    class Meta:
        app_label = "base"


class ErasingNow(models.Model):
    """There is a row only inside the transaction that erases a person; the triggers of append-only tables look for it.

    Its key points to a row that can never be, which the database checks when the transaction ends: a mark left behind undoes all of it.
    """

    person_id = models.UUIDField(primary_key=True)
    must_go = models.ForeignKey("self", on_delete=models.DO_NOTHING, related_name="+")

    class Meta:
        app_label = "base"
        constraints = [
            CheckConstraint(condition=Q(must_go=NOWHERE) & ~Q(person_id=NOWHERE), name="the_mark_of_erasing_cannot_stay"),
        ]


class Holds(models.QuerySet["Hold"]):
    def on(self, on: date) -> Self:
        """Those in force on that day."""
        return self.filter(lifted_at=None, until_on__gt=on)


class Hold(models.Model):
    """While a dispute or an inquiry runs, a person is not erased: asked for by an organization, with a reason and an end."""

    id = models.UUIDField(primary_key=True, default=new_id)
    person_id = models.UUIDField()
    organization_id = models.UUIDField()
    organization_name = models.CharField(max_length=200)
    reason = models.CharField(max_length=300)
    placed_at = models.DateTimeField()
    placed_by_id = models.CharField(max_length=64)
    placed_by_name = models.CharField(max_length=200)
    until_on = models.DateField()
    lifted_at = models.DateTimeField(null=True)
    lifted_by_id = models.CharField(max_length=64, blank=True)
    lifted_by_name = models.CharField(max_length=200, blank=True)

    objects = Holds.as_manager()

    class Meta:
        app_label = "base"
        constraints = [
            CheckConstraint(condition=~Q(reason=""), name="hold_has_a_reason"),
            CheckConstraint(condition=Q(lifted_at=None) | Q(lifted_at__gte=F("placed_at")), name="hold_is_placed_before_it_is_lifted"),
        ]
        indexes = [models.Index(fields=["person_id", "until_on"], name="holds_on_a_person")]
