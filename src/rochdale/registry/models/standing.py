"""Standing: who acts for an entity, what it brought of each year, time that was given, and where it stands now."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from rochdale.kernel.ids import new_id
from rochdale.registry.models.ledger import Entity, Filing
from rochdale.registry.models.names import LONGEST
from rochdale.registry.models.offices import RegisterOffice
from rochdale.registry.rules.ledger import Kind
from rochdale.registry.rules.standing import Extension, Standing
from rochdale.registry.rules.submissions import SubmissionState


class ActsFor(models.Model):
    """Which organization acts for an entity before the register, from a day until another (not included)."""

    id = models.UUIDField(primary_key=True, default=new_id)
    entity = models.ForeignKey(Entity, models.PROTECT, related_name="acted_for")
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    since_on = models.DateField()
    until_on = models.DateField(null=True)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until_on=None) | Q(until_on__gte=F("since_on")), name="acting_ends_after_it_begins"),
            models.UniqueConstraint(fields=["entity"], condition=Q(until_on=None), name="one_organization_acts_for_an_entity"),
        ]
        indexes = [models.Index(fields=["organization", "entity"], name="entities_of_an_organization")]


class Submission(models.Model):
    """What an entity brings between registration and end. The obligation of a year is brought once: brought again, it is the same row."""

    id = models.UUIDField(primary_key=True, default=new_id)
    entity = models.ForeignKey(Entity, models.PROTECT, related_name="submissions")
    office = models.ForeignKey(RegisterOffice, models.PROTECT, related_name="submissions")
    kind = models.CharField(max_length=20)
    """A kind of filing, as `rules.ledger.Kind` has it."""
    obligation = models.CharField(max_length=40, blank=True)
    """Code in the rule pack; empty for what is no yearly thing."""
    period = models.DateField(null=True)
    """The last day of the year it is about. It never changes."""
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in SubmissionState])
    acted_on = models.DateField()
    """The day of the assembly or the decision; of accounts, the day on which they were brought."""
    received_on = models.DateField()
    says = models.JSONField(default=dict)
    """`contents` that are in it; what a filing of the kind will say; `papers` with their SHA-256."""
    keyed_by_id = models.CharField(max_length=64, blank=True)
    """Who wrote it down in the office."""
    filing = models.ForeignKey(Filing, models.PROTECT, null=True, related_name="+")
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entity", "obligation", "period"], condition=~Q(obligation=""), name="an_obligation_of_a_year_is_filed_once"
            ),
            models.CheckConstraint(
                condition=Q(state=SubmissionState.ACCEPTED.value, filing__isnull=False)
                | ~Q(state=SubmissionState.ACCEPTED.value) & Q(filing__isnull=True),
                name="what_was_accepted_stands_in_the_ledger",
            ),
            models.CheckConstraint(
                condition=Q(obligation="", period__isnull=True) | ~Q(obligation="") & Q(period__isnull=False),
                name="an_obligation_is_of_a_year",
            ),
        ]
        indexes = [models.Index(fields=["office", "state", "received_on", "id"], name="submissions_of_an_office")]

    def __str__(self) -> str:
        return f"{self.obligation or Kind(self.kind).name} {self.period or ''}".strip()


class SubmissionStep(models.Model):
    """One move of a submission: what was brought, what the office asked, that it was accepted. Append-only."""

    id = models.UUIDField(primary_key=True, default=new_id)
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="steps")
    move = models.CharField(max_length=10)
    says = models.JSONField(default=dict)
    """`note`; of what was brought all that it said, with its papers."""
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["submission", "at", "id"], name="steps_of_a_submission")]


class GrantedExtension(models.Model):
    """More time for one obligation of one year, with its reason. Append-only."""

    id = models.UUIDField(primary_key=True, default=new_id)
    entity = models.ForeignKey(Entity, models.PROTECT, related_name="extensions")
    obligation = models.CharField(max_length=40)
    period = models.DateField()
    until_on = models.DateField()
    reason = models.CharField(max_length=500)
    granted_on = models.DateField()
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="more_time_has_a_reason")]
        indexes = [models.Index(fields=["entity", "obligation", "period"], name="extensions_of_an_entity")]

    def facts(self) -> Extension:
        """As the rules read it."""
        return Extension(self.obligation, self.period, self.until_on, self.reason, self.granted_on)


class StandingNow(models.Model):
    """Where an entity stands: a projection of its filings, extensions and law, made anew when one of them or the day changes it."""

    entity = models.OneToOneField(Entity, models.PROTECT, primary_key=True, related_name="standing")
    country = models.CharField(max_length=2)
    office = models.CharField(max_length=40)
    """Code of its office."""
    name = models.CharField(max_length=LONGEST)
    standing = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Standing])
    since_on = models.DateField(null=True)
    overdue = models.JSONField(default=list)
    """Codes of what is overdue, each with `period` and `since`, oldest first."""
    holds_until = models.DateField()
    """The last day on which this holds by itself."""

    class Meta:
        indexes = [
            models.Index(fields=["standing", "country", "office", "since_on", "entity"], name="standing_by_office"),
            models.Index(fields=["holds_until"], name="standing_to_reckon_anew"),
        ]
