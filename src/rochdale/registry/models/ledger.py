"""Entities of the register and their filings. A row of a filing is never changed; what an entity is now can be made again from them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from rochdale.kernel.ids import new_id
from rochdale.registry.models.names import LONGEST
from rochdale.registry.rules.ledger import Filed, Kind, Status
from rochdale.registry.rules.tiers import Tie


class Entity(models.Model):
    """One cooperative, group or union, with one id for all its forms, names and numbers."""

    id = models.UUIDField(primary_key=True, default=new_id)
    country = models.CharField(max_length=2)
    """ISO 3166-1 alpha-2: whose register it stands in."""
    at = models.DateTimeField()
    """When its first filing was recorded here."""

    class Meta:
        indexes = [models.Index(fields=["country", "id"], name="entities_by_country")]


class Filing(models.Model):
    """What was filed about an entity, and from which day it counts. Append-only."""

    id = models.UUIDField(primary_key=True, default=new_id)
    entity = models.ForeignKey(Entity, models.PROTECT, related_name="filings")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in Kind])
    legal_on = models.DateField()
    recorded_at = models.DateTimeField()
    office = models.CharField(max_length=40)
    """Code of the office whose register it is."""
    says = models.JSONField()
    """Some of `rules.ledger.FIELDS`; of a correction, all that the corrected filing should have said."""
    schema = models.PositiveSmallIntegerField(default=1)
    """Version of the shape of `says`."""
    source = models.CharField(max_length=200, blank=True)
    """Where it was taken from: the row of an older register by its own id."""
    told_on = models.DateField(null=True)
    """Of what an older register told: the day of that register."""
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")
    reason = models.TextField(blank=True)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in Kind]), name="a_filing_is_of_a_known_kind"),
            models.CheckConstraint(
                condition=Q(kind=Kind.CORRECTION.value, corrects__isnull=False) & ~Q(reason="")
                | ~Q(kind=Kind.CORRECTION.value) & Q(corrects__isnull=True),
                name="a_correction_names_its_filing_and_why",
            ),
        ]
        indexes = [
            models.Index(fields=["entity", "legal_on", "recorded_at", "id"], name="filings_of_an_entity"),
            models.Index(fields=["source"], condition=~Q(source=""), name="filings_by_source"),
        ]

    def facts(self) -> Filed:
        """As the rules read it."""
        return Filed(self.id, Kind(self.kind), self.legal_on, self.recorded_at, self.says, self.corrects_id)


class EntityNow(models.Model):
    """What an entity is by its filings: a projection, made again by `rochdale registry rebuild`."""

    entity = models.OneToOneField(Entity, models.PROTECT, primary_key=True, related_name="now")
    name = models.CharField(max_length=LONGEST)
    acronym = models.CharField(max_length=60, blank=True)
    form = models.CharField(max_length=40, blank=True)
    number = models.CharField(max_length=80, blank=True)
    office = models.CharField(max_length=40)
    status = models.CharField(max_length=20, choices=[(status.value, status.value) for status in Status])
    pack = models.CharField(max_length=40, blank=True)
    """Rule pack and version under which its present form was opened."""
    place = models.CharField(max_length=LONGEST, blank=True)
    """Codes of the places of its seat from wide to narrow, with strokes between them."""
    state = models.JSONField()
    """All that its filings say of it now."""
    since_on = models.DateField()
    """Legal day of its first filing."""
    same_as = models.ForeignKey(Entity, models.PROTECT, null=True, related_name="+")
    """The entity that stays where a person decided that both are one (`PairDecision`). Lists leave this one out."""
    is_compared = models.BooleanField(default=False)
    """Whether it was looked at as it is for others that may be the same. No part of what its filings say."""

    class Meta:
        indexes = [
            models.Index(fields=["office", "place", "name", "entity"], name="entities_by_office"),
            models.Index(fields=["place", "name", "entity"], name="entities_by_place"),
            models.Index(fields=["status", "place", "name", "entity"], name="entities_by_status"),
            models.Index(fields=["number"], name="entities_by_number"),
            models.Index(fields=["entity"], condition=Q(is_compared=False), name="entities_to_compare"),
        ]


class EntityTie(models.Model):
    """An entity's tie to another one, as its filings tell of it: part of the projection."""

    id = models.UUIDField(primary_key=True, default=new_id)
    entity = models.ForeignKey(Entity, models.PROTECT, related_name="ties")
    other = models.UUIDField()
    """Another entity. No foreign key: a desk without a line has its own office's entities only."""
    kind = models.CharField(max_length=20)
    """One of `rules.ledger.BY_ID`."""
    from_on = models.DateField(null=True)
    """None: only a filing that was corrected since told of it."""
    until_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["other", "kind", "from_on"], name="ties_to_an_entity"),
            models.Index(fields=["entity", "kind", "from_on"], name="ties_of_an_entity"),
        ]

    def facts(self) -> Tie | None:
        """As the rules read it; None for what was corrected since."""
        return Tie(self.other, self.from_on, self.until_on) if self.from_on else None
