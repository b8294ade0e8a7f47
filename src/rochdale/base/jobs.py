"""Work behind the pages: started in the transaction that asks for it, run by a worker, with progress its owner can watch.

A job function is restartable: after a crash it runs again from the start, so every step of it is an operation with a derived
id, or an answer that can be computed anew. Tables: `Job` says how it stands; the queue itself is django-tasks' database backend.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django_tasks import TaskResultStatus, task
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from rochdale.base import tenancy
from rochdale.base.actor import Actor
from rochdale.base.models import Job, JobState, on_account_of
from rochdale.kernel.refusal import Refusal, Refused

log = logging.getLogger(__name__)

MOST_ATTEMPTS = 3
"""A job whose worker died this many times without coming further is stopped: it may be what kills the worker."""
MOST_DELAYS = 12
SILENT_TOO_LONG = timedelta(minutes=10)
"""Without a sign of life for so long, a worker on another machine counts as dead."""


class Interrupted(BaseException):
    """The worker is asked to stop: the job goes back to waiting. Not an Exception, so that no job swallows it."""


class StoppedByOwner(BaseException):
    """The owner stopped the job."""


class TryLater(Exception):
    """Raised by a job function when the outer world is not ready (a mail server is away); `after` is how long to wait."""

    def __init__(self, after: timedelta) -> None:
        super().__init__(str(after))
        self.after = after


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the worker around a task lends to it."""

    name: str
    clock: Callable[[], datetime]
    is_asked_to_stop: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Running:
    """What a job function knows of itself."""

    id: UUID
    by: Actor
    attempt: int
    delays: int
    """How often it said `TryLater` before."""
    worker: Surroundings

    @property
    def at(self) -> datetime:
        """The present moment, for the operations a job calls."""
        return self.worker.clock()

    def advance(self, done: int, total: int, says: str, **facts: object) -> None:
        """Tell how far the job is, and give way when it is to stop. Call it a few times a second at most, outside transactions.

        `says` is an English message marked with `gettext_noop`; it may use %(done)s, %(total)s and `facts`.
        """
        if self.worker.is_asked_to_stop():
            raise Interrupted
        says_now = {"done": done, "total": total, "says": says, "facts": {"done": done, "total": total, **facts}}
        if not self.still_mine().update(**says_now, heard_at=self.at):
            raise StoppedByOwner
        self.still_mine().filter(furthest__lt=done).update(furthest=done, attempts=1)

    def still_mine(self) -> QuerySet[Job]:
        """The job's row, as long as it was not stopped or given to another worker."""
        return Job.objects.filter(pk=self.id, state=JobState.RUNNING, worker=self.worker.name)


Function = Callable[[Running, Any], object]
"""Gets the running job and the content given to `start`, as plain JSON values; returns the answer, something JSON can hold."""

_kinds: dict[str, Function] = {}


def job_kind(name: str) -> Callable[[Function], Function]:
    """Register a job function under `context.verb-object`."""

    def register(function: Function) -> Function:
        if _kinds.setdefault(name, function) is not function:
            raise ValueError(f"two job functions called {name}")
        return function

    return register


def start(
    kind: str,
    *,
    id: UUID,
    by: Actor,
    at: datetime,
    title: str,
    content: Mapping[str, object],
    goes_to: str = "",
    facts: Mapping[str, object] | None = None,
) -> UUID:
    """Queue a job in the caller's transaction; the same id again changes nothing. Returns `id`.

    `title` is an English message marked with `gettext_noop`, with placeholders for `facts`; `goes_to` is the page of the outcome.
    """
    if kind not in _kinds:
        raise LookupError(f"no job kind {kind}")
    _, is_new = Job.objects.get_or_create(
        id=id,
        defaults={
            "kind": kind,
            "title": title,
            "content": dict(content),
            "goes_to": goes_to,
            "facts": dict(facts or {}),
            "at": at,
            **on_account_of(by),
        },
    )
    if is_new:
        run_job.enqueue(str(id))
    return id


def job(id: UUID) -> Job | None:
    """One job."""
    return Job.objects.filter(pk=id).first()


def stop(*, id: UUID, at: datetime) -> None:
    """The owner stops a job: a waiting one never runs, a running one gives way at its next step; what it has done stays."""
    Job.objects.filter(pk=id, state__in=[JobState.WAITING, JobState.RUNNING]).update(state=JobState.STOPPED, ended_at=at)


