"""What the parties of a sale tell: figures that one side knows, and papers that are shown once those concerned have said yes."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rochdale.kernel.ids import new_id
from rochdale.kernel.money import Money
from rochdale.trade.models.contracts import Contract


class SaleFigure(models.Model):
    """An amount that only one side of a sale knows. A new one replaces the old; neither is edited."""

    class Visibility(models.TextChoices):
        PRIVATE = "private", _("Only us")
        COUNTERPARTIES = "counterparties", _("The parties of this sale")
        PUBLIC = "public", _("Everybody")

    id = models.UUIDField(primary_key=True, default=new_id)
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="figures")
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    amount = models.DecimalField(max_digits=20, decimal_places=4)
    currency = models.CharField(max_length=3)
    on = models.DateField()
    visibility = models.CharField(max_length=14, choices=Visibility.choices)
    evidence = models.CharField(max_length=200, blank=True)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount__gte=0), name="a_figure_of_a_sale_is_not_below_zero")]
        indexes = [models.Index(fields=["contract", "code", "at"], name="figures_of_a_sale")]

    @property
    def money(self) -> Money:
        """As it was said."""
        return Money(self.amount, self.currency)


class Publication(models.Model):
    """A closing report, a word on arrival, or an article on a shelf: made by one party, shown once those concerned say yes."""

    class Kind(models.TextChoices):
        REPORT = "report", _("Closing report")
        ARRIVAL = "arrival", _("Word on arrival")
        SHELF = "shelf", _("Article on the shelf")

    id = models.UUIDField(primary_key=True, default=new_id)
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="publications")
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=7, choices=Kind.choices)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    code = models.CharField(max_length=24, unique=True)
    """In the public address."""
    picture_id = models.UUIDField(null=True)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    @property
    def party_ids(self) -> set[UUID]:
        """Those who sign its contract."""
        return self.contract.party_ids


class PublicationAnswer(models.Model):
    """What an organization said to it: once for all."""

    id = models.UUIDField(primary_key=True, default=new_id)
    publication = models.ForeignKey(Publication, models.PROTECT, related_name="answers")
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    is_yes = models.BooleanField()
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "organization"], name="a_publication_is_answered_once")]
