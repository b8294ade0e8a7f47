"""Buying together: a round of members' orders, the tender that pools them, and how goods that came were shared out.

What was ordered, quoted, awarded, received and handed out is added to and never changed. A tender is seen by the suppliers asked and knows
nothing of the members; all the rest stands behind the wall of the cooperative.
"""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rochdale.base.tenancy import OwnedRows
from rochdale.kernel.ids import new_id
from rochdale.kernel.money import Money


class Deed(models.Model):
    """Who did it and when."""

    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        abstract = True


class Walled(models.Model):
    """A row of one cooperative that nobody else reaches."""

    id = models.UUIDField(primary_key=True, default=new_id)
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")

    objects = OwnedRows.as_manager()

    class Meta:
        abstract = True


class Tender(Deed):
    """What all members together want, as the suppliers asked see it. Frozen but for the day it is opened."""

    id = models.UUIDField(primary_key=True, default=new_id)
    number = models.CharField(max_length=30, unique=True)
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    content = models.JSONField()
    currency = models.CharField(max_length=3)
    preference = models.DecimalField(max_digits=4, decimal_places=3)
    """The share by which a cooperative supplier may be dearer and still win."""
    needed_by = models.DateField()
    others_from = models.DateTimeField()
    until = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("others_from")), name="others_are_asked_before_quotes_end"),
            models.CheckConstraint(condition=Q(preference__gte=0, preference__lte=1), name="a_preference_is_a_share"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def preference_percent(self) -> Decimal:
        """The preference as people say it."""
        return (self.preference * 100).normalize()


class Asked(Deed):
    """A supplier asked for a quote: an organization that works with Rochdale, or another one by its name and address."""

    id = models.UUIDField(primary_key=True, default=new_id)
    tender = models.ForeignKey(Tender, models.PROTECT, related_name="asked")
    supplier = models.ForeignKey("people.Organization", models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=300, blank=True)
    is_cooperative = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tender", "supplier"], condition=Q(supplier__isnull=False), name="a_supplier_is_asked_once"),
            models.CheckConstraint(condition=~Q(name=""), name="a_supplier_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Quote(Deed):
    """A sealed quote; a later one of the same supplier takes its place. Nobody but the supplier reads it before the opening."""

    id = models.UUIDField(primary_key=True, default=new_id)
    asked = models.ForeignKey(Asked, models.PROTECT, related_name="quotes")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    """Empty where it was withdrawn."""
    sha256 = models.CharField(max_length=64)
    document_id = models.UUIDField(null=True)
    """The paper it was typed in from."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["asked", "number"], name="quotes_of_a_supplier_are_counted")]


class Award(models.Model):
    """Who supplies what, as prepared by one person and decided by another. Never edited."""

    id = models.UUIDField(primary_key=True, default=new_id)
    tender = models.OneToOneField(Tender, models.PROTECT, related_name="award")
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    prepared_by_id = models.CharField(max_length=64)
    prepared_by_name = models.CharField(max_length=200)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()


class BuyingRound(Walled, Deed):
    """Members' orders for inputs or tools, from the first one to what was handed out."""

    class State(models.TextChoices):
        ORDERING = "ordering", _("Members order")
        TENDER = "tender", _("Suppliers quote")
        OPENED = "opened", _("Quotes are open")
        AWARDED = "awarded", _("Ordered from suppliers")
        CLOSED = "closed", _("Done")
        DROPPED = "dropped", _("Dropped")

    number = models.CharField(max_length=30)
    title = models.CharField(max_length=120)
    product = models.CharField(max_length=40)
    """The harvest that pays it back."""
    currency = models.CharField(max_length=3)
    preference = models.DecimalField(max_digits=4, decimal_places=3)
    order_until = models.DateField()
    needed_by = models.DateField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.ORDERING)
    tender = models.OneToOneField(Tender, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "number"], name="a_round_has_its_number_alone"),
            models.CheckConstraint(condition=Q(needed_by__gt=F("order_until")), name="goods_are_needed_after_they_are_ordered"),
            models.CheckConstraint(
                condition=Q(state__in=["ordering", "dropped"]) | Q(tender__isnull=False), name="a_round_past_its_orders_has_a_tender"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class RoundPlace(Walled):
    """A collection point to which goods of a round come."""

    round = models.ForeignKey(BuyingRound, models.PROTECT, related_name="places")
    facility = models.ForeignKey("supply.Facility", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "facility"], name="a_place_is_named_once_in_a_round")]


class RoundItem(Walled):
    """One thing that members may order."""

    round = models.ForeignKey(BuyingRound, models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=120)
    unit = models.CharField(max_length=3)
    """UN/CEFACT Recommendation 20."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "position"], name="items_of_a_round_are_counted")]

    def __str__(self) -> str:
        return self.what


class MemberOrder(Walled, Deed):
    """How much a member wants of an item, as last said; zero takes it back. What was said before stays."""

    item = models.ForeignKey(RoundItem, models.PROTECT, related_name="orders")
    grower = models.ForeignKey("supply.Grower", models.PROTECT, related_name="+")
    facility = models.ForeignKey("supply.Facility", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    quantity = models.DecimalField(max_digits=12, decimal_places=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "grower", "number"], name="orders_of_a_member_are_counted"),
            models.CheckConstraint(condition=Q(quantity__gte=0), name="nobody_orders_less_than_nothing"),
        ]


class Arrival(Walled, Deed):
    """Goods that came to a collection place from a supplier; below zero where an entry is taken back."""

    item = models.ForeignKey(RoundItem, models.PROTECT, related_name="arrivals")
    asked = models.ForeignKey(Asked, models.PROTECT, related_name="+")
    facility = models.ForeignKey("supply.Facility", models.PROTECT, related_name="+")
    quantity = models.DecimalField(max_digits=12, decimal_places=1)
    note = models.CharField(max_length=300)
    """The supplier's delivery note, or why it is taken back."""

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(quantity=0), name="something_arrived_or_was_taken_back")]


class Allotment(Walled, Deed):
    """What a member gets of what came, and what it costs her."""

    item = models.ForeignKey(RoundItem, models.PROTECT, related_name="allotments")
    run = models.PositiveSmallIntegerField()
    grower = models.ForeignKey("supply.Grower", models.PROTECT, related_name="+")
    facility = models.ForeignKey("supply.Facility", models.PROTECT, related_name="+")
    quantity = models.DecimalField(max_digits=12, decimal_places=1)
    amount_minor = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "run", "grower"], name="a_member_gets_a_share_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0, amount_minor__gte=0), name="a_share_is_of_something"),
        ]


class HandOut(Walled, Deed):
    """A share that a member signed for, paid in cash or charged to her account as input credit."""

    class Means(models.TextChoices):
        CREDIT = "credit", _("On credit, under the mandate")
        CASH = "cash", _("Paid in cash")

    allotment = models.OneToOneField(Allotment, models.PROTECT, related_name="hand_out")
    means = models.CharField(max_length=6, choices=Means.choices)


class SupplierPayment(Walled, Deed):
    """What the cooperative paid a supplier; below zero where a payment is taken back."""

    tender = models.ForeignKey(Tender, models.PROTECT, related_name="+")
    asked = models.ForeignKey(Asked, models.PROTECT, related_name="+")
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    on = models.DateField()
    reference = models.CharField(max_length=100)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(amount_minor=0), name="a_supplier_is_paid_something")]

    @property
    def money(self) -> Money:
        """What was paid."""
        return Money.of_minor(self.amount_minor, self.currency)
