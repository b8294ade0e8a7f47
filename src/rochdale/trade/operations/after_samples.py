"""What a rejected sample may lead to: less for 1 kg, agreed by both; or no sale, where the contract says "no approval, no sale"."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import F

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.operations import operation
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.permissions import require
from rochdale.trade.agreed_lines import lines_of
from rochdale.trade.models import Allowance, Contract, Need, Offer, Sample
from rochdale.trade.operations.samples import keep_step
from rochdale.trade.operations.slices import give_slice_back
from rochdale.trade.rules.samples import NO_APPROVAL_NO_SALE, refusals_for_allowance, refusals_for_step


@operation
def propose_allowance(*, id: UUID, by: Actor, at: datetime, sample_id: UUID, per_kg: Decimal, reason: str) -> str:
    """Propose less for 1 kg of what a rejected sample stood for. It counts once the other side agrees. Returns the id."""
    row = _rejected(sample_id, by, "allow")
    contract = _contract(row)
    if Allowance.objects.filter(sample=row, is_yes=None).exists():
        raise Refused(Refusal("trade.allowance-already-waits", {"code": row.code}))
    line = lines_of(contract)[row.position]
    floor = Decimal(line["floor"]) if line["floor"] else None
    refuse_if(refusals_for_allowance(per_kg, Decimal(line["price"]), floor))
    if not reason.strip():
        raise Refused(Refusal("trade.no-needs-a-reason"))
    Allowance.objects.create(
        id=id, sample=row, per_kg=per_kg, currency=contract.currency, reason=reason.strip(), side=_side(row, by), by_id=by.id,
        by_name=by.name, at=at,
    )  # fmt: skip
    keep_step(row, "allowance", id, by, at, reason, per_kg=f"{per_kg.normalize():f}", currency=contract.currency)
    return str(id)


@operation
def answer_allowance(*, id: UUID, by: Actor, at: datetime, allowance_id: UUID, is_yes: bool, reason: str = "") -> str:
    """The other side's yes makes the sample approved and the price lower; its no leaves both as they were. Returns the sample's id."""
    found = Allowance.objects.get(pk=allowance_id)
    row = _rejected(found.sample_id, by, "allow")
    found = Allowance.objects.select_for_update().get(pk=allowance_id)
    if found.is_yes is not None:
        raise Refused(Refusal("trade.allowance-already-answered", {"by": found.answered_by_name}))
    if found.side == _side(row, by):
        raise Refused(Refusal("trade.own-allowance-waits"))
    if is_yes and _contract(row).invoices.exists():
        raise Refused(Refusal("trade.allowance-after-invoice", {"contract": _contract(row).number}))
    found.is_yes, found.answered_by_id, found.answered_by_name, found.answered_at = is_yes, by.id, by.name, at
    found.save(update_fields=["is_yes", "answered_by_id", "answered_by_name", "answered_at"])
    if is_yes:
        row.state = Sample.State.APPROVED
    said = {"per_kg": f"{found.per_kg.normalize():f}", "currency": found.currency}
    keep_step(row, "approved" if is_yes else "allowance-refused", id, by, at, reason, **said)
    return str(row.id)


@operation
def cancel_after_rejection(*, id: UUID, by: Actor, at: datetime, sample_id: UUID, reason: str) -> str:
    """No approval, no sale: the buyer ends the contract after a rejected sample. The kg are free again. Returns the contract's id."""
    row = _rejected(sample_id, by, "cancel", "trade.decide-sample")
    contract = Contract.objects.select_for_update(of=("self",)).select_related("negotiation", "first_refusal").get(pk=_contract(row).pk)
    refusals = [] if row.clause == NO_APPROVAL_NO_SALE else [Refusal("trade.clause-lets-nobody-go", {"contract": contract.number})]
    if contract.invoices.exists():
        refusals.append(Refusal("trade.contract-is-invoiced", {"contract": contract.number}))
    if contract.negotiation is None:
        refusals.append(Refusal("trade.clause-lets-nobody-go", {"contract": contract.number}))
    refuse_if(refusals)
    if not reason.strip():
        raise Refused(Refusal("trade.no-needs-a-reason"))
    _give_back(contract)
    contract.state = Contract.State.LAPSED
    contract.save(update_fields=["state"])
    keep_step(row, "cancelled", id, by, at, reason, contract=contract.number)
    after = {"number": contract.number, "state": contract.state, "sample": row.code}
    audit.record(by=by, at=at, what="trade.cancel-contract", about=contract, after=after, reason=reason.strip())
    return str(contract.id)


def _give_back(contract: Contract) -> None:
    """The lot is on offer again, and the need wants its kg again."""
    row = contract.negotiation
    assert row is not None
    kg = contract.terms["lines"][0]["kg"]
    Offer.objects.filter(pk=row.offer_id).update(kg_sold=F("kg_sold") - kg)
    give_slice_back(row.offer_id, kg)
    if row.need_id:
        Need.objects.filter(pk=row.need_id).update(kg_bought=F("kg_bought") - row.need_kg)


def _rejected(sample_id: UUID, by: Actor, step: str, right: str = "trade.settle-sample") -> Sample:
    row = Sample.objects.select_for_update().get(pk=sample_id)
    require(by, right, row)
    refuse_if(refusals_for_step(step, row.state, row.code))
    if Sample.objects.filter(replaces=row).exists():
        raise Refused(Refusal("trade.sample-already-replaced", {"code": row.code}))
    return row


def _contract(row: Sample) -> Contract:
    if row.contract is None or row.contract.state == Contract.State.LAPSED:
        raise Refused(Refusal("trade.sample-of-nothing"))
    return row.contract


def _side(row: Sample, by: Actor) -> str:
    return "seller" if by.organization_id == row.seller_id else "buyer"
