"""Desks without a line, at the centre: set up for an office, given what is new, closed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import F

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.operations import guard, operation
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.kernel.signing_keys import SigningKey
from rochdale.people.permissions import require
from rochdale.registry.models import Desk, NumberBlock, RegisterOffice
from rochdale.registry.queries.desks import IS_HERE, desk_here, desk_out, own_scopes

DONE_AT_DESKS = frozenset(
    {
        "registry.begin-dossier", "registry.key-dossier", "registry.answer-part", "registry.hand-in", "registry.give-up",
        "registry.answer-refusal", "registry.take-up", "registry.settle", "registry.ask-for-changes", "registry.refuse-dossier",
        "registry.approve-dossier", "registry.transfer-dossier", "registry.propose", "registry.void-number", "registry.correct-filing",
    }
)  # fmt: skip
"""What a report brings back. Everything else is done at the centre alone, so that nothing done at a desk is left behind there."""


def refuse_at_a_desk(name: str) -> None:
    """Return where an operation may be done in this installation; else raise `Refused` (`registry.done-at-the-centre`)."""
    if name not in DONE_AT_DESKS and desk_here():
        raise Refused(Refusal("registry.done-at-the-centre"))


guard("registry", refuse_at_a_desk)


@operation
def set_up_desk(*, id: UUID, by: Actor, at: datetime, office_id: UUID, name: str, x: str) -> str:
    """A desk for an office that works without a line. `x`: what checks its signatures. Returns the id; the file is given next.

    Refused: `registry.office-has-a-desk-out`.
    """
    office = RegisterOffice.objects.select_for_update().get(pk=office_id)
    require(by, "registry.set-up-desk", office)
    out = desk_out(office)
    if out:
        raise Refused(Refusal("registry.office-has-a-desk-out", {"desk": str(out), "name": out.name}))
    row = Desk.objects.create(
        id=id, office=office, code=f"T{office.desks.count() + 1}", name=name.strip(), x=x, by_id=by.id, by_name=by.name, at=at
    )
    audit.record(by=by, at=at, what="registry.set-up-desk", about=row, after={"office": office.code, "desk": row.code})
    return str(id)


@operation
def give_desk_file(*, id: UUID, by: Actor, at: datetime, desk_id: UUID) -> int:
    """The desk is given a file: all blocks of its office with numbers left are the desk's from now on. Returns the number of the file.

    Refused: `registry.desk-is-closed`.
    """
    desk = Desk.objects.select_for_update(of=("self",)).select_related("office").get(pk=desk_id)
    require(by, "registry.set-up-desk", desk)
    if desk.closed_at:
        raise Refused(Refusal("registry.desk-is-closed", {"desk": str(desk)}))
    own = NumberBlock.objects.filter(**own_scopes(desk.office)).values("pk")
    free = NumberBlock.objects.filter(IS_HERE, office=desk.office, year__gte=at.year, used__lte=F("last") - F("first"))
    given = NumberBlock.objects.filter(pk__in=list(free.exclude(pk__in=own).values_list("pk", flat=True))).update(desk=desk)
    desk.files += 1
    desk.save(update_fields=["files"])
    audit.record(by=by, at=at, what="registry.give-desk-file", about=desk, after={"number": desk.files, "blocks": given})
    return desk.files


@operation
def close_desk(*, id: UUID, by: Actor, at: datetime, desk_id: UUID, reason: str) -> str:
    """A desk is given up, because it is lost or broken. Its numbers are never issued again; what it reports later is taken all the same.

    Refused: `registry.desk-is-closed`, `registry.desk-closed-without-reason`.
    """
    desk = Desk.objects.select_for_update(of=("self",)).select_related("office").get(pk=desk_id)
    require(by, "registry.set-up-desk", desk)
    if desk.closed_at:
        raise Refused(Refusal("registry.desk-is-closed", {"desk": str(desk)}))
    if not reason.strip():
        raise Refused(Refusal("registry.desk-closed-without-reason"))
    desk.closed_at, desk.closed_because = at, reason.strip()
    desk.save(update_fields=["closed_at", "closed_because"])
    audit.record(by=by, at=at, what="registry.close-desk", about=desk, reason=desk.closed_because)
    return str(desk.id)


def public_half(seed: bytes) -> str:
    """What checks the signatures of a key."""
    return SigningKey(seed).public.x
