"""Standing in the reader's words: what is owed, by when, by which article, and what was brought."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rochdale.people.http import ActingRequest
from rochdale.registry import law_words as words
from rochdale.registry.called import obligation_name, seat_name
from rochdale.registry.models import StandingNow, Submission, SubmissionStep
from rochdale.registry.queries.standing import SubmissionKey, overdue, to_look_through
from rochdale.registry.rules.ledger import Kind
from rochdale.registry.rules.pack import Pack
from rochdale.registry.rules.standing import Owed, Standing
from rochdale.registry.rules.submissions import Looked, SubmissionState, lacking
from rochdale.registry.standing_rows import EntityStanding
from rochdale.ui.icons import chip
from rochdale.ui.tables import Column, Page, Table

STANDINGS: Mapping[Standing, tuple[str, Promise]] = {
    Standing.GOOD: ("good", gettext_lazy("Nothing is overdue")),
    Standing.OVERDUE: ("need", gettext_lazy("Overdue")),
    Standing.IN_DISSOLUTION: ("no", gettext_lazy("Its end is before a court")),
    Standing.LIQUIDATION: ("no", gettext_lazy("In liquidation")),
    Standing.DISSOLVED: ("no", gettext_lazy("Dissolved")),
}
SUBMITTED: Mapping[str, tuple[str, Promise]] = {
    SubmissionState.BROUGHT.value: ("wait", gettext_lazy("The office looks through it")),
    SubmissionState.ASKED.value: ("need", gettext_lazy("The office asks for something")),
    SubmissionState.ACCEPTED.value: ("good", gettext_lazy("Accepted")),
}
MOVES: Mapping[str, Promise] = {
    Looked.BRING.value: gettext_lazy("Brought"),
    Looked.ASK.value: gettext_lazy("Asked for something else"),
    Looked.ACCEPT.value: gettext_lazy("Accepted"),
}
MOST_SHOWN = 8


@dataclass(frozen=True, slots=True)
class OwedTold:
    """One obligation of one year."""

    obligation: str
    period: date
    name: str
    state: str
    says: str
    article: str
    is_extended: bool
    submission: Submission | None
    is_open: bool
    """Whether something is still to be brought."""
    also: str = ""
    """Where the office looks through it: what it is until then."""


@dataclass(frozen=True, slots=True)
class StandingTold:
    """The standing of one entity."""

    id: UUID
    name: str
    place: str
    state: str
    says: str
    since: date | None
    owed: Sequence[OwedTold]
    is_known: bool
    """Whether the law says anything of what is owed."""
    law: str
    status: str


def standing_told(one: EntityStanding, brought: Mapping[SubmissionKey, Submission]) -> StandingTold:
    """Newest year first; of what was kept only the newest few."""
    rows = sorted(one.owed, key=lambda row: (row.period, row.due_on or date.max), reverse=True)
    open_rows = [row for row in rows if row.kept_on is None]
    kept = [row for row in rows if row.kept_on is not None][: max(MOST_SHOWN - len(open_rows), 2)]
    told = [_owed(row, one, brought.get((row.obligation, row.period))) for row in rows if row in open_rows or row in kept]
    state, says = STANDINGS[one.found.standing]
    seat = one.now.state.get("seat")
    names = seat.get("names", []) if isinstance(seat, dict) else []
    law = (one.pack.called or one.pack.title) if one.pack else ""
    return StandingTold(
        one.now.entity_id, one.now.name, seat_name(names, one.now.entity.country), state, str(says), one.found.since, told,
        bool(one.pack and one.pack.obligations), law, one.now.status,
    )  # fmt: skip


def _owed(row: Owed, one: EntityStanding, submission: Submission | None) -> OwedTold:
    article, also = article_of(row, one.pack), ""
    since = row.since(one.on)
    if row.kept_on is not None:
        state, says = "good", _("Done on %(day)s") % {"day": _day(row.kept_on)}
    elif since is not None:
        state, says = "need", _("Overdue since %(day)s") % {"day": _day(since)}
    elif row.due_on is not None:
        state, says = "wait", _("By %(day)s") % {"day": _day(row.due_on)}
    else:
        state, says = "draft", _("Nobody has read in the law by when")
    if submission is not None and row.kept_on is None and submission.state != SubmissionState.ACCEPTED.value:
        also, (state, says) = says, (SUBMITTED[submission.state][0], str(SUBMITTED[submission.state][1]))
    is_open = row.kept_on is None and (submission is None or submission.state == SubmissionState.ASKED.value)
    return OwedTold(
        row.obligation, row.period, obligation_name(row.obligation), state, says, article, row.is_extended, submission, is_open, also
    )


def article_of(row: Owed, pack: Pack | None) -> str:
    """AUSCOOP, art. 110."""
    cite = row.fact.basis.cite or row.fact.basis.source
    return ", ".join(part for part in ((pack.called if pack else ""), cite) if part)


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


def overdue_page(request: ActingRequest) -> Page:
    """Who is overdue in one's territory: the oldest first."""
    columns: list[Column[StandingNow]] = [
        Column("name", _("Who"), lambda row: row.name, order="name"),
        Column("what", _("What is overdue"), _overdue_what),
        Column("since", _("Since"), lambda row: date_format(row.since_on) if row.since_on else "–", order="since_on"),
        Column("place", _("Place"), lambda row: _place(row)),
    ]
    link = lambda row: reverse("registry:entity-office", args=[row.entity_id])  # noqa: E731
    return Table(overdue(request.actor), columns, search=("name",), order="since", link=link).page(request.GET)


