"""What is said of a lot beside its goods: its bags and seals, its public page, a mock recall that was carried out."""

from __future__ import annotations

import secrets
from datetime import datetime
from uuid import UUID

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.operations import operation
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.supply.models import Lot
from rochdale.supply.operations.shared import own, owner

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
"""Of a public code: without what looks alike in print."""
CODE_LENGTH = 12


@operation
def bag_lot(*, id: UUID, by: Actor, at: datetime, lot_id: UUID, bags: int, seals: str = "") -> str:
    """Put a lot into bags and close them with seals: how many, and the seals' numbers. Returns the id of the lot."""
    organization = owner(by, "supply.work")
    lot = own(Lot.objects.select_for_update(), organization, pk=lot_id)
    if bags <= 0:
        raise Refused(Refusal("supply.bags-are-none"))
    before = {"bags": lot.bags, "seals": lot.seals}
    lot.bags, lot.seals, lot.heap = bags, seals.strip()[:300], ""
    lot.save(update_fields=["bags", "seals", "heap"])
    audit.record(by=by, at=at, what="supply.bag-lot", about=lot, before=before, after={"bags": bags, "seals": lot.seals})
    return str(lot.id)


@operation
def publish_lot(*, id: UUID, by: Actor, at: datetime, lot_id: UUID, shows_price: bool) -> str:
    """The cooperative agrees that anybody may read the page of a lot, and whether it tells what growers were paid. Returns its code."""
    organization = owner(by, "supply.set-up")
    lot = own(Lot.objects.select_for_update(), organization, pk=lot_id)
    lot.public_code = lot.public_code or "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
    lot.shows_price = shows_price
    lot.save(update_fields=["public_code", "shows_price"])
    audit.record(by=by, at=at, what="supply.publish-lot", about=lot, after={"lot": lot.code, "shows_price": shows_price})
    return lot.public_code


@operation
def unpublish_lot(*, id: UUID, by: Actor, at: datetime, lot_id: UUID) -> str:
    """Take the page of a lot back: its code leads nowhere from now on. Returns the id of the lot."""
    organization = owner(by, "supply.set-up")
    lot = own(Lot.objects.select_for_update(), organization, pk=lot_id)
    if not lot.public_code:
        raise Refused(Refusal("supply.lot-is-not-public", {"lot": lot.code}))
    lot.public_code, lot.shows_price = "", False
    lot.save(update_fields=["public_code", "shows_price"])
    audit.record(by=by, at=at, what="supply.unpublish-lot", about=lot, after={"lot": lot.code})
    return str(lot.id)


@operation
def record_recall(*, id: UUID, by: Actor, at: datetime, lot_id: UUID, started_at: datetime, growers: int, buyers: int) -> str:
    """A recall was tried: how long it took from the start to the list whom to call. Returns the seconds, as text."""
    organization = owner(by, "supply.work")
    lot = own(Lot.objects.all(), organization, pk=lot_id)
    seconds = int((at - started_at).total_seconds())
    if seconds < 0:
        raise Refused(Refusal("supply.recall-ends-before-it-began"))
    after = {"lot": lot.code, "seconds": seconds, "growers": growers, "buyers": buyers}
    audit.record(by=by, at=at, what="supply.record-recall", about=lot, after=after)
    return str(seconds)
