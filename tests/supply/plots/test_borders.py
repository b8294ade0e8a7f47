"""Countries as they are packed: where a point lies, and how far it is outside."""

from __future__ import annotations

import pytest
import shapely

from rochdale.kernel.country import country_codes
from rochdale.supply.rules.plots import country_at, is_in, is_near
from rochdale.supply.rules.plots.borders import outline
from rochdale.supply.rules.plots.measure import metres


@pytest.mark.parametrize(
    ("says", "point", "country"),
    [
        ("Obala", (11.53, 4.17), "CM"),
        ("Paksong", (106.23, 15.18), "LA"),
        ("Kpalimé", (0.63, 6.9), "TG"),
        ("inside a country inside a country", (28.2, -29.6), "LS"),
        ("around it", (25.0, -29.0), "ZA"),
        ("Cayenne's forest, which is drawn with France", (-53.0, 4.0), "GF"),
        ("Hargeisa, by ISO 3166", (44.06, 9.56), "SO"),
        ("Pristina, by the code in use", (21.16, 42.66), "XK"),
        ("east of the date line", (-179.9, -16.8), "FJ"),
        ("at sea", (0.0, 0.0), ""),
    ],
)
def test_a_point_lies_in(says: str, point: tuple[float, float], country: str) -> None:
    assert country_at(point) == country
    assert not country or is_in(country, point)


def test_the_part_overseas_lies_in_its_state_too() -> None:
    assert is_in("GF", (-53.0, 4.0)) and is_in("FR", (-53.0, 4.0))


@pytest.mark.parametrize(
    ("country", "point"), [("CM", (11.343211, 2.200211)), ("GH", (0.0, 5.4)), ("IS", (-18.7, 63.1)), ("LA", (104.2, 17.0))]
)
def test_kilometres_outside_are_those_of_the_geodesic_to_the_nearest_edge(country: str, point: tuple[float, float]) -> None:
    drawn = outline(country)
    assert drawn is not None and not is_in(country, point)
    around = shapely.clip_by_rect(drawn.edge, point[0] - 1.5, point[1] - 1, point[0] + 1.5, point[1] + 1)
    spots = shapely.get_coordinates(shapely.segmentize(around, 0.001)).tolist()
    nearest = min(metres(point, (lon, lat)) for lon, lat in spots) / 1000
    assert drawn.km_outside(point) == pytest.approx(nearest, rel=0.01)


def test_a_kilometre_is_a_kilometre_in_the_north() -> None:
    drawn = outline("IS")
    assert drawn is not None
    south, at = 63.0, drawn.km_outside((-18.7, 63.0))
    assert drawn.km_outside((-18.7, south - 0.1)) == pytest.approx(at + 11.1, rel=0.02)
    assert is_near("IS", (-18.7, 63.0), km=at + 0.1) and not is_near("IS", (-18.7, 63.0), km=at - 0.1)


def test_nearly_every_country_of_the_kernel_has_an_outline() -> None:
    without = {code for code in country_codes() if outline(code) is None}
    assert without <= {"AQ", "BV", "CC", "CX", "GI", "IO", "PN", "SJ", "TF", "TK", "UM", "VA", "MC"}
    assert outline("ZZ") is None
