"""Tables of the cascade: trainers, who prepared them, the groups they brought to a module, and what came of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from rochdale.kernel.ids import new_id
from rochdale.learning.models.groups import Group
from rochdale.learning.models.workshops import Workshop
from rochdale.learning.rules.cascade import Level, Link
from rochdale.learning.rules.runs import LONGEST_NAME, LONGEST_TEXT


class Trainer(models.Model):
    """Somebody who prepares groups or those who do. With or without an account."""

    id = models.UUIDField(primary_key=True, default=new_id)
    organization_id = models.UUIDField()
    """From which organization; its officers see the trainer's page."""
    person_id = models.UUIDField(null=True, unique=True)
    name = models.CharField(max_length=LONGEST_NAME)
    home = models.CharField(max_length=LONGEST_NAME, blank=True)
    """The group or cooperative the trainer comes from, as written on the list."""
    code = models.CharField(max_length=12, unique=True)
    """Stands on the trainer's card; a group writes it on its sheet."""
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organization_id", "name", "id"], name="trainers_of_an_organization")]

    def __str__(self) -> str:
        return self.name


class TrainerLink(models.Model):
    """A trainer was prepared for a level, by whom and where."""

    id = models.UUIDField(primary_key=True, default=new_id)
    trainer = models.ForeignKey(Trainer, models.PROTECT, related_name="links")
    trained_by = models.ForeignKey(Trainer, models.PROTECT, null=True, related_name="prepared")
    """None: by somebody from outside."""
    outside = models.CharField(max_length=LONGEST_NAME, blank=True)
    """By whom, where it was somebody from outside."""
    workshop = models.ForeignKey(Workshop, models.PROTECT, null=True, related_name="made")
    level = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Level])
    on = models.DateField()
    notices = models.JSONField(default=list)
    """What was missing when it was written: codes and facts, told on the trainer's page."""
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(level__in=[one.value for one in Level]), name="a_level_is_one_of_three"),
            models.UniqueConstraint(fields=["trainer", "level", "on"], name="a_level_is_reached_once_a_day"),
        ]

    def __str__(self) -> str:
        return self.level


class Withdrawal(models.Model):
    """A level counts no more, from a day."""

    id = models.UUIDField(primary_key=True, default=new_id)
    link = models.OneToOneField(TrainerLink, models.PROTECT, related_name="withdrawal")
    on = models.DateField()
    why = models.CharField(max_length=LONGEST_TEXT)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.why


def as_link(row: TrainerLink) -> Link:
    """For the rules; `withdrawal` was selected with it."""
    withdrawn = getattr(row, "withdrawal", None)
    return Link(row.trainer_id, row.trained_by_id, Level(row.level), row.on, withdrawn.on if withdrawn else None)


class GroupTrainer(models.Model):
    """A trainer brought a group to the modules."""

    group = models.OneToOneField(Group, models.PROTECT, related_name="brought_by")
    trainer = models.ForeignKey(Trainer, models.PROTECT, related_name="groups")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.trainer_id)


class GroupTie(models.Model):
    """A group became this organization, or is a part of it."""

    group = models.OneToOneField(Group, models.PROTECT, related_name="tie")
    organization_id = models.UUIDField()
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organization_id"], name="groups_of_an_organization")]

    def __str__(self) -> str:
        return str(self.organization_id)


class Result(models.TextChoices):
    """What the other contexts tell of an organization."""

    REGISTERED = "registered"
    DELIVERED = "delivered"
    SOLD = "sold"
    ASSEMBLY = "assembly"


class Outcome(models.Model):
    """What became of an organization, told by the context in which it happened; the id is that of the news."""

    id = models.UUIDField(primary_key=True)
    organization_id = models.UUIDField()
    kind = models.CharField(max_length=12, choices=Result)
    on = models.DateField()
    reference = models.CharField(max_length=200, blank=True)
    """The number of the filing, the receipt or the contract."""
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Result.values), name="an_outcome_is_of_a_known_kind"),
            models.UniqueConstraint(fields=["organization_id", "kind"], name="the_first_outcome_of_a_kind_counts"),
        ]

    def __str__(self) -> str:
        return self.kind
