"""Fixtures of the plumbing's tests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from rochdale.base.actor import Actor
from rochdale.base.worker import Worker

AT = datetime(2027, 3, 1, 8, 0, tzinfo=UTC)
BOLAVEN = UUID("01920000-0000-7000-8000-000000000001")
KHAM = Actor(id="kham", name="Kham", organization_id=BOLAVEN, organization_name="Bolaven Growers", offices=frozenset({"manager"}))
NOI = Actor(id="noi", name="Noi", organization_id=BOLAVEN, organization_name="Bolaven Growers", offices=frozenset({"clerk"}))
LARS = Actor(id="lars", name="Lars", organization_id=UUID("01920000-0000-7000-8000-000000000002"), organization_name="Coop Danmark")


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.at = AT

    def __call__(self) -> datetime:
        return self.at

    def on(self, **step: float) -> None:
        self.at += timedelta(**step)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def worker(tmp_path: Path, clock: Clock) -> Iterator[Worker]:
    with Worker(folder=tmp_path / "workers", clock=clock, rest_seconds=0) as worker:
        yield worker


@pytest.fixture(autouse=True)
def documents_folder(tmp_path: Path, settings: object) -> Path:
    folder = tmp_path / "documents"
    settings.MEDIA_ROOT = folder
    return folder
