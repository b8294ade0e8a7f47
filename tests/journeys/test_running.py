"""A village box as it runs: started once, it makes its tables, does its work, backs itself up, and the doctor has nothing to mend."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from rochdale.base.backup_key import new_key
from tests.journeys.installation import free_port

PATIENCE_SECONDS = 180


class Box:
    """`rochdale serve` in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        folder.chmod(0o750)
        self.folder, self.port = folder, free_port()
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("ROCHDALE_")},
            "PYTHONPATH": os.pathsep.join(sys.path),
            "LC_ALL": "C.UTF-8",
            "ROCHDALE_MODE": "village-box",
            "ROCHDALE_VAR": str(folder),
            "ROCHDALE_CONFIG": str(folder / "none.toml"),
            "DATABASE_URL": f"sqlite:///{folder}/rochdale.sqlite3",
            "ROCHDALE_SECRET_KEY": "village-box-secret-0123456789-abcdefghijklmnopqrstuvwxyz",
            "ROCHDALE_HOSTS": "127.0.0.1,rochdale.home.arpa",
            "ROCHDALE_PORT": str(self.port),
            "ROCHDALE_WORKERS": "1",
            "ROCHDALE_LOG": "json",
            "ROCHDALE_BACKUP_KEY": new_key(),
        }
        self.log = (folder / "server.log").open("wb")
        self.process = subprocess.Popen(
            self.command("serve"), env=self.environment, stdout=self.log, stderr=self.log, start_new_session=True
        )

    @staticmethod
    def command(*arguments: str) -> list[str]:
        return [sys.executable, "-m", "rochdale", *arguments]

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(self.command(*arguments), env=self.environment, capture_output=True, text=True, check=False)

    def get(self, path: str, **headers: str) -> tuple[int, bytes]:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as line:
            line.request("GET", path, headers=headers)
            answer = line.getresponse()
            return answer.status, answer.read()

    def is_well(self) -> bool:
        try:
            return self.get("/health/", Accept="application/json")[0] == 200
        except OSError:
            return False

    def end(self) -> int:
        os.killpg(self.process.pid, signal.SIGTERM)
        code = self.process.wait(30)
        self.log.close()
        return code


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Box]:
    box = Box(tmp_path)
    yield box
    if box.process.poll() is None:
        box.end()


def wait_for(box: Box, what: object, says: str) -> None:
    assert callable(what)
    until = time.monotonic() + PATIENCE_SECONDS
    while not what():
        log = (box.folder / "server.log").read_text(encoding="utf-8")[-3000:]
        assert time.monotonic() < until and box.process.poll() is None, f"{says}\n{log}"
        time.sleep(0.5)


@pytest.mark.longest
@pytest.mark.heavy
def test_a_village_box_runs_by_itself(box: Box) -> None:
    wait_for(box, box.is_well, "it was not well in time")
    backups = box.folder / "backups"
    wait_for(box, lambda: "backup_proven_age_seconds" in box.get("/metrics/")[1].decode(), "no backup was proven in time")
    (backup,) = backups.glob("rochdale-*.zip.age")
    doctor = box.run("doctor")
    assert doctor.returncode == 0, doctor.stdout
    assert "Nothing must be mended" in doctor.stdout and "✗" not in doctor.stdout
    assert box.get("/how/clearing/?secret=token")[0] == 200
    assert box.get("/", Host="evil.example")[0] == 400
    assert b"verified_at" not in box.get("/health/")[1]
    assert box.end() == 0
    lines = [json.loads(line) for line in (box.folder / "server.log").read_text(encoding="utf-8").splitlines()]
    routes = {line["route"] for line in lines if line["logger"] == "rochdale.request"}
    assert {"site:health", "site:metrics", "site:how-rule"} <= routes
    assert not any("token" in json.dumps(line) for line in lines)
    assert box.run("verify-backup", str(backup)).returncode == 0
    assert "no worker is running" in box.run("doctor").stdout, "the doctor sees that it was stopped"
