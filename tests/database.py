"""The test database: a file where it is SQLite (threads share it as in life), and emptied although history is held by triggers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import TransactionTestCase


@pytest.fixture(scope="session", autouse=True)
def database_is_a_file(tmp_path_factory: pytest.TempPathFactory) -> None:
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@contextmanager
def without_triggers() -> Iterator[None]:
    """For emptying the tables after a test that commits; the triggers are back afterwards."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
            for name, _ in triggers:
                cursor.execute(f"DROP TRIGGER {name}")
            yield
            for _, sql in triggers:
                cursor.execute(sql)
        else:
            cursor.execute("SET session_replication_role = replica")
            yield
            cursor.execute("SET session_replication_role = DEFAULT")


@pytest.fixture(scope="session", autouse=True)
def tables_can_be_emptied() -> Iterator[None]:
    teardown = TransactionTestCase._fixture_teardown

    def without_them(self: TransactionTestCase) -> None:
        with without_triggers():
            teardown(self)

    TransactionTestCase._fixture_teardown = without_them
    yield
    TransactionTestCase._fixture_teardown = teardown
