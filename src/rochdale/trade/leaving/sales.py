"""What leaves of contracts and what follows them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Max

from rochdale.base.leaving import Scope, after_arrival, part
from rochdale.trade.leaving.scopes import Shaped, contracts_of, no_names_of_others
from rochdale.trade.models import (
    Contract,
    ContractPaper,
    ContractParty,
    ContractSignature,
    ContractVersion,
    Counter,
    Invoice,
    Market,
    OnwardSale,
    Payment,
    PoolSettlement,
)
from rochdale.trade.settling import own_part


def _signature(scope: Scope, row: ContractSignature) -> Shaped:
    reason: Shaped = {} if row.organization_id == scope.organization_id or row.is_yes else {"reason": "…"}
    return no_names_of_others(scope, row.organization_id) | reason


def _settlement(scope: Scope, row: PoolSettlement) -> Shaped:
    if row.organization_id == scope.organization_id:
        return {}
    nobody = {"by_id": "", "by_name": "", "prepared_by_id": "", "prepared_by_name": ""}
    return nobody | {"content": own_part(row.content, scope.organization_id)}


part("trade.Contract", says="Its contracts, with their frozen terms.", own=contracts_of)
part(
    "trade.ContractParty",
    says="Who signs a contract.",
    own=lambda scope: ContractParty.objects.filter(contract__in=contracts_of(scope)),
)
part(
    "trade.ContractPaper",
    says="Contracts as printed.",
    own=lambda scope: ContractPaper.objects.filter(contract__in=contracts_of(scope)),
    needs={"document_id": "base.Document"},
)
part(
    "trade.ContractVersion",
    says="Who does what under its contracts, version by version.",
    own=lambda scope: ContractVersion.objects.filter(contract__in=contracts_of(scope)),
    trim=lambda scope, row: no_names_of_others(scope, row.proposed_by_id),
)
part(
    "trade.ContractSignature",
    says="What the parties of its contracts said to each version; the reasons of others stay behind.",
    own=lambda scope: ContractSignature.objects.filter(version__contract__in=contracts_of(scope)),
    trim=_signature,
)
part(
    "trade.Invoice",
    says="Invoices and credit notes of its contracts, as issued.",
    own=lambda scope: Invoice.objects.filter(contract__in=contracts_of(scope)),
    trim=lambda scope, row: no_names_of_others(scope, row.organization_id),
)
part(
    "trade.Payment",
    says="What was paid on them.",
    own=lambda scope: Payment.objects.filter(invoice__contract__in=contracts_of(scope)),
    trim=lambda scope, row: no_names_of_others(scope, row.invoice.organization_id),
)
part(
    "trade.PoolSettlement",
    says="How the money of its pools was shared out; of others only what everybody in the pool sees.",
    own=lambda scope: PoolSettlement.objects.filter(contract__in=contracts_of(scope).filter(parties__is_buyer=False)),
    trim=_settlement,
)


part(
    "trade.OnwardSale",
    says="What the importer sold on of its goods.",
    own=lambda scope: OnwardSale.objects.filter(contract__in=contracts_of(scope)),
    trim=lambda scope, row: no_names_of_others(scope, row.organization_id),
)


def _count_on(organization_id: UUID, at: datetime) -> None:
    """Numbers of markets and contracts go on after the last one that arrived."""
    last: dict[str, int] = {"market": Market.objects.aggregate(last=Max("number"))["last"] or 0}
    for number in Contract.objects.values_list("number", flat=True).order_by("number"):
        _, year, count = number.split("-")
        last[f"contract {year}"] = max(last.get(f"contract {year}", 0), int(count))
    for name, number_last in last.items():
        Counter.objects.update_or_create(name=name, defaults={"last": number_last})


after_arrival(_count_on)
