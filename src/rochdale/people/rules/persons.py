"""Names as people write them, and when living people were born. Names hide nothing and are stored in Unicode form C."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime

from rochdale.kernel.country import country_codes
from rochdale.kernel.refusal import Refusal

LONGEST_NAME = 200
_PLACE = re.compile(r"[A-Z]{2}[A-Z2-9]{3}")
_MAY_BE_UNSEEN = frozenset("\u200b\u200c\u200d")
"""Zero-width space and joiners: Lao, Khmer and several Indian scripts are written with them."""


def tidied(name: str) -> str:
    """`name` in form C, without space around it and with single spaces inside."""
    return unicodedata.normalize("NFC", " ".join(name.split()))


def refusals_for_name(name: str) -> list[Refusal]:
    """A name is 1 to 200 characters, none of them a control, a direction override or half a character."""
    if not tidied(name):
        return [Refusal("people.name-is-missing")]
    if len(name) > LONGEST_NAME:
        return [Refusal("people.name-is-too-long", {"longest": LONGEST_NAME})]
    if any(unicodedata.category(letter)[0] == "C" and letter not in _MAY_BE_UNSEEN for letter in name):
        return [Refusal("people.name-has-hidden-characters")]
    return []


def refusals_for_birth_year(birth_year: int | None, *, at: datetime) -> list[Refusal]:
    """A living person was born in the last 125 years."""
    earliest, latest = at.year - 125, at.year
    if birth_year is None or earliest <= birth_year <= latest:
        return []
    return [Refusal("people.birth-year-cannot-be", {"birth_year": birth_year, "earliest": earliest, "latest": latest})]


def refusals_for_place(*, country: str, place: str) -> list[Refusal]:
    """A country is two capital letters (ISO 3166-1); a place is a UN/LOCODE of that country, or not known."""
    if country not in country_codes():
        return [Refusal("people.country-is-unknown", {"country": country})]
    if place and not _PLACE.fullmatch(place):
        return [Refusal("people.place-is-not-a-locode", {"place": place})]
    if place and not place.startswith(country):
        return [Refusal("people.place-is-elsewhere", {"place": place, "there": place[:2], "country": country})]
    return []
