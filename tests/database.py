"""The test database: a file where it is SQLite (threads share it as in life), and emptied although history is held by triggers.

On PostgreSQL tests work as the program does, in a role that owns no table; only making, emptying and dropping is the owner's.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from fcntl import LOCK_EX, flock
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, connection
from django.test import TransactionTestCase

ROOT = Path(__file__).resolve().parents[1]
MADE_BY = (*sorted((ROOT / "src").glob("rochdale/*/migrations/*.py")), *sorted((ROOT / "src/rochdale/base").glob("*.py")), ROOT / "uv.lock")
"""What a migrated database depends on: our migrations and their operations, and the libraries'."""


@pytest.fixture(scope="session", autouse=True)
def database_is_a_file(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Migrated once for each state of the migrations, and copied from then on: migrating takes longer than most test files."""
    if connection.vendor != "sqlite":
        return
    file = tmp_path_factory.mktemp("database") / "test.sqlite3"
    connection.settings_dict["TEST"]["NAME"] = str(file)
    creation, make = connection.creation, connection.creation.create_test_db

    def from_kept(*args: Any, **kwargs: Any) -> str:
        here = connection.settings_dict["TEST"]["NAME"]  # a worker of pytest-xdist puts its own name to it after this fixture
        with _one_at_a_time() as kept:
            if kept.exists():
                shutil.copy(kept, here)
                name: str = make(*args, **kwargs | {"keepdb": True})
                return name
            name = make(*args, **kwargs)
            with closing(sqlite3.connect(here)) as made, closing(sqlite3.connect(kept.with_suffix(".new"))) as copy:
                made.backup(copy)
            kept.with_suffix(".new").rename(kept)
        return name

    creation.create_test_db = from_kept


@contextmanager
def _one_at_a_time() -> Iterator[Path]:
    """The file of the migrated database, for whoever comes first to make it; to wait takes less time than to migrate beside it."""
    digest = sha256(b"".join(path.read_bytes() for path in MADE_BY)).hexdigest()
    kept = ROOT / ".pytest_cache" / f"migrated-{digest[:16]}.sqlite3"
    kept.parent.mkdir(exist_ok=True)
    with kept.with_suffix(".lock").open("w") as lock:
        flock(lock, LOCK_EX)
        yield kept


def migrated_copy(file: Path) -> None:
    """A migrated database without a row, for an installation of its own; nothing where none is kept, since it migrates itself."""
    with _one_at_a_time() as kept:
        if kept.exists():
            shutil.copy(kept, file)


@pytest.fixture(scope="session", autouse=True)
def role_is_there() -> None:
    """The role is of the server, not of one database; several runs may want it at once. Who makes the test database works as itself."""
    if connection.vendor == "postgresql":
        with closing(connection.Database.connect(**connection.get_connection_params() | {"dbname": "postgres"})) as server:
            server.autocommit = True
            with suppress(DatabaseError), connection.wrap_database_errors:
                server.execute(f"CREATE ROLE {settings.DATABASE_ROLE}")
        connection.settings_dict["OPTIONS"]["assume_role"] = None


@pytest.fixture(scope="session")
def django_db_setup(role_is_there: None, django_db_setup: None) -> Iterator[None]:
    """Around pytest-django's own: between making and dropping, all connections work in the role."""
    if connection.vendor != "postgresql":
        yield
        return
    connection.close()
    connection.settings_dict["OPTIONS"]["assume_role"] = settings.DATABASE_ROLE
    yield
    connection.close()
    connection.settings_dict["OPTIONS"]["assume_role"] = None


@contextmanager
def without_triggers() -> Iterator[None]:
    """For emptying the tables after a test that commits; the triggers are back afterwards."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '% BEFORE DELETE %'")
            triggers = cursor.fetchall()
            for name, _ in triggers:
                cursor.execute(f"DROP TRIGGER {name}")
            yield
            for _, sql in triggers:
                cursor.execute(sql)
        else:
            cursor.execute("RESET ROLE")
            cursor.execute("SET session_replication_role = replica")
            yield
            cursor.execute("SET session_replication_role = DEFAULT")
            cursor.execute(f"SET ROLE {settings.DATABASE_ROLE}")


@pytest.fixture(scope="session", autouse=True)
def tables_can_be_emptied() -> Iterator[None]:
    teardown = TransactionTestCase._fixture_teardown

    def without_them(self: TransactionTestCase) -> None:
        with without_triggers():
            teardown(self)

    TransactionTestCase._fixture_teardown = without_them
    yield
    TransactionTestCase._fixture_teardown = teardown
