from __future__ import annotations

import re
from pathlib import Path

import pytest

from rochdale.kernel.country import country_codes
from rochdale.kernel.guess import folded
from rochdale.kernel.place import _rows, distance_km, find_places, great_circle_km, is_place, place, places_in, refusals_for_named_place
from rochdale.kernel.refusal import Refused

PORT_CODES = (
    "CMDLA CMKBI TGLFW GHTEM CIABJ KEMBA TZDAR MZBEW MZMPM ZADUR NAWVB AOLAD LKCMB VNDAD VNSGN THLCH IDJKT PHMNL COCTG PECLL "
    "ECGYE GTPBR HNPCR NICIO DOHAI JMKIN MGMJN DKAAR DKCPH NLRTM BEANR DEHAM ITGOA JPYOK SGSIN USNYC "
)
PORTS = PORT_CODES.split()
INLAND = ["LAPKZ", "LASAV", "LAVTE", "ZMLUN", "MWBLZ", "ZWHRE", "ZWBUQ", "UGKLA", "RWKGL", "BIBJM", "ETADD", "NPKTM", "BOLPB", "ITBLQ"]


@pytest.mark.parametrize("code", PORTS)
def test_ships_of_the_sea_reach_these_ports(code: str) -> None:
    found = place(code)
    assert found.is_sea_port and found.is_port and found.position


@pytest.mark.parametrize("code", INLAND)
def test_places_on_land_are_known_and_no_ship_comes(code: str) -> None:
    found = place(code)
    assert not found.is_sea_port
    assert found.position


@pytest.mark.parametrize(
    ("code", "is_port", "why"),
    [
        ("BRMAO", True, "on the Amazon, 1,100 km from the lanes"),
        ("PYASU", True, "on the Paraguay"),
        ("CHBSL", True, "on the Rhine"),
        ("BGSOF", False, "an airport"),
    ],
)
def test_a_port_on_a_river_is_a_port_without_the_sea(code: str, is_port: bool, why: str) -> None:
    assert (place(code).is_port, place(code).is_sea_port) == (is_port, False), why


def test_a_code_is_read_with_a_blank_and_in_any_case() -> None:
    assert place("nl rtm") is place("NLRTM")
    assert str(place("CM DLA")) == "Douala (CMDLA)"
    assert place("CMDLA").country == "CM"
    assert is_place("CM KBI")


def test_an_unknown_code_is_refused() -> None:
    assert not is_place("XXABC")
    with pytest.raises(Refused, match="unknown-place"):
        place("XXABC")


@pytest.mark.parametrize(
    ("written", "meant"), [("CMDLQ", "Douala (CMDLA)"), ("Douala", "Douala (CMDLA)"), ("Rotterdm", "Rotterdam (NLRTM)")]
)
def test_a_slip_brings_the_nearest_places(written: str, meant: str) -> None:
    with pytest.raises(Refused, match="place-misspelt") as refused:
        place(written)
    assert refused.value.refusals[0].facts["guesses"][0] == meant  # type: ignore[index]  # facts are objects


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("genoa", "ITGOA"),
        ("Genova", "ITGOA"),
        ("copenhagen", "DKCPH"),
        ("København", "DKCPH"),
        ("pakse", "LAPKZ"),
        ("ປາກເຊ", "LAPKZ"),
        ("Lomé", "TGLFW"),
        ("new york", "USNYC"),
        ("laem ch", "THLCH"),
        ("cmdla", "CMDLA"),
        ("rotterdm", "NLRTM"),
    ],
)
def test_a_picker_finds_what_people_type(text: str, first: str) -> None:
    assert find_places(text)[0].code == first


def test_a_picker_may_ask_for_some_countries_and_for_sea_ports() -> None:
    assert {row.country for row in find_places("san", countries={"GT", "HN"}, most=30)} == {"GT", "HN"}
    assert all(row.is_sea_port for row in find_places("port", sea_ports_only=True, most=30))
    assert find_places("  ") == []


