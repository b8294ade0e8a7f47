"""The one way to load a thing by its id: another organization's thing is as unknown as one that does not exist."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import Http404

from rochdale.base.actor import Actor
from rochdale.kernel.refusal import NotAllowed
from rochdale.people.permissions import may, owns, refusal_of

M = TypeVar("M", bound=Model)


def get_or_404(by: Actor, name: str, rows: QuerySet[M], *, knows: Callable[[Actor, M], bool] = owns, **key: object) -> M:
    """The row with `key` over which `by` has the right `name`.

    Raises `Http404`, with the same words each time, when there is none or when `by` may not know of it; `NotAllowed` (403) when
    `by` knows of it and lacks the right. `knows` says who knows of a thing: those who act for its owner, unless told otherwise
    (a contract is known to both sides).
    """
    try:
        row = rows.filter(**key).first()
    except (ValidationError, ValueError):  # not the shape of an id: as unknown as any other
        row = None
    if row is not None and may(by, name, row):
        return row
    if row is not None and knows(by, row):
        raise NotAllowed(refusal_of(by, name))
    raise Http404
