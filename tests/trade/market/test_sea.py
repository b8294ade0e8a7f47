from __future__ import annotations

import numpy as np
import pytest

from rochdale.kernel.place import distance_km, place
from rochdale.kernel.refusal import Refused
from rochdale.trade.market.lanes import way_of
from rochdale.trade.market.problem import Route
from rochdale.trade.market.sea import KM_PER_NAUTICAL_MILE, PASSAGES, has_sea_access, sea_distances_km, sea_path

PORT_CODES = (
    "CMDLA CMKBI TGLFW KEMBA TZDAR MZBEW ZADUR MGMJN AOLAD LKCMB VNDAD THLCH IDJKT SGSIN JPYOK CNSGH AUSYD COCTG PECLL PABLB "
    "PACTB USLAX USNYC BRSSZ DKAAR NLRTM ITGOA EGSUZ EGPSD SAJED DJJIB INNSA FJSUV NZAKL "
)
PORTS = PORT_CODES.split()


def nautical_miles(origin: str, destination: str, *closed: str) -> float:
    return float(sea_distances_km([origin], [destination], closed=frozenset(closed))[0, 0]) / KM_PER_NAUTICAL_MILE


@pytest.mark.parametrize(
    ("origin", "destination", "closed", "miles"),
    [
        ("SGSIN", "NLRTM", (), 8371),
        ("SGSIN", "NLRTM", ("suez",), 11859),  # round the Cape
        ("SGSIN", "NLRTM", ("bab-el-mandeb",), 11859),
        ("NLRTM", "USNYC", (), 3350),
        ("USLAX", "JPYOK", (), 4840),
        ("KEMBA", "ITGOA", (), 4450),
    ],
)
def test_known_distances_hold_within_three_per_cent(origin: str, destination: str, closed: tuple[str, ...], miles: int) -> None:
    assert nautical_miles(origin, destination, *closed) == pytest.approx(miles, rel=0.02 if origin == "SGSIN" else 0.03)


def test_there_and_back_is_the_same_way() -> None:
    km = sea_distances_km(PORTS, PORTS)
    assert not np.isnan(km).any()
    np.testing.assert_allclose(km, km.T, rtol=1e-6)
    assert (np.diag(km) == 0).all()


def test_no_way_by_sea_is_shorter_than_the_great_circle() -> None:
    km = sea_distances_km(PORTS, PORTS)
    straight = np.array([[distance_km(place(one), place(other)) for other in PORTS] for one in PORTS])
    assert (km >= straight * (1 - 1e-6)).all()


@pytest.mark.parametrize("passage", PASSAGES)
def test_closing_a_passage_never_shortens_a_way_and_lengthens_some(passage: str) -> None:
    km, closed_km = sea_distances_km(PORTS, PORTS), sea_distances_km(PORTS, PORTS, closed=frozenset({passage}))
    assert (closed_km >= km).all()
    assert (closed_km > km * 1.2).any()


def test_with_both_ends_closed_the_red_sea_is_an_inland_sea() -> None:
    closed = frozenset({"suez", "bab-el-mandeb"})
    assert np.isnan(sea_distances_km(["SAJED"], ["SGSIN"], closed=closed)[0, 0])
    assert sea_distances_km(["SAJED"], ["EGSUZ"], closed=closed)[0, 0] < 1500
    assert sea_path("SAJED", "SGSIN", closed=closed) == []


def test_nobody_sails_the_arctic() -> None:
    for closed in (frozenset[str](), frozenset(PASSAGES)):
        assert max(lat for _, lat in sea_path("NLRTM", "JPYOK", closed=closed)) < 62
    assert max(lat for _, lat in sea_path("NLRTM", "USLAX", closed=frozenset(PASSAGES))) < 62


def test_a_place_without_the_sea_has_no_distance() -> None:
    km = sea_distances_km(["LAPKZ", "CMDLA"], ["NLRTM", "ZMLUN", "BRMAO"])
    assert np.isnan(km).tolist() == [[True, True, True], [False, True, True]]
    assert not has_sea_access("LAPKZ") and has_sea_access("CMDLA")
    assert sea_path("LAPKZ", "NLRTM") == []


def test_nothing_asked_nothing_answered() -> None:
    assert sea_distances_km([], ["NLRTM"]).shape == (0, 1)
    assert sea_distances_km(["NLRTM"], []).shape == (1, 0)


def test_ports_side_by_side_are_not_sent_out_to_sea_and_back() -> None:
    straight = distance_km(place("PABLB"), place("PAPTY")) or 0
    assert sea_distances_km(["PABLB"], ["PAPTY"])[0, 0] == pytest.approx(straight, abs=30)


def test_the_date_line_is_no_wall() -> None:
    assert nautical_miles("FJSUV", "USLAX") == pytest.approx(4800, rel=0.05)


def test_unknown_codes_and_passages_are_refused() -> None:
    with pytest.raises(Refused, match="unknown-place"):
        sea_distances_km(["XXABC"], ["NLRTM"])
    with pytest.raises(Refused, match="unknown-passage"):
        sea_distances_km(["CMDLA"], ["NLRTM"], closed=frozenset({"northwest"}))


def test_the_way_can_be_drawn_from_port_to_port() -> None:
    way = sea_path("LKCMB", "DKAAR")
    lat, lon = place("LKCMB").position or (0, 0)
    assert way[0] == (lon, lat)
    assert len(way) > 10
    length = sum(distance for distance in _legs(way))
    assert length == pytest.approx(float(sea_distances_km(["LKCMB"], ["DKAAR"])[0, 0]), rel=1e-4)


def _route(origin: str, destination: str, mode: str, km: int) -> Route:
    return Route("r", "coffee", origin, destination, mode, "20ft", 19_200, 1, 1, km)


def test_the_way_drawn_of_a_container_is_as_long_as_the_way_it_pays_for() -> None:
    km = int(np.ceil(sea_distances_km(["VNDAD"], ["DKAAR"])[0, 0]))
    way = way_of(_route("VNDAD", "DKAAR", "sea", km))
    assert sum(_legs(way)) == pytest.approx(km, rel=1e-3)
    assert any(abs(lon - 32.5) < 1 and 29 < lat < 31.5 for lon, lat in way), "through Suez"


def test_a_truck_goes_from_place_to_place() -> None:
    (start, end) = way_of(_route("ZMLUN", "ZADUR", "truck", 2_000))
    assert (start, end) == (pytest.approx((28.3, -15.4), abs=0.3), pytest.approx((31.0, -29.9), abs=0.3))


def _legs(way: list[tuple[float, float]]) -> list[float]:
    points = np.radians(np.array(way))
    (lon1, lat1), (lon2, lat2) = points[:-1].T, points[1:].T
    half = np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    return list(2 * 6371.0088 * np.arcsin(np.sqrt(half)))
