"""What a desk without a line takes along: offices, numbers, the law's versions, the register of its territory, open dossiers, its people.

The file opens a desk once; another file of the same desk brings what is new since. It holds names of founders and the desk's key, so it
is carried like the keys of the office.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.crypto import salted_hmac

from rochdale.base import audit, tenancy
from rochdale.base.actor import SYSTEM
from rochdale.base.models import AuditEntry
from rochdale.kernel.refusal import Refusal, refuse_if
from rochdale.kernel.signing_keys import SigningKey, encoded
from rochdale.people import operations as people
from rochdale.people import queries as of_people
from rochdale.registry.desk_archives import Archive, opened, pack
from rochdale.registry.desk_rows import AT_ONCE, Row, as_instance, as_row, bring_in
from rochdale.registry.models import (
    Desk,
    DeskHere,
    Dossier,
    DossierRound,
    DossierStep,
    Entity,
    EntityNow,
    Filing,
    NumberBlock,
    OfficeRole,
    PairDecision,
    RegisterOffice,
)
from rochdale.registry.projection import refresh
from rochdale.registry.queries.desks import desk_here, own_scopes
from rochdale.registry.rules.dossiers import ENDS, State
from rochdale.registry.rules.packs import shipped
from rochdale.registry.standing_rows import refresh_standing

FORMAT = "rochdale-desk-file-1"
_AWAY = frozenset({"body_id"})


def seed_of(desk_id: UUID) -> bytes:
    """The secret half of a desk's key: 32 bytes made of this installation's own secret, so that it is kept nowhere."""
    return salted_hmac("rochdale.registry.desk", str(desk_id), algorithm="sha256").digest()


def desk_file(desk: Desk, *, at: datetime) -> bytes:
    """Everything a desk needs to work by itself, as it stands at this moment."""
    office = desk.office
    dossiers = _dossiers(office)
    entities = _entities(office, dossiers)
    seed = seed_of(desk.id)
    about = {
        "at": at.isoformat(), "number": desk.files, "desk": as_row(desk),
        "key": encoded(seed) if SigningKey(seed).public.x == desk.x else "",
        "packs": [{"ref": one.ref, "sha256": one.sha256} for one in shipped()],
    }  # fmt: skip
    parts = {
        "organizations": _organizations(office, dossiers),
        "people": _people(office, at),
        "offices": [
            as_row(row, without=_AWAY if row.pk != office.pk else frozenset())
            for row in RegisterOffice.objects.filter(country=office.country).order_by("path", "since_on", "id")
        ],
        "roles": [as_row(row) for row in office.roles.order_by("since_on", "id")],
        "blocks": [as_row(row) for row in desk.blocks.order_by("year", "scope", "first")],
        "counted": [as_row(row) for row in NumberBlock.objects.filter(**own_scopes(office), year__gte=at.year).order_by("scope", "year")],
        "entities": [as_row(row) for row in entities.order_by("id").iterator()],
        "filings": [as_row(row) for row in Filing.objects.filter(entity__in=entities).order_by("recorded_at", "id").iterator()],
        "pairs": [
            as_row(row)
            for row in PairDecision.objects.filter(first__in=entities, second__in=entities).order_by("first_id", "second_id", "number")
        ],
        "dossiers": [as_row(row) for row in dossiers],
        "rounds": [as_row(row) for row in DossierRound.objects.filter(dossier__in=dossiers).order_by("dossier_id", "number")],
        "steps": [as_row(row) for row in DossierStep.objects.filter(dossier__in=dossiers).order_by("at", "id")],
    }
    return pack(FORMAT, about, parts)[0]


def _dossiers(office: RegisterOffice) -> list[Dossier]:
    """Those that lie open at the office, each after the refused one that it answers."""
    ended = [state.value for state in ENDS]
    found = {row.pk: row for row in office.dossiers.exclude(state__in=[*ended, State.DRAFT.value]).order_by("at", "id")}
    asked = {row.follows_id for row in found.values() if row.follows_id} - found.keys()
    while asked:
        more = {row.pk: row for row in Dossier.objects.filter(pk__in=asked)}
        found |= more
        asked = {row.follows_id for row in more.values() if row.follows_id} - found.keys()
    return sorted(found.values(), key=lambda row: (row.at, row.pk))


def _entities(office: RegisterOffice, dossiers: Iterable[Dossier]) -> QuerySet[Entity]:
    """The register of the territory, by the office that keeps it and by the seats that lie there, and whom open dossiers are about."""
    within = Q(office=office.code)
    for place in office.territory:
        within |= Q(place=place) | Q(place__startswith=f"{place}/")
    found = Q(pk__in=EntityNow.objects.filter(within).values("entity_id")) | Q(pk__in=[row.entity_id for row in dossiers if row.entity_id])
    return Entity.objects.filter(found)


def _organizations(office: RegisterOffice, dossiers: Iterable[Dossier]) -> list[dict[str, Any]]:
    """The body that keeps the office, and the groups that applied: as everybody knows them."""
    ids = {row.applicant_id for row in dossiers if row.applicant_id} | ({office.body_id} if office.body_id else set())
    found = of_people.organizations_by_id(ids)
    return [
        {"id": str(one.id), "kind": one.kind, "name": one.name, "country": one.country, "place": one.place, "is_example": one.is_example}
        for one in sorted(found.values(), key=lambda one: one.id)
    ]


def _people(office: RegisterOffice, at: datetime) -> list[dict[str, Any]]:
    cards = of_people.cards_of(office.body_id, at) if office.body_id else []
    return [
        {
            "id": str(one.id), "office": one.office, "since_at": one.since_at.isoformat(), "person": str(one.person_id), "name": one.name,
            "email": one.email, "phone": one.phone, "language": one.language, "is_example": one.is_example,
        }
        for one in cards
    ]  # fmt: skip


@transaction.atomic
def open_desk(content: bytes, *, at: datetime) -> DeskHere:
    """Make this installation the desk of the file, or bring it what is new since the file before; all of it or nothing.

    Refused: an archive that is damaged, `registry.desk-is-not-empty`, `registry.desk-file-of-another`, `registry.desk-file-is-older`,
    `registry.desk-has-other-law`, `registry.desk-file-without-key`.
    """
    with tenancy.everywhere("a desk is opened by whoever has the laptop"):
        archive = opened(content, FORMAT)
        about, here = archive.manifest, desk_here()
        refuse_if(_refusals(about, here))
        _bring_people(archive, at)
        desk = _bring_rows(archive, at)
        if here is None:
            here = DeskHere.objects.create(desk=desk, key=about["key"], opened_at=at)
            after = {"office": desk.office.code, "desk": desk.code}
            audit.record(by=SYSTEM, at=at, what="registry.open-desk", about=desk, after=after)
            last = AuditEntry.objects.order_by("-id").values_list("id", flat=True).first()
            Desk.objects.filter(pk=desk.pk).update(audit_done=last or 0, reports=0)
        else:
            audit.record(by=SYSTEM, at=at, what="registry.bring-desk-file", about=desk, after={"number": about["number"]})
        Desk.objects.filter(pk=desk.pk).update(files=about["number"])
        return DeskHere.objects.select_related("desk__office").get(pk=desk.pk)


def _refusals(about: Mapping[str, Any], here: DeskHere | None) -> list[Refusal]:
    known = {one.ref: one.sha256 for one in shipped()}
    other = [one["ref"] for one in about["packs"] if known.get(one["ref"]) != one["sha256"]]
    if other:
        return [Refusal("registry.desk-has-other-law", {"law": other[0]})]
    if here is None:
        is_empty = not RegisterOffice.objects.exists() and not Dossier.objects.exists() and not of_people.organizations()
        refusals = [] if is_empty else [Refusal("registry.desk-is-not-empty")]
        return refusals if about["key"] else [*refusals, Refusal("registry.desk-file-without-key")]
    if str(here.desk_id) != about["desk"]["id"]:
        return [Refusal("registry.desk-file-of-another", {"desk": str(here.desk)})]
    if about["number"] <= here.desk.files:
        return [Refusal("registry.desk-file-is-older", {"number": about["number"], "last": here.desk.files})]
    return []


def _bring_people(archive: Archive, at: datetime) -> None:
    """By the operations of people, which know what is there already: a body, groups by name, persons without a password."""
    for one in archive.parts["organizations"]:
        if of_people.organization(UUID(one["id"])) is None:
            people.register_organization(by=SYSTEM, at=at, **{**one, "id": UUID(one["id"])})
    body = _body_of(archive)
    held = {office.id for office in of_people.offices_ever(body)} if body else set()
    for one in archive.parts["people"]:
        person = UUID(one["person"])
        if not of_people.person_names([person]):
            told = {name: one[name] for name in ("name", "email", "phone", "language", "is_example")}
            people.register_person(id=person, by=SYSTEM, at=at, **told)
        if UUID(one["id"]) not in held and body:
            people.appoint(
                id=UUID(one["id"]), by=SYSTEM, at=at, person_id=person, organization_id=body, office=one["office"],
                since_at=datetime.fromisoformat(one["since_at"]),
            )  # fmt: skip


def _body_of(archive: Archive) -> UUID | None:
    own = next(row for row in archive.parts["offices"] if row["id"] == archive.manifest["desk"]["office_id"])
    return UUID(own["body_id"]) if own.get("body_id") else None


def _bring_rows(archive: Archive, at: datetime) -> Desk:
    parts = archive.parts
    for row in parts["offices"]:  # by their path: each after the one above it
        bring_in(RegisterOffice, [row])
    _bring_roles(parts["roles"])
    bring_in(Desk, [archive.manifest["desk"]])
    bring_in(NumberBlock, parts["blocks"])
    for row in parts["counted"]:
        _count_on(as_instance(NumberBlock, row))
    bring_in(Entity, parts["entities"])
    filings = bring_in(Filing, [row for row in parts["filings"] if row["corrects_id"] is None])
    filings += bring_in(Filing, [row for row in parts["filings"] if row["corrects_id"] is not None])
    for row in parts["dossiers"]:  # each after the refused one that it answers
        bring_in(Dossier, [row])
    bring_in(DossierRound, parts["rounds"])
    bring_in(DossierStep, parts["steps"])
    pairs = bring_in(PairDecision, parts.get("pairs", []))
    touched = sorted({row.entity_id for row in filings} | {id for row in pairs for id in (row.first_id, row.second_id)})
    for start in range(0, len(touched), AT_ONCE):
        refresh(touched[start : start + AT_ONCE])
        refresh_standing(touched[start : start + AT_ONCE], at.date())
    return Desk.objects.select_related("office").get(pk=archive.manifest["desk"]["id"])


def _bring_roles(rows: Iterable[Row]) -> None:
    """Who signs; a role that ended meanwhile ends here too."""
    for row in rows:
        if not bring_in(OfficeRole, [row]):
            ended = {name: row[name] for name in ("until_on", "ended_because")}
            OfficeRole.objects.filter(pk=row["id"]).update(**ended)


def _count_on(row: NumberBlock) -> None:
    """A series that the office counts by itself goes on where it stood; what this desk has counted further stays."""
    key = {"scope": row.scope, "year": row.year, "first": row.first}
    NumberBlock.objects.get_or_create(**key, defaults={**as_row(row, without=frozenset({*key})), "id": row.id})
    NumberBlock.objects.filter(**key, used__lt=row.used).update(used=row.used)
