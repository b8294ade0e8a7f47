"""Questions about buying together: rounds, orders, what came and who gets it. Everything behind the wall of the cooperative."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet, Sum

from rochdale.base.actor import Actor
from rochdale.kernel.money import Money
from rochdale.people.permissions import may
from rochdale.supply.queries import credit
from rochdale.supply.queries.credit import Member
from rochdale.trade.buying import NOTHING, allotments_of, arrivals_of, awarded_line, by_item, orders_now, owed_to
from rochdale.trade.models import Allotment, Arrival, Award, BuyingRound, MemberOrder, RoundItem, SupplierPayment
from rochdale.trade.permissions import owner_id
from rochdale.trade.rules.buying import CreditFacts, refusals_for_charge, room_for_credit


def rounds_of(by: Actor) -> QuerySet[BuyingRound]:
    """Rounds of the organization acted for, newest first; members see them too."""
    return BuyingRound.objects.filter(organization_id=owner_id(by)).order_by("-at", "-id")


@dataclass(frozen=True, slots=True)
class ItemSeen:
    """One thing on the list with how far it is: ordered by members, awarded, come, shared out, handed over."""

    id: UUID
    position: int
    what: str
    unit: str
    ordered: Decimal
    members: int
    mine: Decimal
    awarded: Decimal
    came: Decimal
    shared: Decimal
    handed: Decimal

    @property
    def short(self) -> Decimal:
        """What was awarded and has not come."""
        return self.awarded - self.came

    @property
    def percent(self) -> Decimal:
        """How much of what members ordered has come."""
        return (100 * self.came / self.ordered).quantize(Decimal("0.1")) if self.ordered else NOTHING


def items_seen(row: BuyingRound, mine: Member | None) -> list[ItemSeen]:
    """The list of a round; `mine` is the reader as a member."""
    orders, allotments = orders_now(row), allotments_of(row)
    ordered, came, shared = by_item(orders), by_item(arrivals_of(row)), by_item(allotments)
    handed = by_item(one for one in allotments if hasattr(one, "hand_out"))
    award = Award.objects.filter(tender=row.tender_id).first() if row.tender_id else None
    given: dict[int, Decimal] = {}
    for line in award.content["lines"] if award else ():
        given[line["position"]] = given.get(line["position"], NOTHING) + Decimal(line["quantity"])
    return [
        ItemSeen(
            item.id, item.position, item.what, item.unit, ordered.get(item.id, NOTHING), sum(one.item_id == item.id for one in orders),
            sum((one.quantity for one in orders if one.item_id == item.id and mine and one.grower_id == mine.id), NOTHING),
            given.get(item.position, NOTHING), came.get(item.id, NOTHING), shared.get(item.id, NOTHING), handed.get(item.id, NOTHING),
        )
        for item in row.items.order_by("position")
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class OrderSeen:
    """What one member wants, item by item (0 where nothing)."""

    pk: UUID
    number: str
    name: str
    village: str
    place: str
    quantities: tuple[Decimal, ...]


def orders_seen(row: BuyingRound) -> list[OrderSeen]:
    """Orders by village and number of the member."""
    items = list(row.items.order_by("position"))
    found: dict[UUID, list[MemberOrder]] = {}
    for one in orders_now(row):
        found.setdefault(one.grower_id, []).append(one)
    seen = [_order(rows, items) for rows in found.values()]
    return sorted(seen, key=lambda one: (one.village, one.number))


def _order(rows: Sequence[MemberOrder], items: Sequence[RoundItem]) -> OrderSeen:
    grower, wants = rows[0].grower, {one.item_id: one.quantity for one in rows}
    quantities = tuple(wants.get(item.id, NOTHING) for item in items)
    return OrderSeen(grower.id, grower.number, grower.person.name, grower.village, rows[0].facility.name, quantities)


def last_said(row: BuyingRound, grower_id: UUID) -> list[MemberOrder]:
    """What a member wants now."""
    return [one for one in orders_now(row) if one.grower_id == grower_id]


def me_as_member(row: BuyingRound, by: Actor) -> Member | None:
    """The reader as a member who orders."""
    return credit.member_of(row.organization_id, by.id)


def keeps(row: BuyingRound, by: Actor) -> bool:
    """Whether the reader keeps the round."""
    return may(by, "trade.buy-together", row)


@dataclass(frozen=True, slots=True)
class ShareSeen:
    """What waits for a member, or was handed over: with its cost, and whether it may go on credit."""

    member: Member
    place: str
    lines: tuple[Allotment, ...]
    cost: Money
    waits: bool
    means: str
    room: Money
    has_mandate: bool
    may_charge: bool


def shares_seen(row: BuyingRound, at: datetime) -> list[ShareSeen]:
    """Every member with shares, by place, village and number; those that wait apart from those handed over."""
    groups: dict[tuple[UUID, str], list[Allotment]] = {}
    for one in allotments_of(row):
        groups.setdefault((one.grower_id, _means(one)), []).append(one)
    ids = {grower for grower, _means_of in groups}
    people = {member.id: member for member in credit.members(row.organization_id, ids=ids)}
    stands = credit.stands_for_credit(row.organization_id, ids, row.currency, at)
    seen = []
    for (grower_id, means), lines in groups.items():
        now = stands[grower_id]
        facts, cost = CreditFacts(now.earned_minor, now.owes_minor, now.share), _cost(lines, row.currency)
        room = Money.of_minor(room_for_credit(facts), row.currency)
        seen.append(
            ShareSeen(
                people[grower_id], lines[0].facility.name, tuple(lines), cost, not means, means, room, now.share is not None,
                not refusals_for_charge(cost, facts),
            )
        )  # fmt: skip
    return sorted(seen, key=lambda one: (not one.waits, one.place, one.member.village, one.member.number))


def _means(row: Allotment) -> str:
    return row.hand_out.means if hasattr(row, "hand_out") else ""


def _cost(lines: Sequence[Allotment], currency: str) -> Money:
    return Money.of_minor(sum(one.amount_minor for one in lines), currency)


def my_shares(row: BuyingRound, grower_id: UUID, at: datetime) -> list[ShareSeen]:
    """What one member gets."""
    return [one for one in shares_seen(row, at) if one.member.id == grower_id]


@dataclass(frozen=True, slots=True)
class PlaceSeen:
    """An item at a place: what came, what members fetch there, and what has to be brought from (below zero: to) other places."""

    what: str
    unit: str
    place: str
    came: Decimal
    fetched: Decimal

    @property
    def to_bring(self) -> Decimal:
        """Missing there."""
        return self.fetched - self.came


def places_seen(row: BuyingRound) -> list[PlaceSeen]:
    """Where goods lie and where members fetch them, once they are shared out; only where that differs."""
    came: dict[tuple[UUID, UUID], Decimal] = {}
    fetched: dict[tuple[UUID, UUID], Decimal] = {}
    for arrival in arrivals_of(row):
        key = (arrival.item_id, arrival.facility_id)
        came[key] = came.get(key, NOTHING) + arrival.quantity
    for share in allotments_of(row):
        key = (share.item_id, share.facility_id)
        fetched[key] = fetched.get(key, NOTHING) + share.quantity
    names = {place.facility_id: place.facility.name for place in row.places.select_related("facility")}
    items = {item.id: item for item in row.items.order_by("position")}
    rows = [
        PlaceSeen(items[item].what, items[item].unit, names[place], came.get((item, place), NOTHING), fetched.get((item, place), NOTHING))
        for item, place in sorted(came.keys() | fetched.keys(), key=lambda key: (items[key[0]].position, names[key[1]]))
        if any(key[0] == item for key in fetched)
    ]
    return [one for one in rows if one.to_bring]


@dataclass(frozen=True, slots=True)
class SupplierSeen:
    """A supplier that won: what it gets and has been paid."""

    id: UUID
    name: str
    lines: tuple[dict[str, str], ...]
    owed: Money
    paid: Money

    @property
    def left(self) -> Money:
        """Still to pay."""
        return self.owed - self.paid


def suppliers_seen(row: BuyingRound) -> list[SupplierSeen]:
    """Those who supply something, by name."""
    award = Award.objects.filter(tender=row.tender_id).first() if row.tender_id else None
    if award is None:
        return []
    paid = dict(SupplierPayment.objects.filter(tender=row.tender_id).values_list("asked_id").annotate(sum=Sum("amount_minor")))
    found = []
    for asked in award.tender.asked.order_by("name", "id"):
        if owed := owed_to(award.content, asked.id):
            lines = tuple(line for line in award.content["lines"] if line["supplier_id"] == str(asked.id))
            found.append(SupplierSeen(asked.id, asked.name, lines, owed, Money.of_minor(paid.get(asked.id, 0), owed.currency)))
    return found


def arrivals_seen(row: BuyingRound) -> list[Arrival]:
    """What came, newest first."""
    return arrivals_of(row)[::-1]


def may_take_back(row: BuyingRound, arrival: Arrival) -> bool:
    """Whether an arrival is not shared out yet."""
    free = by_item(arrivals_of(row))[arrival.item_id] - by_item(allotments_of(row)).get(arrival.item_id, NOTHING)
    return 0 < arrival.quantity <= free


def still_to_come(row: BuyingRound) -> list[tuple[RoundItem, UUID, str, Decimal]]:
    """Item, supplier and how much of what was awarded has not come."""
    award = Award.objects.filter(tender=row.tender_id).first()
    found = []
    for item in row.items.order_by("position"):
        for asked in award.tender.asked.order_by("name", "id") if award else ():
            line = awarded_line(award.content, item.position, asked.id) if award else None
            came = sum((one.quantity for one in arrivals_of(row) if (one.item_id, one.asked_id) == (item.id, asked.id)), NOTHING)
            if line and Decimal(line["quantity"]) > came:
                found.append((item, asked.id, asked.name, Decimal(line["quantity"]) - came))
    return found
