"""From bytes to a table: CSV in the encodings and with the separators that spreadsheets write, and Excel workbooks.

What cannot be read is refused with what it is and what to do; nothing is guessed in silence.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Collection, Iterable, Iterator

from rochdale.base.tables.cells import MOST_COLUMNS, MOST_LETTERS, ON_A_SCREEN, Limits, Row, Table, address
from rochdale.base.tables.workbook import read_workbook
from rochdale.kernel.refusal import Refusal, Refused

SEPARATORS = (",", ";", "\t", "|")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM", b"II*\x00", b"MM\x00*")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_UNQUOTED = re.compile(r"^'(?=[=+\-@\t\r])")


def read_table(
    content: bytes,
    *,
    knows: Collection[str] = (),
    key: Callable[[str], str] = str.casefold,
    limits: Limits = ON_A_SCREEN,
    sheet: str = "",
) -> Table:
    """The first table in `content`; of a workbook the sheet with that name, if it has one. Raises `Refused` when nothing can be read.

    `knows` are headings the caller hopes to find, as `key` makes them; they help to tell the separator of a CSV.
    """
    if not content.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise Refused(Refusal("base.table-is-empty"))
    if len(content) > limits.most_bytes:
        raise Refused(Refusal("base.table-too-large", {"most_mb": limits.most_bytes // 1024**2}))
    if content.startswith(b"PK"):
        return read_workbook(content, limits, sheet)
    _refuse_other_kinds(content)
    text, encoding, notices = _decoded(content)
    if not text.strip():  # white space that is not a byte of ASCII's: a form feed, a no-break space
        raise Refused(Refusal("base.table-is-empty"))
    offset, separator, text = _separated(text, knows, key)
    return Table(_csv(text, separator, offset, limits), separator, encoding, "", notices)


def _refuse_other_kinds(content: bytes) -> None:
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused(Refusal("base.table-is-locked" if _ENCRYPTED in content else "base.table-is-old-excel"))
    if content.startswith(b"%PDF"):
        raise Refused(Refusal("base.table-is-a-pdf"))
    if content.startswith(_PICTURES) and b"\x00" in content[:64]:
        raise Refused(Refusal("base.table-is-a-picture"))
    if re.match(rb"\s*(<!doctype html|<html|<\?xml|<table)", content[:200], re.IGNORECASE):
        raise Refused(Refusal("base.table-is-a-web-page"))


def _decoded(content: bytes) -> tuple[str, str, tuple[Refusal, ...]]:
    encoding = _utf16(content)
    if encoding:
        try:
            return content.decode(encoding).lstrip("\ufeff"), encoding, ()
        except UnicodeDecodeError:
            raise Refused(Refusal("base.table-is-no-text")) from None
    if b"\x00" in content:
        raise Refused(Refusal("base.table-is-no-text"))
    try:
        return content.decode("utf-8-sig"), "utf-8", ()
    except UnicodeDecodeError:
        return _windows_text(content)


def _utf16(content: bytes) -> str:
    if content.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        raise Refused(Refusal("base.table-is-no-text"))
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    # Without a mark: every other byte of a Latin heading is NUL.
    head = content[:400]
    half = len(head) // 2
    if half and head[1::2].count(0) > half * 2 // 3 and not head[0::2].count(0):
        return "utf-16-le"
    return "utf-16-be" if half and head[0::2].count(0) > half * 2 // 3 and not head[1::2].count(0) else ""


def _windows_text(content: bytes) -> tuple[str, str, tuple[Refusal, ...]]:
    """The older encoding of western Windows, with a notice. A file that mixes encodings has no true reading and is refused."""
    spoilt, has_utf8 = 0, False
    for number, line in enumerate(content.splitlines(), start=1):
        try:
            has_utf8 = has_utf8 or not line.decode("utf-8").isascii()
        except UnicodeDecodeError:
            spoilt = spoilt or number
    if has_utf8:
        raise Refused(Refusal("base.table-mixes-encodings", {"line": spoilt}))
    try:
        return content.decode("cp1252"), "cp1252", (Refusal("base.table-is-not-utf8", {"line": spoilt}),)
    except UnicodeDecodeError:
        raise Refused(Refusal("base.table-unknown-encoding", {"line": spoilt})) from None


def _separated(text: str, knows: Collection[str], key: Callable[[str], str]) -> tuple[int, str, str]:
    """Lines before the first of the table, its separator, its text. Some spreadsheets name the separator in a line of its own."""
    if told := re.match(r"sep=(.)\r?\n", text):
        return 1, told[1], text[told.end() :]
    return 0, _separator(text, knows, key), text


def _csv(text: str, separator: str, offset: int, limits: Limits) -> tuple[Row, ...]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    rows = []
    try:
        for row in _rows(reader, offset, limits):
            rows.append(row)
            line = reader.line_num + 1
    except csv.Error:
        raise Refused(Refusal("base.table-broken-quotes", {"line": line + offset})) from None
    if not rows:
        raise Refused(Refusal("base.table-is-empty"))
    return tuple(rows)


def _separator(text: str, knows: Collection[str], key: Callable[[str], str]) -> str:
    """The separator that gives most known headings, then the one whose first rows agree on the greatest number of cells."""
    head = "\n".join(text.lstrip().splitlines()[:20])

    def worth(separator: str) -> tuple[int, int]:
        records = [record for record in csv.reader(io.StringIO(head, newline=""), delimiter=separator) if record]
        known = sum(key(cell.strip()) in knows for cell in records[0])
        widths = [len(record) for record in records]
        return known, min(widths) if min(widths) > 1 else len(records[0]) - 1

    try:
        return max(SEPARATORS, key=worth)
    except csv.Error:
        return ","


def _rows(records: Iterable[list[str]], offset: int, limits: Limits) -> Iterator[Row]:
    """Records that hold something, with the number a spreadsheet shows. What we quoted against formulas is unquoted."""
    for number, record in enumerate(records, start=1 + offset):
        if not any(cell.strip() for cell in record):
            continue
        if number > limits.most_rows:
            raise Refused(Refusal("base.table-too-long", {"most": limits.most_rows}))
        if any(cell.strip() for cell in record[MOST_COLUMNS:]):
            raise Refused(Refusal("base.table-too-wide", {"most": MOST_COLUMNS, "row": number}))
        for column, cell in enumerate(record):
            if len(cell) > MOST_LETTERS:
                raise Refused(Refusal("base.table-cell-too-long", {"cell": address(column, number), "most": MOST_LETTERS}))
        yield Row(number, tuple(_UNQUOTED.sub("", cell) for cell in record[:MOST_COLUMNS]))
