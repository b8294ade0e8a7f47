"""Certificates that were issued, and the public keys that check them. Append-only: nothing printed can be unsaid."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from rochdale.kernel.ids import new_id
from rochdale.registry.models.ledger import Entity


class CertificateKey(models.Model):
    """A public key under which certificates were signed here. Its secret half stands in the settings and nowhere else."""

    id = models.CharField(primary_key=True, max_length=20)
    """As `kernel.signing_keys.PublicKey.id`."""
    x = models.CharField(max_length=43, unique=True)
    """The key: 32 bytes in base64url."""
    since_at = models.DateTimeField()


class KeyWithdrawal(models.Model):
    """A key somebody else may hold: only certificates that stand in the register's own list are believed under it."""

    key = models.OneToOneField(CertificateKey, models.PROTECT, primary_key=True, related_name="withdrawal")
    at = models.DateTimeField()
    reason = models.CharField(max_length=300)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)


class Certificate(models.Model):
    """What the register said of an entity on a day, signed and printed once. A reprint is another one."""

    id = models.UUIDField(primary_key=True, default=new_id)
    serial = models.CharField(max_length=20, unique=True)
    entity = models.ForeignKey(Entity, models.PROTECT, related_name="certificates")
    on = models.DateField()
    """The day of which it tells."""
    issued_at = models.DateTimeField()
    office = models.CharField(max_length=40)
    statement = models.TextField()
    """The signed token, letter by letter."""
    key = models.ForeignKey(CertificateKey, models.PROTECT, related_name="+")
    signed = models.JSONField(default=dict)
    """By what right it was signed, as `rules.signing.Signature`."""
    instead_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="reprints")
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(instead_of__isnull=True) | ~Q(instead_of=F("id")), name="a_certificate_is_not_its_own_reprint"
            )
        ]
        indexes = [models.Index(fields=["entity", "-issued_at", "id"], name="certificates_of_an_entity")]
