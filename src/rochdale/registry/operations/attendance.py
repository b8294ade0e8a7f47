"""An official at the founding assembly: asked for by the group, promised or declined by the office, booked afterwards."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.operations import operation
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.permissions import require
from rochdale.registry.models import Attendance, Dossier
from rochdale.registry.queries.offices import office_of_seat
from rochdale.registry.queries.signing import could_have
from rochdale.registry.rules.answers import said
from rochdale.registry.rules.attendance import WAITS, Booking, refusals_for_asking_for, refusals_for_booking
from rochdale.registry.rules.dossiers import OPEN_TO_ANSWERS, State
from rochdale.registry.rules.signing import Role


@operation
def ask_for_official(*, id: UUID, by: Actor, at: datetime, dossier_id: UUID, meets_on: date, place: str, hour: str = "") -> str:
    """The office of the seat is asked to send somebody to the founding assembly. Returns the id.

    Refused: `registry.seat-comes-first`, `registry.no-office-for-seat`, `registry.official-is-asked-for`, `registry.assembly-is-past`.
    """
    row = Dossier.objects.select_for_update(of=("self",)).select_related("office", "applicant").get(pk=dossier_id)
    require(by, "registry.work-on-dossier", row)
    if State(row.state) not in OPEN_TO_ANSWERS:
        raise Refused(Refusal("registry.dossier-has-moved-on", {"state": row.state}))
    seat = said(row.answers, "seat", "code")
    if not seat:
        raise Refused(Refusal("registry.seat-comes-first"))
    office = row.office or office_of_seat(row.country, seat, meets_on)
    if office is None:
        raise Refused(Refusal("registry.no-office-for-seat", {"place": ", ".join(reversed(row.answers["seat"]["names"]))}))
    waits = row.attendances.filter(state__in=[one.value for one in WAITS]).exists()
    refuse_if(refusals_for_asking_for(meets_on, today=at.date(), waits=waits))
    made = Attendance.objects.create(
        id=id, dossier=row, office=office, group=row.name or (row.applicant.name if row.applicant else ""), meets_on=meets_on,
        hour=hour.strip(), place=place.strip(), by_id=by.id, by_name=by.name, at=at,
    )  # fmt: skip
    audit.record(by=by, at=at, what="registry.ask-for-official", about=made, after={"office": office.code, "on": str(meets_on)})
    return str(id)


@operation
def book_official(*, id: UUID, by: Actor, at: datetime, attendance_id: UUID, to: str, official_id: str = "", reason: str = "") -> str:
    """The office promises somebody or declines; afterwards it books whether anybody came.

    Refused: `registry.booking-has-moved-on`, `registry.promise-without-official`, `registry.booking-without-reason`,
    `registry.assembly-is-to-come`.
    """
    row = Attendance.objects.select_for_update(of=("self",)).select_related("office", "dossier").get(pk=attendance_id)
    require(by, "registry.book-official", row)
    if Booking(to) is Booking.CANCELLED:
        raise Refused(Refusal("registry.booking-has-moved-on", {"state": row.state}))
    name = could_have(row.office, Role.PREPARER, at).get(official_id, "")
    refuse_if(refusals_for_booking(Booking(row.state), Booking(to), meets_on=row.meets_on, today=at.date(), official=name, reason=reason))
    if Booking(to) is Booking.PROMISED:
        row.official_id, row.official_name = official_id, name
    _book(row, Booking(to), reason, by=by, at=at)
    return str(row.id)


@operation
def cancel_official(*, id: UUID, by: Actor, at: datetime, attendance_id: UUID, reason: str) -> str:
    """The group does not meet on that day after all."""
    row = Attendance.objects.select_for_update(of=("self",)).select_related("office", "dossier").get(pk=attendance_id)
    require(by, "registry.cancel-official", row)
    refuse_if(refusals_for_booking(Booking(row.state), Booking.CANCELLED, meets_on=row.meets_on, today=at.date(), reason=reason))
    _book(row, Booking.CANCELLED, reason, by=by, at=at)
    return str(row.id)


def _book(row: Attendance, to: Booking, reason: str, *, by: Actor, at: datetime) -> None:
    row.state, row.reason, row.booked_by_id, row.booked_by_name = to.value, reason.strip(), by.id, by.name
    row.save(update_fields=["state", "reason", "official_id", "official_name", "booked_by_id", "booked_by_name"])
    after = {"state": to.value, "official": row.official_id}
    audit.record(by=by, at=at, what="registry.book-official", about=row, after=after, reason=row.reason)
