"""What the pages of an office show: the table of its inbox, its numbers, the offices under it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from rochdale.base.actor import Actor
from rochdale.people.http import ActingRequest
from rochdale.people.permissions import may
from rochdale.registry import law_words as words
from rochdale.registry.attendance_words import STATES as OFFICIALS
from rochdale.registry.dossier_page import state_of
from rochdale.registry.models import Attendance, Dossier, RegisterOffice
from rochdale.registry.queries.dossiers import MOST_COUNTED, inbox, proposal_of
from rochdale.registry.queries.offices import blocks_of, offices_under
from rochdale.registry.queries.signing import named_at, office_acting
from rochdale.registry.rules.dossiers import State
from rochdale.registry.rules.numbers import OWN_SERIES, series_in
from rochdale.registry.rules.packs import shipped
from rochdale.registry.rules.signing import refusals_for_signing
from rochdale.registry.signing_words import PROPOSED
from rochdale.ui.icons import chip
from rochdale.ui.tables import Column, Page, Table

SOON_DAYS = 7
"""From so many days before its last day on, a dossier is marked."""


def inbox_page(request: ActingRequest, which: str, offices: Sequence[RegisterOffice]) -> Page:
    """The dossiers of these offices as a table; `which` travels in the name of the table."""
    today = request.at.date()
    columns: list[Column[Dossier]] = [
        Column("name", _("Who"), lambda row: row.name or _("Without a name yet"), order="name"),
        Column("form", _("Form"), lambda row: words.called(words.FORMS, row.form) if row.form else "–"),
        Column("received", _("Brought on"), lambda row: date_format(row.received_on) if row.received_on else "–", order="received_on"),
        Column("due", _("Decide by"), lambda row: _due(row, today, which), order="urgent_on"),
        Column("state", _("State"), lambda row: chip(*state_of(row))),
    ]
    if len(offices) > 1:
        columns.append(Column("office", _("Office"), lambda row: str(row.office)))
    rows = inbox(offices, which)
    order = "-received" if which == "ended" else "due"
    return Table(rows, columns, search=("name", "number"), order=order, link=_link, most=MOST_COUNTED).page(request.GET)


def _due(row: Dossier, today: date, which: str) -> SafeString | str:
    """The last day for the decision; with a mark where it is near or over."""
    if row.due_on is None:
        return _("no term known")
    left = (row.due_on - today).days
    if which != "now" or left > SOON_DAYS:
        return date_format(row.due_on)
    return chip("no" if left < 0 else "need", date_format(row.due_on))


def _link(row: Dossier) -> str:
    return reverse("registry:application" if row.state == State.DRAFT.value else "registry:review", args=[row.id])


def offices_above(by: Actor) -> list[RegisterOffice]:
    """One's own offices and those under them, as they stand today."""
    return [office for office in offices_under(by) if office.until_on is None]


def office_choices(offices: Iterable[RegisterOffice]) -> list[tuple[str, str]]:
    """For a form."""
    return [(str(office.id), str(office)) for office in offices]


def block_choices(offices: Iterable[RegisterOffice]) -> list[tuple[str, str]]:
    """The series of numbers that the centre allots in these countries, by the law that builds them."""
    countries = sorted({office.country for office in offices})
    found = []
    for country in countries:
        for pack in shipped():
            if not pack.covers(country):
                continue
            template = pack.number.used
            law = pack.called or pack.id
            found += [(f"{country}:{pack.id}:{name}", f"{law}: {template}") for name in series_in(template) if name != OWN_SERIES]
    return found


@dataclass(frozen=True, slots=True)
class BlockTold:
    """A block as people read it."""

    law: str
    first: int
    last: int
    left: int
    is_low: bool


def blocks_told(office: RegisterOffice | None, year: int, *, law: str = "") -> list[BlockTold]:
    """What an office may still issue; under one `law`, by the id of its pack, where it is given."""
    if office is None:
        return []
    called = {f"{office.country}:{pack.id}": pack.called or pack.id for pack in shipped()}
    return [
        BlockTold(called.get(row.scope.rpartition(":")[0], row.scope), row.first, row.last, row.facts().left, row.facts().is_low)
        for row in blocks_of(office, year)
        if not law or row.scope.startswith(f"{office.country}:{law}:")
    ]


def may_sign(by: Actor, row: Dossier, at: datetime) -> bool:
    """Whether somebody decides and signs here today; whoever may not proposes."""
    named = named_at(office_acting(by, row.office)) if row.office else []
    return may(by, "registry.decide", row) and not refusals_for_signing(named, by.accounts, at.date())


def official_of(row: Dossier) -> tuple[Attendance, tuple[str, Promise]] | None:
    """What the office booked about the founding assembly, with its look."""
    last = row.attendances.order_by("-at", "-id").first()
    return (last, OFFICIALS[last.state]) if last else None


@dataclass(frozen=True, slots=True)
class Proposed:
    """What whoever prepared it says."""

    outcome: str
    note: str
    by: str
    at: datetime


def proposed(row: Dossier) -> Proposed | None:
    """The last proposal, while the dossier waits for a decision."""
    step = proposal_of(row)
    return Proposed(str(PROPOSED[step.says["outcome"]]), step.says["note"], step.by_name, step.at) if step else None
