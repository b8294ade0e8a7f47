"""Market days: announced by the operator, cleared once or more, closed with a report. And who was reminded of what."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rochdale.kernel.ids import new_id


class MarketDay(models.Model):
    """A round of the market: who is invited, until when offers and needs come in, by when proposals are answered."""

    class State(models.TextChoices):
        OPEN = "open", _("Announced")
        CLOSED = "closed", _("Closed with a report")

    id = models.UUIDField(primary_key=True, default=new_id)
    number = models.PositiveIntegerField(unique=True)
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    """Who runs it."""
    products = models.JSONField(default=list)
    invited = models.JSONField(default=list)
    """Ids of organizations; nobody in particular: all who trade."""
    opens_on = models.DateField()
    closes_on = models.DateField()
    answer_by = models.DateField()
    state = models.CharField(max_length=6, choices=State.choices, default=State.OPEN)
    report = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64, blank=True)
    closed_at = models.DateTimeField(null=True)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="a_market_day_closes_after_it_opens"),
            models.CheckConstraint(condition=Q(answer_by__gt=F("closes_on")), name="a_market_day_is_answered_after_it_closes"),
        ]

    def __str__(self) -> str:
        return str(self.number)


class DayReminder(models.Model):
    """An organization was told, on one day, what is missing of its offers and needs."""

    id = models.UUIDField(primary_key=True, default=new_id)
    day = models.ForeignKey(MarketDay, models.PROTECT, related_name="reminders")
    reminded = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    on = models.DateField()
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "reminded", "on"], name="nobody_is_reminded_twice_a_day")]
