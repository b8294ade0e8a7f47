"""What a seller and a buyer say to each other about a lot: dated turns, each sealed with the hash of the one before."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rochdale.kernel.ids import new_id
from rochdale.trade.models.goods import Need, Offer

SIDES = (("seller", _("Seller")), ("buyer", _("Buyer")), ("", _("The clock")))


class Negotiation(models.Model):
    """A seller and a buyer about one offer, perhaps for a need the buyer has shown. What they say stands in its turns."""

    class State(models.TextChoices):
        OPEN = "open", _("Waiting for an answer")
        AGREED = "agreed", _("Agreed")
        DECLINED = "declined", _("Ended with a no")
        WITHDRAWN = "withdrawn", _("Taken back")
        LAPSED = "lapsed", _("The day passed")

    id = models.UUIDField(primary_key=True, default=new_id)
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="negotiations")
    need = models.ForeignKey(Need, models.PROTECT, null=True, related_name="negotiations")
    seller = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    buyer = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    valid_until = models.DateField()
    """The last day to answer the newest bid."""
    kg_held = models.PositiveIntegerField(default=0)
    """What the newest bid of the seller keeps out of every other promise."""
    need_kg = models.PositiveIntegerField(default=0)
    """What the agreement took of the need."""
    opened_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "buyer"], condition=Q(state="open"), name="an_offer_is_negotiated_once_at_a_time_with_a_buyer"
            ),
            models.CheckConstraint(condition=~Q(seller=F("buyer")), name="nobody_negotiates_with_itself"),
            models.CheckConstraint(condition=Q(kg_held=0) | Q(state="open"), name="only_a_bid_that_waits_holds_kg"),
        ]
        indexes = [models.Index(fields=["state", "valid_until"], name="bids_by_their_last_day")]

    def __str__(self) -> str:
        return f"{self.offer}"

    @property
    def party_ids(self) -> set[UUID]:
        """The two sides."""
        return {self.seller_id, self.buyer_id}

    def side_of(self, organization_id: UUID | None) -> str:
        """On which side an organization sits; "" on none."""
        return {self.seller_id: "seller", self.buyer_id: "buyer"}.get(organization_id, "") if organization_id else ""


class Turn(models.Model):
    """One thing said in a negotiation. Never edited; `content` holds the hash of the turn before and is what `sha256` seals."""

    class Kind(models.TextChoices):
        BID = "bid", _("Bid")
        YES = "yes", _("Yes")
        NO = "no", _("No")
        WITHDRAWAL = "withdrawal", _("Taken back")
        LAPSE = "lapse", _("The day passed")

    id = models.UUIDField(primary_key=True, default=new_id)
    negotiation = models.ForeignKey(Negotiation, models.PROTECT, related_name="turns")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    side = models.CharField(max_length=6, choices=SIDES, blank=True)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    note = models.TextField(blank=True)
    """What was written beside it. Its hash stands in `content`, so that a name in it can be taken out and the chain still holds."""
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["negotiation", "number"], name="a_turn_has_its_number_alone"),
            models.CheckConstraint(condition=Q(number__gt=0), name="turns_count_from_one"),
            models.CheckConstraint(condition=~Q(side="") | Q(kind="lapse"), name="only_the_clock_sits_on_no_side"),
        ]

    def __str__(self) -> str:
        return f"{self.negotiation}/{self.number}"


class Fixation(models.Model):
    """The quotation of a price that was to be fixed, fixed for some of its kg on a day. Never edited."""

    id = models.UUIDField(primary_key=True, default=new_id)
    negotiation = models.ForeignKey(Negotiation, models.PROTECT, related_name="fixations")
    kg = models.PositiveIntegerField()
    quotation = models.DecimalField(max_digits=20, decimal_places=6)
    on = models.DateField()
    price_per_kg = models.DecimalField(max_digits=30, decimal_places=12)
    """With the differential, and not below the floor of the contract."""
    premium_per_kg = models.DecimalField(max_digits=30, decimal_places=12, default=0)
    side = models.CharField(max_length=6, choices=SIDES)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kg__gt=0), name="a_fixation_has_weight"),
            models.CheckConstraint(condition=Q(quotation__gt=0), name="a_quotation_is_above_zero"),
        ]
