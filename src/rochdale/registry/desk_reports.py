"""What a desk without a line gives back: everything it did since it was opened, signed with its key.

Each report holds all of it, so that a lost one loses nothing, and names the one before. Dossiers that are being keyed stay until they are
handed in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model

from rochdale.base import audit
from rochdale.base.actor import SYSTEM, Actor
from rochdale.base.models import AuditEntry
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.kernel.signing_keys import SigningKey, decoded
from rochdale.registry.desk_archives import pack
from rochdale.registry.desk_rows import as_row
from rochdale.registry.models import Desk, DeskHere, Dossier, Filing, IssuedNumber, NumberBlock
from rochdale.registry.queries.desks import drafts_here, own_scopes
from rochdale.registry.rules.desks import Kind
from rochdale.registry.rules.dossiers import State

FORMAT = "rochdale-desk-report-1"


@dataclass(frozen=True, slots=True)
class Report:
    """A report that was written."""

    content: bytes
    number: int
    sha256: str
    items: int
    name: str
    """Of its file."""


@transaction.atomic
def write_report(*, by: Actor, at: datetime, is_last: bool = False) -> Report:
    """All that this desk did. `is_last`: the desk issues nothing from now on, and the centre takes its numbers back.

    Refused: `registry.not-a-desk`, `registry.drafts-are-left` where a last one would leave keyed dossiers behind.
    """
    here = DeskHere.objects.select_for_update(of=("self",)).select_related("desk__office").first()
    if here is None:
        raise Refused(Refusal("registry.not-a-desk"))
    drafts = drafts_here()
    if is_last and drafts:
        raise Refused(Refusal("registry.drafts-are-left", {"count": drafts}))
    desk = here.desk
    if is_last and not desk.closed_at:
        Desk.objects.filter(pk=desk.pk).update(closed_at=at, closed_because="last report")
    is_last = is_last or desk.closed_at is not None
    items = [*_dossiers(desk), *_voids(desk), *_corrections(desk)]
    parts = {"items": items, "blocks": _used(desk), "counted": _counted(desk), "audit": list(_audit(desk))}
    about = {
        "desk": str(desk.id), "called": str(desk), "number": desk.reports + 1, "before": here.last_report, "at": at.isoformat(),
        "is_last": is_last, "file": desk.files,
    }  # fmt: skip
    content, sha256 = pack(FORMAT, about, parts, SigningKey(decoded(here.key)))
    Desk.objects.filter(pk=desk.pk).update(reports=desk.reports + 1)
    DeskHere.objects.filter(pk=here.pk).update(last_report=sha256)
    audit.record(by=by, at=at, what="registry.write-desk-report", about=desk, after={"number": desk.reports + 1, "sha256": sha256})
    return Report(content, desk.reports + 1, sha256, len(items), f"{desk}-report-{desk.reports + 1}.zip")


def _touched(desk: Desk, model: type[Model]) -> set[str]:
    """Of which things of a table the trail tells since the desk was opened. By the trail, since a laptop's clock may be wrong."""
    entries = AuditEntry.objects.filter(pk__gt=desk.audit_done, about_kind=model._meta.label).order_by()
    return set(entries.values_list("about_id", flat=True).distinct())


def _dossiers(desk: Desk) -> Iterator[dict[str, Any]]:
    """Each with all that was done to it, in the order in which they were begun."""
    rows = Dossier.objects.filter(pk__in=_touched(desk, Dossier)).exclude(state=State.DRAFT.value)
    for row in rows.select_related("entity").order_by("at", "id"):
        of = Filing.objects.filter(entity=row.entity) if row.entity else Filing.objects.none()
        given = IssuedNumber.objects.filter(entity=row.entity, entity__isnull=False)
        yield {
            "kind": Kind.DOSSIER.value, "id": str(row.id), "called": row.name or row.number, "row": as_row(row),
            "rounds": [as_row(one) for one in row.rounds.order_by("number")],
            "steps": [as_row(one) for one in row.steps.order_by("at", "id")],
            "entity": as_row(row.entity) if row.entity else None,
            "filings": [as_row(one) for one in of.filter(source=f"dossier:{row.id}").order_by("recorded_at", "id")],
            "known": [str(id) for id in of.order_by("id").values_list("id", flat=True)],
            "numbers": [as_row(one) for one in given.order_by("scope", "value")],
        }  # fmt: skip


def _voids(desk: Desk) -> Iterator[dict[str, Any]]:
    for row in IssuedNumber.objects.filter(pk__in=_touched(desk, IssuedNumber), entity=None).order_by("scope", "year", "value"):
        yield {"kind": Kind.VOID.value, "id": str(row.id), "called": f"{row.value} ({row.year})", "row": as_row(row)}


def _corrections(desk: Desk) -> Iterator[dict[str, Any]]:
    """Filings of no dossier that were recorded here."""
    for row in Filing.objects.filter(pk__in=_touched(desk, Filing)).select_related("entity__now").order_by("recorded_at", "id"):
        known = Filing.objects.filter(entity=row.entity).order_by("id").values_list("id", flat=True)
        yield {
            "kind": Kind.FILING.value, "id": str(row.id), "called": row.entity.now.name, "row": as_row(row), "entity": as_row(row.entity),
            "known": [str(id) for id in known],
        }  # fmt: skip


def _used(desk: Desk) -> list[dict[str, Any]]:
    return [{"id": str(block.id), "used": block.used} for block in desk.blocks.order_by("year", "scope", "first")]


def _counted(desk: Desk) -> list[dict[str, Any]]:
    return [as_row(block) for block in NumberBlock.objects.filter(**own_scopes(desk.office)).order_by("scope", "year", "first")]


def _audit(desk: Desk) -> Iterator[dict[str, Any]]:
    """What people did here, as the trail has it; what the installation itself did is its own affair."""
    for entry in AuditEntry.objects.filter(pk__gt=desk.audit_done).exclude(by_id=SYSTEM.id).order_by("id").iterator(500):
        yield as_row(entry)
