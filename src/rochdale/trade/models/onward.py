"""What the importer sold on of a contract's goods. Written once; a mistake is taken back by a row of its own."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from rochdale.kernel.ids import new_id
from rochdale.trade.models.contracts import Contract


class OnwardSale(models.Model):
    """So many kg of one lot, to somebody, on a day."""

    id = models.UUIDField(primary_key=True, default=new_id)
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="onward_sales")
    position = models.PositiveIntegerField()
    """Place of the lot among the lines of the contract, from 0."""
    kg = models.DecimalField(max_digits=12, decimal_places=3)
    to_whom = models.CharField(max_length=200)
    on = models.DateField()
    reference = models.CharField(max_length=100, blank=True)
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    takes_back = models.OneToOneField("self", models.PROTECT, null=True, related_name="taken_back_by")
    reason = models.TextField(blank=True)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(takes_back=None, kg__gt=0) | Q(takes_back__isnull=False, kg__lt=0),
                name="an_onward_sale_has_weight_or_takes_one_back",
            ),
        ]
