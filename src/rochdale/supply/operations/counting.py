"""Counting anew: one person counts and says why, a leader who is another person signs; only then do the books change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from rochdale.base import audit, two_persons
from rochdale.base.actor import Actor
from rochdale.base.models import Proposal
from rochdale.base.operations import operation
from rochdale.kernel.refusal import refuse_if
from rochdale.people.permissions import require
from rochdale.supply import books
from rochdale.supply.books import Deed
from rochdale.supply.models import Facility, Lot, MovementKind
from rochdale.supply.operations.runs import close_heap
from rochdale.supply.operations.shared import own, owner
from rochdale.supply.rules.counting import refusals_for_count, refusals_for_signing

COUNT_ANEW = audit.deed("supply.count-anew")


@operation
def count_anew(*, id: UUID, by: Actor, at: datetime, lot_id: UUID, facility_id: UUID, counted_g: int, reason: str) -> str:
    """Say what really lies of a lot in a place, and why it is not what the books say. Returns the id of the proposal to be signed."""
    organization = owner(by, "supply.work")
    lot = own(Lot.objects.all(), organization, pk=lot_id)
    facility = own(Facility.objects.all(), organization, pk=facility_id)
    booked_g = books.lies(lot, facility.id)
    refuse_if(refusals_for_count(booked_g=booked_g, counted_g=counted_g, reason=reason))
    content = {
        "organization_id": str(organization), "lot_id": str(lot.id), "lot": lot.code, "facility_id": str(facility.id),
        "facility": facility.name, "booked_g": booked_g, "counted_g": counted_g, "reason": reason.strip()[:300],
    }  # fmt: skip
    return two_persons.propose(id=uuid5(id, "proposal"), by=by, at=at, act=COUNT_ANEW, content=content)


def _may_make(by: Actor, content: Mapping[str, Any]) -> None:
    require(by, "supply.work", UUID(content["organization_id"]))


def _may_check(by: Actor, content: Mapping[str, Any]) -> None:
    require(by, "supply.count-anew", UUID(content["organization_id"]))


def _perform(proposal: Proposal, by: Actor, at: datetime) -> object:
    told = proposal.content
    lot = Lot.objects.select_for_update().get(pk=told["lot_id"])
    facility = Facility.objects.get(pk=told["facility_id"])
    refuse_if(refusals_for_signing(lot=lot.code, booked_g=told["booked_g"], now_g=books.lies(lot, facility.id)))
    close_heap(lot)
    difference = told["counted_g"] - told["booked_g"]
    deed = Deed(proposal.actor, proposal.at, at, proposal.id)
    books.move(deed, lot=lot, facility=facility, kind=MovementKind.ADJUSTED, weight_g=difference, reason=told["reason"])
    audit.record(by=by, at=at, what=COUNT_ANEW, about=lot, after={"place": facility.name, "weight_g": difference}, reason=told["reason"])
    return {"weight_g": difference}


two_persons.act(COUNT_ANEW, lapses_after=timedelta(days=14), may_make=_may_make, may_check=_may_check, perform=_perform)
