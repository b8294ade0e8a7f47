"""An office's inbox over many dossiers, and a register of many rows brought through the command: how long, and how fast.

    python benchmarks/register_office.py [--dossiers 40000] [--rows 100000] [--opened 200] [--database postgresql://…] [--cpu]

One office of 21 holds half of the dossiers open; a national office stands above all of them. The inbox is asked through the whole of
Django, middleware and templates included, without a network. Beside it stands what one would write without an index: every open dossier
of the territory read and sorted in Python, for the same twenty-five rows. The import is the command itself, `rochdale registry import`, in
a process of its own, whose largest memory is told. Beside it stands one operation for each row, which is what keying them in would cost.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings
from register_pages import PLAIN
from registry import CLOCK, FOLDER, Line, megabytes, rows  # sets Django up

from rochdale.base.actor import SYSTEM
from rochdale.people import operations as people
from rochdale.people.models import Person
from rochdale.registry import operations
from rochdale.registry.layouts import LAYOUTS, read_register
from rochdale.registry.models import Dossier, RegisterOffice
from rochdale.registry.rules.dossiers import State
from rochdale.registry.twice_finding import find_all

SINCE = datetime(2026, 1, 5, tzinfo=UTC)
TODAY = date(2026, 11, 2)
OFFICES = 20
OPEN = (State.SUBMITTED, State.SUBMITTED, State.IN_REVIEW, State.CHANGES_REQUESTED)
OVER = (State.REFUSED, State.WITHDRAWN)
HEADINGS = list(LAYOUTS["rochdale"].headings.values())
ONE_BY_ONE = 1_000
TOLD_AT_ITS_END = """
import atexit, runpy, sys
atexit.register(lambda: sys.stderr.write(open("/proc/self/status").read()))
runpy.run_module("rochdale", run_name="__main__")
"""
"""The command, and the most memory it took, as Linux tells it."""


def office(code: str, parent: UUID | None, territory: str) -> tuple[UUID, Person]:
    """An office with a registrar of its own."""
    body, person, made = uuid4(), uuid4(), uuid4()
    people.register_organization(id=body, by=SYSTEM, at=SINCE, kind="registrar", name=f"Office {code}", country="TG")
    people.register_person(id=person, by=SYSTEM, at=SINCE, name=f"Registrar {code}", email=f"{code.lower()}@example.org")
    people.appoint(id=uuid4(), by=SYSTEM, at=SINCE, person_id=person, organization_id=body, office="registrar")
    operations.set_up_office(
        id=made, by=SYSTEM, at=SINCE, parent_id=parent, country="TG", code=code, name=f"Office {code}", territory=[territory],
        since_on=date(2020, 1, 1), body_id=body,
    )  # fmt: skip
    return made, Person.objects.get(pk=person)


def dossiers(count: int, offices: list[UUID], chance: random.Random) -> Iterator[Dossier]:
    """Half of them open in the first office, the rest in all offices, one in three of those over."""
    for number, name in enumerate(rows(count, chance)):
        is_first = number % 2 == 0
        state = chance.choice(OPEN[:3] if is_first else (*OPEN, *OVER))
        received = TODAY - timedelta(days=chance.randrange(200))
        due = received + timedelta(days=30) if chance.random() < 0.9 else None
        yield Dossier(
            kind="register", country="TG", office_id=offices[0] if is_first else chance.choice(offices), state=state.value,
            channel=Dossier.Channel.PAPER, keyed_by_id="keyed", form="SCOOPS", name=name.name, number=f"D-{number}", legal_on=received,
            received_on=received, due_on=due, answers={}, by_id="b", by_name="B", at=SINCE,
        )  # fmt: skip


def opened(kind: str, person: Person, address: str, times: int) -> Line:
    """An address as somebody sees it who is signed in with both factors."""
    client = Client()
    client.force_login(person)
    session, now = client.session, time.time()
    session["account_authentication_methods"] = [{"method": method, "at": now} for method in ("password", "mfa")]
    session["account_authentication_methods_user"], session["seen"] = str(person.pk), now
    session.save()
    assert client.get(address).status_code == 200
    line = Line(kind, [])
    for _ in range(times):
        start = CLOCK()
        assert client.get(address).status_code == 200
        line.took.append((CLOCK() - start) * 1000)
    return line


def sorted_in_python() -> float:
    """The same list without an index: everything open is read, sorted and cut. Gives the median of milliseconds."""
    took = []
    for _ in range(5):
        start = CLOCK()
        found = [row for row in Dossier.objects.select_related("office") if row.state in {state.value for state in OPEN}]
        found.sort(key=lambda row: (row.due_on or date.max, row.received_on, row.id))
        assert found[:25]
        took.append((CLOCK() - start) * 1000)
    return statistics.median(took)


def table(path: Path, count: int, chance: random.Random) -> Path:
    """A register of so many rows in the layout `rochdale`."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        for number, row in enumerate(rows(count, chance)):
            writer.writerow([number, row.name, "", f"TG-B-{number}", "SCOOPS", "TG", " / ".join(row.place_names[1:]), "2019-05-02", ""])
    return path


