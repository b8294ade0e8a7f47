from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from rochdale.base.words import sentence
from rochdale.trade.market.defaults import SHIPPED, Defaults, load_defaults
from rochdale.trade.market.files import NeedRow, OfferRow, Reading, read_needs, read_offers
from rochdale.trade.market.files.measures import Span, altitude_m, harvest_years, lot_kg
from rochdale.trade.market.files.own import NEED_HEADERS, OFFER_HEADERS
from rochdale.trade.market.files.reading import LIMITS
from rochdale.trade.market.files.writing import table

ON = date(2026, 11, 23)
OFFER = {
    "offer_id": "O-1", "cooperative": "Paksong Highland", "country": "LA", "product": "coffee", "species": "arabica", "process": "washed",
    "protocol": "SCA-2004", "score": "84.25", "certifications": "fairtrade;organic", "kg": "12000", "port": "VNDAD",
    "ready_from": "2027-01-18", "ready_until": "2027-05-31", "reserve_price": "4.35", "currency": "USD", "price_unit": "kg",
}  # fmt: skip
NEED = {
    "need_id": "N-1", "buyer": "Aarhus Coop", "product": "coffee", "species": "", "process": "", "protocol": "SCA-2004", "min_score": "82",
    "certifications": "", "kg": "19200", "min_lot_kg": "600", "max_suppliers": "3", "port": "DKAAR", "arrive_from": "2027-02-01",
    "arrive_until": "2027-08-31", "max_landed_price": "5.60", "currency": "EUR", "price_unit": "kg",
}  # fmt: skip


@pytest.fixture(scope="module")
def defaults() -> Defaults:
    return load_defaults()


