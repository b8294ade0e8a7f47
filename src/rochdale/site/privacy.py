"""Privacy of what the site publishes: everybody reads it; drafts are the editors'."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.privacy import classify, internal, kind, named, told

kind(
    "site.pieces",
    title=_("News and stories on the public pages, and who wrote them"),
    why=_("So that people read what others did; nobody changes unseen what was published."),
    seen_by=_("Everybody, once it is published. Before that the editors."),
)
_ID, _WHEN = "joins rows; says nothing by itself", "tells when"
_WORDS = ("title", "summary", "body", "alt")
_ABOUT = ("place", "organization", "credit")
_FACTS = "what it is about, in which language, and whether people are shown"

classify(
    "site.Piece",
    internal(_ID, "id", "picture"),
    internal(_WHEN, "begun_at"),
    internal(_FACTS, "kind", "slug", "source", "is_example", "day", "related", "shows_people", "is_consented"),
    told("site.pieces", *_ABOUT),
)
classify(
    "site.PieceText",
    internal(_ID, "id", "piece", "by_id"),
    internal(_WHEN, "at", "revision"),
    internal(_FACTS, "language"),
    told("site.pieces", *_WORDS),
    named("base.deeds", by_name="by_id"),
    ties=("by_id",),
)
classify(
    "site.PublishedVersion",
    internal(_ID, "id", "piece", "picture", "by_id"),
    internal(_WHEN, "at", "from_at", "number"),
    internal(_FACTS, "language", "day", "related", "shows_people", "is_consented", "is_withdrawal"),
    told("site.pieces", *_WORDS, *_ABOUT, "reason", "read_by"),
    named("base.deeds", by_name="by_id"),
    ties=("by_id",),
)
