"""What is offered and what is needed. Reserve and limit are sealed: nothing another organization can open holds them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rochdale.base.tenancy import OwnedRows
from rochdale.kernel.ids import new_id
from rochdale.trade.models.certificates import Certificate

PRICE_UNITS = (("kg", "kg"), ("lb", "lb"), ("t", "t"), ("quintal46", "quintal of 46 kg"), ("quintal100", "quintal of 100 kg"))


class Lot(models.Model):
    """A lot that may be offered in slices. What its open, reserved and sold slices take together never exceeds it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    code = models.CharField(max_length=60)
    kg = models.PositiveIntegerField()
    kg_taken = models.PositiveIntegerField(default=0)
    stock = models.ForeignKey("supply.Lot", models.PROTECT, null=True, related_name="+")
    """The lot in store of which this is the part that trade knows; nothing for a lot whose books are kept elsewhere."""

    objects = OwnedRows["Lot"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "code"], name="a_lot_code_is_used_once_by_an_organization"),
            models.CheckConstraint(condition=Q(kg_taken__lte=F("kg")), name="slices_of_a_lot_fit_into_it"),
            models.UniqueConstraint(fields=["stock"], condition=Q(stock__isnull=False), name="a_lot_in_store_is_offered_as_one"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def kg_left(self) -> int:
        """What no slice has taken."""
        return self.kg - self.kg_taken


class Offer(models.Model):
    """A lot a cooperative would sell, free on board at its port, or delivered to the border where a truck leaves from there."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Visibility(models.TextChoices):
        MARKET = "market", _("Shown to the market, without its price")
        PRIVATE = "private", _("Shown to nobody but the clearing")

    id = models.UUIDField(primary_key=True, default=new_id)
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    reference = models.CharField(max_length=60)
    cooperative = models.CharField(max_length=200)
    lot = models.ForeignKey(Lot, models.PROTECT, null=True, related_name="offers")
    country = models.CharField(max_length=2)
    product = models.CharField(max_length=60)
    species = models.CharField(max_length=60, blank=True)
    process = models.CharField(max_length=60, blank=True)
    protocol = models.CharField(max_length=60, blank=True)
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    kg = models.PositiveIntegerField()
    kg_reserved = models.PositiveIntegerField(default=0)
    kg_sold = models.PositiveIntegerField(default=0)
    terms = models.CharField(max_length=3, choices=(("FOB", "FOB"), ("FCA", "FCA")), default="FOB")
    port = models.CharField(max_length=5)
    ready_from = models.DateField()
    ready_until = models.DateField()
    reserve_price = models.DecimalField(max_digits=20, decimal_places=6)
    currency = models.CharField(max_length=3)
    price_unit = models.CharField(max_length=10, choices=PRICE_UNITS)
    visibility = models.CharField(max_length=10, choices=Visibility.choices, default=Visibility.MARKET)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    origin = models.JSONField(default=dict)
    offered_by_id = models.CharField(max_length=64)
    offered_by_name = models.CharField(max_length=200)
    offered_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "reference"], name="an_offer_reference_is_used_once_by_an_organization"),
            models.CheckConstraint(condition=Q(kg__gt=0), name="an_offer_has_weight"),
            models.CheckConstraint(condition=Q(kg__gte=F("kg_reserved") + F("kg_sold")), name="an_offer_is_not_promised_twice"),
            models.CheckConstraint(condition=Q(ready_until__gte=F("ready_from")), name="an_offer_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(reserve_price__gt=0), name="an_offer_has_a_price"),
        ]
        indexes = [models.Index(fields=["state", "product", "id"], name="open_offers_by_product")]

    def __str__(self) -> str:
        return self.reference

    @property
    def kg_left(self) -> int:
        """What nobody has been promised."""
        return self.kg - self.kg_reserved - self.kg_sold

    @property
    def kg_taken(self) -> int:
        """What it holds of the lot it was cut from: a withdrawn offer gives back what nobody was promised."""
        return self.kg if self.state == self.State.OPEN else self.kg_reserved + self.kg_sold

    def is_open(self, on: date) -> bool:
        """May still be matched on this day."""
        return self.state == self.State.OPEN and self.ready_until >= on and self.kg_left > 0


class OfferCertificate(models.Model):
    """A certificate that covers the lot. The day tested is the day of shipment, not of the offer."""

    id = models.BigAutoField(primary_key=True)
    offer = models.ForeignKey(Offer, models.CASCADE, related_name="certificates")
    scheme = models.CharField(max_length=60)
    number = models.CharField(max_length=60, blank=True)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    held = models.ForeignKey(Certificate, models.PROTECT, null=True, related_name="+")
    """The certificate in the seller's register that carries it; nothing: the seller said so, and no paper shows it."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["offer", "scheme"], name="a_scheme_is_named_once_in_an_offer"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="a_certificate_ends_after_it_starts",
            ),
        ]


