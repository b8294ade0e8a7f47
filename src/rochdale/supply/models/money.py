"""What the cooperative owes its growers and they owe it; how it is paid; the cash box. Money is in whole minor units.

`AccountEntry` and `CashEntry` are ledgers with balances that the database keeps (`base.balances`), like stock.
"""

from __future__ import annotations

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from rochdale.base.tenancy import OwnedRows
from rochdale.supply.models.deliveries import Delivery
from rochdale.supply.models.growers import Grower, PayoutMeans
from rochdale.supply.models.owned import Done, Owned
from rochdale.supply.models.places import Facility, Season


class Account(models.TextChoices):
    """The accounts of a grower. Positive: the cooperative owes; negative on `advance` and `credit`: the grower owes."""

    DELIVERIES = "deliveries", _("Deliveries")
    ADVANCE = "advance", _("Advances")
    CREDIT = "credit", _("Inputs on credit")


class EntryKind(models.TextChoices):
    """Why an account changed."""

    OPENING = "opening", _("There when the books began")
    DELIVERY = "delivery", _("Delivery")
    REVERSAL = "reversal", _("Delivery taken back")
    SETTLED = "settled", _("Price settled later")
    SECOND = "second", _("Second payment decided")
    PREMIUM = "premium", _("Premium decided")
    PAID = "paid", _("Paid")
    PAID_BACK = "paid-back", _("Payment taken back")
    KEPT = "kept", _("Kept back for a debt")
    ADVANCE = "advance", _("Advance given")
    CREDIT = "credit", _("Inputs given on credit")


class AccountEntry(Owned, Done):
    """One change of a grower's account. Never changed, never removed."""

    grower = models.ForeignKey(Grower, models.PROTECT, related_name="entries")
    account = models.CharField(max_length=10, choices=Account.choices)
    kind = models.CharField(max_length=9, choices=EntryKind.choices)
    currency = models.CharField(max_length=3)
    amount_minor = models.BigIntegerField()
    season = models.ForeignKey(Season, models.PROTECT, null=True, related_name="+")
    about_id = models.UUIDField()
    """The delivery, payment, advance or decision it comes from."""
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [CheckConstraint(condition=~Q(amount_minor=0), name="an_entry_is_of_some_amount")]
        indexes = [
            models.Index(fields=["grower", "account", "happened_at"], name="entries_of_a_grower"),
            models.Index(fields=["about_id"], name="entries_of_one_thing"),
        ]


class Balance(models.Model):
    """How an account of a grower stands: the sum of its entries, kept by the database."""

    id = models.BigAutoField(primary_key=True)
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    grower = models.ForeignKey(Grower, models.PROTECT, related_name="balances")
    account = models.CharField(max_length=10, choices=Account.choices)
    currency = models.CharField(max_length=3)
    amount_minor = models.BigIntegerField(default=0)

    objects = OwnedRows.as_manager()

    class Meta:
        constraints = [UniqueConstraint(fields=["grower", "account", "currency"], name="an_account_has_one_balance")]


class CashBox(Owned):
    """Cash in the hands of somebody at a place, in one currency."""

    name = models.CharField(max_length=100)
    facility = models.ForeignKey(Facility, models.PROTECT, related_name="cash_boxes")
    currency = models.CharField(max_length=3)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [UniqueConstraint(fields=["organization", "name"], name="a_cash_box_is_named_once")]

    def __str__(self) -> str:
        return self.name


class CashKind(models.TextChoices):
    """Why cash changed."""

    OPENING = "opening", _("There when the books began")
    ISSUED = "issued", _("Float given out")
    RETURNED = "returned", _("Float returned")
    PAID = "paid", _("Paid to a grower")
    PAID_BACK = "paid-back", _("Payment taken back")
    OVER_SHORT = "over-short", _("Over or short at the count")


class CashEntry(Owned, Done):
    """One change of a cash box. Never changed, never removed."""

    box = models.ForeignKey(CashBox, models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=10, choices=CashKind.choices)
    amount_minor = models.BigIntegerField()
    about_id = models.UUIDField()
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [CheckConstraint(condition=~Q(amount_minor=0), name="a_cash_entry_is_of_some_amount")]
        indexes = [models.Index(fields=["box", "happened_at"], name="entries_of_a_cash_box")]


class CashBalance(models.Model):
    """What a cash box should hold: the sum of its entries, kept by the database."""

    id = models.BigAutoField(primary_key=True)
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    box = models.ForeignKey(CashBox, models.PROTECT, related_name="balances")
    amount_minor = models.BigIntegerField(default=0)

    objects = OwnedRows.as_manager()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["box"], name="a_cash_box_has_one_balance"),
            CheckConstraint(condition=Q(amount_minor__gte=0), name="a_cash_box_is_never_negative"),
        ]


class PayRunState(models.TextChoices):
    """Where a pay run stands."""

    DRAFT = "draft", _("Being prepared")
    APPROVED = "approved", _("Approved by two")
    PAID = "paid", _("Paid")
    DROPPED = "dropped", _("Dropped")


