"""Offices of the register and the numbers they are allotted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Q

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.operations import operation
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.permissions import require
from rochdale.registry.models import Entity, IssuedNumber, NumberBlock, RegisterOffice
from rochdale.registry.queries.desks import IS_HERE, desk_here, desk_out
from rochdale.registry.rules.dossiers import ENDS
from rochdale.registry.rules.numbers import OWN_SERIES, Block, refusals_for_block
from rochdale.registry.rules.offices import refusals_for_office

MOST_OF_OWN = 999_999
"""How many numbers an office counts by itself in a year."""


@operation
def set_up_office(
    *, id: UUID, by: Actor, at: datetime, parent_id: UUID | None, country: str, code: str, name: str, territory: Sequence[str],
    since_on: date, body_id: UUID | None = None, names: Mapping[str, str] | None = None,
    authority: str = "", number_code: str = "", is_registering: bool = True,
) -> str:  # fmt: skip
    """An office under another one, by a registrar of that; the topmost by the installation. Returns the id.

    Refused: `registry.code-is-taken`, `registry.office-is-closed`, `registry.territory-is-wider`, `registry.territory-is-anothers`.
    """
    parent = RegisterOffice.objects.select_for_update().get(pk=parent_id) if parent_id else None
    require(by, "registry.set-up-office", parent or by)
    row = RegisterOffice(
        id=id, country=country, code=code, path=f"{parent.path}/{code}" if parent else code, parent=parent, body_id=body_id, name=name,
        names=dict(names or {}),
        authority=authority, number_code=number_code, territory=list(territory), is_registering=is_registering, since_on=since_on,
    )  # fmt: skip
    others = RegisterOffice.objects.filter(country=country).order_by("path")
    refuse_if(refusals_for_office(row.facts(), [other.facts() for other in others], parent=parent.facts() if parent else None))
    row.save(force_insert=True)
    audit.record(by=by, at=at, what="registry.set-up-office", about=row, after={"code": code, "territory": list(territory)})
    return str(id)


@operation
def close_office(*, id: UUID, by: Actor, at: datetime, office_id: UUID, reason: str) -> str:
    """An office is there no more from today on; what it registered is kept by the one above it.

    Refused: `registry.closes-in-the-past`, `registry.office-has-offices`, `registry.office-has-dossiers`, `registry.office-has-a-desk-out`.
    """
    row = RegisterOffice.objects.select_for_update(of=("self",)).select_related("parent").get(pk=office_id, until_on=None)
    require(by, "registry.set-up-office", row.parent or by)
    if at.date() <= row.since_on:
        raise Refused(Refusal("registry.closes-in-the-past"))
    if row.under.filter(until_on=None).exists():
        raise Refused(Refusal("registry.office-has-offices"))
    open_here = row.dossiers.exclude(state__in=[state.value for state in ENDS]).count()
    if open_here:
        raise Refused(Refusal("registry.office-has-dossiers", {"count": open_here}))
    out = desk_out(row)
    if out:
        raise Refused(Refusal("registry.office-has-a-desk-out", {"desk": str(out), "name": out.name}))
    row.until_on = at.date()
    row.save(update_fields=["until_on"])
    audit.record(by=by, at=at, what="registry.close-office", about=row, after={"until": str(row.until_on)}, reason=reason.strip())
    return str(row.id)


@operation
def allot_numbers(*, id: UUID, by: Actor, at: datetime, office_id: UUID, scope: str, year: int, first: int, last: int) -> str:
    """A block of numbers for an office, by an office above it. Returns the id.

    `scope` names the series within which numbers are distinct: `rules.numbers.series_in` of the pack's template after the pack's id.
    Refused: `registry.block-is-no-range`, `registry.block-overlaps`.
    """
    office = RegisterOffice.objects.select_related("parent").get(pk=office_id)
    require(by, "registry.allot-numbers", office.parent or office)
    others = NumberBlock.objects.select_for_update().filter(scope=scope, year=year).order_by("first")
    refuse_if(refusals_for_block(Block(first, last), [other.facts() for other in others]))
    row = NumberBlock.objects.create(
        id=id, office=office, scope=scope, year=year, first=first, last=last, by_id=by.id, by_name=by.name, at=at
    )
    audit.record(by=by, at=at, what="registry.allot-numbers", about=row, after={"office": office.code, "first": first, "last": last})
    return str(id)


@operation
def void_number(*, id: UUID, by: Actor, at: datetime, block_id: UUID, reason: str) -> int:
    """The lowest unused number of a block is made void, as a spoiled form is: it is never issued. Returns the number."""
    block = NumberBlock.objects.select_related("office").get(pk=block_id)
    require(by, "registry.decide", block.office)
    if not reason.strip():
        raise Refused(Refusal("registry.void-without-reason"))
    value = take_number(block.office, block.scope, block.year)
    row = IssuedNumber.objects.create(
        id=id, block=block, scope=block.scope, year=block.year, value=value, void_because=reason.strip(), at=at
    )
    audit.record(by=by, at=at, what="registry.void-number", about=row, after={"value": value}, reason=reason.strip())
    return value


def take_number(office: RegisterOffice, scope: str, year: int) -> int:
    """The lowest unused number of the office's blocks, in the caller's transaction: undone with it, it is unused again.

    Refused: `registry.no-numbers-left`.
    """
    return _taken(office, scope, year)[1]


def _taken(office: RegisterOffice, scope: str, year: int) -> tuple[NumberBlock, int]:
    """A block that a desk took along issues there alone."""
    here = desk_here()
    if here and here.desk.closed_at:
        raise Refused(Refusal("registry.desk-is-closed", {"desk": str(here.desk)}))
    rows = NumberBlock.objects.select_for_update(of=("self",)).filter(
        office=office, scope=scope, year=year, used__lte=F("last") - F("first")
    )
    block = rows.filter(IS_HERE | Q(desk=here.desk) if here else IS_HERE).order_by("first").first()
    if block is None and rows.exists():
        raise Refused(Refusal("registry.numbers-are-at-the-desk", {"office": office.name, "year": year}))
    if block is None:
        raise Refused(Refusal("registry.no-numbers-left", {"office": office.name, "year": year}))
    value = block.first + block.used
    NumberBlock.objects.filter(pk=block.pk).update(used=F("used") + 1)
    return block, value


def count_own(office: RegisterOffice, series: str, at: datetime) -> int:
    """The next number of a series that the office counts by itself: its dossiers, its own part of a registration number."""
    RegisterOffice.objects.select_for_update().get(pk=office.pk)
    if series == OWN_SERIES and desk_out(office):
        raise Refused(Refusal("registry.numbers-are-at-the-desk", {"office": office.name, "year": at.year}))
    scope = f"{office.country}:{office.code}:{series}"
    NumberBlock.objects.get_or_create(
        office=office, scope=scope, year=at.year, first=1, defaults={"last": MOST_OF_OWN, "by_id": "", "by_name": office.name, "at": at}
    )
    return take_number(office, scope, at.year)


def receipt_number(office: RegisterOffice, at: datetime) -> str:
    """The next number of a receipt. A desk without a line has a series of its own, so that no two receipts are called the same."""
    here = desk_here()
    if here is None:
        return f"{office.code}/{at.year}/{count_own(office, 'dossiers', at):05d}"
    return f"{here.desk}/{at.year}/{count_own(here.desk.office, f'dossiers-{here.desk.code}', at):05d}"


def issue_number(office: RegisterOffice, entity: Entity, *, id: UUID, scope: str, series: Sequence[str], at: datetime) -> dict[str, int]:
    """A number of each series of a template, by name of the series; that of the centre is kept as issued to the entity."""
    found = {}
    for name in series:
        if name == OWN_SERIES:
            found[name] = count_own(office, name, at)
            continue
        within = f"{scope}:{name}"
        block, found[name] = _taken(office, within, at.year)
        IssuedNumber.objects.create(
            id=id, block=block, scope=within, year=at.year, value=found[name], text=str(found[name]), entity=entity, at=at
        )
    return found
