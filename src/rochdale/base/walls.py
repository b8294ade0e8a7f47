"""Walls between organizations in the database itself: row-level security (PostgreSQL), and children that stay with their parent's owner.

Migration operations, after the tables were made. The scope of `tenancy` reaches PostgreSQL as a setting of the connection.
"""

from __future__ import annotations

from django.db import IntegrityError
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.utils import truncate_name

from rochdale.base.in_database import InDatabase

TELL = "SELECT set_config('rochdale.scope', %s, false)"
"""Tells a connection to PostgreSQL the scope: `*` for everywhere, else ids with commas between; nothing told shows nothing."""

_LONGEST_NAME = 50  # PostgreSQL cuts names at 63; each gets an ending

# In a SELECT of its own the setting is read once for a statement, not once for a row.
_SEES = """(SELECT current_setting('rochdale.scope', true)) = '*' OR organization_id = ANY
((SELECT string_to_array(nullif(current_setting('rochdale.scope', true), '*'), ',')::uuid[])::uuid[])"""


class Walled(InDatabase):
    """Migration operation: `Walled("trade_lot")`. PostgreSQL shows and takes only rows whose organization is in the scope.

    It binds every role but the one that owns the table: the program works as another (`ROCHDALE_DATABASE_ROLE`). Nothing on SQLite,
    where the program is the only one that reads.
    """

    def __init__(self, table: str) -> None:
        self.table = table

    def add(self, schema_editor: BaseDatabaseSchemaEditor) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"ALTER TABLE {self.table} ENABLE ROW LEVEL SECURITY")
            schema_editor.execute(f"CREATE POLICY wall ON {self.table} USING ({_SEES}) WITH CHECK ({_SEES})", params=None)

    def remove(self, schema_editor: BaseDatabaseSchemaEditor) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP POLICY wall ON {self.table}")
            schema_editor.execute(f"ALTER TABLE {self.table} DISABLE ROW LEVEL SECURITY")


_ASTRAY = """SELECT count(*) FROM {child} AS child JOIN {parent} AS parent ON parent.id = child.{column}
WHERE child.organization_id <> parent.organization_id"""

_SQLITE_CHILD = """CREATE TRIGGER {name}_{verb} BEFORE {verb}{columns} ON {child}
WHEN EXISTS (SELECT 1 FROM {parent} WHERE id = NEW.{column} AND organization_id <> NEW.organization_id)
BEGIN SELECT RAISE(ABORT, '{child}.{column} points to a row of another organization'); END"""

# A child may come before its parent (an export is read table by table): then the parent is looked at.
_SQLITE_PARENT = """CREATE TRIGGER {name}_parent_{verb} BEFORE {verb}{columns} ON {parent}
WHEN EXISTS (SELECT 1 FROM {child} WHERE {column} = NEW.id AND organization_id <> NEW.organization_id)
BEGIN SELECT RAISE(ABORT, '{child}.{column} points to a row of another organization'); END"""

_POSTGRESQL_UNIQUE = """DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = '{parent}'::regclass AND conname = '{unique}')
THEN ALTER TABLE {parent} ADD CONSTRAINT {unique} UNIQUE (id, organization_id); END IF; END $$"""

_POSTGRESQL = """ALTER TABLE {child} ADD CONSTRAINT {name} FOREIGN KEY ({column}, organization_id)
REFERENCES {parent} (id, organization_id) DEFERRABLE INITIALLY DEFERRED"""


class SameOwner(InDatabase):
    """Migration operation: `SameOwner("trade_offer", "lot_id", "trade_lot")`. A row and the one it points to have the same owner.

    No row of another organization, whatever the program thinks; a column that points nowhere is free. PostgreSQL looks at the end of
    the transaction, as with every key of Django's; SQLite at once.
    """

    def __init__(self, child: str, column: str, parent: str) -> None:
        self.child, self.column, self.parent = child, column, parent
        self.words = {
            "child": child,
            "column": column,
            "parent": parent,
            "name": self.name_of(child, column),
            "unique": f"{truncate_name(parent, _LONGEST_NAME)}_and_owner",
        }

    @staticmethod
    def name_of(child: str, column: str) -> str:
        """Of the constraint, and how the names of the triggers begin."""
        return f"{truncate_name(f'{child}_{column}', _LONGEST_NAME)}_same_owner"

    def add(self, schema_editor: BaseDatabaseSchemaEditor) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(_POSTGRESQL_UNIQUE.format(**self.words), params=None)
            schema_editor.execute(_POSTGRESQL.format(**self.words))
            return
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(_ASTRAY.format(**self.words))
            if cursor.fetchone()[0]:
                raise IntegrityError(f"{self.child}.{self.column} points to rows of other organizations")
        for verb in ("INSERT", "UPDATE"):
            child, parent = (f" OF {self.column}, organization_id", " OF id, organization_id") if verb == "UPDATE" else ("", "")
            schema_editor.execute(_SQLITE_CHILD.format(**self.words, verb=verb, columns=child))
            schema_editor.execute(_SQLITE_PARENT.format(**self.words, verb=verb, columns=parent))

    def remove(self, schema_editor: BaseDatabaseSchemaEditor) -> None:
        if schema_editor.connection.vendor == "postgresql":  # the pair of columns stays unique: other children may point to it
            schema_editor.execute("ALTER TABLE {child} DROP CONSTRAINT {name}".format(**self.words))
            return
        for verb in ("INSERT", "UPDATE", "parent_INSERT", "parent_UPDATE"):
            schema_editor.execute(f"DROP TRIGGER {self.words['name']}_{verb}")
