"""Tables of the plumbing: what was done and by whom, news, documents, jobs, imports and exchange rates."""

from __future__ import annotations

from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import CheckConstraint, F, Q

from rochdale.base.actor import Actor
from rochdale.base.erased import ErasedPerson, ErasingNow, Hold  # noqa: F401  # tables of this app, for Django to find
from rochdale.base.tenancy import OwnedRows
from rochdale.kernel.ids import new_id


class Command(models.Model):
    """An operation that was carried out, by the id its caller gave it, so that a resend answers as before."""

    id = models.UUIDField(primary_key=True)
    operation = models.CharField(max_length=100)
    by_id = models.CharField(max_length=64)
    at = models.DateTimeField()
    content_sha256 = models.CharField(max_length=64)
    answer = models.JSONField(null=True)


class AuditEntry(models.Model):
    """Who did what to what, when, and how it was before and after. Rows are never changed or removed: triggers see to it."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    in_name_of_id = models.CharField(max_length=64, blank=True)
    """The officer for whom a deputy did it."""
    in_name_of_name = models.CharField(max_length=200, blank=True)
    organization_id = models.UUIDField(null=True)
    organization_name = models.CharField(max_length=200, blank=True)
    what = models.CharField(max_length=100)
    about_kind = models.CharField(max_length=100)
    about_id = models.CharField(max_length=64)
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    reason = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["about_kind", "about_id", "id"], name="audit_of_one_thing"),
            models.Index(fields=["by_id", "id"], name="audit_of_one_person"),
            models.Index(fields=["organization_id", "id"], name="audit_of_one_organization"),
            models.Index(fields=["in_name_of_id", "id"], name="audit_of_one_officer", condition=~Q(in_name_of_id="")),
        ]


class NewsItem(models.Model):
    """News from a lower floor or a sibling, stored with the change it tells of and delivered at least once.

    Only the fields of its delivery ever change.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    kind = models.CharField(max_length=100)
    content = models.JSONField(encoder=DjangoJSONEncoder)
    at = models.DateTimeField()
    not_before = models.DateTimeField()
    """After a failed delivery: when to try next."""
    delivered_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    trouble = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["not_before", "id"], name="news_waiting", condition=models.Q(delivered_at=None))]


class OnAccountOf(models.Model):
    """Who set something going, with the offices held at that moment, so that work done later is booked on the same account."""

    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    organization_id = models.UUIDField(null=True)
    organization_name = models.CharField(max_length=200, blank=True)
    offices = models.JSONField(default=list)
    in_name_of_id = models.CharField(max_length=64, blank=True)
    in_name_of_name = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True

    @property
    def actor(self) -> Actor:
        """The actor as it was then."""
        return Actor(
            self.by_id,
            self.by_name,
            self.organization_id,
            self.organization_name,
            frozenset(self.offices),
            self.in_name_of_id,
            self.in_name_of_name,
        )

    def is_of(self, actor: Actor) -> bool:
        """Whether `actor` is the same person, acting for the same organization as then."""
        return (self.by_id, self.organization_id) == (actor.id, actor.organization_id)


def on_account_of(by: Actor) -> dict[str, Any]:
    """The fields of `OnAccountOf` for what `by` sets going now."""
    return {
        "by_id": by.id,
        "by_name": by.name,
        "organization_id": by.organization_id,
        "organization_name": by.organization_name,
        "offices": sorted(by.offices),
        "in_name_of_id": by.in_name_of_id,
        "in_name_of_name": by.in_name_of_name,
    }


class Document(OnAccountOf):
    """A file somebody brought or the program made. Rows and bytes are never changed; the bytes lie under their SHA-256."""

    id = models.UUIDField(primary_key=True, default=new_id)
    name = models.CharField(max_length=150)
    """As the person called it, cleaned; never used as a path."""
    sha256 = models.CharField(max_length=64)
    size_bytes = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    about_kind = models.CharField(max_length=100, blank=True)
    about_id = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["sha256"], name="document_by_content"),
            models.Index(fields=["about_kind", "about_id", "id"], name="documents_of_one_thing"),
        ]


class JobState(models.TextChoices):
    """Where a job stands. `stopped`: it broke off too often, or somebody stopped it; `failed`: it says why it cannot be done."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


class Job(OnAccountOf):
    """Work done behind the pages, with progress that its owner can watch."""

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=100)
    title = models.CharField(max_length=200)
    """English message, translated when shown."""
    content = models.JSONField(encoder=DjangoJSONEncoder)
    goes_to = models.CharField(max_length=300, blank=True)
    """Address of the page that shows the outcome."""
    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    says = models.CharField(max_length=300, blank=True)
    """English message with placeholders for `facts`, translated when shown."""
    facts = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    refusals = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    answer = models.JSONField(null=True)
    furthest = models.PositiveIntegerField(default=0)
    """The most that was ever done: a job that comes further each time may be interrupted any number of times."""
    attempts = models.PositiveIntegerField(default=0)
    """How often it was begun since it last came further."""
    delays = models.PositiveIntegerField(default=0)
    worker = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    heard_at = models.DateTimeField(null=True)
    """Last sign of life of the worker."""
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "id"], name="jobs_by_state"),
            models.Index(fields=["by_id", "organization_id", "id"], name="jobs_of_one_person"),
        ]


class CacheEntry(models.Model):
    """The table of Django's database cache, shared by all web workers (rate limits count in it)."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "base_cache"


