"""Before an end that is not chosen: findings, stays, and batches that are warned twice and then referred."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID, uuid5

from rochdale.base import audit, documents
from rochdale.base.actor import Actor
from rochdale.base.operations import operation
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.permissions import require
from rochdale.registry.models import Entity, Finding, RegisterOffice, Stay, WarningBatch, WarningEntry, WarningLetter
from rochdale.registry.operations.signing import signed_by
from rochdale.registry.queries.twice import refuse_merged
from rochdale.registry.rules.warnings import FOUND_BY_PERSONS, Because, EntryState, Level, refusals_for_batch, refusals_for_sending
from rochdale.registry.standing_rows import account_of, refresh_standing
from rochdale.registry.warning_rows import candidates, next_of, take_out


@operation
def record_finding(*, id: UUID, by: Actor, at: datetime, entity_id: UUID, ground: str, since_on: date, says: str) -> str:
    """Write down what was found of an entity and how. Returns the id. Refused: `registry.ground-is-read-from-papers`."""
    _require(entity_id, by)
    if ground not in FOUND_BY_PERSONS:
        raise Refused(Refusal("registry.ground-is-read-from-papers", {"ground": ground}))
    if since_on > at.date():
        raise Refused(Refusal("registry.act-in-the-future", {"on": since_on}))
    if Finding.objects.filter(entity_id=entity_id, ground=ground, until_on=None).exists():
        raise Refused(Refusal("registry.found-already", {"ground": ground}))
    row = Finding.objects.create(
        id=id, entity_id=entity_id, ground=ground, since_on=since_on, says=says.strip(), by_id=by.id, by_name=by.name, at=at
    )
    audit.record(by=by, at=at, what="registry.record-finding", about=row, after={"ground": ground, "since": str(since_on)}, reason=row.says)
    return str(id)


@operation
def end_finding(*, id: UUID, by: Actor, at: datetime, finding_id: UUID, reason: str) -> str:
    """What was found is so no more: the entity is out of a batch on that ground at once."""
    row = Finding.objects.select_for_update().get(pk=finding_id)
    _require(row.entity_id, by)
    _refuse_ended(row.until_on)
    row.until_on, row.ended_because = at.date(), reason.strip()
    row.save(update_fields=["until_on", "ended_because"])
    take_out(row.entity_id, Because.NOT_SO, at.date())
    audit.record(by=by, at=at, what="registry.end-finding", about=row, reason=reason.strip())
    return str(row.id)


@operation
def hold_off(*, id: UUID, by: Actor, at: datetime, entity_id: UUID, kind: str, reason: str) -> str:
    """A court stays the case, or the office looks at it again: the entity is out of its batch at once. Returns the id."""
    _require(entity_id, by)
    row = Stay.objects.create(
        id=id, entity_id=entity_id, kind=Stay.StayKind(kind).value, since_on=at.date(), reason=reason.strip(), by_id=by.id, by_name=by.name,
        at=at,
    )  # fmt: skip
    take_out(entity_id, Because(kind), at.date())
    refresh_standing([entity_id], at.date())
    audit.record(by=by, at=at, what="registry.hold-off", about=row, after={"kind": kind}, reason=reason.strip())
    return str(id)


@operation
def end_stay(*, id: UUID, by: Actor, at: datetime, stay_id: UUID, reason: str) -> str:
    """The stay or the review is over. Whoever was out stays out of that batch; another one may name it."""
    row = Stay.objects.select_for_update().get(pk=stay_id)
    _require(row.entity_id, by)
    _refuse_ended(row.until_on)
    row.until_on = at.date()
    row.save(update_fields=["until_on"])
    audit.record(by=by, at=at, what="registry.end-stay", about=row, reason=reason.strip())
    return str(row.id)


@operation
def open_batch(*, id: UUID, by: Actor, at: datetime, office_id: UUID, ground: str, wait_days: int, entity_ids: Collection[UUID]) -> str:
    """Confirm the list of those who will be warned on a ground. Returns the id of the batch.

    Refused: `registry.batch-of-nobody`, `registry.ground-not-met` for those who do not meet it (any more), `registry.batch-gives-no-time`.
    """
    office = RegisterOffice.objects.select_for_update().get(pk=office_id)
    require(by, "registry.keep-standing", office)
    met = {one.seen.now.entity_id: one for one in candidates(office, ground, at.date())}
    refuse_if(refusals_for_batch(set(entity_ids), set(met), wait_days=wait_days))
    row = WarningBatch.objects.create(id=id, office=office, ground=ground, wait_days=wait_days, by_id=by.id, by_name=by.name, at=at)
    WarningEntry.objects.bulk_create(
        WarningEntry(id=uuid5(id, str(one)), batch=row, entity_id=one, since_on=met[one].ground.since, met_on=met[one].ground.met_on)
        for one in sorted(set(entity_ids))
    )
    after = {"ground": ground, "entities": [str(one) for one in sorted(set(entity_ids))], "wait_days": wait_days}
    audit.record(by=by, at=at, what="registry.open-batch", about=row, after=after)
    return str(id)


@operation
def send_letters(
    *, id: UUID, by: Actor, at: datetime, batch_id: UUID, level: int, entry_ids: Collection[UUID], sent_on: date, proof: str,
    file_name: str = "", content: bytes = b"",
) -> int:  # fmt: skip
    """Letters were sent, with their proof; of level 3 the referral to the court. Returns how many.

    Refused: `registry.signs-another`, `registry.letter-out-of-turn`, `registry.letter-on-a-wrong-day`, `registry.letter-without-proof`.
    """
    batch = WarningBatch.objects.select_for_update(of=("self",)).select_related("office").get(pk=batch_id)
    require(by, "registry.keep-standing", batch)
    signed_by(by, batch.office, at)
    rows = list(
        batch.entries.select_for_update(of=("self",))
        .filter(pk__in=entry_ids, entity__now__same_as=None)
        .prefetch_related("letters")
        .order_by("id")
    )
    if not rows:
        raise Refused(Refusal("registry.batch-of-nobody"))
    for row in rows:
        found = next_of(row, batch.wait_days, at.date())
        refuse_if(refusals_for_sending(found, Level(level), sent_on=sent_on, proof=proof, at=at.date()))
    kept = documents.keep(by=by, at=at, name=file_name, content=content, about=batch) if content else None
    WarningLetter.objects.bulk_create(
        WarningLetter(
            id=uuid5(id, str(row.id)), entry=row, level=level, sent_on=sent_on, proof=proof.strip(), document_id=kept.id if kept else None,
            sha256=kept.sha256 if kept else "", by_id=by.id, by_name=by.name, at=at,
        )
        for row in rows
    )  # fmt: skip
    if level == Level.REFERRAL:
        batch.entries.filter(pk__in=[row.id for row in rows]).update(state=EntryState.REFERRED.value, ended_on=sent_on)
        refresh_standing([row.entity_id for row in rows], at.date())
    after = {"level": level, "entries": [str(row.id) for row in rows], "sent_on": str(sent_on), "proof": proof.strip()}
    audit.record(by=by, at=at, what="registry.send-letters", about=batch, after=after)
    return len(rows)


@operation
def note_returned(*, id: UUID, by: Actor, at: datetime, entry_id: UUID, returned_on: date) -> str:
    """The last letter came back: the entity is held until it is sent to another address. Refused: `registry.no-letter-to-return`."""
    entry = WarningEntry.objects.select_for_update(of=("self",)).select_related("batch__office").get(pk=entry_id)
    require(by, "registry.keep-standing", entry.batch)
    last = entry.letters.order_by("-at", "-id").first()
    is_odd = last is None or last.returned_on is not None or not last.sent_on <= returned_on <= at.date()
    if last is None or is_odd or entry.state != EntryState.WARNED.value:
        raise Refused(Refusal("registry.no-letter-to-return"))
    last.returned_on = returned_on
    last.save(update_fields=["returned_on"])
    audit.record(by=by, at=at, what="registry.note-returned", about=last, after={"returned_on": str(returned_on)})
    return str(last.id)


def _require(entity_id: UUID, by: Actor) -> None:
    Entity.objects.select_for_update().get(pk=entity_id)
    require(by, "registry.keep-standing", account_of(entity_id))
    refuse_merged(entity_id)


def _refuse_ended(until_on: date | None) -> None:
    if until_on is not None:
        raise Refused(Refusal("registry.ended-already", {"on": until_on}))