class PayRun(Owned, Done):
    """Deliver now, pay later: what is paid to many growers at once, approved by two, by cash list or payout file."""

    number = models.CharField(max_length=30)
    season = models.ForeignKey(Season, models.PROTECT, related_name="pay_runs")
    kind = models.CharField(max_length=9, choices=EntryKind.choices)
    means = models.CharField(max_length=6, choices=PayoutMeans.choices)
    box = models.ForeignKey(CashBox, models.PROTECT, null=True, related_name="+")
    currency = models.CharField(max_length=3)
    note_minor = models.BigIntegerField(default=1)
    """The smallest note that is paid out; the remainder is carried."""
    state = models.CharField(max_length=8, choices=PayRunState.choices, default=PayRunState.DRAFT)
    proposal_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["organization", "number"], name="a_pay_run_number_is_used_once"),
            CheckConstraint(condition=Q(note_minor__gt=0), name="the_smallest_note_is_above_zero"),
        ]

    def __str__(self) -> str:
        return self.number


class PayLine(Owned):
    """What one grower gets in a pay run."""

    pay_run = models.ForeignKey(PayRun, models.PROTECT, related_name="lines")
    grower = models.ForeignKey(Grower, models.PROTECT, related_name="+")
    due_minor = models.BigIntegerField()
    kept_minor = models.BigIntegerField(default=0)
    pays_minor = models.BigIntegerField()
    carried_minor = models.BigIntegerField(default=0)
    receiver_name = models.CharField(max_length=200, blank=True)
    """A named other person who may receive it."""
    state = models.CharField(
        max_length=8,
        choices=[("open", _("open")), ("paid", _("paid")), ("failed", _("failed")), ("absent", _("not there"))],
        default="open",
    )
    bank_reference = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["pay_run", "grower"], name="a_grower_is_in_a_pay_run_once"),
            CheckConstraint(
                condition=Q(due_minor=F("kept_minor") + F("pays_minor") + F("carried_minor")), name="what_is_due_is_kept_paid_or_carried"
            ),
            CheckConstraint(
                condition=Q(pays_minor__gte=0, kept_minor__gte=0, carried_minor__gte=0), name="nobody_is_paid_less_than_nothing"
            ),
        ]


class Payment(Owned, Done):
    """Money that went to a grower. Never changed; taken back by a reversal."""

    grower = models.ForeignKey(Grower, models.PROTECT, related_name="payments")
    kind = models.CharField(max_length=9, choices=EntryKind.choices)
    means = models.CharField(max_length=6, choices=PayoutMeans.choices)
    currency = models.CharField(max_length=3)
    amount_minor = models.BigIntegerField()
    season = models.ForeignKey(Season, models.PROTECT, null=True, related_name="+")
    delivery = models.ForeignKey(Delivery, models.PROTECT, null=True, related_name="payments")
    box = models.ForeignKey(CashBox, models.PROTECT, null=True, related_name="payments")
    pay_line = models.OneToOneField(PayLine, models.PROTECT, null=True, related_name="payment")
    receiver_name = models.CharField(max_length=200, blank=True)
    mark = models.CharField(max_length=10, choices=[("signature", _("signature")), ("thumbprint", _("thumbprint")), ("none", _("none"))])
    """How the receiver confirmed."""
    reference = models.CharField(max_length=60, blank=True)
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversal")
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(reverses=None, amount_minor__gte=0) | Q(reverses__isnull=False, amount_minor__lte=0),
                name="only_a_payment_taken_back_is_negative",
            ),
            CheckConstraint(condition=~Q(means="cash") | Q(box__isnull=False), name="cash_comes_out_of_a_box"),
        ]
        indexes = [models.Index(fields=["grower", "happened_at"], name="payments_of_a_grower")]


class DayClose(Owned, Done):
    """A cash box counted blind at the end of a day: closed as counted, signed by two; the difference is booked."""

    box = models.ForeignKey(CashBox, models.PROTECT, related_name="closes")
    on = models.DateField()
    counted_minor = models.BigIntegerField()
    expected_minor = models.BigIntegerField()
    counts = models.JSONField(default=dict)
    """How many of which note and coin."""
    second_id = models.CharField(max_length=64)
    second_name = models.CharField(max_length=200)
    note = models.CharField(max_length=300, blank=True)
    is_seen = models.BooleanField(default=False)
    """The manager has looked at a difference."""

    class Meta:
        constraints = [
            UniqueConstraint(fields=["box", "on"], name="a_day_is_closed_once"),
            CheckConstraint(condition=~Q(second_id=F("by_id")), name="a_close_is_signed_by_two"),
            CheckConstraint(condition=Q(counted_minor__gte=0), name="nobody_counts_less_than_nothing"),
        ]

    @property
    def difference_minor(self) -> int:
        """Over (above zero) or short."""
        return self.counted_minor - self.expected_minor
