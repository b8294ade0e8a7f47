"""Reads one line of a table cell by cell and keeps every fault with its address, so that a file is corrected in one go."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TypeVar, cast

from rochdale.base.tables import Cell, Row, Table, address
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.trade.market.files.cells import cell_text, number, wrong
from rochdale.trade.market.files.rows import Fault

Value = TypeVar("Value")
Empty = TypeVar("Empty")


def header_key(text: str) -> str:
    """How headers are compared: small letters, one underscore between words."""
    return re.sub(r"[^\w]+", "_", text.strip().casefold()).strip("_")


def columns_of(table: Table) -> dict[str, int]:
    """Header key to column number. A header that stands twice is refused."""
    found: dict[str, int] = {}
    for place, header in enumerate(table.headings):
        key = header_key(header)
        if key and key in found:
            raise wrong("market.file-header-twice", header=header)
        found[key] = place
    found.pop("", None)
    return found


class Cursor:
    """One line. After reading, a line with `faults` is not to be used: values at fault are placeholders."""

    def __init__(self, line: Row, columns: Mapping[str, int], mark: str) -> None:
        self.line, self.columns, self.mark = line, columns, mark
        self.faults: list[Fault] = []
        self.notices: list[Fault] = []

    def fault(self, column: str, refusal: Refusal) -> None:
        """Note a fault at a column of this line."""
        self.faults.append(self._at(column, refusal))

    def notice(self, column: str, code: str, **facts: object) -> None:
        """Note something worth knowing."""
        self.notices.append(self._at(column, Refusal(code, facts)))

    def text(self, column: str) -> str:
        """The cell as text, "" where empty, absent or at fault."""
        try:
            return cell_text(self._cell(column))
        except Refused as refused:
            self.fault(column, refused.refusals[0])
            return ""

    def take(self, column: str, parse: Callable[[str], Value], missing: str = "market.cell-empty") -> Value:
        """A cell that must be filled."""

        def refuse_empty() -> Value:
            self.fault(column, Refusal(missing, {"column": column}))
            return cast(Value, None)

        return self._parsed(column, parse, refuse_empty)

    def take_or(self, column: str, parse: Callable[[str], Value], empty: Empty) -> Value | Empty:
        """A cell that may be empty."""
        return self._parsed(column, parse, lambda: empty)

    def measure(self, column: str, check: Callable[[Decimal], Value]) -> Value:
        """A number that must be there."""
        return self.take(column, lambda text: check(self._number(column, text)))

    def measure_or(self, column: str, check: Callable[[Decimal], Value], empty: Empty) -> Value | Empty:
        """A number that may be missing."""
        return self.take_or(column, lambda text: check(self._number(column, text)), empty)

    def _number(self, column: str, text: str) -> Decimal:
        cell = self._cell(column)
        if isinstance(cell, Decimal) and cell.is_finite():
            return cell
        return number(text, self.mark)

    def _parsed(self, column: str, parse: Callable[[str], Value], empty: Callable[[], Empty]) -> Value | Empty:
        before = len(self.faults)
        text = self.text(column)
        if not text and len(self.faults) == before:
            return empty()
        try:
            return parse(text) if text else cast(Value, None)
        except Refused as refused:
            self.fault(column, refused.refusals[0])
            return cast(Value, None)

    def _cell(self, column: str) -> Cell:
        place = self.columns.get(column)
        cell = "" if place is None else self.line.cell(place)
        return cell.strip() if type(cell) is str else cell

    def _at(self, column: str, refusal: Refusal) -> Fault:
        place = self.columns.get(column)
        return Fault(self.line.number, column, "" if place is None else address(place, self.line.number), refusal)
