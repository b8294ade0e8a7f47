"""Where goods are weighed, worked and kept, and in which season."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from rochdale.supply.models.owned import Owned


class FacilityKind(models.TextChoices):
    """What is done there."""

    COLLECTION = "collection", _("Collection point")
    WET_MILL = "wet-mill", _("Wet mill or fermentary")
    DRY_MILL = "dry-mill", _("Dry mill or packhouse")
    WAREHOUSE = "warehouse", _("Warehouse")
    ROAD = "road", _("On the road")


class Facility(Owned):
    """A place of the cooperative that holds stock. One of the kind `road` holds what is between two places."""

    kind = models.CharField(max_length=12, choices=FacilityKind.choices)
    name = models.CharField(max_length=100)
    code = models.CharField(max_length=12)
    """Short, in the numbers of lots and receipts, e.g. PKS."""
    locode = models.CharField(max_length=5, blank=True)
    """UN/LOCODE of the nearest place."""
    latitude = models.DecimalField(max_digits=8, decimal_places=6, null=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            CheckConstraint(condition=~Q(name="") & ~Q(code=""), name="a_facility_has_a_name_and_a_code"),
            UniqueConstraint(fields=["organization", "code"], name="a_facility_code_is_used_once"),
            UniqueConstraint(fields=["organization"], condition=Q(kind="road"), name="there_is_one_road"),
        ]

    def __str__(self) -> str:
        return self.name


class Season(Owned):
    """A harvest, e.g. coffee 2026/27, from a day up to but not including another."""

    name = models.CharField(max_length=20)
    product = models.CharField(max_length=40)
    since_on = models.DateField()
    until_on = models.DateField()
    first_share = models.DecimalField(max_digits=4, decimal_places=3, default=Decimal(1))
    """What of the value of a delivery is paid at once."""

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(first_share__gt=0, first_share__lte=1), name="a_first_payment_is_a_share"),
            CheckConstraint(condition=Q(until_on__gt=F("since_on")), name="a_season_ends_after_it_starts"),
            UniqueConstraint(fields=["organization", "product", "name"], name="a_season_is_named_once"),
        ]
        indexes = [models.Index(fields=["organization", "product", "since_on"], name="seasons_of_a_product")]

    def __str__(self) -> str:
        return self.name


class YieldCap(Owned):
    """What a hectare can give at most in a season: a local figure, by form of the product."""

    product = models.CharField(max_length=40)
    form = models.CharField(max_length=40)
    kg_per_ha = models.PositiveIntegerField()
    source = models.CharField(max_length=300)

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(kg_per_ha__gt=0), name="a_yield_cap_is_above_zero"),
            UniqueConstraint(fields=["organization", "product", "form"], name="a_yield_cap_is_set_once"),
        ]


class Ratio(Owned):
    """How much of one form becomes how much of another at this cooperative, where it differs from what the project ships."""

    product = models.CharField(max_length=40)
    from_form = models.CharField(max_length=40)
    to_form = models.CharField(max_length=40)
    factor = models.DecimalField(max_digits=7, decimal_places=5)
    """kg out for one kg in."""
    source = models.CharField(max_length=300)

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(factor__gt=0, factor__lte=1), name="an_outturn_is_at_most_one"),
            UniqueConstraint(fields=["organization", "product", "from_form", "to_form"], name="a_ratio_is_set_once"),
        ]
