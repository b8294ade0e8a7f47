"""The applicant's side of a dossier: begun, answered part by part, handed in, answered again, given up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.operations import content_sha256, operation
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.permissions import require
from rochdale.registry.judging_dossiers import judge_dossier, law_of
from rochdale.registry.models import Dossier, DossierRound, DossierStep, RegisterOffice
from rochdale.registry.operations.offices import receipt_number
from rochdale.registry.operations.reservations import use_names
from rochdale.registry.queries.desks import desk_here
from rochdale.registry.queries.offices import office_of_seat
from rochdale.registry.queries.twice import refuse_merged
from rochdale.registry.rules.answers import PARTS, PARTS_OF, facts_of_answers, legal_on, missing_in, said
from rochdale.registry.rules.deadlines import Term, Unit, counting_of, due
from rochdale.registry.rules.dossiers import OPEN_TO_ANSWERS, Item, Move, State, after, refusals_for_move
from rochdale.registry.rules.filing_facts import procedure_for, refusals_for_facts
from rochdale.registry.rules.judging import stored
from rochdale.registry.rules.ledger import Kind
from rochdale.registry.rules.verdicts import Verdict
from rochdale.registry.tying import refuse_joining

NEEDED_TO_HAND_IN = ("form.form", "name.name", "seat.code", "assembly.on", "apex.entity", "apex.on")
"""Without these, as far as they are asked, nobody could tell which law, which office and which day."""


@operation
def begin_dossier(*, id: UUID, by: Actor, at: datetime, country: str, kind: str, entity_id: UUID | None = None) -> str:
    """A registration is begun for the organization acted for. `entity_id`: the group that it continues. Returns the id."""
    require(by, "registry.apply", by)
    refuse_merged(entity_id)
    row = Dossier.objects.create(
        id=id, kind=Kind(kind).value, country=country, applicant_id=by.organization_id, entity_id=entity_id,
        channel=Dossier.Channel.ONLINE, by_id=by.id, by_name=by.name, at=at,
    )  # fmt: skip
    audit.record(by=by, at=at, what="registry.begin-dossier", about=row, after={"kind": row.kind})
    return str(id)


@operation
def key_dossier(
    *, id: UUID, by: Actor, at: datetime, office_id: UUID, kind: str, book: Mapping[str, str], received_on: date,
    entity_id: UUID | None = None,
) -> str:  # fmt: skip
    """A paper dossier is begun in the office: `book` says book, page and line where it stands. Somebody else will decide it."""
    office = RegisterOffice.objects.get(pk=office_id)
    require(by, "registry.key-dossier", office)
    if received_on > at.date():
        raise Refused(Refusal("registry.received-in-the-future", {"on": received_on}))
    refuse_merged(entity_id)
    row = Dossier.objects.create(
        id=id, kind=Kind(kind).value, country=office.country, office=office, entity_id=entity_id,
        channel=Dossier.Channel.OFFLINE if desk_here() else Dossier.Channel.PAPER,
        book=dict(book), received_on=received_on, keyed_by_id=by.id, by_id=by.id, by_name=by.name, at=at,
    )  # fmt: skip
    audit.record(by=by, at=at, what="registry.key-dossier", about=row, after={"book": dict(book), "received_on": received_on})
    return str(id)


@operation
def answer_part(*, id: UUID, by: Actor, at: datetime, dossier_id: UUID, part: str, answers: Mapping[str, Any]) -> str:
    """One part of the guide is answered, whole: what it said before is replaced. Half an answer is kept; what lacks is told elsewhere.

    Refused: `registry.dossier-has-moved-on`, counts and amounts that cannot be.
    """
    row = _open(dossier_id, by)
    if State(row.state) not in OPEN_TO_ANSWERS:
        raise Refused(Refusal("registry.dossier-has-moved-on", {"state": row.state}))
    if part not in PARTS_OF.get(Kind(row.kind).name, PARTS):
        raise Refused(Refusal("registry.part-unknown", {"part": part}))
    told = {**row.answers, part: dict(answers)}
    refuse_if(refusals_for_facts(facts_of_answers(told, kind=Kind(row.kind).name, country=row.country)))
    if row.kind == Kind.AFFILIATE.value and row.entity_id and not missing_in("apex", told, None, Kind.AFFILIATE.name):
        refuse_joining(row.entity_id, UUID(told["apex"]["entity"]), on=date.fromisoformat(told["apex"]["on"]))
    row.answers, row.legal_on = told, legal_on(told)
    row.form, row.name = said(told, "form", "form") or "", said(told, "name", "name") or ""
    row.keyed_by_id = _keyed_by(row, by)
    row.save(update_fields=["answers", "legal_on", "form", "name", "keyed_by_id"])
    audit.record(by=by, at=at, what="registry.answer-part", about=row, after={"part": part})
    return str(row.id)


def _keyed_by(row: Dossier, by: Actor) -> str:
    """Whoever of the office writes in a dossier has keyed it: somebody else decides."""
    return row.keyed_by_id if by.organization_id == row.applicant_id else by.id


@operation
def hand_in(*, id: UUID, by: Actor, at: datetime, dossier_id: UUID, although: bool = False) -> str:
    """The dossier is handed in, or in again with what was asked for. Judged at both dates; what was said stays as it is. Gives its number.

    `although`: handed in although a rule of the law is broken, which is the group's right. Refused: `registry.not-ready-to-hand-in`,
    `registry.no-office-for-seat`, `registry.law-would-refuse`, `registry.assembly-in-the-future`.
    """
    row = _open(dossier_id, by)
    move = Move.SUBMIT if row.state == State.DRAFT.value else Move.ANSWER
    refuse_if(refusals_for_move(State(row.state), move))
    _refuse_unready(row, at.date())
    row.office = row.office or office_of_seat(row.country, said(row.answers, "seat", "code"), at.date())
    if row.office is None:
        raise Refused(Refusal("registry.no-office-for-seat", {"place": ", ".join(reversed(row.answers["seat"]["names"]))}))
    row.received_on = row.received_on or at.date()
    judgement = judge_dossier(row, today=at.date())
    if judgement.verdict is Verdict.REFUSE and not although:
        raise Refused(Refusal("registry.law-would-refuse", {"count": len(judgement.legal.of(Verdict.REFUSE))}))
    row.number = row.number or receipt_number(row.office, at)
    row.state, row.due_on = (after(State(row.state), move) or State.SUBMITTED).value, row.due_on or _due_on(row)
    row.save(update_fields=["state", "office", "received_on", "number", "due_on"])
    number = row.rounds.count() + 1
    DossierRound.objects.create(
        id=uuid5(id, "round"), dossier=row, number=number, answers=row.answers, sha256=content_sha256(row.answers),
        judgement=stored(judgement), by_id=by.id, by_name=by.name, at=at,
    )  # fmt: skip
    write_step(row, move, by, at, id=id, says={"round": number})
    audit.record(by=by, at=at, what="registry.hand-in", about=row, after={"round": number, "verdict": judgement.verdict.value})
    return row.number


def _refuse_unready(row: Dossier, today: date) -> None:
    missing = [
        code
        for code in NEEDED_TO_HAND_IN
        if code.partition(".")[0] in PARTS_OF.get(Kind(row.kind).name, PARTS)
        and code in missing_in(code.partition(".")[0], row.answers, law_of(row, today), Kind(row.kind).name)
    ]
    if missing:
        raise Refused(Refusal("registry.not-ready-to-hand-in", {"count": len(missing), "missing": missing}))
    day = legal_on(row.answers)
    if day and day > today:
        raise Refused(Refusal("registry.assembly-in-the-future", {"on": day}))


def _due_on(row: Dossier) -> date | None:
    """The last day for the decision, by the law of the legal day; none where nobody has read it."""
    pack = law_of(row, row.legal_on or row.at.date())
    procedure = pack.procedure(procedure_for(Kind(row.kind).name)) if pack else None
    if pack is None or procedure is None or procedure.decision_days.days.number is None or row.received_on is None:
        return None
    rule = procedure.decision_days
    return due(row.received_on, Term(rule.days.number or 0, Unit(rule.kind)), counting_of(pack)).on


@operation
def give_up(*, id: UUID, by: Actor, at: datetime, dossier_id: UUID, reason: str = "") -> str:
    """A draft is abandoned, a dossier at the office withdrawn. What was handed in is kept."""
    row = _open(dossier_id, by, "registry.speak-for-dossier")
    move = Move.ABANDON if row.state == State.DRAFT.value else Move.WITHDRAW
    refuse_if(refusals_for_move(State(row.state), move))
    take(row, move)
    use_names(row)
    write_step(row, move, by, at, id=id, says={"note": reason.strip()})
    audit.record(by=by, at=at, what="registry.give-up", about=row, reason=reason.strip())
    return str(row.id)


@operation
def answer_refusal(*, id: UUID, by: Actor, at: datetime, dossier_id: UUID) -> str:
    """A refused dossier is answered by a new one that begins with all its answers. Returns the id of the new one."""
    old = _open(dossier_id, by, "registry.speak-for-dossier")
    if old.state != State.REFUSED.value:
        raise Refused(Refusal("registry.dossier-has-moved-on", {"state": old.state}))
    row = Dossier.objects.create(
        id=id, kind=old.kind, country=old.country, applicant_id=old.applicant_id, entity_id=old.entity_id, follows=old,
        office=old.office if old.keyed_by_id else None, channel=old.channel, answers=old.answers, form=old.form, name=old.name,
        book=old.book, keyed_by_id=_keyed_by(old, by) if old.keyed_by_id else "", legal_on=old.legal_on, by_id=by.id,
        by_name=by.name, at=at,
    )  # fmt: skip
    audit.record(by=by, at=at, what="registry.answer-refusal", about=row, after={"follows": old.number})
    return str(id)


def _open(dossier_id: UUID, by: Actor, right: str = "registry.work-on-dossier") -> Dossier:
    row = Dossier.objects.select_for_update(of=("self",)).select_related("office").get(pk=dossier_id)
    require(by, right, row)
    return row


def take(row: Dossier, move: Move) -> None:
    """Move a dossier, in the caller's transaction; the caller has asked whether it may."""
    state = after(State(row.state), move)
    assert state is not None
    row.state = state.value
    row.save(update_fields=["state"])


def write_step(row: Dossier, move: Move, by: Actor, at: datetime, *, id: UUID, says: Mapping[str, Any]) -> None:
    """What was done, for good."""
    DossierStep.objects.create(
        id=uuid5(id, "step"), dossier=row, move=move.value, state=row.state, office=row.office, says=dict(says), by_id=by.id,
        by_name=by.name, at=at,
    )  # fmt: skip


def open_items(row: Dossier) -> list[Item]:
    """What was asked for last and is not yet ticked off."""
    asked = row.steps.filter(move=Move.ASK_FOR_CHANGES.value).order_by("-at", "-id").first()
    settled = set(row.office_says.get("settled", ()))
    items = asked.says["items"] if asked else ()
    return [Item(one["says"], one["check"], one["subject"], f"{asked.pk}/{place}" in settled) for place, one in enumerate(items) if asked]
