"""Papers of a dossier photographed or scanned: by the group, or by the desk that takes the paper in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from rochdale.base import audit, documents
from rochdale.base.actor import Actor
from rochdale.base.operations import operation
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.people.permissions import require
from rochdale.registry.models import Dossier, DossierScan
from rochdale.registry.rules.dossiers import ENDS, State

MOST_SCANS = 60
OTHER = "OTHER"


@dataclass(frozen=True, slots=True)
class Scan:
    """A file as it comes from a phone or a scanner."""

    name: str
    content: bytes


@operation
def add_scans(*, id: UUID, by: Actor, at: datetime, dossier_id: UUID, what: str, files: Sequence[Scan]) -> int:
    """Files of one kind of paper. Gives how many.

    Refused: `registry.dossier-has-moved-on`, `registry.too-many-scans`, a file that will not do.
    """
    row = Dossier.objects.select_for_update(of=("self",)).select_related("office").get(pk=dossier_id)
    require(by, "registry.work-on-dossier", row)
    if State(row.state) in ENDS:
        raise Refused(Refusal("registry.dossier-has-moved-on", {"state": row.state}))
    if row.scans.filter(out_at=None).count() + len(files) > MOST_SCANS:
        raise Refused(Refusal("registry.too-many-scans", {"count": MOST_SCANS}))
    kept = [documents.keep(by=by, at=at, name=one.name, content=one.content, about=row) for one in files]
    DossierScan.objects.bulk_create(
        DossierScan(
            id=uuid5(id, f"{place}"), dossier=row, what=what, document_id=one.id, sha256=one.sha256, by_id=by.id, by_name=by.name, at=at
        )
        for place, one in enumerate(kept)
    )
    audit.record(by=by, at=at, what="registry.add-scans", about=row, after={"what": what, "files": [one.sha256 for one in kept]})
    return len(kept)


@operation
def take_scan_out(*, id: UUID, by: Actor, at: datetime, scan_id: UUID) -> str:
    """A wrong file is shown no more. What was there when the dossier was handed in stays (`registry.scan-was-handed-in`)."""
    row = DossierScan.objects.select_for_update(of=("self",)).select_related("dossier__office").get(pk=scan_id, out_at=None)
    require(by, "registry.work-on-dossier", row.dossier)
    if row.dossier.rounds.filter(at__gte=row.at).exists() or State(row.dossier.state) in ENDS:
        raise Refused(Refusal("registry.scan-was-handed-in"))
    row.out_at = at
    row.save(update_fields=["out_at"])
    audit.record(by=by, at=at, what="registry.take-scan-out", about=row.dossier, after={"file": row.sha256})
    return str(row.id)
