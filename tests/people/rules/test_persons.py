"""Names as people write them, years of birth, countries and places."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from rochdale.people.rules.persons import refusals_for_birth_year, refusals_for_name, refusals_for_place, tidied

AT = datetime(2027, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("says", "name", "expects"),
    [
        ("a Lao name with tone marks", "ນ້ອຍ ແສງດາລາ", []),
        ("a name with accents and hooks", "Ɓalaa Ŋgɛ́ É.", []),
        ("a name written as one word", "Sukarno", []),
        ("a name that looks like a program is a name", "<script>alert(1)</script>", []),
        ("a name that looks like a formula is a name", "=cmd()", []),
        ("no name", "  ", ["people.name-is-missing"]),
        ("a name of 201 letters", "a" * 201, ["people.name-is-too-long"]),
        ("a megabyte", "a" * 1_000_000, ["people.name-is-too-long"]),
        ("a NUL", "No\x00y", ["people.name-has-hidden-characters"]),
        ("an override of the direction", "Noy\u202egnp.exe", ["people.name-has-hidden-characters"]),
        ("half a character", "Noy\ud800", ["people.name-has-hidden-characters"]),
        ("a zero-width space between Lao words", "ສະ\u200bບາຍ", []),
    ],
    ids=lambda value: value[:40].encode("ascii", "replace").decode() if isinstance(value, str) else "",
)
def test_names(says: str, name: str, expects: list[str]) -> None:
    assert [refusal.code for refusal in refusals_for_name(name)] == expects


def test_a_name_is_stored_composed_and_without_spare_spaces() -> None:
    assert tidied("  Ngozi   Epe\u0301e ") == "Ngozi Ep\u00e9e"


@pytest.mark.parametrize(
    ("year", "is_refused"), [(None, False), (1950, False), (2027, False), (1901, True), (2028, True), (0, True), (-5, True)]
)
def test_birth_years(year: int | None, is_refused: bool) -> None:
    assert bool(refusals_for_birth_year(year, at=AT)) is is_refused


@pytest.mark.parametrize(
    ("says", "country", "place", "expects"),
    [
        ("a place in its country", "LA", "LAPKZ", []),
        ("no place", "CM", "", []),
        ("a place with a figure", "DK", "DK2ST", []),
        ("a country in small letters", "la", "", ["people.country-is-unknown"]),
        ("no country", "", "", ["people.country-is-unknown"]),
        ("letters that are no country", "ZZ", "", ["people.country-is-unknown"]),
        ("a place of another country", "LA", "DKCPH", ["people.place-is-elsewhere"]),
        ("a place by its name", "LA", "Pakse", ["people.place-is-not-a-locode"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_places(says: str, country: str, place: str, expects: list[str]) -> None:
    assert [refusal.code for refusal in refusals_for_place(country=country, place=place)] == expects
