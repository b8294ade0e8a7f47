"""What came from suppliers: received, shared out to members, handed over and charged; what suppliers were paid."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID, uuid5

from django.db.models import Sum

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.operations import operation
from rochdale.kernel.money import Money
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.permissions import require
from rochdale.supply.operations import give_credit
from rochdale.supply.queries import credit
from rochdale.trade.buying import (
    NOTHING,
    allotments_of,
    arrivals_of,
    awarded_line,
    by_item,
    cost_of,
    orders_now,
    owed_to,
    sum_allotted,
)
from rochdale.trade.models import Allotment, Arrival, Asked, Award, BuyingRound, HandOut, RoundItem, SupplierPayment
from rochdale.trade.operations.buying import locked_round
from rochdale.trade.rules.buying import CreditFacts, amounts, is_whole, refusals_for_charge, shared_out


@operation
def record_arrival(
    *, id: UUID, by: Actor, at: datetime, round_id: UUID, item_id: UUID, asked_id: UUID, place_id: UUID, quantity: Decimal, note: str
) -> str:  # fmt: skip
    """Record what came of an item from a supplier at a place, with its delivery note. Never more than was awarded. Returns the id."""
    row = locked_round(round_id, BuyingRound.State.AWARDED)
    require(by, "trade.buy-together", row)
    item = row.items.filter(pk=item_id).first()
    line = awarded_line(_award(row).content, item.position, asked_id) if item else None
    if item is None or line is None or not row.places.filter(facility_id=place_id).exists():
        raise Refused(Refusal("trade.award-without-quote"))
    came = sum((one.quantity for one in arrivals_of(row) if (one.item_id, one.asked_id) == (item_id, asked_id)), NOTHING)
    if quantity <= 0 or not is_whole(quantity, item.unit):
        raise Refused(Refusal("trade.nothing-arrived"))
    if came + quantity > Decimal(line["quantity"]):
        raise Refused(Refusal("trade.arrival-above-award", {"awarded": line["quantity"], "came": f"{came:f}"}))
    if not note.strip():
        raise Refused(Refusal("trade.arrival-without-note"))
    return _arrive(id, by, at, item, asked_id, place_id, quantity, note.strip())


@operation
def take_back_arrival(*, id: UUID, by: Actor, at: datetime, arrival_id: UUID, reason: str) -> str:
    """An arrival written wrong is taken back, before its goods are shared out. Returns the id."""
    found = Arrival.objects.select_related("item").filter(pk=arrival_id).first()
    if found is None:
        raise Refused(Refusal("trade.round-unknown"))
    row = locked_round(found.item.round_id, BuyingRound.State.AWARDED)
    require(by, "trade.buy-together", row)
    if not reason.strip():
        raise Refused(Refusal("trade.taking-back-needs-a-reason"))
    key = (found.item_id, found.asked_id, found.facility_id)
    rows = arrivals_of(row)
    there = sum((one.quantity for one in rows if (one.item_id, one.asked_id, one.facility_id) == key), NOTHING)
    free = by_item(rows)[found.item_id] - by_item(allotments_of(row)).get(found.item_id, NOTHING)
    if found.quantity > min(there, free):
        raise Refused(Refusal("trade.arrival-is-shared-out"))
    return _arrive(id, by, at, found.item, found.asked_id, found.facility_id, -found.quantity, reason.strip())


def _arrive(id: UUID, by: Actor, at: datetime, item: RoundItem, asked_id: UUID, place_id: UUID, quantity: Decimal, note: str) -> str:
    row = Arrival.objects.create(
        id=id, organization_id=item.organization_id, item=item, asked_id=asked_id, facility_id=place_id, quantity=quantity, note=note[:300],
        by_id=by.id, by_name=by.name, at=at,
    )  # fmt: skip
    audit.record(by=by, at=at, what="trade.record-arrival", about=row, after={"item": item.what, "quantity": f"{quantity:f}", "note": note})
    return str(id)


@operation
def share_out(*, id: UUID, by: Actor, at: datetime, round_id: UUID) -> str:
    """Give members their parts of all that came and is not yet shared out: as ordered, pro rata where short. Returns the round's id."""
    row = locked_round(round_id, BuyingRound.State.AWARDED)
    require(by, "trade.buy-together", row)
    came, given = by_item(arrivals_of(row)), by_item(allotments_of(row))
    free = {item.id: came.get(item.id, NOTHING) - given.get(item.id, NOTHING) for item in row.items.all()}
    if not any(quantity > 0 for quantity in free.values()):
        raise Refused(Refusal("trade.nothing-to-share-out"))
    for item in row.items.order_by("position"):
        if free[item.id] > 0:
            _share(id, by, at, row, item, free[item.id])
    after = {"round": row.number, "items": sum(quantity > 0 for quantity in free.values())}
    audit.record(by=by, at=at, what="trade.share-out", about=row, after=after)
    return str(row.id)


