"""Rows of "currency,rate", kept slowly enough to be interrupted."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.imports import ImportKind, Reading, ReadRow, register
from rochdale.base.models import ExchangeRate
from rochdale.base.operations import operation
from rochdale.base.tables import read_table

KIND = "test.killed"


def read(content: bytes, filename: str) -> Reading:
    rows = read_table(content).rows[1:]
    return Reading("Rates", ["currency", "rate"], [ReadRow(row.number, {"rate": row.text(1)}, (row.text(1),)) for row in rows])


@operation
def keep_rate(*, id: UUID, by: Actor, at: datetime, row: Mapping[str, Any]) -> str:
    facts = {"currency": "LAK", "per_eur": row["rate"], "on": at.date(), "source": "file", "by_id": by.id, "by_name": by.name}
    rate = ExchangeRate.objects.create(id=id, at=at, **facts)
    time.sleep(0.004)
    audit.record(by=by, at=at, what="test.keep-rate", about=rate)
    return str(id)


register(ImportKind(KIND, "Rates", read, keep_rate, lambda by: None))
