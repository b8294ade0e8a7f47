"""News travels upward or sideways: an operation announces, `config` binds kinds of news to flows, the job worker delivers at least once."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import asdict, is_dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from rochdale.base.models import NewsItem

log = logging.getLogger(__name__)
Flow = Callable[[UUID, dict[str, object]], None]
"""A flow gets the id of the news (to be idempotent by) and its content as plain JSON values."""

_flows: dict[str, list[Flow]] = {}
_LONGEST_WAIT = timedelta(hours=6)


def announce(news: object, *, at: datetime) -> None:
    """Store `news` (a frozen dataclass of JSON-able fields) in the transaction of the change it tells of."""
    if not is_dataclass(news) or isinstance(news, type):
        raise TypeError("news is a dataclass instance")
    NewsItem.objects.create(kind=type(news).__name__, content=asdict(news), at=at, not_before=at)


def bind(kind: type, flow: Flow) -> None:
    """Deliver every news of `kind` to `flow`. Called by `config` only; binding the same flow again changes nothing."""
    flows = _flows.setdefault(kind.__name__, [])
    if flow not in flows:
        flows.append(flow)


def deliver_waiting(*, at: datetime, most: int = 100) -> int:
    """Hand waiting news to their flows, oldest first. Returns how many went out.

    News whose flow fails waits 1 minute, then 2, 4, … at most 6 hours, and holds up no other news.
    """
    waiting = NewsItem.objects.filter(delivered_at=None, not_before__lte=at).order_by("id").values_list("id", flat=True)[:most]
    return sum(_deliver(id, at) for id in list(waiting))


def _deliver(id: UUID, at: datetime) -> bool:
    try:
        with transaction.atomic():
            item = NewsItem.objects.select_for_update(skip_locked=True).filter(pk=id, delivered_at=None).first()
            if item is None:
                return False
            for flow in _flows.get(item.kind, []):
                flow(item.id, item.content)
            NewsItem.objects.filter(pk=id).update(delivered_at=at, attempts=item.attempts + 1, trouble="")
    except Exception as trouble:  # a flow may fail for any reason; the news must survive and be tried again
        log.exception("news %s was not delivered", id)
        item = NewsItem.objects.get(pk=id)
        wait = min(timedelta(minutes=2**item.attempts), _LONGEST_WAIT) if item.attempts < 10 else _LONGEST_WAIT
        NewsItem.objects.filter(pk=id).update(attempts=item.attempts + 1, not_before=at + wait, trouble=repr(trouble)[:2000])
        return False
    return True
