"""Power cuts: the whole process group is killed in the middle of imports and acceptances, again and again, and then we count."""

from __future__ import annotations

import random
import sqlite3
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from tests.database import migrated_copy
from tests.journeys.installation import Installation, Phone, operation_id

pytestmark = pytest.mark.crash

KILLS = 20
TASKS = 200
ROWS = 5
HEADINGS = (
    "offer_id,cooperative,country,product,species,process,protocol,score,certifications,kg,port,"
    "ready_from,ready_until,reserve_price,currency,price_unit"
)


@dataclass
class Import:
    """A file of five offers, sent and kept."""

    number: int
    phone: Phone
    run: UUID = field(default_factory=operation_id)
    job: UUID = field(default_factory=operation_id)
    is_acknowledged: bool = False

    @property
    def references(self) -> list[str]:
        return [f"CRASH-{self.number}-{row}" for row in range(ROWS)]

    def send(self) -> bool:
        row = "{},Crash Growers,LA,coffee,arabica,washed,SCA-2004,84,,600,VNDAD,2027-01-01,2027-03-31,4.10,USD,kg"
        content = "\n".join([HEADINGS, *(row.format(reference) for reference in self.references)]) + "\n"
        # Fetched first, as a browser would: the page sets the cookie that forms are checked by.
        self.phone.get("/imports/new/trade.offers/")
        sent = self.phone.post_file(
            "/imports/new/trade.offers/", {"operation_id": str(self.run)}, f"lots-{self.number}.csv", content.encode()
        )
        if (sent.status, sent.location) != (302, f"/imports/{self.run}/"):
            return refused(sent)
        kept = self.phone.post(
            f"/imports/{self.run}/keep/", {"operation_id": str(self.job), "choice": "rest" if self.number % 2 else "all"}
        )
        if (kept.status, kept.location) != (302, f"/jobs/{self.job}/"):
            return refused(kept)
        return True


@dataclass
class Acceptance:
    """A party's yes to a container."""

    container: str
    phone: Phone
    id: UUID = field(default_factory=operation_id)
    is_acknowledged: bool = False

    def send(self) -> bool:
        path = f"/market/matches/{self.container}/yes/"
        self.phone.get(path)
        sent = self.phone.post(path, {"operation_id": str(self.id)})
        return (sent.status, sent.location) == (302, f"/market/matches/{self.container}/") or refused(sent)


def refused(answer: Any) -> bool:
    """A dying server may answer with 5xx, which acknowledges nothing; anything else means this test is wrong."""
    assert answer.status >= 500, f"{answer.status} {answer.location} {answer.body[:2000]}"
    return False


Task = Import | Acceptance


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    one = Installation(tmp_path)
    migrated_copy(one.file)
    yield one
    if one.process is not None and one.process.poll() is None:
        one.kill()


def tasks_for(installation: Installation) -> list[Task]:
    sessions = installation.sessions()
    yes: list[Task] = [
        Acceptance(container, Phone(installation.port, str(found["key"]))) for found in sessions.values() for container in found["waiting"]
    ]
    sellers = [str(found["key"]) for found in sessions.values() if found["kind"] == "cooperative"]
    files: list[Task] = [Import(number, Phone(installation.port, sellers[number % len(sellers)])) for number in range(TASKS - len(yes))]
    assert len(yes) >= 6
    everything = yes + files
    random.Random(7).shuffle(everything)
    return everything


def send_until_killed(tasks: list[Task], acknowledged: threading.Event, wanted: int) -> None:
    """One phone after another; a broken line leaves the task to be sent again later, with the same id."""
    for task in tasks:
        if not task.is_acknowledged:
            try:
                task.is_acknowledged = task.send()
            except OSError:
                return
            if sum(one.is_acknowledged for one in tasks) >= wanted:
                acknowledged.set()


def kill_in_the_middle(installation: Installation, tasks: list[Task], chance: random.Random) -> None:
    lanes = [tasks[lane::4] for lane in range(4)]
    enough = threading.Event()
    threads = [
        threading.Thread(target=send_until_killed, args=(lane, enough, sum(one.is_acknowledged for one in lane) + chance.randint(2, 4)))
        for lane in lanes
    ]
    for thread in threads:
        thread.start()
    assert enough.wait(60), "too little was acknowledged within a minute"
    time.sleep(chance.uniform(0, 0.3))
    installation.kill()
    for thread in threads:
        thread.join()


def wait_until_idle(installation: Installation) -> None:
    for _ in range(240):
        with sqlite3.connect(f"file:{installation.file}?mode=ro", uri=True) as database:
            open_jobs = database.execute("SELECT count(*) FROM base_job WHERE state IN ('waiting', 'running')").fetchone()[0]
        if not open_jobs:
            return
        time.sleep(0.5)
    raise AssertionError(f"{open_jobs} jobs neither ran again nor said that they stopped")


def test_nothing_acknowledged_is_lost_and_nothing_is_half_done(installation: Installation) -> None:
    installation.start()
    tasks = tasks_for(installation)
    chance = random.Random(11)
    for _ in range(KILLS):
        kill_in_the_middle(installation, tasks, chance)
        installation.start()
    for lane in range(4):
        send_until_killed(tasks[lane::4], threading.Event(), TASKS)
    assert all(task.is_acknowledged for task in tasks)
    wait_until_idle(installation)
    installation.kill()
    with sqlite3.connect(installation.file) as database:
        count(database, tasks)


def count(database: sqlite3.Connection, tasks: list[Task]) -> None:
    """Everything acknowledged is there, once, and whole."""

    def one(question: str, *values: object) -> Any:
        return database.execute(question, values).fetchone()[0]

    assert one("PRAGMA integrity_check") == "ok"
    assert one("SELECT count(*) FROM base_command WHERE answer IS NULL OR answer = 'null'") == 0
    for task in tasks:
        if isinstance(task, Acceptance):
            assert one("SELECT count(*) FROM trade_answer WHERE id = ?", task.id.hex) == 1
            continue
        assert one("SELECT state FROM base_job WHERE id = ?", task.job.hex) == "done"
        assert one("SELECT count(*) FROM base_importedrow WHERE run_id = ? AND thing_id <> ''", task.run.hex) == ROWS
        for reference in task.references:
            assert one("SELECT count(*) FROM trade_offer WHERE reference = ?", reference) == 1
    made = one("SELECT count(*) FROM trade_offer WHERE reference LIKE 'CRASH-%'")
    assert made == ROWS * sum(isinstance(task, Import) for task in tasks)
    assert one("SELECT count(*) FROM base_auditentry WHERE what = 'trade.offer-lot' AND after LIKE '%CRASH-%'") == made
    assert one("SELECT count(*) FROM trade_offer WHERE kg_reserved + kg_sold > kg") == 0


def test_ctrl_c_stops_cleanly_and_leaves_no_one_behind(installation: Installation) -> None:
    installation.start()
    assert installation.stop() == 0
    assert not installation.is_listening()
