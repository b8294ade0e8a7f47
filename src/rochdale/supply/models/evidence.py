"""What proves a lot: risk of each plot, papers of legality, packs that were issued; events of others, as they came."""

from __future__ import annotations

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from rochdale.kernel.ids import new_id
from rochdale.supply.models.growers import Grower, PlotVersion
from rochdale.supply.models.owned import Done, Owned
from rochdale.supply.models.stock import Lot


class Risk(models.TextChoices):
    """What an assessment of deforestation said."""

    LOW = "low", _("low")
    HIGH = "high", _("high")
    MORE = "more", _("more information needed")


class RiskResult(Owned, Done):
    """A provider's (or a person's) answer about one version of a plot. Older than the version: stale."""

    plot_version = models.ForeignKey(PlotVersion, models.PROTECT, related_name="risks")
    provider = models.CharField(max_length=60)
    provider_version = models.CharField(max_length=40, blank=True)
    on = models.DateField()
    risk = models.CharField(max_length=4, choices=Risk.choices)
    evidence = models.JSONField(default=dict)
    """The provider's columns, or what was looked at."""

    class Meta:
        indexes = [models.Index(fields=["plot_version", "on"], name="risks_of_a_plot")]


class LegalPaper(Owned):
    """A paper by which the cooperative, a grower or a plot shows that the law was kept."""

    kind = models.CharField(max_length=60)
    """As `legality.toml` names it for the country, e.g. what stands in for a land title."""
    about_id = models.UUIDField()
    about = models.CharField(max_length=12, choices=[("cooperative", _("cooperative")), ("grower", _("grower")), ("plot", _("plot"))])
    number = models.CharField(max_length=100, blank=True)
    issued_on = models.DateField()
    valid_until = models.DateField(null=True)
    document_id = models.UUIDField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(valid_until=None) | Q(valid_until__gte=F("issued_on")), name="a_paper_ends_after_it_was_issued")
        ]
        indexes = [models.Index(fields=["about_id"], name="papers_about_something")]


class PackState(models.TextChoices):
    """Where an evidence pack stands."""

    DRAFT = "draft", _("Draft")
    ISSUED = "issued", _("Issued")
    SUPERSEDED = "superseded", _("Superseded")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class EvidencePack(Owned, Done):
    """The file handed to the buyer's due-diligence operator. Once issued its bytes never change."""

    lot = models.ForeignKey(Lot, models.PROTECT, related_name="packs")
    number = models.CharField(max_length=30)
    state = models.CharField(max_length=10, choices=PackState.choices, default=PackState.DRAFT)
    sha256 = models.CharField(max_length=64)
    manifest = models.JSONField()
    document_id = models.UUIDField()
    weight_g = models.BigIntegerField()
    for_whom = models.CharField(max_length=200)
    reader = models.ForeignKey("people.Organization", models.PROTECT, null=True, related_name="+")
    """The buyer, where it is an organization of this installation; it may fetch the file until `readable_until`."""
    readable_until = models.DateTimeField(null=True)
    is_redacted = models.BooleanField(default=False)
    keep_until = models.DateField()
    because = models.CharField(max_length=300, blank=True)
    """Why it was withdrawn."""

    class Meta:
        constraints = [
            UniqueConstraint(fields=["organization", "number"], name="a_pack_number_is_used_once"),
            CheckConstraint(condition=Q(reader=None) | Q(readable_until__isnull=False), name="a_reader_reads_until_a_day"),
            CheckConstraint(condition=Q(state="draft") | Q(is_redacted=False), name="only_a_draft_is_redacted"),
            CheckConstraint(condition=~Q(state="withdrawn") | ~Q(because=""), name="a_withdrawal_has_a_reason"),
        ]
        indexes = [models.Index(fields=["lot", "recorded_at"], name="packs_of_a_lot")]


class PackGrower(Owned):
    """This grower's plots are told of in an issued pack: so that growers can be told."""

    pack = models.ForeignKey(EvidencePack, models.PROTECT, related_name="growers")
    grower = models.ForeignKey(Grower, models.PROTECT, related_name="packs")

    class Meta:
        constraints = [UniqueConstraint(fields=["pack", "grower"], name="a_grower_is_named_once_in_a_pack")]
        indexes = [models.Index(fields=["grower", "pack"], name="packs_of_a_grower")]


class RuleKind(models.TextChoices):
    """What a row of the law says."""

    SCOPE = "scope", _("Goods that need a statement")
    APPLIES = "applies", _("Day from which it applies")
    COUNTRY = "country", _("Risk of a country")
    PAPER = "paper", _("Paper that shows legality")


class ProofRule(models.Model):
    """A row of what buyers' law asks, with its source, in the place of one the project ships (`proof_rules.toml`). Of no organization."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=8, choices=RuleKind.choices)
    key = models.CharField(max_length=20)
    """Heading of the Harmonized System; size of operator; country; country (`*`: any)."""
    value = models.CharField(max_length=40)
    """`in` or `out`; a day; `low`, `standard` or `high`; the paper."""
    topic = models.CharField(max_length=20, blank=True)
    """What a paper shows, e.g. `land`."""
    since_on = models.DateField()
    until_on = models.DateField(null=True)
    source = models.CharField(max_length=300)
    is_verified = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["kind", "key", "topic", "value", "since_on"], name="a_row_of_the_law_begins_once"),
            CheckConstraint(condition=Q(until_on=None) | Q(until_on__gt=F("since_on")), name="a_row_of_the_law_ends_after_it_begins"),
            CheckConstraint(condition=~Q(source=""), name="a_row_of_the_law_has_a_source"),
        ]
        indexes = [models.Index(fields=["kind", "key", "since_on"], name="rows_of_the_law")]


class Captured(Owned, Done):
    """A document of EPCIS events that others sent, as it came."""

    document_sha256 = models.CharField(max_length=64)
    content = models.JSONField()
    """Everything of the document but its events."""
    sender = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [UniqueConstraint(fields=["organization", "document_sha256"], name="a_document_is_captured_once")]


class CapturedEvent(Owned):
    """One event of a captured document, with no field lost."""

    captured = models.ForeignKey(Captured, models.PROTECT, related_name="events")
    event_id = models.CharField(max_length=200)
    is_mistake = models.BooleanField(default=False)
    """It declares the event of the same number to be wrong; both are kept."""
    kind = models.CharField(max_length=200)
    happened_at = models.DateTimeField()
    """The instant; the offset as written stands in `content`."""
    content = models.JSONField()
    place = models.PositiveIntegerField()
    """Its place in the document, from 0."""

    class Meta:
        constraints = [UniqueConstraint(fields=["organization", "event_id", "is_mistake"], name="an_event_is_captured_once")]
        indexes = [models.Index(fields=["organization", "happened_at"], name="captured_events_by_time")]
