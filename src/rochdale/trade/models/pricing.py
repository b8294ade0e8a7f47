"""Quotations of exchanges, and scenarios laid side by side. All of them are records: never edited."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q

from rochdale.kernel.ids import new_id


class Quotation(models.Model):
    """What an exchange quoted for a contract month on a day, as a person read it: with its unit and source. A newer row corrects it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    exchange = models.CharField(max_length=10)
    """As in `rules.price_terms`: KC, RC, CC, C."""
    month = models.CharField(max_length=7)
    """Of delivery: 2027-03."""
    on = models.DateField()
    value = models.DecimalField(max_digits=20, decimal_places=6)
    quoted_in = models.CharField(max_length=10)
    """USc/lb, USD/t: as the exchange writes it."""
    source = models.CharField(max_length=300)
    read_for = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(value__gt=0), name="what_was_read_off_an_exchange_is_above_zero")]
        indexes = [models.Index(fields=["exchange", "month", "on"], name="quotations_by_month_and_day")]

    def __str__(self) -> str:
        return f"{self.value.normalize():f} {self.quoted_in}"


class ScenarioSheet(models.Model):
    """One to four scenarios side by side under a name, with the exchange rates of the day. Saving again makes the next number."""

    id = models.UUIDField(primary_key=True, default=new_id)
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    number = models.PositiveIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "name", "number"], name="a_sheet_of_scenarios_has_its_number_alone")]

    def __str__(self) -> str:
        return f"{self.name} {self.number}"

    @property
    def reader_ids(self) -> set[UUID]:
        """Whom it is shared with."""
        return set(self.shares.values_list("reader_id", flat=True).order_by("id"))


class ScenarioShare(models.Model):
    """A sheet shown to another organization, with or without the cooperative's own costs. What was seen cannot be unseen."""

    id = models.UUIDField(primary_key=True, default=new_id)
    sheet = models.ForeignKey(ScenarioSheet, models.PROTECT, related_name="shares")
    reader = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    shows_costs = models.BooleanField(default=False)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "reader"], name="a_sheet_is_shared_once_with_an_organization")]
