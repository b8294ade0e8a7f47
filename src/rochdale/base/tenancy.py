"""Walls between organizations: whose rows can be seen and written from here on. Without a scope, nobody's.

A table whose rows are their owner's alone gets its `objects` from `OwnedRows`: every question asked through it, through a related
manager, in a form or in a queryset kept for later, is answered out of the scope that stands when the database is asked. Below it
PostgreSQL holds the same wall with row-level security (`base.walls`), for raw SQL too.

Django's `_base_manager` stays plain. It loads the one row that a row already in hand points to, refreshes it, saves and deletes it;
Django asks that it hides nothing, and that the pointed-to row has the same owner is held by the database (`base.walls.SameOwner`).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from enum import Enum
from typing import Any, Final, TypeAlias, TypeVar
from uuid import UUID

from django.core.exceptions import FullResultSet
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Func
from django.db.models.sql.compiler import SQLCompiler

from rochdale.base.actor import SYSTEM, Actor

M = TypeVar("M", bound=models.Model)


class Everywhere(Enum):
    """The scope without walls, for what is nobody's in particular: the clock, a backup, a secret that says whose it is."""

    EVERYWHERE = "*"


EVERYWHERE: Final = Everywhere.EVERYWHERE
Scope: TypeAlias = frozenset[UUID] | Everywhere

_scope: ContextVar[Scope | None] = ContextVar("scope", default=None)  # a new thread begins with none


class OutOfScope(RuntimeError):
    """A mistake of ours: rows were asked for without saying whose, or written for an organization outside the scope."""


def current() -> Scope | None:
    """Whose rows can be seen now; None where nobody has said."""
    return _scope.get()


def as_setting(scope: Scope) -> str:
    """The scope as PostgreSQL is told it (`walls.TELL`)."""
    return EVERYWHERE.value if scope is EVERYWHERE else ",".join(str(id) for id in sorted(scope))


@contextmanager
def within(*organization_ids: UUID | None) -> Iterator[None]:
    """Only rows of these organizations; None is no organization and shows nothing. Replaces the scope around it until the end."""
    with _set(frozenset(id for id in organization_ids if id is not None)):
        yield


@contextmanager
def everywhere(why: str) -> Iterator[None]:
    """Rows of all organizations. `why` is for whoever reads the code: such a place must be rare and narrow."""
    if not why.strip():
        raise ValueError("say why this looks over all walls")
    with _set(EVERYWHERE):
        yield


@contextmanager
def _set(scope: Scope) -> Iterator[None]:
    before = _scope.set(scope)
    try:
        yield
    finally:
        _scope.reset(before)


def scope_of(by: Actor) -> AbstractContextManager[None]:
    """The scope in which `by` acts: the organization acted for; all of them for the installation itself."""
    return everywhere("the installation acts for nobody in particular") if by.id == SYSTEM.id else within(by.organization_id)


def require_in_scope(organization_id: object) -> None:
    """Return when rows of that organization may be written now. Nothing is none of ours: the database wants an owner."""
    scope = current()
    if scope is None:
        raise OutOfScope("a row is written and nobody has said for whom: open `tenancy.within(...)`")
    if organization_id is not None and scope is not EVERYWHERE and UUID(str(organization_id)) not in scope:
        raise OutOfScope(f"a row of the organization {organization_id} is written from outside its walls")


class InScope(Func):
    """The condition that a row's owner is in the scope, read anew each time the database is asked."""

    output_field = models.BooleanField()

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any) -> tuple[str, Any]:  # type: ignore[override]
        """No condition everywhere, no row for nobody, else `owner IN (…)`. Raises `OutOfScope` without a scope."""
        (owner,) = self.get_source_expressions()
        scope = current()
        if scope is None:
            raise OutOfScope(f"{owner} is asked for and nobody has said whose: open `tenancy.within(...)`")
        if scope is EVERYWHERE:
            raise FullResultSet
        is_one_of = owner.output_field.get_lookup("in")
        return compiler.compile(is_one_of(owner, sorted(scope)))


class OwnedRows(models.QuerySet[M]):
    """Rows with an `organization_id`, behind walls: `objects = OwnedRows["Lot"].as_manager()`, or a subclass with questions of its own.

    On a table that everybody sees, wall nothing: use Django's own.
    """

    def __init__(self, model: type[M] | None = None, query: Any = None, using: str | None = None, hints: Any = None) -> None:
        super().__init__(model, query, using, hints)
        if model is not None and query is None:  # every other queryset is derived from one that began here
            self.query.add_q(models.Q(InScope(models.F("organization_id"))))

    def create(self, **fields: Any) -> M:
        """A row of an organization in the scope, or `OutOfScope`."""
        _require_owner(fields)
        return super().create(**fields)

    def update(self, **fields: Any) -> int:
        """Rows cannot be given to an organization outside the scope."""
        if not {"organization", "organization_id"}.isdisjoint(fields):
            _require_owner(fields)
        return super().update(**fields)

    update.alters_data = True  # type: ignore[attr-defined]  # as Django marks it: no template may call it

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> list[M]:
        """Rows of organizations in the scope, or `OutOfScope` and none of them."""
        rows = list(objs)
        for row in rows:
            require_in_scope(row.organization_id)
        return super().bulk_create(rows, *args, **kwargs)


def _require_owner(fields: dict[str, Any]) -> None:
    owner = fields.get("organization_id") or fields.get("organization")
    require_in_scope(getattr(owner, "pk", owner))
