"""Shipments of contracts: what happened when, which papers are there, and which papers a route asks for."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rochdale.kernel.ids import new_id
from rochdale.trade.models.contracts import Contract


class Shipment(models.Model):
    """Goods of one contract, or of several of one container, on their way. What happens to it are its milestones."""

    id = models.UUIDField(primary_key=True, default=new_id)
    number = models.CharField(max_length=30, unique=True)
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    """Who began it."""
    mode = models.CharField(max_length=10, choices=[("sea", _("By ship")), ("truck", _("By truck")), ("air", _("By air"))])
    contracts = models.ManyToManyField(Contract, through="ShipmentContract", related_name="shipments")
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.number

    @property
    def party_ids(self) -> set[UUID]:
        """Those who sign its contracts."""
        return {id for one in self.contracts.order_by("number") for id in one.party_ids}

    @property
    def seller_ids(self) -> set[UUID]:
        """Those of them who sell."""
        return {id for one in self.contracts.order_by("number") for id in one.seller_ids}


class ShipmentContract(models.Model):
    """A contract of which a shipment holds goods."""

    id = models.BigAutoField(primary_key=True)
    shipment = models.ForeignKey(Shipment, models.PROTECT, related_name="of_contracts")
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shipment", "contract"], name="a_contract_is_in_a_shipment_once")]


class Milestone(models.Model):
    """Something that happened to a shipment on a day. Never edited: what was written wrong is taken back by a row of its own."""

    class Kind(models.TextChoices):
        BOOKED = "booked", _("Booking")
        STUFFED = "stuffed", _("Stuffing")
        WEIGHED = "weighed", _("Gross mass")
        SEALED = "sealed", _("Seals")
        DEPARTED = "departed", _("Departure")
        ARRIVED = "arrived", _("Arrival")
        LANDED = "landed", _("Weight on arrival")
        CLAIMED = "claimed", _("Claim for weight")

    id = models.UUIDField(primary_key=True, default=new_id)
    shipment = models.ForeignKey(Shipment, models.PROTECT, related_name="milestones")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    on = models.DateField()
    content = models.JSONField(default=dict)
    """What was booked, stuffed, weighed …: plain text, figures as text."""
    takes_back = models.OneToOneField("self", models.PROTECT, null=True, related_name="taken_back_by")
    reason = models.TextField(blank=True)
    """Why it takes one back; of a departure, why it left without a paper."""
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(takes_back=None) | ~Q(reason=""), name="a_milestone_is_taken_back_with_a_reason"),
        ]
        indexes = [models.Index(fields=["shipment", "kind"], name="milestones_of_a_shipment")]


class Seal(models.Model):
    """A seal put on a container, by its number."""

    id = models.BigAutoField(primary_key=True)
    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="seals")
    number = models.CharField(max_length=30)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["milestone", "number"], name="a_seal_closes_a_container_once")]
        indexes = [models.Index(fields=["number"], name="seals_by_number")]


class ShippingPaper(models.Model):
    """A paper that somebody else issued, as a file. Never edited: the next one stands beside it, a wrong one is taken back by a row."""

    id = models.UUIDField(primary_key=True, default=new_id)
    shipment = models.ForeignKey(Shipment, models.PROTECT, related_name="papers")
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    """Who brought it."""
    kind = models.CharField(max_length=30)
    about = models.CharField(max_length=40, blank=True)
    """Of a certificate: its scheme."""
    number = models.CharField(max_length=100)
    issuer = models.CharField(max_length=200)
    issued_on = models.DateField()
    valid_until = models.DateField(null=True)
    figures = models.JSONField(default=dict)
    """Of a residue report: found, limit of quantification and limit in ppm, and whether the laboratory is accredited."""
    document_id = models.UUIDField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    takes_back = models.OneToOneField("self", models.PROTECT, null=True, related_name="taken_back_by")
    reason = models.TextField(blank=True)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(takes_back=None) | ~Q(reason=""), name="a_shipping_paper_is_taken_back_with_a_reason"),
        ]
        indexes = [models.Index(fields=["shipment", "kind"], name="papers_of_a_shipment")]


class DocumentRequirement(models.Model):
    """A row of what a route asks for, recorded here in the place of an older one of its key, also of one the project ships."""

    id = models.UUIDField(primary_key=True, default=new_id)
    key = models.SlugField(max_length=60)
    content = models.JSONField()
    """Goods, route, period, paper, issuer, days: as `rules.papers.Requirement` names them."""
    source = models.TextField()
    verified_by_id = models.CharField(max_length=64, blank=True)
    verified_by = models.CharField(max_length=200, blank=True)
    verified_on = models.DateField(null=True)
    verification_note = models.TextField(blank=True)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(source=""), name="a_row_of_papers_has_a_source"),
            models.CheckConstraint(condition=Q(verified_on=None) | ~Q(verified_by=""), name="a_row_of_papers_is_verified_by_somebody"),
        ]
        indexes = [models.Index(fields=["key", "at"], name="rows_of_papers_by_key")]

    def __str__(self) -> str:
        return self.key
