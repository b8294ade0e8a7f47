"""A register from a file, brought in batches: what is new, what has changed, what is missing; nothing is ever deleted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from rochdale.base.actor import Actor
from rochdale.base.imports import Fault
from rochdale.base.operations import content_sha256
from rochdale.kernel.refusal import Refusal, refuse_if
from rochdale.registry.layouts import Layout, read_register
from rochdale.registry.operations import bring_rows
from rochdale.registry.queries.registers import entities_of, missing_from, refusals_for_day

AT_ONCE = 1_000
_FILES = UUID("0192f000-0000-7000-8000-0000007e6157")


@dataclass(slots=True)
class Brought:
    """What became of a file."""

    rows: int
    faults: Sequence[Fault]
    notices: Sequence[Refusal]
    new: int = 0
    same: int = 0
    changed: list[dict[str, Any]] = field(default_factory=list)
    missing: list[UUID] = field(default_factory=list)


def bring(
    content: bytes,
    layout: Layout,
    *,
    by: Actor,
    at: datetime,
    office: str,
    as_of: date,
    is_dry: bool = False,
    tells: Callable[[int], None] | None = None,
) -> Brought:
    """Keep the sound rows of a file. The same file brings nothing twice, and a broken run goes on where it broke off.

    With `is_dry` all is done and then undone, so that what is told is what would become of it. `tells` hears after each batch how many rows
    are through. Raises `Refused` where the file cannot be read as a whole.
    """
    refuse_if(refusals_for_day(office, layout.name, as_of))
    reading = read_register(content, layout)
    told = [dict(row.content) for row in reading.rows]
    known = entities_of(office, told)
    brought = Brought(len(told) + len({fault.row for fault in reading.faults}), reading.faults, reading.notices)
    brought.missing = missing_from(office, layout.name, set(known.values()))
    run = uuid5(_FILES, f"{sha256(content).hexdigest()}/{layout.name}/{office}/{as_of}")
    with transaction.atomic() if is_dry else nullcontext():
        for start in range(0, len(told), AT_ONCE):
            batch = [{**row, "entity": str(known.get(row["source"], ""))} for row in told[start : start + AT_ONCE]]
            made = bring_rows(id=uuid5(run, content_sha256(batch)), by=by, at=at, office=office, as_of=as_of, rows=batch)
            brought.new, brought.same = brought.new + made["new"], brought.same + made["same"]
            brought.changed += made["changed"]
            if tells:
                tells(min(start + AT_ONCE, len(told)))
        if is_dry:
            transaction.set_rollback(True)
    return brought
