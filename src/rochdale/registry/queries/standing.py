"""Questions about standing: what one owes, what lies at an office to be looked through, who is overdue in a territory."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from rochdale.base.actor import Actor
from rochdale.people.permissions import NOTHING
from rochdale.registry.models import ActsFor, GrantedExtension, RegisterOffice, StandingNow, Submission, SubmissionStep
from rochdale.registry.permissions import own_paths
from rochdale.registry.rules.standing import Standing
from rochdale.registry.rules.submissions import SubmissionState
from rochdale.registry.standing_rows import EntityStanding, standings

SubmissionKey = tuple[str, date]


def acts_for_any(by: Actor) -> bool:
    """Whether the organization acted for acts for an entity of the register."""
    if by.organization_id is None:
        return False
    return ActsFor.objects.filter(organization_id=by.organization_id, until_on=None).exists()


def own_standings(by: Actor, on: date) -> list[EntityStanding]:
    """Where the entities stand for which the organization acts, by name."""
    if by.organization_id is None:
        return []
    rows = ActsFor.objects.filter(organization_id=by.organization_id, until_on=None)
    ids = list(rows.order_by("entity_id").values_list("entity_id", flat=True))
    return sorted(standings(ids, on), key=lambda one: one.now.name)


def submissions_of(entity_id: UUID) -> Mapping[SubmissionKey, Submission]:
    """What was brought of each year, by obligation and year."""
    rows = Submission.objects.filter(entity_id=entity_id, period__isnull=False).order_by("id")
    return {(row.obligation, row.period): row for row in rows if row.period is not None}


def steps_of(row: Submission) -> list[SubmissionStep]:
    """What was done about it, newest first."""
    return list(row.steps.order_by("-at", "-id"))


def extensions_of(entity_id: UUID) -> list[GrantedExtension]:
    """Time that was given, newest first."""
    return list(GrantedExtension.objects.filter(entity_id=entity_id).order_by("-at", "-id"))


def who_acts(entity_id: UUID) -> ActsFor | None:
    """Which organization acts for it today."""
    return ActsFor.objects.filter(entity_id=entity_id, until_on=None).select_related("organization").first()


def _in_territory(by: Actor) -> Q:
    """Rows with a country and the code of an office that are of one's own offices or of those under them."""
    wanted = Q(pk__in=[])
    for path in own_paths(by):
        wanted |= Q(path=path) | Q(path__startswith=f"{path}/")
    found = NOTHING
    for country, code in RegisterOffice.objects.filter(wanted, until_on=None).order_by("path").values_list("country", "code"):
        found |= Q(country=country, office=code)
    return found


def overdue(by: Actor) -> QuerySet[StandingNow]:
    """Entities of one's territory that are overdue, those for the longest first."""
    rows = StandingNow.objects.filter(_in_territory(by), standing=Standing.OVERDUE.value).select_related("entity__now")
    return rows.order_by("since_on", "name", "entity_id")


def to_look_through(by: Actor) -> QuerySet[Submission]:
    """What was brought to one's offices and those under them and waits there, oldest first."""
    found = NOTHING
    for path in own_paths(by):
        found |= Q(office__path=path) | Q(office__path__startswith=f"{path}/")
    rows = Submission.objects.filter(found, state=SubmissionState.BROUGHT.value).select_related("entity__now", "office")
    return rows.order_by("received_on", "id")
