"""Samples and their results, each under a named protocol. Scores of different protocols are never compared or averaged."""

from __future__ import annotations

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from rochdale.supply.models.owned import Done, Owned
from rochdale.supply.models.stock import Lot


class Sample(Owned, Done):
    """Some grams taken from a lot to be looked at."""

    lot = models.ForeignKey(Lot, models.PROTECT, related_name="samples")
    code = models.CharField(max_length=30)
    weight_g = models.PositiveIntegerField()
    sent_to = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [UniqueConstraint(fields=["organization", "code"], name="a_sample_code_is_used_once")]

    def __str__(self) -> str:
        return self.code


class QualityResult(Owned, Done):
    """What somebody found in a sample by a protocol of an edition. Never changed."""

    sample = models.ForeignKey(Sample, models.PROTECT, related_name="results")
    protocol = models.CharField(max_length=40)
    """As `protocols.toml` names it."""
    values = models.JSONField()
    score = models.DecimalField(max_digits=6, decimal_places=3, null=True)
    grade = models.CharField(max_length=40, blank=True)
    laboratory = models.CharField(max_length=200, blank=True)
    graders = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [CheckConstraint(condition=~Q(protocol=""), name="a_result_names_its_protocol")]
