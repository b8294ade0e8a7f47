"""A desk's report brought to the centre: looked at as a whole, then taken thing by thing.

Brought twice, or in parts, it changes nothing more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_noop

from rochdale.base import documents
from rochdale.base.actor import Actor
from rochdale.base.jobs import Running, job_kind
from rochdale.base.operations import content_sha256
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.people.permissions import require
from rochdale.registry.desk_archives import Archive, opened
from rochdale.registry.desk_reports import FORMAT
from rochdale.registry.models import Desk, DeskItem, DeskReport
from rochdale.registry.operations.desk_reports import bring_item, keep_report
from rochdale.registry.rules.desks import Outcome

JOB = "registry.bring-desk-report"
MOST_BYTES = 100 * 1024**2
TELLS_EACH = 10


@dataclass(slots=True)
class Brought:
    """What became of a report. `outcomes`: how many things came to what; `known`: had been brought before."""

    report_id: UUID
    desk_id: UUID
    desk: str
    number: int
    items: int
    known: int = 0
    outcomes: dict[str, int] = field(default_factory=dict)
    notices: list[Refusal] = field(default_factory=list)


def looked_at(content: bytes, by: Actor) -> tuple[Archive, Desk]:
    """The report, proven to be whole and of a desk of this centre.

    Refused: an archive that is damaged or of another kind, `registry.desk-unknown`, `registry.desk-archive-altered`.
    """
    archive = opened(content, FORMAT)
    desk = _desk_of(archive)
    if desk is None:
        raise Refused(Refusal("registry.desk-unknown"))
    require(by, "registry.bring-report", desk)
    archive.refuse_unsigned_by(desk.x)
    return archive, desk


def _desk_of(archive: Archive) -> Desk | None:
    try:
        return Desk.objects.select_related("office").filter(pk=UUID(str(archive.manifest.get("desk"))), here=None).first()
    except ValueError:
        return None


def report_id(desk: Desk, archive: Archive) -> UUID:
    """The same for the same report, whoever brings it."""
    return uuid5(desk.id, archive.sha256)


def bring_report(
    content: bytes, *, by: Actor, at: datetime, is_dry: bool = False, tells: Callable[[int, int], None] | None = None
) -> Brought:
    """Take a report in. With `is_dry` all is done and then undone, so that what is told is what would become of it."""
    archive, desk = looked_at(content, by)
    about = archive.manifest
    items = archive.parts["items"]
    brought = Brought(report_id(desk, archive), desk.id, str(desk), about["number"], len(items), notices=list(_notices(archive, desk)))
    with transaction.atomic() if is_dry else nullcontext():
        if not DeskReport.objects.filter(sha256=archive.sha256).exists():
            keep_report(
                id=brought.report_id, by=by, at=at, desk_id=desk.id, number=about["number"], sha256=archive.sha256,
                before=about["before"], made_at=parse_datetime(about["at"]) or at, is_last=about["is_last"], items=len(items),
                used=archive.parts["blocks"], counted=archive.parts["counted"], trail=archive.parts["audit"],
            )  # fmt: skip
        for place, item in enumerate(items, start=1):
            _bring(brought, desk, item, by, at)
            if tells and (place % TELLS_EACH == 0 or place == len(items)):
                tells(place, len(items))
        if is_dry:
            transaction.set_rollback(True)
    return brought


def _bring(brought: Brought, desk: Desk, item: Mapping[str, Any], by: Actor, at: datetime) -> None:
    sha256 = content_sha256(item)
    if DeskItem.objects.filter(desk=desk, about_id=item["id"], sha256=sha256).exists():
        brought.known += 1
        return
    state = bring_item(id=uuid5(desk.id, f"{item['id']}/{sha256}"), by=by, at=at, desk_id=desk.id, item=item)
    brought.outcomes[state] = brought.outcomes.get(state, 0) + 1


def _notices(archive: Archive, desk: Desk) -> Iterator[Refusal]:
    """What somebody should know of the order in which reports came. Nothing is lost by a gap: each report holds everything."""
    number, before = archive.manifest["number"], archive.manifest["before"]
    same = DeskReport.objects.filter(desk=desk, number=number).exclude(sha256=archive.sha256)
    last = DeskReport.objects.filter(desk=desk, number=number - 1).first()
    if same.exists() or (last and last.sha256 != before):
        yield Refusal("registry.desk-was-set-back", {"desk": str(desk), "number": number})
    elif number > desk.reports + 1:
        yield Refusal("registry.desk-reports-missing", {"desk": str(desk), "number": number, "last": desk.reports})


@job_kind(JOB)
def _bring_in_job(running: Running, content: Any) -> dict[str, object]:
    """The report lies with the documents; what was taken before an interruption is known and is not taken again."""
    document = documents.document(UUID(content["document"]))
    if document is None:
        raise Refused(Refusal("registry.desk-archive-damaged", {"part": "zip"}))
    says = gettext_noop("%(done)s of %(total)s things are through")
    brought = bring_report(
        documents.content_of(document), by=running.by, at=running.at, tells=lambda done, total: running.advance(done, total, says)
    )
    queued = brought.outcomes.get(Outcome.QUEUED.value, 0)
    return {"items": brought.items, "known": brought.known, "queued": queued, "report": str(brought.report_id)}
