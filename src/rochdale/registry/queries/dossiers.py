"""Questions about dossiers: one's own, those of an office, one with all that was said and done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Coalesce

from rochdale.base.actor import Actor
from rochdale.people.permissions import may, readable
from rochdale.registry.judging_dossiers import law_of
from rochdale.registry.models import Dossier, DossierRound, DossierStep, RegisterOffice
from rochdale.registry.queries.offices import offices_under
from rochdale.registry.rules.answers import PARTS, PARTS_OF, legal_on, missing_in
from rochdale.registry.rules.dossiers import AT_THE_OFFICE, ENDS, Move, State, changed_parts
from rochdale.registry.rules.judging import Judgement, read
from rochdale.registry.rules.ledger import Kind
from rochdale.registry.rules.pack import Pack
from rochdale.ui.tables import counted


def own_dossiers(by: Actor) -> QuerySet[Dossier]:
    """Those of the organization acted for, newest first."""
    rows = readable(by, "registry.see-dossier", Dossier.objects.all(), owner="applicant_id")
    return rows.filter(applicant_id=by.organization_id).select_related("office").order_by("-at", "-id")


INBOX = {
    "now": {state.value for state in AT_THE_OFFICE},
    "waiting": {State.CHANGES_REQUESTED.value},
    "drafts": {State.DRAFT.value},
    "ended": {state.value for state in ENDS},
}
"""What an inbox shows: what waits for the office, what waits for the applicant, what the office keys, what is over."""


ALONE = {State.DRAFT.value, State.ABANDONED.value}
"""States in which a dossier may never have been handed in: such a one is its applicant's alone, unless an office keyed it."""
MOST_COUNTED = 999
HANDED_IN = Q(received_on__isnull=False) | ~Q(keyed_by_id="")


def watched(by: Actor) -> list[RegisterOffice]:
    """The offices whose dossiers somebody sees, with those that were closed."""
    return offices_under(by) if may(by, "registry.see-inbox", by) else []


def inbox(offices: Iterable[RegisterOffice], which: str) -> QuerySet[Dossier]:
    """Dossiers of these offices: the most urgent first.

    Nothing is asked but office, state, last day and id, so that an index holds it all, however many lie there; hence no join either.
    """
    rows, states = _at(offices).prefetch_related("office"), INBOX[which]
    found = (
        rows.filter(Q(state__in=states - ALONE) | Q(HANDED_IN, state__in=states & ALONE))
        if states & ALONE
        else rows.filter(state__in=states)
    )
    return found.annotate(urgent_on=Coalesce("due_on", Value(date.max))).order_by("urgent_on", "id")


def inbox_counts(offices: Iterable[RegisterOffice]) -> dict[str, str]:
    """How many of each, as it is written; beyond `MOST_COUNTED` nobody counts."""
    rows = _at(offices)
    return {which: _written(_count(rows, states)) for which, states in INBOX.items()}


def _count(rows: QuerySet[Dossier], states: Set[str]) -> int:
    found = counted(rows.filter(state__in=states - ALONE), MOST_COUNTED)
    return found + (counted(rows.filter(HANDED_IN, state__in=states & ALONE), MOST_COUNTED) if states & ALONE else 0)


def _written(count: int) -> str:
    return f"{MOST_COUNTED}+" if count > MOST_COUNTED else str(count)


def _at(offices: Iterable[RegisterOffice]) -> QuerySet[Dossier]:
    return Dossier.objects.filter(office_id__in=[office.pk for office in offices])


@dataclass(frozen=True, slots=True)
class PartState:
    """A part of the guide: what it still lacks."""

    code: str
    missing: tuple[str, ...]
    is_begun: bool


def law_of_answers(row: Dossier, today: date) -> Pack | None:
    """The law by which the group is guided: of the day of its assembly, or of today."""
    return law_of(row, legal_on(row.answers) or today)


def parts_of(row: Dossier, pack: Pack | None) -> list[PartState]:
    """Every part, in the order in which they are asked."""
    kind = Kind(row.kind).name
    return [PartState(part, missing_in(part, row.answers, pack, kind), bool(row.answers.get(part))) for part in parts_for(row)]


def parts_for(row: Dossier) -> tuple[str, ...]:
    """The parts that this kind of dossier asks."""
    return PARTS_OF.get(Kind(row.kind).name, PARTS)


def steps_of(row: Dossier) -> list[DossierStep]:
    """What was done, oldest first; what the office says to itself is left out."""
    return list(row.steps.exclude(move=Move.PROPOSE.value).order_by("at", "id"))


def proposal_of(row: Dossier) -> DossierStep | None:
    """What was proposed since the group last handed something in."""
    newest = row.steps.filter(move__in=[Move.PROPOSE.value, Move.SUBMIT.value, Move.ANSWER.value]).order_by("-at", "-id").first()
    return newest if newest and newest.move == Move.PROPOSE.value else None


@dataclass(frozen=True, slots=True)
class Changed:
    """One answer that a round says otherwise: its dotted name, before and now."""

    path: str
    was: object
    now: object


@dataclass(frozen=True, slots=True)
class RoundSeen:
    """A round with its judgement, and what it says otherwise than the one before (of an answered refusal: than that one's last)."""

    number: int
    row: DossierRound
    judgement: Judgement
    changed: tuple[Changed, ...]
    is_first: bool


def rounds_of(row: Dossier) -> list[RoundSeen]:
    """Newest first."""
    rounds = list(row.rounds.order_by("number"))
    before: Mapping[str, Any] | None = None
    if row.follows is not None:
        last = row.follows.rounds.order_by("-number").first()
        before = last.answers if last else None
    seen = []
    for one in rounds:
        changed = tuple(_changed(one.answers, before)) if before is not None else ()
        seen.append(RoundSeen(one.number, one, read(one.judgement), changed, before is None))
        before = one.answers
    return seen[::-1]


def _changed(now: Mapping[str, Any], before: Mapping[str, Any]) -> Iterator[Changed]:
    for path, (was, is_now) in changed_parts(now, before).items():
        yield Changed(path, was, is_now)


def items_asked(row: Dossier) -> tuple[DossierStep | None, list[tuple[str, Mapping[str, str], bool]]]:
    """What was asked for last: the step, and each item by its key, with whether it is ticked off."""
    step = row.steps.filter(move=Move.ASK_FOR_CHANGES.value).order_by("-at", "-id").first()
    settled = set(row.office_says.get("settled", ()))
    items = step.says["items"] if step else ()
    return step, [(f"{step.pk}/{place}", one, f"{step.pk}/{place}" in settled) for place, one in enumerate(items) if step]


def decision_of(row: Dossier) -> DossierStep | None:
    """The step that ended it in the office."""
    return row.steps.filter(move__in=[Move.APPROVE.value, Move.REFUSE.value]).first()
