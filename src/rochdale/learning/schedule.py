"""What the learning context does by the clock: sheets that were begun page by page and never closed go."""

from __future__ import annotations

from datetime import datetime

from rochdale.base import retention
from rochdale.learning.models import RunDraft


def _drafts(before: datetime) -> int:
    return RunDraft.objects.filter(at__lt=before).delete()[0]


retention.sweep("learning.drafts", _drafts)
