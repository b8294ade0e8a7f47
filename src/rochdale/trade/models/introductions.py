"""Introductions by third parties, what each side says to them, and the connections that come of it."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import F, Q

from rochdale.kernel.ids import new_id


class Introducer(models.Model):
    """An organization that may introduce others to each other, as the market's operator or a registrar granted it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    since_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    ended_by_id = models.CharField(max_length=64, blank=True)
    ended_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization"], condition=Q(until_at=None), name="an_organization_is_an_introducer_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="an_introducer_is_named_for_a_reason"),
        ]


class Introduction(models.Model):
    """Somebody proposes that two organizations meet. What the introducer gets for it stands in it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    """Who introduces."""
    one = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    other = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    text = models.TextField()
    parts = models.JSONField(default=list)
    """Which parts of their profiles both would show each other, besides the people to talk to."""
    commission = models.CharField(max_length=300)
    """What the introducer gets, and from whom; "none" in words where it gets nothing."""
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(one=F("other")), name="an_introduction_is_between_two"),
            models.CheckConstraint(condition=~Q(text="") & ~Q(commission=""), name="an_introduction_says_why_and_for_how_much"),
        ]

    @property
    def side_ids(self) -> set[UUID]:
        """The two who are introduced."""
        return {self.one_id, self.other_id}


class IntroductionAnswer(models.Model):
    """What one side says. The introducer is told that it answered, the other side only when both have said yes."""

    id = models.UUIDField(primary_key=True, default=new_id)
    introduction = models.ForeignKey(Introduction, models.PROTECT, related_name="answers")
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    is_yes = models.BooleanField()
    reason = models.TextField(blank=True)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["introduction", "organization"], name="a_side_answers_an_introduction_once"),
        ]


class Connection(models.Model):
    """Two organizations that both said yes to meeting. Either ends it alone, at any time."""

    id = models.UUIDField(primary_key=True, default=new_id)
    introduction = models.OneToOneField(Introduction, models.PROTECT, related_name="connection")
    one = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    other = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    since_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    ended_by_id = models.CharField(max_length=64, blank=True)
    ended_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(one=F("other")), name="a_connection_is_between_two"),
            models.CheckConstraint(condition=Q(until_at=None) | Q(until_at__gte=F("since_at")), name="a_connection_ends_after_it_began"),
        ]

    @property
    def side_ids(self) -> set[UUID]:
        """The two who are connected."""
        return {self.one_id, self.other_id}
