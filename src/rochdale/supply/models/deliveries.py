"""Collection day: prices in force, receipts in series, deliveries."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from rochdale.supply.models.growers import Grower, Plot
from rochdale.supply.models.owned import Done, Owned
from rochdale.supply.models.places import Facility, Season
from rochdale.supply.models.stock import Lot

GRAMS_PER_KG = 1000


class PriceList(Owned, Done):
    """What the cooperative pays for a product from a moment on, until the next list. Never changed."""

    product = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    currency = models.CharField(max_length=3)
    in_force_from = models.DateTimeField()
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [UniqueConstraint(fields=["organization", "product", "number"], name="price_lists_are_numbered")]
        indexes = [models.Index(fields=["organization", "product", "in_force_from"], name="price_lists_in_force")]


class Price(Owned):
    """One line of a price list: a form and grade, per kg, and what organic adds. Never changed."""

    price_list = models.ForeignKey(PriceList, models.PROTECT, related_name="prices")
    form = models.CharField(max_length=40)
    grade = models.CharField(max_length=40, blank=True)
    per_kg = models.DecimalField(max_digits=14, decimal_places=4)
    claim_adds = models.JSONField(default=dict)
    """By claim, what a kg with it is paid more: `{"organic": "500"}`."""

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(per_kg__gt=0), name="a_price_is_above_zero"),
            UniqueConstraint(fields=["price_list", "form", "grade"], name="a_grade_has_one_price"),
        ]


class Series(Owned):
    """The receipt numbers of one device or desk: so two phones without a line never give the same number."""

    prefix = models.CharField(max_length=8)
    device = models.ForeignKey("people.Device", models.PROTECT, null=True, related_name="+")
    last_number = models.PositiveIntegerField(default=0)
    """The highest number that arrived here."""

    class Meta:
        constraints = [
            UniqueConstraint(fields=["organization", "prefix"], name="a_series_has_its_own_prefix"),
            UniqueConstraint(fields=["device"], condition=Q(device__isnull=False), name="a_device_has_one_series"),
            CheckConstraint(condition=~Q(prefix=""), name="a_series_has_a_prefix"),
        ]

    def __str__(self) -> str:
        return self.prefix


class Delivery(Owned, Done):
    """Goods that a grower brought, weighed and graded. Never changed: a mistake is taken back by a reversal with its own number.

    A reversal has the weights and the value of what it takes back, negative.
    """

    series = models.ForeignKey(Series, models.PROTECT, related_name="deliveries")
    number = models.PositiveIntegerField()
    receipt_no = models.CharField(max_length=20)
    """`PREFIX-000123`."""
    season = models.ForeignKey(Season, models.PROTECT, related_name="deliveries")
    point = models.ForeignKey(Facility, models.PROTECT, related_name="deliveries")
    grower = models.ForeignKey(Grower, models.PROTECT, related_name="deliveries")
    product = models.CharField(max_length=40)
    form = models.CharField(max_length=40)
    grade = models.CharField(max_length=40, blank=True)
    gross_g = models.BigIntegerField()
    tare_g = models.BigIntegerField(default=0)
    deduction_g = models.BigIntegerField(default=0)
    net_g = models.BigIntegerField()
    bags = models.PositiveSmallIntegerField(null=True)
    moisture_pct = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    defects = models.JSONField(default=dict)
    claims = models.JSONField(default=list)
    """Claims that grower and plots carried that day, e.g. `["fairtrade", "organic"]`."""
    price_list = models.ForeignKey(PriceList, models.PROTECT, null=True, related_name="deliveries")
    is_price_stale = models.BooleanField(default=False)
    """A newer list was in force than the one the device had: flagged, never priced again."""
    currency = models.CharField(max_length=3)
    price_per_kg = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    """Nothing: the price is settled later."""
    price_deduction = models.DecimalField(max_digits=14, decimal_places=4, default=Decimal(0))
    value_minor = models.BigIntegerField(null=True)
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="deliveries")
    plots = models.ManyToManyField(Plot, through="DeliveryPlot", related_name="deliveries")
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversal")
    reason = models.CharField(max_length=300, blank=True)
    device = models.ForeignKey("people.Device", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(net_g=F("gross_g") - F("tare_g") - F("deduction_g")), name="net_is_gross_less_tare_and_deduction"),
            CheckConstraint(
                condition=Q(reverses=None, net_g__gt=0, tare_g__gte=0, deduction_g__gte=0) | Q(reverses__isnull=False, net_g__lt=0),
                name="a_delivery_weighs_something",
            ),
            CheckConstraint(condition=Q(reverses=None) | ~Q(reason=""), name="a_reversal_has_a_reason"),
            CheckConstraint(
                condition=Q(price_per_kg=None, value_minor=None) | Q(price_per_kg__isnull=False, value_minor__isnull=False),
                name="a_price_makes_a_value",
            ),
            CheckConstraint(condition=Q(moisture_pct=None) | Q(moisture_pct__gte=0, moisture_pct__lte=100), name="moisture_is_a_share"),
            UniqueConstraint(fields=["organization", "receipt_no"], name="a_receipt_number_is_used_once"),
            UniqueConstraint(fields=["series", "number"], name="a_number_of_a_series_is_used_once"),
        ]
        indexes = [
            models.Index(fields=["lot", "grower"], name="deliveries_of_a_lot"),
            models.Index(fields=["grower", "season", "happened_at"], name="deliveries_of_a_grower"),
            models.Index(fields=["organization", "point", "happened_at"], name="deliveries_of_a_point"),
        ]

    def __str__(self) -> str:
        return self.receipt_no


class DeliveryPlot(Owned):
    """A delivery came from this plot, or from several of them together: no split among them is invented."""

    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="from_plots")
    plot = models.ForeignKey(Plot, models.PROTECT, related_name="from_deliveries")

    class Meta:
        constraints = [UniqueConstraint(fields=["delivery", "plot"], name="a_plot_is_named_once_in_a_delivery")]
        indexes = [models.Index(fields=["plot", "delivery"], name="deliveries_of_a_plot")]


class TestWeight(Owned, Done):
    """The scale was tried with a known weight before the day began."""

    point = models.ForeignKey(Facility, models.PROTECT, related_name="+")
    scale = models.CharField(max_length=60)
    known_g = models.PositiveIntegerField()
    shown_g = models.PositiveIntegerField()
    is_within = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["organization", "point", "happened_at"], name="test_weights_of_a_point")]
