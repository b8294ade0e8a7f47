"""What is asked for an offer in public, and what partners offer in catalogues of their own."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q

from rochdale.base.tenancy import OwnedRows
from rochdale.kernel.ids import new_id
from rochdale.trade.models.goods import PRICE_UNITS, Offer


class AskingPrice(models.Model):
    """A price that a cooperative published for an offer, on purpose; empty where it took it back. The newest row counts."""

    id = models.UUIDField(primary_key=True, default=new_id)
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="asking_prices")
    price = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    currency = models.CharField(max_length=3, blank=True)
    price_unit = models.CharField(max_length=10, choices=PRICE_UNITS, blank=True)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(price=None) | Q(price__gt=0), name="an_asking_price_is_above_zero"),
            models.CheckConstraint(
                condition=Q(price=None, currency="", price_unit="") | (Q(price__isnull=False) & ~Q(currency="") & ~Q(price_unit="")),
                name="an_asking_price_has_currency_and_unit",
            ),
        ]

    def __str__(self) -> str:
        return "" if self.price is None else f"{self.price.normalize():f} {self.currency}/{self.price_unit}"

    @property
    def organization_id(self) -> UUID:
        """Whose offer it is."""
        return self.offer.organization_id


class PartnerOffer(models.Model):
    """One row of a partner's catalogue as a person read it in: to look at and compare, nothing that binds. The partner does not see it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    """Who read it."""
    file = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    number = models.PositiveIntegerField()
    """Its place in the file, from 1."""
    node = models.CharField(max_length=500)
    supplier = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=300)
    says = models.TextField(blank=True)
    kind = models.CharField(max_length=100, blank=True)
    sku = models.CharField(max_length=100, blank=True)
    batch = models.CharField(max_length=100, blank=True)
    pack_kg = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    stock = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    price = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    price_per_kg = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    currency = models.CharField(max_length=3, blank=True)
    vat = models.CharField(max_length=20, blank=True)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    objects = OwnedRows["PartnerOffer"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "sha256", "number"], name="a_row_of_a_catalogue_is_kept_once"),
        ]
        indexes = [models.Index(fields=["organization", "name", "id"], name="partner_offers_by_name")]

    def __str__(self) -> str:
        return self.name
