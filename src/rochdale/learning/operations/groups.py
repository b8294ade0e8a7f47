"""What happens in the learning context: a group's run is kept, a promise is looked after, a draft is written on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID, uuid5

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.operations import operation
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.learning.models import ActionItem, ActivityRun, Attendance, Found, Group, GroupRun, Origin, RunDraft, Visit
from rochdale.learning.packs import module_of
from rochdale.learning.rules.runs import LONGEST_TEXT, RunTold, only_known, read_run, refusals_for_run

SHORTEST_KEY = 16
LONGEST_VERSION = 20


@dataclass(frozen=True, slots=True)
class RunSheet:
    """What a group sends: which module, in which version it read it, and the fields of the sheet (`rules.runs`)."""

    pack: str
    version: str
    module: str
    language: str
    origin: str
    fields: Mapping[str, str]


def digest_of(key: str) -> str:
    """By which a group is found. Refused: `learning.key-will-not-do`."""
    bare = "".join(key.split())
    if len(bare) < SHORTEST_KEY:
        raise Refused(Refusal("learning.key-will-not-do"))
    return sha256(bare.encode()).hexdigest()


def as_group(key: str) -> Actor:
    """A group acts for itself: it has a key and no account."""
    return Actor(id=f"group:{digest_of(key)[:32]}", name="")


@operation
def keep_run(*, id: UUID, by: Actor, at: datetime, key: str, sheet: RunSheet) -> str:
    """Keep what a group did of a module. The id of the operation is the run's. Returns the group's id.

    Refused: `learning.no-such-module`, `learning.key-will-not-do`, what `rules.runs` says of a field.
    """
    course, module = module_of(sheet.pack, sheet.module)
    activities = course.in_language(module, sheet.language)
    told, faults = read_run(sheet.fields, activities)
    refuse_if(faults or refusals_for_run(told, today=at.date()))
    assert told.began_on is not None  # refused above
    group, _is_new = Group.objects.get_or_create(
        key_sha256=digest_of(key), defaults={"name": told.group, "place": told.place, "host_id": by.organization_id, "began_at": at}
    )  # fmt: skip
    if group.host_id is None and by.organization_id:
        Group.objects.filter(pk=group.pk).update(host_id=by.organization_id)
    run = GroupRun.objects.create(
        id=id, group=group, pack=course.id, version=sheet.version[:LONGEST_VERSION], module=module.id,
        language=sheet.language if sheet.language in course.languages else course.languages[0], origin=Origin(sheet.origin),
        began_on=told.began_on, minutes=told.minutes, by_id=by.id, by_name=by.name, at=at,
    )  # fmt: skip
    _write(run, told)
    audit.record(
        by=by, at=at, what="learning.keep-run", about=run, after={"module": module.id, "people": len(told.people), "origin": sheet.origin}
    )
    return str(group.id)


def _write(run: GroupRun, told: RunTold) -> None:
    ActivityRun.objects.bulk_create(
        ActivityRun(run=run, activity=one.activity, minutes=one.minutes, made=told.made.get(one.activity, {})) for one in told.did
    )
    Attendance.objects.bulk_create(
        Attendance(run=run, number=one.number, name=one.name, sex=one.sex, age=one.age, before=one.before, after=one.after)
        for one in told.people
    )
    ActionItem.objects.bulk_create(
        ActionItem(id=uuid5(run.id, f"promise {one.number}"), run=run, number=one.number, what=one.what, who=one.who, by_on=one.by_on)
        for one in told.promises
    )


@operation
def look_after(*, id: UUID, by: Actor, at: datetime, key: str, promise_id: UUID, on: date, found: str, note: str = "") -> str:
    """Somebody looked after a promise: the group itself, or a visitor to whom it showed its key. Returns the id.

    Refused: `learning.key-will-not-do`, `learning.promise-is-looked-after-ahead`.
    """
    promise = ActionItem.objects.select_related("run__group").get(pk=promise_id)
    if promise.run.group.key_sha256 != digest_of(key):
        raise Refused(Refusal("learning.key-will-not-do"))
    if on > at.date():
        raise Refused(Refusal("learning.promise-is-looked-after-ahead"))
    made = Visit.objects.create(
        id=id, promise=promise, on=on, found=Found(found), note=note.strip()[:LONGEST_TEXT], by_id=by.id, by_name=by.name, at=at
    )  # fmt: skip
    audit.record(by=by, at=at, what="learning.look-after", about=made, after={"found": found})
    return str(id)


@operation
def begin_draft(*, id: UUID, by: Actor, at: datetime, pack: str, module: str, language: str, key: str) -> str:
    """A sheet that is filled in page by page. Returns its id; whoever knows it writes on it."""
    module_of(pack, module)
    RunDraft.objects.create(
        id=id, pack=pack, module=module, language=language, fields={"key": key, "began": at.date().isoformat()}, page_at=at, at=at
    )
    return str(id)


@operation
def write_on_draft(*, id: UUID, by: Actor, at: datetime, draft_id: UUID, fields: Mapping[str, str], spent_on: str = "") -> str:
    """What stands on a page. The time since the page was opened goes to the activity it belongs to. The last one who writes is right."""
    row = RunDraft.objects.select_for_update().get(pk=draft_id)
    if spent_on:
        name = f"spent-{spent_on}"
        row.fields[name] = str(int(row.fields.get(name, 0)) + round((at - row.page_at).total_seconds()))
    row.fields.update(only_known(fields))
    row.page_at = row.at = at
    row.save(update_fields=["fields", "page_at", "at"])
    return str(row.id)
