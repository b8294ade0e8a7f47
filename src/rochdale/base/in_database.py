"""Migration operations that tell the database something Django does not know of: triggers, policies, keys over two columns."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation


class InDatabase(Operation):
    """`add` and `remove` speak SQL and ask for no model: `RunPython` would build all models anew for each, seconds in every migration."""

    reversible = True

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Nothing: no model changes."""

    def database_forwards(self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any) -> None:
        """Put it there."""
        self.add(schema_editor)

    def database_backwards(self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any) -> None:
        """Take it away."""
        self.remove(schema_editor)

    def add(self, schema_editor: BaseDatabaseSchemaEditor) -> None:
        """Put it there."""
        raise NotImplementedError

    def remove(self, schema_editor: BaseDatabaseSchemaEditor) -> None:
        """Take it away."""
        raise NotImplementedError


class Bytewise(InDatabase):
    """A text is compared sign by sign, so that its beginning is a range of the index whatever language the database speaks.

    SQLite compares so anyway; on PostgreSQL the column gets the collation "C".
    """

    def __init__(self, table: str, column: str, length: int) -> None:
        self.table, self.column, self.length = table, column, length

    def add(self, schema_editor: BaseDatabaseSchemaEditor) -> None:
        """Give the column its collation."""
        self._compared_as(schema_editor, '"C"')

    def remove(self, schema_editor: BaseDatabaseSchemaEditor) -> None:
        """Give it the one of the database again."""
        self._compared_as(schema_editor, '"default"')

    def _compared_as(self, schema_editor: BaseDatabaseSchemaEditor, collation: str) -> None:
        if schema_editor.connection.vendor == "postgresql":
            quoted = schema_editor.quote_name
            schema_editor.execute(
                f"ALTER TABLE {quoted(self.table)} ALTER COLUMN {quoted(self.column)} TYPE varchar({self.length}) COLLATE {collation}"
            )


class Clustered(InDatabase):
    """The rows of a table lie in its primary key and nowhere else: half the room, for tables that are nothing but a key.

    For a new, empty table. SQLite calls it WITHOUT ROWID; PostgreSQL has no such thing and keeps the table as it is.
    """

    def __init__(self, table: str) -> None:
        self.table = table

    def add(self, schema_editor: BaseDatabaseSchemaEditor) -> None:
        """Lay the table anew."""
        self._lay(schema_editor, " WITHOUT ROWID")

    def remove(self, schema_editor: BaseDatabaseSchemaEditor) -> None:
        """Lay it as Django does."""
        self._lay(schema_editor, "")

    def _lay(self, schema_editor: BaseDatabaseSchemaEditor, how: str) -> None:
        if schema_editor.connection.vendor != "sqlite":
            return
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = %s", [self.table])
            (made,) = cursor.fetchone()
        schema_editor.execute(f"DROP TABLE {schema_editor.quote_name(self.table)}", None)
        schema_editor.execute(made.removesuffix(" WITHOUT ROWID") + how, None)
