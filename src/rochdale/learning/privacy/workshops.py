"""Privacy of workshops and of the cascade: names stay with those who hold the workshop; others see numbers."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.privacy import classify, internal, kind, named, public, told

kind(
    "learning.list",
    title=_("That you were at a workshop"),
    why=_("Those who held it account for it, and certificates need it."),
    seen_by=_("The organization that held it. Others, and who pays for it, see numbers only."),
)
kind(
    "learning.trainer",
    title=_("That you prepare groups or trainers"),
    why=_("A group says who brought it, and the cascade shows what became of it."),
    seen_by=_("The organization that keeps its trainers."),
)
_WHEN, _COUNTED = "when it was recorded", "for the statistics"

classify(
    "learning.Project",
    internal("what pays for workshops", "id", "organization_id", "name", "funder", "reference", "since_on", "until_on", "targets", "at"),
)
classify(
    "learning.Workshop",
    public("shown to everybody", "id", "kind", "title", "about", "place", "language", "begins_on", "ends_on", "capacity"),
    internal("how it is held", "organization_id", "project", "code", "called_off_at", "called_off_why", "at"),
    told("learning.list", "agenda", "partners"),
)
classify("learning.Asked", internal("who was asked, as an organization", "id", "workshop", "name", "people", "answer", "answered_at", "at"))
classify(
    "learning.Participant",
    internal(_COUNTED, "id", "workshop", "organization", "sex", "age", "may_be_shown", "came", "before", "after", "has_practised"),
    internal("how a line was corrected", "replaces", "is_out", "by_id", "at"),
    told("learning.list", "name"),
    named("base.deeds", by_name="by_id"),
    ties=("by_id",),
)
classify("learning.SignIn", internal("in which half-day somebody was there", "id", "participant", "half", "at"))
classify("learning.Handed", internal("what was handed out", "id", "workshop", "what", "language", "count", "at"))
classify(
    "learning.Evaluation",
    internal("what somebody without a name thought", "id", "workshop", "answers"),
    told("learning.list", "will_do", "better"),
)
classify(
    "learning.Picture",
    internal("a photograph whose people agreed", "id", "workshop", "document", "is_public", "taken_back_at", "by_id", "at"),
    told("learning.list", "caption"),
    named("base.deeds", by_name="by_id"),
    ties=("by_id",),
)
classify(
    "learning.Trainer",
    internal("how the cascade hangs together", "id", "organization_id", "person_id", "home", "code", "at"),
    told("learning.trainer", "name"),
    ties=("person_id",),
)
classify(
    "learning.TrainerLink",
    internal("who prepared whom, and when", "id", "trainer", "trained_by", "workshop", "level", "on", "notices", "by_id", "at"),
    told("learning.trainer", "outside"),
    named("base.deeds", by_name="by_id"),
    ties=("by_id",),
)
classify(
    "learning.Withdrawal",
    internal("that a level counts no more", "id", "link", "on", "by_id", "at"),
    told("learning.trainer", "why"),
    named("base.deeds", by_name="by_id"),
    ties=("by_id",),
)
classify("learning.GroupTrainer", internal("who brought a group", "id", "group", "trainer", "at"))
classify(
    "learning.GroupTie",
    internal("which organization a group became", "id", "group", "organization_id", "by_id", "at"),
    named("base.deeds", by_name="by_id"),
    ties=("by_id",),
)
classify("learning.Outcome", internal("what became of an organization", "id", "organization_id", "kind", "on", "reference", "at"))
