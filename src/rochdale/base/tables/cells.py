"""What a table is once it is read: numbered rows of cells, each cell with the address a spreadsheet shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from rochdale.kernel.refusal import Refusal

MOST_BYTES = 10 * 1024**2
MOST_UNPACKED_BYTES = 200 * 1024**2
MOST_ROWS = 100_000
MOST_COLUMNS = 200
MOST_LETTERS = 32_767
"""As many as an Excel cell holds."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a table may be. What a phone sends is held to less than what a command line reads."""

    most_bytes: int = MOST_BYTES
    most_rows: int = MOST_ROWS


ON_A_SCREEN = Limits()


class Formula(str):
    """A formula whose result the workbook does not hold, as it is written."""


Cell = str | Decimal | date
"""CSV cells are text. Excel cells are text, Decimal, date (or datetime), or `Formula`. An empty cell is ""."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `number` counts as spreadsheets do, the first is 1."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, column: int) -> Cell:
        """The cell in `column` (counted from 0), "" beyond the end."""
        return self.cells[column] if column < len(self.cells) else ""

    def text(self, column: int) -> str:
        """The cell as text, without blanks around."""
        return as_text(self.cell(column))


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that hold something, the heading first; at least one."""

    rows: tuple[Row, ...]
    separator: str
    """"" for a workbook."""
    encoding: str
    """"" for a workbook."""
    sheet: str
    """"" for CSV."""
    notices: tuple[Refusal, ...]
    """Worth knowing, nothing was refused."""

    @property
    def headings(self) -> tuple[str, ...]:
        """The first row as text, without empty cells at its end."""
        texts = [as_text(cell) for cell in self.rows[0].cells]
        while texts and not texts[-1]:
            texts.pop()
        return tuple(texts)


def address(column: int, row: int) -> str:
    """Where a cell is: column 5 (counted from 0) of row 12 is "F12"."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def as_text(cell: object) -> str:
    """A cell as text: dates in ISO form (a moment at midnight is a day), numbers plain with a point."""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ", timespec="minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, Decimal):
        return format(cell, "f")
    return "" if cell is None else str(cell).strip()
