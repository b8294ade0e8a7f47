"""Lots, what happens to them, and where how much of them lies. Weights are whole grams: the books balance to the gram.

`Movement` is the ledger, `Stock` its balances. A trigger of the database adds each movement to its balance, and a constraint refuses a
balance below zero: no path around the operations can make a store negative (`base.balances`).
"""

from __future__ import annotations

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from rochdale.base.tenancy import OwnedRows
from rochdale.supply.models.owned import Done, Owned
from rochdale.supply.models.places import Facility, Season


class Made(models.TextChoices):
    """How a lot came to be."""

    DELIVERIES = "deliveries", _("Put together from deliveries")
    RUN = "run", _("Made by processing")
    OPENING = "opening", _("There when the books began")


class Lot(Owned):
    """A quantity of one form of one product that is traced as one. Once something was taken from it, nothing more is put in."""

    code = models.CharField(max_length=30)
    made = models.CharField(max_length=10, choices=Made.choices)
    season = models.ForeignKey(Season, models.PROTECT, related_name="lots")
    product = models.CharField(max_length=40)
    form = models.CharField(max_length=40)
    grade = models.CharField(max_length=40, blank=True)
    claims = models.JSONField(default=list)
    """Only what all that went in had in common."""
    model = models.CharField(
        max_length=16, choices=[("segregated", _("segregated")), ("mass-balance", _("mass balance"))], default="segregated"
    )
    """ISO 22095 chain of custody model of its claims."""
    point = models.ForeignKey(Facility, models.PROTECT, related_name="+")
    """Where it was made."""
    heap = models.CharField(max_length=120, blank=True)
    """While deliveries may still be added: point, day, form, grade and claims, as one text."""
    made_at = models.DateTimeField()
    bags = models.PositiveIntegerField(null=True)
    seals = models.CharField(max_length=300, blank=True)
    public_code = models.CharField(max_length=24, blank=True)
    """In the QR of the public page; empty while there is none."""
    shows_price = models.BooleanField(default=False)
    """The cooperative agreed to show what growers were paid."""

    class Meta:
        constraints = [
            UniqueConstraint(fields=["organization", "code"], name="a_lot_number_is_used_once"),
            UniqueConstraint(fields=["organization", "heap"], condition=~Q(heap=""), name="one_heap_is_open_for_the_same_goods"),
            UniqueConstraint(fields=["public_code"], condition=~Q(public_code=""), name="a_public_code_is_of_one_lot"),
        ]
        indexes = [models.Index(fields=["organization", "season", "form"], name="lots_of_a_season")]

    def __str__(self) -> str:
        return self.code


class RunKind(models.TextChoices):
    """What was done."""

    WASH = "wash", _("Pulp and wash")
    DRY = "dry", _("Dry")
    FERMENT = "ferment", _("Ferment and dry")
    HULL = "hull", _("Hull and clean")
    SORT = "sort", _("Sort and grade")
    PACK = "pack", _("Pack")
    BLEND = "blend", _("Blend")
    SPLIT = "split", _("Split")


class Run(Owned, Done):
    """One processing batch: so much of these lots became so much of those. Never changed; taken back by a reversal."""

    code = models.CharField(max_length=30)
    kind = models.CharField(max_length=8, choices=RunKind.choices)
    facility = models.ForeignKey(Facility, models.PROTECT, related_name="runs")
    in_g = models.BigIntegerField()
    out_g = models.BigIntegerField()
    loss_g = models.BigIntegerField()
    forecast = models.DecimalField(max_digits=7, decimal_places=5, null=True)
    """Outturn that was expected; nothing where the form does not change."""
    is_outside_band = models.BooleanField(default=False)
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversal")
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(in_g=F("out_g") + F("loss_g")), name="what_goes_in_comes_out_or_is_lost"),
            CheckConstraint(
                condition=Q(reverses=None, in_g__gt=0, out_g__gt=0, loss_g__gte=0) | Q(reverses__isnull=False, in_g__lt=0),
                name="a_run_takes_and_gives",
            ),
            UniqueConstraint(fields=["organization", "code"], name="a_run_number_is_used_once"),
        ]
        indexes = [models.Index(fields=["organization", "happened_at"], name="runs_by_day")]

    def __str__(self) -> str:
        return self.code


class RunInput(Owned):
    """So much of a lot went into a run."""

    run = models.ForeignKey(Run, models.PROTECT, related_name="inputs")
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="taken_by")
    weight_g = models.BigIntegerField()

    class Meta:
        constraints = [UniqueConstraint(fields=["run", "lot"], name="a_lot_goes_into_a_run_once")]
        indexes = [models.Index(fields=["lot", "run"], name="runs_that_took_a_lot")]


class RunOutput(Owned):
    """So much of a lot came out of a run. A lot comes out of one run."""

    run = models.ForeignKey(Run, models.PROTECT, related_name="outputs")
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="given_by")
    weight_g = models.BigIntegerField()

    class Meta:
        constraints = [UniqueConstraint(fields=["run", "lot"], name="a_lot_comes_out_of_a_run_once")]
        indexes = [models.Index(fields=["lot", "run"], name="runs_that_gave_a_lot")]


