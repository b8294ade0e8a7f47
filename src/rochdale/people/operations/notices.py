"""Notices: kept for a person, and marked as read by that person."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from rochdale.base.actor import Actor
from rochdale.base.operations import operation
from rochdale.people.models import Notice


def keep_notice(*, id: UUID, at: datetime, person_id: UUID, subject: str, text: str, link: str = "") -> bool:
    """Keep a letter for a person, in the caller's transaction. The same id again keeps nothing more. Returns whether it is new."""
    _row, is_new = Notice.objects.get_or_create(
        id=id, defaults={"person_id": person_id, "subject": subject[:200], "text": text, "link": link, "at": at}
    )
    return is_new


@operation
def read_notices(*, id: UUID, by: Actor, at: datetime, until: datetime) -> int:
    """Mark all one's own notices up to a moment as read. Returns how many were new."""
    return Notice.objects.filter(person_id=UUID(by.id), read_at=None, at__lte=until).update(read_at=at)
