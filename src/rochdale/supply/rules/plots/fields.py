"""What files call things: the words of the EU system, of TerraTrac, Whisp, ODK and Kobo, and of tables made by hand in four languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from rochdale.kernel.guess import folded
from rochdale.supply.rules.plots.figures import NoFigure, shown

MOST_LETTERS = 300
"""Of anything a file says about a plot."""

FIELDS: Mapping[str, tuple[str, ...]] = {
    "id": (
        *("plot id", "plotid", "plot number", "plot no", "plot code", "plot", "external id", "externalid", "remote id"),
        *("user id", "userid", "farm id", "field id", "parcel id", "id parcela", "codigo parcela", "numero de parcela"),
        *("id parcelle", "numero de parcelle", "code parcelle", "instanceid", "meta instanceid", "uuid", "key", "id"),
    ),
    "producer": (
        *("producername", "producer name", "producer", "farmer name", "farmername", "farmer", "grower name", "grower"),
        *("productor", "nombre del productor", "nom du producteur", "producteur", "planteur", "nom du planteur", "ຊື່ຊາວກະສິກອນ"),
    ),
    "country": ("producercountry", "producer country", "country", "country code", "pais", "pays", "ປະເທດ"),
    "place": (
        *("productionplace", "production place", "place", "village", "farm village", "farm district", "community", "locality"),
        *("aldea", "comunidad", "localite", "ບ້ານ"),
    ),
    "name": ("name", "plot name", "farm name", "field name", "nom de la parcelle", "nombre de la parcela"),
    "area": ("area", "declared area", "plot area", "surface", "superficie", "size", "plot size", "total cultivated area", "ເນື້ອທີ່"),
    "area_ha": (
        *("area ha", "areaha", "area in ha", "area hectares", "declared area ha", "hectares", "ha", "size ha", "farm size"),
        *("plot area ha", "superficie ha", "surface ha", "hectareas"),
    ),
    "area_unit": ("area unit", "unit", "unit of area", "unidad de area", "unidad", "unite de surface", "unite", "ຫົວໜ່ວຍ"),
    "grower_number": (
        "grower number",
        "grower no",
        "member id",
        "member code",
        "member number",
        "farmer id",
        "farmer code",
        "código",
        "codigo",
    ),
    "crop": ("crop", "commodity", "product", "cultivo", "culture", "ພືດ"),
    "planting_year": ("planting year", "planted year", "year planted", "ano de siembra", "annee de plantation"),
    "tenure": ("tenure", "land tenure", "tenencia", "regime foncier"),
    "consent": ("consent", "consentimiento", "consentement"),
    "paper": ("paper photo", "tenure photo"),
    "lon": ("longitude", "lon", "long", "lng", "x", "longitud", "ລອງຈິຈູດ"),
    "lat": ("latitude", "lat", "y", "latitud", "ລາຕິຈູດ"),
    "shape": (
        *("wkt", "geometry", "geom", "the geom", "polygon", "shape", "geojson", "plot shape", "plot trace", "boundary", "geoshape"),
        *("geotrace", "plot boundary", "polygone", "poligono"),
    ),
    "point": ("plot point", "geopoint", "gps", "gps point", "point"),
}
"""Our word to the ways it is written, the likeliest first. TerraTrac's farm_size is in hectares by its own format."""

_WORDS = {spelled: (word, rank) for word, spellings in FIELDS.items() for rank, spelled in enumerate(spellings)}
_MARKS = re.compile(r"[_\-./:*()²]+")
_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])")
_IN_HECTARES = re.compile(r"(.+)\((ha|hectares?|hectáreas?)\)\s*\*?")


def heading_key(heading: str) -> str:
    """A heading without case, marks and accents. Only what comes after the last "/" counts: Kobo writes group/question."""
    text = heading.rpartition("/")[2]
    if in_hectares := _IN_HECTARES.fullmatch(text.strip().casefold()):
        text = f"{in_hectares[1]} ha"
    return folded(_MARKS.sub(" ", text))


def field_of(heading: str) -> tuple[str, int] | None:
    """Our word for a heading and how sure we are (0 is surest); None for one we do not know."""
    key = heading_key(heading)
    found = _WORDS.get(key) or _WORDS.get(heading_key(_HUMPS.sub("_", heading)))
    if found is None:
        # Kobo and ODK Central split a geopoint into columns that end so.
        found = next(((word, 50) for word, end in (("lat", " latitude"), ("lon", " longitude")) if key.endswith(end)), None)
    return found


def columns_of(headings: Iterable[str]) -> dict[str, int]:
    """Our word to the number of its column; of two columns for one word the surer one."""
    best: dict[str, tuple[int, int]] = {}
    for column, heading in enumerate(headings):
        found = field_of(heading) if heading else None
        if found and (found[0] not in best or found[1] < best[found[0]][0]):
            best[found[0]] = (found[1], column)
    return {word: column for word, (_, column) in best.items()}


def told_by(properties: Mapping[str, Any]) -> dict[str, str]:
    """What properties say, by our words, as text. Blank values say nothing."""
    names = [name for name, value in properties.items() if said(value)]
    return {word: said(properties[names[column]]) for word, column in columns_of(names).items()}


def said(value: Any) -> str:
    """A value as text; "" for what says nothing: null, NaN, a list, a table."""
    if isinstance(value, NoFigure) or value is None or isinstance(value, bool):
        return ""
    return " ".join(shown(" ".join(value.split()), MOST_LETTERS).split()) if isinstance(value, str) else ""
