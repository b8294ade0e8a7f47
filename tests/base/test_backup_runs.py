"""Backups by the clock: one a day whatever was missed, tried, remembered, and removed by a rule that always leaves a good one."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.contrib.sessions.models import Session
from django.db import connections

from rochdale.base import backup_runs, schedule, ticking
from rochdale.base.backup_key import is_encrypted, new_key
from rochdale.base.backup_runs import Kept, file_name, kept_in, last_due, remove_superseded, superseded, sweep, take, take_when_due
from rochdale.base.backup_trial import Tried
from rochdale.base.models import BackupRun, CacheEntry, Job, JobState, Tick
from rochdale.base.words import sentence
from rochdale.base.worker import Worker
from rochdale.config.profiles import PROFILES
from rochdale.kernel.refusal import Refusal, Refused
from tests.base.conftest import AT, Clock
from tests.base.test_backup import keep

pytestmark = pytest.mark.django_db(transaction=True)
VIENTIANE = ZoneInfo("Asia/Vientiane")


@pytest.fixture(autouse=True)
def var(tmp_path: Path, settings: object) -> Iterator[Path]:
    settings.VAR = tmp_path / "var"
    settings.VAR.mkdir()
    settings.BACKUP_FOLDER = settings.VAR / "backups"
    settings.PROFILE = PROFILES["production"]
    yield settings.VAR
    connections.close_all()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The trial itself has its own tests."""
    monkeypatch.setattr(backup_runs, "tried", lambda file, key: Tried(7, 1))


def kept(*days: str, upgrades: tuple[str, ...] = ()) -> list[Kept]:
    found = [Kept(Path(day), datetime.fromisoformat(f"{day}+00:00"), day in upgrades) for day in (*days, *upgrades)]
    return sorted(found, key=lambda one: one.at)


def stays(*days: str, keep_days: int, keep_weeks: int, upgrades: tuple[str, ...] = ()) -> list[str]:
    all_of_them = kept(*days, upgrades=upgrades)
    gone = superseded(all_of_them, days=keep_days, weeks=keep_weeks, zone=UTC)
    return [str(one.path) for one in all_of_them if one not in gone]


@pytest.mark.parametrize(
    ("says", "days", "keep_days", "keep_weeks", "left"),
    [
        ("nothing, nothing goes", [], 7, 8, []),
        ("the only one stays", ["2027-03-01T02:00"], 1, 1, ["2027-03-01T02:00"]),
        ("of one day the last stays", ["2027-03-01T02:00", "2027-03-01T14:00"], 7, 1, ["2027-03-01T14:00"]),
        (
            "three days, then one a week",
            [f"2027-03-{day:02}T02:00" for day in range(1, 20)],
            3,
            2,
            ["2027-03-14T02:00", "2027-03-17T02:00", "2027-03-18T02:00", "2027-03-19T02:00"],
        ),
        (
            "after a pause of months the old ones still count as days",
            ["2026-06-01T02:00", "2026-06-02T02:00", "2027-03-01T02:00"],
            3,
            1,
            ["2026-06-01T02:00", "2026-06-02T02:00", "2027-03-01T02:00"],
        ),
        (
            "the year's last days and the next year's first are one week",
            ["2026-12-28T02:00", "2027-01-02T02:00", "2027-01-03T02:00", "2027-01-04T02:00"],
            1,
            2,
            ["2027-01-03T02:00", "2027-01-04T02:00"],
        ),
    ],
)
def test_the_keep_rule(says: str, days: list[str], keep_days: int, keep_weeks: int, left: list[str]) -> None:
    assert stays(*days, keep_days=keep_days, keep_weeks=keep_weeks) == left


def test_of_backups_before_an_upgrade_the_last_three_stay() -> None:
    upgrades = tuple(f"2026-0{month}-01T12:00" for month in range(1, 6))
    left = stays("2026-06-01T02:00", keep_days=1, keep_weeks=1, upgrades=upgrades)
    assert left == [*upgrades[2:], "2026-06-01T02:00"]


