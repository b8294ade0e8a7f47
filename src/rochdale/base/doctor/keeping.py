"""Documents are what was kept, and backups are fresh, proven, elsewhere and locked."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from rochdale.base import documents, health
from rochdale.base.doctor.findings import Finding, Visit, advice
from rochdale.base.models import Document
from rochdale.kernel.refusal import Refusal

SAMPLE = 50
"""So many of the newest and so many from all over, unless everything is looked at."""


def documents_are_what_was_kept(visit: Visit) -> Iterator[Finding]:
    """Every document (or a sample) lies on the disk with the bytes that were kept."""
    wrong, looked_at = [], 0
    for document in _looked_at(visit):
        looked_at += 1
        try:
            documents.content_of(document)
        except OSError:
            wrong.append(document.sha256)
    if wrong:
        yield Finding(Refusal("base.doctor-documents-wrong", {"wrong": len(wrong), "of": looked_at, "first": wrong[0]}))


def _looked_at(visit: Visit) -> Iterator[Document]:
    rows = Document.objects.order_by("id")
    if visit.is_thorough or rows.count() <= 2 * SAMPLE:
        yield from rows.iterator()
        return
    yield from rows.reverse()[:SAMPLE]
    yield from Document.objects.order_by("sha256")[:: max(1, rows.count() // SAMPLE)]  # a hash is as good as a lot drawn


def backups_are_good(visit: Visit) -> Iterator[Finding]:
    """They are written, proven, on another disk, and readable by nobody else."""
    if not settings.PROFILE.backs_up:
        return
    folder = Path(settings.BACKUP_FOLDER)
    is_default = folder == Path(settings.VAR) / "backups"
    if not folder.is_dir() and not is_default:
        yield Finding(Refusal("base.doctor-backup-folder-away", {"folder": str(folder)}))
    elif folder.is_dir() and not os.access(folder, os.W_OK):
        yield Finding(Refusal("base.doctor-backup-folder-shut", {"folder": str(folder)}))
    if is_default or (folder.is_dir() and folder.stat().st_dev == Path(settings.VAR).stat().st_dev):
        yield advice(Refusal("base.doctor-backup-same-disk"))
    if not settings.BACKUP_KEY:
        yield Finding(Refusal("base.doctor-backup-not-locked"), is_serious=settings.USES_TLS)
    yield from (Finding(refusal) for refusal in health.troubles_of_backups(health.measure(visit.at)))
