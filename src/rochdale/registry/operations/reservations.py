"""A name is asked for, kept until a day or refused, given up, used."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.operations import operation
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.permissions import require
from rochdale.registry.models import Dossier, NameKind, NameReservation
from rochdale.registry.names_index import NameRow, forget_names, index_names
from rochdale.registry.queries.offices import office_of_seat
from rochdale.registry.rules.answers import said
from rochdale.registry.rules.dossiers import OPEN_TO_ANSWERS, State
from rochdale.registry.rules.name_checks import faults_of_name
from rochdale.registry.rules.reservations import OPEN, Kept, refusals_for_keeping


@operation
def ask_for_name(*, id: UUID, by: Actor, at: datetime, dossier_id: UUID) -> str:
    """The office of the seat is asked to keep the dossier's name. Returns the id.

    Refused: `registry.name-is-missing`, `registry.name-is-only-its-form`, `registry.seat-comes-first`, `registry.no-office-for-seat`,
    `registry.name-is-asked-for`.
    """
    row = Dossier.objects.select_for_update(of=("self",)).select_related("office").get(pk=dossier_id)
    require(by, "registry.work-on-dossier", row)
    if State(row.state) not in OPEN_TO_ANSWERS:
        raise Refused(Refusal("registry.dossier-has-moved-on", {"state": row.state}))
    refuse_if(faults_of_name(row.name))
    seat = said(row.answers, "seat", "code")
    if not seat:
        raise Refused(Refusal("registry.seat-comes-first"))
    office = row.office or office_of_seat(row.country, seat, at.date())
    if office is None:
        raise Refused(Refusal("registry.no-office-for-seat", {"place": ", ".join(reversed(row.answers["seat"]["names"]))}))
    _let_go(row, at.date())
    if row.reservations.filter(state__in=[one.value for one in OPEN]).exists():
        raise Refused(Refusal("registry.name-is-asked-for"))
    made = NameReservation.objects.create(
        id=id, dossier=row, office=office, name=row.name, form=row.form, place=seat, place_names=row.answers["seat"]["names"], by_id=by.id,
        by_name=by.name, at=at,
    )  # fmt: skip
    audit.record(by=by, at=at, what="registry.ask-for-name", about=made, after={"name": row.name, "place": seat})
    return str(id)


@operation
def decide_name(*, id: UUID, by: Actor, at: datetime, reservation_id: UUID, to: str, until_on: date | None = None, reason: str = "") -> str:
    """The name is kept until a day, or refused. Either way whoever asks for a like one is shown it.

    Refused: `registry.name-has-moved-on`, `registry.name-kept-until-when`, `registry.name-refused-without-reason`.
    """
    row = NameReservation.objects.select_for_update(of=("self",)).select_related("office", "dossier").get(pk=reservation_id)
    require(by, "registry.decide-name", row)
    if Kept(to) not in {Kept.KEPT, Kept.REFUSED}:
        raise Refused(Refusal("registry.name-has-moved-on", {"state": row.state}))
    refuse_if(refusals_for_keeping(Kept(row.state), Kept(to), today=at.date(), until_on=until_on, reason=reason))
    row.state, row.until_on, row.reason = Kept(to).value, until_on if Kept(to) is Kept.KEPT else None, reason.strip()
    row.decided_by_id, row.decided_by_name, row.decided_at = by.id, by.name, at
    row.save(update_fields=["state", "until_on", "reason", "decided_by_id", "decided_by_name", "decided_at"])
    forget_names([row.id])
    index_names([_found_as(row, at.date())])
    after = {"state": row.state, "until": str(row.until_on or "")}
    audit.record(by=by, at=at, what="registry.decide-name", about=row, after=after, reason=row.reason)
    return str(row.id)


@operation
def give_up_name(*, id: UUID, by: Actor, at: datetime, reservation_id: UUID) -> str:
    """The group does not want the name any more: it is free."""
    row = NameReservation.objects.select_for_update(of=("self",)).select_related("dossier").get(pk=reservation_id)
    require(by, "registry.give-up-name", row)
    refuse_if(refusals_for_keeping(Kept(row.state), Kept.GIVEN_UP, today=at.date()))
    _end(row, Kept.GIVEN_UP)
    audit.record(by=by, at=at, what="registry.give-up-name", about=row)
    return str(row.id)


def use_names(row: Dossier) -> None:
    """The dossier is approved, or over: what was kept for it is free, or its own."""
    to = Kept.USED if row.state == State.REGISTERED.value else Kept.GIVEN_UP
    for one in row.reservations.filter(state__in=[one.value for one in OPEN]):
        _end(one, to)


def _end(row: NameReservation, to: Kept) -> None:
    row.state = to.value
    row.save(update_fields=["state"])
    forget_names([row.id])


def _let_go(row: Dossier, today: date) -> None:
    """What was kept for it until a day that is past."""
    for one in row.reservations.filter(state=Kept.KEPT.value, until_on__lte=today):
        _end(one, Kept.GIVEN_UP)


def _found_as(row: NameReservation, on: date) -> NameRow:
    kind = NameKind.RESERVED if row.state == Kept.KEPT.value else NameKind.REJECTED
    return NameRow(row.id, row.name, kind, row.form, row.office.code, row.place, tuple(row.place_names), on, row.until_on)
