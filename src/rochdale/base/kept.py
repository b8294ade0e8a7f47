"""What the plumbing's own tables, and those of Django and its queue, hold of people: their part of the privacy register."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.privacy import Level, Note, classify, internal, kept_as_it_is, kind, named, of, public, told

_LEADERS = _("The chair, the secretary and the manager of the organization it was done for.")

kind(
    "base.deeds",
    title=_("Who did what"),
    why=_("So that nobody can change something unseen."),
    seen_by=_("The chair, the secretary and the manager of the organization it was done for. You see what was done in your name."),
    kept="base.audit-trail",
    outlasts=_("Each line stays, with a made-up name, so that the books still add up."),
    shared_says=_("Every change made for your organization: when, by whom, what, before and after."),
)
kind(
    "base.looks",
    title=_("Who looked at whose data"),
    why=_("So that you learn who looked, and why."),
    seen_by=_("The person looked at, and the leaders of the organization looked at."),
    kept="base.looks",
    outlasts=_("Each line stays, with a made-up name."),
)
kind(
    "base.files",
    title=_("Files that were brought"),
    why=_("So that a figure can be traced to the paper it came from."),
    seen_by=_("Who brought the file, and those whom its matter concerns."),
    kept="base.documents",
    outlasts=_("The file itself stays as it was brought or signed. It may hold a name until its time is over."),
)
kind(
    "base.imports",
    title=_("Rows of a file before they are kept"),
    why=_("So that you see what was wrong in the file."),
    seen_by=_("Who brought the file."),
)
kind(
    "base.work",
    title=_("Work done behind the pages"),
    why=_("So that you can watch how far it is."),
    seen_by=_("Who started it."),
)
kind(
    "base.letters",
    title=_("Letters that were sent"),
    why=_("So that a letter that did not arrive can be found."),
    seen_by=_("Nobody, unless the one who runs this server looks for a lost letter."),
    kept="base.letters",
)
kind(
    "base.proposals",
    title=_("Acts that need two persons"),
    why=_("So that it is known who prepared and who agreed."),
    seen_by=_LEADERS,
    outlasts=_("Each line stays, with a made-up name."),
)
kind(
    "base.opening",
    title=_("What stood in the old books"),
    why=_("So that a ledger can start in the middle of a season."),
    seen_by=_("The officers of the organization."),
    outlasts=_("The figures stay. A name used as an account becomes a made-up one; the signed sheet stays as it is."),
)
kind(
    "base.rates",
    title=_("Who entered an exchange rate"),
    why=_("So that a wrong rate can be asked about."),
    seen_by=_("Everybody who sees the rate."),
    outlasts=_("The rate stays, with a made-up name."),
)
kind(
    "base.holds",
    title=_("What must not be erased yet"),
    why=_("So that nothing goes while a dispute runs."),
    seen_by=_("The person, and the leaders of the organization that asked for it."),
    outlasts=_("The line stays, with a made-up name."),
)
kind(
    "base.sessions",
    title=_("That you are signed in"),
    why=_("So that you need not sign in for every page."),
    seen_by=_("Nobody."),
    level=Level.SECRET,
)

_ID = "joins rows; says nothing by itself"
_WHEN = "tells when"
_HOW = "how the machine did it"


def _on_account_of(code: str) -> list[Note]:
    return [
        *internal(_ID, "by_id", "organization_id", "in_name_of_id"),
        *internal("the offices held then", "offices"),
        *public("the name of an organization", "organization_name"),
        *named(code, by_name="by_id", in_name_of_name="in_name_of_id"),
    ]


classify(
    "base.AuditEntry",
    internal(_ID, "id", "by_id", "in_name_of_id", "organization_id", "about_kind", "about_id"),
    internal(_WHEN, "at"),
    internal("the name of an operation", "what"),
    public("the name of an organization", "organization_name"),
    named("base.deeds", by_name="by_id", in_name_of_name="in_name_of_id"),
    told("base.deeds", "before", "after", "reason"),
    ties=("by_id", "in_name_of_id", "about_id"),
)
classify(
    "base.Look",
    internal(_ID, "id", "by_id", "organization_id", "owner_id", "about_person_id", "about_kind", "about_id"),
    internal(_WHEN, "at"),
    internal("a kind of data of this register", "what"),
    public("the name of an organization", "organization_name"),
    named("base.looks", by_name="by_id"),
    told("base.looks", "purpose"),
    ties=("by_id", "about_person_id", "about_id"),
)
classify(
    "base.Document",
    internal(_ID, "id", "about_kind", "about_id"),
    internal(_WHEN, "at"),
    internal("what kind of file it is", "size_bytes", "media_type"),
    _on_account_of("base.files"),
    told("base.files", "name"),
    kept_as_it_is("base.files", "sha256"),
    ties=("by_id", "about_id"),
)
classify(
    "base.ImportRun",
    internal(_ID, "id", "kind", "document", "job_id"),
    internal(_WHEN, "at"),
    internal("what was chosen", "choice"),
    _on_account_of("base.imports"),
    told("base.imports", "preview"),
    ties=("by_id",),
)
classify(
    "base.ImportedRow",
    internal(_ID, "id", "run", "number", "thing_id"),
    internal(_WHEN, "at"),
    told("base.imports", "refusals"),
    ties=("id", "thing_id"),
)
classify(
    "base.Job",
    internal(_ID, "id", "kind", "goes_to"),
    internal(_WHEN, "at", "started_at", "heard_at", "ended_at"),
    internal(_HOW, "state", "done", "total", "furthest", "attempts", "delays", "worker", "says", "title"),
    _on_account_of("base.work"),
    told("base.letters", "content"),
    told("base.work", "facts", "refusals", "answer"),
    ties=("id", "by_id"),
)
classify(
    "base.Proposal",
    internal(_ID, "id", "act", "decided_by_id"),
    internal(_WHEN, "at", "expires_at", "decided_at"),
    internal("ids and figures of the act; a name has no place there", "content", "content_sha256", "answer"),
    internal("where it stands", "state"),
    _on_account_of("base.proposals"),
    named("base.proposals", decided_by_name="decided_by_id"),
    told("base.proposals", "reason"),
    ties=("by_id", "decided_by_id"),
)
classify(
    "base.OpeningBalance",
    internal(_ID, "id", "organization_id", "document", "row_number", "proposal"),
    internal("figures of the organization's books", "ledger", "on", "amount", "unit"),
    told("base.opening", "account", "note"),
    ties=("id",),
)
classify(
    "base.Hold",
    internal(_ID, "id", "person_id", "organization_id", "placed_by_id", "lifted_by_id"),
    public("the name of an organization", "organization_name"),
    told("base.holds", "reason"),
    internal(_WHEN, "placed_at", "until_on", "lifted_at"),
    named("base.holds", placed_by_name="placed_by_id", lifted_by_name="lifted_by_id"),
    ties=("person_id", "placed_by_id"),
)
classify(
    "base.ExchangeRate",
    internal(_ID, "id", "by_id"),
    internal(_WHEN, "at"),
    public("a rate and where it comes from", "currency", "per_eur", "on", "source"),
    named("base.rates", by_name="by_id"),
)
classify(
    "base.Command",
    internal(_ID, "id", "by_id"),
    internal(_WHEN, "at"),
    internal("that it was done", "operation", "content_sha256", "answer"),
)
classify(
    "base.NewsItem",
    internal(_ID, "id", "kind"),
    internal("ids and figures; a name has no place there", "content"),
    internal(_WHEN, "at", "not_before", "delivered_at"),
    internal(_HOW, "attempts", "trouble"),
)
classify("base.CacheEntry", internal("counters, for minutes", "cache_key", "value", "expires"))
classify("base.Tick", internal("the mark of the clock", "name", "done_until"))
classify("base.BackupRun", internal(_HOW, "id", "at", "file_name", "size_bytes", "sha256", "is_encrypted", "verified_at", "trouble"))
classify("base.ErasedPerson", internal("who was erased, without a name", "person_id", "pseudonym", "at"))
classify("base.ErasingNow", internal("there for a moment only", "person_id", "must_go"))
classify("sessions.Session", of("base.sessions", "session_key", "session_data", "expire_date"))
classify("contenttypes.ContentType", internal("a list of tables", "id", "app_label", "model"))
classify("auth.Group", internal("not used here", "id", "name"))
classify("auth.Permission", internal("not used here", "id", "name", "content_type", "codename"))
classify(
    "django_tasks_database.DBTaskResult",
    internal(_ID, "id"),
    internal(_WHEN, "enqueued_at", "started_at", "finished_at", "run_after"),
    internal("the number of a job", "args_kwargs", "return_value"),
    internal(_HOW, "status", "priority", "task_path", "worker_ids", "queue_name", "backend_name", "exception_class_path", "traceback"),
)
