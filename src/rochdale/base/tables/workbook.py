"""The first sheet of an Excel workbook (.xlsx) as a table. The package is weighed before it is unpacked."""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from itertools import zip_longest
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.xml import DEFUSEDXML

from rochdale.base.tables.cells import MOST_COLUMNS, MOST_UNPACKED_BYTES, Cell, Formula, Limits, Row, Table
from rochdale.kernel.refusal import Refusal, Refused

if not DEFUSEDXML:  # openpyxl finds it by itself, and without it would follow every entity a file defines
    raise ImportError("defusedxml is missing")

_BROKEN = (
    InvalidFileException,
    zipfile.BadZipFile,
    ParseError,
    KeyError,
    ValueError,
    IndexError,
    OSError,
    TypeError,
    AttributeError,
    EOFError,
)
_MOST_PARTS = 5_000


def read_workbook(content: bytes, limits: Limits, wanted: str = "") -> Table:
    """The sheet of that name, else the first visible one that holds something."""
    _weigh(content)
    try:
        with warnings.catch_warnings():
            # openpyxl warns of drawings and validations that it leaves out; a table has no need of them.
            warnings.simplefilter("ignore")
            values = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            formulas = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
            for sheet in sorted(values.worksheets, key=lambda sheet: sheet.title.strip().casefold() != wanted.casefold()):
                if sheet.sheet_state != "visible":
                    continue
                written = formulas[sheet.title]
                sheet.reset_dimensions()
                written.reset_dimensions()
                rows = tuple(_rows(sheet.iter_rows(values_only=True), written.iter_rows(values_only=True), limits))
                if rows:
                    others = len(values.worksheets) > 1 and sheet.title.strip().casefold() != wanted.casefold()
                    notices = (Refusal("base.table-has-more-sheets", {"sheet": sheet.title}),) if others else ()
                    return Table(rows, "", "", sheet.title, notices)
    except _BROKEN:
        raise Refused(Refusal("base.table-is-damaged")) from None
    raise Refused(Refusal("base.table-is-empty"))


def _weigh(content: bytes) -> None:
    """Refuse a bomb, a package that is no workbook, and markup that defines entities, before anything is unpacked whole."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            if sum(part.file_size for part in parts) > MOST_UNPACKED_BYTES or len(parts) > _MOST_PARTS:
                raise Refused(Refusal("base.table-unpacks-too-large", {"most_mb": MOST_UNPACKED_BYTES // 1024**2}))
            if any(part.flag_bits & 0x1 for part in parts):
                raise Refused(Refusal("base.table-is-locked"))
            if "[Content_Types].xml" not in package.namelist() or not any(part.filename.startswith("xl/") for part in parts):
                raise Refused(Refusal("base.table-is-a-package"))
            if any(part.filename.endswith(".xml") and b"<!DOCTYPE" in _head(package, part) for part in parts):
                raise Refused(Refusal("base.table-is-damaged"))
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, zlib.error):
        raise Refused(Refusal("base.table-is-damaged")) from None


def _head(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    # A document type can only stand before the first element.
    with package.open(part) as file:
        return file.read(4096)


def _rows(shown: Iterable[tuple[object, ...]], written: Iterable[tuple[object, ...]], limits: Limits) -> Iterator[Row]:
    for number, (values, sources) in enumerate(zip(shown, written, strict=False), start=1):
        cells = tuple(_cell(value, source) for value, source in zip_longest(values, sources))
        if not any(cell != "" for cell in cells):
            continue
        if number > limits.most_rows:
            raise Refused(Refusal("base.table-too-long", {"most": limits.most_rows}))
        if any(cell != "" for cell in cells[MOST_COLUMNS:]):
            raise Refused(Refusal("base.table-too-wide", {"most": MOST_COLUMNS, "row": number}))
        yield Row(number, cells[:MOST_COLUMNS])


def _cell(value: object, source: object) -> Cell:
    """A value as the sheet shows it; a formula never calculated is told apart from an empty cell."""
    if value is None:
        return Formula(source) if isinstance(source, str) and source.startswith("=") else ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, float):
        # Excel counts with 15 figures: 0.1 + 0.2 is shown as 0.3.
        return Decimal(format(value, ".15g"))
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else value
    return value if isinstance(value, (str, date)) else str(value)
