"""Django's backend for PostgreSQL, which tells the server whose rows may be seen (`tenancy`, `walls`).

The scope is told on the connection itself, before the first statement after it changed, so that it costs nothing while it stays. PostgreSQL
takes a setting back together with the transaction or savepoint in which it was made: after each of these, and on every new connection,
nothing is taken for told.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.backends.postgresql import base
from psycopg.pq import TransactionStatus

from rochdale.base import tenancy
from rochdale.base.walls import TELL

_NOTHING_TOLD = object()


class DatabaseWrapper(base.DatabaseWrapper):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._told: object = _NOTHING_TOLD
        self.execute_wrappers.append(self._in_scope)

    def _in_scope(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        scope = tenancy.current() or frozenset()  # the server shows nobody's rows where nobody has said
        if scope != self._told:
            self._tell(scope)
        return execute(sql, params, many, context)

    def _tell(self, scope: tenancy.Scope) -> None:
        if self.connection.info.transaction_status == TransactionStatus.INERROR:
            return  # nothing but the way back is answered now, and that needs no scope
        with self.wrap_database_errors:
            self.connection.execute(TELL, [tenancy.as_setting(scope)])
        self._told = scope

    def init_connection_state(self) -> None:
        self._told = _NOTHING_TOLD
        super().init_connection_state()

    def _rollback(self) -> None:
        self._told = _NOTHING_TOLD
        super()._rollback()  # type: ignore[misc]  # Django's stubs leave it out

    def _savepoint_rollback(self, sid: str) -> None:
        try:
            super()._savepoint_rollback(sid)  # type: ignore[misc]
        finally:
            self._told = _NOTHING_TOLD
