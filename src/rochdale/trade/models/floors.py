"""Minimum prices as dated, sourced rows. A row is never edited: a newer one supersedes it."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rochdale.kernel.ids import new_id


class PriceFloor(models.Model):
    """The least a scheme lets be paid for a product. It warns until a named person of this installation has checked its source."""

    class Level(models.TextChoices):
        FARM = "farm", _("at the farm gate")
        EXW = "EXW", _("at the cooperative (ex works)")
        FCA = "FCA", _("handed to the carrier (FCA)")
        FOB = "FOB", _("on board at the port (FOB)")
        CIF = "CIF", _("landed at the buyer’s port (CIF)")

    id = models.UUIDField(primary_key=True, default=new_id)
    product = models.CharField(max_length=60)
    species = models.CharField(max_length=60, blank=True)
    form = models.CharField(max_length=60, blank=True)
    origin = models.CharField(max_length=60, blank=True)
    scheme = models.CharField(max_length=60)
    level = models.CharField(max_length=10, choices=Level.choices)
    currency = models.CharField(max_length=3)
    unit = models.CharField(max_length=12)
    minimum = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    organic_differential = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    premium = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    source = models.TextField()
    recorded_by_name = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()
    verified_by_id = models.CharField(max_length=64, blank=True)
    verified_by = models.CharField(max_length=200, blank=True)
    verified_on = models.DateField(null=True)
    verification_note = models.TextField(blank=True)
    superseded_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="supersedes")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["product", "species", "form", "origin", "scheme", "level", "valid_from"],
                condition=Q(superseded_by=None),
                name="one_price_floor_starts_on_a_day",
            ),
            models.CheckConstraint(condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name="a_price_floor_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(minimum=None) | Q(minimum__gt=0), name="a_price_floor_is_above_zero"),
            models.CheckConstraint(condition=Q(verified_on=None) | ~Q(verified_by=""), name="a_price_floor_is_verified_by_somebody"),
        ]

    @property
    def is_verified(self) -> bool:
        """A named person has checked it against its source."""
        return self.verified_on is not None

    def is_valid(self, on: date) -> bool:
        """Applies on this day: `valid_from` is in, `valid_to` is out."""
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)
