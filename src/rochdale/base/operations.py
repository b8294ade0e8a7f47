"""What makes a function an operation: one thing a person can do, whole or not at all, and the same when it is sent twice.

The caller gives the id (a phone may send an operation again after a broken line). The same id with the same content answers as
before; the same id with other content is refused (`base.same-id-other-content`, 409). The moment `at` is not content: a resend
comes later than the first try.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import ParamSpec, TypeVar, cast
from uuid import UUID

from django.db import IntegrityError, transaction

from rochdale.base import tenancy
from rochdale.base.actor import Actor
from rochdale.base.models import Command
from rochdale.kernel.refusal import AlreadyDoneDifferently, Refusal

P = ParamSpec("P")
R = TypeVar("R")


def canonical(value: object) -> object:
    """`value` as JSON-able lists, dicts and text, the same for equal content whatever the order of sets and mappings."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: canonical(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): canonical(item) for key, item in sorted(value.items(), key=lambda pair: str(pair[0]))}
    if isinstance(value, Set):
        return sorted((canonical(item) for item in value), key=repr)
    if isinstance(value, Enum):
        return canonical(value.value)
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [canonical(item) for item in value]
    return _plain(value)


def _plain(value: object) -> object:
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, Decimal):
        return str(value.normalize())
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} cannot be the content of an operation")


def content_sha256(content: object) -> str:
    """Hex SHA-256 of the canonical JSON of `content`."""
    text = json.dumps(canonical(content), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


_guards: dict[str, Callable[[str], None]] = {}


def guard(context: str, function: Callable[[str], None]) -> None:
    """Have `function` asked, with its name, before any operation of a context; it raises `Refused` for what is not done here."""
    _guards[context] = function


def operation(function: Callable[P, R]) -> Callable[P, R]:
    """Make `function(*, id, by, at, ...)` atomic and idempotent by `id`.

    It must return something JSON can hold (an id, as text). Everything is given by keyword: what is not named cannot be compared.
    It sees and writes rows of the organization acted for; one that by its nature touches those of others says so (`tenancy`).
    """
    name = f"{function.__module__.removeprefix('rochdale.').split('.')[0]}.{function.__name__.replace('_', '-')}"

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if args:
            raise TypeError(f"{name} takes keywords only")
        by = cast(Actor, kwargs["by"])
        # A form that is sent again is sent at another moment; what it says is the same.
        moments = {"id", "by", "at"} | ({"happened_at"} if kwargs.get("happened_at") == kwargs["at"] else set())
        content = {key: value for key, value in kwargs.items() if key not in moments}
        account = {"by": by.id, "for": by.organization_id} | ({"in name of": by.in_name_of_id} if by.in_name_of_id else {})
        digest = content_sha256({"operation": name, **account, "content": content})
        with transaction.atomic(), tenancy.scope_of(by):
            if check := _guards.get(name.partition(".")[0]):
                check(name)
            command, is_new = _command(cast(UUID, kwargs["id"]), name, by, cast(datetime, kwargs["at"]), digest)
            if is_new:
                command.answer = json.loads(json.dumps(function(*args, **kwargs)))
                command.save(update_fields=["answer"])
            return cast(R, command.answer)

    return run


def _command(id: UUID, name: str, by: Actor, at: datetime, digest: str) -> tuple[Command, bool]:
    try:
        with transaction.atomic():
            return Command.objects.create(id=id, operation=name, by_id=by.id, at=at, content_sha256=digest), True
    except IntegrityError:
        command = Command.objects.select_for_update().get(id=id)
    if command.content_sha256 != digest:
        raise AlreadyDoneDifferently(Refusal("base.same-id-other-content", {"operation": command.operation, "on": command.at.date()}))
    return command, False
