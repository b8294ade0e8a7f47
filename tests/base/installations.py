"""Whole installations in folders of their own, worked on by processes of their own: what a restore is really done to."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from rochdale.base import postgresql


@dataclass(frozen=True)
class Installation:
    """A folder and a database that nobody else uses."""

    folder: Path
    address: str

    @property
    def environment(self) -> dict[str, str]:
        own = {
            "ROCHDALE_MODE": "demo",
            "ROCHDALE_VAR": str(self.folder),
            "DATABASE_URL": self.address,
            "ROCHDALE_CONFIG": str(self.folder / "none.toml"),
            "DJANGO_SETTINGS_MODULE": "rochdale.config.settings",
        }
        return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **own}

    def run(self, code: str, **environment: str) -> str:
        """Run Python lines there, Django ready; returns what they print."""
        lines = f"import django; django.setup()\n{code}"
        done = subprocess.run(
            [sys.executable, "-c", lines], env=self.environment | environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def rochdale(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run the command line there, in English."""
        command = [sys.executable, "-m", "rochdale", *arguments]
        own = {**self.environment, "LC_ALL": "C.UTF-8", **environment}
        return subprocess.run(command, env=own, capture_output=True, text=True, check=False)


@contextmanager
def empty_installation(folder: Path) -> Iterator[Installation]:
    """A place with nothing in it, on the same kind of database as the tests."""
    folder.mkdir(parents=True)
    if connection.vendor == "sqlite":
        yield Installation(folder, f"sqlite:///{folder}/rochdale.sqlite3")
        return
    with postgresql.empty_database() as address:
        yield Installation(folder, address)
