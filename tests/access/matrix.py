"""The mechanism of the access matrix: every address, every method, every role, and the code that is answered.

A `Row` names a path by its name in the URLconf and says for each of the cast what is answered. Roles that are not named get
`others`; `anonymous` is sent to the sign-in page (302) unless said otherwise. Rows live in `rows_*.py` files, one per context:

    row("people:officers", "GET", {"organization_id": "bolaven"}, member=200, officer=200, others=404)

Values of `at` (the parameters of the path) and of `sends` (the fields of the form) are functions of the `World`, or plain values;
a word of the cast becomes its id. A file of rows may have `prepare(world)`, which makes the things its rows are about.
After a refused POST (302 to the sign-in page, 400, 401, 403, 404, 405, 409) no table has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from time import time
from typing import Any

from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from rochdale.people.acting import SESSION_KEY
from tests.cast import Cast
from tests.watchful import WatchfulClient, show_factors

ROLES: Mapping[str, tuple[str, str | None] | None] = {
    "anonymous": None,
    "member": ("kham", "bolaven"),
    "officer": ("noy", "bolaven"),
    "other_officer": ("ebong", "mungo"),
    "buyer": ("freja", "faelles"),
    "registrar": ("bounmy", "register"),
    "operator": ("sofia", "commons"),
    "no_office": ("pao", None),
}
"""Who visits: a role, the person of the cast who plays it, and the organization acted for."""

UNCOUNTED = {"sessions.Session", "usersessions.UserSession", "base.CacheEntry", "django_tasks_database.DBTaskResult"}
Value = object | Callable[["World"], object]


@dataclass
class World:
    """The cast, and whatever rows the tests of a context add (`made["lot"] = lot`)."""

    cast: Cast
    made: dict[str, Any] = field(default_factory=dict)
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)

    def value(self, value: Value) -> object:
        """The value itself, what the function says, or the id of the word of the cast."""
        if callable(value):
            return value(self)
        known = {**self.cast.people, **self.cast.organizations}
        return known[value].id if isinstance(value, str) and value in known else value


@dataclass(frozen=True)
class Row:
    """One address, one method: what each role is answered."""

    path: str
    method: str
    at: Mapping[str, Value]
    sends: Mapping[str, Value]
    codes: Mapping[str, int]
    query: str

    def code(self, role: str) -> int:
        return self.codes[role] if role in self.codes else self.codes["others"]

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def row(
    path: str,
    method: str = "GET",
    at: Mapping[str, Value] | None = None,
    sends: Mapping[str, Value] | None = None,
    query: str = "",
    **codes: int,
) -> Row:
    """A row; `anonymous` is sent to sign in unless said otherwise. A role that does not exist is a mistake."""
    unknown = codes.keys() - ROLES.keys() - {"others"}
    if unknown:
        raise ValueError(f"no such role: {sorted(unknown)}")
    if "others" not in codes and ROLES.keys() - codes.keys() - {"anonymous"}:
        raise ValueError(f"{path}: say what {sorted(ROLES.keys() - codes.keys() - {'anonymous'})} are answered, or others=")
    return Row(path, method, at or {}, sends or {}, {"anonymous": 302, **codes}, query)


def open_to_all(
    path: str, method: str = "GET", at: Mapping[str, Value] | None = None, sends: Mapping[str, Value] | None = None, code: int = 200
) -> Row:
    """A row for what everybody may see or do."""
    return row(path, method, at, sends, anonymous=code, others=code)


@dataclass(frozen=True)
class Prefix:
    """Somebody else's pages under one path: one row for all of them."""

    starts: str
    codes: Mapping[str, int]


def addresses() -> set[str]:
    """The name of every path of the URLconf, with its namespaces; the path itself for one without a name."""
    return set(_names(get_resolver().url_patterns, "", ""))


def _names(patterns: list[URLPattern | URLResolver], namespace: str, route: str) -> list[str]:
    found: list[str] = []
    for pattern in patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            found += _names(pattern.url_patterns, inner, here)
        else:
            found.append(namespace + pattern.name if pattern.name else f"/{here}")
    return found


def visitor(world: World, role: str) -> Client:
    """A client signed in as whoever plays the role, acting for the role's organization."""
    client = WatchfulClient()
    client.cookies.load(world.cookies.get(role) or _signed_in(world, role))
    return client


def sign_all_in(world: World) -> None:
    """Once for all visits; each is undone, the sessions stay. They are of later than now, so that nobody grows old while others visit."""
    world.cookies = {role: _signed_in(world, role) for role in ROLES}


def _signed_in(world: World, role: str) -> dict[str, str]:
    client = WatchfulClient()
    player = ROLES[role]
    if player is not None:
        person, organization = player
        client.force_login(world.cast.people[person])
        show_factors(client, world.cast.people[person], "password", "mfa", at=time() + 3600)
        if organization is not None:
            session = client.session
            session[SESSION_KEY] = str(world.cast.organizations[organization].id)
            session.save()
    return {name: cookie.value for name, cookie in client.cookies.items()}


def visit(world: World, row: Row, role: str) -> Any:
    """The answer the role gets."""
    parameters = {name: world.value(value) for name, value in row.at.items()}
    address = row.path if row.path.startswith("/") else reverse(row.path, kwargs=parameters)
    sends = {name: world.value(value) for name, value in row.sends.items()}
    client = visitor(world, role)
    if row.method == "GET":
        return client.get(address + row.query)
    content = {"content_type": "application/json"} if address.startswith("/api/") else {}
    return getattr(client, row.method.lower())(address + row.query, sends, **content)


def counts() -> dict[str, int]:
    """How many rows each table holds, in one question. Sessions, counted tries and waiting jobs are nobody's."""
    with connection.cursor() as cursor:
        cursor.execute(_question())
        return dict(cursor.fetchall())


@cache
def _question() -> str:
    tables = [model._meta.db_table for model in apps.get_models() if model._meta.label not in UNCOUNTED and model._meta.managed]
    return " UNION ALL ".join(f"SELECT '{table}', COUNT(*) FROM {connection.ops.quote_name(table)}" for table in tables)
