"""A ledger and its balances: the database itself adds each entry to its balance, on SQLite and PostgreSQL.

The ledger is append-only; the table of balances has one row for each account and, where it must not fall below zero, a constraint.
So no path around the operations can take out what is not there, however many write at once: whoever comes second is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython

_OPEN = """INSERT INTO {balances} (organization_id, {keys}, {amount})
SELECT NEW.organization_id, {new_keys}, 0 WHERE NOT EXISTS (SELECT 1 FROM {balances} WHERE {match})"""
_OPEN_POSTGRESQL = """INSERT INTO {balances} (organization_id, {keys}, {amount})
VALUES (NEW.organization_id, {new_keys}, 0) ON CONFLICT DO NOTHING"""
_ADD = "UPDATE {balances} SET {amount} = {amount} + NEW.{amount} WHERE {match}"

_SQLITE = "CREATE TRIGGER {ledger}_is_added_up AFTER INSERT ON {ledger} BEGIN {open}; {add}; END"
_POSTGRESQL = """CREATE OR REPLACE FUNCTION {ledger}_adds_up() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN {open}; {add}; RETURN NULL; END $$"""
_POSTGRESQL_TRIGGER = "CREATE TRIGGER {ledger}_is_added_up AFTER INSERT ON {ledger} FOR EACH ROW EXECUTE FUNCTION {ledger}_adds_up()"


class AddedUp(RunPython):
    """Migration operation: `AddedUp("supply_movement", "supply_stock", keys=["lot_id", "facility_id"], amount="weight_g")`.

    Both tables have `organization_id`, the keys and the amount under the same names; the balances are unique by the keys. SQLite drops
    triggers when Django rebuilds a table: repeat the operation after a migration that alters the ledger.
    """

    def __init__(self, ledger: str, balances: str, keys: Sequence[str], amount: str) -> None:
        self.ledger, self.balances, self.keys, self.amount = ledger, balances, tuple(keys), amount
        super().__init__(self._add, self._remove)

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        return type(self).__name__, [self.ledger, self.balances, self.keys, self.amount], {}

    def _add(self, apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
        self._remove(apps, schema_editor)
        names = {
            "ledger": self.ledger,
            "balances": self.balances,
            "amount": self.amount,
            "keys": ", ".join(self.keys),
            "new_keys": ", ".join(f"NEW.{key}" for key in self.keys),
            "match": " AND ".join(f"{key} = NEW.{key}" for key in self.keys),
        }
        is_sqlite = schema_editor.connection.vendor == "sqlite"
        opens = (_OPEN if is_sqlite else _OPEN_POSTGRESQL).format(**names)
        for statement in (_SQLITE,) if is_sqlite else (_POSTGRESQL, _POSTGRESQL_TRIGGER):
            schema_editor.execute(statement.format(open=opens, add=_ADD.format(**names), **names), params=None)

    def _remove(self, apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
        on_table = "" if schema_editor.connection.vendor == "sqlite" else f" ON {self.ledger}"
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {self.ledger}_is_added_up{on_table}")
