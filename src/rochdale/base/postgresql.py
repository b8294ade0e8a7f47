"""The programs of PostgreSQL that write a database into one file and read it back (pg_dump, pg_restore)."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rochdale.kernel.refusal import Refusal, Refused


def dump(database: Mapping[str, Any], to: Path) -> None:
    """One consistent state of the database, while others read and write. Raises `Refused` when the program is missing or fails."""
    _run("pg_dump", database, "--format=custom", "--no-owner", "--no-privileges", f"--file={to}", f"--dbname={database['NAME']}")


def put_back(database: Mapping[str, Any], dump: Path) -> None:
    """Replace the database's tables by those of the file, in one transaction: all of it or nothing."""
    options = ("--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error")
    _run("pg_restore", database, *options, f"--dbname={database['NAME']}", str(dump))


def _run(program: str, database: Mapping[str, Any], *arguments: str) -> None:
    path = shutil.which(program)
    if path is None:
        raise Refused(Refusal("base.backup-program-missing", {"program": program}))
    # The password goes through the environment: arguments can be read by everybody on the machine.
    settings = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    environment = {name: str(database[key]) for name, key in settings.items() if database.get(key)}
    done = subprocess.run([path, *arguments], env={**os.environ, **environment}, capture_output=True, text=True, check=False)
    if done.returncode:
        trouble = done.stderr.strip().splitlines()
        raise Refused(Refusal("base.backup-program-failed", {"program": program, "says": trouble[-1] if trouble else str(done.returncode)}))
