"""A short number for each request: the reader quotes it, and every line of the log that belongs to the request carries it."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from rochdale.base.codes import LETTERS

_current: ContextVar[str] = ContextVar("reference", default="")


def new_reference() -> str:
    """For the reader to quote and for us to find in the log, e.g. `K7QM-2XPD`."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"


def current_reference() -> str:
    """The number of the request that is being answered; "" outside of one."""
    return _current.get()


@contextmanager
def under_a_reference() -> Iterator[str]:
    """Everything done inside belongs to one new number."""
    token = _current.set(new_reference())
    try:
        yield _current.get()
    finally:
        _current.reset(token)
