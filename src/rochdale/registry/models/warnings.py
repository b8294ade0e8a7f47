"""What goes before an end that is not chosen: findings, stays, and batches of entities that are warned twice."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import F, Q

from rochdale.kernel.ids import new_id
from rochdale.registry.models.ledger import Entity
from rochdale.registry.models.offices import RegisterOffice
from rochdale.registry.rules.warnings import EntryState, Letter, Level


class Finding(models.Model):
    """What an officer found of an entity that no paper tells: since when it does not work, has no board. It ends with a reason."""

    id = models.UUIDField(primary_key=True, default=new_id)
    entity = models.ForeignKey(Entity, models.PROTECT, related_name="findings")
    ground = models.CharField(max_length=40)
    since_on = models.DateField()
    says = models.CharField(max_length=500)
    """How it was found."""
    until_on = models.DateField(null=True)
    ended_because = models.CharField(max_length=500, blank=True)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(says=""), name="a_finding_says_how"),
            models.UniqueConstraint(fields=["entity", "ground"], condition=Q(until_on=None), name="a_ground_is_found_once_at_a_time"),
        ]


class Stay(models.Model):
    """While it lasts nobody is warned: a court said so, or the office looks at the case again."""

    class StayKind(models.TextChoices):
        COURT_STAY = "court-stay"
        REVIEW = "review"

    id = models.UUIDField(primary_key=True, default=new_id)
    entity = models.ForeignKey(Entity, models.PROTECT, related_name="stays")
    kind = models.CharField(max_length=12, choices=StayKind.choices)
    since_on = models.DateField()
    until_on = models.DateField(null=True)
    reason = models.CharField(max_length=500)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_stay_has_a_reason"),
            models.CheckConstraint(condition=Q(until_on=None) | Q(until_on__gte=F("since_on")), name="a_stay_ends_after_it_begins"),
        ]


class WarningBatch(models.Model):
    """Entities warned together on one ground. The list was confirmed by whoever opened it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    office = models.ForeignKey(RegisterOffice, models.PROTECT, related_name="warnings")
    ground = models.CharField(max_length=40)
    wait_days = models.PositiveSmallIntegerField()
    """How many days each warning gives."""
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(wait_days__gt=0), name="a_warning_gives_time")]
        indexes = [models.Index(fields=["office", "at", "id"], name="warnings_of_an_office")]

    def __str__(self) -> str:
        return f"{self.ground} {self.at:%Y-%m-%d}"


class WarningEntry(models.Model):
    """One entity of a batch. Once out it stays out of this one."""

    id = models.UUIDField(primary_key=True, default=new_id)
    batch = models.ForeignKey(WarningBatch, models.PROTECT, related_name="entries")
    entity = models.ForeignKey(Entity, models.PROTECT, related_name="warnings")
    since_on = models.DateField()
    met_on = models.DateField()
    state = models.CharField(max_length=10, choices=[(one.value, one.value) for one in EntryState], default=EntryState.WARNED.value)
    because = models.CharField(max_length=12, blank=True)
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entity"], condition=Q(state=EntryState.WARNED.value), name="an_entity_is_warned_in_one_batch_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state=EntryState.OUT.value) & ~Q(because="") | ~Q(state=EntryState.OUT.value) & Q(because=""),
                name="who_is_out_is_so_for_a_reason",
            ),
        ]


class WarningLetter(models.Model):
    """A letter that was sent, with its proof. That it came back is written once; a letter sent again is another row."""

    id = models.UUIDField(primary_key=True, default=new_id)
    entry = models.ForeignKey(WarningEntry, models.PROTECT, related_name="letters")
    level = models.PositiveSmallIntegerField(choices=[(level.value, level.name) for level in Level])
    sent_on = models.DateField()
    proof = models.CharField(max_length=200)
    """As the number of the registered letter, or who took it."""
    document_id: models.UUIDField[UUID | None, UUID | None] = models.UUIDField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    returned_on = models.DateField(null=True)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(proof=""), name="a_letter_has_its_proof")]
        indexes = [models.Index(fields=["entry", "at", "id"], name="letters_of_an_entry")]

    def facts(self) -> Letter:
        """As the rules read it."""
        return Letter(Level(self.level), self.sent_on, self.returned_on)
