"""The money of a sale for programs: one's own part of a settlement, growers paid out of it, the premium ledger, the closing report."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext_noop
from ninja import Router, Schema

from rochdale.base.endpoints import REFUSING, Amount, Code, Made, Operation, Refusals, operation_id
from rochdale.kernel.money import is_currency
from rochdale.people.http import ActingRequest
from rochdale.people.permissions import require
from rochdale.people.proving import require_just_proven
from rochdale.trade import operations
from rochdale.trade.api.shapes import Figure
from rochdale.trade.models import PoolSettlement
from rochdale.trade.permissions import own_organization
from rochdale.trade.queries import premium as queries
from rochdale.trade.queries.publications import shown
from rochdale.trade.settling import own_part
from rochdale.trade.views.contracts import visible

router = Router(tags=[gettext_noop("Money of a sale")])


class OwnLine(Schema):
    """What a settlement gave one's own organization. A balance below zero is a claim."""

    kg: Figure
    share: Figure
    organic: Figure
    shortfall: Figure
    claim: Figure
    advance: Figure
    interest: Figure
    own_costs: Figure
    balance: Figure


class SettlementShown(Schema):
    """A settlement as one of its cooperatives sees it: the sums and its own line. Amounts are in `currency`."""

    contract: str
    currency: str
    got: Figure
    shared_costs: Figure
    reserve: Figure
    net: Figure
    premium: Figure
    own: OwnLine
    sha256: str


class GrowersGiven(Operation):
    """How much of the sale goes to growers, in its currency, and in which currency they are paid."""

    amount: Amount
    paid_currency: Code


class LedgerShown(Schema):
    """A premium ledger at the end of a day. `lacks`: too little for productivity or quality; `old`: not spent for too long."""

    product: str
    currency: str
    on: date
    received: Figure
    planned: Figure
    spent: Figure
    balance: Figure
    lacks: Figure
    old: Figure


class StageShown(Schema):
    """One step from field to shelf for 1 kg as shipped."""

    code: str
    per_kg: Figure
    is_sum: bool


class ReportShown(Schema):
    """A closing report that all parties let everybody see. `share` is that of the growers in the price on the shelf without VAT."""

    contract: str
    buyer: str
    sellers: list[str]
    currency: str
    kg: Figure
    loss: Figure
    retail: Figure
    share: Figure
    stages: list[StageShown]
    sha256: str


@router.get(
    "/contracts/{uuid:contract_id}/settlement", response={200: SettlementShown, REFUSING: Refusals}, summary=gettext_noop("A settlement")
)
def settlement(request: ActingRequest, contract_id: UUID) -> SettlementShown:
    """The sums, and the line of one's own organization."""
    row = visible(request.actor, contract_id)
    done = PoolSettlement.objects.filter(contract=row).first()
    if done is None or request.actor.organization_id not in row.seller_ids:
        raise Http404
    said = own_part(done.content, own_organization(request.actor))
    return SettlementShown.model_validate({**said, "own": said["lines"][0], "sha256": done.sha256})


@router.post(
    "/contracts/{uuid:contract_id}/growers", response={200: Made, REFUSING: Refusals}, summary=gettext_noop("Prepare a payment to growers")
)
def pay_growers(request: ActingRequest, contract_id: UUID, given: GrowersGiven) -> Made:
    """Within what the settlement left; another person decides it. Answers with the id of the proposal."""
    row = visible(request.actor, contract_id)
    if request.actor.organization_id not in row.seller_ids:
        raise Http404
    require(request.actor, "supply.prepare-pay-run", own_organization(request.actor))
    require_just_proven(request)
    made = operations.pay_growers(
        id=operation_id(request, given), by=request.actor, at=request.at, contract_id=row.id, amount=given.amount,
        paid_currency=given.paid_currency,
    )  # fmt: skip
    return Made(id=UUID(made))


@router.get("/premium/{product}/{currency}", response={200: LedgerShown, REFUSING: Refusals}, summary=gettext_noop("A premium ledger"))
def premium_ledger(request: ActingRequest, product: str, currency: str, on: date | None = None) -> LedgerShown:
    """As it stands, or as it stood at the end of a day."""
    own = own_organization(request.actor)
    require(request.actor, "trade.see-premium", own)
    if not is_currency(currency):
        raise Http404
    found = queries.ledger(own, product, currency, min(on or request.at.date(), request.at.date()))
    names = ("received", "planned", "spent", "balance", "lacks", "old")
    sums: dict[str, Decimal] = {name: getattr(found, name).rounded().amount for name in names}
    return LedgerShown.model_validate({"product": product, "currency": currency, "on": found.on, **sums})


@router.get("/shown/{code}", response={200: ReportShown, REFUSING: Refusals}, summary=gettext_noop("A closing report"))
def closing_report(request: ActingRequest, code: str) -> ReportShown:
    """One that all parties let everybody see."""
    row = shown(code)
    if row is None or row.kind != row.Kind.REPORT:
        raise Http404
    return ReportShown.model_validate({**row.content, "sha256": row.sha256})
