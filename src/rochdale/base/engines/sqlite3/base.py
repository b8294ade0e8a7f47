"""Django's backend for SQLite, with triggers that stay.

To change a table, Django builds a new one, drops the old one and gives the new one its name. SQLite drops the old one's triggers with it,
and refuses the last step while a trigger of another table asks the one that is gone. So the triggers step aside and come back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.backends.sqlite3 import base, schema


class DatabaseSchemaEditor(schema.DatabaseSchemaEditor):
    def _remake_table(self, model: Any, *args: Any, **changes: Any) -> None:
        with self._triggers_aside(model._meta.db_table):
            super()._remake_table(model, *args, **changes)  # type: ignore[misc]  # Django's stubs leave it out

    def delete_model(self, model: Any, handle_autom2m: bool = True) -> None:
        """A trigger of another table that asks this one would break every statement there."""
        for name in self._triggers(model._meta.db_table):
            self.execute(f"DROP TRIGGER {name}")
        super().delete_model(model, handle_autom2m)

    @contextmanager
    def _triggers_aside(self, table: str) -> Iterator[None]:
        triggers = self._triggers(table)
        for name in triggers:
            self.execute(f"DROP TRIGGER {name}")
        yield
        for sql in triggers.values():
            self.execute(sql, params=None)

    def _triggers(self, table: str) -> dict[str, str]:
        """The triggers on the table and those that ask it, by name."""
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
            return {name: sql for name, sql in cursor.fetchall() if re.search(rf"\b{re.escape(table)}\b", sql)}


class DatabaseWrapper(base.DatabaseWrapper):
    SchemaEditorClass = DatabaseSchemaEditor
