"""Privacy of standing: what is owed and kept is public; what was brought is seen by the cooperative and its office."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.privacy import classify, internal, kind, named, public, told

kind(
    "registry.submission",
    title=_("What a cooperative brought to its register"),
    why=_("The office looks through it before it counts as kept."),
    seen_by=_("Those who work for the cooperative, and its office, with those above it."),
)
kind(
    "registry.warning",
    title=_("What an office found, and whom it warns"),
    why=_("Before a case goes to a court, it is warned twice and heard."),
    seen_by=_("The office and those above it."),
)
_STANDING, _WAY = "where a cooperative stands, by its filings", "how far a submission is"

classify(
    "registry.ActsFor",
    internal("who acts for a cooperative before the register", "id", "entity", "organization", "since_on", "until_on", "by_id", "at"),
    named("base.deeds", by_name="by_id"),
    ties=("by_id",),
)
classify(
    "registry.Submission",
    internal(_WAY, "id", "entity", "office", "kind", "obligation", "period", "state", "acted_on", "received_on", "keyed_by_id", "filing"),
    internal(_WAY, "by_id", "at"),
    told("registry.submission", "says"),
    named("base.deeds", by_name="by_id"),
    ties=("by_id",),
)
classify(
    "registry.SubmissionStep",
    internal(_WAY, "id", "submission", "move", "by_id", "at"),
    told("registry.submission", "says"),
    named("base.deeds", by_name="by_id"),
    ties=("by_id",),
)
classify(
    "registry.GrantedExtension",
    public(_STANDING, "id", "entity", "obligation", "period", "until_on", "granted_on"),
    internal("joins rows; says nothing by itself", "by_id", "at"),
    told("registry.submission", "reason"),
    named("base.deeds", by_name="by_id"),
    ties=("by_id",),
)
classify(
    "registry.StandingNow",
    public(_STANDING, "entity", "country", "office", "name", "standing", "since_on", "overdue", "holds_until"),
)
_CASE = "how far a case is"
classify(
    "registry.Finding",
    internal(_CASE, "id", "entity", "ground", "since_on", "until_on", "by_id", "at"),
    told("registry.warning", "says", "ended_because"),
    named("base.deeds", by_name="by_id"),
    ties=("by_id",),
)
classify(
    "registry.Stay",
    internal(_CASE, "id", "entity", "kind", "since_on", "until_on", "by_id", "at"),
    told("registry.warning", "reason"),
    named("base.deeds", by_name="by_id"),
    ties=("by_id",),
)
classify(
    "registry.WarningBatch",
    internal(_CASE, "id", "office", "ground", "wait_days", "by_id", "at"),
    named("base.deeds", by_name="by_id"),
    ties=("by_id",),
)
classify(
    "registry.WarningEntry",
    internal(_CASE, "id", "batch", "entity", "since_on", "met_on", "state", "because", "ended_on"),
)
classify(
    "registry.WarningLetter",
    internal(_CASE, "id", "entry", "level", "sent_on", "document_id", "sha256", "returned_on", "by_id", "at"),
    told("registry.warning", "proof"),
    named("base.deeds", by_name="by_id"),
    ties=("by_id",),
)
