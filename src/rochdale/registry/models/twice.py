"""What may have been registered twice: pairs that were found, and what people decided of them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from rochdale.kernel.ids import new_id
from rochdale.registry.models.ledger import Entity
from rochdale.registry.rules.twice import Decided, PairVerdict


class ProposedPair(models.Model):
    """Two entities that may be one, and why: a projection, found anew by `rochdale registry find-twice`. A person decides."""

    id = models.UUIDField(primary_key=True, default=new_id)
    first = models.ForeignKey(Entity, models.PROTECT, related_name="+")
    second = models.ForeignKey(Entity, models.PROTECT, related_name="+")
    country = models.CharField(max_length=2)
    office = models.CharField(max_length=40)
    """Code of the office of the first; the second's stands in `other_office`."""
    other_office = models.CharField(max_length=40)
    evidence = models.FloatField()
    """0 to 1."""
    why = models.JSONField()
    """`rules.duplicates.MayBeOne` without its two sides."""
    verdict = models.CharField(max_length=4, blank=True)
    """The decision in force; empty while the pair is open."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="a_pair_is_proposed_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="a_proposed_pair_is_written_in_order"),
        ]
        indexes = [models.Index(fields=["country", "verdict", "-evidence", "id"], name="pairs_strongest_first")]


class PairDecision(models.Model):
    """What somebody decided of a pair. Append-only: what is taken back is another row, and the newest one of a pair counts."""

    id = models.UUIDField(primary_key=True, default=new_id)
    first = models.ForeignKey(Entity, models.PROTECT, related_name="+")
    second = models.ForeignKey(Entity, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    """Of the decisions of this pair, from 1 on."""
    verdict = models.CharField(max_length=4, choices=[(one.value, one.value) for one in PairVerdict])
    stays = models.ForeignKey(Entity, models.PROTECT, null=True, related_name="+")
    """Of one: the entity that stays; from then on the other is the same as it."""
    reason = models.CharField(max_length=500)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second", "number"], name="decisions_of_a_pair_follow_each_other"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="a_decided_pair_is_written_in_order"),
            models.CheckConstraint(condition=~Q(reason=""), name="a_decision_of_a_pair_has_a_reason"),
            models.CheckConstraint(
                condition=Q(verdict=PairVerdict.ONE.value) & (Q(stays=F("first")) | Q(stays=F("second")))
                | ~Q(verdict=PairVerdict.ONE.value) & Q(stays__isnull=True),
                name="of_one_one_of_the_two_stays",
            ),
        ]

    def facts(self) -> Decided:
        """As the rules read it."""
        return Decided(self.first_id, self.second_id, PairVerdict(self.verdict), self.stays_id)
