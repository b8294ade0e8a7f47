"""Pages of jobs, documents and the audit trail."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import formats
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from rochdale.base import documents, jobs
from rochdale.base.audit import entries_of
from rochdale.base.made_up import shown_name
from rochdale.base.models import AuditEntry, Job
from rochdale.people.http import ActingRequest, signed_in, task_goes_on
from rochdale.people.permissions import require
from rochdale.site.desk.shown import change_in_words, deed_in_words, job_shown
from rochdale.ui.tables import Column, Table


def _own_job(request: ActingRequest, job_id: UUID) -> Job:
    job = jobs.job(job_id)
    if job is None or not job.is_of(request.actor):
        raise Http404
    return job


@require_GET
@signed_in
def job(request: ActingRequest, job_id: UUID) -> HttpResponse:
    """How far a job is. The page renews itself; with htmx only the part that changes."""
    shown = job_shown(_own_job(request, job_id))
    part = "#progress" if request.headers.get("HX-Request") else ""
    return render(request, f"desk/job.html{part}", {"shown": shown, "beads": 10})


@require_POST
@signed_in
def stop_job(request: ActingRequest, job_id: UUID) -> HttpResponse:
    """Stop it; what it has done stays."""
    jobs.stop(id=_own_job(request, job_id).id, at=request.at)
    return task_goes_on(redirect("desk:job", job_id))


@require_POST
@signed_in
def try_job_again(request: ActingRequest, job_id: UUID) -> HttpResponse:
    """Queue a failed or stopped job once more."""
    jobs.try_again(id=_own_job(request, job_id).id)
    return task_goes_on(redirect("desk:job", job_id))


@require_GET
@signed_in
def document(request: ActingRequest, document_id: UUID) -> HttpResponse:
    """A file, always to be saved and never opened in the browser."""
    found = documents.document(document_id)
    if found is None or not documents.is_seen_by(found, request.actor):
        raise Http404
    response = HttpResponse(documents.content_of(found), content_type=found.media_type)
    response["Content-Disposition"] = content_disposition_header(True, found.name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@require_GET
@signed_in
def audit(request: ActingRequest) -> HttpResponse:
    """Who did what in the organization acted for, newest first."""
    require(request.actor, "people.read-audit-trail", request.actor)
    table = Table[AuditEntry](
        entries_of(request.actor.organization_id),
        [
            Column("at", _("When"), lambda entry: formats.localize(entry.at), order="at"),
            Column("by", _("Who"), lambda entry: shown_name(entry.by_name), order="by_name"),
            Column("what", _("What"), deed_in_words, order="what"),
            Column("change", _("Change"), change_in_words),
            Column("reason", _("Reason"), lambda entry: entry.reason),
        ],
        search=["by_name", "what", "about_id", "reason"],
        order="-at",
    )
    return render(request, "desk/audit.html", {"table": table.page(request.GET), "organization": request.actor.organization_name})
