"""Rounds of members' orders: opened, filled, dropped, done."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID, uuid5

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.operations import operation
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.permissions import may, require
from rochdale.supply.queries import credit
from rochdale.trade.buying import allotments_of
from rochdale.trade.models import BuyingRound, MemberOrder, RoundItem, RoundPlace
from rochdale.trade.operations.contracts import next_number
from rochdale.trade.permissions import own_organization
from rochdale.trade.rules.buying import RoundFacts, refusals_for_item, refusals_for_quantity, refusals_for_round


@dataclass(frozen=True, slots=True)
class Ordered:
    """So much of an item."""

    item_id: UUID
    quantity: Decimal


def locked_round(round_id: UUID, *states: str) -> BuyingRound:
    """A round of the organization acted for, locked. Refused in any other state than those named."""
    row = BuyingRound.objects.select_for_update(of=("self",)).filter(pk=round_id).first()
    if row is None:
        raise Refused(Refusal("trade.round-unknown"))
    if states and row.state not in states:
        raise Refused(Refusal("trade.round-is-elsewhere", {"round": row.number, "state": str(row.get_state_display())}))
    return row


@operation
def open_round(*, id: UUID, by: Actor, at: datetime, facts: RoundFacts, product: str, place_ids: Collection[UUID]) -> str:
    """Open a round: members order until the day, and fetch their goods at the places. Returns the id."""
    require(by, "trade.buy-together", by)
    organization = own_organization(by)
    refuse_if(refusals_for_round(facts, on=at.date()))
    known = {place.id for place in credit.places(organization)}
    if not place_ids or not known.issuperset(place_ids):
        raise Refused(Refusal("trade.round-without-place"))
    if product not in dict(credit.harvests(organization, at.date())):
        raise Refused(Refusal("trade.no-harvest-pays-it-back", {"product": product}))
    series = f"round {organization.hex[:12]} {at.year}"
    row = BuyingRound.objects.create(
        id=id, organization_id=organization, number=f"B-{at.year}-{next_number(series):04d}", title=facts.title.strip(), product=product,
        currency=facts.currency, preference=facts.preference, order_until=facts.order_until, needed_by=facts.needed_by, by_id=by.id,
        by_name=by.name, at=at,
    )  # fmt: skip
    for place in sorted(set(place_ids)):
        RoundPlace.objects.create(id=uuid5(id, str(place)), organization_id=organization, round=row, facility_id=place)
    after = {"number": row.number, "title": row.title, "until": row.order_until, "preference": format(row.preference, "f")}
    audit.record(by=by, at=at, what="trade.open-round", about=row, after=after)
    return str(id)


@operation
def add_item(*, id: UUID, by: Actor, at: datetime, round_id: UUID, what: str, unit: str) -> str:
    """Put one more thing on the list of a round. Returns the id."""
    row = locked_round(round_id, BuyingRound.State.ORDERING)
    require(by, "trade.buy-together", row)
    count = row.items.count()
    refuse_if(refusals_for_item(what, unit, items=count))
    item = RoundItem.objects.create(id=id, organization_id=row.organization_id, round=row, position=count + 1, what=what.strip(), unit=unit)
    audit.record(by=by, at=at, what="trade.add-item", about=row, after={"what": item.what, "unit": unit})
    return str(id)


@operation
def order_inputs(
    *, id: UUID, by: Actor, at: datetime, round_id: UUID, grower_id: UUID, place_id: UUID, ordered: Sequence[Ordered]
) -> str:  # fmt: skip
    """Say how much a member wants of each item; zero takes an order back. By a clerk, or by the member. Returns the id of the round."""
    row = locked_round(round_id, BuyingRound.State.ORDERING)
    _require_orderer(by, row, grower_id)
    if at.date() > row.order_until:
        raise Refused(Refusal("trade.orders-are-closed", {"until": row.order_until}))
    if not row.places.filter(facility_id=place_id).exists():
        raise Refused(Refusal("trade.place-not-of-round"))
    items = {item.id: item for item in row.items.all()}
    if not ordered or any(one.item_id not in items for one in ordered):
        raise Refused(Refusal("trade.item-not-of-round"))
    refuse_if(refusal for one in ordered for refusal in refusals_for_quantity(one.quantity, items[one.item_id].unit))
    for one in ordered:
        _say(id, row, items[one.item_id], grower_id, place_id, one.quantity, by, at)
    return str(row.id)


def _say(
    id: UUID, row: BuyingRound, item: RoundItem, grower_id: UUID, place_id: UUID, quantity: Decimal, by: Actor, at: datetime
) -> None:  # fmt: skip
    last = MemberOrder.objects.filter(item=item, grower_id=grower_id).order_by("-number").first()
    if (last.quantity, last.facility_id) == (quantity, place_id) if last else quantity == 0:
        return
    said = MemberOrder.objects.create(
        id=uuid5(id, str(item.id)), organization_id=row.organization_id, item=item, grower_id=grower_id, facility_id=place_id,
        number=last.number + 1 if last else 1, quantity=quantity, by_id=by.id, by_name=by.name, at=at,
    )  # fmt: skip
    after = {"item": item.what, "quantity": f"{quantity:f}"}
    audit.record(
        by=by, at=at, what="trade.order-inputs", about=said, before={"quantity": f"{last.quantity:f}"} if last else {}, after=after
    )


def _require_orderer(by: Actor, row: BuyingRound, grower_id: UUID) -> None:
    """A clerk orders for any member who has not left; a member for herself."""
    require(by, "trade.order-inputs", row)
    own = credit.member_of(row.organization_id, by.id)
    if not may(by, "trade.buy-together", row) and (own is None or own.id != grower_id):
        require(by, "trade.buy-together", row)
    if grower_id not in {member.id for member in credit.members(row.organization_id)}:
        raise Refused(Refusal("trade.member-unknown"))


@operation
def drop_round(*, id: UUID, by: Actor, at: datetime, round_id: UUID, reason: str) -> str:
    """Nothing is bought after all. Members and suppliers see why. Returns the id."""
    row = locked_round(round_id, BuyingRound.State.ORDERING, BuyingRound.State.TENDER, BuyingRound.State.OPENED)
    require(by, "trade.buy-together", row)
    if not reason.strip():
        raise Refused(Refusal("trade.dropping-needs-a-reason"))
    before, row.state = row.state, BuyingRound.State.DROPPED
    row.save(update_fields=["state"])
    audit.record(
        by=by, at=at, what="trade.drop-round", about=row, before={"state": before}, after={"state": row.state}, reason=reason.strip()
    )
    return str(row.id)


@operation
def close_round(*, id: UUID, by: Actor, at: datetime, round_id: UUID) -> str:
    """All that came is in members' hands. Returns the id."""
    row = locked_round(round_id, BuyingRound.State.AWARDED)
    require(by, "trade.buy-together", row)
    left = sum(not hasattr(one, "hand_out") for one in allotments_of(row))
    if left:
        raise Refused(Refusal("trade.shares-not-handed-out", {"left": left}))
    row.state = BuyingRound.State.CLOSED
    row.save(update_fields=["state"])
    audit.record(by=by, at=at, what="trade.close-round", about=row, after={"state": row.state})
    return str(row.id)