class Tick(models.Model):
    """Up to which moment a scheduled function has done its work."""

    name = models.CharField(max_length=200, primary_key=True)
    done_until = models.DateTimeField()


class ImportRun(OnAccountOf):
    """One file brought in under one import kind: previewed first, then kept row by row in a job."""

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=100)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    preview = models.JSONField()
    """What the reader of the file found, as `imports.Preview`."""
    choice = models.CharField(max_length=10, blank=True, choices=[("rest", "keep the rest"), ("all", "all or none")])
    job_id = models.UUIDField(null=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["by_id", "organization_id", "id"], name="imports_of_one_person")]


class ImportedRow(models.Model):
    """Where a kept thing comes from: which file, which row. Also rows refused when they were to be kept. Never changed."""

    id = models.UUIDField(primary_key=True)
    """Id of the row's operation: derived from run and row, so that a row is kept once however often the job runs."""
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="rows")
    number = models.PositiveIntegerField()
    """Number of the row in the file, the first is 1."""
    thing_id = models.CharField(max_length=64, blank=True)
    """What was made; empty where the row was refused."""
    refusals = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="a_row_is_kept_once")]
        indexes = [models.Index(fields=["thing_id"], name="origin_of_a_thing")]


class ExchangeRate(models.Model):
    """A rate that a named person entered with its source. A correction is a newer row for the same day; none is changed."""

    id = models.UUIDField(primary_key=True)
    currency = models.CharField(max_length=3)
    per_eur = models.DecimalField(max_digits=24, decimal_places=10)
    """Units of `currency` for one euro."""
    on = models.DateField()
    source = models.CharField(max_length=300)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(per_eur__gt=0), name="a_rate_is_above_zero")]
        indexes = [models.Index(fields=["currency", "on", "at"], name="rates_of_a_currency")]


class ProposalState(models.TextChoices):
    """Where an act stands that needs two persons."""

    OPEN = "open"
    DONE = "done"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class Proposal(OnAccountOf):
    """An act that one person prepares and another one decides (maker and checker). The maker's part never changes."""

    id = models.UUIDField(primary_key=True)
    act = models.CharField(max_length=100)
    """`context.verb-object`, as registered with `two_persons.act`."""
    content = models.JSONField(encoder=DjangoJSONEncoder)
    content_sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    expires_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=ProposalState.choices, default=ProposalState.OPEN)
    decided_by_id = models.CharField(max_length=64, blank=True)
    decided_by_name = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    answer = models.JSONField(null=True)

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(decided_by_id="") | Q(state="withdrawn") | ~Q(decided_by_id=F("by_id")), name="maker_is_not_checker"
            ),
            CheckConstraint(condition=Q(expires_at__gt=F("at")), name="proposal_lapses_after_it_is_made"),
            CheckConstraint(
                condition=Q(state="open", decided_at=None) | (~Q(state="open") & Q(decided_at__isnull=False)),
                name="proposal_is_open_until_decided",
            ),
        ]
        indexes = [models.Index(fields=["organization_id", "state", "id"], name="proposals_of_an_organization")]


class Look(models.Model):
    """Somebody looked at restricted data, with the purpose told. Never changed."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    organization_id = models.UUIDField(null=True)
    """For whom the one who looked acted."""
    organization_name = models.CharField(max_length=200, blank=True)
    owner_id = models.UUIDField(null=True)
    """The organization whose data were looked at."""
    about_person_id = models.UUIDField(null=True)
    """The person whose data were looked at, when they are one person's."""
    what = models.CharField(max_length=100)
    """`context.kind-of-data`, as the privacy register names it."""
    about_kind = models.CharField(max_length=100)
    about_id = models.CharField(max_length=64)
    purpose = models.CharField(max_length=300)

    class Meta:
        constraints = [CheckConstraint(condition=~Q(purpose=""), name="a_look_has_a_purpose")]
        indexes = [
            models.Index(fields=["owner_id", "id"], name="looks_at_an_organization"),
            models.Index(fields=["about_person_id", "id"], name="looks_at_a_person"),
        ]


class BackupRun(models.Model):
    """A backup that was written by the clock or by hand, and whether it was ever restored to try it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    at = models.DateTimeField()
    file_name = models.CharField(max_length=300)
    size_bytes = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    is_encrypted = models.BooleanField(default=False)
    verified_at = models.DateTimeField(null=True)
    trouble = models.TextField(blank=True)


class OpeningBalance(models.Model):
    """One line with which a ledger starts here: what stood in the old books on a day, signed by two. Never changed."""

    id = models.UUIDField(primary_key=True)
    organization_id = models.UUIDField()
    ledger = models.CharField(max_length=100)
    """`context.ledger`, as registered."""
    on = models.DateField()
    account = models.CharField(max_length=200)
    """Whose or what for: a member number, a lot, a cash box."""
    amount = models.DecimalField(max_digits=24, decimal_places=6)
    unit = models.CharField(max_length=12)
    """ISO 4217 code, or kg."""
    note = models.CharField(max_length=300, blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    row_number = models.PositiveIntegerField()
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="+")

    objects = OwnedRows["OpeningBalance"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization_id", "ledger", "account", "unit"], name="an_account_opens_once"),
        ]
