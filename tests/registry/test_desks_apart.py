"""Two laptops and a centre, each an installation with processes of its own: fifty numbers at each desk, power cuts, and one register."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from tests.base.installations import Installation, empty_installation
from tests.database import migrated_copy

pytestmark = pytest.mark.crash
ROOT = Path(__file__).resolve().parents[2]
CUTS = 3


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Installation]:
    with empty_installation(tmp_path / "centre") as there:
        if there.address.startswith("sqlite"):
            migrated_copy(there.folder / "rochdale.sqlite3")
        assert there.rochdale("migrate").returncode == 0
        done(there, "centre")
        yield there


def begun(there: Installation, *arguments: str) -> subprocess.Popen[str]:
    environment = {**there.environment, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    command = [sys.executable, "-m", "tests.registry.apart", *arguments]
    return subprocess.Popen(
        command, env=environment, cwd=ROOT, start_new_session=True, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def done(there: Installation, *arguments: str) -> str:
    process = begun(there, *arguments)
    out, trouble = process.communicate(timeout=300)
    assert process.returncode == 0, trouble
    return out


def laptop(folder: Path, file: Path) -> Installation:
    """A desk that was opened: always with an embedded database."""
    folder.mkdir()
    there = Installation(folder, f"sqlite:///{folder}/rochdale.sqlite3")
    migrated_copy(folder / "rochdale.sqlite3")
    assert there.rochdale("migrate").returncode == 0
    opened = there.rochdale("registry", "desk-open", str(file))
    assert opened.returncode == 0, opened.stderr
    return there


def worked(there: Installation, office: str, cuts: int) -> list[str]:
    """Somebody works there; the power fails now and then, in the middle of whatever is done."""
    dice = random.Random(office)
    for _ in range(cuts):
        process = begun(there, "work", office)
        before = issued(there)
        deadline = time.monotonic() + 120
        while issued(there) < before + dice.randint(1, 8) and process.poll() is None and time.monotonic() < deadline:
            time.sleep(dice.random() / 20)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=30)
    return done(there, "work", office).splitlines()


def issued(there: Installation) -> int:
    with closing(sqlite3.connect(there.folder / "rochdale.sqlite3", timeout=20)) as database:
        return int(database.execute("SELECT count(*) FROM registry_issuednumber").fetchone()[0])


def test_two_desks_issue_fifty_numbers_each_through_power_cuts_and_meet(centre: Installation, tmp_path: Path) -> None:
    files = {office: tmp_path / f"{office}.zip" for office in ("LA-CS", "LA-SL")}
    for office, file in files.items():
        given = centre.rochdale("registry", "desk-file", office, "--out", str(file))
        assert given.returncode == 0, given.stderr
    desks = {office: laptop(tmp_path / office, file) for office, file in files.items()}

    with ThreadPoolExecutor() as both:
        lines = dict(zip(desks, both.map(lambda pair: worked(pair[1], pair[0], CUTS), desks.items()), strict=True))
    for office, mark, first in (("LA-CS", "CS", 1), ("LA-SL", "SL", 51)):
        told = [line.split(" ", 1)[1] for line in lines[office]]
        assert told[:50] == [f"{mark}-{number:06d}" for number in range(first, first + 50)], "none twice, none left out"
        assert told[50] == f"registry.no-numbers-left {office}-T1/2026/00051", "the 51st has its receipt, and no number"

    for office, there in desks.items():
        report = tmp_path / f"{office}-report.zip"
        assert there.rochdale("registry", "desk-report", "--out", str(report)).returncode == 0
        trial = centre.rochdale("registry", "desk-bring", str(report), "--dry-run", "--json")
        brought = centre.rochdale("registry", "desk-bring", str(report), "--json")
        assert brought.returncode == 0, brought.stderr
        assert json.loads(trial.stdout) == json.loads(brought.stdout)
        told = json.loads(brought.stdout)
        assert (told["items"], told["confirmed"], told["waiting"]) == (51, 51, [])
        again = json.loads(centre.rochdale("registry", "desk-bring", str(report), "--json").stdout)
        assert (again["items"], again["known"]) == (51, 51)

    question = (
        "from rochdale.registry.models import *; from rochdale.base import tenancy\n"
        "with tenancy.everywhere('tests'):\n"
        "    print(EntityNow.objects.values('number').distinct().count(), IssuedNumber.objects.values('value').distinct().count(),"
        " Dossier.objects.filter(state='registered').count(), Dossier.objects.filter(state='in-review').count())"
    )
    assert centre.run(question).split() == ["100", "100", "100", "2"]
    assert "each is what its filings say" in centre.rochdale("registry", "rebuild", "--check").stdout
