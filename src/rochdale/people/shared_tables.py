"""What a reader sees of the kinds of data that organizations share: who holds office, and who did what."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils import formats
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rochdale.base.audit import entries_of
from rochdale.base.made_up import shown_name
from rochdale.base.models import AuditEntry
from rochdale.people import queries
from rochdale.people.queries import OfficeHeld
from rochdale.people.sharing import shows
from rochdale.ui.tables import Column, Table


def officers(organization_id: UUID, at: datetime) -> Table[OfficeHeld]:
    """Who holds which office now; no phone number and no e-mail."""
    held = [office for office in queries.officers_of(organization_id, at) if office.office != "member"]
    columns = [
        Column[OfficeHeld]("person", _("Person"), lambda office: shown_name(office.person_name), order="person_name"),
        Column[OfficeHeld]("office", _("Office"), lambda office: office.label, order="office"),
        Column[OfficeHeld]("since", _("Since"), lambda office: formats.date_format(office.since_at, "DATE_FORMAT"), order="since_at"),
    ]
    return Table(held, columns, order="office", key="id")


def deeds(organization_id: UUID, at: datetime) -> Table[AuditEntry]:
    """Every change made for the organization, newest first."""
    columns = [
        Column[AuditEntry]("at", _("When"), lambda entry: formats.localize(entry.at), order="at"),
        Column[AuditEntry]("by", _("Who"), lambda entry: shown_name(entry.by_name), order="by_name"),
        Column[AuditEntry]("what", _("What"), lambda entry: gettext(entry.what.partition(".")[2].replace("-", " ")), order="what"),
        Column[AuditEntry]("reason", _("Reason"), lambda entry: entry.reason),
    ]
    return Table(entries_of(organization_id), columns, search=["by_name", "what", "reason"], order="-at")


shows("people.officers", officers)
shows("base.deeds", deeds)
