"""How promises stand: the newest look at each says it."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from rochdale.learning.models import ActionItem, Visit


def promises_now() -> QuerySet[Any]:
    """All promises, each with `now`: what was found when somebody last looked, None where nobody did."""
    newest = Visit.objects.filter(promise=OuterRef("pk")).order_by("-on", "-at", "-id").values("found")[:1]
    return ActionItem.objects.annotate(now=Subquery(newest))


def made_in_earnest() -> QuerySet[Any]:
    """Those with a person and a day; the others are drafts."""
    return promises_now().exclude(who="").exclude(by_on=None)
