"""Pages of paper books, as photographed, and what each of their lines comes to beside the register."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q

from rochdale.kernel.ids import new_id
from rochdale.registry.models.dossiers import Dossier
from rochdale.registry.models.ledger import Entity
from rochdale.registry.models.offices import RegisterOffice
from rochdale.registry.rules.books import Line, Outcome, Right


class BookPage(models.Model):
    """One page of a bound book of an office. Closed by an officer, it is never changed again."""

    id = models.UUIDField(primary_key=True, default=new_id)
    office = models.ForeignKey(RegisterOffice, models.PROTECT, related_name="book_pages")
    book = models.CharField(max_length=40, blank=True)
    """Code of the book in the rule pack; empty: a book of the office's own."""
    volume = models.CharField(max_length=20)
    """As the office calls it, and as dossiers name it."""
    page = models.CharField(max_length=10)
    columns = models.JSONField()
    """Codes, in their order on the page."""
    lines = models.PositiveSmallIntegerField()
    """How many lines of it are written on."""
    photo = models.ForeignKey("base.Document", models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    """Of the photograph."""
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    closed_by_id = models.CharField(max_length=64, blank=True)
    closed_by_name = models.CharField(max_length=200, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_sha256 = models.CharField(max_length=64, blank=True)
    """Of its lines with their outcomes, as they were signed for."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "book", "volume", "page"], name="a_page_of_a_book_stands_once"),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by_id="") | Q(closed_at__isnull=False) & ~Q(closed_by_id=""),
                name="a_page_is_closed_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["office", "closed_at", "-at"], name="pages_of_an_office")]

    def __str__(self) -> str:
        return f"{self.volume}/{self.page}"


class BookLine(models.Model):
    """A line of a page, or something the register says of the page that stands on none of its lines."""

    id = models.UUIDField(primary_key=True, default=new_id)
    page = models.ForeignKey(BookPage, models.PROTECT, related_name="written")
    line = models.PositiveSmallIntegerField(null=True)
    """From the top; none of what stands in the register only."""
    said = models.JSONField(default=dict)
    """What the book says, by column; numbers as they were written."""
    recorded = models.JSONField(default=dict)
    """What the register says, by column, as it was compared."""
    is_struck = models.BooleanField(default=False)
    outcome = models.CharField(max_length=12, choices=[(outcome.value, outcome.value) for outcome in Outcome])
    differs = models.JSONField(default=list)
    """Columns in which the two do not say the same."""
    dossier = models.ForeignKey(Dossier, models.PROTECT, null=True, related_name="+")
    entity = models.ForeignKey(Entity, models.PROTECT, null=True, related_name="+")
    right = models.CharField(max_length=10, blank=True, choices=[(right.value, right.value) for right in Right])
    reason = models.CharField(max_length=500, blank=True)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "line"], condition=Q(line__isnull=False), name="a_line_of_a_page_stands_once"),
            models.CheckConstraint(
                condition=Q(line__isnull=False) & ~Q(outcome="system-only") | Q(line=None, outcome="system-only"),
                name="what_has_no_line_stands_in_the_register_only",
            ),
            models.CheckConstraint(condition=Q(right="", reason="") | ~Q(right="") & ~Q(reason=""), name="a_line_is_settled_with_a_reason"),
        ]

    @property
    def office(self) -> RegisterOffice:
        """Whose book it is, as permissions ask for it."""
        return self.page.office

    @property
    def office_id(self) -> UUID:
        """Its office."""
        return self.page.office_id

    def facts(self) -> Line:
        """As the rules read it."""
        return Line(Outcome(self.outcome), self.right != "")
