"""The clock of these tests stands in the season of `tests/supply/world.py`, in whatever year they run."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.supply.world import AT


@pytest.fixture(autouse=True)
def a_day_in_november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: AT + timedelta(hours=2))
