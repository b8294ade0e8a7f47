"""Ids that sort by time of birth (UUID version 7, RFC 9562), so that lists and indexes keep their order."""

from __future__ import annotations

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A fresh, time-ordered, globally unique id; safe to make on a phone without a line."""
    return uuid7()
