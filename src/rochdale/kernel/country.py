"""Countries by ISO 3166-1 alpha-2 code: the region of the world they lie in and their neighbours by land.

Regions are the sub-regions of the United Nations (M49 standard). Neighbours come from Natural Earth, packed by tools/pack_world.py.
Names in a reader's language come from CLDR (package `babel`), not from here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from itertools import accumulate
from pathlib import Path

from rochdale.kernel.refusal import Refusal, Refused

REGIONS: Mapping[str, tuple[str, ...]] = {
    "northern-africa": ("DZ", "EG", "EH", "LY", "MA", "SD", "TN"),
    "western-africa": ("BF", "BJ", "CI", "CV", "GH", "GM", "GN", "GW", "LR", "ML", "MR", "NE", "NG", "SH", "SL", "SN", "TG"),
    "middle-africa": ("AO", "CD", "CF", "CG", "CM", "GA", "GQ", "ST", "TD"),
    "eastern-africa": (
        *("BI", "DJ", "ER", "ET", "IO", "KE", "KM", "MG", "MU", "MW", "MZ"),
        *("RE", "RW", "SC", "SO", "SS", "TF", "TZ", "UG", "YT", "ZM", "ZW"),
    ),
    "southern-africa": ("BW", "LS", "NA", "SZ", "ZA"),
    "caribbean": (
        *("AG", "AI", "AW", "BB", "BL", "BQ", "BS", "CU", "CW", "DM", "DO", "GD", "GP", "HT", "JM", "KN"),
        *("KY", "LC", "MF", "MQ", "MS", "PR", "SX", "TC", "TT", "VC", "VG", "VI"),
    ),
    "central-america": ("BZ", "CR", "GT", "HN", "MX", "NI", "PA", "SV"),
    "south-america": ("AR", "BO", "BR", "BV", "CL", "CO", "EC", "FK", "GF", "GS", "GY", "PE", "PY", "SR", "UY", "VE"),
    "northern-america": ("BM", "CA", "GL", "PM", "US"),
    "central-asia": ("KG", "KZ", "TJ", "TM", "UZ"),
    "eastern-asia": ("CN", "HK", "JP", "KP", "KR", "MN", "MO", "TW"),
    "south-eastern-asia": ("BN", "ID", "KH", "LA", "MM", "MY", "PH", "SG", "TH", "TL", "VN"),
    "southern-asia": ("AF", "BD", "BT", "IN", "IR", "LK", "MV", "NP", "PK"),
    "western-asia": ("AE", "AM", "AZ", "BH", "CY", "GE", "IL", "IQ", "JO", "KW", "LB", "OM", "PS", "QA", "SA", "SY", "TR", "YE"),
    "eastern-europe": ("BG", "BY", "CZ", "HU", "MD", "PL", "RO", "RU", "SK", "UA"),
    "northern-europe": ("AX", "DK", "EE", "FI", "FO", "GB", "GG", "IE", "IM", "IS", "JE", "LT", "LV", "NO", "SE", "SJ"),
    "southern-europe": ("AD", "AL", "BA", "ES", "GI", "GR", "HR", "IT", "ME", "MK", "MT", "PT", "RS", "SI", "SM", "VA", "XK"),
    "western-europe": ("AT", "BE", "CH", "DE", "FR", "LI", "LU", "MC", "NL"),
    "australia-and-new-zealand": ("AU", "CC", "CX", "HM", "NF", "NZ"),
    "melanesia": ("FJ", "NC", "PG", "SB", "VU"),
    "micronesia": ("FM", "GU", "KI", "MH", "MP", "NR", "PW", "UM"),
    "polynesia": ("AS", "CK", "NU", "PF", "PN", "TK", "TO", "TV", "WF", "WS"),
    "antarctica": ("AQ",),
}
_REGION_OF: Mapping[str, str] = {country: region for region, countries in REGIONS.items() for country in countries}


def country_codes() -> tuple[str, ...]:
    """Every country, in order of its code. XK (Kosovo) is a user-assigned code in wide use."""
    return tuple(sorted(_REGION_OF))


def country_code(text: str) -> str:
    """The code as it is written, in capitals. Refuses one that is none."""
    code = text.strip().upper()
    if code not in _REGION_OF:
        raise Refused(Refusal("kernel.unknown-country", {"code": text[:40]}))
    return code


def region_of(country: str) -> str:
    """The sub-region, a key of `REGIONS`. Refuses an unknown country."""
    return _REGION_OF[country_code(country)]


@cache
def _neighbours() -> Mapping[str, frozenset[str]]:
    rows = json.loads((Path(__file__).with_name("world") / "borders.json").read_text(encoding="utf-8"))
    return {country: frozenset(others) for country, others in rows.items()}


def neighbours(country: str) -> frozenset[str]:
    """The countries with which it shares a border on land; none for an island. Refuses an unknown country."""
    return _neighbours().get(country_code(country), frozenset())


def share_land_border(one: str, other: str) -> bool:
    """Whether a lorry may cross from one to the other without a third country. A country does not border itself."""
    return country_code(other) in neighbours(one)


Ring = tuple[tuple[float, float], ...]


@cache
def outlines() -> Mapping[str, tuple[Ring, ...]]:
    """For small maps (1:110 million): country code to its closed rings of (longitude, latitude), to a tenth of a degree.

    Countries too small for that scale come from 1:50 million, islands below a tenth of a degree are missing. A ring may be a hole
    (a country inside a country).
    """
    rows = json.loads((Path(__file__).with_name("world") / "outlines.json").read_text(encoding="utf-8"))
    return {country: tuple(_ring(steps) for steps in rings) for country, rings in rows.items()}


def _ring(steps: list[int]) -> Ring:
    return tuple((lon / 10, lat / 10) for lon, lat in zip(accumulate(steps[::2]), accumulate(steps[1::2]), strict=True))
