"""What an organization lets others see, by whose consent and from when to when."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from rochdale.kernel.ids import new_id
from rochdale.people.models.organizations import Organization


class Sharings(models.QuerySet["Sharing"]):
    def at(self, at: datetime) -> Self:
        """Those in force at that moment."""
        return self.filter(Q(until_at__isnull=True) | Q(until_at__gt=at), since_at__lte=at)


class Sharing(models.Model):
    """An organization lets another one (or everybody) see a named kind of its data, until it takes that back."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="sharings")
    what = models.CharField(max_length=100)
    """`context.kind-of-data`, as the privacy register names it."""
    with_organization = models.ForeignKey(Organization, null=True, on_delete=models.PROTECT, related_name="shared_with_it")
    """Nothing: with everybody."""
    purpose = models.CharField(max_length=300)
    since_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    given_by_id = models.CharField(max_length=64)
    given_by_name = models.CharField(max_length=200)
    taken_back_by_id = models.CharField(max_length=64, blank=True)
    taken_back_by_name = models.CharField(max_length=200, blank=True)

    objects = Sharings.as_manager()

    class Meta:
        constraints = [
            CheckConstraint(condition=~Q(purpose=""), name="sharing_has_a_purpose"),
            CheckConstraint(condition=Q(until_at__isnull=True) | Q(until_at__gte=F("since_at")), name="sharing_ends_after_it_starts"),
            CheckConstraint(
                condition=Q(with_organization=None) | ~Q(with_organization=F("organization")), name="nobody_shares_with_itself"
            ),
            UniqueConstraint(
                fields=["organization", "what", "with_organization"], condition=Q(until_at=None), name="a_kind_is_shared_once_with_each"
            ),
            UniqueConstraint(
                fields=["organization", "what"], condition=Q(until_at=None, with_organization=None), name="a_kind_is_shared_once_with_all"
            ),
        ]
