"""Tables whose rows are never changed or removed, held by triggers in the database itself (SQLite and PostgreSQL)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from rochdale.base.in_database import InDatabase

_SQLITE = """CREATE TRIGGER {table}_is_append_only_{verb} BEFORE {verb}{columns} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"""

_POSTGRESQL_FUNCTION = """CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$"""

# A name may be taken out while a person is being erased, and only then; whatever else the row holds stays the same.
_SQLITE_NAMES = """CREATE TRIGGER {table}_is_append_only_NAMES BEFORE UPDATE ON {table}
WHEN NOT EXISTS (SELECT 1 FROM {marker}) BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"""

_POSTGRESQL_NAMES_FUNCTION = """CREATE OR REPLACE FUNCTION refuse_change_but_of_names() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN IF NOT EXISTS (SELECT 1 FROM {marker}) OR (to_jsonb(OLD) - TG_ARGV) IS DISTINCT FROM (to_jsonb(NEW) - TG_ARGV)
THEN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$"""

_POSTGRESQL_NAMES = """CREATE TRIGGER {table}_is_append_only_UPDATE BEFORE UPDATE ON {table}
FOR EACH ROW EXECUTE FUNCTION refuse_change_but_of_names({names})"""

MARKER = "base_erasingnow"
"""Holds a row only inside the transaction that erases a person (`base.models.ErasingNow`)."""

_POSTGRESQL = """CREATE TRIGGER {table}_is_append_only_{verb} BEFORE {verb}{columns} ON {table}
FOR EACH {level} EXECUTE FUNCTION refuse_change()"""


class AppendOnly(InDatabase):
    """Migration operation: `AppendOnly("base_auditentry")` after the table was made.

    With `columns`, only these are held and the others may change (a delivery mark, a late answer); rows stay unremovable.
    With `names`, these columns may change while a person is being erased (`base.erasing`), the others never.
    A test counts the triggers; `engines/sqlite3` keeps them when Django builds a table anew.
    """

    def __init__(self, table: str, columns: Sequence[str] = (), names: Sequence[str] = ()) -> None:
        if columns and names:
            raise ValueError("where only some columns are held, the others may change anyway")
        self.table = table
        self.columns = tuple(columns)
        self.names = tuple(names)

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        return type(self).__name__, [self.table, self.columns, self.names], {}

    def add(self, schema_editor: BaseDatabaseSchemaEditor) -> None:
        self.remove(schema_editor)
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(_POSTGRESQL_FUNCTION, params=None)
            schema_editor.execute(_POSTGRESQL_NAMES_FUNCTION.format(marker=MARKER), params=None)
        held = self._others(schema_editor) if self.names else self.columns
        for statement in self._triggers(schema_editor.connection.vendor, held):
            schema_editor.execute(statement)

    def _others(self, schema_editor: BaseDatabaseSchemaEditor) -> tuple[str, ...]:
        with schema_editor.connection.cursor() as cursor:
            found = schema_editor.connection.introspection.get_table_description(cursor, self.table)
        return tuple(f'"{column.name}"' for column in found if column.name not in self.names)

    def _triggers(self, vendor: str, held: Sequence[str]) -> Iterator[str]:
        columns = f" OF {', '.join(held)}" if held else ""
        if vendor == "sqlite":
            if self.names:
                yield _SQLITE_NAMES.format(table=self.table, marker=MARKER)
            yield _SQLITE.format(table=self.table, verb="UPDATE", columns=columns)
            yield _SQLITE.format(table=self.table, verb="DELETE", columns="")
            return
        if self.names:
            yield _POSTGRESQL_NAMES.format(table=self.table, names=", ".join(f"'{name}'" for name in self.names))
        else:
            yield _POSTGRESQL.format(table=self.table, verb="UPDATE", columns=columns, level="ROW")
        yield _POSTGRESQL.format(table=self.table, verb="DELETE", columns="", level="ROW")
        yield _POSTGRESQL.format(table=self.table, verb="TRUNCATE", columns="", level="STATEMENT")

    def remove(self, schema_editor: BaseDatabaseSchemaEditor) -> None:
        on_table = "" if schema_editor.connection.vendor == "sqlite" else f" ON {self.table}"
        for verb in ("UPDATE", "NAMES", "DELETE", "TRUNCATE"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {self.table}_is_append_only_{verb}{on_table}")
