"""PostgreSQL's own programs write a database into one file and read it back (pg_dump, pg_restore, psql)."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db import DatabaseError, connection

from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refusal, Refused

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1"
_TRIAL = "rochdale_try_"
_MAY_NOT = "42501"
"""What PostgreSQL answers when the role lacks the right (insufficient_privilege)."""
_EMPTIED = """DO $$ DECLARE one record; BEGIN
  FOR one IN SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()
    LOOP EXECUTE format('DROP TABLE IF EXISTS %I CASCADE', one.name); END LOOP;
  FOR one IN SELECT p.oid::regprocedure AS name FROM pg_proc p WHERE p.pronamespace = current_schema()::regnamespace
    AND p.proowner = current_user::regrole AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
    LOOP EXECUTE format('DROP ROUTINE IF EXISTS %s CASCADE', one.name); END LOOP;
END $$;
"""
"""Takes away what a newer version added, too: a backup of an older one knows nothing of it and could not."""


_GRANTED = """GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role};
GRANT ALL ON ALL SEQUENCES IN SCHEMA {schema} TO {role}; GRANT USAGE ON SCHEMA {schema} TO {role}"""


@contextmanager
def as_owner() -> Iterator[None]:
    """For changing tables: as the role that signed in and owns them."""
    if connection.vendor != "postgresql":
        yield
        return
    _say("RESET ROLE")
    try:
        yield
    finally:
        if works_as := connection.settings_dict["OPTIONS"].get("assume_role"):
            _say(f"SET ROLE {connection.ops.quote_name(works_as)}")


def grant() -> None:
    """Let the program's own role (`ROCHDALE_DATABASE_ROLE`) read and write every table, and change none. The owner says so."""
    if settings.DATABASE_ROLE and connection.vendor == "postgresql":
        with closing(_new_connection()) as owner, connection.wrap_database_errors:
            schema = f'"{owner.execute("SELECT current_schema()").fetchone()[0]}"'
            owner.execute(_GRANTED.format(schema=schema, role=connection.ops.quote_name(settings.DATABASE_ROLE)))
            owner.commit()


def _say(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@contextmanager
def snapshot() -> Iterator[tuple[str, Callable[[str], list[Any]]]]:
    """One state of the database that stays as it is: its name for `dump`, and a function that answers questions about it."""
    with closing(_new_connection()) as held:
        held.autocommit = True
        held.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        name = str(held.execute("SELECT pg_export_snapshot()").fetchone()[0])
        yield name, lambda question: held.execute(question).fetchall()
        held.execute("ROLLBACK")


def dump(database: Mapping[str, Any], to: Path, *, snapshot: str) -> None:
    """Write the state called `snapshot` into a file. Raises `Refused` when the program is missing or fails."""
    options = ("--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", f"--file={to}")
    _run("pg_dump", database, *options, f"--dbname={database['NAME']}")


def put_back(database: Mapping[str, Any], dump: Path) -> None:
    """Replace everything in the database by what is in the file, in one transaction: all of it or nothing."""
    script, emptied = dump.with_suffix(".sql"), dump.with_suffix(".empty.sql")
    emptied.write_text(_EMPTIED, encoding="ascii")
    _run("pg_restore", database, "--no-owner", "--no-privileges", f"--file={script}", str(dump))
    options = ("--no-psqlrc", "--quiet", "--output=/dev/null", "--set=ON_ERROR_STOP=1", "--single-transaction")
    _run("psql", database, *options, f"--file={emptied}", f"--file={script}", f"--dbname={database['NAME']}")
    grant()


@contextmanager
def empty_database() -> Iterator[str]:
    """The address of a fresh database beside ours, gone afterwards. Raises `Refused` when our role may not make one."""
    name = f"{_TRIAL}{new_id().hex[-12:]}"
    with closing(_new_connection()) as server:
        server.autocommit = True
        try:
            with connection.wrap_database_errors:
                server.execute(f"CREATE DATABASE {name}")
        except DatabaseError as trouble:
            if getattr(trouble.__cause__, "sqlstate", "") != _MAY_NOT:
                raise
            role = str(server.execute("SELECT current_user").fetchone()[0])
            raise Refused(Refusal("base.trial-not-permitted", {"role": role})) from None
        try:
            yield _address(connection.settings_dict, name)
        finally:
            with suppress(DatabaseError), connection.wrap_database_errors:
                server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _address(database: Mapping[str, Any], name: str) -> str:
    who = quote(str(database.get("USER") or ""), safe="")
    secret = quote(str(database.get("PASSWORD") or ""), safe="")
    host, port = quote(str(database.get("HOST") or ""), safe=""), database.get("PORT")
    return f"postgresql://{who}{':' + secret if secret else ''}{'@' if who else ''}{host}{f':{port}' if port else ''}/{name}"


def _new_connection() -> Any:
    return connection.get_new_connection(connection.get_connection_params())


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
