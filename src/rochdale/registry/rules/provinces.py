"""Provinces and regions of the countries whose law is kept here, by ISO 3166-2: a seat is found in whichever language it is written.

Offices have territories by code; a group that writes ຈຳປາສັກ and one that writes Champasak are in the same one.
"""

from __future__ import annotations

from collections.abc import Mapping

from rochdale.kernel.guess import folded

_NAMES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "LA": (
        "en lo",
        (
            "Attapeu | ອັດຕະປື", "Bokeo | ບໍ່ແກ້ວ", "Bolikhamxay | ບໍລິຄຳໄຊ", "Champasak | ຈຳປາສັກ", "Houaphanh | ຫົວພັນ", "Khammouane | ຄຳມ່ວນ",
            "Luang Namtha | ຫຼວງນ້ຳທາ", "Luang Prabang | ຫຼວງພະບາງ", "Oudomxay | ອຸດົມໄຊ", "Phongsaly | ຜົ້ງສາລີ", "Salavan | ສາລະວັນ",
            "Savannakhet | ສະຫວັນນະເຂດ", "Sekong | ເຊກອງ", "Vientiane | ວຽງຈັນ", "Vientiane Capital | ນະຄອນຫຼວງວຽງຈັນ", "Xaisomboun | ໄຊສົມບູນ",
            "Xayaboury | ໄຊຍະບູລີ", "Xieng Khouang | ຊຽງຂວາງ",
        ),
    ),
    "CM": (
        "fr en",
        (
            "Adamaoua | Adamawa", "Centre | Centre", "Est | East", "Extrême-Nord | Far North", "Littoral | Littoral", "Nord | North",
            "Nord-Ouest | North-West", "Ouest | West", "Sud | South", "Sud-Ouest | South-West",
        ),
    ),
    "TG": ("fr", ("Centrale", "Kara", "Maritime", "Plateaux", "Savanes")),
}  # fmt: skip
"""By country: languages, and the names of each in them. The first one makes the code (`rules.places`)."""


def provinces(country: str, language: str) -> list[str]:
    """Names in that language, or in the country's first one; nothing for a country whose provinces are not listed."""
    languages, rows = _NAMES.get(country, ("", ()))
    known = languages.split()
    place = known.index(language) if language in known else 0
    return sorted((row.split(" | ")[place] for row in rows), key=folded)


def first_name(country: str, name: str) -> str:
    """The name of which the code is made, for a province in any of its languages; what is no province stays as it is."""
    told = folded(name)
    for row in _NAMES.get(country, ("", ()))[1]:
        names = row.split(" | ")
        if told in map(folded, names):
            return names[0]
    return name
