"""Making an evidence pack: gathered, written to the disk outside of any transaction, then kept by an operation that checks it again."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.utils.timezone import localdate

from rochdale.base import documents, tenancy
from rochdale.base.actor import Actor
from rochdale.base.models import Document
from rochdale.people.permissions import may
from rochdale.people.sharing import is_shared
from rochdale.supply.models import EvidencePack, LegalPaper, Lot, PackState
from rochdale.supply.operations.proof import PackMade, issue_pack, keep_draft_pack, next_number
from rochdale.supply.pack_contents import Wanted, write_pack
from rochdale.supply.queries import proof
from rochdale.supply.rules.evidence import Asked


@dataclass(frozen=True, slots=True)
class Ordered:
    """What somebody wants: a draft or an issued pack, for whom, in which language."""

    for_whom: str
    language: str
    reader_id: UUID | None = None
    is_draft: bool = False
    is_redacted: bool = False
    agreed: bool = False


def make(*, id: UUID, by: Actor, at: datetime, lot: Lot, asked: Asked, ordered: Ordered) -> str:
    """Make and keep a pack. Sent twice, it is made once more and kept once. Returns its id; refuses as the operations do."""
    on, number = localdate(at), _number(id, lot, at)
    found = proof.dossier(lot, asked, on=on)
    wanted = Wanted(number, ordered.for_whom, ordered.language, at, ordered.is_redacted, ordered.is_draft)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{number}.zip"
        write_pack(path, found, wanted)
        content = path.read_bytes()
    made = PackMade(number, content, found.sha256(), on, ordered.for_whom, ordered.reader_id, ordered.is_redacted)
    if ordered.is_draft:
        return keep_draft_pack(id=id, by=by, at=at, lot_id=lot.id, asked=asked, made=made)
    return issue_pack(id=id, by=by, at=at, lot_id=lot.id, asked=asked, made=made, agreed=ordered.agreed)


def _number(id: UUID, lot: Lot, at: datetime) -> str:
    kept = EvidencePack.objects.filter(pk=id).first()
    return kept.number if kept else next_number(lot.organization_id, at)


def is_read_by(by: Actor, row: EvidencePack, at: datetime) -> bool:
    """Whether the buyer for whom a pack was made may fetch it now: until its day, while it stands, and while consent lasts."""
    if row.reader_id is None or row.reader_id != by.organization_id or row.readable_until is None or at >= row.readable_until:
        return False
    stands = row.state in (PackState.DRAFT, PackState.ISSUED)
    return stands and (row.is_redacted or is_shared("supply.plots", row.organization_id, by.organization_id))


def pack_to_read(by: Actor, pack_id: UUID) -> EvidencePack | None:
    """A pack made for the organization acted for, whether or not it may still be fetched."""
    with tenancy.everywhere("a pack says itself for whom it was made"):
        rows = EvidencePack.objects.filter(reader_id=by.organization_id) if by.organization_id else EvidencePack.objects.none()
        return rows.select_related("lot", "organization").filter(pk=pack_id).first()


def packs_to_read(by: Actor) -> list[EvidencePack]:
    """Packs made for the organization acted for, newest first."""
    with tenancy.everywhere("packs say themselves for whom they were made"):
        rows = EvidencePack.objects.filter(reader_id=by.organization_id) if by.organization_id else EvidencePack.objects.none()
        return list(rows.select_related("lot", "organization").order_by("-recorded_at", "-id"))


def content_of(row: EvidencePack) -> bytes:
    """The bytes of a pack, proven to be those that were kept."""
    document = documents.document(row.document_id)
    if document is None:
        raise OSError(f"pack {row.number} is gone")
    return documents.content_of(document)


def _officers_see(model: type[EvidencePack] | type[LegalPaper]) -> None:
    def sees(by: Actor, document: Document) -> bool:
        row = model.objects.filter(pk=document.about_id).first()
        return row is not None and may(by, "supply.see", row)

    documents.may_see(model._meta.label, sees)


_officers_see(EvidencePack)
_officers_see(LegalPaper)
