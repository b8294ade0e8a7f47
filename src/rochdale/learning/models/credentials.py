"""Certificates of learning as they were signed, the public keys that check them, and those that were taken back."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q

from rochdale.kernel.ids import new_id
from rochdale.learning.models.groups import Group


class CredentialKey(models.Model):
    """A public key under which certificates were signed here. Its secret half stands in the settings and nowhere else."""

    id = models.CharField(primary_key=True, max_length=20)
    """As `rules.credentials.key_id`."""
    jwk = models.JSONField()
    since_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.id


class CredentialKind(models.TextChoices):
    """Of whom it tells."""

    PARTICIPANT = "participant"
    TRAINER = "trainer"


class Credential(models.Model):
    """A certificate, signed once. What was signed is never changed; only a name can be taken out, and then the token goes with it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    code = models.CharField(max_length=20, unique=True)
    """As it is printed and stands in the address: K7QM-2XPD-9FRT."""
    kind = models.CharField(max_length=20, choices=CredentialKind)
    issuer_id = models.UUIDField()
    """The organization that issued it."""
    issuer = models.CharField(max_length=200)
    """Its DID, as it was signed."""
    issuer_code = models.CharField(max_length=20)
    """Under which its keys and its list are published."""
    achievement = models.CharField(max_length=80)
    """A module as think/t1, a stage or a bundle by its code, or what a trainer became."""
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=10)
    subject_id = models.UUIDField()
    """The same for the same person here, and says nothing of anybody."""
    holder = models.CharField(max_length=200)
    """Printed on paper. It stands in what is signed only where `names_holder`."""
    names_holder = models.BooleanField()
    group = models.ForeignKey(Group, models.PROTECT, null=True, related_name="credentials")
    evidence = models.TextField()
    address = models.CharField(max_length=200, unique=True)
    """Its id in what is signed, and the page that tells how it stands."""
    status_index = models.PositiveIntegerField()
    """Its bit in the list of its issuer."""
    token = models.TextField(blank=True)
    """The compact JWS, letter by letter."""
    key = models.ForeignKey(CredentialKey, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer_code", "status_index"], name="a_bit_of_a_list_belongs_to_one_credential"),
            models.CheckConstraint(condition=Q(kind__in=CredentialKind.values), name="a_credential_is_of_a_known_kind"),
            models.CheckConstraint(
                condition=~Q(kind=CredentialKind.PARTICIPANT) | Q(group__isnull=False), name="a_participant_learned_in_a_group"
            ),
        ]
        indexes = [
            models.Index(fields=["group", "-issued_at", "id"], name="credentials_of_a_group"),
            models.Index(fields=["subject_id", "achievement"], name="credentials_of_a_person"),
            models.Index(fields=["issuer"], name="credentials_of_an_issuer"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def organization_id(self) -> UUID:
        """Whose it is, as permissions ask for it."""
        return self.issuer_id

    @property
    def is_revoked(self) -> bool:
        return hasattr(self, "revocation")


class Revocation(models.Model):
    """A certificate taken back, once and for good."""

    credential = models.OneToOneField(Credential, models.PROTECT, primary_key=True, related_name="revocation")
    at = models.DateTimeField()
    reason = models.CharField(max_length=300)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return str(self.credential_id)
