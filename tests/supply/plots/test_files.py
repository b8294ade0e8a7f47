"""Files as people bring them: what is read, what is refused at once, and with which words."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from rochdale.base.tables import csv_bytes, xlsx_bytes
from rochdale.kernel.refusal import Refused
from rochdale.supply.form_texts import TEXTS, form_languages
from rochdale.supply.rules.plots import CheckedPlot, Given, check_plots, words_needed, xlsform
from rochdale.supply.rules.plots.xlsform import CHOICES, SURVEY
from tests.supply.plots.made import SOUTH, WEST, collection, feature, polygon, rules, square

AT = datetime(2026, 11, 1, tzinfo=UTC)
PLOT = feature(polygon())
TITLES = ["plot_id", "ProducerName", "ProducerCountry", "ProductionPlace", "Area_ha"]
TOLD = ["A-1", "Ayissi", "CM", "Obala", "3.9"]


def only(content: bytes, name: str, **given: Any) -> CheckedPlot:
    (plot,) = check_plots(content, name, given=Given(**given)).features
    return plot


def wkt(ring: list[list[float]], dimension: str = "") -> str:
    return f"POLYGON{dimension}(({', '.join(' '.join(f'{figure:.6f}' for figure in position) for position in ring)}))"


def kml(ring: list[list[float]], *, inside: str = "") -> bytes:
    corners = " ".join(",".join(f"{figure:.6f}" for figure in position) for position in ring)
    told = {"plot_id": "A-1", "ProducerName": "Ayissi", "ProducerCountry": "CM", "ProductionPlace": "Obala"}
    more = "".join(f'<Data name="{name}"><value>{value}</value></Data>' for name, value in told.items())
    drawn = inside or f"<Polygon><outerBoundaryIs><LinearRing><coordinates>{corners}</coordinates></LinearRing></outerBoundaryIs></Polygon>"
    mark = f"<Placemark><name>Top field</name><ExtendedData>{more}</ExtendedData>{drawn}</Placemark>"
    return f'<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder>{mark}</Folder></Document></kml>'.encode()


def packed(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return file.getvalue()


@pytest.mark.parametrize(
    ("says", "code", "facts", "name", "content"),
    [
        ("a missing brace", "unreadable", {"format": "JSON", "line": 3, "column": 1}, "x.geojson",
         b'{"type": "FeatureCollection",\n"features": [\n'),
        ("bare words", "unreadable", {"line": 1, "column": 1}, "x.geojson", b"our plots"),
        ("KML that breaks off", "unreadable", {"format": "KML", "line": 1}, "x.kml", b"<kml><Document>"),
        ("JSON of something else", "not-plots", {}, "x.json", b'{"type": "Topology"}'),
        ("a web page", "not-plots", {}, "x.kml", b"<html><body>Sign in</body></html>"),
        ("markup with entities", "not-plots", {}, "x.kml", b'<!DOCTYPE k [<!ENTITY a "aa">]><kml>&a;</kml>'),
        ("a key twice", "key-twice", {"key": "type"}, "x.geojson", b'{"type": "Feature", "type": "Feature"}'),
        ("a hundred thousand brackets", "too-deep", {}, "x.geojson", b"[" * 100_000),
        ("nothing", "empty", {}, "x.geojson", b" \n"),
        ("no features", "no-plots", {"rule": "F2"}, "x.geojson", b'{"type": "FeatureCollection", "features": []}'),
        ("no placemarks", "no-plots", {"rule": "F2"}, "x.kml", b'<kml xmlns="http://www.opengis.net/kml/2.2"/>'),
        ("no submissions", "no-plots", {"rule": "F2"}, "x.json", b'{"value": []}'),
        ("titles alone", "no-plots", {"rule": "F2"}, "x.csv", b"plot_id,longitude,latitude\n"),
        ("metres of a zone", "other-crs", {"rule": "F5", "crs": "urn:ogc:def:crs:EPSG::32633"}, "x.geojson",
         collection(PLOT, crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32633"}})),
        ("UTF-16", "not-utf8", {"rule": "F6", "encoding": "UTF-16"}, "x.geojson", collection(PLOT).decode().encode("utf-16")),
        ("old Windows", "not-utf8", {"rule": "F6", "encoding": "Windows-1252"}, "x.geojson",
         json.dumps(PLOT | {"title": "Lomé"}, ensure_ascii=False).encode("cp1252")),
        ("old Windows, in a table", "not-utf8", {"rule": "F6", "encoding": "Windows-1252"}, "x.csv",
         "village,lon,lat\nLomé,1.2,6.1\n".encode("cp1252")),
        ("a table without coordinates", "no-columns", {"rule": "F1"}, "x.csv", b"name,kilos\nAyissi,60\n"),
        ("a shapefile in a package", "package", {}, "x.zip", packed({"plots.shp": b"", "plots.dbf": b""})),
        ("a package cut off", "package", {}, "x.kmz", packed({"doc.kml": kml(square())})[:300]),
    ],
)  # fmt: skip
def test_a_file_is_refused_as_a_whole(says: str, code: str, facts: dict[str, object], name: str, content: bytes) -> None:
    with pytest.raises(Refused) as refused:
        check_plots(content, name)
    (refusal,) = refused.value.refusals
    assert refusal.code == f"supply.plot-file-{code}"
    assert facts.items() <= refusal.facts.items()


@pytest.mark.parametrize("crs", ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "urn:ogc:def:crs:EPSG::4326"])
def test_a_crs_that_says_wgs84_is_dropped_with_a_notice(crs: str) -> None:
    file = check_plots(collection(PLOT, crs={"type": "name", "properties": {"name": crs}}), "x.geojson")
    assert [notice.code for notice in file.notices] == ["supply.plot-file-crs-dropped"]
    assert file.features[0].verdict == "accepted"


def test_a_mark_before_utf8_is_fine_and_the_ending_need_not_be_known() -> None:
    assert only(b"\xef\xbb\xbf" + collection(PLOT), "x.geojson").verdict == "accepted"
    assert only(collection(PLOT), "upload").verdict == "accepted"


def test_a_single_feature_is_one_plot() -> None:
    assert only(json.dumps(PLOT).encode(), "x.geojson").verdict == "accepted"


@pytest.mark.parametrize(
    ("says", "name", "content"),
    [
        ("GeoJSON", "x.geojson", collection(PLOT)),
        ("KML", "x.kml", kml(square())),
        ("KMZ", "x.kmz", packed({"doc.kml": kml(square()), "files/icon.png": b""})),
        ("WKT in CSV", "x.csv", csv_bytes([*TITLES, "wkt"], [[*TOLD, wkt(square())]])),
        ("WKT with its system", "x.csv", csv_bytes([*TITLES, "geom"], [[*TOLD, f"SRID=4326;{wkt(square())}"]])),
        ("coordinates as TerraTrac writes them", "x.csv", csv_bytes([*TITLES, "polygon"], [[*TOLD, json.dumps(square())]])),
        ("GeoJSON in a cell", "x.csv", csv_bytes([*TITLES, "geometry"], [[*TOLD, json.dumps(polygon())]])),
        ("Excel below titles of its own", "x.xlsx",
         xlsx_bytes({"Plots": (["Plots of our union"], [["2026"], [*TITLES, "WKT"], [*TOLD, wkt(square())]])}, at=AT)),
        ("semicolons", "x.csv", ";".join([*TITLES, "wkt"]).encode() + b"\n" + ";".join([*TOLD, wkt(square())]).encode()),
    ],
)  # fmt: skip
def test_the_same_outline_is_read_from(says: str, name: str, content: bytes) -> None:
    plot = only(content, name)
    assert (plot.verdict, plot.id, plot.producer, plot.country, plot.place) == ("accepted", "A-1", "Ayissi", "CM", "Obala"), plot.findings
    assert plot.geometry == polygon()


def test_google_earth_writes_altitudes() -> None:
    assert rules(only(kml([[*position, 0] for position in square()]), "x.kml")) == ["C4"]


def test_polygons_of_one_placemark_are_one_plot_and_points_are_several() -> None:
    inner = kml(square()).decode().split("</ExtendedData>")[1].split("</Placemark>")[0]
    other = kml(square(WEST + 0.004)).decode().split("</ExtendedData>")[1].split("</Placemark>")[0]
    plot = only(kml([], inside=f"<MultiGeometry>{inner}{other}</MultiGeometry>"), "x.kml")
    assert plot.geometry is not None and plot.geometry["type"] == "MultiPolygon"
    points = "".join(f"<Point><coordinates>{WEST + step / 100:.6f},{SOUTH}</coordinates></Point>" for step in (0, 1))
    assert len(check_plots(kml([], inside=f"<MultiGeometry>{points}</MultiGeometry>"), "x.kml").features) == 2


def test_a_table_of_points() -> None:
    rows = [["V-1", "Awa", "CM", "Obala", "1.2", f"{WEST:.6f}", f"{SOUTH:.6f}"], ["V-2", "Ebo", "CM", "Obala", "0.8", "", f"{SOUTH:.6f}"]]
    file = check_plots(csv_bytes([*TITLES, "Longitude", "Latitude"], rows), "x.csv")
    assert [(plot.number, plot.kind, plot.verdict) for plot in file.features] == [(2, "row", "accepted"), (3, "row", "refused")]
    assert rules(file.features[1]) == ["C1"]


def test_swapped_columns_are_refused_with_the_proposal() -> None:
    rows = [[*TOLD[:4], "1.2", f"{WEST:.6f}", f"{SOUTH:.6f}"]]
    assert rules(only(csv_bytes([*TITLES, "Latitude", "Longitude"], rows), "x.csv")) == ["C6"]


def test_a_decimal_comma_is_read_where_it_is_declared_and_nowhere_else() -> None:
    content = (b"plot_id;longitude;latitude;area_ha;ProducerName;ProducerCountry;ProductionPlace\n"
               b"A-1;11,500001;4,000001;1,2;Ayissi;CM;Obala\n")  # fmt: skip
    assert only(content, "x.csv").findings[0].code == "supply.plot-decimal-comma"
    plot = only(content, "x.csv", decimal_mark=",")
    assert (plot.verdict, plot.declared_area_ha) == ("accepted", Decimal("1.2000"))
    assert plot.geometry == {"type": "Point", "coordinates": [WEST, SOUTH]}


def test_figures_in_cells_of_excel_have_no_decimals_to_count() -> None:
    sheet = {"Plots": ([*TITLES, "lon", "lat"], [[*TOLD[:4], Decimal("1.2"), Decimal("11.5"), Decimal("4.01")]])}
    assert only(xlsx_bytes(sheet, at=AT), "x.xlsx").verdict == "accepted"


def test_a_unit_may_be_said_once_for_the_file() -> None:
    content = csv_bytes(["plot_id", "area", "longitude", "latitude"], [["A-1", "5", f"{WEST:.6f}", f"{SOUTH:.6f}"]])
    assert "A6" in rules(only(content, "x.csv"))
    assert only(content, "x.csv", area_unit="rai").declared_area_ha == Decimal("0.8000")
    assert only(content, "x.csv", area_unit="manzana", unit_sizes_ha={"manzana": Decimal("0.7")}).declared_area_ha == Decimal("3.5000")


def test_terratrac_gives_hectares_and_leaves_the_polygon_of_a_point_empty() -> None:
    heads = "remote_id,farmer_name,member_id,collection_site,agent_name,farm_village,farm_district,farm_size,latitude,longitude,polygon"
    plot = only(f"{heads}\nr-9,Awa,M-4,Site,Ann,Obala,Lekié,1.5,{SOUTH:.6f},{WEST:.6f},[]\n".encode(), "x.csv", country="CM")
    assert (plot.own_id, plot.producer, plot.place, plot.declared_area_ha) == ("r-9", "Awa", "Obala", Decimal("1.5000"))
    assert (plot.told["grower_number"], plot.is_point, plot.verdict) == ("M-4", True, "accepted")


# ODK and Kobo: latitude first.

WALK = ";".join(f"{lat:.6f} {lon:.6f} 712.5 4.8" for lon, lat in square())
SPOT = f"{SOUTH:.6f} {WEST:.6f} 712.5 4.8"
ANSWERS = {
    "grower_number": "M-4",
    "grower_name": "Awa",
    "village": "Obala",
    "country": "CM",
    "crop": "cocoa",
    "area": "3.9",
    "area_unit": "ha",
}
CENTRAL = {"__id": "k", "meta": {"instanceID": "u-1"}, "grower": ANSWERS}
KOBO = {f"group/{key}": text for key, text in ANSWERS.items()} | {"_uuid": "u-1", "_geolocation": [1.5, 2.5]}


@pytest.mark.parametrize(
    ("says", "content", "name"),
    [
        ("a list of submissions", json.dumps([ANSWERS | {"_uuid": "u-1", "plot_shape": WALK}]), "x.json"),
        ("what ODK Central answers", json.dumps({"value": [CENTRAL | {"plot_shape": WALK}]}), "x.json"),
        ("Central, outlines as GeoJSON",
         json.dumps({"value": [CENTRAL | {"plot_shape": polygon([[*corner, 700] for corner in square()])}]}), "x.json"),
        ("what Kobo answers", json.dumps({"count": 1, "results": [KOBO | {"group/plot_shape": WALK}]}), "x.json"),
        ("a trace that ends where it began", json.dumps([ANSWERS | {"_uuid": "u-1", "plot_trace": f"{WALK}; "}]), "x.json"),
        ("a table of Kobo", csv_bytes([*ANSWERS, "plot_shape", "_uuid"], [[*ANSWERS.values(), WALK, "u-1"]]).decode(), "x.csv"),
    ],
)  # fmt: skip
def test_a_walk_is_read_from(says: str, content: str, name: str) -> None:
    plot = only(content.encode(), name)
    assert (plot.own_id, plot.producer, plot.place, plot.country) == ("u-1", "Awa", "Obala", "CM")
    assert (plot.told["crop"], plot.told["grower_number"], plot.declared_area_ha) == ("cocoa", "M-4", Decimal("3.9000"))
    assert (plot.verdict, rules(plot)) == ("repaired", ["C4"])
    assert plot.geometry == polygon()


def test_the_accuracy_of_a_walk_is_kept_and_a_point_is_read() -> None:
    plot = only(json.dumps([ANSWERS | {"_uuid": "u-1", "plot_point": SPOT}]).encode(), "x.json")
    assert (plot.is_point, plot.told["accuracy_m"], plot.verdict) == (True, "4.8", "repaired")


def test_a_walk_that_does_not_end_where_it_began_is_open() -> None:
    plot = only(json.dumps([ANSWERS | {"_uuid": "u-1", "plot_trace": WALK.rpartition(";")[0]}]).encode(), "x.json")
    assert "R1" in rules(plot)


def test_columns_of_a_point_that_kobo_splits() -> None:
    heads = [*ANSWERS, "_plot_point_latitude", "_plot_point_longitude", "_plot_point_altitude", "_uuid"]
    plot = only(csv_bytes(heads, [[*ANSWERS.values(), f"{SOUTH:.6f}", f"{WEST:.6f}", "700", "u-1"]]), "x.csv")
    assert plot.geometry == {"type": "Point", "coordinates": [WEST, SOUTH]}


def test_kobo_without_a_plot_falls_back_on_where_the_phone_was() -> None:
    text = json.dumps([ANSWERS | {"_uuid": "u-1", "_geolocation": [SOUTH, WEST]}])
    assert only(text.encode(), "x.json").geometry == {"type": "Point", "coordinates": [WEST, SOUTH]}
    nowhere = json.dumps([ANSWERS | {"_uuid": "u-1", "_geolocation": [None, None]}])
    assert rules(only(nowhere.encode(), "x.json")) == ["P1"]


# The form that makes them.


def test_the_form_asks_what_the_reader_reads_in_every_language() -> None:
    languages = form_languages()
    assert words_needed() == TEXTS.keys()
    book = load_workbook(io.BytesIO(xlsform(languages, at=AT, country="CM")))
    survey = [[cell.value for cell in row] for row in book["survey"]]
    assert survey[0][:5] == ["type", "name", "label::English (en)", "label::Français (fr)", "label::ລາວ (lo)"]
    asked = {row[1]: row for row in survey[1:]}
    assert {
        "plot_shape",
        "plot_point",
        "grower_number",
        "village",
        "planting_year",
        "area_unit",
        "tenure",
        "paper_photo",
        "consent",
    } <= asked.keys()
    assert all(row[2] for row in survey[1:] if row[0] not in {"start", "today", "calculate"})
    assert asked["country"][-1] == "'CM'"
    assert {row[0].value for row in book["choices"]} == {"list_name", *CHOICES}
    assert [cell.value for cell in book["settings"][2]][1:] == ["rochdale_plots", "1", "English (en)"]
    assert {question.type.split()[1] for question in SURVEY if question.type.startswith("select_one")} == CHOICES.keys()


def test_the_same_form_has_the_same_bytes() -> None:
    assert xlsform(form_languages(), at=AT) == xlsform(form_languages(), at=AT)


# The farmer workbook of INATrace.

ENGLISH = ["ID (company-internal)", "Last name*", "First name", "Village", "Country* (2 letter ISO country code, e.g. CR for Costa Rica)",
           "Area unit", "Total cultivated area", "Account number", "Account holder's name", "Bank name"]  # fmt: skip
SPANISH = ["ID (interno de la empresa)", "Apellido*", "Nombre", "Aldea", "País* (código ISO de 2 letras)", "Unidad de área",
           "Área total cultivada", "Número de cuenta", "Nombre del titular de la cuenta", "Nombre del banco"]  # fmt: skip


def farmer_workbook(titles: list[str], *rows: list[object]) -> bytes:
    book = Workbook()
    sheet: Any = book.active
    sheet["C2"] = "List of farmers"
    for column, title in enumerate(titles, start=1):
        sheet.cell(5, column, title)
    for number, row in enumerate(rows, start=6):
        for column, value in enumerate(row, start=1):
            sheet.cell(number, column, value)
    book.create_sheet("Read Me")["A1"] = "How to fill in"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("titles", [ENGLISH, SPANISH])
@pytest.mark.parametrize(("unit", "found"), [("ha", ["P1"]), ("", ["A6", "P1"]), ("manzanas", ["A6", "P1"])])
def test_farmers_are_read_below_their_titles_and_asked_for_unit_and_outline(titles: list[str], unit: str, found: list[str]) -> None:
    content = farmer_workbook(titles, ["F-1", "Reyes", "Ana", "El Paraíso", "HN", unit, 2.5, "HN-001-SECRET", "Ana Reyes", "Banco"])
    file = check_plots(content, "farmers.xlsx")
    (plot,) = file.features
    assert (file.format, plot.number, plot.producer, plot.place, plot.country) == ("farmers", 6, "Ana Reyes", "El Paraíso", "HN")
    assert [rule for rule in rules(plot) if rule in {"A6", "P1"}] == found


@pytest.mark.parametrize("show", [repr, str])
def test_no_bank_account_leaves_the_workbook(show: Callable[[object], str]) -> None:
    content = farmer_workbook(ENGLISH, ["F-1", "Reyes", "Ana", "El Paraíso", "HN", "ha", 2.5, "HN-001-SECRET", "Holder", "Banco"])
    text = show(check_plots(content, "farmers.xlsx"))
    assert "SECRET" not in text and "Holder" not in text and "Banco" not in text


def test_a_list_without_rows_says_that_no_farmers_were_found() -> None:
    with pytest.raises(Refused) as refused:
        check_plots(farmer_workbook(ENGLISH), "farmers.xlsx")
    assert [refusal.code for refusal in refused.value.refusals] == ["supply.plot-file-no-farmers"]
