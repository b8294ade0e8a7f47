"""From bytes to a table of cells: CSV in the encodings and with the separators that spreadsheets write, and Excel workbooks."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from rochdale.kernel.refusal import Refusal, Refused
from rochdale.trade.market.files.rows import Fault

MOST_BYTES = 20_000_000
MOST_UNPACKED_BYTES = 200_000_000
MOST_ROWS = 200_000
MOST_COLUMNS = 200
SEPARATORS = (",", ";", "\t")

Cell = str | Decimal | date | None


class Formula(str):
    """A formula whose result the workbook does not hold."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table; `number` counts as spreadsheets do."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Header and lines of a file. `separator` is "" for a workbook."""

    headers: tuple[str, ...]
    lines: tuple[Line, ...]
    separator: str
    notices: tuple[Fault, ...]


def read_table(content: bytes, known_headers: Collection[str]) -> Table:
    """The table in `content`. `known_headers` (as `header_key` makes them) tell the separator. Refused when nothing can be read."""
    if not content.strip():
        raise Refused(Refusal("market.file-empty"))
    if len(content) > MOST_BYTES:
        raise Refused(Refusal("market.file-too-large", {"most_mb": MOST_BYTES // 1_000_000}))
    if content.startswith(b"PK\x03\x04"):
        return _workbook(content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused(Refusal("market.file-old-excel"))
    text, notices = _decoded(content)
    return _csv(text, known_headers, notices)


def header_key(text: str) -> str:
    """How headers are compared: small letters, one underscore between words."""
    return re.sub(r"[^\w]+", "_", text.strip().casefold()).strip("_")


def cell_name(column: int, row: int) -> str:
    """Address of a cell; `column` counts from 0."""
    return f"{get_column_letter(column + 1)}{row}"


def whole_file(code: str, **facts: object) -> Fault:
    """A fault of the file as a whole."""
    return Fault(None, "", "", Refusal(code, facts))


def _decoded(content: bytes) -> tuple[str, tuple[Fault, ...]]:
    encoding = _utf16(content)
    if encoding:
        try:
            return content.decode(encoding).lstrip("\ufeff"), ()
        except UnicodeDecodeError:
            raise Refused(Refusal("market.file-unreadable")) from None
    if b"\x00" in content or content.startswith(b"%PDF"):
        raise Refused(Refusal("market.file-unreadable"))
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        return _windows_text(content)


def _utf16(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    head = content[:400]
    if len(head) >= 4 and head[1::2].count(0) > len(head) // 3:
        return "utf-16-le"
    return "utf-16-be" if len(head) >= 4 and head[0::2].count(0) > len(head) // 3 else ""


def _windows_text(content: bytes) -> tuple[str, tuple[Fault, ...]]:
    """Older Windows encoding, with a notice; a file that mixes two encodings has no true reading and is refused."""
    spoilt, sound = [], False
    for number, line in enumerate(content.splitlines(), start=1):
        try:
            sound = not line.decode("utf-8").isascii() or sound
        except UnicodeDecodeError:
            spoilt.append(number)
    if sound:
        raise Refused(Refusal("market.file-mixed-encoding", {"line": spoilt[0]}))
    try:
        return content.decode("cp1252"), (whole_file("market.file-not-utf8", line=spoilt[0]),)
    except UnicodeDecodeError:
        raise Refused(Refusal("market.file-unknown-encoding", {"line": spoilt[0]})) from None


def _csv(text: str, known_headers: Collection[str], notices: tuple[Fault, ...]) -> Table:
    offset = 0
    if re.match(r"sep=.\r?\n", text):
        text, offset = text.split("\n", 1)[1], 1
    separator = _separator(text, known_headers)
    try:
        lines = list(_kept(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), offset))
    except csv.Error:
        raise Refused(Refusal("market.file-broken-csv", {"line": _broken_line(text, separator) + offset})) from None
    return _table(lines, separator, notices)


def _separator(text: str, known_headers: Collection[str]) -> str:
    head = text.lstrip().splitlines()[0]

    def known(separator: str) -> tuple[int, int]:
        cells = next(csv.reader([head], delimiter=separator))
        return sum(header_key(cell) in known_headers for cell in cells), len(cells)

    return max(SEPARATORS, key=known)


def _broken_line(text: str, separator: str) -> int:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    start = 1
    try:
        for _ in reader:
            start = reader.line_num + 1
    except csv.Error:
        return start
    return start


def _kept(records: Iterable[list[str]], offset: int) -> Iterator[Line]:
    """Lines that hold something, with the number a spreadsheet shows."""
    for number, record in enumerate(records, start=1 + offset):
        if number > MOST_ROWS:
            raise Refused(Refusal("market.file-too-long", {"most_rows": MOST_ROWS}))
        if any(cell.strip() for cell in record):
            yield Line(number, tuple(record))


def _workbook(content: bytes) -> Table:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED_BYTES:
                raise Refused(Refusal("market.file-too-large", {"most_mb": MOST_UNPACKED_BYTES // 1_000_000}))
        formulas = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
        values = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet, other = values.worksheets[0], formulas.worksheets[0]
        both = zip(
            sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), other.iter_rows(max_col=MOST_COLUMNS, values_only=True), strict=False
        )
        lines = list(_sheet_lines(both))
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError, OSError, SyntaxError):
        raise Refused(Refusal("market.file-unreadable")) from None
    notices = (whole_file("market.file-more-sheets", sheet=values.sheetnames[0]),) if len(values.worksheets) > 1 else ()
    return _table(lines, "", notices)


def _sheet_lines(rows: Iterable[tuple[tuple[object, ...], tuple[object, ...]]]) -> Iterator[Line]:
    for number, (shown, written) in enumerate(rows, start=1):
        if number > MOST_ROWS:
            raise Refused(Refusal("market.file-too-long", {"most_rows": MOST_ROWS}))
        cells = tuple(_sheet_cell(value, source) for value, source in zip(shown, written, strict=True))
        if any(cell is not None and cell != "" for cell in cells):
            yield Line(number, cells)


def _sheet_cell(value: object, written: object) -> Cell:
    """A value as the sheet shows it; a formula never calculated is told apart from an empty cell."""
    if value is None:
        return Formula(written) if isinstance(written, str) and written.startswith("=") else None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, (int, float)):
        return Decimal(repr(value))
    return value if isinstance(value, (str, date)) else str(value)


def _table(lines: list[Line], separator: str, notices: tuple[Fault, ...]) -> Table:
    if not lines:
        raise Refused(Refusal("market.file-empty"))
    headers = tuple(str(cell or "").strip() for cell in lines[0].cells)
    while headers and not headers[-1]:
        headers = headers[:-1]
    return Table(headers, tuple(lines[1:]), separator, notices)
