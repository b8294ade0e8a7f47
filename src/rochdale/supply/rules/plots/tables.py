"""Plots in rows: CSV and Excel, with longitude and latitude in columns of their own or an outline in one cell."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from rochdale.base.tables import Limits, Row, Table, read_table
from rochdale.kernel.guess import folded
from rochdale.kernel.number import parse_number
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.supply.rules.plots.farmers import is_farmer_list, read_rows
from rochdale.supply.rules.plots.fields import FIELDS, columns_of, said
from rochdale.supply.rules.plots.figures import Figure, figure, found_encoding, shown
from rochdale.supply.rules.plots.findings import Finding, found
from rochdale.supply.rules.plots.raw import RawFile, RawPlot
from rochdale.supply.rules.plots.wkt import from_odk, geometry_in, is_odk

LIMITS = Limits(most_bytes=60 * 1024**2, most_rows=100_000)
_HEAD_WITHIN = 30
"""Rows in which the titles are looked for: workbooks have titles of their own above them."""
_KNOWN = frozenset(spelled for spellings in FIELDS.values() for spelled in spellings)


def read_plot_table(content: bytes, *, decimal_mark: str = "") -> RawFile:
    """The rows of a table. Refuses one without columns for coordinates, unless it is a list of farmers."""
    table = read_table(content, knows=_KNOWN, key=folded, limits=LIMITS)
    if table.encoding not in {"", "utf-8"}:
        raise Refused(Refusal("supply.plot-file-not-utf8", {"rule": "F6", "encoding": found_encoding(content)}))
    head, columns = _head(table)
    rows = table.rows[head + 1 :]
    kind = "csv" if table.encoding else "xlsx"
    if "shape" in columns or "point" in columns or {"lon", "lat"} <= columns.keys():
        if not rows:
            raise Refused(Refusal("supply.plot-file-no-plots", {"rule": "F2"}))
        return RawFile(kind, tuple(_plot(row, columns, decimal_mark, not table.encoding) for row in rows), table.notices)
    if is_farmer_list(table.rows[: _HEAD_WITHIN + 1]):
        return RawFile("farmers", read_rows(table.rows), table.notices)
    headings = [heading for heading in table.rows[head].cells if heading]
    raise Refused(Refusal("supply.plot-file-no-columns", {"rule": "F1", "headings": [said(str(each))[:30] for each in headings[:12]]}))


def _head(table: Table) -> tuple[int, dict[str, int]]:
    """Where the titles stand: the row, of the first ones, in which most are known."""
    tried = [columns_of([row.text(column) for column in range(len(row.cells))]) for row in table.rows[:_HEAD_WITHIN]]
    best = max(range(len(tried)), key=lambda number: (len(tried[number]), -number))
    return best, tried[best]


def _plot(row: Row, columns: dict[str, int], decimal_mark: str, is_workbook: bool) -> RawPlot:
    told = {word: row.text(column) for word, column in columns.items() if word not in {"lon", "lat", "shape", "point"}}
    told = {word: said(text) for word, text in told.items() if said(text)}
    shape = next(
        (row.text(columns[word]) for word in ("shape", "point") if word in columns and row.text(columns[word]) not in {"", "[]"}), ""
    )
    if shape:
        if is_odk(shape) and (accuracy := from_odk(shape)[1]):
            told["accuracy_m"] = accuracy
        return RawPlot(row.number, "row", geometry_in(shape), told)
    if "lon" not in columns or "lat" not in columns:
        return RawPlot(row.number, "row", None, told)
    findings: list[Finding] = []
    position = [_coordinate(row, columns[word], word, decimal_mark, findings) for word in ("lon", "lat")]
    return RawPlot(row.number, "row", {"type": "Point", "coordinates": position}, told, tuple(findings), not is_workbook)


def _coordinate(row: Row, column: int, word: str, decimal_mark: str, findings: list[Finding]) -> Any:
    """A coordinate as it stands in its cell. A blank one stays blank; a comma is read only where it was declared."""
    cell = row.cell(column)
    if isinstance(cell, Decimal):
        return Figure(format(cell, "f"))
    text = row.text(column)
    if "," not in text:
        return figure(text)
    if decimal_mark == ",":
        try:
            return Figure(format(parse_number(text, decimal_mark=","), "f"))
        except Refused:
            return text
    findings.append(found("supply.plot-decimal-comma", value=shown(text), axis=word))
    return text