def try_again(*, id: UUID) -> None:
    """Queue a failed or stopped job once more, with its attempts counted anew."""
    with transaction.atomic():
        ready = Job.objects.filter(pk=id, state__in=[JobState.FAILED, JobState.STOPPED])
        if ready.update(state=JobState.WAITING, attempts=0, delays=0, furthest=0, refusals=[], ended_at=None, worker=""):
            run_job.enqueue(str(id))


@task
def run_job(id: str) -> None:
    """The one task in the queue; what it runs and how it ends is in `Job`. Needs a worker around it (`worker.Worker`)."""
    current = _workers[-1]
    claimed = Job.objects.filter(pk=id, state=JobState.WAITING)
    with transaction.atomic():
        job = claimed.select_for_update().first()
        if job is None:
            return
        job.attempts += 1
        job.worker, job.state, job.started_at = current.name, JobState.RUNNING, job.started_at or current.clock()
        job.heard_at = current.clock()
        job.save(update_fields=["attempts", "worker", "state", "started_at", "heard_at"])
    _run(job, Running(job.id, job.actor, job.attempts, job.delays, current))


_workers: list[Surroundings] = []


def work_within(surroundings: Surroundings) -> None:
    """Called by the worker once, before it takes tasks."""
    _workers[:] = [surroundings]


def _run(job: Job, running: Running) -> None:
    try:
        with tenancy.scope_of(running.by):
            answer = _kinds[job.kind](running, job.content)
    except Interrupted:
        _wait_again(job, after=None, attempts=job.attempts - 1)
    except StoppedByOwner:
        log.info("job %s was stopped", job.id)
    except TryLater as later:
        if job.delays < MOST_DELAYS:
            _wait_again(job, after=running.at + later.after, attempts=job.attempts - 1)
        else:
            _fail(running, [Refusal("base.job-waited-too-long", {"times": MOST_DELAYS})])
    except Refused as refused:
        _fail(running, refused.refusals)
    except Exception:
        log.exception("job %s of kind %s broke", job.id, job.kind)
        _fail(running, [Refusal("base.job-broke", {"reference": str(job.id)[-12:]})])
    else:
        running.still_mine().update(state=JobState.DONE, answer=answer, ended_at=running.at)


def _fail(running: Running, refusals: Sequence[Refusal]) -> None:
    running.still_mine().update(state=JobState.FAILED, refusals=_stored(refusals), ended_at=running.at)


def _wait_again(job: Job, *, after: datetime | None, attempts: int) -> None:
    with transaction.atomic():
        delays = job.delays + (after is not None)
        broken_off = Job.objects.filter(pk=job.pk, state=JobState.RUNNING, worker=job.worker)
        if broken_off.update(state=JobState.WAITING, attempts=attempts, delays=delays, worker=""):
            _task_at(after).enqueue(str(job.pk))


def _task_at(after: datetime | None) -> Task[[str], None]:
    return run_job.using(run_after=after) if after else run_job


def recover(*, at: datetime, is_alive: Callable[[str], bool | None]) -> int:
    """Queue again what a dead worker left running, or stop it after `MOST_ATTEMPTS`. Returns how many jobs were found.

    `is_alive` answers None for a worker of another machine: that one counts as dead after `SILENT_TOO_LONG`.
    """
    found = 0
    for job in Job.objects.filter(state=JobState.RUNNING).order_by("id"):
        alive = is_alive(job.worker)
        if alive or (alive is None and job.heard_at and at - job.heard_at < SILENT_TOO_LONG):
            continue
        found += 1
        log.warning("job %s of kind %s was interrupted", job.id, job.kind)
        if job.attempts < MOST_ATTEMPTS:
            _wait_again(job, after=None, attempts=job.attempts)
        else:
            broken_off = Job.objects.filter(pk=job.pk, state=JobState.RUNNING, worker=job.worker)
            told = _stored([Refusal("base.job-was-interrupted", {"times": job.attempts})])
            broken_off.update(state=JobState.STOPPED, refusals=told, ended_at=at)
    return found


def queue_the_lost() -> int:
    """Queue waiting jobs whose task is gone (the database was away when it was taken). A task too many does no harm."""
    waiting = Job.objects.filter(state=JobState.WAITING)
    tasks = DBTaskResult.objects.filter(task_path=run_job.module_path, status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING])
    if waiting.count() <= tasks.count():
        return 0
    queued = {task["args"][0] for task in tasks.values_list("args_kwargs", flat=True)}
    lost = [str(id) for id in waiting.values_list("id", flat=True) if str(id) not in queued]
    for id in lost:
        run_job.enqueue(id)
    return len(lost)


def _stored(refusals: Sequence[Refusal]) -> list[dict[str, object]]:
    return [{"code": refusal.code, "facts": dict(refusal.facts)} for refusal in refusals]
