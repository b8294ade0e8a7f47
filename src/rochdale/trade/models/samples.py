"""Samples: asked for, sent, received, judged under a protocol, approved or rejected; and what a rejection may cost."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rochdale.kernel.ids import new_id
from rochdale.trade.models.contracts import Contract
from rochdale.trade.models.goods import Offer
from rochdale.trade.models.negotiation import SIDES


class Sample(models.Model):
    """A few hundred grams of a lot on their way from a seller to a buyer, of a lot on offer or of a line of a contract."""

    class Kind(models.TextChoices):
        OFFER = "offer", _("Offer sample")
        PRE_SHIPMENT = "pre-shipment", _("Pre-shipment sample")
        ARRIVAL = "arrival", _("Arrival sample")

    class State(models.TextChoices):
        DUE = "due", _("Due")
        SENT = "sent", _("Sent")
        RECEIVED = "received", _("Received")
        APPROVED = "approved", _("Approved")
        REJECTED = "rejected", _("Rejected")

    id = models.UUIDField(primary_key=True, default=new_id)
    code = models.CharField(max_length=20, unique=True)
    """What stands on its bag: S-7F3A9C."""
    kind = models.CharField(max_length=12, choices=Kind.choices)
    seller = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    buyer = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    offer = models.ForeignKey(Offer, models.PROTECT, null=True, related_name="samples")
    contract = models.ForeignKey(Contract, models.PROTECT, null=True, related_name="samples")
    position = models.PositiveIntegerField(default=0)
    """Place among the lines of the contract, from 0."""
    lot = models.CharField(max_length=60)
    product = models.CharField(max_length=60)
    grams = models.PositiveIntegerField()
    protocol = models.CharField(max_length=60, blank=True)
    """The protocol agreed on: its result is written under no other."""
    due_on = models.DateField()
    address = models.TextField()
    clause = models.CharField(max_length=10, blank=True)
    silence_days = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DUE)
    received_on = models.DateField(null=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    told_late_at = models.DateTimeField(null=True)
    """When the seller was told that it is late."""
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(grams__gt=0), name="a_sample_weighs_something"),
            models.CheckConstraint(condition=~Q(seller=F("buyer")), name="nobody_sends_itself_a_sample"),
            models.CheckConstraint(
                condition=Q(kind="offer", offer__isnull=False, contract=None) | (~Q(kind="offer") & Q(contract__isnull=False)),
                name="a_sample_is_of_an_offer_or_of_a_contract",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="samples_by_their_day")]

    def __str__(self) -> str:
        return self.code

    @property
    def party_ids(self) -> set[UUID]:
        """Who sends and who receives it."""
        return {self.seller_id, self.buyer_id}


class SampleStep(models.Model):
    """One step of a sample's way, as whoever took it says. Never edited."""

    class Kind(models.TextChoices):
        ASKED = "asked", _("Asked for")
        SENT = "sent", _("Sent")
        RECEIVED = "received", _("Received")
        RESULT = "result", _("Judged")
        APPROVED = "approved", _("Approved")
        REJECTED = "rejected", _("Rejected")
        SILENCE = "silence", _("Approved by silence")
        LATE = "late", _("Late")
        ALLOWANCE = "allowance", _("Allowance proposed")
        ALLOWANCE_REFUSED = "allowance-refused", _("Allowance refused")
        CANCELLED = "cancelled", _("Sale ended")

    id = models.UUIDField(primary_key=True, default=new_id)
    sample = models.ForeignKey(Sample, models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    side = models.CharField(max_length=6, choices=SIDES, blank=True)
    content = models.JSONField(default=dict)
    note = models.TextField(blank=True)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sample", "number"], name="a_step_of_a_sample_has_its_number_alone")]


class Allowance(models.Model):
    """Less for 1 kg because of a rejected sample, proposed by one side; it counts once the other has said yes."""

    id = models.UUIDField(primary_key=True, default=new_id)
    sample = models.ForeignKey(Sample, models.PROTECT, related_name="allowances")
    per_kg = models.DecimalField(max_digits=20, decimal_places=6)
    currency = models.CharField(max_length=3)
    reason = models.TextField()
    side = models.CharField(max_length=6, choices=SIDES)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    is_yes = models.BooleanField(null=True)
    answered_by_id = models.CharField(max_length=64, blank=True)
    answered_by_name = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(per_kg__gt=0), name="an_allowance_takes_something_off"),
            models.UniqueConstraint(fields=["sample"], condition=Q(is_yes=None), name="one_allowance_waits_at_a_time"),
            models.CheckConstraint(condition=Q(is_yes=None) ^ Q(answered_at__isnull=False), name="an_allowance_is_answered_or_waits"),
        ]