def test_a_day_is_a_day_where_people_live() -> None:
    both = kept("2027-03-01T16:30", "2027-03-01T17:30")  # half past eleven at night, and half past midnight
    assert superseded(both, days=7, weeks=8, zone=VIENTIANE) == []
    assert len(superseded(both, days=7, weeks=8, zone=UTC)) == 1


@pytest.mark.parametrize(("at", "due"), [("08:00", "01 02:00"), ("02:00", "01 02:00"), ("01:59", "28 02:00")])
def test_when_it_was_last_due(at: str, due: str) -> None:
    moment = datetime.fromisoformat(f"2027-03-01T{at}:00").replace(tzinfo=VIENTIANE)
    assert f"{last_due(moment, hour=2, zone=VIENTIANE):%d %H:%M}" == due


def test_names_are_read_back_and_nothing_else_is_touched(tmp_path: Path) -> None:
    ours = [file_name(AT, is_encrypted=True), file_name(AT + timedelta(1), is_encrypted=False, why="before-upgrade")]
    for name in [*ours, "rochdale-notes.txt", "rochdale-2027-03-01.zip", "photo.jpg", f"{ours[0]}.part"]:
        (tmp_path / name).touch()
    found = kept_in(tmp_path)
    assert [(one.path.name, one.at, one.is_before_upgrade) for one in found] == [(ours[0], AT, False), (ours[1], AT + timedelta(1), True)]


def test_each_hour_asks_and_one_backup_a_day_is_started(worker: Worker, clock: Clock, settings: object, quick: None) -> None:
    keep(1)
    for hour in range(30):
        take_when_due(AT + timedelta(hours=hour - 1), AT + timedelta(hours=hour))
        clock.at = AT + timedelta(hours=hour)
        worker.run(until_idle=True)
    runs = list(BackupRun.objects.order_by("at"))
    assert [f"{run.at:%d %H}" for run in runs] == ["01 08", "02 02"]
    assert all(run.verified_at == run.at and run.trouble == "" and run.size_bytes for run in runs)
    assert [one.path.name for one in kept_in(settings.BACKUP_FOLDER)] == [run.file_name for run in runs]
    assert Job.objects.filter(state=JobState.DONE).count() == 2


def test_with_a_key_it_is_encrypted(worker: Worker, settings: object, quick: None) -> None:
    settings.BACKUP_KEY = new_key()
    take_when_due(AT, AT)
    worker.run(until_idle=True)
    run = BackupRun.objects.get()
    assert run.is_encrypted and run.file_name.endswith(".zip.age") and is_encrypted(settings.BACKUP_FOLDER / run.file_name)


def test_a_stick_that_is_not_in_is_told_and_tried_again_each_hour(
    worker: Worker, clock: Clock, settings: object, tmp_path: Path, quick: None
) -> None:
    settings.BACKUP_FOLDER = tmp_path / "stick"
    for hour in range(3):
        if hour == 2:
            settings.BACKUP_FOLDER.mkdir()
        clock.at = AT + timedelta(hours=hour)
        take_when_due(clock.at, clock.at)
        worker.run(until_idle=True)
    told = [[refusal.code for refusal in backup_runs.troubles_of(run)] for run in BackupRun.objects.order_by("at")]
    assert told == [["base.backup-no-folder"], ["base.backup-no-folder"], []]


def test_the_demo_and_a_backup_under_way_start_none(settings: object) -> None:
    take_when_due(AT, AT)
    take_when_due(AT + timedelta(hours=1), AT + timedelta(hours=1))
    assert Job.objects.count() == 1, "the first still waits for a worker"
    Job.objects.all().delete()
    settings.PROFILE = PROFILES["demo"]
    take_when_due(AT, AT)
    assert Job.objects.count() == 0