class Need(models.Model):
    """What a buyer would take, landed at its port."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    id = models.UUIDField(primary_key=True, default=new_id)
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    reference = models.CharField(max_length=60)
    buyer = models.CharField(max_length=200)
    product = models.CharField(max_length=60)
    species = models.CharField(max_length=60, blank=True)
    process = models.CharField(max_length=60, blank=True)
    protocol = models.CharField(max_length=60, blank=True)
    min_score = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    certifications = models.JSONField(default=list)
    kg = models.PositiveIntegerField()
    kg_reserved = models.PositiveIntegerField(default=0)
    kg_bought = models.PositiveIntegerField(default=0)
    min_lot_kg = models.PositiveIntegerField(default=0)
    max_suppliers = models.PositiveIntegerField(null=True)
    port = models.CharField(max_length=5)
    arrive_from = models.DateField()
    arrive_until = models.DateField()
    max_landed_price = models.DecimalField(max_digits=20, decimal_places=6)
    currency = models.CharField(max_length=3)
    price_unit = models.CharField(max_length=10, choices=PRICE_UNITS)
    visibility = models.CharField(max_length=10, choices=Offer.Visibility.choices, default=Offer.Visibility.MARKET)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    posted_by_id = models.CharField(max_length=64)
    posted_by_name = models.CharField(max_length=200)
    posted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "reference"], name="a_need_reference_is_used_once_by_an_organization"),
            models.CheckConstraint(condition=Q(kg__gt=0), name="a_need_has_weight"),
            models.CheckConstraint(condition=Q(kg__gte=F("kg_reserved") + F("kg_bought")), name="a_need_is_not_filled_twice"),
            models.CheckConstraint(condition=Q(arrive_until__gte=F("arrive_from")), name="a_need_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(max_landed_price__gt=0), name="a_need_has_a_limit"),
        ]
        indexes = [models.Index(fields=["state", "product", "id"], name="open_needs_by_product")]

    def __str__(self) -> str:
        return self.reference

    @property
    def kg_left(self) -> int:
        """What nobody has been promised to bring."""
        return self.kg - self.kg_reserved - self.kg_bought

    def is_open(self, on: date) -> bool:
        """May still be matched on this day."""
        return self.state == self.State.OPEN and self.arrive_until >= on and self.kg_left > 0


class FirstRefusal(models.Model):
    """An offer shown to a standing partner first, at a stated price, until a day. Until then the kg stay out of the clearing."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for the partner")
        TAKEN = "taken", _("Taken by the partner")
        DECLINED = "declined", _("The partner said no")
        LAPSED = "lapsed", _("The day passed")

    id = models.UUIDField(primary_key=True, default=new_id)
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="first_refusals")
    partner = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    kg = models.PositiveIntegerField()
    price = models.DecimalField(max_digits=20, decimal_places=6)
    currency = models.CharField(max_length=3)
    price_unit = models.CharField(max_length=10, choices=PRICE_UNITS)
    until = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    given_by_name = models.CharField(max_length=200)
    given_at = models.DateTimeField()
    answered_by_name = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["offer"], condition=Q(state="waiting"), name="an_offer_waits_for_one_partner_at_a_time"),
            models.CheckConstraint(condition=Q(kg__gt=0), name="a_first_refusal_has_weight"),
        ]

    @property
    def organization_id(self) -> UUID:
        """Whose answer it waits for: permissions ask every subject for this."""
        return self.partner_id
