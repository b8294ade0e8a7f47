"""Tables are read as people bring them, or refused with what they are and what to do; they leave without doing harm."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from rochdale.base.tables import Formula, Limits, address, csv_bytes, read_table, xlsx_bytes
from rochdale.base.tables.cells import MOST_BYTES, MOST_ROWS
from rochdale.base.words import sentence
from rochdale.kernel.refusal import Refused

AT = datetime(2027, 3, 1, 8, 0, tzinfo=UTC)
LAO = "ຊື່,ກິໂລ\r\nຄຳ,60\r\n"


def texts(content: bytes) -> list[list[str]]:
    return [[row.text(column) for column in range(len(row.cells))] for row in read_table(content).rows]


def workbook(fill: Callable[[Workbook], object]) -> bytes:
    book = Workbook()
    fill(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def packed(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return file.getvalue()


DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


def with_doctype(content: bytes, *, part: str = "xl/worksheets/sheet1.xml", encoding: str = "utf-8", before: str = "") -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    markup = parts[part].decode().partition("?>")[2] or parts[part].decode()
    parts[part] = f'<?xml version="1.0" encoding="{encoding}"?>{before}{DOCTYPE}{markup}'.encode(encoding)
    return packed(parts)


@pytest.mark.parametrize(
    ("says", "content"),
    [
        ("UTF-8", LAO.encode()),
        ("UTF-8 with a mark, as Excel writes it", LAO.encode("utf-8-sig")),
        ("UTF-16 with a mark, as Excel's Unicode text", LAO.encode("utf-16")),
        ("UTF-16 of the other order", b"\xfe\xff" + LAO.encode("utf-16-be")),
        ("semicolons", LAO.replace(",", ";").encode()),
        ("tabs", LAO.replace(",", "\t").encode()),
        ("bars", LAO.replace(",", "|").encode()),
        ("a first line that names the separator", ("sep=;\r\n" + LAO.replace(",", ";")).encode()),
        ("line ends of an old Mac", LAO.replace("\r\n", "\r").encode()),
        ("no line end at the end", LAO.strip().encode()),
        ("quoted cells", '"ຊື່","ກິໂລ"\n"ຄຳ","60"'.encode()),
        ("an Excel workbook", xlsx_bytes({"a": (["ຊື່", "ກິໂລ"], [["ຄຳ", 60]])}, at=AT)),
    ],
)
def test_the_same_rows_are_read_from(says: str, content: bytes) -> None:
    assert texts(content) == [["ຊື່", "ກິໂລ"], ["ຄຳ", "60"]]


def test_utf16_without_a_mark_is_recognised() -> None:
    assert (
        texts("name,kg\nKham,60\n".encode("utf-16-le"))
        == texts("name,kg\nKham,60\n".encode("utf-16-be"))
        == [["name", "kg"], ["Kham", "60"]]
    )


def test_rows_have_the_numbers_a_spreadsheet_shows() -> None:
    table = read_table(b'name,kg\n\n"two\nlines",60\n,,\nLast,7\n')
    assert [row.number for row in table.rows] == [1, 3, 5]
    assert read_table(b"sep=;\na;b\nc;d\n").rows[0].number == 2


@pytest.mark.parametrize(
    ("column", "row", "name"), [(0, 1, "A1"), (5, 12, "F12"), (25, 2, "Z2"), (26, 2, "AA2"), (701, 1, "ZZ1"), (702, 1, "AAA1")]
)
def test_cells_are_named_as_in_a_spreadsheet(column: int, row: int, name: str) -> None:
    assert address(column, row) == name


def test_known_headings_tell_the_separator() -> None:
    content = b"a,b,c,d;kg;name\n1,2,3,4;60;Kham\n"
    assert read_table(content, knows={"kg", "name"}).separator == ";"


def test_a_decimal_comma_in_a_semicolon_file_is_no_separator() -> None:
    assert texts(b"name;kg\nKham;60,5\nNoi;61,5\n") == [["name", "kg"], ["Kham", "60,5"], ["Noi", "61,5"]]


def test_old_windows_letters_are_read_with_a_notice() -> None:
    table = read_table("nom;kg\nRécolte d’été;60\n".encode("cp1252"))
    assert table.rows[1].text(0) == "Récolte d’été"
    assert [(notice.code, notice.facts["line"]) for notice in table.notices] == [("base.table-is-not-utf8", 2)]


XLSX = xlsx_bytes({"a": (["name"], [["Kham"]])}, at=AT)


@pytest.mark.parametrize(
    ("says", "content", "code"),
    [
        ("nothing", b"", "base.table-is-empty"),
        ("blank lines", b"\r\n \r\n", "base.table-is-empty"),
        ("only separators", b",,\n,,\n", "base.table-is-empty"),
        ("a mark alone", b"\xef\xbb\xbf", "base.table-is-empty"),
        ("an empty workbook", workbook(lambda book: None), "base.table-is-empty"),
        ("white space beyond ASCII", "\x0c\u00a0\n".encode(), "base.table-is-empty"),
        ("a PNG", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 40, "base.table-is-a-picture"),
        ("a JPEG", b"\xff\xd8\xff\xe0\x00\x10JFIF", "base.table-is-a-picture"),
        ("a PDF", b"%PDF-1.7\n", "base.table-is-a-pdf"),
        ("an old workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "base.table-is-old-excel"),
        (
            "a locked workbook",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "base.table-is-locked",
        ),
        ("a web page", b"<!DOCTYPE html><table>", "base.table-is-a-web-page"),
        ("a zip of files", packed({"lots.csv": b"a,b"}), "base.table-is-a-package"),
        ("a text document", packed({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}), "base.table-is-a-package"),
        ("a bomb", packed({"[Content_Types].xml": b"<x/>", "xl/a.xml": b"\x00" * 210_000_000}), "base.table-unpacks-too-large"),
        ("half a workbook", XLSX[: len(XLSX) // 2], "base.table-is-damaged"),
        ("a workbook without its sheet", packed({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}), "base.table-is-damaged"),
        ("markup that defines entities", with_doctype(XLSX), "base.table-is-damaged"),
        ("the same in another encoding", with_doctype(XLSX, encoding="utf-16"), "base.table-is-damaged"),
        ("the same behind a long comment", with_doctype(XLSX, before=f"<!--{'x' * 5000}-->"), "base.table-is-damaged"),
        ("the same where parts are joined", with_doctype(XLSX, part="xl/_rels/workbook.xml.rels"), "base.table-is-damaged"),
        ("a byte over the limit", b"a," * (MOST_BYTES // 2) + b"b", "base.table-too-large"),
        ("a row over the limit", b"a\n" * (MOST_ROWS + 1), "base.table-too-long"),
        ("a cell far to the right", b"a," * 200 + b"b", "base.table-too-wide"),
        ("a missing quotation mark", b'name,kg\nKham,60\n"Noi,61\nLa,62\n', "base.table-broken-quotes"),
        ("a cell as long as a book", b'name\n"' + b"a" * 40_000 + b'"', "base.table-cell-too-long"),
        ("two encodings in one file", "ຄຳ,1\n".encode() + "été,2\n".encode("cp1252"), "base.table-mixes-encodings"),
        ("bytes of no encoding", b"name,kg\n\x81\x8d,60\n", "base.table-unknown-encoding"),
        ("a program", b"\x7fELF\x00\x00\x01", "base.table-is-no-text"),
        ("UTF-32", "name,kg".encode("utf-32"), "base.table-is-no-text"),
    ],
)
def test_refused_with_a_sentence(says: str, content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_table(content)
    assert [refusal.code for refusal in refused.value.refusals] == [code]
    assert "%(" not in sentence(refused.value.refusals[0])


@pytest.mark.parametrize("content", [b"name\nKham\nNoi\n", xlsx_bytes({"a": (["name"], [["Kham"], ["Noi"]])}, at=AT)], ids=["CSV", "Excel"])
def test_who_reads_more_than_a_screen_says_how_much(content: bytes) -> None:
    assert len(read_table(content, limits=Limits(most_rows=3)).rows) == 3
    for limits, code in ((Limits(most_rows=2), "base.table-too-long"), (Limits(most_bytes=10), "base.table-too-large")):
        with pytest.raises(Refused) as refused:
            read_table(content, limits=limits)
        assert refused.value.refusals[0].code == code


def test_the_place_of_a_missing_quotation_mark_is_named() -> None:
    with pytest.raises(Refused) as refused:
        read_table(b'name,kg\nKham,60\n"Noi,61\nLa,62\n')
    assert refused.value.refusals[0].facts == {"line": 3}


def test_a_workbook_gives_numbers_and_days_as_they_are_shown() -> None:
    def fill(book: Workbook) -> None:
        sheet = book.worksheets[0]
        sheet.append(["a", "b", "c", "d", "e", "f"])
        sheet.append([0.1 + 0.2, datetime(2027, 3, 1), datetime(2027, 3, 1, 14, 30), True, 1_000_000, "=1+1"])

    row = read_table(workbook(fill)).rows[1]
    assert row.cells[:2] == (Decimal("0.3"), date(2027, 3, 1))
    assert [row.text(column) for column in range(5)] == ["0.3", "2027-03-01", "2027-03-01 14:30", "TRUE", "1000000"]
    assert isinstance(row.cells[5], Formula), "never calculated, so not the same as empty"


def test_the_first_sheet_that_is_shown_and_filled_is_read_and_the_others_are_mentioned() -> None:
    def fill(book: Workbook) -> None:
        book.worksheets[0].sheet_state = "hidden"
        book.worksheets[0].append(["secret"])
        book.create_sheet("Empty")
        book.create_sheet("Lots").append(["lot"])

    table = read_table(workbook(fill))
    assert (table.sheet, table.headings) == ("Lots", ("lot",))
    assert [notice.code for notice in table.notices] == ["base.table-has-more-sheets"]


def test_gaps_and_a_wrong_size_in_a_sheet_do_no_harm() -> None:
    def fill(book: Workbook) -> None:
        sheet = book.worksheets[0]
        sheet["A1"], sheet["C5"] = "name", "here"

    content = workbook(fill)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(b'ref="A1:C5"', b'ref="A1"')
    rows = read_table(packed(parts)).rows
    assert [(row.number, row.text(2)) for row in rows] == [(1, ""), (5, "here")]


DANGEROUS = ["=cmd()", "+1+1", "-2+3", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x","y")', "' OR 1=1", "<script>"]


def test_a_csv_computes_nothing_and_is_read_back_as_it_was() -> None:
    content = csv_bytes(["name", "kg"], [[name, Decimal("-5.50")] for name in DANGEROUS])
    for line in content.decode("utf-8-sig").splitlines()[1:]:
        assert not line.lstrip('"').startswith(("=", "+", "-", "@", "\t"))
    assert [row.cells for row in read_table(content).rows[1:]] == [(name.strip(), "-5.50") for name in DANGEROUS]


def test_a_workbook_computes_nothing() -> None:
    sheet = load_workbook(io.BytesIO(xlsx_bytes({"a": (["name"], [[name] for name in DANGEROUS])}, at=AT))).worksheets[0]
    assert [cell.data_type for cell in sheet["A"]] == ["s"] * (len(DANGEROUS) + 1)


def test_the_same_workbook_is_the_same_bytes_and_numbers_can_be_summed() -> None:
    one, other = (xlsx_bytes({"a/b": (["kg"], [[Decimal("1.5")], [date(2027, 1, 1)]])}, at=AT) for _ in range(2))
    assert one == other
    sheet = load_workbook(io.BytesIO(one)).worksheets[0]
    assert (sheet.title, sheet["A2"].value, sheet["A3"].value) == ("a b", 1.5, datetime(2027, 1, 1))


@given(
    st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12), min_size=2, max_size=2), min_size=1, max_size=6)
)
def test_whatever_is_written_is_read_back(rows: list[list[str]]) -> None:
    content = csv_bytes(["first name", "second name"], rows)
    wanted = [tuple(row) for row in rows if any(cell.strip() for cell in row)]
    assert [tuple(row.text(column) for column in range(2)) for row in read_table(content, knows={"first name"}).rows[1:]] == [
        tuple(cell.strip() for cell in row) for row in wanted
    ]


@pytest.mark.parametrize(
    "path", ["coffee/cqi-arabica-100.csv", "coops/dotcoop-registrants-sample-utf8.csv", "coops/coops-uk-organisations-2016-sample.csv"]
)
def test_files_of_the_world_are_read(path: str, outside: Path) -> None:
    table = read_table((outside / path).read_bytes())
    assert len(table.headings) > 3
    assert len(table.rows) > 50
