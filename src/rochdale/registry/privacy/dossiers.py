"""Privacy of dossiers: founders and their shares are seen by who works on a dossier and by the office; offices are public."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.privacy import classify, internal, kind, named, public, told

kind(
    "registry.dossier",
    title=_("What a founding group told the registrar"),
    why=_("The office judges the application by it."),
    seen_by=_("Those who work on the application, and the office that decides it, with those above it."),
)
_OFFICE, _WAY, _WHEN = "which office it is and what it registers", "how far a dossier is", "when it was recorded"

classify(
    "registry.RegisterOffice",
    public(_OFFICE, "id", "country", "code", "path", "parent", "body", "name", "names", "authority", "number_code"),
    public(_OFFICE, "territory", "is_registering", "since_on", "until_on"),
)
classify(
    "registry.OfficeRole",
    public("who signs for an office, by which order", "id", "office", "role", "title", "order", "since_on", "until_on"),
    internal("who signs for an office, by which order", "person_id", "ended_because", "by_id", "at"),
    named("base.deeds", by_name="by_id", person_name="person_id"),
    ties=("by_id", "person_id"),
)
classify(
    "registry.NumberBlock",
    internal("numbers an office may issue", "id", "office", "scope", "year", "first", "last", "used", "desk", "by_id", "at"),
    named("base.deeds", by_name="by_id"),
    ties=("by_id",),
)
classify(
    "registry.IssuedNumber",
    public("which number is whose", "id", "block", "scope", "year", "value", "text", "entity", "at"),
    internal("why a number is void", "void_because"),
)
classify(
    "registry.Dossier",
    internal(_WAY, "id", "kind", "country", "applicant", "entity", "office", "follows", "state", "channel", "form", "name", "number"),
    internal(_WAY, "book", "legal_on", "received_on", "due_on", "keyed_by_id", "by_id", "at"),
    told("registry.dossier", "answers", "office_says"),
    named("base.deeds", by_name="by_id"),
    ties=("by_id", "keyed_by_id"),
)
classify(
    "registry.DossierRound",
    internal(_WAY, "id", "dossier", "number", "sha256", "by_id", "at"),
    told("registry.dossier", "answers", "judgement"),
    named("base.deeds", by_name="by_id"),
    ties=("by_id",),
)
classify(
    "registry.DossierStep",
    internal(_WAY, "id", "dossier", "move", "state", "office", "by_id", "at"),
    told("registry.dossier", "says"),
    named("base.deeds", by_name="by_id"),
    ties=("by_id",),
)
classify(
    "registry.Attendance",
    internal(_WAY, "id", "dossier", "office", "group", "meets_on", "hour", "place", "state", "official_id", "by_id", "at", "booked_by_id"),
    told("registry.dossier", "reason"),
    named("base.deeds", by_name="by_id", official_name="official_id", booked_by_name="booked_by_id"),
    ties=("by_id", "official_id", "booked_by_id"),
)
classify(
    "registry.NameReservation",
    internal(_WAY, "id", "dossier", "office", "name", "form", "place", "place_names", "state", "until_on", "by_id", "at"),
    internal(_WAY, "decided_by_id", "decided_at"),
    told("registry.dossier", "reason"),
    named("base.deeds", by_name="by_id", decided_by_name="decided_by_id"),
    ties=("by_id", "decided_by_id"),
)
classify(
    "registry.DossierScan",
    internal(_WAY, "id", "dossier", "what", "document_id", "sha256", "out_at", "by_id", "at"),
    named("base.deeds", by_name="by_id"),
    ties=("by_id",),
)
classify(
    "registry.GivenOut",
    internal("what was given out of the law, where and to whom", "id", "body", "pack", "country", "form", "paper", "language", "copies"),
    internal("what was given out of the law, where and to whom", "place", "to", "on", "by_id", "at"),
    named("base.deeds", by_name="by_id"),
    ties=("by_id",),
)
