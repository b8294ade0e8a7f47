"""Jobs run once, tell how far they are, and survive the death of their worker."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import OperationalError, transaction
from django_tasks_db.models import DBTaskResult

from rochdale.base import jobs
from rochdale.base.jobs import MOST_ATTEMPTS, Running, TryLater, job_kind
from rochdale.base.models import Job, JobState
from rochdale.base.worker import Worker, has_living_workers
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refusal, Refused
from tests.base.conftest import AT, KHAM, Clock

pytestmark = pytest.mark.django_db
done: list[Any] = []
act: list[Callable[[Running], object]] = []


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(jobs, "_kinds", {})
    done.clear()
    act.clear()

    @job_kind("test.weigh")
    def weigh(running: Running, content: Any) -> object:
        done.append(content)
        return act.pop(0)(running) if act else "weighed"

    yield


def start(id: UUID | None = None) -> UUID:
    return jobs.start("test.weigh", id=id or new_id(), by=KHAM, at=AT, title="Weighing", content={"kg": 60})


def state(id: UUID) -> Job:
    return Job.objects.get(pk=id)


def refuse(running: Running) -> object:
    raise Refused(Refusal("base.file-is-empty", {"name": "lots.csv"}))


def break_down(running: Running) -> object:
    raise ZeroDivisionError


def wait(running: Running) -> object:
    raise TryLater(timedelta(minutes=5))


def die(running: Running) -> object:
    """As if the process were gone: nothing after this point is written."""
    raise SystemExit


def test_a_job_runs_once_with_its_content_and_its_actor(worker: Worker) -> None:
    seen = []
    act.append(lambda running: seen.append(running.by) or {"lots": 3})
    id = start()
    assert start(id) == id
    worker.run(until_idle=True)
    worker.run(until_idle=True)
    assert (state(id).state, state(id).answer, done, seen) == (JobState.DONE, {"lots": 3}, [{"kg": 60}], [KHAM])


def test_a_job_asked_for_in_a_change_that_failed_never_runs(worker: Worker) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        start()
        raise RuntimeError
    worker.run(until_idle=True)
    assert done == []


def test_an_unknown_kind_is_a_mistake_of_ours() -> None:
    with pytest.raises(LookupError):
        jobs.start("test.unknown", id=new_id(), by=KHAM, at=AT, title="", content={})


def test_a_job_tells_how_far_it_is(worker: Worker, clock: Clock) -> None:
    id = start()

    def look(running: Running) -> None:
        clock.on(seconds=5)
        running.advance(2, 7, "%(done)s of %(total)s sacks weighed", sort="A")
        now = state(id)
        assert (now.state, now.done, now.total, now.facts["sort"], now.heard_at) == (JobState.RUNNING, 2, 7, "A", clock())

    act.append(look)
    worker.run(until_idle=True)
    assert state(id).state == JobState.DONE


@pytest.mark.parametrize(
    ("ends", "code"),
    [(refuse, "base.file-is-empty"), (break_down, "base.job-broke")],
)
def test_a_job_that_cannot_be_done_says_why_and_may_be_tried_again(
    ends: Callable[[Running], object], code: str, worker: Worker, caplog: pytest.LogCaptureFixture
) -> None:
    act.append(ends)
    id = start()
    worker.run(until_idle=True)
    assert (state(id).state, state(id).refusals[0]["code"], state(id).attempts) == (JobState.FAILED, code, 1)
    jobs.try_again(id=id)
    worker.run(until_idle=True)
    assert (state(id).state, state(id).refusals) == (JobState.DONE, [])


def test_a_job_whose_worker_died_runs_again(worker: Worker) -> None:
    act.append(die)
    id = start()
    worker.run(until_idle=True)
    assert (state(id).state, state(id).attempts, len(done)) == (JobState.DONE, 2, 2)


def test_a_job_that_kills_every_worker_is_stopped_and_says_so(worker: Worker) -> None:
    act.extend([die] * 9)
    id = start()
    worker.run(until_idle=True)
    assert (state(id).state, len(done)) == (JobState.STOPPED, MOST_ATTEMPTS)
    assert state(id).refusals == [{"code": "base.job-was-interrupted", "facts": {"times": MOST_ATTEMPTS}}]


def test_a_job_that_comes_further_each_time_may_be_interrupted_any_number_of_times(worker: Worker) -> None:
    def come_further(running: Running) -> object:
        running.advance(len(done), 20, "")
        raise SystemExit

    act.extend([come_further] * 9)
    id = start()
    worker.run(until_idle=True)
    assert (state(id).state, len(done)) == (JobState.DONE, 10)


def test_a_living_workers_job_is_left_alone(worker: Worker, clock: Clock) -> None:
    id = start()
    with Worker(folder=worker.folder, clock=clock) as other:
        Job.objects.update(state=JobState.RUNNING, worker=other.name, heard_at=AT - timedelta(hours=5))
        DBTaskResult.objects.update(status="RUNNING", worker_ids=[other.name])
        worker.run(until_idle=True)
        assert state(id).state == JobState.RUNNING
    worker.run(until_idle=True)
    assert state(id).state == JobState.DONE


@pytest.mark.parametrize(("minutes", "ends"), [(9, JobState.RUNNING), (11, JobState.DONE)])
def test_a_worker_of_another_machine_counts_as_dead_when_it_was_silent_too_long(
    minutes: int, ends: str, worker: Worker, clock: Clock
) -> None:
    id = start()
    Job.objects.update(state=JobState.RUNNING, worker="elsewhere-1", heard_at=AT)
    DBTaskResult.objects.update(status="RUNNING", worker_ids=["elsewhere-1"])
    clock.on(minutes=minutes)
    worker.run(until_idle=True)
    assert state(id).state == ends


def test_a_worker_asked_to_stop_gives_its_job_back(worker: Worker, clock: Clock) -> None:
    def stop(running: Running) -> None:
        worker.stop()
        running.advance(1, 2, "")

    act.append(stop)
    id = start()
    worker.run()
    assert (state(id).state, state(id).attempts) == (JobState.WAITING, 0)
    with Worker(folder=worker.folder, clock=clock) as next_one:
        next_one.run(until_idle=True)
    assert state(id).state == JobState.DONE


def test_the_owner_can_stop_a_job_before_and_while_it_runs(worker: Worker) -> None:
    waiting, running_one = start(), start()
    jobs.stop(id=waiting, at=AT)

    def stop(running: Running) -> None:
        jobs.stop(id=running.id, at=AT)
        running.advance(1, 2, "")
        done.append("went on")

    act.append(stop)
    worker.run(until_idle=True)
    assert (state(waiting).state, state(running_one).state, done) == (JobState.STOPPED, JobState.STOPPED, [{"kg": 60}])


def test_a_job_waits_while_the_world_is_not_ready_but_not_for_ever(worker: Worker, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    act.extend([wait] * 100)
    id = start()
    monkeypatch.setattr("django.utils.timezone.now", clock)
    for _ in range(20):
        worker.run(until_idle=True)
        clock.on(minutes=5)
    assert (state(id).state, state(id).refusals[0]["code"], len(done)) == (
        JobState.FAILED,
        "base.job-waited-too-long",
        jobs.MOST_DELAYS + 1,
    )


def test_a_job_whose_task_was_lost_is_queued_again(worker: Worker) -> None:
    id = start()
    DBTaskResult.objects.all().delete()
    worker.run(until_idle=True)
    assert state(id).state == JobState.DONE


def test_a_worker_waits_for_a_database_that_is_away(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(**facts: object) -> int:
        worker.stop()
        raise OperationalError("database is locked")

    monkeypatch.setattr(jobs, "recover", away)
    worker.run()


def test_living_workers_are_known_by_their_lock(worker: Worker) -> None:
    assert has_living_workers(worker.folder)
    (worker.folder / "place-dead.lock").touch()
    worker.__exit__(None, None, None)
    assert not has_living_workers(worker.folder)