class MovementKind(models.TextChoices):
    """Why a balance changed."""

    OPENING = "opening", _("There when the books began")
    DELIVERY = "delivery", _("Delivered")
    REVERSAL = "reversal", _("Taken back")
    INTO_RUN = "into-run", _("Into processing")
    OUT_OF_RUN = "out-of-run", _("Out of processing")
    SENT = "sent", _("Sent off")
    ARRIVED = "arrived", _("Arrived")
    LOST = "lost", _("Lost on the way")
    ADJUSTED = "adjusted", _("Counted anew")
    SAMPLE = "sample", _("Taken as a sample")
    SHIPPED = "shipped", _("Shipped to a buyer")


class Movement(Owned, Done):
    """One change of what lies of a lot in a place. Never changed, never removed."""

    lot = models.ForeignKey(Lot, models.PROTECT, related_name="movements")
    facility = models.ForeignKey(Facility, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=MovementKind.choices)
    weight_g = models.BigIntegerField()
    about_id = models.UUIDField()
    """The delivery, run, waybill, count or shipment it comes from."""
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [CheckConstraint(condition=~Q(weight_g=0), name="a_movement_moves_something")]
        indexes = [
            models.Index(fields=["lot", "recorded_at"], name="movements_of_a_lot"),
            models.Index(fields=["organization", "facility", "happened_at"], name="movements_of_a_facility"),
            models.Index(fields=["about_id"], name="movements_of_one_thing"),
        ]


class Stock(models.Model):
    """What lies of a lot in a place now: the sum of its movements, kept by the database."""

    id = models.BigAutoField(primary_key=True)
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="stocks")
    facility = models.ForeignKey(Facility, models.PROTECT, related_name="stocks")
    weight_g = models.BigIntegerField(default=0)

    objects = OwnedRows.as_manager()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["lot", "facility"], name="a_lot_has_one_balance_in_a_place"),
            CheckConstraint(condition=Q(weight_g__gte=0), name="a_store_is_never_negative"),
        ]
        indexes = [models.Index(fields=["organization", "facility"], name="stock_of_a_facility")]


class WaybillState(models.TextChoices):
    """Where the goods are."""

    ON_THE_WAY = "on-the-way", _("On the way")
    ARRIVED = "arrived", _("Arrived")
    CASE = "case", _("Arrived, difference to be settled")


class Waybill(Owned, Done):
    """Goods travel from one facility to another and are weighed again on arrival."""

    number = models.CharField(max_length=30)
    origin = models.ForeignKey(Facility, models.PROTECT, related_name="+")
    destination = models.ForeignKey(Facility, models.PROTECT, related_name="+")
    driver = models.CharField(max_length=120)
    vehicle = models.CharField(max_length=40, blank=True)
    seals = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=WaybillState.choices, default=WaybillState.ON_THE_WAY)
    arrived_at = models.DateTimeField(null=True)
    received_by_id = models.CharField(max_length=64, blank=True)
    received_by_name = models.CharField(max_length=200, blank=True)
    settled_how = models.CharField(max_length=300, blank=True)
    """How a difference beyond tolerance was explained."""

    class Meta:
        constraints = [
            UniqueConstraint(fields=["organization", "number"], name="a_waybill_number_is_used_once"),
            CheckConstraint(condition=~Q(origin=F("destination")), name="a_waybill_leads_somewhere"),
        ]


class WaybillLine(Owned):
    """So many kg and bags of one lot on a waybill, and what the scale said on arrival."""

    waybill = models.ForeignKey(Waybill, models.PROTECT, related_name="lines")
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="+")
    bags = models.PositiveIntegerField(null=True)
    sent_g = models.BigIntegerField()
    arrived_g = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(sent_g__gt=0), name="a_waybill_line_weighs_something"),
            CheckConstraint(condition=Q(arrived_g=None) | Q(arrived_g__gte=0), name="what_arrives_is_not_negative"),
            UniqueConstraint(fields=["waybill", "lot"], name="a_lot_is_on_a_waybill_once"),
        ]


class Onward(Owned):
    """What became of a lot after it left this context: recorded by trade through `record_onward`."""

    lot = models.ForeignKey(Lot, models.PROTECT, related_name="onward")
    kind = models.CharField(
        max_length=9,
        choices=[
            ("offered", _("offered")),
            ("withdrawn", _("offer taken back")),
            ("sold", _("sold")),
            ("shipped", _("shipped")),
            ("returned", _("returned")),
        ],
    )
    weight_g = models.BigIntegerField()
    reference = models.CharField(max_length=60)
    """Number of the offer, contract or shipment."""
    to_whom = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=300, blank=True)
    """Whom to call in a recall."""
    statement_reference = models.CharField(max_length=60, blank=True)
    """Reference and verification number of the buyer's due diligence statement, as it came back."""
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["lot", "at"], name="onward_of_a_lot")]
