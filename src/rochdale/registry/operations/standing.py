"""Standing: who acts for an entity, what is brought of each year, looked through and accepted; more time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from rochdale.base import audit, documents
from rochdale.base.actor import Actor
from rochdale.base.news import announce
from rochdale.base.operations import operation
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.permissions import owns, require
from rochdale.registry.models import ActsFor, Entity, EntityNow, Filing, GrantedExtension, Submission, SubmissionStep
from rochdale.registry.news import AssemblyReported
from rochdale.registry.projection import filings_of, refresh
from rochdale.registry.queries.twice import refuse_merged
from rochdale.registry.rules.dossiers import refusals_for_two_persons
from rochdale.registry.rules.ledger import YEARLY, Filed, Kind, refusals_for_filing
from rochdale.registry.rules.standing import Extension, refusals_for_extension
from rochdale.registry.rules.submissions import Brought, Looked, SubmissionState, refusals_for_bringing, refusals_for_looking
from rochdale.registry.rules.warnings import BY_THE_OFFICE, ENDINGS, WITH_LIQUIDATOR, Because, refusals_for_ending
from rochdale.registry.standing_rows import Account, account_of, refresh_standing, standing_of
from rochdale.registry.warning_rows import take_out


@dataclass(frozen=True, slots=True)
class PaperBrought:
    """A file that is brought: what it is (a code of the law, or "paper"), its name and bytes."""

    what: str
    name: str
    content: bytes


@operation
def name_who_acts(*, id: UUID, by: Actor, at: datetime, entity_id: UUID, organization_id: UUID) -> str:
    """Say, as a registrar, which organization acts for an entity from today on. Whoever did before does so no more. Returns the id."""
    require(by, "registry.keep-standing", _account(entity_id))
    return str(link_organization(id=id, by=by, at=at, entity_id=entity_id, organization_id=organization_id).id)


def link_organization(*, id: UUID, by: Actor, at: datetime, entity_id: UUID, organization_id: UUID) -> ActsFor:
    """The same, in the caller's transaction: an approved application makes its applicant the one who acts."""
    Entity.objects.select_for_update().get(pk=entity_id)
    before = ActsFor.objects.filter(entity_id=entity_id, until_on=None).first()
    if before is not None and before.organization_id == organization_id:
        return before
    if before is not None:
        before.until_on = max(at.date(), before.since_on)
        before.save(update_fields=["until_on"])
    row = ActsFor.objects.create(
        id=id, entity_id=entity_id, organization_id=organization_id, since_on=at.date(), by_id=by.id, by_name=by.name, at=at
    )
    after = {"entity": str(entity_id), "organization": str(organization_id)}
    audit.record(by=by, at=at, what="registry.name-who-acts", about=row, after=after)
    return row


@operation
def bring_papers(
    *, id: UUID, by: Actor, at: datetime, entity_id: UUID, obligation: str, period: date, acted_on: date, papers: Sequence[PaperBrought],
    contents: Sequence[str] = (), note: str = "",
) -> str:  # fmt: skip
    """The papers of one obligation of one year, by the cooperative or written down in the office. Returns the id of the submission.

    Brought again after the office asked, it is the same submission; the year never changes. Refused: `registry.nothing-owed-of-that`,
    `registry.already-accepted`, `registry.year-not-over`, `registry.act-in-the-future`, `registry.nothing-attached`.
    """
    Entity.objects.select_for_update().get(pk=entity_id)
    account = _account(entity_id)
    require(by, "registry.bring-papers", account)
    seen = standing_of(entity_id, at.date())
    if seen is None or seen.pack is None or seen.pack.obligation(obligation) is None or account.office is None:
        raise Refused(Refusal("registry.nothing-owed-of-that", {"obligation": obligation}))
    kind = Kind(YEARLY.get(obligation, Kind.ANNUAL_FILE.value))
    row = Submission.objects.filter(entity_id=entity_id, obligation=obligation, period=period).first()
    brought = Brought(kind, obligation, period, acted_on, len(papers))
    refuse_if(refusals_for_bringing(brought, state=SubmissionState(row.state) if row else None, today=at.date()))
    row = row or Submission(id=id, entity_id=entity_id, office=account.office, kind=kind.value, obligation=obligation, period=period)
    return _bring(row, account, {"contents": list(contents), "note": note.strip()}, papers, acted_on, by=by, at=at, id=id)