def imported(path: Path, count: int) -> float:
    """The command over the file; gives rows a second."""
    start = time.perf_counter()
    command = [sys.executable, "-c", TOLD_AT_ITS_END, "registry", "import", str(path), "--layout", "rochdale", "--office", "TG"]
    ran = subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ, "PYTHONWARNINGS": "ignore"})
    seconds = time.perf_counter() - start
    most = int(ran.stderr.rpartition("VmHWM:")[2].split()[0]) / 1024
    print(f"import of {count:,} rows: {seconds:,.0f} s, {count / seconds:,.0f} rows a second, {most:,.0f} MB of memory at most")
    return count / seconds


def one_by_one(count: int, chance: random.Random) -> float:
    """Each row an operation of its own; gives rows a second."""
    content = table(FOLDER / "few.csv", count, chance).read_bytes().replace(b"TG-B-", b"TG-X-")
    told = [{**row.content, "entity": ""} for row in read_register(content, LAYOUTS["rochdale"]).rows]
    start = time.perf_counter()
    for row in told:
        operations.bring_rows(id=uuid4(), by=SYSTEM, at=SINCE, office="TG-ONE", as_of=date(2024, 12, 31), rows=[row])
    return count / (time.perf_counter() - start)


def brought(count: int, times: int, national: Person, chance: random.Random) -> None:
    """The import, what it is compared with, and what may be registered twice in what it brought."""
    rate = imported(table(FOLDER / "register.csv", count, chance), count)
    slow = one_by_one(ONE_BY_ONE, chance)
    print(f"one operation a row: {slow:,.0f} rows a second; the command is {rate / slow:,.0f} x as fast")
    start = time.perf_counter()
    pairs = find_all("TG", ["TG"])
    print(f"what may be registered twice among them: {pairs:,} pairs in {time.perf_counter() - start:,.0f} s")
    print(opened("pairs that may be one", national, "/register/office/twice/", times).told(None))


def main() -> None:
    """Build, measure, print."""
    parser = argparse.ArgumentParser()
    for name, value in (("dossiers", 40_000), ("rows", 100_000), ("opened", 200), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=value)
    parser.add_argument("--database", default="")
    parser.add_argument("--cpu", action="store_true", help="Processor time: where others work beside; not for a server of its own.")
    given = parser.parse_args()
    chance = random.Random(given.seed)
    call_command("migrate", verbosity=0)
    top, national = office("TG", None, "TG")
    local = [office(f"TG-{number}", top, f"TG/region-{number}") for number in range(OFFICES)]
    Dossier.objects.bulk_create(dossiers(given.dossiers, [id for id, _ in local], chance), batch_size=2_000)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    print(f"{given.dossiers:,} dossiers of {RegisterOffice.objects.count()} offices on {connection.vendor}")
    print(f"\n{'':<44}{'p50 ms':>9}{'p95 ms':>9}{'most':>9}           sorted in Python")
    rival = sorted_in_python()
    with override_settings(STORAGES=PLAIN, ALLOWED_HOSTS=["testserver"]):
        for kind, person in (
            ("inbox of the largest office", local[0][1]),
            ("inbox of a small office", local[1][1]),
            ("above all", national),
        ):
            print(opened(kind, person, "/register/office/", given.opened).told(rival))
        print(opened("above all, by name", national, "/register/office/?order=name", given.opened // 4).told(rival))
        print(opened("above all, what is over", national, "/register/office/?which=ended", given.opened // 4).told(rival))
        if given.rows:
            brought(given.rows, given.opened // 4, national, chance)
    print(f"{megabytes():,.0f} MB")


if __name__ == "__main__":
    main()
