"""The database: whether it answers, takes rows, keeps its promises, and has the tables of this version."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError, NotSupportedError, connection

from rochdale.base import health
from rochdale.base.doctor.findings import Finding, Visit
from rochdale.kernel.refusal import Refusal

OLDEST_SQLITE = (3, 37, 0)
PROMISED = {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1"}
"""An acknowledged write outlives a power cut, readers never wait for a writer, no row points nowhere."""
PROMISED_BY_POSTGRESQL = {"fsync": "on", "synchronous_commit": "on", "server_encoding": "UTF8"}


def database_is_sound(visit: Visit) -> Iterator[Finding]:
    """It answers, it is new enough, and it keeps what it is told."""
    try:
        connection.ensure_connection()
    except NotSupportedError as trouble:
        yield Finding(Refusal("base.doctor-database-old", {"says": str(trouble)}))
        return
    except (DatabaseError, InterfaceError):
        yield Finding(Refusal("base.doctor-database-silent"))
        return
    yield from _of_sqlite(visit) if connection.vendor == "sqlite" else _of_postgresql()


def _of_sqlite(visit: Visit) -> Iterator[Finding]:
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        yield Finding(Refusal("base.doctor-database-old", {"says": f"SQLite {sqlite3.sqlite_version}"}))
    for name, wanted in PROMISED.items():
        found = _ask(f"PRAGMA {name}")
        if found != wanted:
            yield Finding(Refusal("base.doctor-database-loose", {"what": name, "found": found, "wanted": wanted}))
    told = _ask("PRAGMA integrity_check(1)" if visit.is_thorough else "PRAGMA quick_check(1)")
    if told != "ok":
        yield Finding(Refusal("base.doctor-database-damaged", {"says": told}))


def _of_postgresql() -> Iterator[Finding]:
    for name, wanted in PROMISED_BY_POSTGRESQL.items():
        found = _ask(f"SHOW {name}")
        if found != wanted:
            yield Finding(Refusal("base.doctor-database-loose", {"what": name, "found": found, "wanted": wanted}))
    room, needed = int(_ask(_LOCKS)), int(_ask(_LOCKED)) * LOCKS_EACH
    if room < needed:
        yield Finding(Refusal("base.doctor-few-locks", {"room": room, "needed": needed}), is_serious=False)


LOCKS_EACH = 5
"""A backup is put back in one transaction: each table and index is locked as it goes and as it comes, with what belongs to it."""
_LOCKS = """SELECT current_setting('max_locks_per_transaction')::int
* (current_setting('max_connections')::int + current_setting('max_prepared_transactions')::int)"""
_LOCKED = "SELECT count(*) FROM pg_class WHERE relnamespace = current_schema()::regnamespace"


def _ask(question: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(question)
        row: Any = cursor.fetchone()
    return str(row[0])


_ROLE = """SELECT CASE WHEN rolsuper OR rolbypassrls THEN 'passes' WHEN EXISTS (SELECT FROM pg_tables WHERE tableowner = current_user
AND schemaname = current_schema()) THEN 'owns' ELSE '' END FROM pg_roles WHERE rolname = current_user"""


def walls_bind(visit: Visit) -> Iterator[Finding]:
    """PostgreSQL keeps organizations apart only for a role that owns no table and passes no wall."""
    if connection.vendor != "postgresql" or settings.IS_DEMO:
        return
    role = settings.DATABASE_ROLE
    if not role:
        yield Finding(Refusal("base.doctor-role-missing"), is_serious=settings.USES_TLS)
    elif _ask(_ROLE):
        yield Finding(Refusal("base.doctor-role-not-bound", {"role": role}))


def tables_are_current(visit: Visit) -> Iterator[Finding]:
    """The tables are those of this version, and take rows."""
    seen = health.measure(visit.at)
    wanted = {"base.doctor-tables-old", "base.doctor-tables-newer", "base.doctor-database-takes-nothing"}
    yield from (Finding(refusal) for refusal in health.troubles(seen) if refusal.code in wanted)
