"""Who does what under a contract: proposed by one party, agreed on by all, amended by the next version."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.operations import content_sha256, operation
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.permissions import require
from rochdale.trade.models import Contract, ContractSignature, ContractVersion
from rochdale.trade.permissions import own_organization
from rochdale.trade.rules.versions import Clauses, Standing, refusals_for_clauses, refusals_for_proposal, standing
from rochdale.trade.versions import version_facts


@operation
def propose_version(*, id: UUID, by: Actor, at: datetime, contract_id: UUID, over: int, clauses: Clauses) -> str:
    """Propose who does what, on top of version `over` (0: there is none yet). Whoever proposes agrees. Returns the id."""
    contract = Contract.objects.select_for_update().get(pk=contract_id)
    require(by, "trade.sign-contract", contract)
    if contract.state == Contract.State.LAPSED:
        raise Refused(Refusal("trade.contract-has-lapsed", {"contract": contract.number}))
    newest = contract.versions.order_by("-number").first()
    refuse_if(refusals_for_proposal(over, newest=newest.number if newest else 0, newest_by=newest.proposed_by.name if newest else ""))
    refuse_if(refusals_for_clauses(clauses, sellers=contract.seller_ids))
    content = _plain(clauses)
    row = ContractVersion.objects.create(
        id=id, contract=contract, number=over + 1, content=content, sha256=content_sha256(content), proposed_by_id=own_organization(by),
        by_id=by.id, by_name=by.name, at=at,
    )  # fmt: skip
    audit.record(by=by, at=at, what="trade.propose-version", about=row, after={"number": row.number, "sha256": row.sha256})
    _sign(uuid5(id, "proposer"), row, by, at, is_yes=True, reason="")
    return str(id)


@operation
def answer_version(*, id: UUID, by: Actor, at: datetime, version_id: UUID, sha256: str, is_yes: bool, reason: str = "") -> str:
    """Say yes or no, for one's organization, to the version with that hash. A no has a reason. Returns the id of the version."""
    found = ContractVersion.objects.select_related("contract").get(pk=version_id)
    contract = Contract.objects.select_for_update().get(pk=found.contract_id)
    require(by, "trade.sign-contract", contract)
    now = standing(found.number, version_facts(contract), contract.party_ids)
    if now is not Standing.OPEN or found.sha256 != sha256:
        raise Refused(Refusal("trade.version-is-not-open", {"number": found.number}))
    if not is_yes and not reason.strip():
        raise Refused(Refusal("trade.no-needs-a-reason"))
    if found.signatures.filter(organization_id=own_organization(by)).exists():
        raise Refused(Refusal("trade.version-already-answered", {"number": found.number}))
    _sign(id, found, by, at, is_yes=is_yes, reason=reason.strip())
    return str(found.id)


def _sign(id: UUID, version: ContractVersion, by: Actor, at: datetime, *, is_yes: bool, reason: str) -> None:
    row = ContractSignature.objects.create(
        id=id, version=version, organization_id=own_organization(by), is_yes=is_yes, reason=reason, by_id=by.id, by_name=by.name, at=at
    )
    audit.record(by=by, at=at, what="trade.answer-version", about=row, after={"version": version.number, "is_yes": is_yes}, reason=reason)


def _plain(clauses: Clauses) -> dict[str, Any]:
    """As stored: ids and figures as text."""
    return {name: str(value) if isinstance(value, (UUID, Decimal)) else value for name, value in asdict(clauses).items()}
