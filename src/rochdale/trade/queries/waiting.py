"""What waits for the person who acts: who does what under a contract, and how a sale's money is shared out."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from rochdale.base import two_persons
from rochdale.base.actor import Actor
from rochdale.base.models import Proposal
from rochdale.people.permissions import may
from rochdale.trade.models import Contract, ContractVersion
from rochdale.trade.operations.settlements import DECIDE


def contracts_to_answer(by: Actor) -> list[Contract]:
    """Contracts whose newest version of who does what waits for a word of the organization acted for, oldest first."""
    own = by.organization_id
    if own is None:
        return []
    newer = ContractVersion.objects.filter(contract=OuterRef("contract"), number__gt=OuterRef("number"))
    open_ones = (
        ContractVersion.objects.filter(~Exists(newer), contract__parties__organization_id=own)
        .exclude(contract__state=Contract.State.LAPSED)
        .exclude(signatures__organization_id=own)
        .exclude(signatures__is_yes=False)
        .select_related("contract__buyer")
        .order_by("at", "id")
    )
    return [row.contract for row in open_ones if may(by, "trade.sign-contract", row.contract)]


def settlements_to_decide(by: Actor, at: datetime) -> list[Proposal]:
    """Settlements that somebody else prepared and `by` may decide on, oldest first."""
    rows = two_persons.open_proposals(by.organization_id, at).filter(act=DECIDE).order_by("at", "id")
    return [row for row in rows if two_persons.may_check(by, row)]


def settlement_to_decide(contract_id: UUID, by: Actor, at: datetime) -> Proposal | None:
    """The newest of them for that contract."""
    return next((row for row in reversed(settlements_to_decide(by, at)) if row.content["contract_id"] == str(contract_id)), None)
