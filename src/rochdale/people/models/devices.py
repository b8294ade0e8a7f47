"""Devices that an organization has enrolled, and the PINs with which its staff take turns on them."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import CheckConstraint, F, Q
from django.utils.translation import gettext_lazy as _

from rochdale.base.tenancy import OwnedRows
from rochdale.kernel.ids import new_id
from rochdale.people.models.organizations import Organization
from rochdale.people.models.persons import Person


class DeviceKind(models.TextChoices):
    """What it is in the hand."""

    PHONE = "phone", _("phone")
    TABLET = "tablet", _("tablet")
    LAPTOP = "laptop", _("laptop")


class Devices(OwnedRows["Device"]):
    def enrolled(self) -> Self:
        """Those not struck off."""
        return self.filter(struck_off_at=None)


class Device(models.Model):
    """A phone, tablet or laptop of an organization. It knows a secret of which only the hash is kept here."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="devices")
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, choices=DeviceKind.choices)
    secret_sha256 = models.CharField(max_length=64, unique=True)
    is_shared = models.BooleanField(default=False)
    """Goes from hand to hand: whoever uses it is signed out after each task."""
    enrolled_at = models.DateTimeField()
    enrolled_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    seen_at = models.DateTimeField(null=True)
    struck_off_at = models.DateTimeField(null=True)
    struck_off_because = models.CharField(max_length=20, blank=True)

    objects = Devices.as_manager()

    class Meta:
        constraints = [
            CheckConstraint(condition=~Q(name=""), name="device_has_a_name"),
            CheckConstraint(
                condition=Q(struck_off_at=None) | Q(struck_off_at__gte=F("enrolled_at")), name="device_is_enrolled_before_it_is_struck_off"
            ),
        ]
        indexes = [models.Index(fields=["organization", "name"], name="devices_of_organization")]

    def __str__(self) -> str:
        return self.name


class Enrolment(models.Model):
    """A code with which another device enrols itself: once, within a quarter of an hour."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="enrolments")
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, choices=DeviceKind.choices)
    is_shared = models.BooleanField(default=False)
    code_sha256 = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    device = models.OneToOneField(Device, null=True, on_delete=models.PROTECT, related_name="enrolment")

    objects = OwnedRows["Enrolment"].as_manager()

    class Meta:
        constraints = [CheckConstraint(condition=Q(expires_at__gt=F("at")), name="enrolment_expires_after_it_is_made")]


class Pin(models.Model):
    """The figures a person taps on an enrolled device; worth nothing anywhere else. Kept as a slow hash."""

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.PROTECT, related_name="pin")
    hash = models.CharField(max_length=200)
    set_at = models.DateTimeField()
