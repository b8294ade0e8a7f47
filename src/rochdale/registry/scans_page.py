"""The scans of a dossier as its pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from rochdale.kernel.ids import new_id
from rochdale.registry import law_words as words
from rochdale.registry.models import Dossier
from rochdale.registry.operations.scans import OTHER


@dataclass(frozen=True, slots=True)
class ScanTold:
    """A file: what it is, whose, its hash, and whether it may be taken out."""

    id: UUID
    called: str
    sha256: str
    by: str
    at: datetime
    may_go: bool
    operation_id: UUID


def scans_told(row: Dossier, *, may_work: bool) -> list[ScanTold]:
    """Oldest first, without what was taken out."""
    last = row.rounds.order_by("-number").first()
    return [
        ScanTold(one.id, scan_called(one.what), one.sha256, one.by_name, one.at, may_work and (last is None or one.at > last.at), new_id())
        for one in row.scans.filter(out_at=None).order_by("at", "id")
    ]


def scan_called(what: str) -> str:
    """What a scan is of."""
    return _("Another paper") if what == OTHER else words.called(words.DOCUMENTS, what)