def _bring(
    row: Submission, account: Account, says: dict[str, Any], papers: Sequence[PaperBrought], acted_on: date, *, by: Actor, at: datetime,
    id: UUID,
) -> str:  # fmt: skip
    take_out(row.entity_id, Because.FILED, at.date())
    kept = [(paper, documents.keep(by=by, at=at, name=paper.name, content=paper.content, about=row)) for paper in papers]
    told = [{"what": paper.what, "sha256": file.sha256, "document": str(file.id)} for paper, file in kept]
    row.says, row.acted_on, row.received_on, row.state = {**says, "papers": told}, acted_on, at.date(), SubmissionState.BROUGHT.value
    row.keyed_by_id = "" if owns(by, account) else by.id
    row.by_id, row.by_name, row.at = by.id, by.name, at
    row.save()
    _write(row, Looked.BRING, {**row.says, "acted_on": acted_on.isoformat()}, by=by, at=at, id=id)
    after = {"obligation": row.obligation, "period": str(row.period or ""), "papers": [one["sha256"] for one in told]}
    audit.record(by=by, at=at, what="registry.bring-papers", about=row, after=after)
    return str(row.id)


@operation
def ask_for_papers(*, id: UUID, by: Actor, at: datetime, submission_id: UUID, note: str) -> str:
    """What was brought will not do: the office says what it wants. Refused: `registry.asked-for-nothing`."""
    row = _at_the_office(submission_id, by)
    refuse_if(refusals_for_looking(SubmissionState(row.state), Looked.ASK, note=note))
    row.state = SubmissionState.ASKED.value
    row.save(update_fields=["state"])
    _write(row, Looked.ASK, {"note": note.strip()}, by=by, at=at, id=id)
    audit.record(by=by, at=at, what="registry.ask-for-papers", about=row, reason=note.strip())
    return str(row.id)


@operation
def accept_papers(*, id: UUID, by: Actor, at: datetime, submission_id: UUID) -> str:
    """What was brought is accepted and stands in the ledger, from the day on which it was done. Returns the id of the filing.

    Refused: `registry.submission-has-moved-on`, `registry.keyed-by-the-same-person`.
    """
    row = _at_the_office(submission_id, by)
    refuse_if(refusals_for_looking(SubmissionState(row.state), Looked.ACCEPT))
    refuse_if(refusals_for_two_persons(keyed_by=row.keyed_by_id, decide=by.accounts))
    _refuse_ending(row)
    before = [one for _entity, filings in filings_of({row.entity_id}) for one in filings]
    says = _said(row)
    refuse_if(refusals_for_filing(Filed(uuid5(id, "filing"), Kind(row.kind), row.acted_on, at, says), before))
    row.filing = Filing.objects.create(
        id=uuid5(id, "filing"), entity_id=row.entity_id, kind=row.kind, legal_on=row.acted_on, recorded_at=at, office=row.office.code,
        says=says, source=f"submission:{row.id}", by_id=by.id, by_name=by.name,
    )  # fmt: skip
    row.state = SubmissionState.ACCEPTED.value
    row.save(update_fields=["state", "filing"])
    _write(row, Looked.ACCEPT, {"filing": str(row.filing.id)}, by=by, at=at, id=id)
    refresh([row.entity_id])
    refresh_standing([row.entity_id], at.date())
    if Kind(row.kind) in ENDINGS:
        take_out(row.entity_id, Because.ENDED, at.date())
    if row.kind == Kind.AGM_MINUTES.value:
        acting = ActsFor.objects.filter(entity_id=row.entity_id, until_on=None).order_by("organization_id")
        organizations = tuple(str(one.organization_id) for one in acting)
        announce(AssemblyReported(organizations, str(row.entity_id), row.acted_on.isoformat(), at.isoformat()), at=at)
    audit.record(by=by, at=at, what="registry.accept-papers", about=row, after={"filing": str(row.filing.id)})
    return str(row.filing.id)


