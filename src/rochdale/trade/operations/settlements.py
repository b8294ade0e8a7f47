"""The money of a pool: prepared by one person of whoever holds it, decided by another, then frozen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from rochdale.base import audit, two_persons
from rochdale.base.actor import Actor
from rochdale.base.models import Proposal
from rochdale.base.operations import operation
from rochdale.kernel.money import Money
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.permissions import require
from rochdale.people.queries import organizations_by_id
from rochdale.trade.models import Contract, PoolSettlement
from rochdale.trade.permissions import own_organization
from rochdale.trade.rules.settlement import Receipts, refusals_for_settlement
from rochdale.trade.settling import Report, content_of, delivered, pool_terms, takings
from rochdale.trade.versions import clauses_of, version_in_force

DECIDE = "trade.decide-settlement"


@operation
def propose_settlement(
    *, id: UUID, by: Actor, at: datetime, contract_id: UUID, shared_costs: Decimal, dead_freight: Decimal, reserve: Decimal,
    reports: Sequence[Report],
) -> str:  # fmt: skip
    """Reckon how a pool's money is shared out. Nothing is settled before another person decides it. Returns the id of the proposal."""
    contract = Contract.objects.select_for_update().get(pk=contract_id)
    content = _reckoned(contract, by, shared_costs=shared_costs, dead_freight=dead_freight, reserve=reserve, reports=reports)
    return two_persons.propose(id=uuid5(id, "settlement"), by=by, at=at, act=DECIDE, content=content)


def _reckoned(
    contract: Contract, by: Actor, *, shared_costs: Decimal, dead_freight: Decimal, reserve: Decimal, reports: Sequence[Report]
) -> dict[str, Any]:
    version = version_in_force(contract)
    clauses = clauses_of(version) if version else None
    if clauses is None or clauses.pool_holder_id is None:
        raise Refused(Refusal("trade.no-pool-to-settle", {"contract": contract.number}))
    if clauses.pool_holder_id != own_organization(by):
        raise Refused(Refusal("trade.only-the-holder-settles"))
    if PoolSettlement.objects.filter(contract=contract).exists():
        raise Refused(Refusal("trade.pool-already-settled", {"contract": contract.number}))
    sums, currency = takings(contract), contract.currency
    refusals = [] if contract.invoices.exists() else [Refusal("trade.nothing-was-invoiced", {"contract": contract.number})]
    if sums.left.amount > 0:
        refusals.append(Refusal("trade.invoice-not-paid", {"left": str(sums.left)}))
    claims = Money(sum((one.claim for one in reports), Decimal(0)), currency)
    if sums.credited < claims:
        refusals.append(Refusal("trade.claims-above-credit-notes", {"claims": str(claims), "credited": str(sums.credited)}))
    if {one.organization_id for one in reports} != contract.seller_ids or len(reports) != len(contract.seller_ids):
        refusals.append(Refusal("trade.settlement-leaves-somebody-out"))
    refuse_if(refusals)
    receipts = Receipts(sums.got, *(Money(amount, currency) for amount in (shared_costs, reserve, dead_freight)))
    pool, terms = delivered(contract, reports), pool_terms(clauses)
    refuse_if(refusals_for_settlement(receipts, pool, terms))
    names = {str(key): one.name for key, one in organizations_by_id(contract.seller_ids).items()}
    ours = {"organization_id": str(own_organization(by)), "contract_id": str(contract.id)}
    return content_of(contract, receipts, pool, terms, names, sums.premium) | ours


def _decide(proposal: Proposal, by: Actor, at: datetime) -> object:
    """The second person has decided. What was paid or given back meanwhile refuses it whole."""
    content = proposal.content
    contract = Contract.objects.select_for_update().get(pk=UUID(content["contract_id"]))
    if PoolSettlement.objects.filter(contract=contract).exists():
        raise Refused(Refusal("trade.pool-already-settled", {"contract": contract.number}))
    sums = takings(contract)
    if str(sums.got.rounded().amount) != content["got"] or sums.left.amount > 0:
        raise Refused(Refusal("trade.money-has-changed", {"contract": contract.number}))
    row = PoolSettlement.objects.create(
        id=proposal.id, contract=contract, organization_id=UUID(content["organization_id"]), content=content,
        sha256=proposal.content_sha256, prepared_by_id=proposal.by_id, prepared_by_name=proposal.by_name, by_id=by.id,
        by_name=by.name, at=at,
    )  # fmt: skip
    audit.record(by=by, at=at, what="trade.decide-settlement", about=row, after={"contract": contract.number, "net": content["net"]})
    return {"settlement": str(row.id)}


def _may_make(by: Actor, content: Mapping[str, Any]) -> None:
    require(by, "trade.prepare-settlement", UUID(content["organization_id"]))


def _may_check(by: Actor, content: Mapping[str, Any]) -> None:
    require(by, "trade.approve-settlement", UUID(content["organization_id"]))


two_persons.act(DECIDE, lapses_after=timedelta(days=14), may_make=_may_make, may_check=_may_check, perform=_decide)
