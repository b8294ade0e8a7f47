"""What the register does by the clock: standing is brought up to the day, and who acts for a cooperative is reminded of what is due."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext_noop

from rochdale.base import jobs, mail, ticking
from rochdale.base.actor import SYSTEM
from rochdale.people.operations import keep_notice
from rochdale.people.queries.notices import addressees
from rochdale.people.rules.kinds import LEADING
from rochdale.registry.called import obligation_name
from rochdale.registry.models import ActsFor, EntityNow, NameReservation
from rochdale.registry.names_index import forget_names
from rochdale.registry.rules.reservations import Kept
from rochdale.registry.rules.standing import Owed
from rochdale.registry.standing_rows import EntityStanding, reckon_anew, standings
from rochdale.registry.twice_finding import FEW, codes_under, find_all, find_for

AHEAD = timedelta(days=30)
AT_ONCE = 2_000
FIND_TWICE = "registry.find-twice"
_LETTERS = UUID("0192f3a0-0000-7000-8000-00000000d520")
SOON, LATE = "registry/mail/due_soon.txt", "registry/mail/overdue.txt"


def keep_up(since: datetime, until: datetime) -> None:
    """Bring standing up to the day, so many at once: the rest follows the next time."""
    reckon_anew(until.date(), AT_ONCE)


def compare_new(since: datetime, until: datetime) -> None:
    """Look whether what is new, or is called otherwise now, may stand in the register twice. After a whole register a job does it."""
    rows = EntityNow.objects.filter(is_compared=False, same_as=None).order_by("entity_id")
    waiting = list(rows.values_list("entity_id", "entity__country", "office")[: FEW + 1])
    if len(waiting) <= FEW:
        for country in sorted({country for _, country, _ in waiting}):
            find_for(country, [entity_id for entity_id, other, _ in waiting if other == country])
        return
    for country, office in sorted({(country, office) for _, country, office in waiting}):
        id = uuid5(_LETTERS, f"twice {country} {office} {until:%Y-%m-%dT%H}")
        content = {"country": country, "office": office}
        jobs.start(FIND_TWICE, id=id, by=SYSTEM, at=until, title=gettext_noop("Looking for what was registered twice"), content=content)


@jobs.job_kind(FIND_TWICE)
def find_twice(running: jobs.Running, content: dict[str, str]) -> int:
    """Go through the register of an office. Computed anew after a crash."""
    return find_all(content["country"], codes_under(content["country"], content["office"]))


def free_names(since: datetime, until: datetime) -> None:
    """Names that were kept until a day are found no more from that day on."""
    over = NameReservation.objects.filter(state=Kept.KEPT.value, until_on__lte=until.date(), until_on__gt=since.date() - AHEAD)
    forget_names(over.values_list("id", flat=True))


def remind(since: datetime, until: datetime) -> None:
    """A letter a month before something is due, and one on the day after: once each, however often the clock strikes."""
    first, last = since.date(), until.date()
    acting = {row.entity_id: row.organization_id for row in ActsFor.objects.filter(until_on=None).order_by("entity_id")}
    for one in standings(list(acting), last):
        for row in one.owed:
            if row.due_on is None or row.kept_on is not None:
                continue
            if first < row.due_on - AHEAD <= last and last <= row.due_on:
                _tell(one, row, acting[one.now.entity_id], SOON, until)
            if first < row.due_on + timedelta(days=1) <= last:
                _tell(one, row, acting[one.now.entity_id], LATE, until)


def _tell(one: EntityStanding, row: Owed, organization_id: UUID, template: str, at: datetime) -> None:
    for box in addressees(organization_id, sorted(LEADING), at):
        language = box.language or settings.LANGUAGE_CODE
        with translation.override(language):
            facts = {
                "name": box.name, "cooperative": one.now.name, "obligation": obligation_name(row.obligation),
                "year": _day(row.period), "day": _day(row.due_on or row.period), "article": row.fact.basis.cite,
            }  # fmt: skip
        subject, text = mail.letter_of(template, language, facts)
        letter = uuid5(_LETTERS, f"{template} {one.now.entity_id} {row.obligation} {row.period} {row.due_on} {box.person_id}")
        keep_notice(id=letter, at=at, person_id=box.person_id, subject=subject, text=text, link=reverse("registry:owed"))
        if box.email:
            mail.post(id=letter, by=SYSTEM, at=at, to=box.email, language=language, template=template, facts=facts)


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


ticking.every(15, keep_up)
ticking.every(5, compare_new)
ticking.every(1440, remind)
ticking.every(1440, free_names)
