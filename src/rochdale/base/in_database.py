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
