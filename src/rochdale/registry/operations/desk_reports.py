"""Reports of desks, at the centre: kept, each thing confirmed or queued, what is queued settled by a person with a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.models import AuditEntry
from rochdale.base.operations import content_sha256, operation
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.permissions import require
from rochdale.registry.desk_finding import found_for
from rochdale.registry.desk_rows import as_instance
from rochdale.registry.desk_taking import take
from rochdale.registry.models import Desk, DeskItem, DeskReport, NumberBlock
from rochdale.registry.rules.desks import Outcome, Way, conflicts, refusals_for_settling, ways
from rochdale.registry.rules.numbers import OWN_SERIES

Row = Mapping[str, Any]
WAITS = "registry.desk-waits-for-another"


@operation
def keep_report(
    *, id: UUID, by: Actor, at: datetime, desk_id: UUID, number: int, sha256: str, before: str, made_at: datetime, is_last: bool,
    items: int, used: Sequence[Row], counted: Sequence[Row], trail: Sequence[Row],
) -> str:  # fmt: skip
    """A report has come: its numbers count as used whatever becomes of each thing, and its trail is kept. Returns the id.

    `used`: of its blocks; `counted`: series the office counts by itself; `trail`: its audit entries. A last report closes the desk.
    """
    desk = _locked(desk_id, by)
    row = DeskReport.objects.create(
        id=id, desk=desk, number=number, sha256=sha256, before=before, made_at=made_at, is_last=is_last, items=items, by_id=by.id,
        by_name=by.name, at=at,
    )  # fmt: skip
    for one in used:
        NumberBlock.objects.filter(pk=one["id"], desk=desk, used__lt=one["used"]).update(used=one["used"])
    for one in counted:
        _count_on(desk, one)
    fresh = [entry for entry in trail if entry["id"] > desk.audit_done]
    AuditEntry.objects.bulk_create(as_instance(AuditEntry, {**entry, "id": None}) for entry in fresh)
    desk.audit_done = max([desk.audit_done, *(entry["id"] for entry in fresh)])
    desk.reports = max(desk.reports, number)
    if is_last:
        desk.came_back, desk.closed_at = True, desk.closed_at or at
        desk.closed_because = desk.closed_because or f"last report, number {number}"
    desk.save(update_fields=["audit_done", "reports", "came_back", "closed_at", "closed_because"])
    audit.record(by=by, at=at, what="registry.keep-desk-report", about=row, after={"number": number, "sha256": sha256, "items": items})
    return str(id)


def _count_on(desk: Desk, row: Row) -> None:
    """The office's own part of registration numbers goes on behind what the desk counted."""
    own = f"{desk.office.country}:{desk.office.code}:{OWN_SERIES}"
    if row["scope"] != own:
        return
    key = {"scope": own, "year": row["year"], "first": row["first"]}
    told = {name: row[name] for name in ("last", "used", "by_id", "by_name", "at")}
    NumberBlock.objects.get_or_create(**key, defaults={**told, "office": desk.office})
    NumberBlock.objects.filter(**key, used__lt=row["used"]).update(used=row["used"])


@operation
def bring_item(*, id: UUID, by: Actor, at: datetime, desk_id: UUID, item: Row) -> str:
    """One thing of a report is confirmed, or waits with all that stands against it. Gives what became of it."""
    desk = _locked(desk_id, by)
    sha256 = content_sha256(item)
    known = DeskItem.objects.filter(desk=desk, about_id=item["id"], sha256=sha256).first()
    if known:
        return known.state
    found = found_for(item, desk)
    against = conflicts(found)
    codes = [refusal.code for refusal in against]
    waiting = list(DeskItem.objects.filter(desk=desk, about_id=item["id"], state=Outcome.QUEUED.value).order_by("at", "id"))
    state = Outcome.QUEUED if against else Outcome.CONFIRMED
    if against and any(_says_no_more(item, one.content) for one in waiting):
        state = Outcome.OVERTAKEN
    else:
        DeskItem.objects.filter(pk__in=[one.pk for one in waiting]).update(state=Outcome.OVERTAKEN.value)
    if not against:
        take(item, Way.DESK, by=by, at=at, id=id)
    row = DeskItem.objects.create(
        id=id, desk=desk, kind=item["kind"], about_id=item["id"], sha256=sha256, called=item["called"][:400],
        content=dict(item) if against else {}, state=state.value,
        conflicts=[{"code": one.code, "facts": {name: _plain(value) for name, value in one.facts.items()}} for one in against],
        ways=[way.value for way in ways(codes, found.relation, found.state_here)], at=at,
    )  # fmt: skip
    audit.record(
        by=by, at=at, what="registry.bring-desk-item", about=row, after={"called": row.called, "state": row.state, "against": codes}
    )
    return row.state


def _plain(value: object) -> object:
    return value if isinstance(value, (int, str)) else str(value)


def _says_no_more(item: Row, other: Row) -> bool:
    """Whether an older report has come after a newer one."""
    told = {step["id"] for step in item.get("steps", ())}
    return bool(told) and told <= {step["id"] for step in other.get("steps", ())}


@operation
def settle_item(*, id: UUID, by: Actor, at: datetime, item_id: UUID, way: str, reason: str) -> str:
    """Whose word counts, and why. By the desk's the thing stands here as the desk did it; by the centre's the desk's decision does not
    count: the dossier is decided here, and its number is void. What the desk reported stays as it came.

    Refused: `registry.desk-item-is-settled`, `registry.desk-way-is-closed`, `registry.desk-settled-without-reason`,
    `registry.desk-waits-for-another`.
    """
    row = DeskItem.objects.select_for_update(of=("self",)).select_related("desk__office").get(pk=item_id)
    require(by, "registry.settle-desk-item", row)
    desk = _locked(row.desk_id, by)
    found = found_for(row.content, desk)
    fresh = {one.code for one in conflicts(found)} - {"registry.desk-number-not-of-block"}  # its blocks may be another desk's by now
    codes = {one["code"] for one in row.conflicts} | fresh
    still = [refusal for refusal in found.stale if refusal.code == WAITS]
    allowed = [one.value for one in ways(codes, found.relation, found.state_here)] if row.content else row.ways
    refuse_if([*refusals_for_settling(row.state, way, allowed, reason), *(still if way == Way.DESK.value else ())])
    take(row.content, Way(way), codes=codes, reason=reason.strip(), by=by, at=at, id=id)
    row.state, row.way, row.reason = Outcome.SETTLED.value, way, reason.strip()
    row.settled_by_id, row.settled_by_name, row.settled_at = by.id, by.name, at
    row.save(update_fields=["state", "way", "reason", "settled_by_id", "settled_by_name", "settled_at"])
    audit.record(by=by, at=at, what="registry.settle-desk-item", about=row, after={"way": way}, reason=row.reason)
    return str(row.id)


def _locked(desk_id: UUID, by: Actor) -> Desk:
    desk = Desk.objects.select_for_update(of=("self",)).select_related("office").filter(pk=desk_id).first()
    if desk is None:
        raise Refused(Refusal("registry.desk-unknown"))
    require(by, "registry.bring-report", desk)
    return desk
