"""Clearing two files, as `rochdale market clear` does: sent, worked on behind the scenes, the result taken away as files."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext, gettext_noop
from ninja import File, Form, Router, Schema, Status
from ninja.files import UploadedFile
from pydantic import ConfigDict, Field

from rochdale.base import documents, jobs
from rochdale.base.documents import MOST_BYTES
from rochdale.base.endpoints import REFUSING, Made, Operation, Refusals, RefusalShown, operation_id, refuse_unknown
from rochdale.base.imports import refusal_from
from rochdale.base.models import Job
from rochdale.base.words import sentence
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.people.http import ActingRequest
from rochdale.people.permissions import require
from rochdale.trade.operations import files as operations
from rochdale.trade.operations.files import Brought

router = Router(tags=[gettext_noop("Clearing two files")])
FOUR_FILES = ("matches.csv", "containers.csv", "unmatched.csv", "summary.json")


class ClearingAsked(Operation):
    """How to clear. Without `time_limit` (seconds) the same files and seed give the same result."""

    model_config = ConfigDict(strict=False)  # a form holds nothing but text
    seed: Annotated[int, Field(ge=0, le=2**31 - 1)] = 1
    time_limit: Annotated[int, Field(ge=1, le=3600)] | None = None
    valid_only: bool = False


FIELDS = frozenset({"offers", "needs", "defaults", "csrfmiddlewaretoken", *ClearingAsked.model_fields})


class SummaryShown(Schema):
    """The figures of a run; the file summary.json says more. `gap` is (bound − surplus) / bound."""

    currency: str
    surplus: str
    bound: str
    gap: str
    seconds: float
    seed: int
    stopped_early: bool
    counts: dict[str, int]


class ClearingShown(Schema):
    """How far a clearing is, and its outcome. State: waiting, running, done, failed (see `refused`) or stopped."""

    id: UUID
    state: str
    says: str
    done: int
    total: int
    refused: list[RefusalShown]
    summary: SummaryShown | None
    files: dict[str, str]


@router.post("/clear", response={202: Made, REFUSING: Refusals}, summary=gettext_noop("Clear the market of two files"))
def clear_files(
    request: ActingRequest,
    asked: Form[ClearingAsked],
    offers: File[UploadedFile],
    needs: File[UploadedFile],
    defaults: File[UploadedFile] | None = None,
) -> Status[Made]:
    """Offers and needs as CSV or Excel, defaults as TOML. Shown to nobody but its sender. `valid_only` leaves out rows with faults."""
    require(request.actor, "trade.offer", request.actor)
    refuse_unknown({*request.POST, *request.FILES}, FIELDS)
    sent = {"offers": offers, "needs": needs} | ({"defaults": defaults} if defaults else {})
    made = operations.clear_files(
        id=operation_id(request, asked), by=request.actor, at=request.at, files={part: _brought(file) for part, file in sent.items()},
        seed=asked.seed, time_limit_seconds=asked.time_limit, valid_only=asked.valid_only, language=get_language() or "en",
    )  # fmt: skip
    return Status(202, Made(id=UUID(made)))


@router.get("/clear/{uuid:clearing_id}", response={200: ClearingShown, REFUSING: Refusals}, summary=gettext_noop("How far a clearing is"))
def clearing(request: ActingRequest, clearing_id: UUID) -> ClearingShown:
    """Ask every few seconds. `files` holds the addresses of the result once it is done."""
    job = _own(request, clearing_id)
    answer = job.answer or {}
    files = {name: reverse("api:clearing_file", args=[job.id, name]) for name in FOUR_FILES if name in answer.get("files", {})}
    refusals = [refusal_from(stored) for stored in job.refusals]
    return ClearingShown(
        id=job.id, state=job.state, says=gettext(job.says) % job.facts if job.says else "", done=job.done, total=job.total,
        refused=[RefusalShown(code=one.code, facts=dict(one.facts), message=sentence(one)) for one in refusals],
        summary=_summary(answer["summary"]) if answer else None, files=files,
    )  # fmt: skip


@router.get("/clear/{uuid:clearing_id}/{name}", response={200: None, REFUSING: Refusals}, summary=gettext_noop("A file of the result"))
def clearing_file(request: ActingRequest, clearing_id: UUID, name: str) -> HttpResponse:
    """matches.csv, containers.csv, unmatched.csv or summary.json."""
    kept = (_own(request, clearing_id).answer or {}).get("files", {})
    document = documents.document(UUID(kept[name])) if name in kept else None
    if document is None:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="{document.name}"'}
    return HttpResponse(documents.content_of(document), content_type=document.media_type, headers=headers)


def _own(request: ActingRequest, clearing_id: UUID) -> Job:
    job = jobs.job(clearing_id)
    if job is None or job.kind != operations.JOB or not job.is_of(request.actor):
        raise Http404
    return job


def _brought(file: UploadedFile) -> Brought:
    if (file.size or 0) > MOST_BYTES:
        raise Refused(Refusal("base.file-too-large", {"name": file.name, "most_mb": MOST_BYTES // 1024**2}))
    return Brought(file.name or "", file.read())


def _summary(found: dict[str, Any]) -> SummaryShown:
    figures = {"surplus": f"{found['surplus']:.4f}", "bound": f"{found['bound']:.4f}", "gap": f"{found['gap']:.6f}"}
    return SummaryShown.model_validate(found | figures)
