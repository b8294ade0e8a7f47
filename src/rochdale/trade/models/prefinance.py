"""Money lent against contracts: asked, agreed, drawn, paid back. Rows are written once; a mistake is taken back by another."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rochdale.kernel.ids import new_id
from rochdale.kernel.money import Money
from rochdale.trade.models.contracts import Contract
from rochdale.trade.models.sales import Payment


class Prefinance(models.Model):
    """A cooperative asks a lender (a buyer, a fund, any organization) for money until its buyers have paid."""

    id = models.UUIDField(primary_key=True, default=new_id)
    number = models.CharField(max_length=30, unique=True)
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    """Who borrows."""
    lender = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    purpose = models.TextField()
    needed_by = models.DateField()
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="what_is_asked_for_is_above_zero"),
            models.CheckConstraint(condition=~Q(lender=F("organization")), name="nobody_lends_to_itself"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def party_ids(self) -> set[UUID]:
        """The two sides."""
        return {self.organization_id, self.lender_id}

    @property
    def amount(self) -> Money:
        """What was asked for."""
        return Money.of_minor(self.amount_minor, self.currency)


class Pledge(models.Model):
    """A contract whose proceeds pay back a pre-finance, as it stood when it was pledged."""

    id = models.UUIDField(primary_key=True, default=new_id)
    prefinance = models.ForeignKey(Prefinance, models.PROTECT, related_name="pledges")
    contract = models.ForeignKey(Contract, models.PROTECT, null=True, related_name="pledges")
    """None where it came with the export of a lender that does not sign the contract."""
    content = models.JSONField()
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["prefinance", "contract"], name="a_contract_is_pledged_once_for_a_prefinance")]


class PrefinanceTerms(models.Model):
    """At which cost, until when and by whom it is paid back, as the lender said it. New terms are the next number."""

    id = models.UUIDField(primary_key=True, default=new_id)
    prefinance = models.ForeignKey(Prefinance, models.PROTECT, related_name="terms")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["prefinance", "number"], name="terms_of_a_prefinance_have_their_number_alone"),
            models.CheckConstraint(condition=Q(number__gt=0), name="terms_of_a_prefinance_count_from_one"),
        ]


class PrefinanceAnswer(models.Model):
    """What the cooperative said to the terms."""

    id = models.UUIDField(primary_key=True, default=new_id)
    terms = models.OneToOneField(PrefinanceTerms, models.PROTECT, related_name="answer")
    is_yes = models.BooleanField()
    reason = models.TextField(blank=True)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(is_yes=True) | ~Q(reason=""), name="a_no_to_terms_has_a_reason")]


class PrefinanceMove(models.Model):
    """Money drawn or received, with the reference of the bank. Taken back by a row of its own."""

    class Kind(models.TextChoices):
        DRAW = "draw", _("Drawn")
        RECEIPT = "receipt", _("Came in")

    id = models.UUIDField(primary_key=True, default=new_id)
    prefinance = models.ForeignKey(Prefinance, models.PROTECT, related_name="moves")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    amount_minor = models.BigIntegerField()
    on = models.DateField()
    reference = models.CharField(max_length=100)
    payment = models.ForeignKey(Payment, models.PROTECT, null=True, related_name="prefinance_moves")
    """The buyer's payment it came out of."""
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    """Who wrote it."""
    takes_back = models.OneToOneField("self", models.PROTECT, null=True, related_name="taken_back_by")
    reason = models.TextField(blank=True)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(takes_back=None, amount_minor__gt=0) | Q(takes_back__isnull=False, amount_minor__lt=0),
                name="money_of_a_prefinance_is_above_zero_or_takes_some_back",
            ),
        ]

    @property
    def money(self) -> Money:
        """Below zero where it takes a row back."""
        return Money.of_minor(self.amount_minor, self.prefinance.currency)


class PrefinanceEnd(models.Model):
    """The last word: the lender does not lend, the cooperative does not need it any more, or all is paid back."""

    class Kind(models.TextChoices):
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        CLOSED = "closed", _("Paid back")

    id = models.UUIDField(primary_key=True, default=new_id)
    prefinance = models.OneToOneField(Prefinance, models.PROTECT, related_name="end")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
