"""Reads offers and needs: finds the layout, reads every line, and says everything that is wrong."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

from rochdale.base.tables import Limits, Table, read_table
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.trade.market.defaults import Defaults
from rochdale.trade.market.files import own, quality_institute
from rochdale.trade.market.files.cells import decimal_mark
from rochdale.trade.market.files.cursor import Cursor, columns_of, header_key
from rochdale.trade.market.files.rows import Fault, Held, NeedRow, OfferRow, Reading, of_the_whole

KNOWN_HEADERS = frozenset((*own.OFFER_HEADERS, *own.NEED_HEADERS, *quality_institute.REQUIRED))
LIMITS = Limits(most_bytes=20_000_000, most_rows=200_000)
"""A market of a whole country comes as one file."""
OWN, QUALITY_INSTITUTE = "rochdale", "cqi"

Row = TypeVar("Row", OfferRow, NeedRow)
ReadRow = Callable[[Cursor], "Row | Held"]


def read_offers(source: Path | bytes, defaults: Defaults, *, on: date) -> Reading[OfferRow]:
    """Offers in the project's layout or that of the Coffee Quality Institute. `on` picks the next shipping season of the defaults.

    Never raises for what stands in the file: every fault is in the reading.
    """

    def layout(table: Table) -> tuple[str, Mapping[str, int], ReadRow[OfferRow]]:
        columns = columns_of(table)
        if quality_institute.is_layout(frozenset(columns)):
            _require(columns, quality_institute.REQUIRED)
            numbered = {"row": 0} if table.headings[0] == "" else {}
            return QUALITY_INSTITUTE, columns | numbered, lambda cursor: quality_institute.offer_row(cursor, defaults, on)
        _require(columns, own.OFFER_HEADERS)
        return OWN, columns, lambda cursor: own.offer_row(cursor, defaults)

    return _read(source, layout, "offer_id")


def read_needs(source: Path | bytes, defaults: Defaults) -> Reading[NeedRow]:
    """Needs in the project's layout. Never raises for what stands in the file: every fault is in the reading."""

    def layout(table: Table) -> tuple[str, Mapping[str, int], ReadRow[NeedRow]]:
        columns = columns_of(table)
        _require(columns, own.NEED_HEADERS)
        return OWN, columns, lambda cursor: own.need_row(cursor, defaults)

    return _read(source, layout, "need_id")


def _read(source: Path | bytes, layout: Callable[[Table], tuple[str, Mapping[str, int], ReadRow[Row]]], id_column: str) -> Reading[Row]:
    try:
        content = source if isinstance(source, bytes) else source.read_bytes()
    except OSError as problem:
        return _nothing("", Refusal("market.file-cannot-open", {"problem": problem.strerror or ""}))
    sha256 = hashlib.sha256(content).hexdigest()
    try:
        table = read_table(content, knows=KNOWN_HEADERS, key=header_key, limits=LIMITS)
        name, columns, read_row = layout(table)
    except Refused as refused:
        return _nothing(sha256, *refused.refusals)
    lines = table.rows[1:]
    mark = decimal_mark((cell for line in lines for cell in line.cells), table.separator)
    cursors = [Cursor(line, columns, mark) for line in lines]
    read = [(cursor, _row(cursor, read_row, len(table.headings))) for cursor in cursors]
    _refuse_twins(read, id_column)
    return _reading(name, table, sha256, read, _unknown_headers(table, name))


def _row(cursor: Cursor, read_row: ReadRow[Row], width: int) -> Row | Held:
    if any(cursor.line.cells[width:]):
        cursor.faults.append(
            Fault(cursor.line.number, "", "", Refusal("market.row-too-long", {"columns": width, "found": len(cursor.line.cells)}))
        )
    return read_row(cursor)


def _refuse_twins(read: Iterable[tuple[Cursor, OfferRow | NeedRow | Held]], id_column: str) -> None:
    """An id that came before is a fault of the later row."""
    first: dict[str, int] = {}
    for cursor, row in read:
        name = row.need_id if isinstance(row, NeedRow) else row.offer_id if isinstance(row, OfferRow) else row.id
        if name in first:
            cursor.fault(id_column, Refusal("market.id-twice", {"id": name, "first_row": first[name]}))
        elif name:
            first[name] = cursor.line.number


def _reading(layout: str, table: Table, sha256: str, read: Sequence[tuple[Cursor, Row | Held]], notices: Sequence[Fault]) -> Reading[Row]:
    sound = [row for cursor, row in read if not cursor.faults]
    faults = [fault for cursor, _ in read for fault in cursor.faults]
    if not read:
        faults.append(of_the_whole(Refusal("market.file-without-rows")))
    return Reading(
        layout=layout,
        rows=tuple(row for row in sound if not isinstance(row, Held)),
        held=tuple(row for row in sound if isinstance(row, Held)),
        faults=tuple(faults),
        notices=(*map(of_the_whole, table.notices), *notices, *(notice for cursor, _ in read for notice in cursor.notices)),
        sha256=sha256,
        rows_read=len(read),
    )


def _require(columns: Mapping[str, int], wanted: Sequence[str]) -> None:
    missing = [header for header in wanted if header not in columns]
    if len(missing) > len(wanted) // 2:
        raise Refused(Refusal("market.file-unknown-layout", {"headers": list(columns)[:12]}))
    if missing:
        raise Refused(Refusal("market.file-columns-missing", {"columns": missing}))


def _unknown_headers(table: Table, layout: str) -> list[Fault]:
    if layout != OWN:
        return []
    unknown = [header for header in table.headings if header and header_key(header) not in KNOWN_HEADERS]
    return [of_the_whole(Refusal("market.file-columns-ignored", {"columns": unknown}))] if unknown else []


def _nothing(sha256: str, *refusals: Refusal) -> Reading[Row]:
    return Reading("", (), (), tuple(map(of_the_whole, refusals)), (), sha256, 0)
