"""What growers get out of a sale, delivery by delivery, and words that reach them on their statements. Written by trade's operations."""

from __future__ import annotations

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from rochdale.kernel.money import Money
from rochdale.supply.models.deliveries import Delivery
from rochdale.supply.models.growers import Grower
from rochdale.supply.models.owned import Done, Owned
from rochdale.supply.models.stock import Lot


class SalePayment(Owned, Done):
    """A second payment out of one sale, as prepared by one person and decided by another. Never edited."""

    sale_id = models.UUIDField()
    """The contract, as trade knows it."""
    reference = models.CharField(max_length=30)
    buyer = models.CharField(max_length=200)
    invoices = models.JSONField()
    lots = models.JSONField()
    """Lot, goods, kg sold and their worth in the currency of the sale."""
    reckoning = models.JSONField()
    """How the cooperative's part of the sale came about: code and amount in the currency of the sale, in order."""
    currency = models.CharField(max_length=3)
    amount_minor = models.BigIntegerField()
    """What of the sale goes to growers, in its currency."""
    paid_currency = models.CharField(max_length=3)
    paid_minor = models.BigIntegerField()
    rates = models.JSONField()
    """Exchange rates used, each with its day and source; none where both currencies are one."""
    untraced_g = models.BigIntegerField()
    untraced_minor = models.BigIntegerField()
    """What of `paid_minor` falls on goods without a grower, and stays with the cooperative."""
    prepared_by_id = models.CharField(max_length=64)
    prepared_by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [CheckConstraint(condition=Q(amount_minor__gt=0, paid_minor__gt=0), name="a_sale_pays_growers_something")]
        indexes = [models.Index(fields=["organization", "sale_id"], name="payments_of_a_sale")]

    @property
    def money(self) -> Money:
        """In the currency of the sale."""
        return Money.of_minor(self.amount_minor, self.currency)


class SaleShare(Owned):
    """What one delivery behind a sold lot brought its grower."""

    payment = models.ForeignKey(SalePayment, models.PROTECT, related_name="shares")
    grower = models.ForeignKey(Grower, models.PROTECT, related_name="+")
    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="sale_shares")
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="+")
    """The lot that was sold."""
    sold_g = models.BigIntegerField()
    """Grams of what was sold that came out of the delivery."""
    amount_minor = models.BigIntegerField()

    class Meta:
        constraints = [UniqueConstraint(fields=["payment", "delivery", "lot"], name="a_delivery_has_one_share_of_a_lot_in_a_payment")]
        indexes = [models.Index(fields=["grower", "payment"], name="shares_of_a_grower")]


class StatementWord(Owned):
    """A sentence for the growers behind sold lots: from the buyer on arrival, or what the premium was used for."""

    class Kind(models.TextChoices):
        ARRIVAL = "arrival", _("From the buyer")
        PREMIUM = "premium", _("Use of the premium")

    kind = models.CharField(max_length=7, choices=Kind.choices)
    sale_id = models.UUIDField()
    reference = models.CharField(max_length=30)
    from_whom = models.CharField(max_length=200)
    text = models.CharField(max_length=500)
    picture_id = models.UUIDField(null=True)
    at = models.DateTimeField()
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [CheckConstraint(condition=~Q(text=""), name="a_word_says_something")]


class StatementWordTo(Owned):
    """On whose statements a word stands."""

    word = models.ForeignKey(StatementWord, models.PROTECT, related_name="to")
    grower = models.ForeignKey(Grower, models.PROTECT, related_name="+")

    class Meta:
        constraints = [UniqueConstraint(fields=["word", "grower"], name="a_word_stands_once_on_a_statement")]
        indexes = [models.Index(fields=["grower"], name="words_to_a_grower")]
