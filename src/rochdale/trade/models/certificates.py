"""Certificates with their scope and what the certifier says of them; groups of operators between member and union."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from rochdale.base.tenancy import OwnedRows
from rochdale.kernel.ids import new_id
from rochdale.trade.rules.certificates import Status


class Certificate(models.Model):
    """A certificate that an organization holds, with its scope. Never edited: a renewal is another row, a status a change."""

    id = models.UUIDField(primary_key=True, default=new_id)
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    scheme = models.CharField(max_length=60)
    number = models.CharField(max_length=60)
    holder = models.CharField(max_length=200)
    certifier = models.CharField(max_length=200)
    products = models.JSONField(default=list)
    sites = models.JSONField(default=list)
    """Nothing: every site of the holder."""
    valid_from = models.DateField()
    valid_until = models.DateField()
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "scheme", "number", "valid_from"], name="a_certificate_is_written_down_once_for_each_term"
            ),
            models.CheckConstraint(
                condition=~Q(number="") & ~Q(holder="") & ~Q(certifier=""), name="a_certificate_names_who_gave_it_to_whom"
            ),
            models.CheckConstraint(condition=Q(valid_until__gte=F("valid_from")), name="a_held_certificate_ends_after_it_starts"),
        ]
        indexes = [models.Index(fields=["scheme", "valid_until"], name="certificates_by_scheme")]

    def __str__(self) -> str:
        return f"{self.scheme} {self.number}"


class CertificateChange(models.Model):
    """The certifier suspended or withdrew a certificate, or put it in force again."""

    id = models.UUIDField(primary_key=True, default=new_id)
    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="changes")
    status = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Status])
    on = models.DateField()
    reason = models.TextField()
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(status__in=[one.value for one in Status]), name="a_status_of_a_certificate_is_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="a_status_of_a_certificate_has_a_reason"),
        ]


class CertificatePaper(models.Model):
    """The certificate itself as a file. A better scan is another row; the newest is shown."""

    id = models.UUIDField(primary_key=True, default=new_id)
    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="papers")
    document_id = models.UUIDField()
    sha256 = models.CharField(max_length=64)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(sha256=""), name="a_paper_of_a_certificate_has_its_hash")]


class CertifiedGroup(models.Model):
    """A group of operators (EU organic): farmers of a cooperative under one certificate, with an internal control of their own."""

    id = models.UUIDField(primary_key=True, default=new_id)
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    registration = models.CharField(max_length=60)
    """The number under which it is a legal person: the regulation wants one."""
    controller = models.CharField(max_length=200)
    """Who answers for the internal control."""
    founded_at = models.DateTimeField()

    objects = OwnedRows["CertifiedGroup"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "name"], name="a_group_of_operators_has_its_name_alone"),
            models.CheckConstraint(
                condition=~Q(registration="") & ~Q(controller=""), name="a_group_of_operators_is_a_legal_person_with_control"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class GroupMember(models.Model):
    """A farmer in a group of operators, from a day on and up to but not including another."""

    id = models.UUIDField(primary_key=True, default=new_id)
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    group = models.ForeignKey(CertifiedGroup, models.PROTECT, related_name="members")
    grower = models.ForeignKey("supply.Grower", models.PROTECT, related_name="+")
    hectares = models.DecimalField(max_digits=10, decimal_places=4)
    turnover_eur = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    since_on = models.DateField()
    until_on = models.DateField(null=True)

    objects = OwnedRows["GroupMember"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "grower"], condition=Q(until_on=None), name="a_farmer_is_in_one_group_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(hectares__lte=5) | Q(turnover_eur__isnull=False, turnover_eur__lte=25_000), name="a_farmer_in_a_group_is_small"
            ),
            models.CheckConstraint(condition=Q(hectares__gt=0), name="a_farmer_in_a_group_has_land"),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("since_on")), name="a_farmer_leaves_a_group_after_joining"
            ),
        ]
