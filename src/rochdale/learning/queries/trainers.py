"""The links of the cascade, and what somebody has shown for a level."""

from __future__ import annotations

from datetime import date

from rochdale.kernel.refusal import Refusal
from rochdale.learning.models import Participant, Trainer, TrainerLink, Workshop, as_link
from rochdale.learning.queries.workshops import halves_of
from rochdale.learning.rules.cascade import Level, Link, Shown, level_on, missing_for
from rochdale.learning.rules.workshops import folded


def links() -> list[Link]:
    """The whole cascade of this installation, the oldest link first."""
    rows = TrainerLink.objects.select_related("withdrawal").order_by("on", "id")
    return [as_link(row) for row in rows]


def shown_by(trainer: Trainer, person: Participant | None) -> Shown:
    """What somebody has shown: at a workshop, and with the own groups since."""
    own = trainer.groups.filter(group__runs__isnull=False).values("group").distinct().count()
    prepared = Trainer.objects.filter(links__trained_by=trainer, groups__group__runs__isnull=False).distinct().count()
    if person is None:
        return Shown(groups=own, prepared=prepared)
    days = person.workshop.days
    return Shown(
        len(halves_of(person) & set(days.halves)), len(days.halves), person.before is not None and person.after is not None,
        person.has_practised, own, prepared,
    )  # fmt: skip


def line_of(workshop: Workshop, trainer: Trainer) -> Participant | None:
    """The line of a trainer on the list of a workshop."""
    rows = workshop.people.filter(name__iexact=trainer.name).select_related("workshop").prefetch_related("sign_ins").order_by("-at", "-id")
    return next((row for row in rows if folded(row.organization) == folded(trainer.home)), None)


def missing_now(trainer: Trainer, today: date) -> tuple[Level | None, list[Refusal]]:
    """The level somebody holds today, and what it asks and is still missing: groups may have come since."""
    level = level_on(links(), trainer.id, today)
    last = trainer.links.exclude(workshop=None).select_related("workshop").order_by("-on", "-id").first()
    person = line_of(last.workshop, trainer) if last and last.workshop else None
    return level, missing_for(level, shown_by(trainer, person)) if level else []
