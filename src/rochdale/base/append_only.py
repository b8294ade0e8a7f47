"""Tables whose rows are never changed or removed, held by triggers in the database itself (SQLite and PostgreSQL)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython

_SQLITE = """CREATE TRIGGER {table}_is_append_only_{verb} BEFORE {verb}{columns} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"""

_POSTGRESQL_FUNCTION = """CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$"""

_POSTGRESQL = """CREATE TRIGGER {table}_is_append_only_{verb} BEFORE {verb}{columns} ON {table}
FOR EACH {level} EXECUTE FUNCTION refuse_change()"""


class AppendOnly(RunPython):
    """Migration operation: `AppendOnly("base_auditentry")` after the table was made.

    With `columns`, only these are held and the others may change (a delivery mark, a late answer); rows stay unremovable.
    SQLite drops triggers when Django rebuilds a table: repeat the operation after a migration that alters the table
    (a test counts the triggers).
    """

    def __init__(self, table: str, columns: Sequence[str] = ()) -> None:
        self.table = table
        self.columns = tuple(columns)
        super().__init__(self._add, self._remove)

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        return type(self).__name__, [self.table, self.columns], {}

    def _add(self, apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
        self._remove(apps, schema_editor)
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(_POSTGRESQL_FUNCTION, params=None)
        for statement in self._triggers(schema_editor.connection.vendor):
            schema_editor.execute(statement)

    def _triggers(self, vendor: str) -> Iterator[str]:
        columns = f" OF {', '.join(self.columns)}" if self.columns else ""
        if vendor == "sqlite":
            yield _SQLITE.format(table=self.table, verb="UPDATE", columns=columns)
            yield _SQLITE.format(table=self.table, verb="DELETE", columns="")
            return
        yield _POSTGRESQL.format(table=self.table, verb="UPDATE", columns=columns, level="ROW")
        yield _POSTGRESQL.format(table=self.table, verb="DELETE", columns="", level="ROW")
        yield _POSTGRESQL.format(table=self.table, verb="TRUNCATE", columns="", level="STATEMENT")

    def _remove(self, apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
        on_table = "" if schema_editor.connection.vendor == "sqlite" else f" ON {self.table}"
        for verb in ("UPDATE", "DELETE", "TRUNCATE"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {self.table}_is_append_only_{verb}{on_table}")