def _share(id: UUID, by: Actor, at: datetime, row: BuyingRound, item: RoundItem, free: Decimal) -> None:
    orders = {one.grower.number: one for one in orders_now(row) if one.item_id == item.id}
    had: dict[str, Decimal] = {}
    for one in allotments_of(row):
        if one.item_id == item.id:
            had[one.grower.number] = had.get(one.grower.number, NOTHING) + one.quantity
    wanted = {number: one.quantity - had.get(number, NOTHING) for number, one in orders.items()}
    shares = {number: quantity for number, quantity in shared_out(free, wanted, item.unit).items() if quantity > 0}
    content = _award(row).content
    cost = sum((cost_of(content, item.position, one.asked_id, one.quantity) for one in arrivals_of(row) if one.item_id == item.id), NOTHING)
    owed = Money(cost, row.currency).rounded() - Money.of_minor(sum_allotted(row, item.id), row.currency)
    run = (item.allotments.order_by("-run").values_list("run", flat=True).first() or 0) + 1
    for number, amount in amounts(owed, shares).items():
        Allotment.objects.create(
            id=uuid5(id, f"{item.id} {number}"), organization_id=row.organization_id, item=item, run=run, grower=orders[number].grower,
            facility=orders[number].facility, quantity=shares[number], amount_minor=amount.minor, by_id=by.id, by_name=by.name, at=at,
        )  # fmt: skip


@operation
def hand_out(*, id: UUID, by: Actor, at: datetime, round_id: UUID, grower_id: UUID, means: str) -> str:
    """A member signed for all that waits for her: paid in cash, or charged as input credit as far as her mandate allows. The round's id."""
    row = locked_round(round_id, BuyingRound.State.AWARDED)
    require(by, "trade.buy-together", row)
    if means not in HandOut.Means.values:
        raise Refused(Refusal("trade.means-unknown"))
    waiting = [one for one in allotments_of(row) if one.grower_id == grower_id and not hasattr(one, "hand_out")]
    if not waiting:
        raise Refused(Refusal("trade.nothing-to-hand-out"))
    charge = Money.of_minor(sum(one.amount_minor for one in waiting), row.currency)
    if means == HandOut.Means.CREDIT:
        stands = credit.stands_for_credit(row.organization_id, [grower_id], row.currency, at)[grower_id]
        refuse_if(refusals_for_charge(charge, CreditFacts(stands.earned_minor, stands.owes_minor, stands.share)))
    for one in waiting:
        if means == HandOut.Means.CREDIT and one.amount_minor:
            give_credit(
                id=uuid5(id, f"credit {one.id}"), by=by, at=at, happened_at=at, grower_id=grower_id, product=row.product,
                money=Money.of_minor(one.amount_minor, row.currency), what=f"{row.number}: {one.item.what}, {one.quantity.normalize():f}",
            )  # fmt: skip
        made = HandOut.objects.create(
            id=uuid5(id, str(one.id)), organization_id=row.organization_id, allotment=one, means=means, by_id=by.id, by_name=by.name, at=at
        )
        after = {"item": one.item.what, "quantity": f"{one.quantity:f}", "means": means}
        audit.record(by=by, at=at, what="trade.hand-out", about=made, after=after)
    return str(row.id)


@operation
def pay_supplier(
    *, id: UUID, by: Actor, at: datetime, round_id: UUID, asked_id: UUID, amount: Decimal, on: date, reference: str
) -> str:  # fmt: skip
    """Record what a supplier was paid; below zero what came back. Never more than was awarded. Returns the id."""
    row = locked_round(round_id, BuyingRound.State.AWARDED, BuyingRound.State.CLOSED)
    require(by, "trade.pay-supplier", row)
    asked = Asked.objects.filter(tender=row.tender_id, pk=asked_id).first()
    owed = owed_to(_award(row).content, asked_id)
    if asked is None or owed is None:
        raise Refused(Refusal("trade.supplier-unknown"))
    paid = SupplierPayment.objects.filter(asked=asked).aggregate(sum=Sum("amount_minor"))["sum"] or 0
    minor = Money(amount, owed.currency).minor
    if minor == 0 or not 0 <= paid + minor <= owed.minor:
        left = Money.of_minor(owed.minor - paid, owed.currency)
        raise Refused(Refusal("trade.supplier-payment-out-of-range", {"left": str(left)}))
    if on > at.date():
        raise Refused(Refusal("trade.paid-in-the-future"))
    if not reference.strip() or SupplierPayment.objects.filter(asked=asked, reference=reference.strip(), amount_minor=minor).exists():
        raise Refused(Refusal("trade.supplier-already-paid", {"reference": reference.strip()}))
    made = SupplierPayment.objects.create(
        id=id, organization_id=row.organization_id, tender_id=asked.tender_id, asked=asked, amount_minor=minor, currency=owed.currency,
        on=on, reference=reference.strip(), by_id=by.id, by_name=by.name, at=at,
    )  # fmt: skip
    audit.record(by=by, at=at, what="trade.pay-supplier", about=made, after={"supplier": asked.name, "amount": str(made.money)})
    return str(id)


def _award(row: BuyingRound) -> Award:
    return Award.objects.get(tender=row.tender_id)
