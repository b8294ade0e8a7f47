"""Tables of the site: pieces that editors write, their text in each language, and every version that was published."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from rochdale.kernel.ids import new_id
from rochdale.site.rules import pieces
from rochdale.site.rules.pieces import LONGEST_LINE, LONGEST_SUMMARY, LONGEST_TITLE, VersionFacts


class Kind(models.TextChoices):
    """What the site publishes."""

    UPDATE = pieces.Kind.UPDATE.value
    STORY = pieces.Kind.STORY.value
    RESOURCE = pieces.Kind.RESOURCE.value
    PAGE = pieces.Kind.PAGE.value


class PieceFields(models.Model):
    """What is the same in every language: when and where it was, who is shown, what it is about."""

    day = models.DateField(null=True)
    place = models.CharField(max_length=LONGEST_LINE, blank=True)
    organization = models.CharField(max_length=LONGEST_LINE, blank=True)
    """The cooperative it tells of, as it is called."""
    related = models.JSONField(default=list)
    """Stages and modules, as `think` or `think/t1`."""
    picture = models.ForeignKey("base.Document", models.PROTECT, null=True, related_name="+")
    credit = models.CharField(max_length=LONGEST_LINE, blank=True)
    shows_people = models.BooleanField(default=False)
    is_consented = models.BooleanField(default=False)
    """All who are shown have said yes to it."""

    class Meta:
        abstract = True


class WrittenFields(models.Model):
    """The words of one language."""

    language = models.CharField(max_length=10)
    title = models.CharField(max_length=LONGEST_TITLE, blank=True)
    summary = models.CharField(max_length=LONGEST_SUMMARY, blank=True)
    body = models.TextField(blank=True)
    """Markdown, cleaned (`rules.writing`)."""
    alt = models.CharField(max_length=LONGEST_SUMMARY, blank=True)
    """What the picture shows, for who cannot see it."""

    class Meta:
        abstract = True


class Piece(PieceFields):
    """Something the site publishes, as it is being written."""

    id = models.UUIDField(primary_key=True, default=new_id)
    kind = models.CharField(max_length=10, choices=Kind)
    slug = models.SlugField(max_length=80)
    source = models.CharField(max_length=10)
    """The language it was first written in; the others are translated from it."""
    is_example = models.BooleanField(default=False)
    """Invented, for the demo; its pages say so."""
    begun_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="an_address_leads_to_one_piece"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="a_piece_is_of_a_known_kind"),
        ]

    def __str__(self) -> str:
        return self.slug


class PieceText(WrittenFields):
    """The text of a piece in one language, as its editors have it now; nobody else sees it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    piece = models.ForeignKey(Piece, models.CASCADE, related_name="texts")
    revision = models.PositiveIntegerField(default=0)
    """How often it was saved: who saves a text that somebody else has saved since is told."""
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["piece", "language"], name="a_piece_has_one_text_in_a_language")]


class PublishedVersion(PieceFields, WrittenFields):
    """What was published, word for word, or that it was withdrawn. Rows are never changed: a correction is the next version."""

    id = models.UUIDField(primary_key=True, default=new_id)
    piece = models.ForeignKey(Piece, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    from_at = models.DateTimeField()
    is_withdrawal = models.BooleanField(default=False)
    reason = models.CharField(max_length=300, blank=True)
    """Why it was withdrawn."""
    read_by = models.CharField(max_length=LONGEST_LINE, blank=True)
    """The native speaker who read it; without one a translation says that nobody did."""
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["piece", "number"], name="versions_of_a_piece_are_counted")]
        indexes = [models.Index(fields=["from_at"], name="versions_by_their_moment")]

    def facts(self) -> VersionFacts:
        """As the rule wants it."""
        return VersionFacts(self.number, self.language, self.from_at, self.is_withdrawal)
