"""Enrolling devices and striking them off; the PIN with which a person takes turns on them."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from rochdale.base import audit, tenancy
from rochdale.base.actor import Actor
from rochdale.base.codes import hash_of
from rochdale.base.operations import operation
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.device_secrets import CODE
from rochdale.people.models import Device, DeviceKind, Enrolment, Organization, Person, Pin
from rochdale.people.permissions import require
from rochdale.people.rules.devices import CODE_HOLDS, refusals_for_code, refusals_for_enrolment
from rochdale.people.rules.persons import tidied

REASONS = ("lost", "broken", "given-away")
"""Why a device is struck off."""
SEEN_EVERY = timedelta(minutes=10)


@operation
def enrol_device(
    *,
    id: UUID,
    by: Actor,
    at: datetime,
    organization_id: UUID,
    name: str,
    kind: str,
    is_shared: bool,
    secret_sha256: str,
    holds_id: UUID | None = None,
) -> str:
    """A leader enrols the device in the hand; its id is the id of the operation. `holds_id` is the enrolment it carries already."""
    organization = Organization.objects.get(pk=organization_id)
    require(by, "people.enrol-device", organization)
    refuse_if(_refusals(name, kind, holds_id))
    row = Device.objects.create(
        id=id,
        organization=organization,
        name=tidied(name),
        kind=kind,
        is_shared=is_shared,
        secret_sha256=secret_sha256,
        enrolled_at=at,
        enrolled_by_id=by.id,
    )
    audit.record(by=by, at=at, what="people.enrol-device", about=row, after={"name": row.name, "kind": kind, "is_shared": is_shared})
    return str(row.id)


@operation
def make_code_for_device(
    *, id: UUID, by: Actor, at: datetime, organization_id: UUID, name: str, kind: str, is_shared: bool, code_sha256: str
) -> str:
    """A leader makes a code with which another device enrols itself: once, within a quarter of an hour."""
    organization = Organization.objects.get(pk=organization_id)
    require(by, "people.enrol-device", organization)
    refuse_if(_refusals(name, kind, None))
    row = Enrolment.objects.create(
        id=id,
        organization=organization,
        name=tidied(name),
        kind=kind,
        is_shared=is_shared,
        code_sha256=code_sha256,
        by_id=by.id,
        at=at,
        expires_at=at + CODE_HOLDS,
    )
    audit.record(by=by, at=at, what="people.make-code-for-device", about=row, after={"name": row.name, "kind": kind})
    return str(row.id)


@operation
def enrol_by_code(*, id: UUID, by: Actor, at: datetime, code: str, secret_sha256: str, holds_id: UUID | None = None) -> str:
    """A device enrols itself with a code, on account of the leader who made it and still leads; its id is the id of the operation."""
    rows = Enrolment.objects.select_for_update().select_related("organization").filter(code_sha256=hash_of(code, purpose=CODE))
    with tenancy.everywhere("a code says whose it is; its maker may act for nobody by now"):
        row = rows.first()
    if row is None:
        raise Refused(Refusal("people.device-code-opens-nothing"))
    require(by, "people.enrol-device", row.organization)
    refuse_if(refusals_for_code(used_at=row.used_at, expires_at=row.expires_at, at=at))
    refuse_if(refusals_for_enrolment(name=row.name, holds_id=holds_id))
    row.device = Device.objects.create(
        id=id,
        organization=row.organization,
        name=row.name,
        kind=row.kind,
        is_shared=row.is_shared,
        secret_sha256=secret_sha256,
        enrolled_at=at,
        enrolled_by_id=row.by_id,
    )
    row.used_at = at
    row.save(update_fields=["device", "used_at"])
    after = {"name": row.name, "kind": row.kind, "is_shared": row.is_shared, "by_code": str(row.id)}
    audit.record(by=by, at=at, what="people.enrol-device", about=row.device, after=after)
    return str(row.device.id)


@operation
def strike_off_device(*, id: UUID, by: Actor, at: datetime, device_id: UUID, because: str) -> str:
    """A device is lost, broken or given away: from now on it is nobody's, and what it kept is wiped when it is heard of again."""
    row = Device.objects.select_for_update().get(pk=device_id)
    require(by, "people.strike-off-device", row)
    if because not in REASONS:
        raise Refused(Refusal("people.striking-off-needs-a-reason"))
    if row.struck_off_at is not None:
        raise Refused(Refusal("people.device-is-struck-off", {"on": row.struck_off_at.date()}))
    row.struck_off_at, row.struck_off_because = at, because
    row.save(update_fields=["struck_off_at", "struck_off_because"])
    audit.record(by=by, at=at, what="people.strike-off-device", about=row, after={"name": row.name}, reason=because)
    return str(row.id)


@operation
def choose_pin(*, id: UUID, by: Actor, at: datetime, pin_hash: str) -> str:
    """A person chooses an own PIN. The figures themselves never come here: `people.pins` makes the hash, the form asks the rule."""
    person = Person.objects.select_for_update().get(pk=by.id)
    Pin.objects.update_or_create(person=person, defaults={"hash": pin_hash, "set_at": at})
    audit.record(by=by, at=at, what="people.choose-pin", about=person)
    return str(person.id)


@operation
def take_pin_away(*, id: UUID, by: Actor, at: datetime) -> str:
    """A person wants no PIN any more, and is on no device's page from now on."""
    person = Person.objects.select_for_update().get(pk=by.id)
    if Pin.objects.filter(person=person).delete()[0]:
        audit.record(by=by, at=at, what="people.take-pin-away", about=person)
    return str(person.id)


def note_contact(device: Device, at: datetime) -> bool:
    """Keep when a device was last heard of, to some ten minutes. Not an operation: nobody does it. Returns whether it was kept now."""
    if device.seen_at is not None and at - device.seen_at < SEEN_EVERY:
        return False
    with tenancy.within(device.organization_id):
        return Device.objects.filter(pk=device.pk).update(seen_at=at) == 1


def _refusals(name: str, kind: str, holds_id: UUID | None) -> list[Refusal]:
    refusals = refusals_for_enrolment(name=tidied(name), holds_id=holds_id)
    if kind not in DeviceKind.values:
        refusals.append(Refusal("people.device-kind-is-unknown"))
    return refusals
