"""Deliver now, pay later: a pay run is prepared by one person, approved by another, and paid line by line.

Cash leaves its box when a line is handed over. What goes through a bank or mobile money leaves the accounts when the run is approved,
so that nobody pays it a second time meanwhile; a line that fails puts it back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from django.db.models import QuerySet
from django.utils.timezone import localdate

from rochdale.base import audit, two_persons
from rochdale.base.actor import Actor
from rochdale.base.models import Proposal
from rochdale.base.operations import operation
from rochdale.kernel.ids import new_id
from rochdale.kernel.money import Money, minor_digits
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.people.permissions import require
from rochdale.supply.books import Deed
from rochdale.supply.models import (
    Account,
    Balance,
    EntryKind,
    PayLine,
    Payment,
    PayoutMeans,
    PayRun,
    PayRunState,
    Season,
)
from rochdale.supply.operations.paying import Handover, Paid, debts_of, lock, open_box, pay, reckon, take_back
from rochdale.supply.operations.shared import done, own, owner
from rochdale.supply.rules import money as rules

APPROVE = "supply.approve-pay-run"
LIVE = (PayRunState.DRAFT, PayRunState.APPROVED)


@dataclass(frozen=True, slots=True)
class Whom:
    """Which growers a run is for: those of a point, of a village, or all, who are paid by these means."""

    means: str = PayoutMeans.CASH
    point_id: UUID | None = None
    village: str = ""


@operation
def prepare_pay_run(
    *, id: UUID, by: Actor, at: datetime, season_id: UUID, currency: str, whom: Whom, note_minor: int = 1, box_id: UUID | None = None,
    receivers: Mapping[str, str] | None = None,
) -> str:  # fmt: skip
    """Everybody who is owed something and is in no other run: what is due, kept, paid in whole notes and carried. Returns its id.

    `receivers`: by grower number, a named other person who may receive the money.
    """
    organization = owner(by, "supply.prepare-pay-run")
    season = own(Season.objects.all(), organization, pk=season_id)
    minor_digits(currency)
    if whom.means not in PayoutMeans.values:
        raise Refused(Refusal("supply.means-are-unknown", {"means": whom.means}))
    if note_minor < 1:
        raise Refused(Refusal("supply.note-is-no-note"))
    box = open_box(organization, box_id, currency) if whom.means == PayoutMeans.CASH else None
    number = f"Z-{localdate(at):%y%m%d}-{PayRun.objects.filter(organization_id=organization).count() + 1}"
    run = PayRun.objects.create(
        id=id, organization_id=organization, number=number, season=season, kind=EntryKind.PAID, means=whom.means, box=box,
        currency=currency, note_minor=note_minor, **done(by, at, at),
    )  # fmt: skip
    lines = [line for row in owed_to(organization, currency, whom) if (line := _line(run, row, receivers or {}, at))]
    for place, line in enumerate(lines, start=1):
        line.bank_reference = f"{number}-{place:03d}"
    if not lines:
        raise Refused(Refusal("supply.nobody-is-owed"))
    PayLine.objects.bulk_create(lines)
    audit.record(by=by, at=at, what="supply.prepare-pay-run", about=run, after=_shown(run, lines))
    run.proposal_id = UUID(_propose(id, by, at, run, lines))
    run.save(update_fields=["proposal_id"])
    return str(id)


def owed_to(organization: UUID, currency: str, whom: Whom) -> QuerySet[Balance]:
    """Who is owed something by these means and stands in no live run, by village and number."""
    busy = PayLine.objects.filter(organization_id=organization, state="open", pay_run__state__in=LIVE).values("grower_id")
    rows = Balance.objects.filter(organization_id=organization, account=Account.DELIVERIES, currency=currency, amount_minor__gt=0)
    rows = rows.filter(grower__means=whom.means).exclude(grower_id__in=busy)
    rows = rows.filter(grower__point_id=whom.point_id) if whom.point_id else rows
    rows = rows.filter(grower__village=whom.village) if whom.village else rows
    return rows.select_related("grower__person").order_by("grower__village", "grower__number", "id")


def _line(run: PayRun, row: Balance, receivers: Mapping[str, str], at: datetime) -> PayLine | None:
    keeps = rules.most_kept(row.amount_minor, debts_of(row.grower_id, run.currency, at))
    plan = rules.payable(row.amount_minor, keeps, note_minor=run.note_minor)
    if plan.pays_minor + plan.kept_minor == 0:
        return None
    return PayLine(
        id=new_id(), organization_id=run.organization_id, pay_run=run, grower_id=row.grower_id, due_minor=plan.due_minor,
        kept_minor=plan.kept_minor, pays_minor=plan.pays_minor, carried_minor=plan.carried_minor,
        receiver_name=receivers.get(row.grower.number, "")[:200],
    )  # fmt: skip


def _propose(id: UUID, by: Actor, at: datetime, run: PayRun, lines: Sequence[PayLine]) -> str:
    content = {"organization_id": str(run.organization_id), "pay_run_id": str(run.id), **_shown(run, lines)}
    return two_persons.propose(id=uuid5(id, "approve"), by=by, at=at, act=APPROVE, content=content)


def _shown(run: PayRun, lines: Sequence[PayLine]) -> dict[str, object]:
    return {
        "number": run.number,
        "means": run.means,
        "growers": len(lines),
        "pays_minor": sum(line.pays_minor for line in lines),
        "kept_minor": sum(line.kept_minor for line in lines),
        "currency": run.currency,
    }


def _approve(proposal: Proposal, by: Actor, at: datetime) -> object:
    """Another person has approved: the list may be paid. Through bank or mobile money, it leaves the accounts now."""
    run = own(PayRun.objects.select_for_update(of=("self",)), UUID(proposal.content["organization_id"]), pk=proposal.content["pay_run_id"])
    if run.state != PayRunState.DRAFT:
        raise Refused(Refusal("supply.pay-run-is-decided", {"number": run.number}))
    run.state = PayRunState.APPROVED
    run.save(update_fields=["state"])
    if run.means != PayoutMeans.CASH:
        for line in lines_of(run).order_by("grower_id"):
            _pay_line(Deed(by, at, at, uuid5(line.id, "sent")), run, line, Handover(means=run.means), at)
    audit.record(by=by, at=at, what="supply.approve-pay-run", about=run, after={"number": run.number})
    return {"number": run.number}


def lines_of(run: PayRun) -> QuerySet[PayLine]:
    """The lines of a run, by village and number."""
    return PayLine.objects.filter(pay_run=run).select_related("grower__person").order_by("grower__village", "grower__number", "id")


@operation
def set_receiver(*, id: UUID, by: Actor, at: datetime, line_id: UUID, receiver_name: str) -> str:
    """Name another person who may receive the money of a line that is still open."""
    organization = owner(by, "supply.pay")
    line, run = _open_line(organization, line_id, LIVE)
    line.receiver_name = receiver_name.strip()[:200]
    line.save(update_fields=["receiver_name"])
    audit.record(by=by, at=at, what="supply.set-receiver", about=run, after={"grower": line.grower.number, "receiver": line.receiver_name})
    return str(line.id)


@operation
def pay_cash_line(*, id: UUID, by: Actor, at: datetime, happened_at: datetime, line_id: UUID, mark: str) -> str:
    """Hand over the cash of a line of an approved run; the receiver has signed, or pressed a thumb. Returns the id of the payment."""
    organization = owner(by, "supply.pay")
    line, run = _open_line(organization, line_id, (PayRunState.APPROVED,))
    if run.means != PayoutMeans.CASH:
        raise Refused(Refusal("supply.pay-run-is-no-cash", {"number": run.number}))
    handover = Handover(box_id=run.box_id, mark=mark, receiver_name=line.receiver_name, note_minor=run.note_minor)
    _pay_line(Deed(by, happened_at, at, id), run, line, handover, at)
    _end_line(run, line, "paid")
    return str(id)


@operation
def mark_absent(*, id: UUID, by: Actor, at: datetime, line_id: UUID) -> str:
    """Nobody came for the money of a line: it stays on the account."""
    organization = owner(by, "supply.pay")
    line, run = _open_line(organization, line_id, (PayRunState.APPROVED,))
    if run.means != PayoutMeans.CASH:
        raise Refused(Refusal("supply.pay-run-is-no-cash", {"number": run.number}))
    _end_line(run, line, "absent")
    audit.record(by=by, at=at, what="supply.mark-absent", about=run, after={"grower": line.grower.number})
    return str(line.id)


@operation
def reconcile_line(*, id: UUID, by: Actor, at: datetime, reference: str, status: str, amount: Decimal | None = None) -> str:
    """What the bank or operator answered about one line: paid, or failed. What failed goes back to the account. Returns its id."""
    organization = owner(by, "supply.prepare-pay-run")
    rows = PayLine.objects.select_for_update(of=("self",)).select_related("pay_run", "grower").filter(organization_id=organization)
    line = rows.filter(bank_reference=reference).exclude(pay_run__means=PayoutMeans.CASH).first()
    if line is None or line.pay_run.state not in {PayRunState.APPROVED, PayRunState.PAID}:
        raise Refused(Refusal("supply.reference-is-unknown", {"reference": reference}))
    if line.state == status:
        return str(line.id)
    if line.state != "open" or status not in {"paid", "failed"}:
        raise Refused(Refusal("supply.line-is-done", {"grower": line.grower.number, "state": line.state}))
    if amount is not None and Money(amount, line.pay_run.currency) != Money.of_minor(line.pays_minor, line.pay_run.currency):
        facts = {"paid": str(Money(amount, line.pay_run.currency)), "sent": rules.said(line.pays_minor, line.pay_run.currency)}
        raise Refused(Refusal("supply.bank-paid-another-amount", facts))
    lock(line.grower)
    if status == "failed":
        take_back(Deed(by, at, at, id), Payment.objects.select_related("grower", "box").get(pay_line=line), "failed")
    _end_line(line.pay_run, line, status)
    after = {"reference": reference, "status": status}
    audit.record(by=by, at=at, what="supply.reconcile-line", about=line.pay_run, after=after)
    return str(line.id)


@operation
def drop_pay_run(*, id: UUID, by: Actor, at: datetime, pay_run_id: UUID, reason: str) -> str:
    """Drop a run that nobody approved yet: the growers can stand in another one."""
    organization = owner(by, "supply.prepare-pay-run")
    run = own(PayRun.objects.select_for_update(of=("self",)), organization, pk=pay_run_id)
    if run.state != PayRunState.DRAFT:
        raise Refused(Refusal("supply.pay-run-is-decided", {"number": run.number}))
    if not reason.strip():
        raise Refused(Refusal("supply.reversal-needs-a-reason"))
    run.state = PayRunState.DROPPED
    run.save(update_fields=["state"])
    audit.record(by=by, at=at, what="supply.drop-pay-run", about=run, after={"number": run.number}, reason=reason.strip())
    return str(run.id)


def _open_line(organization: UUID, line_id: UUID, states: tuple[str, ...]) -> tuple[PayLine, PayRun]:
    line = own(PayLine.objects.select_for_update(of=("self",)).select_related("grower"), organization, pk=line_id)
    run = PayRun.objects.select_for_update(of=("self",)).select_related("season").get(pk=line.pay_run_id)
    if run.state not in states:
        raise Refused(Refusal("supply.pay-run-is-not-approved", {"number": run.number}))
    if line.state != "open":
        raise Refused(Refusal("supply.line-is-done", {"grower": line.grower.number, "state": line.state}))
    return line, run


def _pay_line(deed: Deed, run: PayRun, line: PayLine, handover: Handover, at: datetime) -> None:
    """Exactly what was approved; refused where the account holds less by now, or a debt was paid off otherwise."""
    grower = lock(line.grower)
    paid = Paid(grower, run.kind, run.currency, run.season, pay_line=line)
    keeps = rules.most_kept(line.due_minor, debts_of(grower.id, run.currency, at))
    plan = reckon(paid, line.due_minor, keeps, note_minor=run.note_minor, at=at)
    if (plan.kept_minor, plan.pays_minor) != (line.kept_minor, line.pays_minor):
        raise Refused(Refusal("supply.line-has-changed", {"grower": grower.number}))
    pay(deed, paid, plan, handover)


def _end_line(run: PayRun, line: PayLine, state: str) -> None:
    line.state = state
    line.save(update_fields=["state"])
    if run.state == PayRunState.APPROVED and not PayLine.objects.filter(pay_run=run, state="open").exists():
        run.state = PayRunState.PAID
        run.save(update_fields=["state"])


def _may_make(by: Actor, content: Mapping[str, Any]) -> None:
    require(by, "supply.prepare-pay-run", UUID(content["organization_id"]))


def _may_check(by: Actor, content: Mapping[str, Any]) -> None:
    require(by, "supply.approve-pay-run", UUID(content["organization_id"]))


two_persons.act(APPROVE, lapses_after=timedelta(days=14), may_make=_may_make, may_check=_may_check, perform=_approve)
