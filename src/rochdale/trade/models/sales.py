"""What follows a contract: its versions and who signed them, invoices and credit notes, what the buyer paid."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rochdale.kernel.ids import new_id
from rochdale.kernel.money import Money
from rochdale.trade.models.contracts import Contract


class ContractVersion(models.Model):
    """Who does what under a contract, and its clauses, as one party proposed them. Never edited: the next version amends it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    proposed_by = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="a_version_of_a_contract_has_its_number_alone"),
            models.CheckConstraint(condition=Q(number__gt=0), name="versions_of_a_contract_count_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.contract}/{self.number}"


class ContractSignature(models.Model):
    """What a party said to a version of its contract."""

    id = models.UUIDField(primary_key=True, default=new_id)
    version = models.ForeignKey(ContractVersion, models.PROTECT, related_name="signatures")
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    is_yes = models.BooleanField()
    reason = models.TextField(blank=True)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "organization"], name="a_party_says_once_what_it_thinks_of_a_version"),
            models.CheckConstraint(condition=Q(is_yes=True) | ~Q(reason=""), name="a_no_to_a_version_has_a_reason"),
        ]


class Invoice(models.Model):
    """An invoice or credit note, frozen as issued (EN 16931). A mistake is corrected by a credit note, never by an edit."""

    class Kind(models.TextChoices):
        INVOICE = "380", _("Invoice")
        CREDIT_NOTE = "381", _("Credit note")

    id = models.UUIDField(primary_key=True, default=new_id)
    number = models.CharField(max_length=40, unique=True)
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="invoices")
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=3, choices=Kind.choices)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="credit_notes")
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    total_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    issued_on = models.DateField()
    due_on = models.DateField(null=True)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(total_minor__gt=0), name="an_invoice_is_above_zero"),
            models.CheckConstraint(
                condition=Q(kind="380", corrects=None) | Q(kind="381", corrects__isnull=False), name="a_credit_note_corrects_an_invoice"
            ),
            models.CheckConstraint(condition=Q(due_on=None) | Q(due_on__gte=F("issued_on")), name="an_invoice_is_due_after_it_is_issued"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def total(self) -> Money:
        """What it asks for, or gives back."""
        return Money.of_minor(self.total_minor, self.currency)

    @property
    def party_ids(self) -> set[UUID]:
        """Those who sign its contract."""
        return self.contract.party_ids


class Payment(models.Model):
    """Money that came in on an invoice, as its bank's paper says. Taken back by a row of its own."""

    id = models.UUIDField(primary_key=True, default=new_id)
    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="payments")
    amount_minor = models.BigIntegerField()
    on = models.DateField()
    reference = models.CharField(max_length=100)
    takes_back = models.OneToOneField("self", models.PROTECT, null=True, related_name="taken_back_by")
    reason = models.TextField(blank=True)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(takes_back=None, amount_minor__gt=0) | Q(takes_back__isnull=False, amount_minor__lt=0),
                name="a_payment_is_above_zero_or_takes_one_back",
            ),
        ]

    @property
    def money(self) -> Money:
        """What came in; below zero where it takes a payment back."""
        return Money.of_minor(self.amount_minor, self.invoice.currency)


class PoolSettlement(models.Model):
    """What a pool's money came to and how it was shared out, as prepared by one person and decided by another. Never edited."""

    id = models.UUIDField(primary_key=True, default=new_id)
    contract = models.OneToOneField(Contract, models.PROTECT, related_name="settlement")
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    """Who held the money."""
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    prepared_by_id = models.CharField(max_length=64)
    prepared_by_name = models.CharField(max_length=200)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.contract)
