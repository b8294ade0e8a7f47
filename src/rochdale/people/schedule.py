"""What people hear by the clock: that an office, or a delegation, ends in a week."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime

from rochdale.base import mail, ticking
from rochdale.base.actor import SYSTEM
from rochdale.people.labels import office_label
from rochdale.people.models import Delegation, Office, Person

AHEAD = timedelta(days=7)
_LETTERS = UUID("0192f3a0-0000-7000-8000-0000000e4d50")


def remind(since: datetime, until: datetime) -> None:
    """A letter a week before, to whom it concerns and who has an e-mail: once, however often the clock strikes."""
    due = {"until_at__gte": since + AHEAD, "until_at__lt": until + AHEAD}
    for office in Office.objects.filter(**due).select_related("person", "organization").order_by("id"):
        _tell(office.person, office, office.until_at or until, about=office.id, template="office_ends", at=until)
    lent = Delegation.objects.filter(**due).select_related("deputy", "office__person", "office__organization").order_by("id")
    for delegation in lent:
        for person in (delegation.deputy, delegation.office.person):
            _tell(person, delegation.office, delegation.until_at, about=delegation.id, template="delegation_ends", at=until)


def _tell(person: Person, office: Office, ends_at: datetime, *, about: UUID, template: str, at: datetime) -> None:
    if not person.email or not person.is_active:
        return
    language = person.language or settings.LANGUAGE_CODE
    with translation.override(language):
        facts = {
            "name": person.name,
            "officer": office.person.name,
            "office": office_label(office.office),
            "organization": office.organization.name,
            "day": date_format(localtime(ends_at), "DATE_FORMAT"),
        }
    letter = uuid5(_LETTERS, f"{template} {about} {person.id} {ends_at.isoformat()}")
    mail.post(id=letter, by=SYSTEM, at=at, to=person.email, language=language, template=f"people/mail/{template}.txt", facts=facts)


ticking.every(1440, remind)
