"""Registers that people bring as a table on screen: looked at first, then kept by the job worker, each entity with the row it came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from django.utils.translation import gettext_lazy as _

from rochdale.base import imports
from rochdale.base.actor import Actor
from rochdale.base.imports import ImportKind, Reading, made
from rochdale.kernel.refusal import Refusal, refuse_if
from rochdale.people.permissions import require
from rochdale.registry.layouts import LAYOUTS, read_register
from rochdale.registry.operations import bring_rows
from rochdale.registry.queries.registers import entities_of, missing_from, refusals_for_day

REGISTER = "registry.register"


def read_given(content: bytes, _name: str, given: Mapping[str, Any]) -> Reading:
    """The rows of the file, each with the entity of the office that it tells of; what the office has and the file does not is told."""
    layout, office = LAYOUTS[given["layout"]], given["office"]
    refuse_if(refusals_for_day(office, layout.name, date.fromisoformat(given["as_of"])))
    reading = read_register(content, layout)
    known = entities_of(office, [row.content for row in reading.rows])
    about = {"office": office, "as_of": given["as_of"]}
    rows = [replace(row, content={**row.content, "entity": str(known.get(row.content["source"], "")), **about}) for row in reading.rows]
    return replace(reading, rows=rows, notices=[*reading.notices, *_compared(known, len(rows), office, layout.name)])


def _compared(known: Mapping[str, UUID], rows: int, office: str, layout: str) -> list[Refusal]:
    missing = missing_from(office, layout, set(known.values()))
    told = [Refusal("registry.rows-known-already", {"count": len(known), "new": rows - len(known)})] if known else []
    return [*told, Refusal("registry.rows-missing-now", {"count": len(missing)})] if missing else told


def keep_register(*, id: UUID, by: Actor, at: datetime, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """A batch of rows, all of one office and one day. Answers with the entity of each."""
    told = [{key: value for key, value in row.items() if key not in {"id", "office", "as_of"}} for row in rows]
    bring_rows(id=id, by=by, at=at, office=rows[0]["office"], as_of=date.fromisoformat(rows[0]["as_of"]), rows=told)
    return [made(row["entity"] or uuid5(id, row["source"])) for row in rows]


def _keep_one(*, id: UUID, by: Actor, at: datetime, row: Mapping[str, Any]) -> str:
    return str(keep_register(id=id, by=by, at=at, rows=[row])[0]["thing"])


def _unasked(content: bytes, name: str) -> Reading:
    raise LookupError(f"{name} is read with a layout and an office")


def _may(by: Actor) -> None:
    require(by, "registry.bring", by)


imports.register(
    ImportKind(
        name=REGISTER, title=_("Bring a register from a table"), read=_unasked, keep=_keep_one, keep_many=keep_register,
        read_given=read_given, may=_may, goes_to="/register/", begins_at="/register/office/bring/",
        explains=_(
            "Each row becomes an entity with a filing of its own, marked as not examined here. Brought again, only what changed is filed."
        ),
    )
)  # fmt: skip
