"""The worker's whole process group is killed again and again in the middle of an import; nothing is lost, doubled or left half-done."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

pytestmark = pytest.mark.crash
ROOT = Path(__file__).resolve().parents[2]
KILLS = int(os.environ.get("KILLS", "4"))
"""`KILLS=20 make test` for the long way."""
COUNTS = {
    "rates": "SELECT count(*) FROM base_exchangerate",
    "different": "SELECT count(DISTINCT per_eur) FROM base_exchangerate",
    "rows": "SELECT count(*) FROM base_importedrow",
    "audit": "SELECT count(*) FROM base_auditentry WHERE what = 'test.keep-rate'",
}


class Installation:
    """A database and a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "rochdale.sqlite3"
        self.environment = {
            **os.environ,
            "ROCHDALE_MODE": "demo",
            "ROCHDALE_VAR": str(folder / "var"),
            "DATABASE_URL": f"sqlite:///{self.database}",
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        }

    def begin(self, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "tests.base.killed.work", *arguments]
        return subprocess.Popen(command, env=self.environment, cwd=ROOT, start_new_session=True, stderr=subprocess.DEVNULL)

    def ask(self, question: str) -> object:
        with closing(sqlite3.connect(self.database, timeout=20)) as database:
            return database.execute(question).fetchone()[0]

    def counts(self) -> dict[str, object]:
        return {name: self.ask(question) for name, question in COUNTS.items()}

    def state(self) -> object:
        return self.ask("SELECT state FROM base_job")


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 90
    while not is_so():
        assert time.monotonic() < deadline, "it takes too long"
        time.sleep(0.02)


def kill(worker: subprocess.Popen[bytes]) -> None:
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait(timeout=30)


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    if connection.vendor != "sqlite":
        pytest.skip("this test makes an embedded database of its own; the queue is the same code on both")
    return Installation(tmp_path)


def finish(installation: Installation) -> None:
    worker = installation.begin("work")
    wait_until(lambda: installation.state() == "done")
    os.killpg(worker.pid, signal.SIGTERM)
    assert worker.wait(timeout=30) == 0, "a worker that is asked to stop stops cleanly"
    assert installation.counts() == {"rates": 200, "different": 200, "rows": 200, "audit": 200}


def test_rows_kept_one_by_one_survive_the_death_of_the_worker(installation: Installation) -> None:
    assert installation.begin("begin", "rest").wait() == 0
    dice = random.Random(7)
    for _ in range(KILLS):
        wanted = int(str(installation.counts()["rows"])) + dice.randint(1, 180 // KILLS)
        worker = installation.begin("work")
        wait_until(lambda wanted=wanted: int(str(installation.counts()["rows"])) >= wanted)
        kill(worker)
        counts = installation.counts()
        assert counts["rates"] == counts["different"] == counts["rows"] == counts["audit"], counts
        assert installation.state() == "running"
    finish(installation)


def test_all_or_none_is_none_until_it_is_all(installation: Installation) -> None:
    assert installation.begin("begin", "all").wait() == 0
    worker = installation.begin("work")
    wait_until(lambda: installation.state() == "running")
    time.sleep(0.3)
    kill(worker)
    assert installation.counts()["rates"] in (0, 200)
    finish(installation)