def test_a_full_disk_is_a_row_and_not_a_crash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    run = take(tmp_path / "a.zip", at=AT, key="")
    assert run.size_bytes == 0 and run.verified_at is None
    assert "No space left on device" in sentence(backup_runs.troubles_of(run)[0])
    assert list(tmp_path.glob("*.zip")) == [] and list(tmp_path.glob(".backup-*")) == []


def test_one_that_did_not_come_back_removes_nothing_older(worker: Worker, settings: object, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.BACKUP_FOLDER.mkdir()
    old = [settings.BACKUP_FOLDER / file_name(AT - timedelta(days=days), is_encrypted=False) for days in range(1, 200)]
    for path in old:
        path.touch()

    def bad(file: Path, key: str) -> Tried:
        raise Refused(Refusal("base.trial-rows-differ", {"table": "base_document", "saved": 2, "found": 1}))

    monkeypatch.setattr(backup_runs, "tried", bad)
    take_when_due(AT, AT)
    worker.run(until_idle=True)
    run = BackupRun.objects.get()
    assert run.verified_at is None and json.loads(run.trouble)[0]["code"] == "base.trial-rows-differ"
    assert all(path.exists() for path in old)


def test_the_last_one_that_was_proven_is_never_removed(settings: object) -> None:
    settings.BACKUP_FOLDER.mkdir()
    names = [file_name(AT - timedelta(days=days), is_encrypted=False) for days in range(200)]
    for name in names:
        (settings.BACKUP_FOLDER / name).touch()
    proven = names[150]
    BackupRun.objects.create(at=AT - timedelta(days=150), file_name=proven, size_bytes=1, verified_at=AT)
    gone = remove_superseded(settings.BACKUP_FOLDER)
    left = {one.path.name for one in kept_in(settings.BACKUP_FOLDER)}
    assert proven in left and names[0] in left and len(left) < 20 and len(gone) == 200 - len(left)


def test_what_a_power_cut_left_behind_is_swept_up_later(var: Path) -> None:
    for name, age in ((".try-a", 2), (".backup-b", 2), (".restore-c", 0), ("workers", 2)):
        (var / name).mkdir()
        moment = (AT - timedelta(days=age)).timestamp()
        os.utime(var / name, (moment, moment))
    sweep(at=AT)
    assert {path.name for path in var.iterdir()} == {".restore-c", "workers"}


def test_a_box_that_was_off_for_three_days_catches_up(worker: Worker, clock: Clock, settings: object, quick: None) -> None:
    ticking.tick(at=AT)
    worker.run(until_idle=True)
    Session.objects.create(session_key="old", session_data="", expire_date=AT + timedelta(days=1))
    Session.objects.create(session_key="new", session_data="", expire_date=AT + timedelta(days=30))
    CacheEntry.objects.create(cache_key="old", value="", expires=AT + timedelta(days=1))
    clock.on(days=3)
    ticking.tick(at=clock.at)
    worker.run(until_idle=True)
    assert [run.at for run in BackupRun.objects.order_by("at")] == [AT, clock.at], "one for all the days it was off"
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]
    assert not CacheEntry.objects.exists()
    assert {f"{mark.done_until:%d %H:%M}" for mark in Tick.objects.all()} == {"04 08:00", "04 00:00"}
    assert ticking.tick(at=clock.at + timedelta(seconds=20)) == 0


def test_everything_that_must_happen_by_the_clock_hangs_on_it() -> None:
    due = {one.name.removeprefix("rochdale."): one.minutes for one in ticking.schedules()}
    assert due.items() >= {
        ("base.schedule.sign_of_life", 1),
        ("base.backup_runs.take_when_due", 60),
        ("base.schedule.clear_expired", 1440),
        ("trade.schedule.lapse", 15),
    }
    assert timedelta(days=1) <= schedule.FINISHED_TASKS_KEPT
