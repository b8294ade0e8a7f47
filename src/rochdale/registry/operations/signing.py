"""Who prepares and who signs: named with the order that says so, ended with a reason."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.operations import operation
from rochdale.kernel.period import Period
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.permissions import require
from rochdale.registry.models import OfficeRole, RegisterOffice
from rochdale.registry.queries.signing import could_have, named_at, office_acting
from rochdale.registry.rules.signing import (
    Named,
    Role,
    Signature,
    refusals_for_naming,
    refusals_for_preparing,
    refusals_for_signing,
    signature,
)


@operation
def name_role(
    *, id: UUID, by: Actor, at: datetime, office_id: UUID, person_id: str, role: str, order: str, since_on: date,
    until_on: date | None = None, title: str = "",
) -> str:  # fmt: skip
    """Somebody of the office's organization gets a role there. Named by the office above, where somebody keeps that. Returns the id.

    Refused: `registry.role-needs-an-office`, `registry.names-oneself`, `registry.interim-without-end`, `registry.role-is-taken`.
    """
    office = RegisterOffice.objects.select_for_update(of=("self",)).select_related("parent").get(pk=office_id)
    require(by, "registry.name-roles", office.parent if office.parent and office.parent.body_id else office)
    if person_id in by.accounts:
        raise Refused(Refusal("registry.names-oneself"))
    name = could_have(office, Role(role), at).get(person_id)
    if name is None:
        raise Refused(Refusal("registry.role-needs-an-office"))
    refuse_if(refusals_for_naming(Named(person_id, name, Role(role), Period(since_on, until_on)), named_at(office)))
    row = OfficeRole.objects.create(
        id=id, office=office, person_id=person_id, person_name=name, role=Role(role).value, title=title.strip(), order=order.strip(),
        since_on=since_on, until_on=until_on, by_id=by.id, by_name=by.name, at=at,
    )  # fmt: skip
    audit.record(by=by, at=at, what="registry.name-role", about=row, after={"office": office.code, "role": role, "person": person_id})
    return str(id)


@operation
def end_role(*, id: UUID, by: Actor, at: datetime, role_id: UUID, until_on: date, reason: str) -> str:
    """A role ends before the day told when it was given; `until_on` is the first day without it. Refused: `registry.role-is-over`."""
    row = OfficeRole.objects.select_for_update(of=("self",)).select_related("office__parent").get(pk=role_id)
    parent = row.office.parent
    require(by, "registry.name-roles", parent if parent and parent.body_id else row.office)
    if until_on <= row.since_on or (row.until_on is not None and until_on >= row.until_on) or until_on < at.date():
        raise Refused(Refusal("registry.role-is-over", {"until": row.until_on or until_on}))
    row.until_on, row.ended_because = until_on, reason.strip()
    row.save(update_fields=["until_on", "ended_because"])
    audit.record(by=by, at=at, what="registry.end-role", about=row, after={"until": str(until_on)}, reason=row.ended_because)
    return str(row.id)


def signed_by(by: Actor, office: RegisterOffice, at: datetime) -> Signature:
    """By what right somebody signs for an office now. Refused: `registry.signs-another`, `registry.nobody-signs`."""
    named = named_at(office_acting(by, office))
    refuse_if(refusals_for_signing(named, by.accounts, at.date()))
    return signature(named, by.accounts, at.date(), in_name_of=by.in_name_of_name)


def refuse_unprepared(by: Actor, office: RegisterOffice, at: datetime) -> None:
    """Return where somebody prepares there, or signs; else raise `Refused` (`registry.prepares-another`)."""
    named = named_at(office_acting(by, office))
    if "registrar" in by.offices and not refusals_for_signing(named, by.accounts, at.date()):
        return
    refuse_if(refusals_for_preparing(named, by.accounts, at.date()))
