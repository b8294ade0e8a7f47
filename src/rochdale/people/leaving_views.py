"""Pages with which an organization takes everything along: what is in the file, writing it, fetching it."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from rochdale.base import jobs
from rochdale.base.leaving.parts import parts
from rochdale.base.models import Job, JobState
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, signed_in, task_goes_on
from rochdale.people.leaving import JOB, export_path
from rochdale.people.models import Organization
from rochdale.people.operations.leaving import fetch_export, sha256_of, start_export
from rochdale.people.proving import just_proven
from rochdale.ui.forms import OperationForm


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def leaving(request: ActingRequest, organization_id: UUID) -> HttpResponse:
    """What is in the file; begin to write it."""
    organization = get_or_404(request.actor, "people.export", Organization.objects.all(), pk=organization_id)
    form = OperationForm(request.POST or None)
    if form.is_valid():
        id = start_export(id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, organization_id=organization.id)
        return task_goes_on(redirect("desk:job", id))
    context = {"organization": organization, "form": form, "count": len(parts())}
    return render(request, "people/privacy/leaving.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def export(request: ActingRequest, job_id: UUID) -> HttpResponseBase:
    """The written file, for whoever had it written: its fingerprint, and the file itself."""
    job = jobs.job(job_id)
    if job is None or job.kind != JOB or not job.is_of(request.actor):
        raise Http404
    form = OperationForm(request.POST or None)
    if form.is_valid():
        fetch_export(id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, job_id=job.id)
        return FileResponse(export_path(job.id).open("rb"), as_attachment=True, filename=f"rochdale-{request.at:%Y-%m-%d}.zip")
    is_there = _is_there(job)
    context = {"job": job, "form": form, "is_there": is_there, "fingerprint": grouped(sha256_of(job)) if is_there else ""}
    return render(request, "people/privacy/export.html", context)


def _is_there(job: Job) -> bool:
    return job.state == JobState.DONE and export_path(job.id).exists()


def grouped(sha256: str) -> str:
    """A fingerprint in groups of eight, so that two can be compared and a phone can break the line."""
    return " ".join(sha256[at : at + 8] for at in range(0, len(sha256), 8))
