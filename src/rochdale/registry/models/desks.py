"""Desks without a line: what an office took along, what it reported, and what the centre made of each thing it did."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q

from rochdale.kernel.ids import new_id
from rochdale.registry.models.offices import RegisterOffice
from rochdale.registry.rules.desks import Kind, Outcome, Way


class Desk(models.Model):
    """An installation of its own that works for one office. The row stands at the centre and at the desk alike."""

    id = models.UUIDField(primary_key=True, default=new_id)
    office = models.ForeignKey(RegisterOffice, models.PROTECT, related_name="desks")
    code = models.CharField(max_length=8)
    """Stands in the numbers of its receipts, as T1."""
    name = models.CharField(max_length=120)
    """Where it stands or who carries it, in the words of the office."""
    x = models.CharField(max_length=43)
    """What checks the signature of its reports: 32 bytes in base64url."""
    files = models.PositiveSmallIntegerField(default=0)
    """How many desk files were written for it; at the desk, the number of the last one opened."""
    reports = models.PositiveSmallIntegerField(default=0)
    """Number of the last report brought; at the desk, of the last one written."""
    audit_done = models.PositiveBigIntegerField(default=0)
    """Up to which entry of its audit trail the centre has it; at the desk, where its own begins."""
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_because = models.CharField(max_length=300, blank=True)
    came_back = models.BooleanField(default=False)
    """Whether its last report came: what is left of its numbers is the office's again."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "code"], name="a_desk_has_its_code_alone_in_its_office"),
            models.UniqueConstraint(fields=["office"], condition=Q(closed_at=None), name="an_office_has_one_desk_out_at_a_time"),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_because="") | Q(closed_at__isnull=False) & ~Q(closed_because=""),
                name="a_desk_is_closed_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office.code}-{self.code}"


class DeskHere(models.Model):
    """That this installation is a desk, and which. One row there, none at the centre."""

    desk = models.OneToOneField(Desk, models.PROTECT, primary_key=True, related_name="here")
    key = models.CharField(max_length=43)
    """The secret half of what signs its reports."""
    last_report = models.CharField(max_length=64, blank=True)
    """SHA-256 of the list of parts in the report written last: the next one names it."""
    opened_at = models.DateTimeField()


class DeskReport(models.Model):
    """A report that was brought. Append-only."""

    id = models.UUIDField(primary_key=True, default=new_id)
    desk = models.ForeignKey(Desk, models.PROTECT, related_name="brought")
    number = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64, unique=True)
    """Of its list of parts, which names the hash of each."""
    before = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField()
    is_last = models.BooleanField(default=False)
    items = models.PositiveIntegerField()
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["desk", "-number"], name="reports_of_a_desk")]


class DeskItem(models.Model):
    """One thing a desk did, as it was reported, and what became of it here. What waits keeps its whole content."""

    id = models.UUIDField(primary_key=True, default=new_id)
    desk = models.ForeignKey(Desk, models.PROTECT, related_name="items")
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in Kind])
    about_id = models.UUIDField()
    """Of the dossier, the void number or the filing."""
    sha256 = models.CharField(max_length=64)
    called = models.CharField(max_length=400)
    """As people call it: the name of the group, the number."""
    content = models.JSONField(default=dict)
    """As the desk reported it; of what was confirmed at once nothing, since it stands in the tables."""
    state = models.CharField(max_length=10, choices=[(outcome.value, outcome.value) for outcome in Outcome])
    conflicts = models.JSONField(default=list)
    """Code and facts of each refusal that stands against it."""
    ways = models.JSONField(default=list)
    """Whose word may count."""
    way = models.CharField(max_length=10, blank=True, choices=[(way.value, way.value) for way in Way])
    reason = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    settled_by_id = models.CharField(max_length=64, blank=True)
    settled_by_name = models.CharField(max_length=200, blank=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["desk", "about_id", "sha256"], name="a_desk_reports_the_same_thing_once"),
            models.CheckConstraint(
                condition=~Q(state=Outcome.SETTLED.value) | Q(settled_at__isnull=False) & ~Q(way="") & ~Q(reason=""),
                name="what_is_settled_says_whose_word_counts_and_why",
            ),
        ]
        indexes = [models.Index(fields=["state", "desk", "at", "id"], name="things_of_desks_by_state")]

    def __str__(self) -> str:
        return self.called

    @property
    def office(self) -> RegisterOffice:
        """Whose it is, as permissions ask for it."""
        return self.desk.office

    @property
    def office_id(self) -> UUID:
        """Its office."""
        return self.desk.office_id
