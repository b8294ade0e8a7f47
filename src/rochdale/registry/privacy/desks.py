"""Privacy of desks without a line: what waits to be settled holds what founders told; the key of a desk is nobody's but the desk's."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.privacy import Level, classify, internal, kept_as_it_is, kind, named, told
from rochdale.registry.privacy import dossiers as _dossiers  # noqa: F401  # whose kinds are used here

kind(
    "registry.desk-key",
    title=_("The key of a desk without a line"),
    why=_("The desk signs its reports with it."),
    seen_by=_("Nobody. It stands at the desk alone."),
    level=Level.SECRET,
    outlasts=_("It tells of no person."),
)
_DESK, _REPORT, _BOOK = "which desk works without a line", "what a desk reported and what became of it", "a page of a paper book"

classify(
    "registry.Desk",
    internal(
        _DESK,
        "id",
        "office",
        "code",
        "name",
        "x",
        "files",
        "reports",
        "audit_done",
        "by_id",
        "at",
        "closed_at",
        "closed_because",
        "came_back",
    ),
    named("base.deeds", by_name="by_id"),
    ties=("by_id",),
)
classify("registry.DeskHere", internal(_DESK, "desk", "last_report", "opened_at"), kept_as_it_is("registry.desk-key", "key"))
classify(
    "registry.DeskReport",
    internal(_REPORT, "id", "desk", "number", "sha256", "before", "made_at", "is_last", "items", "by_id", "at"),
    named("base.deeds", by_name="by_id"),
    ties=("by_id",),
)
classify(
    "registry.DeskItem",
    internal(_REPORT, "id", "desk", "kind", "about_id", "sha256", "state", "ways", "way", "at", "settled_by_id", "settled_at"),
    told("registry.dossier", "called", "content", "conflicts", "reason"),
    named("base.deeds", settled_by_name="settled_by_id"),
    ties=("settled_by_id",),
)
classify(
    "registry.BookPage",
    internal(_BOOK, "id", "office", "book", "volume", "page", "columns", "lines", "photo", "sha256", "by_id", "at"),
    internal(_BOOK, "closed_by_id", "closed_at", "closed_sha256"),
    named("base.deeds", by_name="by_id", closed_by_name="closed_by_id"),
    ties=("by_id", "closed_by_id"),
)
classify(
    "registry.BookLine",
    internal(_BOOK, "id", "page", "line", "is_struck", "outcome", "differs", "dossier", "entity", "right", "by_id", "at"),
    told("registry.dossier", "said", "recorded", "reason"),
    named("base.deeds", by_name="by_id"),
    ties=("by_id",),
)