def _overdue_what(row: StandingNow) -> str:
    names = dict.fromkeys(obligation_name(one["obligation"]) for one in row.overdue)
    return ", ".join(names) if len(row.overdue) == len(names) else ", ".join(names) + f" ({len(row.overdue)})"


def _place(row: StandingNow) -> str:
    seat = row.entity.now.state.get("seat")
    return ", ".join(reversed(seat.get("names", []))) if isinstance(seat, dict) else ""


def brought_page(request: ActingRequest) -> Page:
    """What waits to be looked through."""
    columns: list[Column[Submission]] = [
        Column("name", _("Who"), lambda row: row.entity.now.name),
        Column("what", _("What"), title_of),
        Column("received", _("Brought on"), lambda row: date_format(row.received_on), order="received_on"),
        Column("office", _("Office"), lambda row: str(row.office)),
    ]
    link = lambda row: reverse("registry:submission", args=[row.id])  # noqa: E731
    return Table(to_look_through(request.actor), columns, order="received", link=link, name="brought").page(request.GET)


def title_of(row: Submission) -> str:
    """Minutes of the assembly of 2025; Dissolution."""
    if row.period is not None:
        return f"{obligation_name(row.obligation)}, {_day(row.period)}"
    return str(SUBMISSION_KINDS[Kind(row.kind)])


SUBMISSION_KINDS: Mapping[Kind, Promise] = {
    Kind.DISSOLVE: gettext_lazy("The members decided to end it"),
    Kind.LIQUIDATOR: gettext_lazy("Another liquidator"),
    Kind.STRIKE_OFF: gettext_lazy("The liquidation is over"),
    Kind.RESTORE: gettext_lazy("Back into the register"),
}


def state_of(row: Submission) -> SafeString:
    """As a chip."""
    state, says = SUBMITTED[row.state]
    return chip(state, str(says))


def contents_told(pack: Pack | None, row: Submission) -> tuple[list[str], list[str]]:
    """What is in it, and what the law lists that nobody says is there."""
    obligation = pack.obligation(row.obligation) if pack and row.obligation else None
    given = row.says.get("contents", [])
    missing = lacking(obligation.content, given) if obligation else ()
    return [words.called(words.CONTENTS, one) for one in given], [words.called(words.CONTENTS, one) for one in missing]


@dataclass(frozen=True, slots=True)
class StepTold:
    """One move."""

    title: str
    at: object
    by: str
    note: str


def steps_told(steps: Sequence[SubmissionStep]) -> list[StepTold]:
    """As people read them."""
    return [StepTold(str(MOVES[step.move]), step.at, step.by_name, step.says.get("note", "")) for step in steps]
