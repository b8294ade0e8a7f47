"""Dossiers: what a group answers, what it handed in round by round, and what the office did about it."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q

from rochdale.kernel.ids import new_id
from rochdale.registry.models.ledger import Entity
from rochdale.registry.models.names import LONGEST
from rochdale.registry.models.offices import RegisterOffice
from rochdale.registry.rules.dossiers import State


class Dossier(models.Model):
    """One act before the register, from its first answer to its decision."""

    class Channel(models.TextChoices):
        ONLINE = "online"
        DESK = "desk"
        PAPER = "paper"
        OFFLINE = "offline"

    id = models.UUIDField(primary_key=True, default=new_id)
    kind = models.CharField(max_length=20)
    """A kind of filing, as `rules.ledger.Kind` has it."""
    country = models.CharField(max_length=2)
    applicant = models.ForeignKey("people.Organization", models.PROTECT, null=True, related_name="+")
    """Whose it is; none where an office keys it for people without an account."""
    entity = models.ForeignKey(Entity, models.PROTECT, null=True, related_name="dossiers")
    """Whom it is about; of a registration, the group that it continues."""
    office = models.ForeignKey(RegisterOffice, models.PROTECT, null=True, related_name="dossiers")
    follows = models.ForeignKey("self", models.PROTECT, null=True, related_name="followed_by")
    """The refused one that it answers."""
    state = models.CharField(max_length=20, choices=[(state.value, state.value) for state in State], default=State.DRAFT.value)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    answers = models.JSONField(default=dict)
    """By part of the guide. What was handed in stands in the rounds."""
    office_says = models.JSONField(default=dict)
    """What the registrar settled: `law` (id@version), `asked` by check, `items` of the statutes as read."""
    form = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=LONGEST, blank=True)
    number = models.CharField(max_length=40, blank=True)
    """Its own, in the office's book: given with the first receipt."""
    book = models.JSONField(default=dict)
    """Of a paper dossier: book, page and line."""
    legal_on = models.DateField(null=True)
    """The day of the act: of a registration, of the founding assembly."""
    received_on = models.DateField(null=True)
    """Day 0 of every term."""
    due_on = models.DateField(null=True)
    """Last day for the decision; none where nobody has read it in the law."""
    keyed_by_id = models.CharField(max_length=64, blank=True)
    """Who wrote it down in the office."""
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[state.value for state in State]), name="a_dossier_is_in_a_known_state"),
            models.CheckConstraint(
                condition=Q(state__in=[State.DRAFT.value, State.ABANDONED.value])
                | Q(office__isnull=False, received_on__isnull=False, legal_on__isnull=False) & ~Q(number=""),
                name="what_was_handed_in_has_an_office_a_day_and_a_number",
            ),
            models.CheckConstraint(condition=Q(applicant__isnull=False) | ~Q(keyed_by_id=""), name="a_dossier_is_somebodys"),
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="a_dossier_has_its_number_alone"),
        ]
        indexes = [
            models.Index(fields=["office", "state", "due_on", "id"], name="dossiers_of_an_office"),
            models.Index(fields=["applicant", "at", "id"], name="dossiers_of_an_applicant"),
        ]

    def __str__(self) -> str:
        return self.number or str(self.id)

    @property
    def organization_id(self) -> UUID | None:
        """Its owner, as permissions ask for it."""
        return self.applicant_id


class DossierRound(models.Model):
    """What was handed in: the answers as they were, and how the law of both days judged them. Append-only."""

    id = models.UUIDField(primary_key=True, default=new_id)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    answers = models.JSONField()
    sha256 = models.CharField(max_length=64)
    judgement = models.JSONField()
    """As `rules.judging.stored` writes it."""
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dossier", "number"], name="a_round_of_a_dossier_has_its_number_alone")]


class DossierStep(models.Model):
    """One move of a dossier: who made it, and what was said. Append-only."""

    id = models.UUIDField(primary_key=True, default=new_id)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="steps")
    move = models.CharField(max_length=20)
    state = models.CharField(max_length=20)
    """The one it led to."""
    office = models.ForeignKey(RegisterOffice, models.PROTECT, null=True, related_name="+")
    says = models.JSONField(default=dict)
    """`note`; `grounds` of a refusal; `items` asked for; `to` of a transfer; `judgement` of a decision."""
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dossier"], condition=Q(move__in=["approve", "refuse"]), name="a_dossier_is_decided_once"),
        ]
        indexes = [models.Index(fields=["dossier", "at", "id"], name="steps_of_a_dossier")]