def test_places_of_a_country_by_what_they_offer() -> None:
    ports = places_in("CM", functions={"port"})
    assert {"CMDLA", "CMKBI"} <= {row.code for row in ports}
    assert [row.name for row in ports] == sorted(row.name for row in ports)
    assert not places_in("LA", functions={"fixed-transport"})


@pytest.mark.parametrize(
    ("term", "code", "refused"),
    [
        ("FOB", "LAPKZ", "kernel.sea-term-without-port"),  # no ship loads in Pakse
        ("CIF", "ZMLUN", "kernel.sea-term-without-port"),
        ("FOB", "VNDAD", None),
        ("FOB", "BRMAO", None),  # inland waterways count
        ("FCA", "LAPKZ", None),  # a lorry loads anywhere
        ("FOB", "XXABC", "kernel.unknown-place"),
    ],
)
def test_a_sea_term_names_a_port(term: str, code: str, refused: str | None) -> None:
    assert [refusal.code for refusal in refusals_for_named_place(term, code)] == ([refused] if refused else [])


def test_distances_over_the_globe() -> None:
    assert great_circle_km((0, 0), (0, 180)) == pytest.approx(20015, abs=1)
    assert great_circle_km((0, 179.5), (0, -179.5)) == pytest.approx(111.2, abs=0.1)  # across the date line
    assert distance_km(place("ZMLUN"), place("ZWHRE")) == pytest.approx(398, abs=10)


def test_a_place_nobody_located_is_kept_and_has_no_distance() -> None:
    lost = next(place(code) for code in _rows() if code.startswith("PG") and place(code).position is None)
    assert lost.name and not lost.is_sea_port
    assert distance_km(lost, place("PGPOM")) is None


def test_every_row_is_sound() -> None:
    countries = set(country_codes()) | {"XZ"}  # XZ: installations on the open sea
    for code in _rows():
        row = place(code)
        assert row.country in countries, code
        assert row.name and len(code) == 5, code
        assert row.functions or not row.is_sea_port, code
        assert row.position is None or (abs(row.position[0]) <= 90 and abs(row.position[1]) <= 180), code


def test_the_file_is_small() -> None:
    assert len(_rows()) > 30_000
    assert (Path(__file__).parents[2] / "src/rochdale/kernel/world/places.tsv.xz").stat().st_size < 500_000


def outside_rows(outside: Path) -> dict[str, list[str]]:
    """Rows by code. Rows whose name holds a comma are broken in that copy and left out."""
    files = sorted((outside / "reference" / "unlocode").glob("*.csv"))
    assert len(files) == 236
    rows = [line.split(",") for file in files for line in file.read_text(encoding="utf-8", errors="replace").splitlines()[1:]]
    return {row[0] + row[1]: row for row in rows if '"' not in row[2] + row[3]}


def test_nearly_every_place_of_an_independent_copy_is_known(outside: Path) -> None:
    rows = outside_rows(outside)
    missing = [code for code in rows if not is_place(code)]
    assert len(missing) < len(rows) / 500, missing


def words(name: str) -> set[str]:
    return set(re.findall(r"\w+", folded(name)))


def test_names_and_positions_agree_with_an_independent_copy(outside: Path) -> None:
    rows = {code: row for code, row in outside_rows(outside).items() if is_place(code)}
    assert sum(words(place(code).name) != words(row[3]) for code, row in rows.items()) < len(rows) / 100
    far, compared = [], 0
    for code, row in rows.items():
        here, there = place(code).position, row[8:10]
        if here and there[0] and abs(float(there[0])) <= 90 and "NaN" not in there:
            compared += 1
            if great_circle_km(here, (float(there[0]), float(there[1]))) > 50:
                far.append(code)
    assert compared > 15_000
    assert len(far) < compared / 20, len(far)
