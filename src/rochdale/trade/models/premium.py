"""The premium ledger of an organization: what came in and went out, what its assembly decided, and what it asks of itself."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rochdale.base.tenancy import OwnedRows
from rochdale.kernel.ids import new_id
from rochdale.kernel.money import Money
from rochdale.trade.models.sales import Invoice


class PremiumPlan(models.Model):
    """How an assembly divided a premium, as the minutes say; written by one person, confirmed by another. Never edited."""

    id = models.UUIDField(primary_key=True, default=new_id)
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    product = models.CharField(max_length=60)
    currency = models.CharField(max_length=3)
    held_on = models.DateField()
    members = models.PositiveIntegerField()
    needed = models.PositiveIntegerField()
    present = models.PositiveIntegerField()
    yes = models.PositiveIntegerField()
    no = models.PositiveIntegerField()
    abstained = models.PositiveIntegerField()
    document_id = models.UUIDField()
    """The minutes."""
    prepared_by_id = models.CharField(max_length=64)
    prepared_by_name = models.CharField(max_length=200)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    objects = OwnedRows["PremiumPlan"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(present__gte=F("needed"), needed__gt=0), name="a_premium_plan_was_voted_with_a_quorum"),
            models.CheckConstraint(condition=Q(yes__gt=F("no")), name="a_premium_plan_has_more_yes_than_no"),
        ]


class PremiumProject(models.Model):
    """What a plan gives money to."""

    id = models.UUIDField(primary_key=True, default=new_id)
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    plan = models.ForeignKey(PremiumPlan, models.PROTECT, related_name="projects")
    name = models.CharField(max_length=120)
    category = models.CharField(max_length=20)
    budget_minor = models.BigIntegerField()

    objects = OwnedRows["PremiumProject"].as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(budget_minor__gt=0), name="a_premium_project_has_a_budget")]

    def __str__(self) -> str:
        return self.name

    @property
    def budget(self) -> Money:
        """What the assembly gave it."""
        return Money.of_minor(self.budget_minor, self.plan.currency)


class PremiumEntry(models.Model):
    """One change of the ledger: above zero came in, below zero was spent. Taken back by a row of its own. Never edited."""

    class Kind(models.TextChoices):
        RECEIPT = "receipt", _("Came in")
        EXPENSE = "expense", _("Spent")

    id = models.UUIDField(primary_key=True, default=new_id)
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=7, choices=Kind.choices)
    product = models.CharField(max_length=60)
    currency = models.CharField(max_length=3)
    amount_minor = models.BigIntegerField()
    on = models.DateField()
    what = models.CharField(max_length=200)
    """The bank's reference of a receipt; what an expense was for."""
    invoice = models.ForeignKey(Invoice, models.PROTECT, null=True, related_name="+")
    kg = models.DecimalField(max_digits=14, decimal_places=3, null=True)
    rate = models.DecimalField(max_digits=20, decimal_places=8, null=True)
    due_minor = models.BigIntegerField(null=True)
    """What the invoice owes of premium: kg × rate."""
    project = models.ForeignKey(PremiumProject, models.PROTECT, null=True, related_name="entries")
    paid = models.JSONField(default=dict)
    """What was paid in another currency, and the rates used, with day and source."""
    document_id = models.UUIDField(null=True)
    takes_back = models.OneToOneField("self", models.PROTECT, null=True, related_name="taken_back_by")
    reason = models.TextField(blank=True)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    objects = OwnedRows["PremiumEntry"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="receipt", invoice__isnull=False, project=None) | Q(kind="expense", invoice=None, project__isnull=False),
                name="a_premium_comes_from_an_invoice_and_goes_to_a_project",
            ),
            models.CheckConstraint(
                condition=Q(kind="receipt", takes_back=None, amount_minor__gt=0)
                | Q(kind="receipt", takes_back__isnull=False, amount_minor__lt=0)
                | Q(kind="expense", takes_back=None, amount_minor__lt=0)
                | Q(kind="expense", takes_back__isnull=False, amount_minor__gt=0),
                name="a_receipt_adds_and_an_expense_takes_away",
            ),
        ]
        indexes = [models.Index(fields=["organization", "product", "currency", "on"], name="premium_of_a_ledger")]

    @property
    def money(self) -> Money:
        """With its sign."""
        return Money.of_minor(self.amount_minor, self.currency)


class PremiumSetting(models.Model):
    """What an organization asks of the premium of a product. The newest counts."""

    id = models.UUIDField(primary_key=True, default=new_id)
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    product = models.CharField(max_length=60)
    bettering = models.DecimalField(max_digits=5, decimal_places=4)
    most_years = models.PositiveIntegerField()
    source = models.CharField(max_length=200)
    is_verified = models.BooleanField()
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    objects = OwnedRows["PremiumSetting"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(bettering__gte=0, bettering__lte=1), name="a_share_of_a_premium_is_a_share"),
            models.CheckConstraint(condition=Q(most_years__gt=0), name="a_premium_has_some_years_to_be_spent"),
        ]
