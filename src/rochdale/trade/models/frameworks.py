"""Frames two sides agree on, version by version, and what is called off within them. Every row is written once."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import F, Q

from rochdale.kernel.ids import new_id
from rochdale.trade.models.goods import Offer


class Framework(models.Model):
    """One seller and one buyer who mean to trade for a time."""

    id = models.UUIDField(primary_key=True, default=new_id)
    number = models.CharField(max_length=30, unique=True)
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    """Who sells."""
    buyer = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(buyer=F("organization")), name="nobody_agrees_a_frame_with_itself")]

    def __str__(self) -> str:
        return self.number

    @property
    def party_ids(self) -> set[UUID]:
        """The two sides."""
        return {self.organization_id, self.buyer_id}


class FrameworkVersion(models.Model):
    """What one side proposed. In force once both have said yes; amended by the next number."""

    id = models.UUIDField(primary_key=True, default=new_id)
    framework = models.ForeignKey(Framework, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    proposed_by = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["framework", "number"], name="a_version_of_a_frame_has_its_number_alone"),
            models.CheckConstraint(condition=Q(number__gt=0), name="versions_of_a_frame_count_from_one"),
        ]


class FrameworkSignature(models.Model):
    """What a side said to a version of the frame."""

    id = models.UUIDField(primary_key=True, default=new_id)
    version = models.ForeignKey(FrameworkVersion, models.PROTECT, related_name="signatures")
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    is_yes = models.BooleanField()
    reason = models.TextField(blank=True)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "organization"], name="a_side_says_once_what_it_thinks_of_a_frame"),
            models.CheckConstraint(condition=Q(is_yes=True) | ~Q(reason=""), name="a_no_to_a_frame_has_a_reason"),
        ]


class FrameworkNotice(models.Model):
    """One side ends the frame on a day. What is called off before stays."""

    id = models.UUIDField(primary_key=True, default=new_id)
    framework = models.OneToOneField(Framework, models.PROTECT, related_name="notice")
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    ends_on = models.DateField()
    reason = models.TextField(blank=True)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()


class CallOff(models.Model):
    """Part of a frame that one side asks for now, with its price reckoned. A contract once the other side has said yes."""

    id = models.UUIDField(primary_key=True, default=new_id)
    framework = models.ForeignKey(Framework, models.PROTECT, related_name="call_offs")
    version = models.ForeignKey(FrameworkVersion, models.PROTECT, related_name="call_offs")
    number = models.PositiveIntegerField()
    kg = models.PositiveIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["framework", "number"], name="a_call_off_has_its_number_alone"),
            models.CheckConstraint(condition=Q(kg__gt=0), name="a_call_off_has_weight"),
        ]

    def __str__(self) -> str:
        return f"{self.framework}/{self.number}"


class Filling(models.Model):
    """So many kg of an offer from which the seller fills a call-off: kept while it waits, sold with the yes, free again after a no."""

    id = models.UUIDField(primary_key=True, default=new_id)
    call_off = models.ForeignKey(CallOff, models.PROTECT, related_name="fillings")
    position = models.PositiveIntegerField()
    """Its place among the lines of the contract, from 0."""
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="fillings")
    kg = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call_off", "position"], name="a_call_off_has_one_lot_at_a_place"),
            models.UniqueConstraint(fields=["call_off", "offer"], name="a_call_off_names_an_offer_once"),
            models.CheckConstraint(condition=Q(kg__gt=0), name="a_filling_has_weight"),
        ]


class CallOffAnswer(models.Model):
    """What was said to a call-off: yes or no of the other side; a no of the side that asked takes it back."""

    id = models.UUIDField(primary_key=True, default=new_id)
    call_off = models.OneToOneField(CallOff, models.PROTECT, related_name="answer")
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    is_yes = models.BooleanField()
    reason = models.TextField(blank=True)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(is_yes=True) | ~Q(reason=""), name="a_no_to_a_call_off_has_a_reason")]