@operation
def bring_act(
    *, id: UUID, by: Actor, at: datetime, entity_id: UUID, kind: str, acted_on: date, papers: Sequence[PaperBrought], liquidator: str = "",
    note: str = "",
) -> str:  # fmt: skip
    """What is decided about the end of an entity: `dissolve`, `liquidator`, `strike-off`, by the office alone `restore`. Returns the id.

    Refused: `registry.act-does-not-fit-status`, `registry.liquidator-not-named`, `registry.already-before-the-office`.
    """
    Entity.objects.select_for_update().get(pk=entity_id)
    account, what = _account(entity_id), Kind(kind)
    require(by, "registry.look-through" if what in BY_THE_OFFICE else "registry.bring-papers", account)
    now = EntityNow.objects.select_related("entity").get(pk=entity_id)
    refuse_if(refusals_for_ending(what, now.status, liquidator=liquidator))
    row = Submission.objects.filter(entity_id=entity_id, kind=kind, obligation="").exclude(state=SubmissionState.ACCEPTED.value).first()
    if row is not None and row.state == SubmissionState.BROUGHT.value:
        raise Refused(Refusal("registry.already-before-the-office"))
    refuse_if(refusals_for_bringing(Brought(what, acted_on=acted_on, papers=len(papers)), state=None, today=at.date()))
    if account.office is None:
        raise Refused(Refusal("registry.nothing-owed-of-that", {"obligation": kind}))
    state = {"status": ENDINGS[what][1].value}
    if what in WITH_LIQUIDATOR or what is Kind.RESTORE:
        state["liquidator"] = liquidator.strip()
    row = row or Submission(id=id, entity_id=entity_id, office=account.office, kind=kind)
    return _bring(row, account, {"state": state, "note": note.strip()}, papers, acted_on, by=by, at=at, id=id)


def _refuse_ending(row: Submission) -> None:
    """What is decided about the end must still fit when it is accepted."""
    if Kind(row.kind) in ENDINGS:
        now = EntityNow.objects.get(pk=row.entity_id)
        refuse_if(refusals_for_ending(Kind(row.kind), now.status, liquidator=row.says["state"].get("liquidator", "")))


def _said(row: Submission) -> dict[str, Any]:
    """What its filing says: the obligation and its year, and which papers there are. Names of files stay with the submission."""
    papers = [{"what": one["what"], "sha256": one["sha256"]} for one in row.says["papers"]]
    yearly = {"obligation": row.obligation, "period": str(row.period)} if row.obligation else {}
    return {**yearly, **row.says.get("state", {}), "papers": papers}


@operation
def give_time(*, id: UUID, by: Actor, at: datetime, entity_id: UUID, obligation: str, period: date, until_on: date, reason: str) -> str:
    """More time for one obligation of one year. Returns the id.

    Refused: `registry.extension-needs-a-reason`, `registry.extension-gives-no-time`, `registry.nothing-owed-of-that`.
    """
    Entity.objects.select_for_update().get(pk=entity_id)
    require(by, "registry.keep-standing", _account(entity_id))
    seen = standing_of(entity_id, at.date())
    owes = [one for one in seen.owed if (one.obligation, one.period) == (obligation, period)] if seen else []
    if not owes:
        raise Refused(Refusal("registry.nothing-owed-of-that", {"obligation": obligation}))
    refuse_if(refusals_for_extension(Extension(obligation, period, until_on, reason, at.date()), due_on=owes[0].due_on))
    row = GrantedExtension.objects.create(
        id=id, entity_id=entity_id, obligation=obligation, period=period, until_on=until_on, reason=reason.strip(), granted_on=at.date(),
        by_id=by.id, by_name=by.name, at=at,
    )  # fmt: skip
    take_out(entity_id, Because.EXTENDED, at.date())
    refresh_standing([entity_id], at.date())
    after = {"obligation": obligation, "period": str(period), "until": str(until_on)}
    audit.record(by=by, at=at, what="registry.give-time", about=row, after=after, reason=reason.strip())
    return str(id)


def _account(entity_id: UUID) -> Account:
    found = account_of(entity_id)
    if found is None:
        raise EntityNow.DoesNotExist
    refuse_merged(entity_id)
    return found


def _at_the_office(submission_id: UUID, by: Actor) -> Submission:
    row = Submission.objects.select_for_update(of=("self",)).select_related("office").get(pk=submission_id)
    require(by, "registry.look-through", _account(row.entity_id))
    return row


def _write(row: Submission, move: Looked, says: dict[str, Any], *, by: Actor, at: datetime, id: UUID) -> None:
    SubmissionStep.objects.create(id=uuid5(id, "step"), submission=row, move=move.value, says=says, by_id=by.id, by_name=by.name, at=at)
