"""How people get in who were asked in, or who lost their way in: invitations and recovery slips. Only hashes of codes are kept."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from rochdale.base.tenancy import OwnedRows
from rochdale.kernel.ids import new_id
from rochdale.people.models.organizations import Organization
from rochdale.people.models.persons import Person


class Invitations(OwnedRows["Invitation"]):
    def open(self, at: datetime) -> Self:
        """Those that can still be accepted."""
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=at)


class Invitation(models.Model):
    """An organization asks a person in, with the offices that wait there. Handed over as a link, a printed slip or a QR code."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="invitations")
    name = models.CharField(max_length=200)
    """Of the person who is invited, as the one who invites knows it."""
    offices = models.JSONField(default=list)
    code_sha256 = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    """Who invited; nothing when the installation did."""
    at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    objects = Invitations.as_manager()

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(expires_at__gt=F("at")), name="invitation_expires_after_it_is_made"),
            CheckConstraint(condition=Q(accepted_at=None) | Q(withdrawn_at=None), name="invitation_is_accepted_or_withdrawn"),
            CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by=None) | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="whoever_accepts_is_known",
            ),
        ]
        indexes = [models.Index(fields=["organization", "at"], name="invitations_of_organization")]


class RecoverySlip(models.Model):
    """A paper with which a person who lost password or second factor gets in again: once, within a day of printing."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="recovery_slips")
    organization = models.ForeignKey(Organization, null=True, on_delete=models.PROTECT, related_name="recovery_slips")
    """Whose officer asked for it; nothing when the installation did."""
    at = models.DateTimeField()
    code_sha256 = models.CharField(max_length=64, blank=True)
    """Empty until it is printed."""
    printed_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()
    """Before printing: until when it may be printed; then: until when it may be used."""
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(printed_at=None, code_sha256="") | (Q(printed_at__isnull=False) & ~Q(code_sha256="")),
                name="slip_has_a_code_once_printed",
            ),
            CheckConstraint(condition=Q(used_at=None) | Q(printed_at__isnull=False, withdrawn_at=None), name="only_a_printed_slip_is_used"),
            UniqueConstraint(fields=["code_sha256"], condition=~Q(code_sha256=""), name="a_code_opens_one_slip"),
        ]


class SlipConsent(models.Model):
    """An officer stands up for the person of a slip."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slip = models.ForeignKey(RecoverySlip, on_delete=models.PROTECT, related_name="consents")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    """For which organization the officer spoke."""
    at = models.DateTimeField()

    class Meta:
        constraints = [UniqueConstraint(fields=["slip", "by"], name="an_officer_consents_once")]