def csv_of(*rows: dict[str, str], separator: str = ",") -> bytes:
    written = io.StringIO()
    writer = csv.DictWriter(written, list(rows[0]), delimiter=separator, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue().encode()


def offers(content: bytes, defaults: Defaults) -> Reading[OfferRow]:
    return read_offers(content, defaults, on=ON)


def codes(reading: Reading[OfferRow] | Reading[NeedRow]) -> list[str]:
    return [fault.refusal.code for fault in reading.faults]


def test_the_headers_are_those_that_were_agreed() -> None:
    assert ", ".join(OFFER_HEADERS) == (
        "offer_id, cooperative, country, product, species, process, protocol, score, certifications, kg, port, ready_from, ready_until, "
        "reserve_price, currency, price_unit"
    )
    assert ", ".join(NEED_HEADERS) == (
        "need_id, buyer, product, species, process, protocol, min_score, certifications, kg, min_lot_kg, max_suppliers, port, arrive_from, "
        "arrive_until, max_landed_price, currency, price_unit"
    )


def test_an_offer_is_read_as_it_stands(defaults: Defaults) -> None:
    reading = offers(csv_of(OFFER), defaults)
    assert (reading.layout, reading.faults, reading.rows_read) == ("rochdale", (), 1)
    row = reading.rows[0]
    assert (row.row, row.offer_id, row.kg, row.reserve_price, row.score) == (2, "O-1", 12000, Decimal("4.35"), Decimal("84.25"))
    assert row.certifications == {"fairtrade", "organic"}
    assert (row.ready_from, row.ready_until) == (date(2027, 1, 18), date(2027, 5, 31))


def test_an_empty_cell_in_a_need_means_any(defaults: Defaults) -> None:
    row = read_needs(csv_of(NEED | {"max_suppliers": "", "min_lot_kg": "", "min_score": ""}), defaults).rows[0]
    assert (row.species, row.process, row.certifications, row.max_suppliers, row.min_lot_kg, row.min_score) == (
        "",
        "",
        frozenset(),
        None,
        0,
        None,
    )


ENCODINGS = [
    ("plain UTF-8", "utf-8", ","),
    ("UTF-8 with the mark that Excel writes", "utf-8-sig", ","),
    ("UTF-16 as Excel's text export writes it", "utf-16", "\t"),
    ("UTF-16 without its mark", "utf-16-le", ";"),
    ("semicolons", "utf-8", ";"),
    ("tabs", "utf-8", "\t"),
]


@pytest.mark.parametrize(("what", "encoding", "separator"), ENCODINGS, ids=[row[0] for row in ENCODINGS])
def test_files_of_other_spreadsheets_are_read_the_same(defaults: Defaults, what: str, encoding: str, separator: str) -> None:
    content = csv_of(OFFER | {"cooperative": "Café de Bolavén"}, separator=separator).decode().encode(encoding)
    assert offers(content, defaults).rows[0].cooperative == "Café de Bolavén", what


def test_windows_text_is_read_with_a_notice(defaults: Defaults) -> None:
    reading = offers(csv_of(OFFER | {"cooperative": "Café"}).decode().encode("cp1252"), defaults)
    assert reading.rows[0].cooperative == "Café"
    assert [notice.refusal.code for notice in reading.notices] == ["base.table-is-not-utf8"]


def test_two_encodings_in_one_file_have_no_true_reading(defaults: Defaults) -> None:
    content = csv_of(OFFER | {"cooperative": "Café"}, OFFER | {"offer_id": "O-2", "cooperative": "Théier"})
    mixed = content.replace("Thé".encode(), "Thé".encode("cp1252"))
    assert codes(offers(mixed, defaults)) == ["base.table-mixes-encodings"]


FILES_REFUSED = [
    ("nothing in it", b"", "base.table-is-empty"),
    ("blanks only", b" \n \n", "base.table-is-empty"),
    ("a picture", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "base.table-is-a-picture"),
    ("a PDF", b"%PDF-1.7 \xe2\xe3", "base.table-is-a-pdf"),
    ("an Excel file of the old kind", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "base.table-is-old-excel"),
    ("a zip that is no workbook", b"PK\x03\x04 nothing", "base.table-is-damaged"),
    ("a letter", b"Dear Sir, we offer coffee.", "market.file-unknown-layout"),
    ("a header without rows", csv_of(OFFER).splitlines()[0], "market.file-without-rows"),
    ("a column that is missing", csv_of({key: value for key, value in OFFER.items() if key != "kg"}), "market.file-columns-missing"),
    ("a header that stands twice", b"kg," + csv_of(OFFER).replace(b"\r\nO-1", b"\r\n1,O-1"), "market.file-header-twice"),
    ("a quotation mark left open", csv_of(OFFER) + b'"O-2,x', "base.table-broken-quotes"),
]


@pytest.mark.parametrize(("what", "content", "code"), FILES_REFUSED, ids=[row[0] for row in FILES_REFUSED])
def test_a_file_that_cannot_be_read_is_refused_by_name(defaults: Defaults, what: str, content: bytes, code: str) -> None:
    reading = offers(content, defaults)
    assert (codes(reading), reading.rows) == ([code], ()), what
    assert sentence(reading.faults[0].refusal)


def test_a_file_that_is_not_there_is_refused(defaults: Defaults, tmp_path: Path) -> None:
    assert codes(read_offers(tmp_path / "none.csv", defaults, on=ON)) == ["market.file-cannot-open"]


CELLS_REFUSED = [
    ("kg below zero", {"kg": "-5"}, "J2", "market.cell-kg-not-positive"),
    ("no kg", {"kg": "0"}, "J2", "market.cell-kg-not-positive"),
    ("more kg than a fleet carries", {"kg": "99999999999"}, "J2", "market.cell-kg-absurd"),
    ("kg as a word", {"kg": "many"}, "J2", "kernel.not-a-number"),
    ("not a number", {"kg": "NaN"}, "J2", "kernel.not-a-number"),
    ("a number without end", {"kg": "1e400"}, "J2", "kernel.not-a-number"),
    ("a comma that may be a thousand", {"kg": "9,600", "score": "84", "reserve_price": "4"}, "J2", "market.cell-number-two-readings"),
    ("a port nobody knows", {"port": "XXABC"}, "K2", "kernel.unknown-place"),
    ("a currency nobody knows", {"currency": "XYZ"}, "O2", "market.cell-unknown-currency"),
    ("cents as a currency", {"currency": "USc"}, "O2", "market.cell-currency-in-cents"),
    ("a price without a currency", {"currency": ""}, "O2", "market.price-without-currency"),
    ("a price without a unit", {"price_unit": ""}, "P2", "market.price-without-unit"),
    ("a quintal that may be 46 or 100 kg", {"price_unit": "quintal"}, "P2", "kernel.unit-without-size"),
    ("a unit of no weight", {"price_unit": "barrel"}, "P2", "kernel.unknown-unit"),
    ("a unit that prices are not quoted in", {"price_unit": "g"}, "P2", "market.cell-unknown-price-unit"),
    ("a price of nothing", {"reserve_price": "0"}, "N2", "market.cell-price-not-positive"),
    ("no price", {"reserve_price": ""}, "N2", "market.cell-empty"),
    ("a window that ends before it starts", {"ready_until": "2027-01-01"}, "M2", "market.window-ends-before-it-starts"),
    ("a day that may be two", {"ready_from": "03/04/2027"}, "L2", "market.cell-date-two-readings"),
    ("a day that never was", {"ready_from": "2027-02-30"}, "L2", "market.cell-not-a-date"),
    ("a day of another century", {"ready_from": "1927-01-18"}, "L2", "market.cell-date-absurd"),
    ("a product that no container is known for", {"product": "gold"}, "D2", "market.cell-unknown-product"),
    ("a country nobody knows", {"country": "ZZ"}, "C2", "kernel.unknown-country"),
    ("a score above 100", {"score": "842"}, "H2", "market.cell-score-out-of-range"),
    ("a score of no protocol", {"protocol": ""}, "H2", "market.score-without-protocol"),
    ("no id", {"offer_id": ""}, "A2", "market.cell-empty"),
    ("a sign nobody sees", {"cooperative": "Pak\x07song"}, "B2", "market.cell-control-character"),
    ("a name without end", {"cooperative": "x" * 300}, "B2", "market.cell-too-long"),
]


@pytest.mark.parametrize(("what", "cells", "cell", "code"), CELLS_REFUSED, ids=[row[0] for row in CELLS_REFUSED])
def test_a_bad_cell_is_named_with_its_place_and_a_remedy(
    defaults: Defaults, what: str, cells: dict[str, str], cell: str, code: str
) -> None:
    reading = offers(csv_of(OFFER | cells), defaults)
    assert [(fault.row, fault.cell, fault.refusal.code) for fault in reading.faults] == [(2, cell, code)], what
    assert reading.rows == ()
    assert sentence(reading.faults[0].refusal)


def test_all_faults_are_found_at_once_and_sound_rows_are_kept(defaults: Defaults) -> None:
    bad = OFFER | {"offer_id": "O-2", "kg": "-1", "port": "NOPE", "currency": "XYZ"}
    reading = offers(csv_of(OFFER, bad, OFFER | {"offer_id": "O-3"}), defaults)
    assert [fault.cell for fault in reading.faults] == ["J3", "K3", "O3"]
    assert [row.offer_id for row in reading.rows] == ["O-1", "O-3"]


def test_an_id_used_twice_is_refused_where_it_comes_again(defaults: Defaults) -> None:
    reading = offers(csv_of(OFFER, OFFER), defaults)
    assert [(fault.cell, fault.refusal.facts["first_row"]) for fault in reading.faults] == [("A3", 2)]
    assert len(reading.rows) == 1


def test_a_lot_larger_than_the_need_that_asks_for_it_is_refused(defaults: Defaults) -> None:
    assert codes(read_needs(csv_of(NEED | {"min_lot_kg": "20000"}), defaults)) == ["market.min-lot-above-kg"]
    assert codes(read_needs(csv_of(NEED | {"max_suppliers": "0"}), defaults)) == ["market.cell-no-suppliers"]


NUMBERS = [
    ("a point in a comma file", ",", {"reserve_price": "4.125"}, Decimal("4.125")),
    ("a thousands comma beside a decimal point", ",", {"reserve_price": "1,234.50"}, Decimal("1234.50")),
    ("a decimal comma in a semicolon file", ";", {"reserve_price": "4,35"}, Decimal("4.35")),
    ("a sure comma elsewhere settles it", ";", {"reserve_price": "4,125", "score": "84,25"}, Decimal("4.125")),
    ("a sure point elsewhere settles it", ";", {"reserve_price": "4.125", "score": "84.25"}, Decimal("4.125")),
    ("a thousands point beside a decimal comma", ";", {"reserve_price": "1.234,50"}, Decimal("1234.50")),
    ("blanks group", ";", {"reserve_price": "1 234,5", "score": "84,5"}, Decimal("1234.5")),
]


@pytest.mark.parametrize(("what", "separator", "cells", "price"), NUMBERS, ids=[row[0] for row in NUMBERS])
def test_decimal_marks_are_read_by_rule(defaults: Defaults, what: str, separator: str, cells: dict[str, str], price: Decimal) -> None:
    reading = offers(csv_of(OFFER | {"score": "84"} | cells, separator=separator), defaults)
    assert [row.reserve_price for row in reading.rows] == [price], what


def test_a_price_with_two_readings_is_refused_in_a_file_without_proof(defaults: Defaults) -> None:
    reading = offers(csv_of(OFFER | {"score": "84", "reserve_price": "4.125"}, separator=";"), defaults)
    assert codes(reading) == ["market.cell-number-two-readings"]


def workbook_of(*rows: list[object]) -> bytes:
    book, written = Workbook(), io.BytesIO()
    for row in (list(OFFER_HEADERS), *rows):
        book.active.append(row)  # type: ignore[union-attr]
    book.save(written)
    return written.getvalue()


def test_a_workbook_brings_dates_as_dates_and_numbers_as_numbers(defaults: Defaults) -> None:
    values: list[object] = list((OFFER | {"kg": 12000, "score": 84.25, "reserve_price": 4.35}).values())
    values[11], values[12] = datetime(2027, 1, 18), datetime(2027, 5, 31)
    reading = offers(workbook_of(values), defaults)
    assert reading.faults == ()
    row = reading.rows[0]
    assert (row.kg, row.reserve_price, row.ready_from, row.row) == (12000, Decimal("4.35"), date(2027, 1, 18), 2)


def test_a_formula_that_was_never_calculated_is_named(defaults: Defaults) -> None:
    reading = offers(workbook_of(list((OFFER | {"kg": "=200*60"}).values())), defaults)
    assert [(fault.cell, fault.refusal.code) for fault in reading.faults] == [("J2", "market.cell-formula-without-value")]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_what_a_spreadsheet_would_run_is_written_as_text(start: str) -> None:
    cell = f"{start}cmd|' /C calc'!A0"
    assert list(csv.reader(io.StringIO(table(["a"], [[cell]]), newline="")))[1] == [f"'{cell}".replace("\r", " ")]


def test_a_number_below_zero_stays_a_number_and_nothing_stays_empty() -> None:
    assert table(["a", "b"], [["-1.5", None]]) == "a,b\n-1.5,\n"


def test_what_was_written_to_be_safe_is_read_back_as_it_was(defaults: Defaults) -> None:
    reading = offers(csv_of(OFFER | {"cooperative": "'=SUM(A1)"}), defaults)
    assert [row.cooperative for row in reading.rows] == ["=SUM(A1)"]


def test_a_moment_in_a_workbook_is_its_day(defaults: Defaults) -> None:
    values: list[object] = list(OFFER.values())
    values[11] = datetime(2027, 1, 18, 14, 30)
    assert offers(workbook_of(values), defaults).rows[0].ready_from == date(2027, 1, 18)


def test_the_sheet_that_is_shown_and_filled_is_read(defaults: Defaults) -> None:
    book, written = Workbook(), io.BytesIO()
    book.worksheets[0].sheet_state = "hidden"
    book.worksheets[0].append(["nothing", "of", "use"])
    sheet = book.create_sheet("Lots")
    sheet.append(list(OFFER_HEADERS))
    sheet.append(list(OFFER.values()))
    book.save(written)
    reading = offers(written.getvalue(), defaults)
    assert [row.offer_id for row in reading.rows] == ["O-1"]
    assert [notice.refusal.code for notice in reading.notices] == ["base.table-has-more-sheets"]


def test_how_large_a_file_may_be_is_what_its_page_says() -> None:
    page = (Path(__file__).resolve().parents[3] / "docs" / "reference" / "market-files.md").read_text(encoding="utf-8")
    assert f"Files up to {LIMITS.most_bytes // 10**6} MB and {LIMITS.most_rows:,} rows" in page


WEIGHTS = [
    ("bags of 60 kg", "300", "60 kg", 18000),
    ("pounds become kg, rounded down", "25", "100 lbs", 1133),
    ("no unit", "300", "6", None),
    ("two units", "2", "1 kg,lbs", None),
    ("a bag of nothing", "27", "0 lbs", None),
    ("one very large bag", "1", "1218 kg", 1218),
]


@pytest.mark.parametrize(("what", "bags", "bag", "kg"), WEIGHTS, ids=[row[0] for row in WEIGHTS])
def test_weights_are_read_or_unknown(what: str, bags: str, bag: str, kg: int | None) -> None:
    assert lot_kg(bags, bag) == kg, what


ALTITUDES = [
    ("1250m", "m", Span(1250, 1250)),
    ("1500-2000 m", "m", Span(1500, 2000)),
    ("1600 - 1800 m", "m", Span(1600, 1800)),
    ("1300 msnm", "m", Span(1300, 1300)),
    ("1400 m.s.n.m.", "m", Span(1400, 1400)),
    ("de 900 a 1100 msnm", "m", Span(900, 1100)),
    ("4921ft", "m", Span(1500, 1500)),
    ("4200 feet", "m", Span(1280, 1280)),
    ("approx.1'500 metres a.s.l.", "m", Span(1500, 1500)),
    ("1400", "ft", Span(427, 427)),
    ("16.8", "m", None),
    ("high", "m", None),
    ("12 or 13 or 14 m", "m", None),
]


@pytest.mark.parametrize(("text", "unit", "metres"), ALTITUDES, ids=[row[0] for row in ALTITUDES])
def test_altitudes_become_metres_or_unknown(text: str, unit: str, metres: Span | None) -> None:
    assert altitude_m(text, unit) == metres


HARVESTS = [
    ("2014", Span(2014, 2014)),
    ("2010-2011", Span(2010, 2011)),
    ("2009 / 2010", Span(2009, 2010)),
    ("March 2010", Span(2010, 2010)),
    ("Fall 2009", Span(2009, 2009)),
    ("4T/10", Span(2010, 2010)),
    ("1T/2011", Span(2011, 2011)),
    ("August to December", None),
    ("2014-2019", None),
    ("mmm", None),
]


@pytest.mark.parametrize(("text", "years"), HARVESTS, ids=[row[0] for row in HARVESTS])
def test_harvests_become_years_or_unknown(text: str, years: Span | None) -> None:
    assert harvest_years(text) == years


@pytest.fixture(scope="module")
def quality_lots(outside: Path, defaults: Defaults) -> Reading[OfferRow]:
    return read_offers(outside / "coffee" / "cqi-arabica-100.csv", defaults, on=ON)


def test_a_hundred_real_lots_are_read_and_none_is_lost(quality_lots: Reading[OfferRow], outside: Path) -> None:
    with (outside / "coffee" / "cqi-arabica-100.csv").open(encoding="utf-8", newline="") as file:
        numbers = {row[""] for row in csv.DictReader(file)}
    assert (quality_lots.layout, quality_lots.rows_read, quality_lots.faults) == ("cqi", 100, ())
    assert {row.origin["source_row"] for row in (*quality_lots.rows, *quality_lots.held)} == numbers
    assert len({row.offer_id for row in quality_lots.rows}) == len(quality_lots.rows) == 89


def test_real_lots_without_weight_or_country_are_held_with_their_text(quality_lots: Reading[OfferRow]) -> None:
    assert Counter(lot.refusal.code for lot in quality_lots.held) == {"market.lot-weight-unknown": 10, "market.lot-without-country": 1}
    assert {lot.origin["weight_text"] for lot in quality_lots.held} >= {"300 x 6", "2 x 1 kg,lbs", "27 x 0 lbs"}
    assert "1 kg,lbs" in " ".join(sentence(lot.refusal) for lot in quality_lots.held)


def test_real_lots_get_port_window_and_price_from_the_defaults(quality_lots: Reading[OfferRow]) -> None:
    lao = [row for row in quality_lots.rows if row.country == "LA"]
    assert len(lao) == 3
    assert {(row.port, row.ready_from, row.reserve_price, row.protocol) for row in lao} == {
        ("VNDAD", date(2027, 1, 15), Decimal("4.10"), "SCA-2004")
    }
    assert {row.country for row in quality_lots.rows if "Tanzan" in str(row.origin) or row.port == "TZDAR"} == {"TZ"}


def test_what_contradicts_itself_in_real_lots_is_reported(quality_lots: Reading[OfferRow]) -> None:
    found = Counter(notice.refusal.code for notice in quality_lots.notices)
    assert found["market.email-in-name"] == 3
    assert found["market.cleaned-altitude-contradicts"] == 2
    assert (found["market.altitude-unknown"], found["market.harvest-unknown"], found["market.scores-do-not-add"]) == (1, 2, 0)
    assert "@" not in " ".join(row.cooperative + str(row.origin) for row in quality_lots.rows)


def test_reading_real_lots_twice_makes_the_same_ids(quality_lots: Reading[OfferRow], outside: Path, defaults: Defaults) -> None:
    again = read_offers(outside / "coffee" / "cqi-arabica-100.csv", defaults, on=ON)
    assert again == quality_lots


def test_scores_that_do_not_add_to_their_total_are_reported(outside: Path, defaults: Defaults) -> None:
    with (outside / "coffee" / "cqi-arabica-100.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row, _ in zip(csv.DictReader(file), range(3), strict=False)]
    rows[1]["Total.Cup.Points"] = str(Decimal(rows[1]["Total.Cup.Points"]) - 1)
    rows[2]["Number.of.Bags"], rows[2]["Bag.Weight"] = "10", "60 kg"
    reading = offers(csv_of(*rows), defaults)
    assert [notice.cell for notice in reading.notices if notice.refusal.code == "market.scores-do-not-add"] == ["AE3"]


def test_a_port_of_the_defaults_that_does_not_exist_is_named_at_its_lots(outside: Path) -> None:
    wrong = load_defaults(SHIPPED.read_bytes().replace(b'port = "MZBEW"', b'port = "MZXXX"'))
    reading = read_offers(outside / "coffee" / "cqi-arabica-100.csv", wrong, on=ON)
    assert {(fault.column, fault.refusal.code) for fault in reading.faults} == {("country_of_origin", "kernel.place-misspelt")}
    assert len(reading.faults) == 11


def test_own_headers_may_be_spelt_as_people_do(defaults: Defaults) -> None:
    spelt = {key.replace("_", " ").title(): value for key, value in OFFER.items()}
    assert offers(csv_of(spelt), defaults).rows[0].offer_id == "O-1"


def test_a_column_nobody_asked_for_is_mentioned(defaults: Defaults) -> None:
    reading = offers(csv_of(OFFER | {"remarks": "fresh"}), defaults)
    assert [notice.refusal.code for notice in reading.notices] == ["market.file-columns-ignored"]
    assert len(reading.rows) == 1


def test_blank_lines_keep_the_row_numbers_of_the_spreadsheet(defaults: Defaults) -> None:
    content = csv_of(OFFER, OFFER | {"offer_id": "O-2", "kg": "-1"}).replace(b"\r\nO-2", b"\r\n,,,\r\n\r\nO-2")
    assert [fault.cell for fault in offers(content, defaults).faults] == ["J5"]
