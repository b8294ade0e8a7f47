"""The money of a sale: prepared by one person of whoever holds it, decided by another, then frozen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
from rochdale.trade.rules.settlement import PoolTerms, Receipts, refusals_for_settlement
from rochdale.trade.rules.versions import Clauses
from rochdale.trade.settling import LotClaim, Report, Takings, content_of, delivered, holder_of, pool_terms, takings

DECIDE = "trade.decide-settlement"


@dataclass(frozen=True, slots=True)
class Costs:
    """What a sale cost its sellers together, in the currency of the contract; and what of the receipts was paid more for organic goods."""

    shared: Decimal
    dead_freight: Decimal = Decimal(0)
    reserve: Decimal = Decimal(0)
    organic: Decimal = Decimal(0)


@operation
def propose_settlement(
    *, id: UUID, by: Actor, at: datetime, contract_id: UUID, costs: Costs, reports: Sequence[Report], claims: Sequence[LotClaim] = ()
) -> str:
    """Reckon what is left of a sale and how it is shared out. Nothing is settled before another person decides it.

    `claims`: by lot, what the buyer took off for its quality. Returns the id of the proposal.
    """
    contract = Contract.objects.select_for_update().get(pk=contract_id)
    content = _reckoned(contract, by, costs, reports, claims)
    return two_persons.propose(id=uuid5(id, "settlement"), by=by, at=at, act=DECIDE, content=content)


def _reckoned(contract: Contract, by: Actor, costs: Costs, reports: Sequence[Report], claims: Sequence[LotClaim]) -> dict[str, Any]:
    clauses = _of_holder(contract, by)
    sums, currency = takings(contract), contract.currency
    refuse_if(_not_ready(contract, sums, reports, claims))
    shared, reserve, dead, organic = (Money(one, currency) for one in (costs.shared, costs.reserve, costs.dead_freight, costs.organic))
    receipts = Receipts(sums.got, shared, reserve, dead, organic, sums.premium, sums.came_in)
    pool = delivered(contract, reports, claims)
    terms = pool_terms(clauses) if len(pool) > 1 else PoolTerms()
    refuse_if(refusals_for_settlement(receipts, pool, terms))
    names = {str(key): one.name for key, one in organizations_by_id(contract.seller_ids).items()}
    ours = {"organization_id": str(own_organization(by)), "contract_id": str(contract.id)}
    return content_of(contract, receipts, pool, terms, names, claims) | ours


def _of_holder(contract: Contract, by: Actor) -> Clauses:
    """What was agreed, for whoever holds the money of a sale that nobody has settled yet."""
    holder, clauses = holder_of(contract)
    if clauses is None or holder is None:
        raise Refused(Refusal("trade.no-pool-to-settle", {"contract": contract.number}))
    if holder != own_organization(by):
        raise Refused(Refusal("trade.only-the-holder-settles"))
    if PoolSettlement.objects.filter(contract=contract).exists():
        raise Refused(Refusal("trade.pool-already-settled", {"contract": contract.number}))
    return clauses


def _not_ready(contract: Contract, sums: Takings, reports: Sequence[Report], claims: Sequence[LotClaim]) -> list[Refusal]:
    refusals = [] if contract.invoices.exists() else [Refusal("trade.nothing-was-invoiced", {"contract": contract.number})]
    if sums.left.amount > 0:
        refusals.append(Refusal("trade.invoice-not-paid", {"left": str(sums.left)}))
    off = Money(sum((one.amount for one in claims), Decimal(0)), contract.currency)
    if sums.credited < off:
        refusals.append(Refusal("trade.claims-above-credit-notes", {"claims": str(off), "credited": str(sums.credited)}))
    if {one.organization_id for one in reports} != contract.seller_ids or len(reports) != len(contract.seller_ids):
        refusals.append(Refusal("trade.settlement-leaves-somebody-out"))
    places = [one.position for one in claims]
    if len(set(places)) != len(places) or not set(places) <= set(range(len(contract.terms["lines"]))):
        refusals.append(Refusal("trade.invoice-line-unknown"))
    return refusals


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
