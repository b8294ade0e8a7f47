"""Versions of a contract as rules see them."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from rochdale.trade.models import Contract, ContractVersion
from rochdale.trade.rules.versions import Clauses, VersionFacts, number_in_force


def version_facts(contract: Contract) -> list[VersionFacts]:
    """All versions of a contract with their answers, by number."""
    rows = contract.versions.order_by("number").prefetch_related("signatures")
    return [VersionFacts(row.number, {one.organization_id: one.is_yes for one in row.signatures.all()}) for row in rows]


def version_in_force(contract: Contract) -> ContractVersion | None:
    """The version that every party said yes to last."""
    number = number_in_force(version_facts(contract), contract.party_ids)
    return None if number is None else contract.versions.get(number=number)


def clauses_of(version: ContractVersion) -> Clauses:
    """What a version says."""
    said = version.content
    typed = {
        "seller_id": UUID(said["seller_id"]),
        "pool_holder_id": UUID(said["pool_holder_id"]) if said["pool_holder_id"] else None,
        **{name: Decimal(said[name]) for name in ("tolerance", "step", "base_score", "reference_moisture")},
    }
    return Clauses(**{**said, **typed})
