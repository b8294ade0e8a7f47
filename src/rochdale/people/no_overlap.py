"""Terms of the same thing never overlap: held by triggers in the database itself (SQLite and PostgreSQL)."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython

_OVERLAP = """SELECT 1 FROM {table} WHERE {same} AND id <> NEW.id
AND (until_{unit} IS NULL OR NEW.since_{unit} < until_{unit}) AND (NEW.until_{unit} IS NULL OR since_{unit} < NEW.until_{unit})"""

_SQLITE = """CREATE TRIGGER {table}_does_not_overlap_{verb} BEFORE {verb} ON {table}
WHEN EXISTS ({overlap}) BEGIN SELECT RAISE(ABORT, '{table} does not overlap'); END"""

# The lock makes two appointments at the same moment wait for each other, so that the second one sees the first.
_POSTGRESQL_FUNCTION = """CREATE FUNCTION {table}_does_not_overlap() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
PERFORM pg_advisory_xact_lock(hashtext('{table}'), hashtext({lock}));
IF EXISTS ({overlap}) THEN RAISE EXCEPTION '{table} does not overlap' USING ERRCODE = 'exclusion_violation'; END IF;
RETURN NEW; END $$"""

_POSTGRESQL = """CREATE TRIGGER {table}_does_not_overlap BEFORE INSERT OR UPDATE ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_does_not_overlap()"""


class NoOverlap(RunPython):
    """Migration operation: `NoOverlap("people_office", same=["person_id", ...], unit="at")` for columns since_at and until_at."""

    def __init__(self, table: str, *, same: list[str], unit: str) -> None:
        overlap = _OVERLAP.format(table=table, unit=unit, same=" AND ".join(f"{column} = NEW.{column}" for column in same))

        def add(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
            if schema_editor.connection.vendor == "sqlite":
                for verb in ("INSERT", "UPDATE"):
                    schema_editor.execute(_SQLITE.format(table=table, verb=verb, overlap=overlap))
                return
            lock = " || ".join(f"NEW.{column}::text" for column in same)
            schema_editor.execute(_POSTGRESQL_FUNCTION.format(table=table, overlap=overlap, lock=lock))
            schema_editor.execute(_POSTGRESQL.format(table=table))

        def remove(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
            if schema_editor.connection.vendor == "sqlite":
                for verb in ("INSERT", "UPDATE"):
                    schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_does_not_overlap_{verb}")
                return
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_does_not_overlap ON {table}")
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {table}_does_not_overlap()")

        super().__init__(add, remove)
