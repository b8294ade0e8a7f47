"""Tables to take away. What could be read as a formula by a spreadsheet is written so that it stays text (ASVS 5.0.0-1.2.10)."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from rochdale.base.tables.cells import as_text

_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)*\Z")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def safe(text: str) -> str:
    """`text` for a CSV cell: led by ' where a spreadsheet would compute it. Numbers stay numbers. `read_table` takes the ' away."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.match(text) else text


def csv_bytes(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """UTF-8 with the mark that makes Excel read it as such, commas, CRLF (RFC 4180)."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    for row in (headings, *rows):
        writer.writerow([safe(as_text(cell)) for cell in row])
    return file.getvalue().encode("utf-8-sig")


def xlsx_bytes(sheets: Mapping[str, tuple[Sequence[str], Iterable[Sequence[object]]]], *, at: datetime) -> bytes:
    """A workbook of sheets by name, each with headings and rows. Text stays text; numbers and days are typed. Same content, same bytes."""
    book = Workbook(write_only=True)
    book.properties.creator = "Rochdale"
    book.properties.created = book.properties.modified = at.replace(tzinfo=None)
    for name, (headings, rows) in sheets.items():
        sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", name)[:31])
        sheet.freeze_panes = "A2"
        sheet.append([_cell(sheet, heading, is_heading=True) for heading in headings])
        for row in rows:
            sheet.append([_cell(sheet, value) for value in row])
    file = io.BytesIO()
    book.save(file)
    return _repacked(file.getvalue(), at)


def _cell(sheet: WriteOnlyWorksheet, value: object, *, is_heading: bool = False) -> Cell:
    cell: Cell = WriteOnlyCell(sheet)
    if isinstance(value, (int, Decimal, date)) and not isinstance(value, bool):
        cell.value = value.replace(tzinfo=None) if isinstance(value, datetime) else value
    else:
        cell.value = _UNPRINTABLE.sub("", as_text(value))
        cell.data_type = "s"
    if is_heading:
        cell.font = Font(bold=True)
    return cell


def _repacked(content: bytes, at: datetime) -> bytes:
    """The same parts with one time stamp, so that the bytes depend on the content alone."""
    file = io.BytesIO()
    stamp = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
    moment = at.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = stamp.sub(rb"\g<1>" + moment, part)
            new.writestr(zipfile.ZipInfo(name, _EPOCH), part, zipfile.ZIP_DEFLATED)
    return file.getvalue()
