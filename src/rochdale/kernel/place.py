"""Ports, terminals and towns by UN/LOCODE: where they are, and whether ships, trains or lorries load there.

The list is UN/LOCODE 2023-1 of UNECE, packed by tools/pack_places.py with positions from other open lists where UNECE gives none:
docs/reference/places.md says which places are in and where each position comes from.
"""

from __future__ import annotations

import lzma
import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from heapq import nsmallest
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from rochdale.kernel.guess import folded, nearest
from rochdale.kernel.refusal import Refusal, Refused

EARTH_KM = 6371.0088
_CODE = re.compile(r"[A-Z]{2}[A-Z0-9]{3}")
FUNCTIONS: Mapping[str, str] = {
    "1": "port",
    "2": "rail",
    "3": "road",
    "4": "airport",
    "5": "postal",
    "6": "inland-depot",
    "7": "fixed-transport",
    "8": "inland-port",
    "B": "border-crossing",
}
SOURCES: Mapping[str, str] = {"u": "UN/LOCODE", "s": "searoute", "g": "GeoNames", "a": "airportsdata", "": ""}
SEA_TERMS = frozenset({"FAS", "FOB", "CFR", "CIF"})
"""Incoterms 2020 whose named place must be a port."""


@dataclass(frozen=True, slots=True)
class Place:
    """One row of UN/LOCODE."""

    code: str
    """Country and location, five characters without a blank: CMDLA."""
    name: str
    """Without diacritics, as UNECE spells it."""
    other_names: tuple[str, ...]
    """Names people look for instead: Genoa for Genova, ປາກເຊ for Pakxe."""
    subdivision: str
    """The second part of ISO 3166-2, often empty."""
    functions: frozenset[str]
    """Values of `FUNCTIONS`."""
    position: tuple[float, float] | None
    """Latitude and longitude in degrees; None where nobody gives them."""
    position_from: str
    """Key of `SOURCES`."""
    is_sea_port: bool
    """A port that ships of the sea reach: on a coast or an estuary, near a shipping lane."""

    @property
    def country(self) -> str:
        """ISO 3166-1 alpha-2."""
        return self.code[:2]

    @property
    def is_port(self) -> bool:
        """Any port, also on a river or lake: the named place of FAS, FOB, CFR and CIF must be one."""
        return "port" in self.functions

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


@cache
def _rows() -> Mapping[str, str]:
    text = lzma.decompress((Path(__file__).with_name("world") / "places.tsv.xz").read_bytes()).decode()
    return {line[:5]: line for line in text.splitlines()}


@cache
def _place(code: str) -> Place | None:
    line = _rows().get(code)
    if line is None:
        return None
    _, name, others, subdivision, functions, latitude, longitude, source = line.split("\t")
    return Place(
        code=code,
        name=name,
        other_names=tuple(others.split("|")) if others else (),
        subdivision=subdivision,
        functions=frozenset(FUNCTIONS[key] for key in functions if key in FUNCTIONS),
        position=(float(latitude), float(longitude)) if latitude else None,
        position_from=source,
        is_sea_port="S" in functions,
    )


def place(text: str) -> Place:
    """The place of a code, with or without a blank and in any case. Refuses an unknown code, with the nearest known ones.

    `kernel.place-misspelt` brings guesses, `kernel.unknown-place` has none.
    """
    code = text.replace(" ", "").upper()
    found = _place(code)
    if found is None:
        raise Refused(_unknown(text))
    return found


def _unknown(text: str) -> Refusal:
    guesses = [str(place(code)) for code in guesses_for(text.replace(" ", "").upper())]
    if guesses:
        return Refusal("kernel.place-misspelt", {"code": text[:40], "guesses": guesses})
    return Refusal("kernel.unknown-place", {"code": text[:40]})


def is_place(code: str) -> bool:
    """Whether `place` would find it."""
    return code.replace(" ", "").upper() in _rows()


@lru_cache(maxsize=1000)
def guesses_for(code: str) -> tuple[str, ...]:
    """Codes that may be meant: of places of that name, else of the same country; none for a country nobody knows."""
    by_name = [] if len(code) < 3 or _CODE.fullmatch(code) else [found.code for found in find_places(code, most=3)]
    return tuple(by_name or nearest(code, [known for known in _rows() if known[:2] == code[:2]]))


def places_in(country: str, *, functions: Collection[str] = ()) -> list[Place]:
    """The places of a country in order of name, of any of the functions where some are named."""
    wanted = set(functions)
    found = [place(code) for code in _rows() if code[:2] == country]
    return sorted((row for row in found if not wanted or wanted & row.functions), key=lambda row: (row.name, row.code))


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    """Codes by folded name."""
    names: dict[str, list[str]] = defaultdict(list)
    for code, line in _rows().items():
        _, name, others, _ = line.split("\t", 3)
        for spelled in {folded(name), *(folded(other) for other in others.split("|") if other)}:
            names[spelled].append(code)
    return {name: tuple(codes) for name, codes in names.items()}


def find_places(text: str, *, countries: Collection[str] = (), sea_ports_only: bool = False, most: int = 10) -> list[Place]:
    """For a picker: by code, then by the whole name, the start of it, the start of a word, any part; sea ports before others.

    `countries` keeps only those. A text that finds nothing as it stands is tried once more with its nearest spelling.
    """
    sought = folded(text)
    if not sought:
        return []
    ranks = _ranks(sought)
    if not ranks:
        ranks = {code: 5 for name in nearest(sought, _names()) for code in _names()[name]}
    found = ((rank, place(code)) for code, rank in ranks.items() if not countries or code[:2] in countries)
    fitting = ((rank, row) for rank, row in found if row.is_sea_port or not sea_ports_only)
    return [
        row
        for _, row in nsmallest(
            most, fitting, key=lambda pair: (pair[0], not pair[1].is_sea_port, not pair[1].is_port, pair[1].name, pair[1].code)
        )
    ]


def _ranks(sought: str) -> dict[str, int]:
    ranks: dict[str, int] = {}
    for name, codes in _names().items():
        rank = _rank(name, sought)
        if rank is not None:
            for code in codes:
                ranks[code] = min(rank, ranks.get(code, rank))
    code = sought.replace(" ", "").upper()
    if code in _rows():
        ranks[code] = 0
    return ranks


def _rank(name: str, sought: str) -> int | None:
    if sought not in name:
        return None
    if name == sought:
        return 1
    if name.startswith(sought):
        return 2
    return 3 if f" {sought}" in name else 4


def distance_km(one: Place, other: Place) -> float | None:
    """Great-circle distance (haversine, mean radius); None where a position is missing."""
    if one.position is None or other.position is None:
        return None
    return great_circle_km(one.position, other.position)


def great_circle_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Between two points of (latitude, longitude) in degrees."""
    (lat1, lon1), (lat2, lon2) = [(radians(lat), radians(lon)) for lat, lon in (one, other)]
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def refusals_for_named_place(term: str, code: str) -> list[Refusal]:
    """Why an Incoterm cannot name this place: FOB Pakse is refused, for no ship loads there."""
    try:
        named = place(code)
    except Refused as refused:
        return list(refused.refusals)
    if term.upper() in SEA_TERMS and not named.is_port:
        return [Refusal("kernel.sea-term-without-port", {"term": term.upper(), "place": named.name, "code": named.code})]
    return []
