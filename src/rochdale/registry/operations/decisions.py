"""The office's side of a dossier: taken up, asked about, decided with grounds, sent to another office."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.news import announce
from rochdale.base.operations import operation
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.permissions import require
from rochdale.registry.dossier_filings import MERGERS, file_dossier
from rochdale.registry.judging_dossiers import judge_dossier, law_of
from rochdale.registry.models import ActsFor, Dossier, RegisterOffice
from rochdale.registry.news import Registered
from rochdale.registry.operations.dossiers import open_items, take, write_step
from rochdale.registry.operations.reservations import use_names
from rochdale.registry.operations.signing import refuse_unprepared, signed_by
from rochdale.registry.operations.standing import link_organization
from rochdale.registry.projection import refresh
from rochdale.registry.queries.dossiers import proposal_of
from rochdale.registry.rules.dossiers import (
    PROPOSABLE,
    Ground,
    Item,
    Move,
    State,
    refusals_for_approving,
    refusals_for_asking,
    refusals_for_move,
    refusals_for_refusing,
    refusals_for_two_persons,
)
from rochdale.registry.rules.judging import stored
from rochdale.registry.rules.ledger import Kind
from rochdale.registry.standing_rows import refresh_standing


@operation
def take_up(*, id: UUID, by: Actor, at: datetime, dossier_id: UUID) -> str:
    """An officer begins to look at a dossier that was handed in."""
    row = _at_the_office(dossier_id, by, Move.TAKE_UP, "registry.prepare")
    refuse_unprepared(by, office_of(row), at)
    take(row, Move.TAKE_UP)
    write_step(row, Move.TAKE_UP, by, at, id=id, says={})
    audit.record(by=by, at=at, what="registry.take-up", about=row)
    return str(row.id)


@operation
def settle(*, id: UUID, by: Actor, at: datetime, dossier_id: UUID, says: Mapping[str, Any]) -> str:
    """What the office settles: `law` where several may apply, `asked` answers by check, `items` of the statutes, `settled` items.

    What stands there already stays, key by key, unless it is said anew.
    """
    row = Dossier.objects.select_for_update(of=("self",)).select_related("office").get(pk=dossier_id)
    require(by, "registry.prepare", row)
    refuse_unprepared(by, office_of(row), at)
    if row.state != State.IN_REVIEW.value:
        raise Refused(Refusal("registry.dossier-has-moved-on", {"state": row.state}))
    kept = dict(row.office_says)
    for key, value in says.items():
        kept[key] = {**kept.get(key, {}), **value} if isinstance(value, Mapping) else value
    row.office_says = kept
    row.save(update_fields=["office_says"])
    audit.record(by=by, at=at, what="registry.settle", about=row, after=dict(says))
    return str(row.id)


@operation
def propose(*, id: UUID, by: Actor, at: datetime, dossier_id: UUID, outcome: str, note: str) -> str:
    """Whoever prepares says what to decide and why; whoever signs is free to decide otherwise. `outcome`: a move of `PROPOSABLE`."""
    row = _at_the_office(dossier_id, by, Move.PROPOSE, "registry.prepare")
    refuse_unprepared(by, office_of(row), at)
    if outcome not in PROPOSABLE or not note.strip():
        raise Refused(Refusal("registry.proposal-without-reason"))
    take(row, Move.PROPOSE)
    write_step(row, Move.PROPOSE, by, at, id=id, says={"outcome": outcome, "note": note.strip()})
    audit.record(by=by, at=at, what="registry.propose", about=row, after={"outcome": outcome}, reason=note.strip())
    return str(row.id)


@operation
def ask_for_changes(*, id: UUID, by: Actor, at: datetime, dossier_id: UUID, items: Sequence[Item], note: str = "") -> str:
    """The applicant is asked to change or add something; each item is ticked off in the next round."""
    row = _at_the_office(dossier_id, by, Move.ASK_FOR_CHANGES)
    refuse_if(refusals_for_asking(items))
    signed = _signed(row, by, at)
    take(row, Move.ASK_FOR_CHANGES)
    asked = [{"says": item.says.strip(), "check": item.check, "subject": item.subject} for item in items]
    write_step(row, Move.ASK_FOR_CHANGES, by, at, id=id, says={"items": asked, "note": note.strip(), **signed})
    audit.record(by=by, at=at, what="registry.ask-for-changes", about=row, after={"items": asked})
    return str(row.id)


@operation
def refuse_dossier(*, id: UUID, by: Actor, at: datetime, dossier_id: UUID, grounds: Sequence[Ground], note: str = "") -> str:
    """The dossier is refused, each ground with the article it stands on."""
    row = _at_the_office(dossier_id, by, Move.REFUSE)
    judgement = judge_dossier(row, today=at.date())
    refuse_if(refusals_for_two_persons(keyed_by=row.keyed_by_id, decide=by.accounts))
    refuse_if(refusals_for_refusing(grounds, judgement.legal.rows))
    signed = _signed(row, by, at)
    take(row, Move.REFUSE)
    says = {**signed, "grounds": [asdict(ground) for ground in grounds], "note": note.strip(), "judgement": stored(judgement)}
    write_step(row, Move.REFUSE, by, at, id=id, says=says)
    audit.record(by=by, at=at, what="registry.refuse-dossier", about=row, after={"grounds": says["grounds"]})
    return str(row.id)


@operation
def approve_dossier(*, id: UUID, by: Actor, at: datetime, dossier_id: UUID, number: str = "", note: str = "") -> str:
    """The dossier is approved: a number is issued and its filing stands in the ledger, in one transaction. Gives the entity's id.

    `number`: as the office writes it, where the law's template is not known. Refused: a verified rule that is broken, questions without
    an answer, items left open, `registry.no-numbers-left`, `registry.keyed-by-the-same-person`.
    """
    row = _at_the_office(dossier_id, by, Move.APPROVE)
    judgement = judge_dossier(row, today=at.date())
    refuse_if(refusals_for_two_persons(keyed_by=row.keyed_by_id, decide=by.accounts))
    refuse_if(refusals_for_approving(judgement, row.office_says.get("asked", {}), open_items(row)))
    signed = _signed(row, by, at)
    pack = law_of(row, judgement.legal.on)
    if pack is None:
        raise Refused(Refusal("registry.no-law-is-known", {"country": row.country, "form": row.form, "on": judgement.legal.on}))
    done = file_dossier(row, pack, number.strip(), by=by, at=at, id=id)
    row.entity = done.entity
    row.save(update_fields=["entity"])
    take(row, Move.APPROVE)
    says = {
        **signed,
        "note": note.strip(),
        "number": done.number,
        "filing": str(done.filing.id),
        "judgement": stored(judgement),
        "asked": row.office_says.get("asked", {}),
    }
    write_step(row, Move.APPROVE, by, at, id=id, says=says)
    use_names(row)
    refresh(done.touched)
    refresh_standing(done.touched, at.date())
    if row.applicant_id is not None and (row.kind not in MERGERS or not ActsFor.objects.filter(entity=done.entity, until_on=None).exists()):
        link_organization(id=uuid5(id, "acts for"), by=by, at=at, entity_id=done.entity.id, organization_id=row.applicant_id)
    if row.applicant_id is not None and done.filing.kind == Kind.REGISTER.value:
        on = done.filing.legal_on.isoformat()
        announce(Registered(str(row.applicant_id), str(done.entity.id), done.number, on, at.isoformat()), at=at)
    audit.record(by=by, at=at, what="registry.approve-dossier", about=row, after={"number": done.number, "entity": str(done.entity.id)})
    return str(done.entity.id)


@operation
def lapse_dossier(*, id: UUID, by: Actor, at: datetime, dossier_id: UUID, reason: str) -> str:
    """What was asked for never came: the dossier ends. No law here says after how long, so that a registrar decides it, with a reason."""
    row = _at_the_office(dossier_id, by, Move.LAPSE)
    if not reason.strip():
        raise Refused(Refusal("registry.lapse-without-reason"))
    signed = _signed(row, by, at)
    take(row, Move.LAPSE)
    write_step(row, Move.LAPSE, by, at, id=id, says={"note": reason.strip(), **signed})
    audit.record(by=by, at=at, what="registry.lapse-dossier", about=row, reason=reason.strip())
    return str(row.id)


@operation
def transfer_dossier(*, id: UUID, by: Actor, at: datetime, dossier_id: UUID, office_id: UUID, reason: str) -> str:
    """Another office goes on with it; the day of receipt stays."""
    row = _at_the_office(dossier_id, by, Move.TRANSFER)
    other = RegisterOffice.objects.get(pk=office_id, country=row.country, until_on=None)
    if not reason.strip():
        raise Refused(Refusal("registry.transfer-without-reason"))
    was = row.office
    row.office = other
    row.save(update_fields=["office"])
    take(row, Move.TRANSFER)
    write_step(row, Move.TRANSFER, by, at, id=id, says={"from": was.code if was else "", "to": other.code, "note": reason.strip()})
    audit.record(by=by, at=at, what="registry.transfer-dossier", about=row, after={"to": other.code}, reason=reason.strip())
    return str(row.id)


def _at_the_office(dossier_id: UUID, by: Actor, move: Move, right: str = "registry.decide") -> Dossier:
    row = Dossier.objects.select_for_update(of=("self",)).select_related("office", "entity").get(pk=dossier_id)
    require(by, right, row)
    refuse_if(refusals_for_move(State(row.state), move))
    return row


def office_of(row: Dossier) -> RegisterOffice:
    """The office at which a dossier lies that was handed in."""
    assert row.office is not None
    return row.office


def _signed(row: Dossier, by: Actor, at: datetime) -> dict[str, Any]:
    """By what right this is signed, and who prepared it: for the letter."""
    proposal = proposal_of(row)
    prepared = proposal.by_name if proposal and proposal.by_id != by.id else ""
    return {"signed": asdict(signed_by(by, office_of(row), at)), "prepared_by": prepared}
