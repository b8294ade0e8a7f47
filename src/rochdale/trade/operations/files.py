"""Clearing the market of two files that somebody brings: apart from what is offered here, and shown to nobody else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_noop

from rochdale.base import audit, documents, jobs
from rochdale.base.actor import Actor
from rochdale.base.models import Job, JobState
from rochdale.base.operations import operation
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.people.permissions import require

JOB = "trade.clear-files"
TABLES = (".csv", ".xlsx")
ENDINGS: Mapping[str, tuple[str, ...]] = {"offers": TABLES, "needs": TABLES, "defaults": (".toml",)}


@dataclass(frozen=True, slots=True)
class Brought:
    """A file as somebody called it."""

    name: str
    content: bytes


@operation
def clear_files(
    *,
    id: UUID,
    by: Actor,
    at: datetime,
    files: Mapping[str, Brought],
    seed: int = 1,
    time_limit_seconds: int | None = None,
    valid_only: bool = False,
    language: str = "en",
) -> str:
    """Start clearing the files "offers" and "needs", with "defaults" if one is there. Returns the id of the job.

    One at a time for an organization: a clearing takes a whole processor.
    """
    require(by, "trade.offer", by)
    waiting = Job.objects.filter(kind=JOB, organization_id=by.organization_id, state__in=[JobState.WAITING, JobState.RUNNING])
    if waiting.exists():
        raise Refused(Refusal("trade.files-still-clearing", {}))
    kept = {part: _kept(part, file, by, at) for part, file in sorted(files.items())}
    content = {
        "files": kept,
        "on": at.date().isoformat(),
        "seed": seed,
        "time_limit": time_limit_seconds,
        "valid_only": valid_only,
        "language": language,
    }
    jobs.start(JOB, id=id, by=by, at=at, title=gettext_noop("Clearing the market of two files"), content=content)
    audit.record(by=by, at=at, what="trade.clear-files", about=Job.objects.get(pk=id), after={"files": sorted(kept), "seed": seed})
    return str(id)


def _kept(part: str, file: Brought, by: Actor, at: datetime) -> str:
    name = documents.clean_name(file.name)
    if documents.ending_of(name) not in ENDINGS[part]:
        raise Refused(Refusal("base.import-wrong-ending", {"name": name, "endings": list(ENDINGS[part])}))
    return str(documents.keep(by=by, at=at, name=name, content=file.content).id)
