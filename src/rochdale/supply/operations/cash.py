"""Cash boxes: floats out and back, and the blind count at the end of a day.

The count closes as counted: a close that refuses teaches people to invent counts. Two sign; only then the expected amount is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Sum

from rochdale.base import audit, news, two_persons
from rochdale.base.actor import Actor
from rochdale.base.models import Proposal
from rochdale.base.operations import operation
from rochdale.kernel.money import Money, minor_digits
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.permissions import require
from rochdale.supply import books
from rochdale.supply.books import Deed
from rochdale.supply.models import CashBox, CashEntry, CashKind, DayClose, Facility
from rochdale.supply.news import CashBoxDiffered
from rochdale.supply.operations.paying import open_box
from rochdale.supply.operations.shared import own, owner
from rochdale.supply.rules.cash import counted_minor, refusals_for_count
from rochdale.supply.rules.money import said

CLOSE = "supply.close-day"


@operation
def open_cash_box(*, id: UUID, by: Actor, at: datetime, name: str, facility_id: UUID, currency: str) -> str:
    """Open a cash box at a place, in one currency. Returns its id."""
    organization = owner(by, "supply.issue-cash")
    facility = own(Facility.objects.all(), organization, pk=facility_id)
    minor_digits(currency)
    name = name.strip()
    if not name:
        raise Refused(Refusal("supply.box-needs-a-name"))
    if CashBox.objects.filter(organization_id=organization, name=name).exists():
        raise Refused(Refusal("supply.box-name-is-taken", {"name": name}))
    row = CashBox.objects.create(id=id, organization_id=organization, name=name, facility=facility, currency=currency)
    audit.record(by=by, at=at, what="supply.open-cash-box", about=row, after={"name": name, "currency": currency})
    return str(id)


@operation
def issue_float(*, id: UUID, by: Actor, at: datetime, happened_at: datetime, box_id: UUID, money: Money, note: str = "") -> str:
    """Put cash into a box, to pay growers with."""
    box = open_box(owner(by, "supply.issue-cash"), box_id, money.currency)
    if money.minor <= 0:
        raise Refused(Refusal("supply.nothing-to-pay"))
    books.cash(Deed(by, happened_at, at, id), box=box, kind=CashKind.ISSUED, amount_minor=money.minor, note=note.strip()[:300])
    audit.record(by=by, at=at, what="supply.issue-float", about=box, after={"amount": str(money)})
    return str(id)


@operation
def return_float(*, id: UUID, by: Actor, at: datetime, happened_at: datetime, box_id: UUID, money: Money, note: str = "") -> str:
    """Take cash out of a box again, back to the safe or bank."""
    box = open_box(owner(by, "supply.issue-cash"), box_id, money.currency)
    if money.minor <= 0:
        raise Refused(Refusal("supply.nothing-to-pay"))
    books.cash(Deed(by, happened_at, at, id), box=box, kind=CashKind.RETURNED, amount_minor=-money.minor, note=note.strip()[:300])
    audit.record(by=by, at=at, what="supply.return-float", about=box, after={"amount": str(money)})
    return str(id)


@operation
def count_box(*, id: UUID, by: Actor, at: datetime, box_id: UUID, on: date, counts: Mapping[str, int], note: str = "") -> str:
    """The counter writes down how many of each note and coin are in the box, blind. A second person signs. Returns the proposal's id."""
    organization = owner(by, "supply.pay")
    box = own(CashBox.objects.all(), organization, pk=box_id)
    refuse_if(refusals_for_count(counts, box.currency))
    if on > at.date() + timedelta(days=1):
        raise Refused(Refusal("supply.close-is-to-come", {"on": on}))
    refuse_if(_refusals_for_day(box, on, at))
    counts = {piece: number for piece, number in counts.items() if number}
    content = {
        "organization_id": str(organization),
        "box_id": str(box.id),
        "on": on.isoformat(),
        "counts": counts,
        "counted_minor": counted_minor(counts),
        "note": note.strip()[:300],
    }
    return two_persons.propose(id=uuid5(id, "count"), by=by, at=at, act=CLOSE, content=content)


@operation
def look_at_difference(*, id: UUID, by: Actor, at: datetime, close_id: UUID) -> str:
    """The manager has looked at a difference."""
    organization = owner(by, "supply.issue-cash")
    row = own(DayClose.objects.select_for_update(of=("self",)), organization, pk=close_id)
    row.is_seen = True
    row.save(update_fields=["is_seen"])
    audit.record(by=by, at=at, what="supply.look-at-difference", about=row)
    return str(row.id)


def waiting_count(box: CashBox, at: datetime) -> Proposal | None:
    """A count of the box that waits for its second signature."""
    rows = two_persons.open_proposals(box.organization_id, at).filter(act=CLOSE, content__box_id=str(box.id))
    return rows.first()


def _refusals_for_day(box: CashBox, on: date, at: datetime) -> list[Refusal]:
    if DayClose.objects.filter(box=box, on=on).exists():
        return [Refusal("supply.day-is-closed", {"box": box.name, "on": on})]
    if waiting_count(box, at):
        return [Refusal("supply.count-waits", {"box": box.name})]
    return []


def _close(proposal: Proposal, by: Actor, at: datetime) -> object:
    """The second has signed: the day closes as counted, a difference is booked over or short, and the manager hears of it."""
    content = proposal.content
    box = own(CashBox.objects.select_for_update(of=("self",)), UUID(content["organization_id"]), pk=content["box_id"])
    on, counted = date.fromisoformat(content["on"]), int(content["counted_minor"])
    if DayClose.objects.filter(box=box, on=on).exists():
        raise Refused(Refusal("supply.day-is-closed", {"box": box.name, "on": on}))
    expected = expected_at(box, proposal.at)
    row = DayClose.objects.create(
        id=proposal.id, organization_id=box.organization_id, box=box, on=on, counted_minor=counted, expected_minor=expected,
        counts=content["counts"], second_id=by.id, second_name=by.name, note=content["note"], happened_at=proposal.at, recorded_at=at,
        by_id=proposal.by_id, by_name=proposal.by_name,
    )  # fmt: skip
    difference = counted - expected
    books.cash(Deed(proposal.actor, proposal.at, at, row.id), box=box, kind=CashKind.OVER_SHORT, amount_minor=difference, note=row.note)
    if difference:
        news.announce(_told(row, box, difference, at), at=at)
    after = {"box": box.name, "on": on, "counted": said(counted, box.currency), "expected": said(expected, box.currency)}
    audit.record(by=by, at=at, what="supply.close-day", about=row, after=after)
    return {"difference_minor": difference}


def expected_at(box: CashBox, moment: datetime) -> int:
    """What the box should have held when it was counted: what was recorded since is left out. Locked."""
    since = CashEntry.objects.filter(box=box, recorded_at__gt=moment).aggregate(sum=Sum("amount_minor"))["sum"] or 0
    return books.in_box(box) - since


def _told(row: DayClose, box: CashBox, difference: int, at: datetime) -> CashBoxDiffered:
    return CashBoxDiffered(
        organization_ids=(str(row.organization_id),), box=box.name, on=row.on.isoformat(), counted=said(row.counted_minor, box.currency),
        expected=said(row.expected_minor, box.currency), difference=said(difference, box.currency), at=at.isoformat(),
    )  # fmt: skip


def _may(by: Actor, content: Mapping[str, Any]) -> None:
    require(by, "supply.pay", UUID(content["organization_id"]))


two_persons.act(CLOSE, lapses_after=timedelta(days=3), may_make=_may, may_check=_may, perform=_close)
