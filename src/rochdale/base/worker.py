"""The process that runs jobs and delivers news: one loop, one sign of life, a clean stop.

A worker holds a lock on a file of its own as long as it lives. The system lets go of the lock however the process ends, `kill -9`
included, so that another worker on the same machine knows at once that it is dead.
"""

from __future__ import annotations

import fcntl
import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import IO

from django.db import DatabaseError, InterfaceError, OperationalError, close_old_connections, connection, transaction
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker as QueueWorker
from django_tasks_db.models import DBTaskResult

from rochdale.base import jobs, news, tenancy
from rochdale.base.models import Job, JobState
from rochdale.kernel.ids import new_id

log = logging.getLogger(__name__)
HEARTBEAT_SECONDS = 15.0


class Worker:
    """Runs until `stop()` is called. `folder` holds the lock files of this machine's workers; `clock` gives the moment."""

    def __init__(self, *, folder: Path, clock: Callable[[], datetime], rest_seconds: float = 0.5) -> None:
        self.folder = folder
        self.clock = clock
        self.rest_seconds = rest_seconds
        self.name = f"{_place(folder)}-{new_id().hex[-12:]}"
        self._is_stopping = threading.Event()
        self._lock: IO[bytes] | None = None
        self._queue = QueueWorker(
            worker_id=self.name,
            backend_name="default",
            queue_names=["default"],
            excluded_queue_names=[],
            interval=0,
            batch=True,
            max_tasks=1,
            startup_delay=False,
        )

    def __enter__(self) -> Worker:
        # Locked under another name first: a lock file that can be seen is always held, or its worker is dead.
        fresh = self.folder / f"{self.name}.new"
        self._lock = fresh.open("wb")
        fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        fresh.rename(self._path)
        jobs.work_within(jobs.Surroundings(self.name, self.clock, self._is_stopping.is_set))
        threading.Thread(target=self._beat, name="sign-of-life", daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, trouble: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()
        if self._lock:
            self._path.unlink(missing_ok=True)
            self._lock.close()

    @property
    def _path(self) -> Path:
        return self.folder / f"{self.name}.lock"

    def stop(self) -> None:
        """Finish: a running job gives way at its next step and waits for the next worker."""
        self._is_stopping.set()

    def run(self, *, until_idle: bool = False) -> None:
        """Work until stopped; with `until_idle`, until nothing is left to do. A job sees what those may see for whom it works."""
        with tenancy.everywhere("news goes to flows of all organizations"):
            while not self._is_stopping.is_set():
                has_worked = self._round()
                if until_idle and not has_worked:
                    return
                if not has_worked:
                    self._is_stopping.wait(self.rest_seconds)

    def _round(self) -> bool:
        if not connection.in_atomic_block:  # as it is in a test
            close_old_connections()
        try:
            # This worker runs one job at a time and none now: a job in its name broke off.
            found = jobs.recover(at=self.clock(), is_alive=lambda name: name != self.name and self.is_alive(name)) + jobs.queue_the_lost()
            self._close_tasks_of_the_dead()
            delivered = news.deliver_waiting(at=self.clock())
            return self._run_one() or bool(found or delivered)
        except (OperationalError, InterfaceError):
            # A database that is locked or away comes back; a worker that gives up does not.
            log.exception("the worker waits for the database")
            self._is_stopping.wait(5)
            return False

    def _run_one(self) -> bool:
        with transaction.atomic():
            task = DBTaskResult.objects.ready().filter(backend_name="default").get_locked()
            if task is None:
                return False
            task.claim(self.name)
        self._queue.run_task(task)
        return True

    def is_alive(self, name: str) -> bool | None:
        """Whether the worker of that name lives; None when it is one of another machine."""
        if not name.startswith(f"{_place(self.folder)}-"):
            return None
        return not _is_free(self.folder / f"{name}.lock")

    def _close_tasks_of_the_dead(self) -> None:
        """Tasks left as running in the queue; their jobs were queued anew by `jobs.recover`."""
        for left in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING):
            if not left.worker_ids or self.is_alive(left.worker_ids[-1]) is False:
                left.set_failed(RuntimeError("the worker died"))

    def _beat(self) -> None:
        while not self._is_stopping.wait(HEARTBEAT_SECONDS):
            with suppress(DatabaseError):
                Job.objects.filter(worker=self.name, state=JobState.RUNNING).update(heard_at=self.clock())
            connection.close()


def _place(folder: Path) -> str:
    """A word for this folder of locks: workers that share it can tell whether the other lives."""
    file = folder / "place"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        fresh = folder / f"place-{new_id().hex}"
        fresh.write_text(new_id().hex[-12:], encoding="ascii")
        with suppress(FileExistsError):
            file.hardlink_to(fresh)
        fresh.unlink()
    return file.read_text(encoding="ascii")


def has_living_workers(folder: Path) -> bool:
    """Whether any worker of this machine is at work."""
    return any(not _is_free(path) for path in folder.glob("*.lock"))


def _is_free(path: Path) -> bool:
    """Whether nobody holds the lock; a lock file that nobody holds is removed."""
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink(missing_ok=True)
    except BlockingIOError:
        return False
    except FileNotFoundError:
        return True
    return True
