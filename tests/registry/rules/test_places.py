"""A seat has one code, in whichever language its province is written."""

from __future__ import annotations

import pytest

from rochdale.registry.rules.places import place_code
from rochdale.registry.rules.provinces import provinces


@pytest.mark.parametrize(
    ("country", "names", "code"),
    [
        ("LA", ["Champasak", "Paksong"], "LA/champasak/paksong"),
        ("LA", ["ຈຳປາສັກ", "Paksong"], "LA/champasak/paksong"),
        ("LA", ["ຈໍາປາສັກ"], "LA/champasak"),  # its vowel typed as two letters
        ("LA", ["Vientiane Capital"], "LA/vientiane-capital"),
        ("LA", ["Champasak", "ວຽງຈັນ"], f"LA/champasak/{place_code('LA', ['', 'ວຽງຈັນ']).partition('/')[2]}"),  # only the first is a province
        ("CM", ["South-West", "Fako"], "CM/sud-ouest/fako"),
        ("CM", ["SUD OUEST", "Fako"], "CM/sud-ouest/fako"),
        ("TG", ["Maritime", "Zio", "Zio 3"], "TG/maritime/zio/zio-3"),
        ("GB", ["South West"], "GB/south-west"),  # no province that is listed: as it is written
    ],
)
def test_a_province_has_one_code(country: str, names: list[str], code: str) -> None:
    assert place_code(country, names) == code


@pytest.mark.parametrize(("country", "count"), [("LA", 18), ("CM", 10), ("TG", 5), ("GB", 0)])
def test_all_provinces_are_offered_each_with_a_code_of_its_own(country: str, count: int) -> None:
    for language in ("en", "fr", "lo"):
        assert len({place_code(country, [name]) for name in provinces(country, language)}) == count
