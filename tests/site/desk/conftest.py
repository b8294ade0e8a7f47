"""Fixtures of the desk: an import kind, a worker, and clients of two people."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from rochdale.base import audit, imports
from rochdale.base.actor import Actor
from rochdale.base.imports import Fault, ImportKind, Reading, ReadRow
from rochdale.base.models import ExchangeRate
from rochdale.base.operations import operation
from rochdale.base.tables import address, csv_bytes, read_table
from rochdale.base.worker import Worker
from rochdale.kernel.refusal import NotAllowed, Refusal, Refused
from tests.cast import Cast

As = Callable[[str], Client]


@pytest.fixture
def as_(cast: Cast) -> As:
    """A client signed in as one of the cast."""

    def client(person: str) -> Client:
        client = Client()
        client.force_login(cast.people[person], backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return client


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[Worker]:
    with Worker(folder=tmp_path / "workers", clock=timezone.now, rest_seconds=0) as worker:
        yield worker


@pytest.fixture(autouse=True)
def documents_folder(tmp_path: Path, settings: object) -> None:
    settings.MEDIA_ROOT = tmp_path / "documents"


def read(content: bytes, filename: str) -> Reading:
    table = read_table(content)
    rows, faults = [], []
    for row in table.rows[1:]:
        if row.text(1).replace(".", "").isdigit():
            rows.append(ReadRow(row.number, {"currency": row.text(0), "rate": row.text(1)}, (row.text(0), row.text(1))))
        else:
            wrong = Refusal("base.rate-not-above-zero", {"currency": row.text(0)})
            faults.append(Fault(row.number, "rate", address(1, row.number), wrong, row.text(1)))
    return Reading("Rates", table.headings, rows, faults, table.notices)


@operation
def keep_rate(*, id: UUID, by: Actor, at: Any, row: Mapping[str, Any]) -> str:
    if row["currency"] == "XXX":
        raise Refused(Refusal("base.rate-unknown-currency", {"currency": "XXX"}))
    facts = {"currency": row["currency"], "per_eur": row["rate"], "on": at.date(), "source": "file", "by_id": by.id, "by_name": by.name}
    audit.record(by=by, at=at, what="test.keep-rate", about=ExchangeRate.objects.create(id=id, at=at, **facts), after={"rate": row["rate"]})
    return str(id)


def officers_only(by: Actor) -> None:
    if "manager" not in by.offices:
        raise NotAllowed(Refusal("base.import-choose-how"))


@pytest.fixture(autouse=True)
def kind(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(imports, "_kinds", {})
    example = csv_bytes(["currency", "rate"], [])
    imports.register(
        ImportKind(
            "test.rates",
            "Bring rates",
            read,
            keep_rate,
            officers_only,
            explains="One row for a rate.",
            goes_to="/",
            example=lambda: example,
        )
    )
    yield
