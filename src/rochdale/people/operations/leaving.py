"""Leaving with everything that is the organization's, and arriving in an empty installation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_noop

from rochdale.base import audit, jobs
from rochdale.base.actor import SYSTEM, Actor
from rochdale.base.leaving.reading import Arrived, arrive
from rochdale.base.leaving.writing import Written
from rochdale.base.models import Job, JobState
from rochdale.base.operations import operation
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.people.leaving import JOB, export_path, write_export
from rochdale.people.models import Organization
from rochdale.people.permissions import LEADERS, officer_of_owner, permit, require

permit("people.export", officer_of_owner(*LEADERS), "people.may-not-export")


@operation
def start_export(*, id: UUID, by: Actor, at: datetime, organization_id: UUID) -> str:
    """Begin to write everything of the organization into one file. Returns the id of the job."""
    organization = Organization.objects.select_for_update().get(pk=organization_id)
    require(by, "people.export", organization)
    waiting = Job.objects.filter(kind=JOB, organization_id=organization_id, state__in=[JobState.WAITING, JobState.RUNNING])
    if waiting.exists():
        raise Refused(Refusal("people.export-is-under-way"))
    title = gettext_noop("Writing everything that is yours into one file")
    jobs.start(JOB, id=id, by=by, at=at, title=title, content={"organization": str(organization_id)}, goes_to=f"/exports/{id}/")
    audit.record(by=by, at=at, what="people.start-export", about=organization)
    return str(id)


@operation
def fetch_export(*, id: UUID, by: Actor, at: datetime, job_id: UUID) -> str:
    """Take the written file away; the trail keeps its fingerprint. Returns the id of the job."""
    job = Job.objects.get(pk=job_id, kind=JOB)
    organization = Organization.objects.get(pk=job.content["organization"])
    require(by, "people.export", organization)
    if job.state != JobState.DONE or not export_path(job_id).exists():
        raise Refused(Refusal("people.export-is-gone"))
    audit.record(by=by, at=at, what="people.fetch-export", about=organization, after={"sha256": sha256_of(job)})
    return str(job_id)


def sha256_of(job: Job) -> str:
    """The fingerprint of a written file."""
    answer: Mapping[str, str] = job.answer or {}
    return answer.get("sha256", "")


def export_from_command_line(organization_id: UUID, to: Path, at: datetime) -> Written:
    """The same by whoever runs the installation; the organization's leaders see it in their trail."""
    organization = Organization.objects.get(pk=organization_id)
    written = write_export(organization, to, at)
    by = replace(SYSTEM, organization_id=organization.id, organization_name=organization.name)
    audit.record(by=by, at=at, what="people.fetch-export", about=organization, after={"sha256": written.sha256})
    return written


@transaction.atomic
def arrive_from(path: Path, at: datetime) -> Arrived:
    """Read an export into this empty installation: all of it or nothing."""
    found = arrive(path, at=at)
    organization = Organization.objects.get(pk=found.organization_id)
    # On account of the installation, not of the organization: its own trail stays as it was.
    audit.record(by=SYSTEM, at=at, what="people.arrive", about=organization, after={"rows": found.rows, "documents": found.documents})
    return found
